"""Dates as the documents give them: a day, a month, a quarter, a year, a span of years."""

import datetime
import re
from dataclasses import dataclass

QUARTERS = ("I", "II", "III", "IV")
DAY_MONTH_YEAR = re.compile(r"([1-9]\d?)/([1-9]\d?)/(\d{4})\Z")
MONTH_YEAR = re.compile(r"([1-9]\d?)/(\d{4})\Z")
QUARTER_YEAR = re.compile(r"(I|II|III|IV)/(\d{4})\Z")
SPAN = re.compile(r"(\d{4})–(\d{4})\Z")
DAY_MONTH = re.compile(r"([1-9]\d?)/([1-9]\d?)\Z")


@dataclass(frozen=True)
class PartialDate:
    """A date known to the day, month, quarter or year. ``until`` closes a span of years."""

    year: int
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    until: int | None = None

    @property
    def order(self) -> tuple[int, int, int]:
        """Sorts what is known less exactly before the exact dates of the same time."""
        month = self.month or (self.quarter * 3 - 2 if self.quarter else 0)
        return (self.year, month, self.day or 0)


@dataclass(frozen=True)
class DayOfYear:
    """A day that returns every year."""

    day: int
    month: int


def parse_date(text: str) -> PartialDate | None:
    """``30/3/2023``, ``10/2025``, ``I/2022``, ``2023`` or ``2013–2022``; None when no such date."""
    if match := DAY_MONTH_YEAR.match(text):
        day, month, year = (int(part) for part in match.groups())
        return PartialDate(year, month, day) if _exists(day, month, year) else None
    if match := MONTH_YEAR.match(text):
        month, year = (int(part) for part in match.groups())
        return PartialDate(year, month) if _exists(1, month, year) else None
    if match := QUARTER_YEAR.match(text):
        return PartialDate(int(match[2]), quarter=QUARTERS.index(match[1]) + 1)
    if match := SPAN.match(text):
        start, end = int(match[1]), int(match[2])
        return PartialDate(start, until=end) if start < end else None
    return PartialDate(int(text)) if re.match(r"\d{4}\Z", text) else None


def parse_day(text: str) -> DayOfYear | None:
    """``19/5`` as a day of every year; None when no such day exists."""
    match = DAY_MONTH.match(text)
    if not match:
        return None
    day, month = int(match[1]), int(match[2])
    return DayOfYear(day, month) if _exists(day, month, 2024) else None


def _exists(day: int, month: int, year: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True
