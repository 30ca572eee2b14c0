"""Books as documents of Typst, and those as PDF/UA."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pikepdf
import typst

from handbook.paper.articles import Printed, answers_label
from handbook.paper.jobs import Job
from handbook.paper.model import Book
from handbook.paper.typst import Writer, array, content, string

MAIN, MADE = "main.typ", "made.pdf"
TEMPLATES = Path(__file__).parent / "templates"
# Levels of headings: a part, an article in it; below them the headings of their texts.
PART, ARTICLE = 1, 2
ANSWERS = "answers"


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
        parts += _article(printed[part.opening.id], PART)
        for article in part.articles:
            parts += _article(printed[article.id], ARTICLE)
    return "\n\n".join((*parts, *answers(printed.values(), words["answers"]))) + "\n"


def _article(one: Printed, level: int) -> tuple[str, str]:
    call = "part" if level == PART else "article"
    heading = f"#{call}({string(one.article.id)}, {content(one.article.label)})"
    return heading, Writer(level + 1).blocks(one.body)


def answers(printed: Iterable[Printed], title: str) -> Sequence[str]:
    """The key to the questions, for the back; nothing when there are none."""
    asked = [one for one in printed if one.answers]
    parts = [f"#part({string(ANSWERS)}, {content(title)})"] if asked else []
    for one in asked:
        name = string(answers_label(one.article.id))
        parts.append(f"#answers-to({name}, {string(one.article.id)}, {content(one.article.label)})")
        writer = Writer(ARTICLE + 1)
        parts += [
            f"#answer({number})[{writer.blocks(answer)}]"
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
    """Set main.typ in type. Options: ``format``, one of templates/parts.typ, and ``fonts``, the
    folders of the font files."""
    made = work / MADE
    fonts = [Path(folder) for folder in job.options["fonts"].split(os.pathsep)]
    typst.compile(
        work / MAIN,
        output=made,
        root=work,
        font_paths=fonts,
        ignore_system_fonts=True,
        sys_inputs={"format": job.options["format"]},
        pdf_standards="ua-1",
    )
    _pack(made)
    return made


def _pack(path: Path) -> None:
    """A third of the size: Typst leaves the structure that screen readers use as it is."""
    with pikepdf.open(path, allow_overwriting_input=True) as made:
        made.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            recompress_flate=True,
            deterministic_id=True,
        )
