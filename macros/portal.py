"""What other sites may take from this one: links to the files, and the card as it is pasted."""

from collections.abc import Mapping

from handbook import marks
from handbook.content.literal import literal
from handbook.export.data import SCHEMA, data_path
from handbook.publish.downloads import promise, shown
from handbook.publish.portal import CALENDAR, CARD, FEED, portal_path
from macros.context import Context


def for_portals(context: Context) -> str:
    """Every file with its size and its use, and below them the text of the card to copy."""
    lines = "\n".join(f"- {_line(context, *one)}" for one in _paths(context).items())
    card = shown(portal_path(context.texts, context.language, CARD))
    opened = f'<div {marks.SEARCH}="{marks.OFF}" markdown="1">'
    return f"\n{opened}\n\n{lines}\n\n</div>\n\n{card}\n"


def _line(context: Context, name: str, path: str) -> str:
    link = promise(
        path,
        context.markdown(f"portal.{name}"),
        literal(f"({context.text('portal.size')})"),
    )
    return f"{link}. {context.markdown(f'portal.use_{name}')}"


def _paths(context: Context) -> Mapping[str, str]:
    texts, language = context.texts, context.language
    files = {kind: portal_path(texts, language, kind) for kind in (CARD, FEED, CALENDAR)}
    data = {"data": data_path(texts, language), "schema": data_path(texts, language, SCHEMA)}
    return {**files, **data}
