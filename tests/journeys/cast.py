"""Who takes part in the journey, what they are called, and the texts they type."""

from __future__ import annotations

import datetime as dt

from .driver import Somebody
from .words import Own

TODAY = dt.date.today()  # noqa: DTZ011 - the journey happens now, as an office's own day
YEAR = TODAY.year

REGULATION = Own("366")
"""Its number stands in the title of the rule pack in every language."""

BOARD = Own("Ban Thường vụ Thành ủy Hành Trình")
BODY = Own("Đảng bộ phường Đầu Nguồn")
DIVISION = Own("Phòng Hạ tầng phường Đầu Nguồn")
MINISTRY = Own("Bộ Có Thẩm Quyền")
ELSEWHERE = Own("Đảng bộ phường Nơi Khác")

ADMIN = Somebody("Ngô Thị Quản", "Quản trị hệ thống", "quantri")
LEADER = Somebody("Nguyễn Văn Lãnh", "Phó Bí thư Thường trực", "lanhdao")
OFFICER = Somebody("Trần Thị Phòng", "Chuyên viên văn phòng", "vanphong")
VERIFIER = Somebody("Lê Văn Xác", "Ủy viên Ủy ban Kiểm tra", "xacnhan")
NEAR_VERIFIER = Somebody("Lê Thị Gần", "Kiểm tra viên kiêm nhiệm", "kiemnhiem")
CHAIR = Somebody("Vũ Văn Đoàn", "Trưởng Ban Tổ chức", "truongdoan")
SECRETARY = Somebody("Bùi Thị Thư", "Phó Trưởng phòng Tổng hợp", "thukydoan")
HEAD = Somebody("Phạm Văn Thư", "Bí thư Đảng ủy phường", "bithu")
EDITOR = Somebody("Hoàng Thị Biên", "Chánh Văn phòng Đảng ủy phường", "bientap")
DOER = Somebody("Đỗ Văn Làm", "Trưởng phòng Hạ tầng", "chutri")
STRANGER = Somebody("Đặng Văn Ngoài", "Bí thư nơi khác", "nguoingoai")

ROLES: tuple[tuple[Somebody, tuple[tuple[Own, str], ...]], ...] = (
    (LEADER, ((BOARD, "Leader of the board"),)),
    (OFFICER, ((BOARD, "Office officer"),)),
    (VERIFIER, ((BOARD, "Verifier"),)),
    (NEAR_VERIFIER, ((BOARD, "Verifier"), (DIVISION, "Staff"))),
    (CHAIR, ((BOARD, "Member of the collective"),)),
    (SECRETARY, ((BOARD, "Staff"),)),
    (HEAD, ((BODY, "Head of the body"),)),
    (EDITOR, ((BODY, "Editor of the body"),)),
    (DOER, ((DIVISION, "Staff"),)),
    (STRANGER, ((ELSEWHERE, "Head of the body"),)),
)

CYCLE = Own(f"Đợt kiểm điểm năm {YEAR}")
NEXT_CYCLE = Own(f"Đợt kiểm điểm năm {YEAR + 1}")
POINT_1 = Own("Tiến độ trả lời kiến nghị của cử tri về hạ tầng thoát nước")
POINT_2 = Own("Công tác giải phóng mặt bằng tuyến đường ven sông")
DIRECTION = Own("Làm rõ trách nhiệm để các điểm úng ngập kéo dài")
DRAINAGE = Own("Các điểm úng ngập khu dân cư số 3 chậm được khắc phục")
CLEARANCE = Own("Giải phóng mặt bằng tuyến đường ven sông chậm so với kế hoạch")
DRAIN = Own("Nạo vét và cải tạo 3 tuyến cống khu dân cư số 3")
CLEAR = Own("Niêm yết và chi trả bồi thường cho 12 hộ ven sông")
PLAN = Own("Kế hoạch khắc phục hạn chế, khuyết điểm sau kiểm điểm")
FLOODS = Own("Số điểm úng ngập sau mưa lớn")
MEETING = Own("Giao ban tiến độ khắc phục")


def after(days: int) -> dt.date:
    return TODAY + dt.timedelta(days=days)


def at(days: int, hour: int) -> dt.datetime:
    return dt.datetime.combine(after(days), dt.time(hour))
