"""Where readers repeat what they have learnt: browser/review/ makes it work."""

from handbook import marks
from handbook.publish.cards import decks
from macros import links
from macros.context import Context


def review(context: Context) -> str:
    """What it needs, and where all that is repeated stands: all that shows without the script."""
    registers, kinds = decks(context.content)
    homes = [*(one.page for one in registers), *(one.id for one in kinds)]
    lines = "\n".join(f"- {links.link(context, name)}" for name in dict.fromkeys(homes))
    kept = f'{marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}"'
    shown = _needs(context, lines) if lines else context.markdown("review.empty")
    return f"""
<div class="{marks.REVIEW}" {kept} markdown="1">

{shown}

</div>
"""


def _needs(context: Context, lines: str) -> str:
    """Closed, so no higher than what the script draws there instead."""
    return f"""{context.markdown("review.needs")}

<details markdown="1">
<summary>{context.markdown("review.pages")}</summary>

{lines}

</details>"""
