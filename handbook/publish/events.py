"""The rows of the registers that say so as events of a calendar (iCalendar, RFC 5545), each a whole
day. An event keeps its id as long as its row keeps its own, whatever the handbook is called, so
that a calendar that subscribes to the file is mended and not doubled."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urljoin

from handbook.content.editions import path_of
from handbook.content.handbook import Content
from handbook.content.model import Register, Row
from handbook.content.values import UNSAID, Values
from handbook.language.dates import DayOfYear, PartialDate
from handbook.language.texts import Texts

# A line has so many bytes at most; it goes on in the next, which a blank opens.
MOST = 75
MARKS = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"}
LEAP_DAY = DayOfYear(29, 2)


@dataclass(frozen=True)
class Days:
    """From one day to before another; ``rule`` says when again."""

    start: date
    end: date
    rule: str = ""


@dataclass(frozen=True)
class Events:
    """The events of a language. ``made`` is the month of the edition, ``address`` the site's, empty
    when that is unknown."""

    content: Content
    texts: Texts
    language: str
    address: str
    made: date

    def written(self) -> str:
        """The calendar; empty without any event."""
        events = [line for register in self._registers() for line in self._of(register)]
        if not events:
            return ""
        title = self.content.page("index", self.language).title
        head = {
            "VERSION": "2.0",
            "PRODID": f"-//{self.content.known_by}//{self.language.upper()}",
            "METHOD": "PUBLISH",
            "X-WR-CALNAME": _text(
                self.texts.get(self.language, "portal.calendar_title", title=title)
            ),
        }
        lines = (f"{name}:{value}" for name, value in head.items())
        whole = ("BEGIN:VCALENDAR", *lines, *events, "END:VCALENDAR")
        return "".join(f"{_folded(line)}\r\n" for line in whole)

    def _registers(self) -> Iterable[Register]:
        return (one for _, one in sorted(self.content.registers.items()) if one.calendar)

    def _of(self, register: Register) -> Iterator[str]:
        for row in register.rows.values():
            value = row.values.get(register.calendar[0])
            days = self._days(value) if isinstance(value, PartialDate | DayOfYear) else None
            if days:
                yield from self._event(register, row, days)

    def _days(self, value: PartialDate | DayOfYear) -> Days | None:
        """The days of a date; of what is only known to the year there are none worth marking."""
        if isinstance(value, DayOfYear):
            return self._each_year(value)
        if value.day and value.month:
            start = date(value.year, value.month, value.day)
            return Days(start, start + timedelta(1))
        month = value.month or (value.quarter * 3 - 2 if value.quarter else 0)
        if not month:
            return None
        last = month if value.month else month + 2
        return Days(date(value.year, month, 1), _month_end(value.year, last))

    def _each_year(self, value: DayOfYear) -> Days:
        """From the year of the first edition on, whatever edition this is."""
        records = self.content.editions.records
        year = (records[-1].order[0] if records else 0) or self.made.year
        if value == LEAP_DAY:
            end = _month_end(year, value.month)
            return Days(end - timedelta(1), end, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1")
        start = date(year, value.month, value.day)
        return Days(start, start + timedelta(1), "FREQ=YEARLY")

    def _event(self, register: Register, row: Row, days: Days) -> Iterator[str]:
        values, language = Values(self.content, self.texts), self.language
        said = (values.field(row, name, language) for name in register.calendar[1:])
        yield "BEGIN:VEVENT"
        yield f"UID:{register.name}-{row.id}@{self.content.known_by}"
        yield f"DTSTAMP:{self.made:%Y%m%d}T000000Z"
        yield f"DTSTART;VALUE=DATE:{days.start:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{days.end:%Y%m%d}"
        if days.rule:
            yield f"RRULE:{days.rule}"
        yield f"SUMMARY:{_text(': '.join(filter(None, said)))}"
        more = "\n".join(self._more(register, row, values))
        if more:
            yield f"DESCRIPTION:{_text(more)}"
        yield f"CATEGORIES:{_text(register.title[language])}"
        if self.address and register.page:
            folder = self.content.languages.folder(language)
            yield f"URL:{urljoin(self.address, f'{folder}{path_of(register.page)}#{row.id}')}"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"

    def _more(self, register: Register, row: Row, values: Values) -> Iterator[str]:
        """What the other columns say."""
        for name, column in register.columns.items():
            said = values.field(row, name, self.language)
            if said and name not in register.calendar and column.type not in UNSAID:
                title = column.title[self.language]
                yield self.texts.get(self.language, "portal.told", column=title, said=said)


def _month_end(year: int, month: int) -> date:
    """The day behind the last of a month."""
    return date(year, month, monthrange(year, month)[1]) + timedelta(1)


def _text(words: str) -> str:
    return "".join(MARKS.get(sign, sign) for sign in words)


def _folded(line: str) -> str:
    """The line in pieces that are short enough; no letter is cut."""
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > MOST:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n".join(pieces)
