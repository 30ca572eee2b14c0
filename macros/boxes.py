"""Boxes without a title of their own: each is named after its kind in the language of the page."""

import re

from handbook.content.literal import literal
from handbook.content.markdown import prose_lines
from macros.context import Context

UNTITLED = re.compile(r"(?P<head>[ ]*(?:!!!|\?\?\?\+?) (?P<kind>[a-z]+))[ ]*")


def with_titles(context: Context, body: str) -> str:
    """The body in which every box has a title; code blocks stay as they are."""
    names = context.texts.group(context.language, "admonitions")
    lines = body.split("\n")
    for number, line in prose_lines(body):
        box = UNTITLED.fullmatch(line)
        if box and box["kind"] in names:
            lines[number] = f'{box["head"]} "{literal(names[box["kind"]])}"'
    return "\n".join(lines)
