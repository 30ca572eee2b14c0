"""The order of the pages, from their front matter: folders and pages by ``order``, then number."""

from collections import defaultdict

from handbook.content.handbook import Content
from handbook.content.model import Page

Tree = list["str | dict[str, Tree]"]


def tree(content: Content) -> Tree:
    """Paths as the site generator wants them; a folder's index opens its section."""
    pages = sorted(content.defaults.values(), key=_order)
    folders: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        folders[page.folder].append(page)
    return [_item(page, folders[page.folder]) for page in pages if _is_top(page)]


def _is_top(page: Page) -> bool:
    depth = page.id.count("/")
    return depth == 0 or (depth == 1 and page.is_index)


def _item(page: Page, members: list[Page]) -> "str | dict[str, Tree]":
    if "/" not in page.id:
        return page.path
    paths: Tree = [page.path, *(other.path for other in members if other is not page)]
    return {page.title: paths}


def _order(page: Page) -> tuple[int, int, str]:
    return (0 if page.id == "index" else page.order, page.number or 0, page.id)
