"""Handouts for a meeting: a side of A4 for every entry, all in one document, and each in its own.

What goes on it is said by the kinds: which sections, of which the first items are printed, and how
long a meeting takes for each. Besides there are a question, its key upside down at the foot, and
lines for who does what by when, as many as fill the side.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urljoin

from lxml.html import HtmlElement

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.model import HANDOUT_ITEMS, HANDOUT_QUESTION, HANDOUT_TASKS, KindSpec
from handbook.language.foreign import unwrapped
from handbook.language.texts import Texts
from handbook.paper import passages, pdf, sparing, wordings
from handbook.paper.articles import ANSWERED, Destinations, Printed, printed, read, texts_of
from handbook.paper.book import Article, Edition
from handbook.paper.format import A4, HANDOUT, Format
from handbook.paper.jobs import Job
from handbook.paper.qr import picture_of
from handbook.paper.typst import Writer, array, content, string

LISTS = ("ul", "ol")
# What a question says of itself: the letter of its key; its kind, unless that is the usual one.
RIGHT, KIND = "data-right", "data-kind"
# Levels of headings: a kind, an entry in it; below them the sections.
SECTIONS = 3


@dataclass(frozen=True)
class Sheet:
    """The handout of an entry; ``kind`` is the title of its kind, ``minutes`` the time it takes,
    0 when that is not known, ``tasks`` the heading of the lines to fill in."""

    kind: str
    one: Printed
    minutes: int = 0
    tasks: str = ""


def sheets(
    content: Content, articles: Mapping[str, Article], texts: Texts, language: str
) -> tuple[Sheet, ...]:
    """The handouts of a language, kind by kind in the order of the site. ``articles`` are those
    of the language by id; an entry that is not among them has none."""
    return tuple(_sheets(content, articles, texts, language))


def _sheets(
    content: Content, articles: Mapping[str, Article], texts: Texts, language: str
) -> Iterator[Sheet]:
    for index in sorted(content.kinds.values(), key=lambda page: (page.order, page.id)):
        title = content.page(index.id, language).title
        for entry in content.entries[index.folder] if index.kind and index.kind.handout else ():
            if index.kind and entry.id in articles:
                cutter = _Cutter(index.kind, texts, language)
                yield cutter.sheet(title, articles[entry.id])


def handout_files(
    made: Sequence[Sheet],
    edition: Edition,
    words: Mapping[str, str],
    language: str,
    title: str = "",
) -> Mapping[str, bytes]:
    """The files of the document, for ``pdf.make_pdf``. ``words`` are the interface's; ``title`` is
    for a document of one sheet."""
    settings = {
        "title": string(title or words["handouts"]),
        "edition": string(edition.name),
        "notice": string(words["notice"]),
        "language": string(language),
        "date": array((str(edition.year), str(edition.month))),
    }
    given = ", ".join(f"{name}: {value}" for name, value in settings.items())
    parts = ['#import "handout.typ": *', f"#show: handouts.with({given})"]
    addresses = _addresses(made, edition)
    opened: set[str] = set()
    for sheet in made:
        address = addresses.get(sheet.one.article.id, "")
        parts.append(_markup(sheet, address, opens=sheet.kind not in opened))
        opened.add(sheet.kind)
    return pdf.document("\n\n".join(parts) + "\n", words, addresses)


def handout_texts(made: Sequence[Sheet]) -> tuple[str, ...]:
    """All that must be found again on paper, a block each."""
    return tuple(text for sheet in made for text in (sheet.kind, sheet.tasks, *texts_of(sheet.one)))


def handout_around(
    made: Sequence[Sheet], edition: Edition, words: Mapping[str, str]
) -> Iterator[str]:
    """What stands there besides: lines to fill in, where each entry is on the site."""
    for sheet in made:
        yield from (words[f"meeting_{name}"] for name in ("date", "place", "chair"))
        yield from (words[name] for name in ("task", "task_by", "task_until"))
        if sheet.minutes:
            yield words["meeting_time"].replace("{count}", str(sheet.minutes))
        if sheet.one.answers:
            yield words["handout_key"]
    yield from pdf.addresses_around(_addresses(made, edition).values(), words)


def _addresses(made: Sequence[Sheet], edition: Edition) -> Mapping[str, str]:
    articles = (sheet.one.article for sheet in made)
    return {one.id: urljoin(edition.address, one.url) for one in articles if edition.address}


def _markup(sheet: Sheet, address: str, *, opens: bool) -> str:
    article = sheet.one.article
    given = [
        string(article.id),
        content(sheet.kind),
        content(article.label),
        f"opens: {str(opens).lower()}",
        f"code: {string(picture_of(article.id))}",
        f"address: {string(address)}",
        f"minutes: {sheet.minutes}",
        f"tasks: {content(sheet.tasks)}",
    ]
    key = "".join(Writer(SECTIONS).blocks(answer) for answer in sheet.one.answers)
    if key:
        given.append(f"key: [{key}]")
    return f"#handout({', '.join(given)})[\n{Writer(SECTIONS).blocks(sheet.one.body)}\n]"


@dataclass(frozen=True)
class _Cutter:
    """Cuts handouts out of the entries of a kind."""

    kind: KindSpec
    texts: Texts
    language: str

    def sheet(self, title: str, article: Article) -> Sheet:
        """The handout of an entry."""
        one = self._cut(article)
        passages.gather_notes(one, self._text("notes"))
        tasks = self._timed("handout_tasks", HANDOUT_TASKS)
        return Sheet(title, one, sum(self.kind.minutes.values()), tasks)

    def _text(self, key: str, **values: object) -> str:
        return self.texts.get(self.language, f"paper.{key}", **values)

    def _minutes(self, name: str) -> str:
        """How long a part takes, for behind its name; nothing when that is not known."""
        count = self.kind.minutes.get(name)
        return f" · {self._text('minutes', count=count)}" if count else ""

    def _timed(self, key: str, name: str) -> str:
        return self._text(key) + self._minutes(name)

    def _cut(self, article: Article) -> Printed:
        """The wordings at the top of an entry, the first items of the lists of some sections, and a
        question."""
        body = read(article)
        _, opening = passages.stretches(body)[0]
        kept = wordings.boxes(opening)
        for name in self.kind.handout:
            head = passages.heading(body, name)
            below = [one for one in passages.below(head) if _is_kept(one)]
            head.tail = None
            head.text = (head.text or "") + self._minutes(name)
            kept += passages.raised([head, *below], passages.level(head))
        shortened = [part for element in kept for part in self._shortened(element)]
        html = passages.alone([*shortened, *self._question(body)])
        one = printed(replace(article, html=html), Destinations({}, ""))
        for link in list(one.body.iter("a")):
            unwrapped(link)
        for line in one.body.find_class(ANSWERED):
            line.drop_tree()  # the key stands at the foot of the same side
        return one

    def _shortened(self, element: HtmlElement) -> Iterator[HtmlElement]:
        """The element; of a list the first items, and how many more there are."""
        yield element
        more = element.findall("li")[HANDOUT_ITEMS:] if element.tag in LISTS else []
        for item in more:
            element.remove(item)
        if more:
            yield _paragraph(self._text("handout_more", count=len(more)))

    def _question(self, body: HtmlElement) -> Iterator[HtmlElement]:
        """The shortest question with one right choice, under a heading."""
        asked = [quiz for quiz in body.find_class(marks.QUIZ) if _is_plain(quiz)]
        if not asked:
            return
        quiz = min(asked, key=lambda one: sum(map(len, _asked(one))))
        sparing.unnumber(quiz)
        _right_only(quiz)
        head = passages.parsed("")
        head.tag, head.text = "h2", self._timed("handout_question", HANDOUT_QUESTION)
        quiz.tail = None
        yield from (head, quiz)


def _paragraph(text: str) -> HtmlElement:
    line = passages.parsed("")
    line.tag, line.text = "p", text
    return line


def _is_kept(element: HtmlElement) -> bool:
    return element.tag in LISTS or passages.level(element) > 0


def _is_plain(quiz: HtmlElement) -> bool:
    """Whether there is one right choice, and its letter is known."""
    letter = quiz.get(RIGHT, "")
    return not quiz.get(KIND) and len(letter) == 1 and len(_reasons(quiz)) > _place(quiz) >= 0


def _place(quiz: HtmlElement) -> int:
    """Which choice is the right one, from 0."""
    return ord(quiz.get(RIGHT, "A")) - ord("A")


def _asked(quiz: HtmlElement) -> Iterator[str]:
    answer = quiz.find_class(marks.QUIZ_ANSWER)[0]
    return (element.text_content() for element in quiz if element is not answer)


def _reasons(quiz: HtmlElement) -> list[HtmlElement]:
    return [item for one in quiz.find_class(marks.QUIZ_ANSWER) for item in one.findall("ol/li")]


def _right_only(quiz: HtmlElement) -> None:
    """Leave of the answer the line that names it, and the reason of the right choice."""
    [answer] = quiz.find_class(marks.QUIZ_ANSWER)
    reason = _reasons(quiz)[_place(quiz)]
    reason.tag, reason.tail = "p", None
    for hint in quiz.find_class(marks.QUIZ_HINT):
        hint.drop_tree()
    kept = [answer.find("summary"), *answer.find_class(marks.QUIZ_RIGHT)]
    answer[:] = [*kept, reason]


def make_handout(job: Job, work: Path) -> Path:
    """As ``pdf.make_pdf``, but in this process: one page takes little memory."""
    pdf.typeset(job.options, work)
    return pdf.finished(job, work)


FORMAT = Format(HANDOUT, make_handout, (HANDOUT,), set_as=A4, quick=True)
