"""Links to files that the build makes from the pages."""

from handbook.content import Content
from handbook.folding import slugify
from handbook.paper.plan import Planned, plan
from handbook.publish.downloads import promise
from macros.context import Context
from macros.tables import markdown_table


def archive_name(content: Content) -> str:
    """The name, without its ending, of the whole handbook as a folder in a ZIP."""
    return slugify(content.defaults["index"].title, "-")


def archive(context: Context) -> str:
    """A link to the whole handbook as a folder in a ZIP."""
    text, said = context.text("downloads.archive"), context.text("downloads.size")
    return promise(f"{archive_name(context.content)}.zip", text, f"({said})")


def files(context: Context) -> str:
    """All files for paper and for books of the page's language: the whole, then its parts."""
    planned = plan(context.content, context.texts, context.language)
    head = [context.text("downloads.what"), context.text("downloads.file")]
    rows: dict[str, list[str]] = {}
    for one in planned:
        rows.setdefault(one.made.title, []).append(_link(context, one))
    table = markdown_table(head, [[title, "<br>".join(links)] for title, links in rows.items()])
    # Titles that lead to pages everywhere else.
    return f'\n<div data-search="off" markdown="1">\n{table}\n</div>\n'


def own_files(context: Context) -> str:
    """Links to the files made of the page's part, or of the page alone; nothing without any."""
    planned = plan(context.content, context.texts, context.language)
    return " · ".join(_link(context, one) for one in planned if one.made.of == context.page.id)


def _link(context: Context, one: Planned) -> str:
    size, pages = context.text("downloads.size"), context.text("downloads.pages")
    said = f"({pages}, {size})" if one.has_pages else f"({size})"
    return promise(one.path, one.label, said)
