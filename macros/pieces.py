"""What an issue of a bulletin takes from the handbook: printing puts the text itself there."""

import html

from handbook import marks
from handbook.content.literal import literal
from handbook.content.model import Page
from macros import links, quotations
from macros.context import Context

# Where the heading comes, which is Markdown already.
HEADING = "\U0010fffd"


def piece(
    context: Context, name: str, headline: str | None, lead: str | None, quote: str | None
) -> str:
    """A link to a page, or to a passage of it, with its summary below; under the issue's own
    headline when there is one, with the page's own name behind."""
    page_id, _, anchor = name.partition("#")
    page = context.content.page(page_id, context.language)
    address = links.address(context, context.content.targets[page_id])
    if anchor:
        address = f"{address.partition('#')[0]}#{anchor}"
    own = f"{_title(context, page, anchor)}"
    shown = literal(headline) if headline else own
    link = f"[{shown}]({address}){'' if headline else links.foreign(context, page)}"
    summary = literal(lead) if lead else literal(page.summary) + links.foreign(context, page, "\n")
    given = {marks.HEADLINE: headline, marks.LEAD: lead}
    said = "".join(f' {key}="{html.escape(text)}"' for key, text in given.items() if text)
    parts = [f"**{link}**", summary]
    if headline:
        parts.append(f"<small>{own}</small>{links.foreign(context, page, chr(10))}")
    if quote:
        parts.append(quotations.quote(context, quote))
    inside = "\n\n".join(parts)
    return f"""
<div class="piece" {marks.PIECE}="{name}"{said} {marks.SEARCH}="{marks.OFF}" markdown="1">

{inside}

</div>
"""


def _title(context: Context, page: Page, anchor: str) -> str:
    label = context.content.page_label(page)
    if not anchor:
        return literal(label)
    named = {heading.id: heading.text for heading in page.headings}
    # A question has no heading.
    passage = named.get(anchor) or context.markdown("paper.handout_question")
    return context.markdown("paper.passage", page=label, passage=HEADING).replace(HEADING, passage)
