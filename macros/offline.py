"""The place in a page where a copy of the handbook can be had; browser/offline/ makes it work."""

from handbook import marks
from handbook.content.literal import literal
from macros.context import Context


def offline(context: Context) -> str:
    """What is needed, which is all that shows without the script, and a place for each language."""
    places = "\n".join(_place(context, language) for language in context.content.languages.all)
    return f"""
<div class="{marks.OFFLINE}" {marks.SEARCH}="{marks.OFF}" {marks.PAPER}="{marks.OFF}">
<p class="offline-needs">{context.markdown("offline.needs")}</p>
{places}
</div>
"""


def _place(context: Context, language: str) -> str:
    name = literal(context.content.languages.names[language])
    return (
        f'<div class="{marks.OFFLINE_COPY}" {marks.LANGUAGE}="{language}" hidden>'
        f'<p><strong lang="{language}">{name}</strong></p><p class="offline-said"></p></div>'
    )
