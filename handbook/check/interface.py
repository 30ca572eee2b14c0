"""Interface texts that a handbook brings itself, for a language that the engine does not speak:
``docs/_texts/fr.yml`` has the same keys and the same ``{values}`` as the engine's own."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from string import Formatter

from handbook.content.handbook import TEXTS
from handbook.content.settings import FILE, Settings
from handbook.language.languages import EDITORS
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item, parse
from handbook.language.texts import FOLDER, LANGUAGE, Texts, read_texts, read_words

# Lists of months and quarters.
COUNTED = "dates."
# Each text with its line, by group and name.
Lines = Mapping[str, tuple[object, int]]


def check_interface(root: Path, settings: Settings, problems: Problems) -> Texts:
    """Every language of the handbook has its texts, and all of them. Returns those there are."""
    folder = root / "docs" / TEXTS
    texts = read_texts(problems, FOLDER, folder)
    for language in settings.languages.all:
        if language not in texts.values:
            listed = settings.find("plugins", "i18n", "languages")
            line = listed.start_mark.line + 1 if listed else 1
            problems.add(FILE, line, "language-texts", language=language)
    for path in sorted(folder.glob(f"{LANGUAGE}.yml")):
        brought = _lines(path)
        if brought is not None:
            own = _lines(FOLDER / f"{EDITORS}.yml") or {}
            _compare(own, brought, f"docs/{TEXTS}/{path.name}", problems)
    return texts


def _compare(own: Lines, brought: Lines, file: str, problems: Problems) -> None:
    for key in sorted(own.keys() ^ brought.keys()):
        problems.add(file, brought[key][1] if key in brought else 1, "language-key", key=key)
    for key in sorted(own.keys() & brought.keys()):
        (wanted, _), (found, line) = own[key], brought[key]
        if _shape(key, wanted) != _shape(key, found):
            problems.add(file, line, "language-list", key=key)
        elif _values(wanted) != _values(found):
            values = ", ".join(f"{{{name}}}" for name in _values(wanted) or ()) or "–"
            problems.add(file, line, "language-values", key=key, values=values)


def _shape(key: str, text: object) -> object:
    """Whether it is a list; of those that are counted off, how long."""
    if isinstance(text, list) and key.startswith(COUNTED):
        return len(text)
    return isinstance(text, list)


def _values(text: object) -> list[str] | None:
    """The names of its values, None when its braces do not match."""
    parts = [part.value for part in text] if isinstance(text, list) else [text]
    # What is no text has been reported when it was read; its braces are those of the program.
    words = " ".join(str(part) for part in parts if not isinstance(part, Mapping | list))
    try:
        return sorted({name for _, name, _, _ in Formatter().parse(words) if name})
    except ValueError:
        return None


def _lines(path: Path) -> Lines | None:
    """The texts of a file, None when it is no text; what is wrong with it as a file has been
    reported when it was read."""
    words = read_words(path, path.name, Problems())
    if words is None:
        return None
    item = parse(words, path.name, Problems())
    return dict(_texts(item)) if item else {}


def _texts(item: Item) -> Iterator[tuple[str, tuple[object, int]]]:
    groups = item.value if isinstance(item.value, Mapping) else {}
    for group, inner in groups.items():
        for name, text in (inner.value if isinstance(inner.value, Mapping) else {}).items():
            yield f"{group}.{name}", (text.value, text.line)
