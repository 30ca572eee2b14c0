"""What is read out over the loudspeakers of a commune: scripts of a part, as long as there is time,
made of its summaries, wordings, points and questions.

How long one takes is reckoned from its syllables. Numbers and abbreviations stand as they are said.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from handbook.content.glossary import Abbreviations
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.spoken import Speaker, syllables
from handbook.paper import passages, pdf, slides, wordings
from handbook.paper.book import Article, Edition
from handbook.paper.format import RADIO, Format
from handbook.paper.jobs import Job
from handbook.paper.slides import POINTS, QUESTION, Deck, deck_of
from handbook.paper.typst import array, content, string
from handbook.paper.wordings import TOGETHER

# Minutes that a script fills; syllables that an announcer reads in one, slowly and fast.
MINUTES, SLOW, FAST = (3, 5), 200, 220
# No more syllables in one thing that is said: who only listens cannot go back.
LONGEST = 60
# The number of a document, and the signs behind it.
CODE = re.compile(r"\b(\d+)(?:[-/][^\W\d_]+)+")
TEXT, TXT = "script.txt", "txt"
# So that the oldest editors show its letters and lines.
MARK, LINE_END = "\ufeff", "\r\n"
Words = Mapping[str, str]


@dataclass(frozen=True)
class Piece:
    """Something to say of an entry (by its place among them); the lowest ``rank`` goes first where
    there is no time for all. What ``source`` says is said as ``again`` once that has been named."""

    rank: int
    entry: int
    sentences: tuple[str, ...]
    source: str = ""
    again: tuple[str, ...] = ()

    def said(self, named: Collection[str]) -> tuple[str, ...]:
        """The sentences, where these sources have been named before."""
        return self.again if self.source and self.source in named else self.sentences

    def size(self, named: Collection[str]) -> int:
        """How many syllables those have."""
        return sum(map(syllables, self.said(named)))


@dataclass(frozen=True)
class Script:
    """What is read in so many minutes, a sentence a line."""

    minutes: int
    lines: tuple[str, ...]

    @property
    def size(self) -> int:
        return sum(map(syllables, self.lines))


@dataclass(frozen=True)
class Announcer:
    """Says what a part has to say. ``words`` are the interface's, of the groups ``paper``,
    ``slides`` and ``radio``."""

    handbook: Content
    words: Words
    speaker: Speaker
    index: Page

    def opening(self) -> tuple[str, ...]:
        """What is said first."""
        text = self.words["opening"].replace("{part}", self.index.title)
        return tuple(self.speaker.sentences(f"{text} {_ended(self.index.summary)}"))

    def closing(self) -> tuple[str, ...]:
        """What is said last."""
        home = self.handbook.page("index", self.index.language).title
        text = self.words["closing"].replace("{part}", self.index.title)
        whole = f"{text.replace('{handbook}', home)} {self.words['notice']}"
        return tuple(self.speaker.sentences(whole))

    def pieces(self, at: int, article: Article, deck: Deck) -> Iterator[Piece]:
        """All that an entry gives to say, in the order in which it is said."""
        yield self._piece(0, at, f"{_ended(article.label)} {_ended(article.summary)}")
        page = self.handbook.page(article.id, article.language)
        quoted = (self.handbook.quotations[name] for name in page.quotations)
        said = wordings.together(
            quoted, lambda one: one.citation.source, lambda one: one.text[article.language]
        )
        for number, near in enumerate(said):
            text = TOGETHER.join(one.text[article.language] for one in near)
            yield self._quoted(1 + number, at, near[0].citation.source, text)
        points = [one.lines for one in deck.slides if one.layout == POINTS]
        for lines in points:
            for number, line in enumerate(lines):
                yield self._piece(2 + number, at, line)
        for head, items in _actions(article):
            for number, item in enumerate(items if tuple(items) not in points else ()):
                yield self._piece(6 + number, at, f"{head}: {item}")
        asked = (one.lines[0] for one in deck.slides if one.layout == QUESTION)
        for number, question in enumerate(asked):
            text = self.words["think"].replace("{question}", question)
            yield self._piece(5 + number, at, text)

    def _piece(self, rank: int, at: int, text: str) -> Piece:
        return Piece(rank, at, tuple(self.speaker.sentences(text)))

    def _quoted(self, rank: int, at: int, source: str, wording: str) -> Piece:
        """A wording; its source is named in full only where it comes first."""
        name = self.handbook.sources[source].title[self.index.language]
        said = self.words["quoted"].replace("{wording}", wording)
        full, short = (said.replace("{source}", title) for title in (name, CODE.sub(r"\1", name)))
        first = self._piece(rank, at, full)
        return replace(first, source=source, again=tuple(self.speaker.sentences(short)))


def scripts_of(
    handbook: Content, articles: Mapping[str, Article], index: Page, edition: Edition, words: Words
) -> tuple[Script, ...]:
    """The scripts of a part by its index, in a language that ``can_speak``."""
    speaker = Speaker.of(index.language, Abbreviations(handbook, index.language).known)
    announcer = Announcer(handbook, words, speaker, index)
    pieces: list[Piece] = []
    for at, page in enumerate(one for one in handbook.entries[index.folder] if one.id in articles):
        deck = deck_of(handbook, articles, page, edition, words)
        pieces += announcer.pieces(at, articles[page.id], deck)
    return tuple(
        _script(minutes, pieces, announcer.opening(), announcer.closing()) for minutes in MINUTES
    )


def _actions(article: Article) -> Iterator[tuple[str, list[str]]]:
    """Lists under smaller headings: what to do with what was read."""
    body = slides.plain(article)
    for head in body.iter("h3"):
        for element in passages.below(head):
            if element.tag == "ul":
                yield slides.text_of(head), list(slides.items_of(element))


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else f"{text}."


def _script(
    minutes: int, pieces: Sequence[Piece], opening: tuple[str, ...], closing: tuple[str, ...]
) -> Script:
    """The script that fills the minutes as far as there is something to say."""
    room = minutes * (SLOW + FAST) // 2 - sum(map(syllables, (*opening, *closing)))
    chosen: set[int] = set()
    named: set[str] = set()
    for number in sorted(range(len(pieces)), key=lambda at: (pieces[at].rank, at)):
        size = pieces[number].size(named)
        if size <= min(room, LONGEST):
            chosen.add(number)
            named |= {pieces[number].source}
            room -= size
    named.clear()
    told: list[str] = []
    for number in sorted(chosen):
        told += pieces[number].said(named)
        named |= {pieces[number].source}
    return Script(minutes, (*opening, *told, *closing))


def measured(script: Script, words: Words) -> str:
    """How long it takes, said with what that is reckoned from."""
    values = {
        "count": script.size,
        "slow": SLOW,
        "fast": FAST,
        "from": _time(script.size, FAST, words),
        "to": _time(script.size, SLOW, words),
    }
    text = words["measured"]
    for name, value in values.items():
        text = text.replace(f"{{{name}}}", str(value))
    return text


def _time(size: int, speed: int, words: Words) -> str:
    minutes, seconds = divmod(round(size * 60 / speed), 60)
    return words["time"].replace("{minutes}", str(minutes)).replace("{seconds}", str(seconds))


def script_files(
    title: str, scripts: Iterable[Script], edition: Edition, words: Words, language: str
) -> Mapping[str, bytes]:
    """The files of the document, and the same as plain text."""
    settings = {
        "title": string(title),
        "language": string(language),
        "date": array((str(edition.year), str(edition.month))),
        "how": content(words["how"]),
        "foot": content(_foot(edition, words)),
    }
    given = ", ".join(f"{name}: {value}" for name, value in settings.items())
    parts = ['#import "radio.typ": *', f"#show: radio.with({given})"]
    plain = [title, words["how"]]
    for one in scripts:
        head, told = words["minutes"].replace("{count}", str(one.minutes)), measured(one, words)
        lines = array(map(content, one.lines))
        parts.append(f"#script({content(head)}, {content(told)}, {lines})")
        plain += ["", head, told, "", *one.lines]
    text = LINE_END.join((*plain, "", _foot(edition, words), ""))
    return {
        **pdf.document("\n".join(parts) + "\n", words, {}),
        TEXT: f"{MARK}{text}".encode(),
    }


def _foot(edition: Edition, words: Words) -> str:
    return f"{words['notice']} {words['edition'].replace('{edition}', edition.name)}."


def script_texts(title: str, scripts: Iterable[Script], words: Words) -> tuple[str, ...]:
    """What must be found again in the document, a block each."""
    found = [title, words["how"]]
    for one in scripts:
        found += [words["minutes"].replace("{count}", str(one.minutes)), measured(one, words)]
        found += one.lines
    return tuple(found)


def make_radio(job: Job, work: Path) -> Path:
    """As ``pdf.make_pdf``, but in this process: a few pages take little memory."""
    pdf.typeset(job.options, work)
    return pdf.finished(job, work)


def make_text(_: Job, work: Path) -> Path:
    """The same to read from a screen, or to change: it lies ready."""
    return work / TEXT


FORMATS = (
    Format("radio", make_radio, (RADIO,), set_as="a4", quick=True),
    Format("radio_text", make_text, (RADIO,), ending=TXT, pictures=None, quick=True),
)
