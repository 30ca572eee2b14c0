"""What an issue of a bulletin takes from the handbook: printing puts the text itself there."""

from handbook import marks
from handbook.content.literal import literal
from handbook.content.model import Page
from macros import links
from macros.context import Context

# Where the heading comes, which is Markdown already.
HEADING = "\U0010fffd"


def piece(context: Context, name: str) -> str:
    """A link to a page, or to a passage of it, with the page's summary below."""
    page_id, _, anchor = name.partition("#")
    page = context.content.page(page_id, context.language)
    address = links.address(context, context.content.targets[page_id])
    if anchor:
        address = f"{address.partition('#')[0]}#{anchor}"
    link = f"[{_title(context, page, anchor)}]({address}){links.foreign(context, page)}"
    summary = literal(page.summary) + links.foreign(context, page, "\n")
    return f"""
<div class="piece" {marks.PIECE}="{name}" {marks.SEARCH}="{marks.OFF}" markdown="1">

**{link}**

{summary}

</div>
"""


def _title(context: Context, page: Page, anchor: str) -> str:
    label = context.content.page_label(page)
    if not anchor:
        return literal(label)
    heading = next(heading.text for heading in page.headings if heading.id == anchor)
    return context.markdown("paper.passage", page=label, passage=HEADING).replace(HEADING, heading)
