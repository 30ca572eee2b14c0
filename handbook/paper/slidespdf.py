"""The same slides as a PDF, for where there is no program that shows presentations."""

from collections.abc import Callable, Mapping
from pathlib import Path

from handbook.paper import pdf
from handbook.paper.book import Edition
from handbook.paper.format import DECK, DECKS, Format
from handbook.paper.jobs import Job
from handbook.paper.qr import picture_of
from handbook.paper.slides import CHOICES, END, POINTS, QUESTION, QUOTATION, TITLE, Deck, Slide
from handbook.paper.typst import array, breakable, string

# A format of templates/parts.typ.
SCREEN = "screen"


def deck_files(
    deck: Deck, edition: Edition, words: Mapping[str, str], address: str
) -> Mapping[str, bytes]:
    """The files of the document; ``address`` is where its subject is on the site, if anywhere."""
    settings = {
        "title": string(deck.title),
        "language": string(deck.language),
        "date": array((str(edition.year), str(edition.month))),
    }
    given = ", ".join(f"{name}: {value}" for name, value in settings.items())
    parts = ['#import "slides.typ": *', f"#show: deck.with({given})"]
    parts += [_slide(deck, one, address) for one in deck.slides]
    return pdf.document("\n".join(parts) + "\n", words, {END: address} if address else {})


def _slide(deck: Deck, one: Slide, address: str) -> str:
    def content(text: str) -> str:
        """A text, other languages in it as such."""
        said = (_run(piece, name, deck.language) for piece, name in deck.pieces(text))
        return f"[{''.join(said)}]"

    name = content(one.title)
    lines, small = (array(map(content, texts)) for texts in (one.lines, one.small))
    calls: Mapping[str, Callable[[], str]] = {
        TITLE: lambda: f"#title-slide({name}, {lines}, {small})",
        QUOTATION: lambda: f"#quotation-slide({name}, {lines}, {small})",
        POINTS: lambda: f"#points-slide({name}, {lines})",
        QUESTION: lambda: f"#question-slide({name}, {lines})",
        CHOICES: lambda: f"#choices-slide({name}, {lines}, {small})",
        END: lambda: _end(name, lines, small, address),
    }
    return calls[one.layout]()


def _run(text: str, language: str, around: str) -> str:
    """A plain text within texts of the language ``around``."""
    said = f"#{string(breakable(text))}"
    return said if language == around else f"#text(lang: {string(language)})[{said}]"


def _end(name: str, lines: str, small: str, address: str) -> str:
    code = f", code: {string(picture_of(END))}, address: {string(address)}" if address else ""
    return f"#end-slide({name}, {lines}, {small}{code})"


def make_deck(job: Job, work: Path) -> Path:
    """As ``pdf.make_pdf``, but in this process: slides take little memory."""
    pdf.typeset(job.options, work)
    return pdf.finished(job, work)


FORMAT = Format("slides_pdf", make_deck, (DECKS, DECK), set_as=SCREEN, quick=True)
