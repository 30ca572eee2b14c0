"""The macros that a page may call. Each returns Markdown."""

import inspect
from dataclasses import dataclass
from typing import Annotated

from handbook.check.arguments import (
    BLOCK,
    DATED,
    ID,
    LINKED,
    PASSAGE,
    QUOTATION,
    REGISTER,
    TABLE,
    Catalog,
)
from macros import (
    alphabet,
    downloads,
    editions,
    entries,
    front,
    licences,
    links,
    matrices,
    notes,
    offline,
    pieces,
    portal,
    practice,
    quotations,
    review,
    study,
    tables,
)
from macros.context import Context

Blocks = Annotated[str, BLOCK]


@dataclass(frozen=True)
class Macros:
    """The macros of one page. Public methods are what a page may call."""

    context: Context

    def ref(self, name: Annotated[str, ID], text: str | None = None) -> str:
        """A link to a page or a register's row by id."""
        return links.link(self.context, name, text)

    def original(self, text: str) -> str:
        """Words of the handbook's first language, kept in a translation."""
        return links.original(self.context, text)

    def say(self, name: Annotated[str, QUOTATION]) -> str:
        """A quotation inside a sentence."""
        return quotations.say(self.context, name)

    def quote(self, name: Annotated[str, QUOTATION]) -> Blocks:
        """A quotation as a block with its source."""
        return quotations.quote(self.context, name)

    def table(
        self,
        name: Annotated[str, TABLE],
        columns: list[str] | None = None,
        where: dict[str, str] | None = None,
        by: str | None = None,
        sort: str | None = None,
        *,
        closed: bool = False,
    ) -> Blocks:
        """A kind's entries or a register's rows: chosen, grouped, sorted by a column's words; its
        rows closed until a reader opens them."""
        selection = tables.Selection(columns, where or {}, by, sort, closed)
        return tables.table(self.context, name, selection)

    def timeline(self, name: Annotated[str, DATED]) -> Blocks:
        """A register in the order of its dates."""
        return tables.timeline(self.context, name)

    def matrix(
        self,
        name: Annotated[str, REGISTER],
        columns: Annotated[list[str], LINKED],
        where: dict[str, str] | None = None,
    ) -> Blocks:
        """What goes with what in a register or in its chosen rows, from every side."""
        return matrices.matrix(self.context, name, columns, where or {})

    def related(self, name: Annotated[str, ID], register: Annotated[str, REGISTER]) -> Blocks:
        """The rows of a register that refer to an id."""
        return tables.related(self.context, name, register)

    def piece(
        self,
        name: Annotated[str, PASSAGE],
        headline: str | None = None,
        lead: str | None = None,
        quote: Annotated[str | None, QUOTATION] = None,
    ) -> Blocks:
        """A page, a passage or a question of it, taken into an issue of a bulletin, under a
        headline and a lead of the issue's own; a quotation stands out in its text."""
        return pieces.piece(self.context, name, headline, lead, quote)

    def start(self, name: Annotated[str, ID], text: str | None = None) -> Blocks:
        """The one thing to press on a first page: where to begin, or to go on."""
        return front.start(self.context, name, text)

    def search(self) -> Blocks:
        """The search, in the page."""
        return front.search(self.context)

    def cards(self, name: Annotated[str, TABLE], columns: list[str] | None = None) -> Blocks:
        """A card for each entry of a kind or row of a register, with what it leads to."""
        return front.cards(self.context, name, columns)

    def now(self, name: Annotated[str, DATED]) -> Blocks:
        """The row of a register that is in force on the reader's day."""
        return front.now(self.context, name)

    def alphabet(self) -> Blocks:
        """All pages and rows of the handbook under their letters."""
        return alphabet.alphabet(self.context)

    def offline(self) -> Blocks:
        """Where a copy of the handbook can be had."""
        return offline.offline(self.context)

    def review(self) -> Blocks:
        """Where readers repeat what they have learnt."""
        return review.review(self.context)

    def my_notes(self) -> Blocks:
        """All that the reader has written, to keep, to take along, to take away."""
        return notes.my_notes(self.context)

    def reflection(self) -> Blocks:
        """Where the reader writes a reflection paper."""
        return notes.reflection(self.context)

    def editions(self) -> Blocks:
        """All editions with what each changed."""
        return editions.editions(self.context)

    def progress(self) -> Blocks:
        """All entries with minutes and questions, and what the reader has done of them."""
        return study.progress(self.context)

    def paths(self, name: Annotated[str, REGISTER]) -> Blocks:
        """A way through the handbook for each row of a register, by its references."""
        return study.paths(self.context, name)

    def edition_now(self) -> Blocks:
        """The edition that is being read."""
        return editions.edition_now(self.context)

    def practice(self) -> Blocks:
        """Where the questions of the whole handbook are answered, chosen by part and level."""
        return practice.practice(self.context)

    def exam(self) -> Blocks:
        """Where a paper is drawn from the questions of the whole handbook, and answered."""
        return practice.exam(self.context)

    def archive(self) -> str:
        """A link to the whole handbook in one archive."""
        return downloads.archive(self.context)

    def kiwix(self) -> str:
        """A link to the handbook in the page's language as one file for Kiwix."""
        return downloads.kiwix(self.context)

    def files(self, name: Annotated[str, REGISTER] = "") -> Blocks:
        """All files for paper and for books: whom they serve, by a register, and by part."""
        return downloads.files(self.context, name)

    def question_files(self) -> Blocks:
        """All files of the questions for other programs."""
        return downloads.question_files(self.context)

    def for_portals(self) -> Blocks:
        """What other sites may take from this one: a feed, a calendar, data, a card."""
        return portal.for_portals(self.context)

    def licences(self) -> Blocks:
        """What others made that the site brings along, with their licences."""
        return licences.licences(self.context)

    def wording(self) -> Blocks:
        """The quotations named in the page's front matter."""
        return entries.wording(self.context)

    def connections(self) -> Blocks:
        """What the page is connected with."""
        return entries.connections(self.context)

    def citations(self) -> Blocks:
        """The page's sources."""
        return entries.citations(self.context)


def catalog() -> Catalog:
    """Name -> signature of every macro, for checking calls before anything is rendered."""
    found: dict[str, inspect.Signature] = {}
    for name, function in inspect.getmembers(Macros, inspect.isfunction):
        if name.startswith("_"):
            continue
        signature = inspect.signature(function)
        parameters = [item for item in signature.parameters.values() if item.name != "self"]
        found[name] = signature.replace(parameters=parameters)
    return found
