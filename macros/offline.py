"""The place in a page where a copy of the handbook can be had; browser/offline/ makes it work."""

from handbook import languages
from macros.context import Context


def offline(context: Context) -> str:
    """One place for each language. Without the script it says what is needed."""
    places = "\n".join(_place(context, language) for language in languages.ALL)
    return f'\n<div class="offline" data-search="off">\n{places}\n</div>\n'


def _place(context: Context, language: str) -> str:
    name = context.text(f"offline.name_{language}")
    return f"""\
<div class="offline-copy" data-language="{language}">
<p><strong>{name}</strong></p>
<p class="offline-said">{context.text("offline.needs")}</p>
</div>"""
