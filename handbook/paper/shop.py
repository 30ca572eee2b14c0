"""Books for a print shop: black and one more ink, with bleed, boxes and marks; the cover as a sheet
of its own, with a spine as thick as the book will be. And books for copiers, in black alone."""

import json
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urljoin

import pikepdf

from handbook.paper import pdf, pdfpack
from handbook.paper.book import Book
from handbook.paper.format import A4, MONO, PRESS, Files, Format, Ready, Words
from handbook.paper.inks import in_inks
from handbook.paper.jobs import Job
from handbook.paper.pdftext import check_text
from handbook.paper.qr import picture_of, pictures
from handbook.paper.typst import string

# The markup of the cover, and how many pages the book has.
JACKET, PAGES = "jacket-main.typ", "pages.json"
# In points, as templates/marks.typ has them in millimetres: what is around the paper that is left,
# and how much of that is printed up to the edge.
POINTS = 72 / 25.4
AROUND, BLEED = 10 * POINTS, 3 * POINTS
# With which inks: as templates/parts.typ knows it.
SPOT_INK, MONO_INK = "spot", "mono"


def make_press(job: Job, work: Path) -> Path:
    """The inside of a book. Options as those of ``pdf.make_pdf``, and ``spot``, the colour that
    becomes an ink. PaperError when a text is lost."""
    pdf.set_apart(job.options, work)
    _prepare(work / pdf.MADE, job.options["spot"])
    return pdf.finished(job, work)


def make_mono(job: Job, work: Path) -> Path:
    """A book in black alone."""
    pdf.set_apart(job.options, work)
    in_inks(work / pdf.MADE, "")
    return pdf.finished(job, work)


def make_jacket(job: Job, work: Path) -> Path:
    """The cover: the book is set first, since the spine is as thick as its pages together."""
    pdf.set_apart(job.options, work)
    pages, made = pdf.page_count(work / pdf.MADE), work / pdf.MADE
    (work / PAGES).write_text(json.dumps(pages), encoding="utf-8")
    (work / JACKET).replace(work / pdf.MAIN)
    pdf.set_apart(job.options, work)
    _prepare(made, job.options["spot"])
    with pikepdf.open(made, allow_overwriting_input=True) as document:
        pdfpack.write(document, made)
    check_text(made, job.texts, (), job.options["page"])
    return made


def _prepare(path: Path, spot: str) -> None:
    """Colours into inks, and on each page what is trimmed off."""
    in_inks(path, spot)
    with pikepdf.open(path, allow_overwriting_input=True) as document:
        for page in document.pages:
            _, _, width, height = (float(edge) for edge in page.mediabox)
            for name, inset in (("/BleedBox", AROUND - BLEED), ("/TrimBox", AROUND)):
                edges = (inset, inset, width - inset, height - inset)
                page.obj[name] = pikepdf.Array([round(edge, 3) for edge in edges])
        document.save(path)


def jacket_files(book: Book, words: Mapping[str, str]) -> Files:
    """What the cover is made of, beside what the book is."""
    edition = book.edition
    address = urljoin(edition.address, book.articles[0].url) if edition.address else ""
    given = pdf.about(
        book,
        code=string(picture_of(JACKET)),
        address=string(address),
        thickness=str(edition.thickness),
    )
    markup = f'#import "jacket.typ": *\n#show: jacket.with({given})\n'
    return {JACKET: markup.encode(), **(pictures({JACKET: address}) if address else {})}


def jacket_texts(texts: tuple[str, ...], book: Book, ready: Ready, words: Words) -> tuple[str, ...]:
    """What the cover says: none of what is inside."""
    return tuple(text for text in (book.title, book.subtitle, book.notice) if text)


FORMATS = (
    Format("press", make_press, (PRESS,), set_as=A4, ink=SPOT_INK),
    Format("jacket", make_jacket, (PRESS,), set_as=A4, texts=jacket_texts, ink=SPOT_INK),
    Format("mono", make_mono, (MONO,), set_as=A4, ink=MONO_INK),
)
