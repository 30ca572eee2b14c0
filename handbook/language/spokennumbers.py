"""Numbers in the words that are spoken, as those of the languages that have a file of them put them
together."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
GROUP = 1000
# Parts of a whole have names of their own up to this one.
LAST_PART = 10


@dataclass(frozen=True)
class Numbers:
    """Says numbers; ``words`` are those of texts/spoken.*.yml."""

    words: Mapping[str, Any]

    def number(self, value: int) -> str:
        """A whole number in words; what is longer than the words reach, as the numbers of accounts
        are, digit by digit."""
        if value >= GROUP ** len(self.words["scales"]):
            return self.digits(str(value))
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

    def amount(self, text: str) -> str:
        """A number with dots between its thousands: that is no account, however long it is."""
        value, scales = int(text.replace(".", "")), self.words["scales"]
        many, rest = divmod(value, GROUP ** (len(scales) - 1))
        if many < GROUP:
            return self.number(value)
        return f"{self.number(many)} {scales[-1]} {self.number(rest) if rest else ''}".rstrip()

    def digits(self, text: str) -> str:
        """Digit by digit."""
        return " ".join(self.words["digits"][int(digit)] for digit in text if digit.isdigit())

    def figures(self, text: str) -> str:
        """A number as it is written: 0,05 is not 0,5."""
        rest = text.lstrip("0")
        ahead = self.digits("0" * (len(text) - len(rest)))
        return f"{ahead} {self.number(int(rest))}".strip() if rest else ahead

    def special(self, value: int, before: str) -> str:
        """A number as it is said behind a word."""
        known = self.words["after"].get(before, {})
        return str(known.get(str(value)) or self.number(value))

    def share(self, part: int, whole: int) -> str:
        """So many parts of a whole, or so many points of all."""
        if part < whole <= LAST_PART:
            called = self.words["shares"]["names"].get(str(whole)) or self.number(whole)
            return f"{self.number(part)} {self.words['part']} {called}"
        return f"{self.number(part)} {self.words['over']} {self.number(whole)}"

    def letters(self, text: str) -> str:
        """Signs one by one, and numbers behind them as numbers."""
        known = self.words["letters"]
        return " ".join(
            self.number(int(one)) if one.isdigit() else known.get(one.upper(), one.lower())
            for one in re.findall(r"\d+|[^\W\d_]", text)
        )

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


def roman(text: str) -> int:
    """A Roman number."""
    values = [ROMAN[one] for one in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < behind else value for value, behind in pairs)
