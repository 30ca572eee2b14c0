"""Where in a page a copy of the handbook can be had; browser/offline/ makes it work."""

from handbook import marks
from handbook.content.literal import literal
from macros.context import Context


def offline(context: Context) -> str:
    """What is needed, which is all that shows without the script, and a box for each copy."""
    copies = "\n".join(_copy(context, language) for language in context.content.languages.all)
    return f"""
<div class="{marks.OFFLINE}" {marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}">
<p class="offline-needs">{context.markdown("offline.needs")}</p>
{copies}
<p class="{marks.EDITION_NOW}" hidden></p>
</div>
"""


def _copy(context: Context, language: str) -> str:
    name = literal(context.content.languages.names[language])
    return (
        f'<div class="{marks.OFFLINE_COPY}" {marks.LANGUAGE}="{language}" hidden>'
        f'<p><strong lang="{language}">{name}</strong></p><p class="offline-said"></p></div>'
    )
