"""Where readers find all that they have written, and write their reflection paper from it;
browser/notebook/ and browser/reflection/ make it work, nothing of it is ever sent."""

from collections.abc import Iterator

from handbook import marks
from handbook.content.model import Page
from handbook.content.questions import OPEN
from macros import links
from macros.context import Context


def my_notes(context: Context) -> str:
    """What is needed, which is all that shows without the script, and the words of the questions
    whose answers are words."""
    asked = "\n".join(_questions(context))
    return f"""
<div class="{marks.MY_NOTES}" {marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}" markdown="1">
<p class="needs">{context.markdown("notebook.needs")}</p>
<div hidden markdown="1">
{asked}
</div>
</div>
"""


def _questions(context: Context) -> Iterator[str]:
    content = context.content
    for name in sorted(content.defaults):
        page = content.page(name, context.language)
        language = "" if page.language == context.language else f' lang="{page.language}"'
        for one in (item for item in page.questions if item.kind == OPEN):
            place = f'{marks.ASKED}="{_address(page)}#{one.id}"{language}'
            words = f"<span>{one.text}</span>"
            yield f'<p {place} markdown="span">{links.link(context, name)} {words}</p>'


def _address(page: Page) -> str:
    """The id of a page as the scripts know it: its address below the root."""
    return page.folder if page.is_index else page.id


def reflection(context: Context) -> str:
    """What is needed; the script puts the form there."""
    return f"""
<div class="{marks.REFLECTION}" {marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}">
<p class="needs">{context.markdown("reflection.needs")}</p>
</div>
"""
