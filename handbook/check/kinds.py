"""Checks of a kind's folder: every entry has what the index asks for, and none is missing."""

from handbook.check.doubt import Doubt
from handbook.check.titles import twins
from handbook.content.handbook import Content
from handbook.content.model import KindSpec, Page
from handbook.content.prompts import headings_of, items_below
from handbook.language.folding import suggestion
from handbook.language.problems import Problems

# What is told of a heading whose id cannot be known.
OF_HEADINGS = ("heading-id", "heading-form", "id-form")


def check_kinds(content: Content, problems: Problems) -> None:
    """Parts, questions, sources of every entry; as many as expected, numbered without a gap."""
    for page in content.pages.values():
        if page.kind and page.is_index and page.folder in content.entries:
            _count(content, page, page.kind, problems)
    for name in content.entries:
        spec = content.kinds[name].kind
        if spec:
            _entries(content, name, spec, problems)
    for page in content.defaults.values():
        _misplaced(content, page, problems)
    for page in content.pages.values():
        _prompts(content, page, problems)


def _prompts(content: Content, page: Page, problems: Problems) -> None:
    """A translation has the prompts of its original, one for one: an answer is to one of them."""
    original = content.defaults.get(page.id)
    if original is None or original is page:
        return
    for name in headings_of(content, page):
        found, wanted = len(items_below(page, name)), len(items_below(original, name))
        if found != wanted:
            line = next(one.line for one in page.headings if one.id == name)
            problems.add(
                f"docs/{page.path}", line, "translation-prompts", found=found, wanted=wanted
            )


def _is_whole(content: Content, name: str) -> bool:
    """Whether every file of the folder could be read."""
    return not any(other.startswith(f"{name}/") for other in content.unread)


def _count(content: Content, index: Page, spec: KindSpec, problems: Problems) -> None:
    found = len(content.entries[index.folder])
    if spec.expected in (None, found) or not _is_whole(content, index.folder):
        return
    file, line = f"docs/{index.path}", spec.lines["expected"]
    problems.add(file, line, "kind-count", expected=spec.expected, found=found)


def _entries(content: Content, kind: str, spec: KindSpec, problems: Problems) -> None:
    index, entries = content.kinds[kind], content.entries[kind]
    nowhere = _parts_of_none(spec, entries)
    for part in nowhere:
        near = suggestion(part, _heading_ids(entries))
        line = spec.lines["parts"]
        problems.add(f"docs/{index.path}", line, "kind-part", part=part, near=near)
    for name in (one for one in spec.prompts if one not in _heading_ids(entries)):
        near = suggestion(name, _heading_ids(entries))
        line = spec.lines["prompts"]
        problems.add(f"docs/{index.path}", line, "kind-prompts", id=name, near=near)
    for page in entries:
        _entry(content, spec, page, nowhere, problems)
    if spec.numbered:
        _numbers(entries, problems)
        if _is_whole(content, kind):
            _gap(entries, problems)


def _heading_ids(entries: tuple[Page, ...]) -> set[str]:
    return {heading.id for page in entries for heading in page.headings if heading.id}


def _parts_of_none(spec: KindSpec, entries: tuple[Page, ...]) -> tuple[str, ...]:
    """The parts that no entry has: where there are several, it is the index that is wrong."""
    ids = _heading_ids(entries)
    return tuple(part for part in spec.parts if len(entries) > 1 and part not in ids)


def _entry(
    content: Content, spec: KindSpec, page: Page, nowhere: tuple[str, ...], problems: Problems
) -> None:
    file = f"docs/{page.path}"
    if spec.numbered and "number" not in page.lines:
        problems.add(file, 1, "key-missing", key="number")
    ids = {heading.id for heading in page.headings}
    # The part may be there, under a heading whose id is told to be wrong.
    is_misnamed = any(one.file == file and one.code in OF_HEADINGS for one in problems.found)
    for part in spec.parts:
        if part not in ids and part not in nowhere and not is_misnamed:
            problems.add(file, page.body_line, "part-missing", part=part)
    made = page.sets and Doubt.of(content, problems).is_about(page.id)
    if len(page.questions) < spec.questions and not made:
        problems.add(
            file, page.body_line, "questions-few",
            found=len(page.questions), wanted=spec.questions,
        )  # fmt: skip
    if not page.citations and not spec.bank:  # there every question names its own
        problems.add(file, page.at("sources"), "key-missing", key="sources")


def _numbers(entries: tuple[Page, ...], problems: Problems) -> None:
    numbered = (page for page in entries if page.number is not None)
    for page, other in twins(numbered, lambda page: page.number):
        at = page.at("number")
        problems.add(f"docs/{page.path}", at, "number-duplicate", number=page.number, other=other)


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


def _misplaced(content: Content, page: Page, problems: Problems) -> None:
    if page.kind and not page.is_index:
        problems.add(f"docs/{page.path}", page.at("kind"), "kind-place")
    is_kind = page.folder in content.kinds or content.is_unread(page.folder)
    if page.number is not None and not is_kind:
        problems.add(f"docs/{page.path}", page.at("number"), "number-place")
