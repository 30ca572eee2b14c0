"""The order of the pages, from their front matter: folders and pages by ``order``, then number."""

from handbook.content import Content
from handbook.model import Page

Tree = list["str | dict[str, Tree]"]


def tree(content: Content) -> Tree:
    """Paths as the site generator wants them; a folder's index opens its section."""
    top = [page for page in content.defaults.values() if _is_top(page)]
    return [_item(content, page) for page in sorted(top, key=_order)]


def _is_top(page: Page) -> bool:
    depth = page.id.count("/")
    return depth == 0 or (depth == 1 and page.is_index)


def _item(content: Content, page: Page) -> "str | dict[str, Tree]":
    if "/" not in page.id:
        return page.path
    members = [
        other
        for other in content.defaults.values()
        if other.folder == page.folder and other is not page
    ]
    paths: Tree = [page.path, *(other.path for other in sorted(members, key=_order))]
    return {page.title: paths}


def _order(page: Page) -> tuple[int, int, str]:
    return (0 if page.id == "index" else page.order, page.number or 0, page.id)
