"""The footnotes of a page: each is told of in a text, stands by itself, once, and is short."""

from dataclasses import dataclass, field

from handbook.content.dialect import Report

# Signs of a note. A longer one may be more than a page of a phone holds, and then it moves about.
LONGEST = 500


@dataclass
class Notes:
    """Where the notes of a page are told of, and where they stand, by their ids."""

    signs: dict[str, int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)

    def keep(self, name: str, number: int, length: int, report: Report) -> None:
        """Note that the text of a note stands on a line; how long it is."""
        if name in self.texts:
            report(number, "note-twice", {"id": name})
        if length > LONGEST:
            report(number, "note-long", {"found": str(length), "most": str(LONGEST)})
        self.texts.setdefault(name, number)

    def check(self, report: Report) -> None:
        """Report the signs without a text and the texts without a sign."""
        for name, number in self.signs.items():
            if name not in self.texts:
                report(number, "note-missing", {"id": name})
        for name, number in self.texts.items():
            if name not in self.signs:
                report(number, "note-unused", {"id": name})
