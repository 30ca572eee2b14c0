"""What the Markdown of a handbook is: every form that a page may have.

This is the one list: ``blocks`` and ``inline`` read pages by it, and whatever is none of these
forms is refused. texts/dialect.vi.yml has an example of each, CONTRIBUTING says them to editors.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

# A line with its number; what is told of a mistake: the number, its code, what the message names.
Line = tuple[int, str]
Report = Callable[[int, str, dict[str, str]], None]


@dataclass(frozen=True)
class Form:
    """A form of a block by its name, and how its first line begins, whose blanks are taken off."""

    name: str
    begins: re.Pattern[str]


# Stand for the results of macros while a page is read: those inside a text, and whole blocks.
TEXT_CALL, BLOCK_CALL = "\ue000", "\ue001"
# The first that fits is it; a block that begins with none of them is a paragraph.
BLOCKS = (
    Form("code", re.compile("```")),
    Form("question", re.compile("///")),
    Form("heading", re.compile("#")),
    Form("table", re.compile(r"\|")),
    Form("bullets", re.compile(r"-[ ]+\S")),
    Form("numbers", re.compile(r"\d+\.[ ]+\S")),
    Form("box", re.compile("!!!")),
    Form("fold", re.compile(r"\?\?\?")),
    Form("quote", re.compile(">")),
    Form("note", re.compile(r"\[\^[^\]]*\]:")),
    Form("rule", re.compile(r"-{3,}[ ]*\Z")),
    Form("picture", re.compile(r"!\[(?!\^)")),
    Form("command", re.compile(BLOCK_CALL)),
)
PARAGRAPH, LISTS = "paragraph", ("bullets", "numbers")
# What a text may have in it, and what an editor writes that readers never see.
INLINE = ("strong", "emphasis", "both", "literal", "link", "address", "sign", "reference")
REMARK = "remark"
# Schemes of addresses that lead out of the handbook.
SCHEMES = ("http", "https", "mailto", "tel")
# The kinds of boxes; the interface texts have a title for each.
BOXES = (
    "note",
    "abstract",
    "info",
    "tip",
    "success",
    "question",
    "warning",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
)
# How deep lists may lie in lists, and by how many blanks what is inside is moved in.
DEPTH, INDENT = 3, 4

# How the forms begin. A line is read with the blanks of what it stands in taken off.
BULLET = re.compile(r"-[ ]+(.*)")
NUMBER = re.compile(r"(\d+)\.[ ]+(.*)")
BOX = re.compile(r'(!!!|\?\?\?\+?) ([a-z]+)(?: "([^"]+)")?[ ]*')
FENCE = re.compile(r"```[ ]*([a-z0-9-]*)[ ]*")
NOTE = re.compile(r"\[\^([a-z0-9-]+)\]:[ ]+(.*)")
QUOTE = re.compile(r">[ ]?(.*)")
SEPARATOR = re.compile(r"\|(?:[ ]*:?-+:?[ ]*\|)+")
RULE = re.compile(r"-{3,}")
PICTURE = re.compile(r'!\[([^\[\]]*)\]\(([^\s()<>"]+)(?: "([^"]*)")?\)')
TASK = re.compile(r"\[[ xX]?\](?:\s|$)")


def form_of(line: str) -> str:
    """The name of the form that a line begins."""
    return next((form.name for form in BLOCKS if form.begins.match(line)), PARAGRAPH)


def opens(line: str) -> bool:
    """Whether a line would begin a block that is no paragraph."""
    return form_of(line) != PARAGRAPH
