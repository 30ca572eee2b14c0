"""The whole content of a handbook, loaded and indexed once."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from handbook.content.editions import Editions, load_editions
from handbook.content.meetings import MEETING, Meeting, load_meeting
from handbook.content.model import Citation, KindSpec, Page, Quotation, Register, Row, Source
from handbook.content.pages import PageLoader, only_on_screens
from handbook.content.questions import ids_given
from handbook.content.registers import ERRATA, UNSETTLED, load_registers
from handbook.content.sets import QuestionSet, load_sets
from handbook.language.folding import slugify
from handbook.language.languages import EDITORS, Languages, LocalText, same
from handbook.language.problems import Problems

REGISTERS, TEMPLATES, TEXTS, SETS = "_registers", "_templates", "_texts", "_questions"
# Pictures of the site itself, its colours, and how its slides look.
SITE, COLOURS, ICON, SLIDES = "_site", "mau.css", "bieu-tuong.svg", "trang-chieu.pptx"
# What an id looks like that a template keeps a place with; one word alone may be anything.
SAMPLE = re.compile(r"[a-z0-9]+(?:[-/][a-z0-9]+)+")


@dataclass(frozen=True)
class Target:
    """What an id leads to: the page that carries it and, for a register's row, its anchor."""

    id: str
    page: str
    anchor: str | None
    title: LocalText


@dataclass(frozen=True)
class Content:
    """Pages by (id, language), registers, quotations, sources and sets of questions by id.
    ``unread`` are the files that could not be read: pages by id, registers and sets with their
    folder in front. ``files`` are the paths of everything that is published as it is, ``samples``
    what stands in the templates; ``written`` has the pages whose questions are kept out of a build
    (``contest.py``) with these; ``meeting`` says what the papers for one consist of, if there are
    any."""

    languages: Languages
    pages: Mapping[tuple[str, str], Page]
    registers: Mapping[str, Register]
    quotations: Mapping[str, Quotation]
    sources: Mapping[str, Source]
    unread: frozenset[str] = frozenset()
    files: frozenset[str] = frozenset()
    samples: frozenset[str] = frozenset()
    editions: Editions = field(default_factory=Editions)
    sets: Mapping[str, QuestionSet] = field(default_factory=dict)
    written: Mapping[tuple[str, str], Page] = field(default_factory=dict)
    meeting: Meeting | None = None

    @property
    def known_by(self) -> str:
        """What readers' feeds, calendars and Kiwix know the handbook by: it stays when it gets
        another title. Before the first edition it is the title."""
        return self.editions.handbook or slugify(self.defaults["index"].title, "-")

    def is_unread(self, name: str) -> bool:
        """Whether an id, kind or register may stand in a file that could not be read: that it is
        not found is then no mistake of its own."""
        register = f"{REGISTERS}/{name.partition('/')[0]}"
        return not self.unread.isdisjoint((name, f"{name}/index", register))

    @property
    def lacks_rows(self) -> bool:
        """Whether a register could not be read: what leads to its rows, or is made of them, is then
        missed for no mistake of its own."""
        return any(name.startswith(f"{REGISTERS}/") for name in self.unread)

    def page(self, page_id: str, language: str) -> Page:
        """The page in that language, else in the default one. KeyError when there is none."""
        found = self.pages.get((page_id, language))
        return found or self.pages[page_id, self.languages.default]

    @cached_property
    def defaults(self) -> Mapping[str, Page]:
        """The pages of the default language by id, sorted by id."""
        default = self.languages.default
        return {page.id: page for _, page in sorted(self.pages.items()) if page.language == default}

    @cached_property
    def kinds(self) -> Mapping[str, Page]:
        """Folder name -> its index page, for the folders that are a kind."""
        return {page.folder: page for page in self.defaults.values() if page.kind and page.is_index}

    @cached_property
    def entries(self) -> Mapping[str, tuple[Page, ...]]:
        """Kind -> its entries in the default language, in the order of their numbers."""
        found: dict[str, list[Page]] = {name: [] for name in self.kinds}
        for page in self.defaults.values():
            if page.folder in found and not page.is_index:
                found[page.folder].append(page)
        return {
            name: tuple(sorted(pages, key=lambda page: (page.number or 0, page.order, page.id)))
            for name, pages in found.items()
        }

    @cached_property
    def handed_out(self) -> tuple[str, ...]:
        """The ids of all entries with handouts: what a meeting can be about. None is there only
        for screens."""
        with_one = (name for name, index in self.kinds.items() if index.kind and index.kind.handout)
        entries = (page for name in with_one for page in self.entries[name])
        return tuple(page.id for page in entries if not page.screen_only)

    def page_with(self, macro: str) -> str | None:
        """The id of a page that calls a macro."""
        pages = self.defaults.values()
        return next((p.id for p in pages if any(call.name == macro for call in p.calls)), None)

    @cached_property
    def begins_at(self) -> str | None:
        """The id of the page that a new reader is led to by ``start``, None where nothing is."""
        calls = (call for page in self.defaults.values() for call in page.calls)
        named = (call.arguments[0] for call in calls if call.name == "start" and call.arguments)
        target = self.targets.get(str(next(named, "")))
        return target.page if target else None

    def anchors(self, page: Page) -> frozenset[str]:
        """The ids on a page that editors gave: of headings, questions, rows that stand on it."""
        own = (register for register in self.registers.values() if register.page == page.id)
        rows = (row for register in own for row in register.rows)
        return ids_given(page).union(rows)

    def row(self, row_id: str) -> Row | None:
        """The row of ``register/id``, None when there is none."""
        name, _, key = row_id.partition("/")
        register = self.registers.get(name)
        return register.rows.get(key) if register else None

    @cached_property
    def targets(self) -> Mapping[str, Target]:
        """Everything that an id can lead to."""
        found = {page.id: self._page_target(page) for page in self.defaults.values()}
        for register in self.registers.values():
            for row in register.rows.values():
                target = self._row_target(register, row)
                found[target.id] = target
        return found

    def _page_target(self, page: Page) -> Target:
        texts = {name: self.page_label(self.page(page.id, name)) for name in self.languages.all}
        return Target(page.id, page.id, None, LocalText(texts))

    def _row_target(self, register: Register, row: Row) -> Target:
        return Target(f"{register.name}/{row.id}", register.page, row.id, self.row_label(row))

    def page_label(self, page: Page) -> str:
        """Title of a page; an entry of a numbered kind with kind and number in front."""
        label = self.number_label(page)
        return f"{label}. {page.title}" if label else page.title

    def number_label(self, page: Page, language: str | None = None) -> str:
        """``Bài học 3`` for an entry of a numbered kind, else nothing."""
        spec = self.kind_of(page, language)
        if spec is None or not spec.numbered or page.number is None:
            return ""
        return f"{spec.singular} {page.number}"

    def kind_of(self, page: Page, language: str | None = None) -> KindSpec | None:
        """The kind that an entry belongs to, as its index in a language (the page's own) says."""
        if page.folder not in self.kinds or page.is_index:
            return None
        return self.page(self.kinds[page.folder].id, language or page.language).kind

    def is_bank(self, page: Page) -> bool:
        """Whether a page stands in the folder of a kind whose entries are there for questions."""
        index = self.kinds.get(page.folder)
        return bool(index and index.kind and index.kind.bank)

    def row_label(self, row: Row) -> LocalText:
        """What a link to the row says."""
        value = row.values.get(self.registers[row.register].label)
        if isinstance(value, LocalText):
            return value
        if value in self.quotations:
            return self.quotations[str(value)].text
        return same(str(value) if value is not None else row.id)

    @cached_property
    def unsettled(self) -> Mapping[str, Row]:
        """The points of the errata that the sources leave open, by id."""
        rows = self.registers[ERRATA].rows if ERRATA in self.registers else {}
        return {name: row for name, row in rows.items() if row.values.get(UNSETTLED) is True}

    def open_points(self, row: Row) -> tuple[str, ...]:
        """Those of them that a row hangs on, or a quotation that it names."""
        said = (self.quotations.get(name) for name in self._quoted(row))
        errata = (*row.errata, *(name for one in said if one for name in one.errata))
        return tuple(name for name in dict.fromkeys(errata) if name in self.unsettled)

    @cached_property
    def connections(self) -> Mapping[str, tuple[str, ...]]:
        """Id -> ids it is connected with, whichever side gave the link."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for start, end in self._pairs():
            if start != end:
                found[start].setdefault(end)
                found[end].setdefault(start)
        return {name: tuple(others) for name, others in found.items()}

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for page in self.defaults.values():
            yield from ((page.id, link) for link in page.links)
        for register in (one for one in self.registers.values() if not one.signpost):
            for row in register.rows.values():
                row_id = f"{register.name}/{row.id}"
                yield from ((row_id, value) for value in references(register, row))

    def citations_of(self, quotations: Iterable[str]) -> tuple[Citation, ...]:
        """Where the given quotations stand; unknown ids are left out."""
        found = (self.quotations.get(name) for name in quotations)
        return tuple(quotation.citation for quotation in found if quotation)

    def quoted_citations(self, row: Row) -> tuple[Citation, ...]:
        """Where the quotations that a row names stand."""
        return self.citations_of(self._quoted(row))

    def _quoted(self, row: Row) -> Iterator[str]:
        columns = self.registers[row.register].columns
        named = (name for name in row.values if columns[name].type == "quotation")
        return (str(row.values[name]) for name in named)


def references(register: Register, row: Row) -> Iterator[str]:
    """The ids that a row refers to."""
    for name, value in row.values.items():
        if register.columns[name].type in ("ref", "refs") and isinstance(value, tuple):
            yield from value


def load(root: Path, languages: Languages, problems: Problems, edition: str = "") -> Content:
    """The content below ``root/docs``. Mistakes go to ``problems``; what is readable is loaded.
    ``edition`` is the one that the settings name."""
    docs = root / "docs"
    loader = PageLoader(docs, languages, problems)
    pages = only_on_screens({(page.id, page.language): page for page in loader.load()})
    found = load_registers(docs / REGISTERS, docs, languages, problems)
    sets = load_sets(docs / SETS, docs, languages, problems)
    unread = loader.unread.union(f"{REGISTERS}/{name}" for name in found.unread)
    return Content(
        languages,
        pages,
        found.registers,
        found.quotations,
        found.sources,
        frozenset(unread.union(f"{SETS}/{name}" for name in sets.unread)),
        frozenset(loader.files),
        frozenset(_samples(docs / TEMPLATES)),
        load_editions(docs, languages, problems, edition),
        sets.sets,
        meeting=load_meeting(docs / SITE / MEETING, docs, languages, problems),
    )


def nothing() -> Content:
    """The content of a handbook that cannot be read."""
    return Content(Languages({EDITORS: ""}), {}, {}, {}, {})


def _samples(folder: Path) -> Iterator[str]:
    for path in sorted(folder.glob("*.*")):
        yield from SAMPLE.findall(path.read_text(encoding="utf-8", errors="replace"))
