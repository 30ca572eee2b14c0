"""Forms of writing that hold other signs than numbers and letters, before numbers are said:
telephones, days and hours as newspapers write them, units of measure."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from handbook.language.spokennumbers import Numbers

# A telephone: groups of digits from 0 on, or of a number that whoever calls does not pay.
PHONE = re.compile(
    r"(?<![\w.,/-])(?=(?:\D{0,2}\d){8,11}(?!\d))\(?(?:0\d{1,3}|1[89]00)\)?(?:[ .-]\d{2,6}){1,3}\b"
)
WHOLE_DAY = re.compile(r"(?<![\w/.-])(\d{1,2})([-.])(\d{1,2})\2((?:19|20)\d{2})(?![\w/-])")
# The day of a month with a dash: what begins behind the twelfth is no range of something else.
PAIR = r"\d{1,2}-\d{1,2}(?![\w/-])"
LATE_DAY = re.compile(r"(?<![\w/.,-])(1[3-9]|2\d|3[01])-(0?[1-9]|1[0-2])(?![\w/-]|[.,]\d|\s?%)")
RANGE = re.compile(r"(?:(?<=[\d%])|(?<=\dh))\s?[–-]\s?(?=\d)")
HOUR = re.compile(r"(?<![\w.,:/])([01]?\d|2[0-4])(?:[hg:]([0-5]\d)|h)(?![\w:])")
# A name with a number behind it, as of an illness.
NAMED = re.compile(r"(?<=[A-Z\u0110])-(?=\d)")
# An address of a page, of which its site is enough to hear; one of mail.
PAGE = re.compile(r"https?://(?:www\.)?([^\s/?#]+)(?:[/?#](?:\S*[^\s.,;:!?)”’])?)?")
MAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
# Signs of a number that goes up or down.
SIGNED = re.compile(r"(?<![\w)])([+−])\s?(?=\d)")
# Two words of which one is meant; names and signs of documents have other letters.
EITHER = re.compile(r"(?<![\w/.:@-])([^\W\d_]{2,})((?:/[^\W\d_]{2,})+)(?![\w/.@-])")


@dataclass(frozen=True)
class Forms:
    """Writes such forms so that only words and numbers are left of them."""

    words: Mapping[str, Any]

    def settled(self, text: str) -> str:
        """The text without them."""
        numbers = Numbers(self.words)
        text = MAIL.sub(self._mail, PAGE.sub(r"\1", text))
        text = SIGNED.sub(lambda found: f"{self.words['signs'][found[1]]} ", text)
        text = NAMED.sub(" ", text)
        text = self._names.sub(lambda found: str(self.words["names"][found[0]]), text)
        text = PHONE.sub(lambda found: numbers.digits(found[0]), text)
        text = WHOLE_DAY.sub(r"\1/\3/\4", text)
        text = self._days.sub(lambda found: found[0].replace("-", "/"), text)
        text = LATE_DAY.sub(r"\1/\2", text)
        text = RANGE.sub(f" {self.words['to']} ", text)
        text = self._rates.sub(self._rate, HOUR.sub(self._hour, text))
        text = EITHER.sub(self._either, text)
        return self._units.sub(lambda found: f"{found[1]} {self.words['units'][found[2]]}", text)

    def _mail(self, found: re.Match[str]) -> str:
        name, _, site = found[0].partition("@")
        said = f"{name} {self.words['at']} {site}"
        return said.replace(".", f" {self.words['point']} ")

    def _either(self, found: re.Match[str]) -> str:
        """One word or another; so much of something for each of another."""
        if not found[0].replace("/", "").islower():
            return found[0]
        rates, either = self.words["rates"], str(self.words["or"])
        said = found[1]
        for word in found[2].split("/")[1:]:
            joining = self.words["each"] if word in rates else either
            if either not in (word, said.rpartition(" ")[2]):  # and/or says it already
                said += f" {joining}"
            said += f" {rates.get(word, word)}"
        return said

    def _hour(self, found: re.Match[str]) -> str:
        hour, minute = f"{int(found[1])} {self.words['hour']}", int(found[2] or 0)
        return f"{hour} {minute} {self.words['minute']}" if minute else hour

    def _rate(self, found: re.Match[str]) -> str:
        *counted, each = found[0].split("/")
        behind = [self.words["rates"][one] for one in (*counted[1:], each)]
        return f" {self.words['each']} ".join((counted[0], *behind))

    @cached_property
    def _names(self) -> re.Pattern[str]:
        return re.compile(rf"(?<![\w/-]){_any(self.words['names'])}(?![\w/])")

    @cached_property
    def _days(self) -> re.Pattern[str]:
        """Days behind a word that says that they are days, unless something is counted."""
        ahead, joining = _any(self.words["day_ahead"]), _any(self.words["day_joining"])
        counted = _any(self.words["day_counted"])
        return re.compile(
            rf"\b{ahead}\s{PAIR}(?:(?:,|\s{joining})\s{PAIR})*(?!\s{counted}\b)", re.IGNORECASE
        )

    @cached_property
    def _rates(self) -> re.Pattern[str]:
        """How much of something for each of another."""
        each = _any(self.words["rates"])
        counted = r"(?<=\d)\s?(?:%|[^\W\d_]+[²³23]?(?:\s[^\W\d_]+){0,2})"
        return re.compile(rf"{counted}(?:/{each})+(?![\w/-])")

    @cached_property
    def _units(self) -> re.Pattern[str]:
        return re.compile(rf"(\d)\s?({_any(self.words['units'])})(?![\w/²³])")


def _any(known: Iterable[str]) -> str:
    """The pattern of any of these texts, the longest first."""
    return f"(?:{'|'.join(map(re.escape, sorted(known, key=len, reverse=True)))})"
