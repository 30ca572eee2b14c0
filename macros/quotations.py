"""Official wording, printed by reference."""

import re

from handbook.model import Quotation
from macros import links
from macros.context import Context

OUTER = re.compile("[“”]")


def say(context: Context, name: str) -> str:
    """The wording inside a sentence, in quotation marks; marks within become single ones."""
    return f"“{inner(context.content.quotations[name].text[context.language])}”"


def inner(text: str) -> str:
    """The text for use between quotation marks: marks within become single ones."""
    return OUTER.sub(lambda match: "‘" if match[0] == "“" else "’", text)


def quote(context: Context, name: str) -> str:
    """The wording as a block of its own, with source, place and correction."""
    quotation = context.content.quotations[name]
    text = quotation.text[context.language]
    source = f"{_source(context, quotation)}\n> {{: .quotation-source }}"
    return f'<div class="quotation" markdown="1">\n\n> {text}\n>\n> {source}\n\n</div>\n'


def _source(context: Context, quotation: Quotation) -> str:
    parts = [links.citation(context, quotation.citation), *_corrections(context, quotation)]
    return " · ".join(parts)


def _corrections(context: Context, quotation: Quotation) -> list[str]:
    if quotation.as_printed is None:
        return []
    printed = f"{context.text('quotation.as_printed')}: “{inner(quotation.as_printed)}”"
    label = context.text("quotation.corrected")
    return [printed, *(links.link(context, f"errata/{name}", label) for name in quotation.errata)]
