"""The settings of the site: the edition, as in the list of changes too, and the address."""

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.content.model import EDITION
from handbook.content.pages import read_text
from handbook.content.settings import FILE, Settings
from handbook.language.problems import Problems

LOG = "CHANGELOG.md"
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


def check_settings(settings: Settings, root: Path, problems: Problems) -> None:
    """The edition is one, and the newest of the list of changes; the address is one."""
    if settings.root is None:
        return
    _check_address(settings.find("site_url"), problems)
    _check_edition(_edition(settings), root, problems)


def _check_address(found: yaml.Node | None, problems: Problems) -> None:
    if not isinstance(found, yaml.ScalarNode) or not found.tag.startswith("tag:"):
        return
    if not ADDRESS.fullmatch(found.value):
        problems.add(FILE, found.start_mark.line + 1, "site-address", address=found.value)


def _check_edition(said: Named, root: Path, problems: Problems) -> None:
    if not said.is_text or not EDITION.fullmatch(said.name):
        problems.add(FILE, said.line, "edition-form", edition=said.name)
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
            FILE, said.line, "edition-differs",
            edition=said.name, newest=newest.name, log=f"{LOG}:{newest.line}",
        )  # fmt: skip


def _newest(text: str) -> Named | None:
    lines = enumerate(text.splitlines(), start=1)
    found = ((HEADING.match(line), number) for number, line in lines)
    return next((Named(match[1], number) for match, number in found if match), None)


def _edition(settings: Settings) -> Named:
    """The edition, empty where there is none."""
    extra, edition = settings.find("extra"), settings.find("extra", "edition")
    if isinstance(edition, yaml.ScalarNode):
        return Named(str(edition.value), edition.start_mark.line + 1, edition.tag == TEXT)
    return Named("", extra.start_mark.line if extra else 1)
