"""A box without a title is named after its kind; what only looks like one stays as it was typed."""

from pathlib import Path

import pytest

from handbook.content.literal import literal
from handbook.language.texts import load_texts
from macros.boxes import with_titles
from macros.context import Context
from tests.articles import small_handbook

WRITTEN = """\
!!! note

    Chữ trong khung.

??? tip "Tên riêng"
    Chữ.

```
!!! note
```
"""


@pytest.mark.parametrize(("language", "name"), [("vi", "Ghi chú"), ("en", "Note")])
def test_only_a_box_gets_a_name(tmp_path: Path, language: str, name: str) -> None:
    content = small_handbook(tmp_path, {})
    context = Context(content, load_texts(), content.page("index", language))
    expected = WRITTEN.replace("!!! note\n\n", f'!!! note "{literal(name)}"\n\n')
    assert with_titles(context, WRITTEN) == expected
