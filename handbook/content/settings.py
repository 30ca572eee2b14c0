"""What the settings of a site say of its content: the languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.content.pages import read_text
from handbook.language.languages import EDITORS, Languages
from handbook.language.problems import Problems
from handbook.language.strictyaml import compose

FILE = "mkdocs.yml"
CODE = re.compile("[a-z]{2}")


@dataclass(frozen=True)
class Settings:
    """The settings as they are written, of which the site generator knows more; ``None`` in a
    folder without settings, which is no site of its own."""

    root: yaml.Node | None
    languages: Languages

    def find(self, *keys: str) -> yaml.Node | None:
        """What stands under keys inside each other."""
        return _find(self.root, *keys)

    @property
    def edition(self) -> str:
        """The edition as it is written; empty where there is none."""
        found = self.find("extra", "edition")
        return str(found.value) if isinstance(found, yaml.ScalarNode) else ""


def read_settings(root: Path, problems: Problems) -> Settings:
    """The settings of a handbook; mistakes go to ``problems``."""
    alone = Languages({EDITORS: ""})
    if not (root / FILE).is_file():
        return Settings(None, alone)
    text = read_text(root / FILE, FILE, problems)
    try:
        # Only composed: the tags of the site generator mean nothing here.
        settings = compose(text or "")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.add(FILE, line, "yaml-broken")
        return Settings(None, alone)
    listed = _find(settings, "plugins", "i18n", "languages")
    names = dict(_names(listed))
    if not names:
        problems.add(FILE, listed.start_mark.line + 1 if listed else 1, "language-form")
    return Settings(settings, Languages(names) if names else alone)


def _names(listed: yaml.Node | None) -> Iterator[tuple[str, str]]:
    """Code and name of each language; nothing when it is not clear which is the default one."""
    items = listed.value if isinstance(listed, yaml.SequenceNode) else []
    found = [[_text(item, key) for key in ("locale", "name", "default")] for item in items]
    if [default == "true" for _, _, default in found] != [n == 0 for n in range(len(found))]:
        return
    codes = {code for code, _, _ in found}
    if len(codes) == len(found) and all(CODE.fullmatch(one) and name for one, name, _ in found):
        yield from ((code, name) for code, name, _ in found)


def _text(node: yaml.Node, key: str) -> str:
    value = _find(node, key)
    return str(value.value) if isinstance(value, yaml.ScalarNode) else ""


def _find(node: yaml.Node | None, *keys: str) -> yaml.Node | None:
    for key in keys:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for name, value in pairs if name.value == key), None)
    return node
