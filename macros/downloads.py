"""Links to files that the build makes from the pages."""

import html
from collections.abc import Callable

from handbook import marks
from handbook.content.literal import literal
from handbook.paper.plan import Planned, plan
from handbook.publish.downloads import archive_name, promise, zim_name
from macros.context import Context
from macros.tables import markdown_table


def archive(context: Context) -> str:
    """A link to the whole handbook as a folder in a ZIP."""
    text, said = context.markdown("downloads.archive"), context.text("downloads.size")
    return promise(f"{archive_name(context.content)}.zip", text, literal(f"({said})"))


def kiwix(context: Context) -> str:
    """A link to the handbook in the page's language as one file for Kiwix."""
    text, said = context.markdown("downloads.kiwix"), context.text("downloads.size")
    return promise(zim_name(context.content, context.language), text, literal(f"({said})"))


def files(context: Context) -> str:
    """All files for paper and for books of the page's language: the whole, then its parts."""
    planned = plan(context.content, context.texts, context.language)
    head = [context.markdown("downloads.what"), context.markdown("downloads.file")]
    rows: dict[str, list[str]] = {}
    for one in planned:
        rows.setdefault(literal(one.made.title), []).append(_link(context, one, literal))
    table = markdown_table(head, [[title, "<br>".join(links)] for title, links in rows.items()])
    # Titles that lead to pages everywhere else.
    return f'\n<div {marks.SEARCH}="{marks.OFF}" markdown="1">\n{table}\n</div>\n'


def own_files(context: Context) -> str:
    """The same links as HTML to the files made of the page's part, or of the page alone; nothing
    without any."""
    planned = plan(context.content, context.texts, context.language)
    own = (one for one in planned if one.made.of == context.page.id)
    return " · ".join(_link(context, one, html.escape) for one in own)


def _link(context: Context, one: Planned, escaped: Callable[[str], str]) -> str:
    size, pages = context.text("downloads.size"), context.text("downloads.pages")
    said = f"({pages}, {size})" if one.has_pages else f"({size})"
    return promise(one.path, escaped(one.label), escaped(said))
