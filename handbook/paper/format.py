"""What a format is: all that plan, press and workshop must know of one way to make files.

The formats there are stand in ``formats.py``, each beside the code that makes it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from handbook.paper.articles import Printed
from handbook.paper.book import Book
from handbook.paper.jobs import Tool

# What a file is made of: the whole handbook, a part of it (a folder), one page …
WHOLE, BOOK_PART, PAGE, ISSUE, HANDOUTS = "whole", "part", "page", "issue", "handouts"
# … the handout of one entry, the papers for a meeting about it, the picture that a link to the site
# is shown with.
HANDOUT, KIT, SHARE = "handout", "kit", "share"
# Slides: of a part with all its entries, of one entry.
DECKS, DECK = "decks", "deck"
# A sentence for walls and streets, and what is made of it.
STREET, POSTER, LEAFLET = "street", "poster", "leaflet"
# Scripts to be read out.
RADIO = "radio"
# Texts to post on networks.
POSTS = "posts"
# What is asked for only: a book for a print shop, and for copiers that have black alone.
PRESS, MONO = "press", "mono"
# What is made of all texts, and so anew for each word that changes.
OF_ALL = frozenset({WHOLE, HANDOUTS})
# Names of formats.
A4, A5, PHONE, BOOKLET, WORD, EPUB = "a4", "a5", "phone", "booklet", "word", "epub"
# A bulletin's format of the largest paper, in columns.
IN_COLUMNS = "a4-columns"
PDF = "pdf"

# The articles of a book by id; the words of its language.
Ready = Mapping[str, Printed]
Words = Mapping[str, str]
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Format:
    """A way to make files. Readers know it by the text ``paper.format_`` with its ``name``; a PDF
    has ``paper.name_`` in the names of its files, too.

    ``of`` says what is made so for all readers, ``make`` makes a file of a job. What Typst does not
    set has ``files``, the job's input, and ``texts``, all that must be found again in what is made
    of the texts of the articles; its ``pictures`` lie in this folder,
    and there are none where it is None. ``set_as`` is the format of
    templates/parts.typ that it is set in, when that has another name. ``quick``: one is made in
    no time, and many by the same process. ``ink``: it has few inks, as templates/parts.typ knows
    them.
    """

    name: str
    make: Tool
    of: tuple[str, ...]
    ending: str = PDF
    set_as: str = ""
    files: Callable[[Book, Ready, Words], Files] | None = None
    texts: Callable[[tuple[str, ...], Book, Ready, Words], tuple[str, ...]] | None = None
    pictures: str | None = ""
    quick: bool = False
    ink: str = ""

    @property
    def tool(self) -> str:
        """The name of what makes it: formats may share one."""
        return self.make.__name__.removeprefix("make_")
