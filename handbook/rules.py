"""Checks of one thing by itself: pages, kinds, headings, typography, quotations, registers."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from handbook import languages
from handbook.content import Content
from handbook.dialect import BOX
from handbook.folding import suggestion
from handbook.languages import LocalText
from handbook.markdown import prose_lines, reserved
from handbook.model import Page, Position, Quotation, Register
from handbook.pages import NAME
from handbook.problems import Problems
from handbook.registers import ERRATA
from handbook.titles import check_titles

Rule = Callable[[Content, Problems], None]

MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
CODE = re.compile(r"`[^`]*`")
ATTRIBUTES = re.compile(r"\{[:#][^}]*\}|\]\([^)]*\)|<[A-Za-z/!?][^>]*>")
STRAIGHT = re.compile(r"[\"']")
# The macro that takes a page or a passage into an issue of a bulletin.
PIECE = "piece"
# Syllables in the newer tone placement: hoà, khoẻ, thuỷ. The handbook keeps hòa, khỏe, thủy.
NEW_STYLE = re.compile(r"(?:o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![^\W\d_])", re.IGNORECASE)


def check_pages(content: Content, problems: Problems) -> None:
    """Headings and typography of every page; its place and its likeness to the original."""
    for page in content.pages.values():
        _headings(page, problems)
        _typography(page, problems)
    _translations(content, problems)
    _places(content, problems)


def _headings(page: Page, problems: Problems) -> None:
    file = f"docs/{page.path}"
    taken = reserved(page)
    seen: dict[str, int] = {}
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


def _typography(page: Page, problems: Problems) -> None:
    file = f"docs/{page.path}"
    lines = [(page.at("title"), page.title), (page.at("summary"), page.summary)]
    lines += [(page.body_line + number, line) for number, line in plain_lines(page)]
    for number, line in lines:
        _marks(line, Position(file, number), problems)


def _marks(text: str, at: Position, problems: Problems) -> None:
    """Quotation marks and tone marks of a text without markup."""
    if STRAIGHT.search(text):
        problems.add(at.file, at.line, "typography-quotes", text=_around(text, STRAIGHT))
    for syllable in new_style(text):
        problems.add(at.file, at.line, "tone-placement", word=syllable)


def plain_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Lines of prose (0-based) with macros, code, attributes and addresses taken out."""
    body = MACRO.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
    for number, line in prose_lines(body):
        yield number, without_markup(line)


def without_markup(text: str) -> str:
    """The text with code, attributes, addresses and the marks of boxes taken out."""
    if text.startswith(("!!!", "???")):
        box = BOX.fullmatch(text)
        return (box[3] or "") if box else ""
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


def _places(content: Content, problems: Problems) -> None:
    for page in content.defaults.values():
        index = f"{page.folder}/index"
        lost = index not in content.defaults and not content.is_unread(index)
        if page.folder and (lost or "/" in page.folder):
            problems.add(f"docs/{page.path}", 1, "page-place", folder=page.folder)


def check_kinds(content: Content, problems: Problems) -> None:
    """Every entry has what its kind asks for; numbers run from 1 without a gap."""
    for name, entries in content.entries.items():
        index = content.kinds[name]
        for page in entries:
            _parts(index, page, problems)
        if index.kind and index.kind.numbered:
            _numbers(entries, problems)
            if not any(other.startswith(f"{name}/") for other in content.unread):
                _gap(entries, problems)
    for page in content.defaults.values():
        if page.kind and not page.is_index:
            problems.add(f"docs/{page.path}", page.at("kind"), "kind-place")
        kind = page.folder in content.kinds or content.is_unread(page.folder)
        if page.number is not None and not kind:
            problems.add(f"docs/{page.path}", page.at("number"), "number-place")


def _parts(index: Page, page: Page, problems: Problems) -> None:
    if index.kind is None:
        return
    file = f"docs/{page.path}"
    if index.kind.numbered and "number" not in page.lines:
        problems.add(file, 1, "key-missing", key="number")
    ids = {heading.id for heading in page.headings}
    for part in index.kind.parts:
        if part not in ids:
            problems.add(file, page.body_line, "part-missing", part=part)
    if len(page.questions) < index.kind.questions:
        problems.add(
            file, page.body_line, "questions-few",
            found=len(page.questions), wanted=index.kind.questions,
        )  # fmt: skip
    if not page.citations:
        problems.add(file, page.at("sources"), "key-missing", key="sources")


def _numbers(entries: tuple[Page, ...], problems: Problems) -> None:
    by_number: dict[int, list[Page]] = defaultdict(list)
    for page in entries:
        if page.number is not None:
            by_number[page.number].append(page)
    for number, pages in by_number.items():
        for page in pages[1:]:
            other = f"docs/{pages[0].path}"
            problems.add(
                f"docs/{page.path}", page.at("number"), "number-duplicate",
                number=number, other=other,
            )  # fmt: skip


def _gap(entries: tuple[Page, ...], problems: Problems) -> None:
    if any(page.number is None for page in entries):  # reported already
        return
    by_number = {page.number or 0: page for page in reversed(entries)}
    for wanted, number in enumerate(sorted(by_number), start=1):
        if number != wanted:
            page = by_number[number]
            problems.add(
                f"docs/{page.path}", page.at("number"), "number-gap", number=number, wanted=wanted
            )
            return


def check_registers(content: Content, problems: Problems) -> None:
    """Every register is shown on its page, under ids that nothing else there has."""
    rows_of: dict[str, dict[str, str]] = defaultdict(dict)
    for register in content.registers.values():
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
        taken.update({heading.id: f"docs/{page.path}" for heading in page.headings if heading.id})
        for row in register.rows.values():
            if row.id in taken:
                problems.add(
                    row.position.file, row.position.line, "anchor-duplicate",
                    id=row.id, other=taken[row.id],
                )  # fmt: skip
            taken[row.id] = row.position.file
        _texts(register, problems)


def _shown(name: str, page: Page) -> bool:
    """Whether the page's macros name the register. Prose has no straight quotation marks."""
    return any(f"{mark}{name}{mark}" in page.body for mark in "\"'")


def _texts(register: Register, problems: Problems) -> None:
    for row in register.rows.values():
        for column, value in row.values.items():
            if isinstance(value, LocalText):
                text = without_markup(value[languages.DEFAULT])
                _marks(text, row.at(column), problems)


def check_quotations(content: Content, problems: Problems) -> None:
    """Every quotation that differs from its source names the errata, and those are there."""
    errata = content.registers.get(ERRATA)
    known = frozenset(errata.rows if errata else ())
    for quotation in content.quotations.values():
        _quotation(quotation, problems)
        if not content.is_unread(ERRATA):
            _errata(quotation, known, problems)


def _quotation(quotation: Quotation, problems: Problems) -> None:
    at = quotation.at("as_printed")
    if quotation.as_printed is not None and not quotation.errata:
        problems.add(at.file, at.line, "quotation-erratum", id=quotation.id)
    if quotation.as_printed == quotation.text[languages.DEFAULT]:
        problems.add(at.file, at.line, "quotation-same", id=quotation.id)


def _errata(quotation: Quotation, known: frozenset[str], problems: Problems) -> None:
    at = quotation.at("errata")
    for name in quotation.errata:
        if name not in known:
            near = suggestion(name, known)
            problems.add(at.file, at.line, "id-unknown", id=name, near=near)


def check_issues(content: Content, problems: Problems) -> None:
    """Every issue of a bulletin has pieces, each once, and each can be printed in it."""
    for page in content.pages.values():
        if page.issue:
            _pieces(content, page, problems)


def _pieces(content: Content, issue: Page, problems: Problems) -> None:
    file = f"docs/{issue.path}"
    seen: dict[str, int] = {}
    calls = [call for call in issue.calls if call.name == PIECE]
    if not calls:
        problems.add(file, issue.at("issue"), "issue-empty")
    for call in calls:
        name = str(next(iter((*call.arguments, *call.keywords.values())), ""))
        if name in seen:
            problems.add(file, call.line, "piece-twice", id=name, first=seen[name])
        seen.setdefault(name, call.line)
        _printable(content, issue, name.partition("#")[0], call.line, problems)


def _printable(content: Content, issue: Page, page_id: str, line: int, problems: Problems) -> None:
    page = content.defaults.get(page_id)
    if page is None:
        return
    file = f"docs/{issue.path}"
    if page.screen_only or page.issue:
        problems.add(file, line, "piece-unfit", id=page_id)
    elif (page_id, issue.language) not in content.pages:
        problems.add(file, line, "piece-untranslated", id=page_id, language=issue.language)


ALL: tuple[Rule, ...] = (
    check_pages,
    check_titles,
    check_kinds,
    check_registers,
    check_quotations,
    check_issues,
)
