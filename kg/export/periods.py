"""ISO 8601 periods as whole days, for stores and readers that compare dates and know no half years.

In: an interval as records carry it (`2025`, `2025-06`, `2025-06-30`, `2023-01/2023-06`).  Out: its first and last day.
"""
from __future__ import annotations

import re
from calendar import monthrange

_DATE = re.compile(r"(\d{1,4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def days_of_period(period: str) -> tuple[str | None, str | None]:
    """The first and last day of `period` as `xsd:date` texts; None at an end that is open or not a date.

    >>> days_of_period("2024-02")
    ('2024-02-01', '2024-02-29')
    >>> days_of_period("2023-01/2023-06"), days_of_period("2021/..")
    (('2023-01-01', '2023-06-30'), ('2021-01-01', None))
    """
    start, slash, end = period.partition("/")
    return _day(start, last=False), _day(end if slash else start, last=True)


def _day(date: str, last: bool) -> str | None:
    found = _DATE.match(date.strip())
    if not found:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    if not year or month == 0 or (month or 1) > 12:
        return None
    month = month or (12 if last else 1)
    longest = monthrange(year, month)[1]
    day = day or (longest if last else 1)
    return f"{year:04}-{month:02}-{day:02}" if day <= longest else None
