"""What a form of the bank is: a file that some other program reads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.export.bank import Asked, Bank, Part
from handbook.language.texts import Texts

# What a file is made of: the whole bank, or one part of the handbook.
WHOLE, PART = "whole", "part"


@dataclass(frozen=True)
class Job:
    """What a file is made of: the bank, the part of it (None for the whole), the interface's
    texts, the folder of the site with the pictures of its pages, and the files, by their names,
    that show a part on a school's platform."""

    bank: Bank
    part: Part | None
    texts: Texts
    site: Path
    player: Mapping[str, str]

    @property
    def asked(self) -> tuple[Asked, ...]:
        """The questions of the file."""
        return self.part.asked if self.part else self.bank.asked

    @property
    def parts(self) -> tuple[Part, ...]:
        return (self.part,) if self.part else self.bank.parts

    def said(self, key: str, **values: object) -> str:
        """A text of the interface, in the language of the bank."""
        return self.texts.get(self.bank.language, key, **values)

    @property
    def title(self) -> str:
        return f"{self.bank.title}. {self.part.title}" if self.part else self.bank.title


@dataclass(frozen=True)
class Made:
    """A file, how many questions it has, and how many of its part do not fit the form."""

    body: bytes
    count: int
    left: int = 0


@dataclass(frozen=True)
class Form:
    """A form: its name, the ending of its files, what a file is made of, and what makes it; one
    that is choosy has no room for some questions."""

    name: str
    ending: str
    of: str
    make: Callable[[Job], Made]
    is_choosy: bool = False
