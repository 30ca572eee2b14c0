"""Books as documents of Typst, and those as PDF/UA."""

import json
import multiprocessing
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from urllib.parse import urljoin

import pikepdf
import typst
from lxml.html import HtmlElement

from handbook.paper import pdfpack
from handbook.paper.articles import Printed, answers_label
from handbook.paper.book import Book
from handbook.paper.format import A4, A5, BOOK_PART, HANDOUTS, ISSUE, PAGE, PHONE, WHOLE, Format
from handbook.paper.jobs import Job, end_with_parent
from handbook.paper.kittables import FORM
from handbook.paper.pdftext import check_text
from handbook.paper.qr import picture_of, pictures
from handbook.paper.sparing import ENDS
from handbook.paper.tags import ARTICLE, PART, rows_of
from handbook.paper.typst import Writer, array, content, string

MAIN, MADE = "main.typ", "made.pdf"
TEMPLATES = Path(__file__).parent / "templates"
ANSWERS = "answers"
# A table of no more columns finds room in a column of the page.
NARROW = 2


def book_markup(book: Book, printed: Mapping[str, Printed], words: Mapping[str, str]) -> str:
    """A whole book. ``printed`` has its articles by id."""
    given = about(book, address=string(book.edition.address), bound=str(book.bound).lower())
    parts = ['#import "book.typ": *', f"#show: book.with({given})"]
    on_site = addresses(book)
    for part in book.parts:
        for level, articles in ((PART, (part.opening,)), (ARTICLE, part.articles)):
            for article in articles:
                parts.append(_article(printed[article.id], level, on_site.get(article.id)))
    key = "\n\n".join(answers(printed.values(), words["answers"]))
    return "\n\n".join((*parts, *([f"#key[{key}]"] if key else []))) + "\n"


def about(book: Book, **others: str) -> str:
    """What a document says about the book it is of, as arguments of Typst; ``others`` are its own,
    as Typst writes them."""
    edition = book.edition
    settings = {
        "title": string(book.title),
        "subtitle": string(book.subtitle),
        "edition": string(edition.name),
        "notice": string(book.notice),
        "language": string(book.language),
        "date": array((str(edition.year), str(edition.month))),
        "author": string(edition.author),
        "publisher": string(edition.publisher),
        **others,
    }
    return ", ".join(f"{name}: {value}" for name, value in settings.items())


def _article(one: Printed, level: int, address: str | None) -> str:
    """An article with its title; one without wide tables flows in columns."""
    name, is_flowing = string(one.article.id), _is_flowing(one.body)
    call = "part" if level == PART else "article"
    site = ""
    if address:
        site = f"#on-site({string(picture_of(one.article.id))}, {string(address)})"
    body = Writer(level + 1, not is_flowing, site).blocks(one.body)
    if not one.body.find_class(ENDS):
        body += f"\n\n{site}" + ("\n\n#balanced()" if is_flowing else "")
    given = f"{name}, {content(one.article.label)}, flow: {str(is_flowing).lower()}"
    return f"#{call}({given})[{body}]"


def _is_flowing(body: HtmlElement) -> bool:
    """Whether it finds room in columns: what is to be filled in by hand takes the whole width."""
    tables = list(body.iter("table"))
    return all(len(rows_of(one)[0]) <= NARROW and one.get("class") != FORM for one in tables)


def addresses(book: Book) -> Mapping[str, str]:
    """Where each article is on the site, by its id; nothing when that is unknown."""
    address = book.edition.address
    return {one.id: urljoin(address, one.url) for one in book.articles} if address else {}


def answers(printed: Iterable[Printed], title: str) -> Sequence[str]:
    """The key to the questions, for the back, by articles; nothing when there are none."""
    asked = [one for one in printed if one.answers]
    parts = [f"#part({string(ANSWERS)}, {content(title)})"] if asked else []
    for one in asked:
        name = string(answers_label(one.article.id))
        parts.append(f"#answers-to({name}, {string(one.article.id)}, {content(one.article.label)})")
        writer = Writer(ARTICLE + 1)
        parts += [f"#answer[{writer.numbered(answer, number)}]" for number, answer in one.key]
    return parts


def book_around(book: Book, printed: Iterable[Printed], words: Mapping[str, str]) -> Iterator[str]:
    """What stands in a book besides its articles' own texts: cover, addresses, lines to the key.
    What a page that is not bound has of a cover stands at the foot, where no text is looked for."""
    edition = book.edition
    if book.bound:
        yield from (book.title, book.subtitle, book.notice, edition.address, words["contents"])
        yield words["edition"].replace("{edition}", edition.name)
        if edition.author:
            yield words["author"].replace("{name}", edition.author)
        if edition.publisher:
            yield words["publisher"].replace("{name}", edition.publisher)
    yield from addresses_around(addresses(book).values(), words)
    yield from answers_around(printed, words)


def addresses_around(addresses: Iterable[str], words: Mapping[str, str]) -> Iterator[str]:
    """What is said with the addresses of articles, a block each."""
    return (f"{words['online']} {address}" for address in addresses)


def answers_around(printed: Iterable[Printed], words: Mapping[str, str]) -> Iterator[str]:
    """Headings of the key to the questions, and the lines that lead there."""
    asked = [one for one in printed if one.answers]
    if asked:
        yield words["answers"]
    for one in asked:
        yield from (one.article.label, f"{words['answers_at']}.")


def document(
    markup: str, words: Mapping[str, str], addresses: Mapping[str, str]
) -> Mapping[str, bytes]:
    """All files that ``make_pdf`` needs for a document, but for the fonts: with pictures of the
    codes of ``addresses``."""
    files = {path.name: path.read_bytes() for path in TEMPLATES.glob("*.typ")}
    texts = {"words.json": json.dumps(dict(words), ensure_ascii=False), MAIN: markup}
    return {**files, **pictures(addresses), **{name: text.encode() for name, text in texts.items()}}


def make_pdf(job: Job, work: Path) -> Path:
    """Set main.typ in type. Options: ``format``, one of templates/parts.typ, ``fonts``, the
    folders of the font files, ``page``, what stands before the number of a page, ``ink``, where few
    inks are to be used, and ``publisher``, who gives it out, if anybody.

    PaperError when not all of the job's texts are drawn; TypstWarning when Typst doubts its work,
    as when page numbers still change after the last of its layouts.
    """
    set_apart(job.options, work)
    return finished(job, work)


def finished(job: Job, work: Path) -> Path:
    """What Typst has made of a job, packed and read again."""
    made = work / MADE
    _pack(made, job.options.get("publisher", ""))
    check_text(made, job.texts, job.notes, job.options["page"])
    return made


def set_apart(options: Mapping[str, str], work: Path) -> None:
    """Set main.typ in type in a process of its own: only at its end does Typst give back its
    memory."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), end_with_parent) as pool:
        pool.submit(typeset, options, work).result()


def typeset(options: Mapping[str, str], work: Path) -> None:
    """Set main.typ in type, by one thread: other files are made at the same time; and two threads
    of Typst that lay out the same thing both keep it, which now and then takes a tenth more
    memory."""
    os.environ["RAYON_NUM_THREADS"] = "1"
    typesetter = typst.Compiler(
        work / MAIN,
        root=work,
        font_paths=[Path(folder) for folder in options["fonts"].split(os.pathsep)],
        ignore_system_fonts=True,
        sys_inputs={"format": options["format"], "ink": options.get("ink", "")},
    )
    made = work / MADE
    _, warnings = typesetter.compile_with_warnings(output=made, format="pdf", pdf_standards="ua-1")
    if warnings:
        raise warnings[0]


def page_count(path: Path) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(path) as document:
        return len(document.pages)


def _pack(path: Path, publisher: str) -> None:
    """A third of the size: Typst leaves the structure that screen readers use as it is. It knows
    no publisher either."""
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        if publisher:
            with made.open_metadata(set_pikepdf_as_editor=False) as about:
                about["dc:publisher"] = {publisher}
        pdfpack.write(made, path)


FORMATS = (
    Format(A4, make_pdf, (WHOLE, BOOK_PART, PAGE, ISSUE, HANDOUTS)),
    Format(A5, make_pdf, (WHOLE, ISSUE)),
    Format(PHONE, make_pdf, (WHOLE,)),
)
