"""Texts of the content as Markdown that shows every sign as it was typed.

Each sign that could mean something to Markdown, to one of its extensions or to HTML is written as a
private character, which means nothing to any of them. The last step of reading Markdown
(``macros/extension.py``) puts the signs back, escaped for HTML.
"""

import html
import re

# Where the private characters begin: ``content/pages.py`` lets none of them into the content.
FIRST = 0x10F000
# ASCII signs but for those that mean something only at the start of a line.
SIGNS = re.compile(r"""[!-+:-@\[-`{-~]""")
# What would make a list, a line or a heading there.
START = re.compile(r"\A(?:\d+\.|[-.,/])")
# What fills the gap of a question: where the key says it, and what stands between the two others.
# They are of the control characters, which nobody types, and are gone before signs come back.
KEY_PLACE, FILLING_START, FILLING_END = (chr(FIRST + place) for place in (1, 2, 3))
FILLING = re.compile(f"{FILLING_START}(.*?){FILLING_END}", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
PRIVATE = re.compile(f"[{chr(FIRST)}-{chr(FIRST + 0x7F)}]")


def literal(text: str) -> str:
    """The text as Markdown, on one line. A text that is one already stays the same."""
    line = SIGNS.sub(_private, " ".join(text.split()))
    return START.sub(lambda found: found[0][:-1] + chr(FIRST + ord(found[0][-1])), line)


def typed(text: str) -> str:
    """The signs as they were typed: undoes ``literal``."""
    return PRIVATE.sub(lambda found: _sign(found[0]), text)


def shown(page: str) -> str:
    """A page's HTML with the signs in place."""
    return PRIVATE.sub(lambda found: html.escape(_sign(found[0])), page)


def with_fillings(page: str) -> str:
    """A page's HTML in which each key of a gap says in plain words what fills it."""
    before, *asked = page.split(KEY_PLACE)
    return before + "".join(_fillings(part) + FILLING.sub(r"\1", part) for part in asked)


def _fillings(part: str) -> str:
    words = (" ".join(TAG.sub("", found).split()) for found in FILLING.findall(part))
    return "|".join(words).replace('"', "&quot;")


def _private(found: re.Match[str]) -> str:
    return chr(FIRST + ord(found[0]))


def _sign(private: str) -> str:
    return chr(ord(private) - FIRST)
