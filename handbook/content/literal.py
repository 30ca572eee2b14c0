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


def _private(found: re.Match[str]) -> str:
    return chr(FIRST + ord(found[0]))


def _sign(private: str) -> str:
    return chr(ord(private) - FIRST)
