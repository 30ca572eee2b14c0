"""What is new: the editions with what each changed, and the one that is being read."""

from collections.abc import Iterable, Iterator

from handbook import marks
from handbook.content.editions import Change, Record
from handbook.content.literal import literal
from handbook.content.model import Page
from macros import cells, links
from macros.context import Context

# A change of an edition with the page that shows it in the language of the list.
Shown = tuple[Change, Page]
# Sorts of changes, and what their headings end in.
GROUPS = {"corrected": "dinh-chinh", "mended": "da-sua", "added": "moi"}


def editions(context: Context) -> str:
    """Every edition, the newest first: what it corrected, changed and added."""
    records = context.content.editions.told
    if not records:
        return f"\n{context.markdown('edition.none')}\n"
    parts = "\n".join(_edition(context, record) for record in records)
    return f"""
<div class="{marks.EDITIONS}" {marks.SEARCH}="{marks.OFF}" markdown="1">

{parts}
</div>
"""


def _edition(context: Context, record: Record) -> str:
    title = _title(context, record.name, record)
    head = f"## {title} {{#{_id(record)} {marks.EDITION}={record.name}}}"
    return f"{head}\n\n{_body(context, record)}\n"


def _id(record: Record) -> str:
    return f"an-ban-{record.name.replace('.', '-')}"


def _title(context: Context, name: str, record: Record | None) -> str:
    if record is None or record.date is None:
        return context.markdown("edition.now", edition=name)
    date = cells.date(context, record.date)
    return context.markdown("edition.now_dated", edition=name, date=date)


def _body(context: Context, record: Record) -> str:
    if record is context.content.editions.records[-1]:
        pages = {path.partition(".")[0] for path in record.pages}
        return context.markdown("edition.first", count=len(pages))
    shown = list(_shown(context, record))
    groups = {
        "corrected": [one for one in shown if one[0].correction],
        "mended": [one for one in shown if one[0].what and not one[0].correction],
        "added": [one for one in shown if not one[0].what and not one[0].correction],
    }
    lists = [_list(context, record, name, found) for name, found in groups.items() if found]
    return "\n".join(lists) or context.markdown("edition.nothing")


def _shown(context: Context, record: Record) -> Iterator[Shown]:
    """The changes of the pages as they are shown in the page's language, by their ids; what has
    been taken away since is left out."""
    content = context.content
    found = {
        page.path: (change, page)
        for page in (content.page(one, context.language) for one in content.defaults)
        for of, change in content.editions.history(page)
        if of is record
    }
    return iter(found.values())


def _list(context: Context, record: Record, name: str, shown: Iterable[Shown]) -> str:
    lines = "\n".join(_line(context, *one) for one in shown)
    title = context.markdown(f"edition.{name}")
    return f"### {title} {{#{_id(record)}-{GROUPS[name]}}}\n\n{lines}\n"


def _line(context: Context, change: Change, page: Page) -> str:
    link, said = links.link(context, page.id), literal(change.what)
    if not said:
        return f"- {link}"
    if page.language != context.language:
        said = f'<span lang="{page.language}">{said}</span>'
    return f"- {link}. {said}"


def edition_now(context: Context) -> str:
    """The edition that is being read, in full; not for the search, whose index would change with
    every edition."""
    name = context.content.editions.running
    records = context.content.editions.told
    record = next((one for one in records if one.name == name), None)
    title = _title(context, name, record)
    added = f'<span class="{marks.EDITION_NOW}" hidden></span>'
    return f'\n<p {marks.SEARCH}="{marks.OFF}">{title}{added}.</p>\n'
