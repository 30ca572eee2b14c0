"""Checks of the issues of a bulletin: what they take in, and that readers find them."""

import posixpath
from collections.abc import Hashable, Iterator
from functools import partial

from handbook.check.titles import twins
from handbook.content.handbook import Content
from handbook.content.model import Call, Page
from handbook.language.problems import Problems

# The macros that take a page into an issue, lead to a page, and print the entries of a folder.
PIECE, REF, TABLE = "piece", "ref", "table"
# The argument with the headline of a piece, and how many letters it has at the most.
HEADLINE, LONGEST = "headline", 60
# What no two issues in a folder share -> the code of the mistake.
TWICE = {"number": "issue-number-duplicate", "month": "issue-month-duplicate"}


def check_issues(content: Content, problems: Problems) -> None:
    """Every issue has pieces that can be printed, a number and month of its own, and a link."""
    issues = [page for _, page in sorted(content.pages.items()) if page.issue]
    for page in issues:
        _pieces(content, page, problems)
        _linked(content, page, problems)
    _alone(issues, problems)


def _pieces(content: Content, issue: Page, problems: Problems) -> None:
    file = f"docs/{issue.path}"
    seen: dict[str, int] = {}
    calls = [call for call in issue.calls if call.name == PIECE]
    if not calls:
        problems.add(file, issue.at("issue"), "issue-empty")
    _headlines(file, calls, problems)
    for call in calls:
        name = _named(call)
        if name in seen:
            problems.add(file, call.line, "piece-twice", id=name, first=seen[name])
        seen.setdefault(name, call.line)
        _printable(content, issue, name.partition("#")[0], call.line, problems)


def _headlines(file: str, calls: list[Call], problems: Problems) -> None:
    """All pieces of an issue have a headline or none has, as in old ones; it fits in two lines."""
    own = {call.line: str(call.keywords.get(HEADLINE) or "") for call in calls}
    for line, text in own.items():
        if not text and any(own.values()):
            problems.add(file, line, "piece-headline")
        if len(text) > LONGEST:
            problems.add(file, line, "piece-headline-long", found=len(text), most=LONGEST)


def _named(call: Call) -> str:
    """The first value of a call."""
    return str(next(iter((*call.arguments, *call.keywords.values())), ""))


def _printable(content: Content, issue: Page, page_id: str, line: int, problems: Problems) -> None:
    page = content.defaults.get(page_id)
    if page is None:
        return
    file = f"docs/{issue.path}"
    if page.screen_only or page.issue:
        problems.add(file, line, "piece-unfit", id=page_id)
    elif (page_id, issue.language) not in content.pages:
        problems.add(file, line, "piece-untranslated", id=page_id, language=issue.language)


def _alone(issues: list[Page], problems: Problems) -> None:
    """Of the issues in one folder none has the number or the month of another."""
    for key, code in TWICE.items():
        said = [page for page in issues if page.issue and key in page.issue.lines]
        for page, other in twins(said, partial(_likeness, key)):
            at = page.issue.lines[key] if page.issue else 1
            problems.add(f"docs/{page.path}", at, code, other=other)


def _likeness(key: str, page: Page) -> Hashable:
    return page.folder, page.language, getattr(page.issue, key)


def _linked(content: Content, issue: Page, problems: Problems) -> None:
    """Whether the index of its folder, in its language, leads to an issue."""
    index = content.pages.get((f"{issue.folder}/index", issue.language))
    if index is None or not {issue.id, issue.folder}.isdisjoint(_goals(index)):
        return
    file, line = f"docs/{index.path}", index.body_line
    problems.add(file, line, "issue-unlinked", id=issue.id, issue=f"docs/{issue.path}")


def _goals(index: Page) -> Iterator[str]:
    """Ids of the pages that an index leads to, and kinds whose entries it prints."""
    for call in index.calls:
        if call.name in (REF, TABLE):
            yield _named(call)
    for link in index.markdown_links:
        path = posixpath.normpath(posixpath.join(index.folder, link.target.partition("#")[0]))
        yield path.removesuffix(".md").removesuffix(f".{index.language}")
