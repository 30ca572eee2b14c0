"""The settings of the site: the edition, as in the list of changes too, and the address."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.content.model import EDITION
from handbook.content.pages import read_text
from handbook.language.problems import Problems
from handbook.language.strictyaml import compose

SETTINGS, LOG = "mkdocs.yml", "CHANGELOG.md"
HEADING = re.compile(r"## +(\S.*?) *\Z")
TEXT = "tag:yaml.org,2002:str"
# What may stand for the address: nothing, or a whole one. Another tag reads it at the build.
ADDRESS = re.compile(r"(https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[A-Za-z0-9._~:/%+,=@-]*)?)?")


@dataclass(frozen=True)
class Named:
    """A name of an edition and the line it stands on; not ``is_text`` when YAML reads a number."""

    name: str
    line: int
    is_text: bool = True


def check_settings(root: Path, problems: Problems) -> None:
    """The edition is one, and the newest of the list of changes; the address is one. A folder
    without settings is no site of its own, and has none."""
    if not (root / SETTINGS).is_file():
        return
    text = read_text(root / SETTINGS, SETTINGS, problems)
    try:
        # Only composed: the tags of the site generator mean nothing here.
        settings = compose(text or "")
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.add(SETTINGS, line, "yaml-broken")
        return
    _check_address(settings, problems)
    _check_edition(_edition(settings), root, problems)


def _check_address(settings: yaml.Node | None, problems: Problems) -> None:
    found = _value(settings, "site_url")
    if not isinstance(found, yaml.ScalarNode) or not found.tag.startswith("tag:"):
        return
    if not ADDRESS.fullmatch(found.value):
        problems.add(SETTINGS, found.start_mark.line + 1, "site-address", address=found.value)


def _check_edition(said: Named, root: Path, problems: Problems) -> None:
    if not said.is_text or not EDITION.fullmatch(said.name):
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


def _edition(settings: yaml.Node | None) -> Named:
    """The edition, empty where there is none."""
    extra = _value(settings, "extra")
    edition = _value(extra, "edition")
    if isinstance(edition, yaml.ScalarNode):
        return Named(str(edition.value), edition.start_mark.line + 1, edition.tag == TEXT)
    return Named("", extra.start_mark.line if extra else 1)


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key of a mapping."""
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return next((value for name, value in pairs if name.value == key), None)
