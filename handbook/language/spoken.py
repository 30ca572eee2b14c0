"""Text as it is read aloud to others: numbers, days, numbers of documents and abbreviations as the
words that are spoken. The words stand in texts/spoken.*.yml; how numbers are put together is that
of the languages that have one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.language.spokenforms import Forms
from handbook.language.spokennumbers import Numbers, roman

TEXTS = Path(__file__).parent / "texts"
# A sign of a document's number, and an abbreviation: capitals, among which a small letter may
# stand (TTg, CTr), in signs a number at their end (QH14).
SIGN = r"[A-Z\u0110\u01af](?:[A-Z\u0110\u01af]|[a-z\u0111](?![a-z\u0111]))*\d*"
SHORT = r"[A-Z\u0110\u01af]{2,}[a-z\u0111]?"
# What is not read as it is written, the longest forms first.
FOUND = re.compile(
    rf"""(?P<code>\b\d+(?:[-/](?:\d+|{SIGN}))*[-/]{SIGN}(?:[-/]{SIGN})*\b)
    |(?P<date>\b\d{{1,2}}/\d{{1,2}}/\d{{4}}\b)|(?P<month>\b(?:\d{{1,2}}|[IVX]+)/\d{{4}}\b)
    |(?P<day>\b\d{{1,3}}/\d{{1,3}}\b)|(?P<percent>\d+(?:[.,]\d+)*\s?%)
    |(?P<decimal>\b(?:\d{{1,3}}(?:\.\d{{3}})+|\d+),\d+\b)|(?P<thousands>\b\d{{1,3}}(?:\.\d{{3}})+\b)
    |(?P<dotted>\b(?:[IVXL]+|\d+)(?:\.\d+)+\b)
    |(?P<roman>\b(?=[IVXL]+\b)(?:XL|L?X{{0,3}})(?:IX|IV|V?I{{0,3}})\b)|(?P<plain>\d+)
    |(?P<site>\b[a-z\d-]+(?:\.[a-z]{{2,}})+\b)|(?P<short>\b{SHORT}(?:-{SHORT})*\b)""",
    re.VERBOSE,
)
LAST_WORD = re.compile(r"(\w+)\W*$")
SYLLABLE = re.compile(r"[^\W\d_]+")
QUOTED_OR_PART = re.compile(r"“[^”]*”|;\s+(\w+)")
# Behind two initials a name goes on.
ENDED = re.compile(r"(?:(?<=[.?!…])(?<!\b[A-Z\u0110]\.[A-Z\u0110]\.)|(?<=[.?!…]”))\s+(?=[“\w])")
# A Roman number that is not alone.
ROMAN_AHEAD = re.compile(r"\b[IVXL]+(?:,|\s\w+|\s?[–-])\s?$")
NEXT_WORD = re.compile(r"\s*([^\W\d_]+)")
MONTHS, DAYS = 12, 31


def syllables(text: str) -> int:
    """How many syllables a Vietnamese text that is written out has."""
    return len(SYLLABLE.findall(text))


def can_speak(language: str) -> bool:
    """Whether there are words for what is spoken in a language."""
    return (TEXTS / f"spoken.{language}.yml").is_file()


@dataclass(frozen=True)
class Speaker(Numbers):
    """Writes out what is spoken. ``known`` are abbreviations with their full forms."""

    known: Mapping[str, str]

    @classmethod
    def of(cls, language: str, known: Mapping[str, str]) -> "Speaker":
        """The speaker of a language that ``can_speak``."""
        text = (TEXTS / f"spoken.{language}.yml").read_text(encoding="utf-8")
        return cls(yaml.safe_load(text), known)

    def say(self, text: str) -> str:
        """The text without digits and abbreviations."""
        return FOUND.sub(self._spoken, Forms(self.words).settled(self._without_known(text)))

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

    def _without_known(self, text: str) -> str:
        """A number of a document keeps its signs: they are spelt with it."""
        if not self.known:
            return text
        found = "|".join(map(re.escape, sorted(self.known, key=len, reverse=True)))
        pattern = re.compile(rf"(?<![\w/-])(?:{found})(?![\w/-])")
        return pattern.sub(lambda short: self.known[short[0]].partition(" (")[0], text)

    def _spoken(self, found: re.Match[str]) -> str:
        """What stands there as it is said, apart from letters that it touches."""
        text, at = found.string, found.start()
        said = self._said(found, str(found.lastgroup))
        ahead = " " if at and text[at - 1].isalpha() else ""
        return f"{ahead}{said}{' ' if text[found.end() : found.end() + 1].isalpha() else ''}"

    def _said(self, found: re.Match[str], kind: str) -> str:
        text, so_far = found[0], found.string[: found.start()]
        ahead = LAST_WORD.search(so_far)
        before = ahead[1].lower() if ahead else ""
        if kind in ("date", "month"):
            return self._date(text, before)
        if kind == "day":
            behind = NEXT_WORD.match(found.string, found.end())
            return self._day(text, before, behind[1] if behind else "")
        if kind == "code":
            return self._code(text, before)
        if kind == "roman":
            is_number = before in self.words["roman_after"] or bool(ROMAN_AHEAD.search(so_far))
            return self.special(roman(text), before) if len(text) > 1 or is_number else text
        return self._plain(text, before) if kind == "plain" else self._other(kind, text)

    def _plain(self, text: str, before: str) -> str:
        """What is long and begins with 0 is no amount but a telephone or an account."""
        if text.startswith("0") and len(text) > 2:
            return self.digits(text)
        return self.special(int(text), before)

    def _other(self, kind: str, text: str) -> str:
        words = self.words
        if kind == "percent":
            return f"{self.say(text.rstrip('% '))} {words['percent']}"
        if kind == "thousands":
            return self.amount(text)
        if kind == "decimal":
            whole, _, rest = text.partition(",")
            ahead = self.amount(whole) if "." in whole else self.figures(whole)
            return f"{ahead} {words['comma']} {self.figures(rest)}"
        if kind == "site":
            return text.replace(".", f" {words['point']} ").replace("-", " ")
        if kind == "short":
            return ", ".join(map(self.letters, text.split("-")))
        return f" {words['point']} ".join(map(self._part, text.split(".")))

    def _part(self, text: str) -> str:
        return self.figures(text) if text.isdigit() else self.number(roman(text))

    def _day(self, text: str, before: str, behind: str) -> str:
        """A day of a month, or a part of something, by the words around it."""
        first, last = (int(one) for one in text.split("/"))
        shares = self.words["shares"]
        is_day = 0 < first <= DAYS and 0 < last <= MONTHS
        is_share = before in shares["after"] or behind in shares["before"]
        if is_day and (before in shares["never"] or not is_share):
            return self._date(text, before)
        return self.share(first, last)

    def _date(self, text: str, before: str) -> str:
        """A day, a month of a year: what stands in front may say already what it is, or that it is
        something else that there is in each year."""
        words = self.words
        *days, last = [int(one) if one.isdigit() else roman(one) for one in text.split("/")]
        year = f" {words['year']} {self.number(last)}" if last > DAYS else ""
        if year and len(days) == 1 and (before in words["in_year"] or days[0] > MONTHS):
            return f"{self.number(days[0])}{year}"
        month = days.pop() if year else last
        called = self.special(month, words["month"])
        if before == words["month"] and not days:
            return f"{called}{year}"
        of_month = f"{words['month']} {called}{year}"
        if not days:
            return of_month
        ahead = "" if before == words["day"] else f"{words['day']} "
        return f"{ahead}{self.number(days[0])} {of_month}"

    def _code(self, text: str, before: str) -> str:
        """The number of a document, its signs letter by letter."""
        said = map(self.letters, re.split(r"[-/]", text))
        ahead = "" if before == self.words["number"] else f"{self.words['number']} "
        return ahead + ", ".join(said)


def _begun(text: str) -> str:
    """As a sentence begins, also where a number stood."""
    return text[:1].upper() + text[1:]
