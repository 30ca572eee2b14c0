"""Where scripts ask the questions of the whole handbook: one by one, or as a paper."""

import html

from handbook import marks
from handbook.content.bank import opening, question_pages
from macros import links
from macros.context import Context

# What prints a paper, before its address.
COMMAND = "sh scripts/print --exam"


def practice(context: Context) -> str:
    """The place of browser/practice/, and the pages that ask something."""
    return _place(context, marks.PRACTICE)


def exam(context: Context) -> str:
    """The place of browser/exam/, and the pages that ask something."""
    off = f'{marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}"'
    several, how = (
        html.escape(context.text(f"exam_paper.{key}"), quote=False) for key in ("several", "how")
    )
    return f"""{_place(context, marks.EXAM)}
<details class="question-pages" {off}>
<summary>{several}</summary>
<p>{how} <code>{COMMAND}</code></p>
</details>
"""


def _place(context: Context, name: str) -> str:
    """What scripts write into, and below it the way for readers without them."""
    off = f'{marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}"'
    return f"""
<div class="{name}" {off}></div>
<details class="question-pages" {off} markdown="1">
<summary>{context.markdown("questions.pages")}</summary>

{_pages(context)}

</details>
"""


def _pages(context: Context) -> str:
    """A line for each part, with its pages below."""
    content, lines = context.content, []
    for part, pages in question_pages(content, context.language).items():
        own = opening(content, part, context.language)
        lines.append(f"- {links.marked(context, own, own.title)}")
        for page in pages:
            count = context.markdown("questions.count", count=len(page.questions))
            lines.append(f"    - {links.link(context, page.id)} <small>{count}</small>")
    return "\n".join(lines) or context.markdown("questions.none")
