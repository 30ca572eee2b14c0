"""The name of the edition: in the settings of the site as in the list of changes."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.pages import read_text
from handbook.paper.model import NAME
from handbook.problems import Problems

SETTINGS, LOG = "mkdocs.yml", "CHANGELOG.md"
HEADING = re.compile(r"## +(\S.*?) *\Z")
TEXT = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Named:
    """A name of an edition and the line it stands on; not ``is_text`` when YAML reads a number."""

    name: str
    line: int
    is_text: bool = True


def check_edition(root: Path, problems: Problems) -> None:
    """The edition of the settings is one, and the newest of the list of changes. A folder without
    settings is no site of its own, and has none."""
    if not (root / SETTINGS).is_file():
        return
    said = _of_settings(root, problems)
    if said is None:
        return
    if not said.is_text or not NAME.fullmatch(said.name):
        problems.add(SETTINGS, said.line, "edition-form", edition=said.name)
        return
    if (root / LOG).is_file():
        _compare(said, root, problems)


def _compare(said: Named, root: Path, problems: Problems) -> None:
    text = read_text(root / LOG, LOG, problems)
    newest = _newest(text or "")
    if newest is None:
        problems.add(LOG, 1, "edition-none", edition=said.name)
    elif newest.name != said.name:
        problems.add(
            SETTINGS, said.line, "edition-differs",
            edition=said.name, newest=newest.name, log=f"{LOG}:{newest.line}",
        )  # fmt: skip


def _newest(text: str) -> Named | None:
    lines = enumerate(text.splitlines(), start=1)
    found = ((HEADING.match(line), number) for number, line in lines)
    return next((Named(match[1], number) for match, number in found if match), None)


def _of_settings(root: Path, problems: Problems) -> Named | None:
    """The edition, empty where there is none; None after reporting what cannot be read.

    Only composed: the tags of the site generator mean nothing here.
    """
    text = read_text(root / SETTINGS, SETTINGS, problems)
    try:
        node = yaml.compose(text or "", Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.add(SETTINGS, line, "yaml-broken")
        return None
    extra = _value(node, "extra")
    edition = _value(extra, "edition")
    if isinstance(edition, yaml.ScalarNode):
        return Named(str(edition.value), edition.start_mark.line + 1, edition.tag == TEXT)
    return Named("", extra.start_mark.line if extra else 1)


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key of a mapping."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)
