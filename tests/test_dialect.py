"""The list of what pages are written in: its examples, the guide for editors, the interface."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from markdown import markdown
from mkdocs.config import load_config

import handbook
from handbook.check.all import check
from handbook.content.dialect import BLOCKS, BOXES, INLINE, PARAGRAPH, REMARK, SCHEMES, form_of
from handbook.language.texts import load_texts
from macros.catalog import catalog

BASE = Path(__file__).parent / "content_rules" / "base"
TEXTS = Path(handbook.__file__).parent / "language" / "texts"
EXAMPLES: dict[str, str] = yaml.safe_load((TEXTS / "dialect.vi.yml").read_text(encoding="utf-8"))
# What an example needs around it to be a page, and the page that it is tried on.
AROUND = {
    "strong": "{} và thường",
    "note": "Chữ[^ma].\n\n{}",
    "sign": "{}\n\n[^ma]: Lời chú.",
    "question": "{}\n\n- [x] Một.\n    Lẽ.\n- [ ] Hai.\n    Lẽ.\n- [ ] Ba.\n    Lẽ.\n///",
}


def test_every_form_has_an_example_and_every_example_a_form() -> None:
    names = [*(form.name for form in BLOCKS), PARAGRAPH, *INLINE, REMARK]
    assert sorted(EXAMPLES) == sorted(names)
    for form in BLOCKS:
        if form.name != "command":  # a page is read when its commands have been taken out
            assert form_of(EXAMPLES[form.name]) == form.name


@pytest.mark.parametrize("name", EXAMPLES)
def test_example_is_accepted(name: str, tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path, dirs_exist_ok=True)
    example = EXAMPLES[name].replace("hinh.jpg", "hinh/phong-doc.svg")
    example = example.replace("ten-so", "errata").replace('"ma"', '"chuyen-de/tim-sach"')
    body = AROUND.get(name, "{}").format(example)
    front = "title: Trang thử\nsummary: Một dạng.\nsources: [noi-quy#dieu-1]"
    page = f"---\n{front}\n---\n\nChữ.\n\n{body}\n"
    (tmp_path / "docs" / "thu.md").write_text(page, encoding="utf-8")
    assert check(tmp_path, catalog()).problems.found == []


def test_guide_says_every_form(root: Path) -> None:
    guide = (root / "CONTRIBUTING.md").read_text(encoding="utf-8").replace("\\|", "|")
    for name, example in EXAMPLES.items():
        first = example.split("\n")[0].replace("```", "`")
        assert first in guide, name
    for word in (*BOXES, *(f"`{scheme}:`" for scheme in SCHEMES)):
        assert word in guide


def test_the_theme_s_rules_are_for_what_pages_have(root: Path) -> None:
    """base.css has none for a class that Markdown never makes, and a colour for every box."""
    config = load_config(str(root / "mkdocs.yml"))
    boxes = [f'!!! {name} "Tên"\n    Chữ.' for name in BOXES]
    text = "\n\n".join([AROUND["note"].format(EXAMPLES["note"]), *boxes])
    html = markdown(text, extensions=[*map(str, config.markdown_extensions)])
    made = {"md-typeset", *re.findall(r"[\w-]+", " ".join(re.findall('class="(.*?)"', html)))}
    sheet = (root / "overrides/assets/stylesheets/base.css").read_text(encoding="utf-8")
    selectors = re.sub(r":not\([^)]*\)|/\*.*?\*/|\{[^{}]*\}", "", sheet, flags=re.DOTALL)
    named = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    assert named - made == set()
    assert set(BOXES) <= named


def test_interface_has_a_title_for_every_box() -> None:
    texts = load_texts()
    for language in texts.values:
        assert tuple(texts.group(language, "admonitions")) == BOXES
