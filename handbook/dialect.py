"""What the Markdown of a handbook is: every form that a page may have, with an example.

This is the one list; CONTRIBUTING says it to editors, ``blocks`` and ``inline`` read pages by it,
and whatever is none of these forms is refused. The tests hold the three together.
"""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Form:
    """A form by its name, as written in ``example``. ``inside`` says whether list items, boxes,
    quotes and notes may hold it too."""

    name: str
    example: str
    inside: bool = False


BLOCKS = (
    Form("heading", "## Tiêu đề {#ma}"),
    Form("paragraph", "Một đoạn văn.", inside=True),
    Form("bullets", "- Gạch đầu dòng", inside=True),
    Form("numbers", "1. Đánh số", inside=True),
    Form("table", "| Tên cột | Tên cột |\n| --- | --- |\n| ô | ô |"),
    Form("quote", "> Đoạn chép lại"),
    Form("box", '!!! note "Tên khung"\n    Chữ trong khung.'),
    Form("fold", '??? note "Tên khung gấp"\n    Chữ trong khung gấp.'),
    Form("code", "```\nchữ giữ nguyên\n```"),
    Form("rule", "---"),
    Form("note", "[^ma]: Lời chú ở chân trang."),
    Form("picture", '![Lời mô tả](hinh.jpg "Chú thích")'),
    Form("question", "/// quiz | Câu hỏi?"),
    Form("command", '{{ table("ten-so") }}'),
    Form("remark", "{## Lời dặn, không hiện trên trang. ##}"),
)
INLINE = (
    Form("strong", "**đậm**"),
    Form("emphasis", "*nghiêng*"),
    Form("both", "***đậm nghiêng***"),
    Form("code", "`chữ giữ nguyên`"),
    Form("link", "[chữ](https://vi-du.vn/)"),
    Form("address", "<https://vi-du.vn/>"),
    Form("note", "chữ[^ma]"),
    Form("command", '{{ ref("ma") }}'),
)
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
# Stand for the results of macros while a page is read: those inside a text, and whole blocks.
TEXT_CALL, BLOCK_CALL = "\ue000", "\ue001"
