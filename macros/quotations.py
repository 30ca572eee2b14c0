"""Official wording, printed by reference."""

import difflib
import re

from handbook import marks
from handbook.content.literal import literal
from handbook.content.model import Quotation
from handbook.content.registers import ERRATA
from macros import links
from macros.context import Context

OUTER = re.compile("[“”]")


def say(context: Context, name: str) -> str:
    """The wording inside a sentence, in quotation marks; marks within become single ones."""
    return literal(f"“{inner(context.content.quotations[name].text[context.language])}”")


def changed_part(printed: str, corrected: str) -> str:
    """The stretch of the printed wording that was corrected, with two words on either side."""
    words = printed.split()
    blocks = difflib.SequenceMatcher(None, words, corrected.split(), autojunk=False).get_opcodes()
    changes = [(start, end) for kind, start, end, _, _ in blocks if kind != "equal"]
    first = max(0, min(start for start, _ in changes) - 2)
    last = min(len(words), max(end for _, end in changes) + 2)
    before, after = "… " if first else "", " …" if last < len(words) else ""
    return f"{before}{' '.join(words[first:last])}{after}"


def original(context: Context, name: str) -> str:
    """The source's own wording, for pages in another language; nothing on pages in its own."""
    default = context.content.languages.default
    if context.language == default:
        return ""
    text = context.content.quotations[name].text[default]
    return f'*{literal(text)}*{{: lang="{default}" }}'


def inner(text: str) -> str:
    """The text for use between quotation marks: marks within become single ones."""
    return OUTER.sub(lambda match: "‘" if match[0] == "“" else "’", text)


def quote(context: Context, name: str) -> str:
    """The wording as a block of its own, with source, place and correction."""
    quotation = context.content.quotations[name]
    text = quotation.text[context.language]
    own = original(context, name)
    lines = [
        literal(text),
        *([own] if own else []),
        f"{_source(context, quotation)}\n> {{: .{marks.QUOTATION_SOURCE} }}",
    ]
    body = "\n>\n> ".join(lines)
    opening = f'<div class="{marks.QUOTATION}"{_anchor(context, name)} markdown="1">'
    return f"{opening}\n\n> {body}\n\n</div>\n"


def _anchor(context: Context, name: str) -> str:
    """The id by which a wording can be sent on, where the page has it first."""
    anchor = f"trich-{name}"
    if anchor in context.anchored:
        return ""
    context.anchored.add(anchor)
    return f' id="{anchor}"'


def _source(context: Context, quotation: Quotation) -> str:
    parts = [links.citation(context, quotation.citation), *_corrections(context, quotation)]
    return " · ".join(parts)


def _corrections(context: Context, quotation: Quotation) -> list[str]:
    if quotation.as_printed is None:
        return []
    part = changed_part(quotation.as_printed, quotation.text[context.content.languages.default])
    printed = literal(f"{context.text('quotation.as_printed')}: “{inner(part)}”")
    label = context.text("quotation.corrected")
    return [printed, *(links.link(context, f"{ERRATA}/{name}", label) for name in quotation.errata)]
