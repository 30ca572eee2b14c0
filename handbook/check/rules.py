"""Checks of one thing by itself: pages, headings, typography, quotations, registers."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from handbook import marks
from handbook.check.titles import check_labels, check_titles
from handbook.content.dialect import BOX, PICTURE
from handbook.content.handbook import Content
from handbook.content.markdown import prose_lines
from handbook.content.model import Call, Page, Position, Quotation, Register
from handbook.content.pages import NAME
from handbook.content.questions import ids_given, readable, reserved
from handbook.content.registers import CALENDAR, CARDS, DATE_TYPES, ERRATA, SOURCES
from handbook.content.values import UNSAID
from handbook.language.folding import suggestion
from handbook.language.languages import LocalText
from handbook.language.problems import Problems

Rule = Callable[[Content, Problems], None]
# Macros that print headings, of which level: a matrix, and a table in groups.
MATRIX, BY, BY_PLACE, PRINTED_LEVEL = "matrix", "by", 3, 3

MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
CODE = re.compile(r"`[^`]*`")
# Folders that every site has of its own, beside those of its languages.
OF_SITE = ("assets", "near", "search", "study", marks.DOWNLOADS, marks.SERVERS)
ATTRIBUTES = re.compile(r"\{[:#][^}]*\}|\]\([^)]*\)|<[A-Za-z/!?][^>]*>")
STRAIGHT = re.compile(r"[\"']")
# Syllables in the newer tone placement: hoà, khoẻ, thuỷ. The handbook keeps hòa, khỏe, thủy.
NEW_STYLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])", re.IGNORECASE)


def check_pages(content: Content, problems: Problems) -> None:
    """Headings and typography of every page; its place and its likeness to the original."""
    for page in content.pages.values():
        _headings(page, problems)
        _typography(page, problems)
    _translations(content, problems)
    _folders(content, problems)


def _headings(page: Page, problems: Problems) -> None:
    file = f"docs/{page.path}"
    taken = reserved(page)
    seen: dict[str, int] = {}
    _levels(page, problems)
    _printed_once(page, problems)
    for heading in page.headings:
        if heading.level == 1:
            problems.add(file, heading.line, "heading-level")
        if heading.id is None:
            problems.add(file, heading.line, "heading-id", text=heading.text)
        elif heading.id in seen:
            problems.add(file, heading.line, "id-duplicate", id=heading.id, first=seen[heading.id])
        elif heading.id in taken:
            problems.add(file, heading.line, "id-reserved", id=heading.id)
        elif not NAME.match(heading.id):
            problems.add(file, heading.line, "id-form", id=heading.id)
        else:
            seen[heading.id] = heading.line


def _levels(page: Page, problems: Problems) -> None:
    """Levels go down one by one, as readers by ear and PDF/UA need it."""
    above = 1
    for line, level, code, text in sorted(_sections(page)):
        if level > above + 1:
            wanted = "#" * (above + 1)
            problems.add(f"docs/{page.path}", line, code, text=text, wanted=wanted)
        above = level


def _sections(page: Page) -> Iterator[tuple[int, int, str, str]]:
    """The headings of a page and those that macros print: line, level, mistake, text."""
    for heading in page.headings:
        yield heading.line, heading.level, "heading-skip", heading.text
    for call in headed(page):
        yield call.line, PRINTED_LEVEL, "macro-section", call.name


def headed(page: Page) -> Iterator[Call]:
    """The calls of a page that print headings of their own."""
    for call in page.calls:
        if call.name == MATRIX or BY in call.keywords or len(call.arguments) > BY_PLACE:
            yield call


def _printed_once(page: Page, problems: Problems) -> None:
    """What prints headings is called once: their ids would stand twice."""
    seen: dict[str, int] = {}
    for call in headed(page):
        name = str((call.name, call.arguments[:1], call.keywords.get(BY)))
        if name in seen:
            file = f"docs/{page.path}"
            problems.add(file, call.line, "macro-twice", name=call.name, first=seen[name])
        seen.setdefault(name, call.line)


def _typography(page: Page, problems: Problems) -> None:
    file = f"docs/{page.path}"
    lines = [(page.at("title"), page.title), (page.at("summary"), page.summary)]
    lines += [(page.body_line + number, line) for number, line in plain_lines(page)]
    for number, line in lines:
        check_marks(line, Position(file, number), problems)


def check_marks(text: str, at: Position, problems: Problems) -> None:
    """Report straight quotation marks and misplaced tone marks of a text without markup."""
    if STRAIGHT.search(text):
        problems.add(at.file, at.line, "typography-quotes", text=_around(text, STRAIGHT))
    for syllable in new_style(text):
        problems.add(at.file, at.line, "tone-placement", word=syllable)


def plain_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Lines of prose (0-based) with macros, code, attributes, addresses and what questions say to
    the engine taken out."""
    body = MACRO.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
    body = "\n".join(readable(page, body.split("\n")))
    for number, line in prose_lines(body):
        yield number, without_markup(line)


def without_markup(text: str) -> str:
    """The text with code, attributes, addresses and the marks of boxes taken out."""
    if text.startswith(("!!!", "???")):
        box = BOX.fullmatch(text)
        return (box[3] or "") if box else ""
    picture = PICTURE.fullmatch(text.rstrip())
    if picture:
        return f"{picture[1]} {picture[3] or ''}"
    return ATTRIBUTES.sub(" ", CODE.sub(" ", text))


def new_style(text: str) -> Iterator[str]:
    """Syllables whose tone mark stands in the newer place (hoà, thuỷ)."""
    for match in NEW_STYLE.finditer(text):
        start = match.start()
        while start > 0 and text[start - 1].isalpha():
            start -= 1
        yield text[start : match.end()]


def _around(line: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(line)
    start = match.start() if match else 0
    return line[max(0, start - 20) : start + 20].strip()


def _translations(content: Content, problems: Problems) -> None:
    for (page_id, _), page in content.pages.items():
        original = content.defaults.get(page_id)
        if original is None and content.is_unread(page_id):
            continue
        if original is None:
            problems.add(f"docs/{page.path}", 1, "translation-orphan", id=page_id)
        elif original is not page and original.number != page.number:
            problems.add(f"docs/{page.path}", page.at("number"), "translation-number")
        elif original is not page:
            _same_ids(original, page, problems)


def _same_ids(original: Page, page: Page, problems: Problems) -> None:
    found = {heading.id for heading in page.headings}
    wanted = (heading.id for heading in original.headings if heading.id)
    missing = ", ".join(name for name in wanted if name not in found)
    if missing:
        problems.add(f"docs/{page.path}", page.body_line, "translation-headings", ids=missing)


def _folders(content: Content, problems: Problems) -> None:
    if "index" not in content.defaults and not content.is_unread("index"):
        problems.add("docs/index.md", 1, "page-home")
    for page in content.defaults.values():
        index = f"{page.folder}/index"
        lost = index not in content.defaults and not content.is_unread(index)
        if page.folder and (lost or "/" in page.folder):
            problems.add(f"docs/{page.path}", 1, "page-place", folder=page.folder)
        top = page.id.partition("/")[0]
        if top in OF_SITE or top in content.languages.others:
            problems.add(f"docs/{page.path}", 1, "page-taken", name=top)
        twin = content.defaults.get(f"{page.id}/index")
        if twin:
            problems.add(f"docs/{page.path}", 1, "page-same", other=f"docs/{twin.path}")


def check_registers(content: Content, problems: Problems) -> None:
    """Every register is shown on its page, under ids that nothing else there has."""
    rows_of: dict[str, dict[str, str]] = defaultdict(dict)
    for register in content.registers.values():
        _excluded(content, register, problems)
        _cards(register, problems)
        _calendar(register, problems)
        page = content.defaults.get(register.page)
        if page is None:
            continue
        if not _shown(register.name, page):
            at = register.at("page")
            problems.add(
                at.file, at.line, "register-not-shown",
                name=register.name, page=f"docs/{page.path}",
            )  # fmt: skip
        taken = rows_of[register.page]
        taken.update(dict.fromkeys(ids_given(page), f"docs/{page.path}"))
        for row in register.rows.values():
            if row.id in taken:
                problems.add(
                    row.position.file, row.position.line, "anchor-duplicate",
                    id=row.id, other=taken[row.id],
                )  # fmt: skip
            taken[row.id] = row.position.file
        _texts(register, content.languages.default, problems)


def _cards(register: Register, problems: Problems) -> None:
    """Both sides of a card are columns that say something by themselves."""
    columns = register.columns
    sayable = [name for name, column in columns.items() if column.type not in UNSAID]
    for name in register.cards or ():
        if name not in sayable:
            at, known = register.at(CARDS), ", ".join(sayable)
            problems.add(at.file, at.line, "register-cards", column=name, known=known)


def _calendar(register: Register, problems: Problems) -> None:
    """An event has a day, and columns that say what there is."""
    columns = register.columns.values()
    days = [one.name for one in columns if one.type in DATE_TYPES]
    sayable = [one.name for one in columns if one.type not in (*UNSAID, *DATE_TYPES)]
    for at, name in enumerate(register.calendar):
        known = sayable if at else days
        if name not in known:
            place, near = register.at(CALENDAR), ", ".join(known) or "–"
            problems.add(place.file, place.line, "register-calendar", column=name, known=near)


def _excluded(content: Content, register: Register, problems: Problems) -> None:
    """No row rests on a source that its register excludes, and that is one."""
    for name in register.excluded:
        if name not in content.sources and not content.is_unread(SOURCES):
            at, near = register.at("excluded_sources"), suggestion(name, content.sources)
            problems.add(at.file, at.line, "source-unknown", id=name, near=near)
    for row in register.rows.values():
        for citation in row.citations:
            if citation.source in register.excluded:
                at = citation.position
                problems.add(at.file, at.line, "source-excluded", source=citation.source)


def _shown(name: str, page: Page) -> bool:
    """Whether the page's macros name the register. Prose has no straight quotation marks."""
    return any(f"{mark}{name}{mark}" in page.body for mark in "\"'")


def _texts(register: Register, language: str, problems: Problems) -> None:
    for row in register.rows.values():
        for column, value in row.values.items():
            if isinstance(value, LocalText):
                text = without_markup(value[language])
                check_marks(text, row.at(column), problems)


def check_quotations(content: Content, problems: Problems) -> None:
    """Every quotation that differs from its source names the errata; those that are named, by rows
    too, are there."""
    errata = content.registers.get(ERRATA)
    known = frozenset(errata.rows if errata else ())
    for quotation in content.quotations.values():
        _quotation(quotation, content.languages.default, problems)
        if not content.is_unread(ERRATA):
            _errata(quotation.errata, quotation.at("errata"), known, problems)
    if content.is_unread(ERRATA):
        return
    for register in content.registers.values():
        for row in register.rows.values():
            _errata(row.errata, row.at(ERRATA), known, problems)


def _quotation(quotation: Quotation, language: str, problems: Problems) -> None:
    at = quotation.at("as_printed")
    if quotation.as_printed is not None and not quotation.errata:
        problems.add(at.file, at.line, "quotation-erratum", id=quotation.id)
    if quotation.as_printed == quotation.text[language]:
        problems.add(at.file, at.line, "quotation-same", id=quotation.id)


def _errata(
    names: tuple[str, ...], at: Position, known: frozenset[str], problems: Problems
) -> None:
    for name in names:
        if name not in known:
            near = suggestion(name, known)
            problems.add(at.file, at.line, "id-unknown", id=name, near=near)


ALL: tuple[Rule, ...] = (check_pages, check_titles, check_labels, check_registers, check_quotations)
