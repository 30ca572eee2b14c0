"""Interface texts that a handbook brings itself, for a language that the engine does not speak:
``docs/_texts/fr.yml`` has the same keys and the same ``{values}`` as the engine's own."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from handbook.content.handbook import TEXTS
from handbook.content.settings import FILE, Settings
from handbook.language.languages import EDITORS
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item, parse
from handbook.language.texts import FOLDER, LANGUAGE, read_texts

VALUE = re.compile(r"\{\w+\}")
# Each text with its line, by group and name.
Lines = Mapping[str, tuple[object, int]]


def check_interface(root: Path, settings: Settings, problems: Problems) -> None:
    """Every language of the handbook has its texts, and all of them."""
    folder = root / "docs" / TEXTS
    texts = read_texts(problems, FOLDER, folder)
    for language in settings.languages.all:
        if language not in texts.values:
            listed = settings.find("plugins", "i18n", "languages")
            line = listed.start_mark.line + 1 if listed else 1
            problems.add(FILE, line, "language-texts", language=language)
    for path in sorted(folder.glob(f"{LANGUAGE}.yml")):
        _compare(
            _lines(FOLDER / f"{EDITORS}.yml"), _lines(path), f"docs/{TEXTS}/{path.name}", problems
        )


def _compare(own: Lines, brought: Lines, file: str, problems: Problems) -> None:
    for key in sorted(own.keys() ^ brought.keys()):
        problems.add(file, brought[key][1] if key in brought else 1, "language-key", key=key)
    for key in sorted(own.keys() & brought.keys()):
        wanted, found = (sorted(set(VALUE.findall(str(one[key][0])))) for one in (own, brought))
        if wanted != found:
            values = ", ".join(wanted) or "–"
            problems.add(file, brought[key][1], "language-values", key=key, values=values)


def _lines(path: Path) -> Lines:
    """The texts of a file; what is wrong with it as a file has been reported when it was read."""
    item = parse(path.read_text(encoding="utf-8"), path.name, Problems())
    return dict(_texts(item)) if item else {}


def _texts(item: Item) -> Iterator[tuple[str, tuple[object, int]]]:
    groups = item.value if isinstance(item.value, Mapping) else {}
    for group, inner in groups.items():
        for name, text in (inner.value if isinstance(inner.value, Mapping) else {}).items():
            yield f"{group}.{name}", (text.value, text.line)
