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
    licences,
    links,
    offline,
    pieces,
    quotations,
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
    ) -> Blocks:
        """A kind's entries or a register's rows: chosen, grouped, sorted by a column's words."""
        return tables.table(self.context, name, tables.Selection(columns, where or {}, by, sort))

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
        return tables.matrix(self.context, name, columns, where or {})

    def related(self, name: Annotated[str, ID], register: Annotated[str, REGISTER]) -> Blocks:
        """The rows of a register that refer to an id."""
        return tables.related(self.context, name, register)

    def piece(self, name: Annotated[str, PASSAGE]) -> Blocks:
        """A page, or a passage of it, taken into an issue of a bulletin."""
        return pieces.piece(self.context, name)

    def alphabet(self) -> Blocks:
        """All pages and rows of the handbook under their letters."""
        return alphabet.alphabet(self.context)

    def offline(self) -> Blocks:
        """Where a copy of the handbook can be had."""
        return offline.offline(self.context)

    def editions(self) -> Blocks:
        """All editions with what each changed."""
        return editions.editions(self.context)

    def edition_now(self) -> Blocks:
        """The edition that is being read."""
        return editions.edition_now(self.context)

    def archive(self) -> str:
        """A link to the whole handbook in one archive."""
        return downloads.archive(self.context)

    def kiwix(self) -> str:
        """A link to the handbook in the page's language as one file for Kiwix."""
        return downloads.kiwix(self.context)

    def files(self) -> Blocks:
        """All files for paper and for books."""
        return downloads.files(self.context)

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
