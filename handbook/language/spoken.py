"""Text as it is read aloud to others: numbers, days, numbers of documents and abbreviations as the
words that are spoken. The words stand in texts/spoken.*.yml; how numbers are put together is that
of the languages that have one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

TEXTS = Path(__file__).parent / "texts"
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# What is not read as it is written, the longest forms first.
FOUND = re.compile(
    r"""(?P<code>\b\d+(?:[-/](?:\d+|[A-Z\u0110\u01af]+))*[-/][A-Z\u0110\u01af]+(?:[-/][A-Z\u0110\u01af]+)*\b)
    |(?P<date>\b\d{1,2}/\d{1,2}/\d{4}\b)|(?P<month>\b\d{1,2}/\d{4}\b)|(?P<day>\b\d{1,2}/\d{1,2}\b)
    |(?P<percent>\d+(?:[.,]\d+)*\s?%)
    |(?P<thousands>\b\d{1,3}(?:\.\d{3})+\b)|(?P<dotted>\b(?:[IVXLC]+|\d+)(?:\.\d+)+\b)
    |(?P<decimal>\b\d+,\d+\b)|(?P<roman>\b[IVXLC]+\b)|(?P<plain>\d+)
    |(?P<site>\b[a-z\d-]+(?:\.[a-z]{2,})+\b)|(?P<short>\b[A-Z\u0110\u01af]{2,}\b)""",
    re.VERBOSE,
)
RANGE = re.compile(r"(?<=\d)\s?[–-]\s?(?=\d)")
LAST_WORD = re.compile(r"(\w+)\W*$")
SYLLABLE = re.compile(r"[^\W\d_]+")
QUOTED_OR_PART = re.compile(r"“[^”]*”|;\s+(\w+)")
ENDED = re.compile(r"(?:(?<=[.?!…])|(?<=[.?!…]”))\s+(?=[“\w])")
GROUP = 1000


def syllables(text: str) -> int:
    """How many syllables a Vietnamese text that is written out has."""
    return len(SYLLABLE.findall(text))


def can_speak(language: str) -> bool:
    """Whether there are words for what is spoken in a language."""
    return (TEXTS / f"spoken.{language}.yml").is_file()


@dataclass(frozen=True)
class Speaker:
    """Writes out what is spoken. ``known`` are abbreviations with their full forms."""

    words: Mapping[str, Any]
    known: Mapping[str, str]

    @classmethod
    def of(cls, language: str, known: Mapping[str, str]) -> "Speaker":
        """The speaker of a language that ``can_speak``."""
        text = (TEXTS / f"spoken.{language}.yml").read_text(encoding="utf-8")
        return cls(yaml.safe_load(text), known)

    def say(self, text: str) -> str:
        """The text without digits and abbreviations."""
        text = RANGE.sub(f" {self.words['to']} ", self._without_known(text))
        return FOUND.sub(self._spoken, text)

    def sentences(self, text: str) -> list[str]:
        """The sentences of a text, written out; what is not quoted is cut at semicolons too."""
        short = QUOTED_OR_PART.sub(self._cut, " ".join(text.split()))
        return [_begun(one) for one in ENDED.split(self.say(short)) if one]

    def _cut(self, found: re.Match[str]) -> str:
        """A new sentence behind a semicolon, unless that stands in a list behind a colon, or what
        follows only makes sense with what is before it."""
        word = found[1]
        so_far = ENDED.split(found.string[: found.start()])[-1]
        if not word or ":" in so_far or word in self.words["joining"]:
            return found[0]
        return f". {_begun(word)}"

    def number(self, value: int) -> str:
        """A whole number in words; what is longer than the words reach, as the numbers of accounts
        are, digit by digit."""
        if value >= GROUP ** len(self.words["scales"]):
            return self._digits(str(value))
        groups: list[int] = []
        while value >= GROUP:
            value, rest = divmod(value, GROUP)
            groups.append(rest)
        groups.append(value)
        said = []
        for scale in reversed(range(len(groups))):
            first = scale == len(groups) - 1
            if groups[scale] or (first and len(groups) == 1):
                said += [self._group(groups[scale], not first), self.words["scales"][scale]]
        return " ".join(filter(None, said))

    def _digits(self, text: str) -> str:
        return " ".join(self.words["digits"][int(digit)] for digit in text)

    def _figures(self, text: str) -> str:
        """A number as it is written: 0,05 is not 0,5."""
        rest = text.lstrip("0")
        ahead = self._digits("0" * (len(text) - len(rest)))
        return f"{ahead} {self.number(int(rest))}".strip() if rest else ahead

    def _group(self, value: int, full: bool) -> str:
        words, digits = self.words, self.words["digits"]
        hundreds, rest = divmod(value, 100)
        tens, units = divmod(rest, 10)
        said = [digits[hundreds], words["hundred"]] if hundreds or full else []
        if tens > 1:
            said += [digits[tens], words["tens"]]
            said += [words["after_tens"].get(str(units), digits[units])] if units else []
        elif tens:
            said.append(words["ten"])
            said += [words["after_ten"].get(str(units), digits[units])] if units else []
        elif units or not said:
            said += [words["odd"]] if said else []
            said.append(digits[units])
        return " ".join(said)

    def _without_known(self, text: str) -> str:
        """A number of a document keeps its signs: they are spelt with it."""
        if not self.known:
            return text
        found = "|".join(map(re.escape, sorted(self.known, key=len, reverse=True)))
        pattern = re.compile(rf"(?<![\w/-])(?:{found})(?![\w/-])")
        return pattern.sub(lambda short: self.known[short[0]].partition(" (")[0], text)

    def _spoken(self, found: re.Match[str]) -> str:
        kind, text = str(found.lastgroup), found[0]
        ahead = LAST_WORD.search(found.string[: found.start()])
        before = ahead[1].lower() if ahead else ""
        by_kind = {"date": self._date, "month": self._date, "day": self._date, "code": self._code}
        if kind in by_kind:
            return by_kind[kind](text, before)
        if kind == "roman":
            is_number = len(text) > 1 or before in self.words["roman_after"]
            return self.number(roman(text)) if is_number else text
        if kind == "plain":
            return self._plain(text, before)
        return self._other(kind, text)

    def _plain(self, text: str, before: str) -> str:
        """What is long and begins with 0 is no amount but a telephone or an account."""
        if text.startswith("0") and len(text) > 2:
            return self._digits(text)
        special = self.words["after"].get(before, {})
        return str(special.get(text) or self.number(int(text)))

    def _other(self, kind: str, text: str) -> str:
        words = self.words
        if kind == "percent":
            return f"{self.say(text.rstrip('% '))} {words['percent']}"
        if kind == "thousands":
            return self.number(int(text.replace(".", "")))
        if kind == "decimal":
            return f" {words['comma']} ".join(map(self._figures, text.split(",")))
        if kind == "site":
            return text.replace(".", f" {words['point']} ").replace("-", " ")
        if kind == "short":
            return self._letters(text)
        return f" {words['point']} ".join(self._part(one) for one in text.split("."))

    def _part(self, text: str) -> str:
        return self._figures(text) if text.isdigit() else self.number(roman(text))

    def _date(self, text: str, before: str) -> str:
        """A day, a month of a year: what stands in front may say already what it is."""
        words = self.words
        *days, last = [int(one) for one in text.split("/")]
        year = f" {words['year']} {self.number(last)}" if last > 31 else ""
        day, month = (
            (days[0], days[-1] if year else last) if len(days) > 1 or not year else (0, days[0])
        )
        called = words["after"].get(words["month"], {}).get(str(month)) or self.number(month)
        of_month = (
            f"{'' if before == words['month'] and not day else words['month'] + ' '}{called}{year}"
        )
        if not day:
            return of_month
        ahead = "" if before == words["day"] else f"{words['day']} "
        return f"{ahead}{self.number(day)} {of_month}"

    def _code(self, text: str, before: str) -> str:
        """The number of a document, its signs letter by letter."""
        parts = re.split(r"[-/]", text)
        said = [self.number(int(one)) if one.isdigit() else self._letters(one) for one in parts]
        ahead = "" if before == self.words["number"] else f"{self.words['number']} "
        return ahead + ", ".join(said)

    def _letters(self, text: str) -> str:
        return " ".join(self.words["letters"].get(one, one.lower()) for one in text)


def roman(text: str) -> int:
    """A Roman number."""
    values = [ROMAN[one] for one in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < behind else value for value, behind in pairs)


def _begun(text: str) -> str:
    """As a sentence begins, also where a number stood."""
    return text[:1].upper() + text[1:]
