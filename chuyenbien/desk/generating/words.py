"""Words that made-up findings and actions are put together from. No real body, person or matter is meant."""

from __future__ import annotations

from random import Random

_FAMILIES = (
    *("Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng"),
    *("Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Mai", "Trịnh", "Đoàn", "Lương", "Cao", "Tạ", "Quách"),
)
_MIDDLES = ("Văn", "Thị", "Đức", "Hữu", "Minh", "Thanh", "Ngọc", "Quang", "Xuân", "Thu", "Đình", "Hồng", "Bá", "Kim")
_GIVEN = (
    *("An", "Ánh", "Bình", "Bảo", "Chi", "Châu", "Cường", "Dũng", "Duyên", "Đạt", "Đông", "Giang", "Hà", "Hạnh"),
    *("Hải", "Hiền", "Hòa", "Huệ", "Hùng", "Hương", "Khánh", "Khoa", "Lan", "Liên", "Linh", "Long", "Mạnh", "Mỹ"),
    *("Nam", "Nga", "Nghĩa", "Oanh", "Phúc", "Phương", "Quân", "Quyên", "Sơn", "Tâm", "Thảo", "Thắng", "Thủy", "Toàn"),
    *("Trang", "Trung", "Tuấn", "Tuyết", "Uyên", "Vân", "Việt", "Vinh", "Yến", "Ý", "Ước", "Ân"),
)
_FIRST = ("Lam", "Trúc", "Vân", "Thạch", "Bạch", "Đan", "Mộc", "Hạc", "Ngân", "Tuyên", "Khuê", "Yên", "Quế", "Đoài")
_SECOND = ("Uyên", "Viên", "Sào", "Đăng", "Chử", "Lĩnh", "Trạch", "Độ", "Giáp", "Ổ", "Bối", "Cừ")
_HAMLET_FIRST = (
    *("Gò", "Cồn", "Bến", "Xóm", "Đồng", "Ngõ", "Đầm", "Bãi", "Rừng", "Cầu", "Giếng", "Đình", "Ao", "Núi"),
    *("Vườn", "Kênh", "Chợ", "Trại"),
)
_HAMLET_SECOND = (
    *("Mận", "Sáo", "Đỏ", "Ổi", "Vải", "Gạo", "Ngang", "Dọc", "Chùa", "Hạ", "Thượng", "Đoài", "Lẻ", "Sậy"),
    *("Quéo", "Trám", "Chè", "Ươm", "Ích", "Đa"),
)

OFFICES = (
    "Phòng Kinh tế",
    "Phòng Hạ tầng và Đô thị",
    "Phòng Văn hóa – Xã hội",
    "Văn phòng Đảng ủy",
    "Ban Xây dựng Đảng",
)
SERVICES = ("Trung tâm Phục vụ hành chính công", "Ban Quản lý dự án", "Trạm Y tế", "Trường Tiểu học", "Công an")
CELLS = "Chi bộ thôn"


def person_name(dice: Random) -> str:
    return f"{dice.choice(_FAMILIES)} {dice.choice(_MIDDLES)} {dice.choice(_GIVEN)}"


def commune_names() -> list[str]:
    """Names of made-up communes and wards, every one once."""
    return [f"{first} {second}" for second in _SECOND for first in _FIRST]


def hamlet_names() -> list[str]:
    return [f"{first} {second}" for first in _HAMLET_FIRST for second in _HAMLET_SECOND]


_HAMLETS = hamlet_names()

MATTERS: dict[str, tuple[str, ...]] = {
    "dat-dai": (
        "cấp giấy chứng nhận quyền sử dụng đất lần đầu",
        "giao đất dịch vụ cho các hộ đã bị thu hồi đất nông nghiệp",
        "quản lý đất công ích do xã quản lý",
        "chỉnh lý biến động hồ sơ địa chính",
    ),
    "dau-tu-cong": (
        "giải ngân vốn đầu tư công các công trình chuyển tiếp",
        "quyết toán dự án hoàn thành",
        "xử lý nợ đọng xây dựng cơ bản",
    ),
    "giai-phong-mat-bang": (
        "bàn giao mặt bằng tuyến đường liên xã",
        "chi trả tiền bồi thường, hỗ trợ tái định cư",
        "kiểm đếm tài sản trên đất thu hồi",
    ),
    "trat-tu-xay-dung": (
        "xử lý công trình xây dựng trên đất nông nghiệp",
        "kiểm tra công trình xây dựng sai phép",
        "cưỡng chế công trình vi phạm hành lang đê",
    ),
    "ve-sinh-moi-truong": (
        "thu gom rác thải sinh hoạt tại khu dân cư",
        "xử lý nước thải làng nghề",
        "đóng cửa bãi rác tạm",
    ),
    "cai-cach-hanh-chinh": (
        "giải quyết hồ sơ thủ tục hành chính quá hạn",
        "số hóa kết quả giải quyết thủ tục hành chính",
        "thanh toán trực tuyến phí, lệ phí",
    ),
    "tai-chinh-ngan-sach": (
        "thu hồi tạm ứng quá hạn",
        "đôn đốc thu nợ thuế sử dụng đất phi nông nghiệp",
        "quản lý tài sản công sau sắp xếp",
    ),
    "nong-thon-moi": (
        "duy trì tiêu chí nước sạch nông thôn",
        "cứng hóa đường trục chính nội đồng",
        "nâng chất lượng tiêu chí môi trường",
    ),
    "giao-duc": (
        "sửa chữa phòng học xuống cấp",
        "bố trí đủ giáo viên theo định mức",
        "kiểm định chất lượng trường học",
    ),
    "y-te": ("cung ứng thuốc tại trạm y tế", "lập hồ sơ sức khỏe điện tử", "khám sức khỏe người cao tuổi"),
    "tiep-dan-khieu-nai": (
        "giải quyết đơn khiếu nại kéo dài",
        "thi hành quyết định giải quyết khiếu nại đã có hiệu lực",
        "tiếp công dân định kỳ của người đứng đầu",
    ),
    "xay-dung-dang": (
        "nâng chất lượng sinh hoạt chi bộ",
        "kết nạp đảng viên ở thôn, tổ dân phố",
        "cụ thể hóa nghị quyết thành chương trình hành động",
    ),
    "kiem-tra-giam-sat": (
        "kiểm tra việc khắc phục sau kết luận giám sát",
        "giám sát chuyên đề về đất đai",
        "xử lý kiến nghị sau thanh tra",
    ),
}
"""By the code of a field: what may be late, unfinished or neglected in it."""

_FAULTS = (
    "Công tác {matter} tại {place} còn chậm, {detail}",
    "Chưa hoàn thành việc {matter} ở {place}; {detail}",
    "Việc {matter} tại {place} để kéo dài, {detail}",
    "Thiếu kiểm tra, đôn đốc trong {matter} tại {place}; {detail}",
)
_DETAILS = (
    "đạt {done}/{all} {thing}",
    "còn {left} {thing} chưa xử lý",
    "{left} {thing} quá hạn trên 6 tháng",
    "mới rà soát được {done} {thing} trong tổng số {all}",
)
_THINGS = ("hồ sơ", "trường hợp", "công trình", "hộ dân", "thửa đất", "vụ việc", "kiến nghị")
_VERBS = (
    *(
        "Rà soát, lập danh mục để",
        "Hoàn thành việc",
        "Xử lý dứt điểm việc",
        "Phê duyệt phương án",
        "Kiểm tra hiện trường và",
    ),
    *("Đối chiếu số liệu và", "Bàn giao hồ sơ để", "Tổ chức đối thoại với Nhân dân về việc", "Công khai kết quả"),
)
_PRODUCTS = (
    *("Quyết định phê duyệt danh mục", "Biên bản bàn giao", "Biên bản nghiệm thu", "Bảng tổng hợp số liệu có xác nhận"),
    *("Phương án được phê duyệt", "Hồ sơ hoàn công", "Thông báo công khai tại trụ sở"),
)
_CRITERIA = (
    "{all} {thing} đã xử lý xong, có biên bản từng {thing}",
    "Không còn {thing} quá hạn tại thời điểm kiểm tra",
    "Tối thiểu {percent}% {thing} hoàn thành, số liệu đối chiếu với hệ thống của tỉnh",
)
_REPORTS = (
    "Đã xử lý {done}/{all} {thing} tại {place}; phần còn lại đang chờ xác nhận số liệu",
    "Tổ công tác đã làm việc với {done} hộ tại {place}, lập biên bản đầy đủ",
    "Đã trình phương án lần {turn}, cơ quan thẩm định đề nghị bổ sung bản đồ hiện trạng khu {place}",
    "Hoàn thành {percent}% khối lượng tại {place}, đã chụp ảnh hiện trường",
    "Đã ban hành thông báo và niêm yết công khai tại {place}",
)
_CAUSES = (
    "Hồ sơ lưu qua nhiều thời kỳ không đầy đủ, mất thời gian xác minh",
    "Người đứng đầu chưa kiểm tra thường xuyên, phân công chưa rõ người, rõ việc",
    "Phối hợp giữa các phòng, đơn vị chưa chặt chẽ",
    "Nguồn vốn bố trí muộn so với kế hoạch",
)
_OBSTACLES = (
    "Chưa thống nhất nguồn gốc của {left} thửa đất tại {place}",
    "Chưa có quy định về đơn giá đối với {thing} phát sinh",
    "Chờ ý kiến của cơ quan quản lý ngành về {left} {thing} tại {place}",
)
REASONS = (
    "Mưa kéo dài, không thi công được phần nền đường",
    "Phải niêm yết lại vì có ý kiến khác nhau về ranh giới",
    "Điều chỉnh kế hoạch vốn giữa năm",
    "Sắp xếp lại tổ chức bộ máy",
)
NOTES = (
    "Đã có đủ biên bản và số liệu kèm theo",
    "Sản phẩm gửi kèm, đề nghị xác nhận",
    "Hoàn thành theo tiêu chí đã nêu",
)


def place(dice: Random) -> str:
    return dice.choice(_HAMLETS)


def _fill(dice: Random, pattern: str, **told: str) -> str:
    whole = dice.randint(12, 480)
    done = dice.randint(1, whole - 1)
    return pattern.format(
        all=whole,
        done=done,
        left=whole - done,
        percent=dice.randint(60, 100),
        turn=dice.randint(1, 4),
        thing=dice.choice(_THINGS),
        place=place(dice),
        **told,
    )


def statement(dice: Random, field: str) -> str:
    detail = _fill(dice, dice.choice(_DETAILS))
    return _fill(dice, dice.choice(_FAULTS), matter=dice.choice(MATTERS[field]), detail=detail)


def task(dice: Random, field: str, number: int) -> str:
    """What is to be done; every number once, so that a search for one finds one row."""
    return f"{dice.choice(_VERBS)} {dice.choice(MATTERS[field])} tại {place(dice)} (việc {number:06})"


def product(dice: Random) -> str:
    return f"{dice.choice(_PRODUCTS)} khu {place(dice)}"


def criterion(dice: Random) -> str:
    return _fill(dice, dice.choice(_CRITERIA))


def report(dice: Random) -> str:
    return _fill(dice, dice.choice(_REPORTS))


def cause(dice: Random) -> str:
    return dice.choice(_CAUSES)


def obstacle(dice: Random) -> str:
    return _fill(dice, dice.choice(_OBSTACLES))


def reason(dice: Random) -> str:
    return dice.choice(REASONS)
