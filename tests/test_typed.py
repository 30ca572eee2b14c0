"""What editors type that only looks like markup is accepted, and readers see it as it was typed.

The build prints too; what is printed is compared with the page's text, so a text that stands on the
page and goes through the printing stands in PDF, Word and EPUB as well.
"""

import re
from pathlib import Path

import yaml

from tests.conftest import build, project
from tests.html import parse

FOLDER = Path(__file__).parent / "content_rules"
LINK = re.compile(r"\[([^\[\]]+)\]\((?:https?|mailto|tel):[^()\s]*\)|<(https?://[^<>\s]+)>")
# Of headings, tables and notes: what is no part of their texts.
FORM = re.compile(r"^#+ |\{#[^{}]+\}|^\|[ :|-]+\|$|\[\^[^\]]+\]:?", re.MULTILINE)
TYPED: dict[str, dict[str, str]] = yaml.safe_load(
    (FOLDER / "typed" / "slips.yml").read_text(encoding="utf-8")
)


def together(text: str) -> str:
    """The text without spaces and marks of emphasis and code, of links what they say: on a page
    each of these is a text of its own."""
    said = LINK.sub(r"\1\2", FORM.sub("", text))
    return re.sub(r"[\s*`|]", "", said)


def test_what_is_typed_is_shown_and_printed(tmp_path: Path) -> None:
    root = project(tmp_path / "handbook", FOLDER / "base")
    texts = [case["text"] for case in TYPED.values()]
    front = "---\ntitle: Chữ như gõ\nsummary: Mỗi đoạn một cách gõ.\n---\n\n"
    (root / "docs" / "thu.md").write_text(front + "\n\n".join(texts) + "\n", encoding="utf-8")
    done = build(root, tmp_path / "site", PAPER="true")
    assert done.returncode == 0, done.stdout + done.stderr
    page = parse(tmp_path / "site" / "thu" / "index.html")
    shown = together(" ".join(text for text, _ in page.texts))
    blocks = [block for text in texts for block in text.split("\n\n")]
    assert [block for block in blocks if together(block) not in shown] == []
