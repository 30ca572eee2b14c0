"""Papers of a contest: the questions that a code draws, in several versions, each with its own
order of questions and choices; a sheet to answer on; the key with its reasons.

The first version is as on a screen with the same code. What has one letter for an answer comes
first in all of them, so that a number is the same question on paper and in the file for Azota,
whose form has room for nothing else (``examword.py``).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from lxml import html
from lxml.html import HtmlElement

from handbook.content.bank import Paper, lot
from handbook.content.mixing import LETTERS
from handbook.content.questions import BLANK, GAP, MIXED, ONE, ORDER, TRUTH
from handbook.language.texts import filled
from handbook.paper import pdf
from handbook.paper.book import Edition
from handbook.paper.typst import Writer, array, content, string

# The number of the first version; a contest has so many at most.
FIRST, MOST = 101, 24
# What stands for a gap on paper.
LINE = "…………"
LETTERED = (ONE, TRUTH)
Words = Mapping[str, str]


class Said(Protocol):
    """A text as simple HTML, and without any marks."""

    @property
    def html(self) -> str: ...
    @property
    def plain(self) -> str: ...


class Offer(Protocol):
    """A choice; ``place`` is where it stands in the file, or in the right order."""

    @property
    def text(self) -> Said: ...
    @property
    def reason(self) -> Said: ...
    @property
    def right(self) -> bool: ...
    @property
    def place(self) -> int: ...


class Question(Protocol):
    """A question as a page shows it; its ``title`` says which page and which question there. One
    that ``keeps_order`` is not mixed in any version."""

    @property
    def name(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def keeps_order(self) -> bool: ...
    @property
    def stem(self) -> Said: ...
    @property
    def task(self) -> Said: ...
    @property
    def offers(self) -> Sequence[Offer]: ...
    @property
    def sources(self) -> Said: ...


@dataclass(frozen=True)
class Exam:
    """A paper with its code, and in how many versions it is wanted."""

    code: str
    paper: Paper
    versions: int


@dataclass(frozen=True)
class Numbered:
    """A question of a version: its number, its choices in that version's order."""

    number: int
    question: Question
    offers: Sequence[Offer]

    @property
    def is_lettered(self) -> bool:
        """Whether one letter is the answer."""
        return self.question.kind in LETTERED

    @property
    def choices(self) -> Sequence[tuple[str, Offer]]:
        """The choices with their letters; a gap has none to show."""
        is_gap = self.question.kind == GAP
        return () if is_gap else tuple(zip(LETTERS, self.offers, strict=False))

    @property
    def key(self) -> str:
        """The answer: letters, in their right order where that is asked; what fills a gap."""
        if self.question.kind == GAP:
            return "; ".join(one.text.plain for one in self.offers if one.right)
        if self.question.kind == ORDER:
            return "".join(
                letter for letter, _ in sorted(self.choices, key=lambda one: one[1].place)
            )
        return "".join(letter for letter, one in self.choices if one.right)


@dataclass(frozen=True)
class Version:
    """A version by its number (mã đề)."""

    number: str
    asked: Sequence[Numbered]

    @property
    def lettered(self) -> Sequence[Numbered]:
        return tuple(one for one in self.asked if one.is_lettered)

    @property
    def others(self) -> Sequence[Numbered]:
        return tuple(one for one in self.asked if not one.is_lettered)


def versions(exam: Exam, asked: Sequence[Question]) -> tuple[Version, ...]:
    """The versions of a paper; the same code gives the same ones."""
    numbers = (str(FIRST + at) for at in range(exam.versions))
    return tuple(_version(exam.paper.seed, number, asked) for number in numbers)


def _version(seed: str, number: str, asked: Sequence[Question]) -> Version:
    is_first, by = number == str(FIRST), f"{seed} {number}"
    mixed = asked if is_first else sorted(asked, key=lambda one: lot(f"{by} {one.name}"))
    ordered = sorted(mixed, key=lambda one: one.kind not in LETTERED)
    told = (Numbered(at, one, one.offers) for at, one in enumerate(ordered, start=1))
    return Version(number, tuple(told if is_first else (_mixed(by, one) for one in told)))


def _mixed(by: str, one: Numbered) -> Numbered:
    question = one.question
    if question.keeps_order or question.kind not in MIXED:
        return one
    by = f"{by} {question.name}"
    return replace(one, offers=sorted(one.offers, key=lambda offer: lot(f"{by} {offer.place}")))


def element(text: Said) -> HtmlElement:
    """What a text says, without links: on this paper they lead nowhere."""
    made = html.fragment_fromstring(text.html.replace(BLANK, LINE), create_parent="div")
    for link in list(made.iter("a")):
        link.drop_tag()
    return made


def plain(text: Said) -> str:
    """The same without marks."""
    return text.plain.replace(BLANK, LINE)


@dataclass(frozen=True)
class Papers:
    """The documents of an exam for ``pdf.make_pdf``; ``words`` are the interface's, ``title`` the
    handbook's."""

    exam: Exam
    made: Sequence[Version]
    title: str
    edition: Edition
    language: str
    words: Words

    def about(self, asked: Sequence[Numbered]) -> str:
        """How many questions a document has, and how long they may take."""
        minutes, count = self.exam.paper.minutes, len(asked)
        key = "about" if minutes else "about_free"
        return filled(self.words[key], {"count": count, "minutes": minutes})

    def paper(self, version: Version) -> str:
        """What is handed out."""
        parts = [self._opened(self.words["title"], version.number)]
        parts.append(f"#person({content(self.words['name'])}, {content(self.words['unit'])})")
        for head, asked in (("part_one", version.lettered), ("part_two", version.others)):
            if asked:
                parts.append(f"#part-title({content(self.words[head])})")
                parts += [self._question(one) for one in asked]
        return "\n\n".join((*parts, f"#the-end({content(self.words['end'])})")) + "\n"

    def sheet(self) -> str:
        """What is written on: rows of letters, then lines; the same for all versions."""
        first = self.made[0]
        most = max((len(one.choices) for one in first.lettered), default=0)
        parts = [self._opened(self.words["sheet"], "")]
        names = (content(self.words[name]) for name in ("name", "unit", "version_blank"))
        parts.append(f"#person({', '.join(names)})")
        if first.lettered:
            letters = array(string(letter) for letter in LETTERS[:most])
            parts.append(f"#how({content(self.words['sheet_how'])})")
            parts.append(f"#bubbles({len(first.lettered)}, {letters})")
        numbers = [string(str(one.number)) for one in first.others]
        if numbers:
            parts.append(f"#how({content(self.words['sheet_lines'])})")
            parts.append(f"#answer-lines({array(numbers)})")
        return "\n\n".join(parts) + "\n"

    def key(self) -> str:
        """For those who mark: the answers of every version side by side, then why."""
        parts = [self._opened(self.words["key"], "")]
        head = [content(self.words["question_column"])]
        head += [content(self._version_name(one.number)) for one in self.made]
        rows = [
            array([string(str(at + 1)), *(content(one.asked[at].key) for one in self.made)])
            for at in range(len(self.made[0].asked))
        ]
        # Which question has a number is a matter of the version, so no row is one question.
        parts.append(f"#key-table({array(head)}, {array(rows)})")
        parts.append(f"#part-title({content(self.words['reasons'])})")
        parts += [self._reasons(one) for one in self.made[0].asked]
        return "\n\n".join(parts) + "\n"

    def files(self, markup: str) -> Mapping[str, bytes]:
        """All files of a document."""
        return pdf.document(markup, self.words, {})

    def _opened(self, title: str, number: str) -> str:
        given = {
            "title": string(title),
            "handbook": string(self.title),
            "about": string(self.about(self.made[0].asked)),
            "version": string(self._version_name(number) if number else ""),
            "code": string(self.words["code"].format(code=self.exam.code)),
            "language": string(self.language),
            "date": array((str(self.edition.year), str(self.edition.month))),
        }
        said = ", ".join(f"{name}: {value}" for name, value in given.items())
        return f'#import "exam.typ": *\n\n#show: exam.with({said})'

    def _version_name(self, number: str) -> str:
        return self.words["version"].format(number=number)

    def _question(self, one: Numbered) -> str:
        stem = _inline(one.question.stem)
        if not one.is_lettered:
            stem += f'#" "#emph[{_inline(one.question.task)}]'
        choices = array(f"[{_inline(offer.text)}]" for _, offer in one.choices)
        answer = "none" if one.is_lettered else content(self.words["answer"])
        number = content(self.words["question"].format(number=one.number))
        return f"#question({number}, [{stem}], {choices}, answer: {answer})"

    def _reasons(self, one: Numbered) -> str:
        """Why, by the letters of the first version; what it is about, where it stands."""
        name = one.question.name
        places = ", ".join(
            f"{version.number}: {other.number} ({other.key})"
            for version in self.made
            for other in version.asked
            if other.question.name == name
        )
        number = content(self.words["question"].format(number=one.number))
        about = content(f"{self.words['taken'].format(title=one.question.title)} {places}")
        letters = {id(offer): letter for letter, offer in one.choices}
        reasons = array(
            f"({content(letters.get(id(offer), offer.text.plain))}, "
            f"{str(offer.right).lower()}, [{_inline(offer.reason)}])"
            for offer in one.offers
        )
        source = f"[{_inline(one.question.sources)}]" if one.question.sources.plain else "none"
        given = f"{number}, [{_inline(one.question.stem)}], {about}, {reasons}, {source}"
        return f"#reasons({given})"


def paper_texts(version: Version) -> Iterator[str]:
    """What must be found again on a paper."""
    for one in version.asked:
        yield plain(one.question.stem)
        yield from (plain(offer.text) for _, offer in one.choices)


def key_texts(version: Version) -> Iterator[str]:
    """What must be found again in the key."""
    for one in version.asked:
        yield from (plain(one.question.stem), one.question.title)
        yield from (plain(offer.reason) for offer in one.offers)


def _inline(text: Said) -> str:
    return Writer(1).inline(element(text))
