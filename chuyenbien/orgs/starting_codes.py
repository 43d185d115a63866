"""The code lists an office starts with: code, label in Vietnamese, label in English. Data; an office
changes its own."""

from __future__ import annotations

from .enums import CodeList

Entries = tuple[tuple[str, str, str], ...]

_FIELDS: Entries = (
    ("dat-dai", "Đất đai", "Land"),
    ("dau-tu-cong", "Đầu tư công", "Public investment"),
    ("xay-dung", "Quản lý đầu tư xây dựng", "Management of construction"),
    ("giai-phong-mat-bang", "Giải phóng mặt bằng", "Site clearance"),
    ("quy-hoach", "Quy hoạch, kiến trúc", "Planning and architecture"),
    ("trat-tu-xay-dung", "Trật tự xây dựng", "Order in construction"),
    ("trat-tu-do-thi", "Trật tự đô thị", "Urban order"),
    ("ve-sinh-moi-truong", "Vệ sinh môi trường", "Environmental sanitation"),
    ("tai-nguyen-moi-truong", "Tài nguyên, môi trường", "Natural resources and environment"),
    ("cai-cach-hanh-chinh", "Cải cách hành chính", "Administrative reform"),
    ("chuyen-doi-so", "Chuyển đổi số", "Digital transformation"),
    ("dau-thau", "Đấu thầu, nhận thầu", "Bidding and contracting"),
    ("tai-chinh-ngan-sach", "Tài chính, ngân sách", "Finance and budget"),
    ("san-xuat-kinh-doanh", "Sản xuất, kinh doanh", "Production and business"),
    ("kinh-te-xa-hoi", "Kinh tế – xã hội", "Economy and society"),
    ("nong-thon-moi", "Xây dựng nông thôn mới", "New rural areas"),
    ("giao-duc", "Giáo dục và đào tạo", "Education and training"),
    ("y-te", "Y tế", "Health"),
    ("van-hoa-xa-hoi", "Văn hóa, xã hội", "Culture and society"),
    ("quoc-phong-an-ninh", "Quốc phòng, an ninh", "Defence and security"),
    (
        "tiep-dan-khieu-nai",
        "Tiếp dân, giải quyết khiếu nại, tố cáo",
        "Receiving citizens, complaints and denunciations",
    ),
    (
        "phong-chong-tham-nhung",
        "Phòng, chống tham nhũng, lãng phí, tiêu cực",
        "Preventing corruption, waste and misconduct",
    ),
    ("xay-dung-dang", "Xây dựng Đảng", "Party building"),
    ("to-chuc-can-bo", "Tổ chức, cán bộ", "Organisation and personnel"),
    ("kiem-tra-giam-sat", "Kiểm tra, giám sát", "Inspection and supervision"),
    ("dan-van", "Dân vận, Mặt trận và đoàn thể", "Mass mobilisation, the Front and associations"),
    ("khac", "Lĩnh vực khác", "Other field"),
)

_UNIT_KINDS: Entries = (
    ("ban-thuong-vu", "Ban thường vụ cấp ủy", "Standing board of a Party committee"),
    ("cap-uy", "Cấp ủy", "Party committee"),
    ("dang-uy-co-so", "Đảng ủy cơ sở", "Grassroots Party committee"),
    ("chi-bo", "Chi bộ", "Party cell"),
    ("ban-dang", "Ban tham mưu của cấp ủy", "Advisory board of a Party committee"),
    ("van-phong", "Văn phòng cấp ủy", "Office of a Party committee"),
    ("uy-ban-kiem-tra", "Ủy ban kiểm tra", "Inspection commission"),
    ("hoi-dong-nhan-dan", "Hội đồng nhân dân", "People’s Council"),
    ("uy-ban-nhan-dan", "Ủy ban nhân dân", "People’s Committee"),
    ("so-nganh", "Sở, ban, ngành", "Department of a province or city"),
    ("phong-ban", "Phòng, ban chuyên môn", "Specialised division"),
    ("ban-quan-ly-du-an", "Ban quản lý dự án", "Project management board"),
    ("bo-nganh", "Bộ, cơ quan ngang bộ", "Ministry or agency of that rank"),
    ("co-quan-trung-uong", "Cơ quan Đảng ở Trung ương", "Central Party agency"),
    ("doanh-nghiep", "Doanh nghiệp nhà nước", "State enterprise"),
    ("don-vi-su-nghiep", "Đơn vị sự nghiệp", "Public service unit"),
    ("doan-the", "Mặt trận, đoàn thể", "The Front and associations"),
    ("doan-cong-tac", "Đoàn công tác", "Delegation"),
    ("khac", "Loại khác", "Other kind"),
)

_DOCUMENT_KINDS: Entries = (
    ("nq", "Nghị quyết", "Resolution"),
    ("ct", "Chỉ thị", "Instruction"),
    ("kl", "Kết luận", "Conclusion"),
    ("qd", "Quyết định", "Decision"),
    ("qdi", "Quy định", "Regulation"),
    ("qc", "Quy chế", "Statute"),
    ("ctr", "Chương trình", "Programme"),
    ("kh", "Kế hoạch", "Plan"),
    ("hd", "Hướng dẫn", "Guideline"),
    ("tb", "Thông báo", "Notice"),
    ("bc", "Báo cáo", "Report"),
    ("ttr", "Tờ trình", "Submission"),
    ("cv", "Công văn", "Official letter"),
    ("bb", "Biên bản", "Minutes"),
    ("gm", "Giấy mời", "Invitation"),
    ("da", "Đề án", "Scheme"),
    ("pa", "Phương án", "Options paper"),
    ("tt", "Thông tri", "Circular letter"),
    ("but-phe", "Bút phê, ý kiến chỉ đạo", "Handwritten direction"),
    ("phieu", "Phiếu, giấy làm căn cứ nhập thay", "Paper on which an entry on behalf rests"),
    ("khac", "Loại khác", "Other kind"),
)

_OBSTACLE_KINDS: Entries = (
    ("phap-luat", "Quy định pháp luật còn thiếu hoặc chồng chéo", "Legal gap or overlapping rule"),
    ("dat-dai-mat-bang", "Đất đai, giải phóng mặt bằng", "Land and site clearance"),
    ("nguon-von", "Nguồn vốn", "Capital"),
    ("thu-tuc", "Trình tự, thủ tục", "Procedure"),
    ("nhan-luc", "Tổ chức, nhân lực", "Human resources"),
    ("phoi-hop", "Phối hợp giữa các cơ quan", "Coordination between agencies"),
    ("du-lieu", "Dữ liệu, hồ sơ", "Data and records"),
    ("nha-thau", "Nhà thầu", "Contractor"),
    ("khieu-nai", "Khiếu nại, tranh chấp", "Complaint or litigation"),
    ("bi-mat", "Bảo vệ bí mật", "Secrecy"),
    ("khac", "Khó khăn, vướng mắc khác", "Other obstacle"),
)

_MEASURES: Entries = (
    ("phan-tram", "%", "%"),
    ("ty-dong", "tỷ đồng", "billion VND"),
    ("trieu-dong", "triệu đồng", "million VND"),
    ("trieu-dong-nguoi", "triệu đồng/người/năm", "million VND per person a year"),
    ("chi-tieu", "chỉ tiêu", "targets"),
    ("vu", "vụ", "cases"),
    ("ho-so", "hồ sơ", "files"),
    ("du-an", "dự án", "projects"),
    ("cong-trinh", "công trình", "works"),
    ("diem", "điểm", "points"),
    ("ho", "hộ", "households"),
    ("nguoi", "người", "people"),
    ("don-vi", "đơn vị", "units"),
    ("ngay", "ngày", "days"),
    ("lan", "lần", "times"),
    ("ha", "ha", "ha"),
    ("m2", "m²", "m²"),
    ("km", "km", "km"),
)

STARTING_CODES: dict[CodeList, Entries] = {
    CodeList.FIELD: _FIELDS,
    CodeList.UNIT_KIND: _UNIT_KINDS,
    CodeList.DOCUMENT_KIND: _DOCUMENT_KINDS,
    CodeList.OBSTACLE_KIND: _OBSTACLE_KINDS,
    CodeList.MEASURE: _MEASURES,
}
