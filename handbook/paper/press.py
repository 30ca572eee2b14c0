"""From the site's articles to the jobs that make all planned files of them."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import metadata
from pathlib import Path
from urllib.parse import urljoin

from handbook.content.handbook import SITE, SLIDES, Content
from handbook.content.unbroken import unbroken_words
from handbook.images import png
from handbook.images.store import Store
from handbook.language.texts import Texts
from handbook.paper import (
    binding,
    bulletin,
    handouts,
    kits,
    pdf,
    posters,
    posts,
    powerpoint,
    radio,
    share,
    shop,
    slides,
    slidespdf,
)
from handbook.paper.articles import Printed, destinations, notes_of, printed, settle, texts_of
from handbook.paper.book import Article, Book, Edition
from handbook.paper.format import (
    A4,
    DECK,
    DECKS,
    HANDOUT,
    HANDOUTS,
    IN_COLUMNS,
    ISSUE,
    KIT,
    MONO,
    PAGE,
    POSTS,
    PRESS,
    RADIO,
    SHARE,
    STREET,
    Files,
    Format,
)
from handbook.paper.formats import FORMATS
from handbook.paper.inks import TEMPLATE_COLOUR, coloured
from handbook.paper.jobs import Job, Say, Workshop
from handbook.paper.pictures import files_of, pictures_in, sizes_file
from handbook.paper.plan import Planned, meeting_page, share_picture

PACKAGES = (
    "typst",
    "lxml",
    "pikepdf",
    "segno",
    "pypandoc-binary",
    "deflate",
    "pillow",
)


@dataclass(frozen=True)
class Document:
    """What files are made of: the book and its articles for tools that make their own of them, the
    files for Typst, and what must be found again: texts in all, ``around`` in what Typst sets."""

    book: Book | None
    ready: Mapping[str, Printed]
    files: Files
    texts: tuple[str, ...]
    notes: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


@dataclass(frozen=True)
class Press:
    """Makes the jobs of one language from the articles of its site by id; ``docs`` is the folder
    of the content."""

    content: Content
    texts: Texts
    articles: Mapping[str, Article]
    language: str
    edition: Edition
    fonts: Mapping[str, Path]
    store: Store
    docs: Path
    documents: dict[tuple[str, str], Document] = field(default_factory=dict)

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The interface's words in the language."""
        return self.texts.group(self.language, "paper")

    @cached_property
    def whole(self) -> Book:
        """The whole handbook in the language."""
        return binding.whole(self.content, self.texts, self.articles, self.language, self.edition)

    def job(self, one: Planned) -> Job:
        """What makes a planned file. PaperError when its pages have what cannot be printed."""
        source, form = self._document(one.made.what, one.made.of), one.made.format
        set_as = self._set_as(one)
        options = options_of(set_as, self.fonts, self.words)
        if self.edition.publisher:
            options = {**options, "publisher": self.edition.publisher}
        if form.ink:
            spot = self.edition.colour or f"#{TEMPLATE_COLOUR}"
            options = {**options, "ink": form.ink, "spot": spot}
        files = {**self._files(source, form), **self._pictures(source, form, set_as)}
        texts = self._texts(source, form)
        set_files = coloured(files, self.edition.colour)
        return Job(one.path, form.tool, set_files, options, texts, source.notes, self._source(one))

    def _source(self, one: Planned) -> str:
        page = self.content.pages.get((one.made.of, self.language))
        return f"docs/{page.path}" if page else ""

    def _texts(self, source: Document, form: Format) -> tuple[str, ...]:
        """All that is set: the texts, and what goes around them."""
        if form.texts and source.book:
            return form.texts(source.texts, source.book, source.ready, self.words)
        return source.texts + source.around

    def _set_as(self, one: Planned) -> str:
        """Of those in templates/parts.typ the format that the file is set in."""
        page, form = self.content.pages.get((one.made.of, self.language)), one.made.format
        if page and page.issue and not form.set_as:
            return bulletin.format_of(page.issue, form.name)
        return form.set_as or form.name

    def _files(self, source: Document, form: Format) -> Files:
        if form.files and source.book:
            return form.files(source.book, source.ready, self.words)
        return source.files

    def _pictures(self, source: Document, form: Format, set_as: str) -> Files:
        if form.pictures is None:
            return {}
        found = pictures_in(tree for one in source.ready.values() for tree in one.trees)
        # A book on large paper has columns; a picture is as wide as one of them (book.typ).
        is_book = set_as == A4 and source.book and not source.book.head
        room = IN_COLUMNS if is_book else set_as
        files = files_of(found, room, self.store)
        sizes = {} if form.files else sizes_file(found, room)
        return {**{f"{form.pictures}{file}": body for file, body in files.items()}, **sizes}

    def _document(self, what: str, of: str) -> Document:
        if (what, of) not in self.documents:
            self.documents[what, of] = self._made(what, of)
        return self.documents[what, of]

    def _made(self, what: str, of: str) -> Document:
        made: Mapping[str, Callable[[str], Document]] = {
            ISSUE: self._issue,
            HANDOUTS: self._handouts,
            HANDOUT: self._handouts,
            KIT: lambda of: self._kit(of.split()),
            DECKS: self._deck,
            DECK: self._deck,
            STREET: self._street,
            RADIO: self._radio,
        }
        if what in made:
            return made[what](of)
        without = {POSTS: self._posts, SHARE: self._share}
        return without[what]() if what in without else self._book(what, of)

    def _book(self, what: str, of: str) -> Document:
        is_part = of and self.content.page(of, self.language).is_index
        cut = binding.single if what in (PAGE, MONO) and not is_part else binding.excerpt
        book = cut(self.whole, of) if of else self.whole
        made = document_of(book, self.words)
        if what != PRESS:
            return made
        return replace(made, files={**made.files, **shop.jacket_files(book, self.words)})

    def _issue(self, of: str) -> Document:
        page = self.content.pages[of, self.language]
        book, ready = bulletin.issue_book(page, self.articles, self.edition, self.texts)
        fillers = posters.quoted(self.content, bulletin.spec_of(page).fillers, self.language)
        files = bulletin.issue_files(page, book, ready, self.words, fillers)
        around = tuple(bulletin.issue_around(page, book, ready, self.words))
        return Document(book, ready, files, bulletin.issue_texts(book, ready), around=around)

    def _kit(self, pages: Sequence[str]) -> Document:
        url = meeting_page(self.content, self.language, pages)
        made = kits.kit(self.content, self.texts, self.articles, pages, url)
        return document_of(made.book(self.edition), self.words)

    def _share(self) -> Document:
        home = self.content.page("index", self.language)
        files = share.share_files(home.title, home.summary, home.language)
        return Document(None, {}, files, ())

    @cached_property
    def _sheets(self) -> Sequence[handouts.Sheet]:
        return handouts.sheets(self.content, self.articles, self.texts, self.language)

    def _handouts(self, of: str) -> Document:
        """All of them, or that of one page."""
        sheets = [one for one in self._sheets if of in ("", one.one.article.id)]
        title = sheets[0].one.article.label if of else ""
        files = handouts.handout_files(sheets, self.edition, self.words, self.language, title)
        around = tuple(handouts.handout_around(sheets, self.edition, self.words))
        return Document(None, {}, files, handouts.handout_texts(sheets), around=around)

    def _deck(self, of: str) -> Document:
        """The slides of a part, or of one page."""
        words = self._words("paper", "slides")
        page, edition = self.content.pages[of, self.language], self.edition
        made = slides.deck_of(self.content, self.articles, page, edition, words)
        deck = slides.with_foreign(made, self.content.languages.default, self.texts)
        own = self.docs / SITE / SLIDES
        template = own.read_bytes() if own.is_file() else None
        address = urljoin(edition.address, self.articles[of].url) if edition.address else ""
        files = {
            powerpoint.DECK_FILE: slides.deck_file(deck),
            **powerpoint.slides_files(deck, edition, template),
            **slidespdf.deck_files(deck, edition, words, address),
        }
        return Document(None, {}, files, deck.texts)

    def _street(self, of: str) -> Document:
        """The poster and the leaflet of a page, or of the whole."""
        page = self.content.pages[of or "index", self.language]
        words = self._words("paper", "posters")
        unbroken = unbroken_words(self.content, self.docs)
        one = posters.sheet_of(self.content, self.articles, page, self.edition, words)
        sheet = replace(one, said=posters.kept_together(one.said, unbroken))
        files = posters.sheet_files(sheet, self.edition, words)
        return Document(None, {}, files, sheet.texts)

    def _radio(self, of: str) -> Document:
        """The scripts of a part."""
        words = self._words("paper", "slides", "radio")
        index, edition = self.content.pages[of, self.language], self.edition
        scripts = radio.scripts_of(self.content, self.articles, index, edition, words)
        title = words["title"].replace("{part}", index.title)
        files = radio.script_files(title, scripts, edition, words, self.language)
        return Document(None, {}, files, radio.script_texts(title, scripts, words))

    def _posts(self) -> Document:
        """The texts to post, with the address of the picture that links are shown with."""
        words = self._words("paper", "slides", "posts")
        edition = self.edition
        poster = posts.Poster(self.content, self.articles, self.language, edition, words)
        picture = share_picture(self.content, self.texts, self.language).path
        address = urljoin(edition.address, picture) if edition.address else ""
        return Document(None, {}, posts.posts_file(poster.posts(), address, words), ())

    def _words(self, *groups: str) -> Mapping[str, str]:
        """The interface's words of these groups together."""
        found = (self.texts.group(self.language, name) for name in groups)
        return {key: text for group in found for key, text in group.items()}


def options_of(form: str, found: Mapping[str, Path], words: Mapping[str, str]) -> Mapping[str, str]:
    """The settings of a job in a format of templates/parts.typ with these fonts."""
    folders = sorted({str(path.parent) for path in found.values()})
    return {"format": form, "fonts": os.pathsep.join(folders), "page": words["page"]}


def document_of(book: Book, words: Mapping[str, str]) -> Document:
    """A book ready for all tools; links to what it has not lead to the site."""
    where = destinations(book.articles, book.edition.address)
    ready = {article.id: printed(article, where) for article in book.articles}
    settle(ready.values())
    texts = tuple(text for one in ready.values() for text in texts_of(one))
    notes = tuple(note for one in ready.values() for note in notes_of(one))
    files = pdf.document(pdf.book_markup(book, ready, words), words, pdf.addresses(book))
    around = tuple(pdf.book_around(book, ready.values(), words))
    return Document(book, ready, files, texts, notes, around)


def workshop(root: Path, found: Mapping[str, Path], say: Say) -> Workshop:
    """The workshop of a project with its cache in .build; ``found`` are the fonts.

    What is made depends on the tools, the fonts and the code that calls them.
    """
    hashed = hashlib.sha256()
    code = sorted(Path(__file__).parent.glob("*.py"))
    for path in (*code, Path(png.__file__), *(found[name] for name in sorted(found))):
        hashed.update(path.read_bytes())
    versions = " ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    tools = {form.tool: form.make for form in FORMATS}
    quick = frozenset(form.tool for form in FORMATS if form.quick)
    version = f"{versions} {hashed.hexdigest()}"
    return Workshop(tools, version, root / ".build" / "paper", say, quick)
