"""Checks that the links of a page lead to what is there: pages, headings, files."""

import posixpath
import re

from handbook.check.markup.inline import target_mistake
from handbook.content.dialect import SCHEMES
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.content.questions import reserved
from handbook.language.folding import suggestion
from handbook.language.problems import Problems

# What looks like the address of another site, or of mail.
ELSEWHERE = re.compile(
    r"(www\.[^/]+|([\w.+-]+@)?[a-z0-9-]+(\.[a-z0-9-]+)*\.(vn|com|net|org|info|edu|gov))(/.*)?"
)


def check_links(page: Page, content: Content, problems: Problems) -> None:
    """Every link in the Markdown of a page; where others' sites lead is not looked up."""
    for link in page.markdown_links:
        is_written_well = target_mistake(link.target) is None
        if is_written_well and not link.image and not _external(link.target):
            mistake = _mistake(page, link.target, content)
            if mistake:
                code, near = mistake
                problems.add(f"docs/{page.path}", link.line, code, target=link.target, near=near)


def _mistake(page: Page, target: str, content: Content) -> tuple[str, str] | None:
    """The code of what is wrong with a link, and what there is that looks most like its target; of
    an address without its beginning the whole."""
    path, _, anchor = target.partition("#")
    folder = posixpath.dirname(page.path)
    if posixpath.splitext(path)[1] not in ("", ".md"):
        file = posixpath.normpath(posixpath.join(folder, path))
        known = file in content.files
        if not known and ELSEWHERE.fullmatch(path):
            return "link-elsewhere", ("mailto:" if "@" in path else "https://") + target
        return None if known else ("link-file", suggestion(file, content.files))
    goal = posixpath.normpath(posixpath.join(folder, path)) if path else page.path
    goal_id = goal.removesuffix(".md").removesuffix(f".{page.language}")
    if content.is_unread(goal_id):
        return None
    if (path and not path.endswith(".md")) or goal_id not in content.defaults:
        return "link-page", suggestion(goal_id, content.defaults)
    if anchor and not _offered(content, goal_id, anchor):
        return "link-anchor", suggestion(anchor, _anchors(content, goal_id))
    return None


def _offered(content: Content, page_id: str, anchor: str) -> bool:
    """Whether a page has the anchor, or may have it from a register that cannot be read."""
    return content.lacks_rows or anchor in _anchors(content, page_id)


def _anchors(content: Content, page_id: str) -> frozenset[str]:
    """The ids that a page offers: those that editors gave, what the engine adds."""
    page = content.page(page_id, content.languages.default)
    return content.anchors(page) | reserved(page)


def _external(target: str) -> bool:
    return target.startswith(tuple(f"{scheme}:" for scheme in SCHEMES))
