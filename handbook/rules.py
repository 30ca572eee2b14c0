"""Checks of one thing by itself: pages, kinds, headings, typography, quotations, registers."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator

from handbook.content import Content
from handbook.markdown import prose_lines
from handbook.model import Page, Quotation
from handbook.problems import Problems

Rule = Callable[[Content, Problems], None]

MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
CODE = re.compile(r"`[^`]*`")
ATTRIBUTES = re.compile(r"\{[:#][^}]*\}|\]\([^)]*\)|<[^>]*>")
STRAIGHT = re.compile(r"[\"']")
SYLLABLE = re.compile(r"[^\W\d_]+")
# Kiểu đặt dấu mới: hoà, khoẻ, thuỷ. The handbook keeps hòa, khỏe, thủy.
NEW_STYLE = re.compile(r"(o[àáảãạèéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])\Z", re.IGNORECASE)
IMAGE_TAG = re.compile(r"<img\b(?![^>]*\balt=\"[^\"]+\")[^>]*>", re.IGNORECASE)


def check_pages(content: Content, problems: Problems) -> None:
    for page in content.pages.values():
        _headings(page, problems)
        _typography(page, problems)
    _titles(content, problems)
    _translations(content, problems)


def _headings(page: Page, problems: Problems) -> None:
    file = f"docs/{page.path}"
    seen: dict[str, int] = {}
    for heading in page.headings:
        if heading.level == 1:
            problems.add(file, heading.line, "heading-level")
        if heading.id is None:
            problems.add(file, heading.line, "heading-id", text=heading.text)
        elif heading.id in seen:
            problems.add(file, heading.line, "id-duplicate", id=heading.id, first=seen[heading.id])
        elif not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", heading.id):
            problems.add(file, heading.line, "id-form", id=heading.id)
        else:
            seen[heading.id] = heading.line


def _typography(page: Page, problems: Problems) -> None:
    for number, line in plain_lines(page):
        file, at = f"docs/{page.path}", page.body_line + number
        if STRAIGHT.search(line):
            problems.add(file, at, "typography-quotes", text=_around(line, STRAIGHT))
        for syllable in new_style(line):
            problems.add(file, at, "tone-placement", word=syllable)
    for number, line in prose_lines(page.body):
        if IMAGE_TAG.search(line):
            at = page.body_line + number
            problems.add(f"docs/{page.path}", at, "image-alt", target="<img>")


def plain_lines(page: Page) -> Iterator[tuple[int, str]]:
    """Lines of prose (0-based) with macros, code, attributes and addresses taken out."""
    body = MACRO.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
    for number, line in prose_lines(body):
        yield number, ATTRIBUTES.sub(" ", CODE.sub(" ", line))


def new_style(text: str) -> Iterator[str]:
    """Syllables whose tone mark stands in the newer place (hoà, thuỷ)."""
    for match in SYLLABLE.finditer(text):
        if NEW_STYLE.search(match[0]):
            yield match[0]


def _around(line: str, pattern: re.Pattern[str]) -> str:
    match = pattern.search(line)
    start = match.start() if match else 0
    return line[max(0, start - 20) : start + 20].strip()


def _titles(content: Content, problems: Problems) -> None:
    first: dict[tuple[str, str], Page] = {}
    for _, page in sorted(content.pages.items()):
        other = first.setdefault((page.language, page.title.casefold()), page)
        if other is not page and page.title:
            problems.add(
                f"docs/{page.path}", page.at("title"), "title-duplicate",
                title=page.title, other=f"docs/{other.path}",
            )  # fmt: skip


def _translations(content: Content, problems: Problems) -> None:
    for (page_id, _), page in content.pages.items():
        original = content.defaults.get(page_id)
        if original is None:
            problems.add(f"docs/{page.path}", 1, "translation-orphan", id=page_id)
        elif original is not page and original.number != page.number:
            problems.add(f"docs/{page.path}", page.at("number"), "translation-number")
        elif original is not page:
            _same_ids(original, page, problems)


def _same_ids(original: Page, page: Page, problems: Problems) -> None:
    wanted = [heading.id for heading in original.headings]
    found = [heading.id for heading in page.headings]
    missing = [name for name in wanted if name not in found]
    if missing:
        problems.add(
            f"docs/{page.path}", page.body_line, "translation-headings",
            ids=", ".join(str(name) for name in missing),
        )  # fmt: skip


def check_kinds(content: Content, problems: Problems) -> None:
    for name, entries in content.entries.items():
        index = content.kinds[name]
        for page in entries:
            _parts(index, page, problems)
        if index.kind and index.kind.numbered:
            _numbers(entries, problems)
    for page in content.defaults.values():
        if page.kind and not page.is_index:
            problems.add(f"docs/{page.path}", page.at("kind"), "kind-place")
        if page.number is not None and page.folder not in content.kinds:
            problems.add(f"docs/{page.path}", page.at("number"), "number-place")


def _parts(index: Page, page: Page, problems: Problems) -> None:
    if index.kind is None:
        return
    file = f"docs/{page.path}"
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
        if page.number is None:
            problems.add(f"docs/{page.path}", 1, "key-missing", key="number")
        else:
            by_number[page.number].append(page)
    for number, pages in by_number.items():
        for page in pages[1:]:
            other = f"docs/{pages[0].path}"
            problems.add(
                f"docs/{page.path}", page.at("number"), "number-duplicate",
                number=number, other=other,
            )  # fmt: skip
    for wanted, number in enumerate(sorted(by_number), start=1):
        if number != wanted:
            page = by_number[number][0]
            problems.add(
                f"docs/{page.path}", page.at("number"), "number-gap", number=number, wanted=wanted
            )
            return


def check_registers(content: Content, problems: Problems) -> None:
    rows_of: dict[str, dict[str, str]] = defaultdict(dict)
    for register in content.registers.values():
        page = content.defaults.get(register.page)
        if page is None:
            continue
        shown = {str(call.arguments[0]) for call in page.calls if call.arguments}
        if register.name not in shown:
            problems.add(
                register.position.file, 1, "register-not-shown",
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
        _texts(content, register.name, problems)


def _texts(content: Content, name: str, problems: Problems) -> None:
    register = content.registers[name]
    for row in register.rows.values():
        for column, value in row.values.items():
            text = getattr(value, "values", {}).get("vi", "") if not isinstance(value, str) else ""
            line = ATTRIBUTES.sub(" ", CODE.sub(" ", text))
            if STRAIGHT.search(line) and register.columns[column].type == "text":
                problems.add(
                    row.position.file, row.position.line, "typography-quotes",
                    text=_around(line, STRAIGHT),
                )  # fmt: skip
            for word in new_style(line):
                problems.add(row.position.file, row.position.line, "tone-placement", word=word)


def check_quotations(content: Content, problems: Problems) -> None:
    errata = content.registers.get("errata")
    known = errata.rows if errata else {}
    for quotation in content.quotations.values():
        _quotation(quotation, set(known), problems)


def _quotation(quotation: Quotation, errata: set[str], problems: Problems) -> None:
    file, line = quotation.position.file, quotation.position.line
    if quotation.as_printed is not None and not quotation.errata:
        problems.add(file, line, "quotation-erratum", id=quotation.id)
    if quotation.as_printed is not None and quotation.as_printed == quotation.text["vi"]:
        problems.add(file, line, "quotation-same", id=quotation.id)
    for name in quotation.errata:
        if name not in errata:
            problems.add(file, line, "id-unknown", id=f"errata/{name}", near="–")


ALL: tuple[Rule, ...] = (check_pages, check_kinds, check_registers, check_quotations)
