"""The public holidays an office starts with, as far as they were announced when this was written.

From the Labour Code 2019 (Article 112): 1 January, five days of Tết, the tenth of the third lunar month, 30 April,
1 May, 2 September with a day beside it; a holiday on a weekend is made up for on the next working day. Which days of
Tết, and which weekend is worked in exchange, is announced each year: every row is entered as not yet checked.
"""

from __future__ import annotations

import datetime as dt

NEW_YEAR = "Tết Dương lịch"
TET = "Tết Nguyên đán"
KINGS = "Giỗ Tổ Hùng Vương"
APRIL = "Ngày Chiến thắng 30/4"
MAY = "Quốc tế Lao động 1/5"
NATIONAL = "Quốc khánh 2/9"
LIEU = "Nghỉ bù"
SWAP = "Nghỉ hoán đổi"
WORKED = "Làm bù"

STARTING_DAYS: dict[int, tuple[tuple[str, str], ...]] = {
    2022: (
        ("03/01", LIEU),
        *((day, TET) for day in ("31/01", "01/02", "02/02", "03/02", "04/02")),
        ("11/04", LIEU),
        ("02/05", LIEU),
        ("03/05", LIEU),
        ("01/09", NATIONAL),
        ("02/09", NATIONAL),
    ),
    2023: (
        ("02/01", LIEU),
        *((day, TET) for day in ("20/01", "23/01", "24/01", "25/01", "26/01")),
        ("01/05", MAY),
        ("02/05", LIEU),
        ("03/05", LIEU),
        ("01/09", NATIONAL),
        ("04/09", LIEU),
    ),
    2024: (
        ("01/01", NEW_YEAR),
        *((day, TET) for day in ("08/02", "09/02", "12/02", "13/02", "14/02")),
        ("18/04", KINGS),
        ("29/04", SWAP),
        ("30/04", APRIL),
        ("01/05", MAY),
        ("02/09", NATIONAL),
        ("03/09", NATIONAL),
    ),
    2025: (
        ("01/01", NEW_YEAR),
        *((day, TET) for day in ("27/01", "28/01", "29/01", "30/01", "31/01")),
        ("07/04", KINGS),
        ("30/04", APRIL),
        ("01/05", MAY),
        ("02/05", SWAP),
        ("01/09", NATIONAL),
        ("02/09", NATIONAL),
    ),
    2026: (
        ("01/01", NEW_YEAR),
        ("02/01", SWAP),
        *((day, TET) for day in ("16/02", "17/02", "18/02", "19/02", "20/02")),
        ("27/04", LIEU),
        ("30/04", APRIL),
        ("01/05", MAY),
        ("31/08", SWAP),
        ("01/09", NATIONAL),
        ("02/09", NATIONAL),
    ),
}
STARTING_WORKED = ("04/05/2024", "26/04/2025", "10/01/2026", "22/08/2026")
BASIS = "Bộ luật Lao động 2019, Điều 112; đối chiếu thông báo nghỉ lễ, Tết hằng năm"


def starting_days() -> list[tuple[dt.date, str, bool]]:
    """Day, name, whether it is worked in exchange; in order."""
    off = [
        (dt.datetime.strptime(f"{day}/{year}", "%d/%m/%Y").date(), name, False)  # noqa: DTZ007 - a day has no zone
        for year, days in STARTING_DAYS.items()
        for day, name in days
    ]
    worked = [
        (dt.datetime.strptime(day, "%d/%m/%Y").date(), WORKED, True)  # noqa: DTZ007
        for day in STARTING_WORKED
    ]
    return sorted([*off, *worked])
