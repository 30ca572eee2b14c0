"""What others made that the site brings to its readers, under which licence."""

import html

from handbook import marks
from handbook.content.literal import literal
from handbook.publish.bom import BOM
from handbook.publish.downloads import promise
from handbook.publish.parts import Part, paragraphs, parts
from macros.context import Context
from macros.tables import markdown_table

COLUMNS = ("part", "use", "licence", "holder")


def licences(context: Context) -> str:
    """A table of what is brought along, a link to the list for programs, and the full texts that
    must come with it."""
    shipped = parts().shipped
    head = [context.markdown(f"licences.{column}") for column in COLUMNS]
    table = markdown_table(head, [_row(context, part) for part in shipped])
    said = literal(f"({context.text('downloads.size')})")
    listed = promise(BOM, context.markdown("licences.bom"), said)
    texts = "\n".join(_text(context, part) for part in shipped if part.text)
    return f'{table}\n{listed}\n\n<div {marks.PAPER}="{marks.OFF}">\n{texts}\n</div>\n'


def _row(context: Context, part: Part) -> list[str]:
    name = literal(f"{part.name} {part.version}".strip())
    use = context.markdown(f"licences.use_{part.id}")
    return [name, use, literal(part.licence), literal(part.holder)]


def _text(context: Context, part: Part) -> str:
    """The full text, which is English and no part of the handbook: not to be found by its words."""
    title = context.text("licences.text", licence=part.licence, part=part.name)
    lines = (html.escape(one, quote=False) for one in (part.holder, *paragraphs(part.licence)))
    body = "".join(f"<p>{line}</p>" for line in lines)
    return (
        f'<details {marks.SEARCH}="{marks.OFF}"><summary>{html.escape(title, quote=False)}'
        f'</summary><div lang="en">{body}</div></details>'
    )
