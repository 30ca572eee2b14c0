"""Books as documents of Typst, and those as PDF/UA."""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar
from urllib.parse import urljoin

import pikepdf
import typst

from handbook.paper.articles import Printed, answers_label
from handbook.paper.completeness import check_whole
from handbook.paper.jobs import Job
from handbook.paper.model import Article, Book
from handbook.paper.qr import qr_svg
from handbook.paper.typst import Writer, array, content, string

MAIN, MADE, PAGES = "main.typ", "made.pdf", "pages.json"
# To print the pages of places may move some; then it is done again with those found now.
SETTINGS = 3

Pages = dict[str, int]
Result = TypeVar("Result")
TEMPLATES = Path(__file__).parent / "templates"
# Levels of headings: a part, an article in it; below them the headings of their texts.
PART, ARTICLE = 1, 2
ANSWERS = "answers"


class UnsettledError(Exception):
    """The pages that a document names are not those where the places are, time and again."""


def book_markup(book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]) -> str:
    """A whole book. ``printed`` has its articles by id."""
    edition = book.edition
    settings = {
        "title": string(book.title),
        "subtitle": string(book.subtitle),
        "edition": string(edition.name),
        "notice": string(book.notice),
        "language": string(book.language),
        "date": array((str(edition.year), str(edition.month))),
        "address": string(edition.address),
    }
    given = ", ".join(f"{name}: {value}" for name, value in settings.items())
    parts = ['#import "book.typ": *', f"#show: book.with({given})"]
    for part in book.parts:
        for level, articles in ((PART, (part.opening,)), (ARTICLE, part.articles)):
            for article in articles:
                parts += _article(printed[article.id], level)
                parts += _online(book, article)
    return "\n\n".join((*parts, *answers(printed.values(), words["answers"]))) + "\n"


def _article(one: Printed, level: int) -> tuple[str, str]:
    call = "part" if level == PART else "article"
    heading = f"#{call}({string(one.article.id)}, {content(one.article.label)})"
    return heading, Writer(level + 1).blocks(one.body)


def _online(book: Book, article: Article) -> Iterator[str]:
    """Where the article is on the site, for a phone and in words; nothing without an address."""
    if book.edition.address:
        address = urljoin(book.edition.address, article.url)
        yield f"#on-site({string(_code(article))}, {string(address)})"


def _code(article: Article) -> str:
    return f"codes/{article.id}.svg"


def codes(book: Book) -> Mapping[str, bytes]:
    """The pictures of the codes that lead to the book's articles on the site."""
    address = book.edition.address
    articles = book.articles if address else ()
    return {_code(one): qr_svg(urljoin(address, one.url)) for one in articles}


def answers(printed: Iterable[Printed], title: str) -> Sequence[str]:
    """The key to the questions, for the back; nothing when there are none."""
    asked = [one for one in printed if one.answers]
    parts = [f"#part({string(ANSWERS)}, {content(title)})"] if asked else []
    for one in asked:
        name = string(answers_label(one.article.id))
        parts.append(f"#answers-to({name}, {string(one.article.id)}, {content(one.article.label)})")
        writer = Writer(ARTICLE + 1)
        parts += [
            f"#answer[{writer.numbered(answer, number)}]"
            for number, answer in enumerate(one.answers, start=1)
        ]
    return parts


def document(
    markup: str, words: Mapping[str, str], pictures: Mapping[str, bytes]
) -> Mapping[str, bytes]:
    """All files that ``make_pdf`` needs for a document, but for the fonts."""
    files = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}
    texts = {"words.json": json.dumps(dict(words), ensure_ascii=False), MAIN: markup}
    return {**files, **pictures, **{name: text.encode() for name, text in texts.items()}}


def make_pdf(job: Job, work: Path) -> Path:
    """Set main.typ in type. Options: ``format``, one of templates/parts.typ, ``fonts``, the
    folders of the font files, and ``page``, what stands before the number of a page.

    IncompleteError when not all of the job's texts are drawn.
    """
    made = work / MADE
    _write_pages(work, None)
    for _ in range(SETTINGS):
        found = _apart(_survey, job.options, work)
        _write_pages(work, found)
        _apart(_set, job.options, work)
        if _named_pages(made).items() <= found.items():
            break
    else:
        raise UnsettledError(SETTINGS)
    _pack(made)
    check_whole(made, job.texts, job.notes, job.options["page"])
    return made


def _write_pages(work: Path, pages: Pages | None) -> None:
    (work / PAGES).write_text(json.dumps(pages), encoding="utf-8")


def _apart(
    step: Callable[[Mapping[str, str], Path], Result], options: Mapping[str, str], work: Path
) -> Result:
    """A step in a process of its own: only at its end does Typst give back its memory."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(step, options, work).result()


def _survey(options: Mapping[str, str], work: Path) -> Pages:
    """The page of each place when the pages known so far are printed."""
    found = _typesetter(options, work, survey="").query("<pages>", field="value", one=True)
    pages: Pages = json.loads(found)
    return pages


def _set(options: Mapping[str, str], work: Path) -> None:
    _typesetter(options, work).compile(output=work / MADE, format="pdf", pdf_standards="ua-1")


def _typesetter(options: Mapping[str, str], work: Path, **more: str) -> typst.Compiler:
    return typst.Compiler(
        work / MAIN,
        root=work,
        font_paths=[Path(folder) for folder in options["fonts"].split(os.pathsep)],
        ignore_system_fonts=True,
        sys_inputs={"format": options["format"], **more},
    )


def _named_pages(made: Path) -> Pages:
    """The page of each place that has a name in the PDF, which are those with a heading."""
    with pikepdf.open(made) as document:
        if "/Names" not in document.Root:
            return {}
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages, start=1)}
        places = pikepdf.NameTree(document.Root.Names.Dests)
        return {str(name): numbers[place[0].objgen] for name, place in places.items()}


def page_count(path: Path) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(path) as document:
        return len(document.pages)


def _pack(path: Path) -> None:
    """A third of the size: Typst leaves the structure that screen readers use as it is."""
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        made.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
