"""The settings of the site: the edition, as in the list of changes too, and the address."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

from handbook.content.handbook import COLOURS, SITE
from handbook.content.model import EDITION
from handbook.content.pages import read_text
from handbook.content.settings import FILE, Settings
from handbook.language.folding import nearest
from handbook.language.problems import Problems

LOG = "CHANGELOG.md"
ENGINE = "handbook/mkdocs.yml"
_COLOURS = f"docs/{SITE}/{COLOURS}"
# The main colour, which paper and applications have too: other programs want it in full.
ACCENT, HEX = "--hb-accent", re.compile(r"#[0-9a-fA-F]{6}")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# A rule; what is left of a query when the rules in it are gone.
RULE, AROUND = re.compile(r"([^{}]+)\{([^{}]*)\}"), re.compile(r"@media[^{}]+\{\s*\}")
HEADING = re.compile(r"## +(\S.*?) *\Z")
TEXT, FLAG = "tag:yaml.org,2002:str", "tag:yaml.org,2002:bool"
# What a handbook's own settings say; all else is the engine's, and changed here would break it.
NAMES = ("site_name", "site_description")
KEYS = ("INHERIT", *NAMES, "site_url", "extra", "plugins")
# What may stand under ``extra``: true or false; a text; what has a check of its own, here or where
# it is used.
FLAGS, TEXTS = ("scripts", "paper", "books", "zim", "contest"), ("author", "publisher")
OTHERS = ("edition", "short_name", "contact", "paper_thickness", "only", "print_as")
# Whom to tell of a fault of the site: a mail address or a page.
CONTACT = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+|https://[!-~]+")
# What may stand for the address: nothing, or a whole one. Another tag reads it at the build.
# No part of its path is empty or made of dots, and only letters are written by their bytes.
ADDRESS = re.compile(
    r"(https?://[A-Za-z0-9.-]+(:[0-9]+)?"
    r"(/(?!\.{1,2}(/|$))([A-Za-z0-9._~:+,=@-]|%[89A-Fa-f][0-9A-Fa-f])+)*/?)?"
)


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
    check_engine(settings, problems)
    _check_keys(settings.root, problems)
    _check_address(settings.find("site_url"), problems)
    _check_extra(settings.find("extra"), problems)
    _check_contact(settings.find("extra", "contact"), problems)
    _check_short_names(settings, problems)
    _check_colours(root, problems)
    _check_edition(_edition(settings), root, problems)


def check_engine(settings: Settings, problems: Problems) -> None:
    """The engine's settings are taken over: without them another program would build the site."""
    found = settings.find("INHERIT")
    if not isinstance(found, yaml.ScalarNode) or found.value != ENGINE:
        line = found.start_mark.line + 1 if found else 1
        problems.add(FILE, line, "site-inherit", wanted=f"INHERIT: {ENGINE}")


def _check_keys(root: yaml.Node, problems: Problems) -> None:
    """The site has a name, and every key is one that a handbook may set."""
    pairs = {name.value: (name, value) for name, value in root.value}
    for key, (name, _) in pairs.items():
        if key not in KEYS:
            near = ", ".join(nearest(key, KEYS) or KEYS)
            problems.add(FILE, name.start_mark.line + 1, "key-unknown", key=key, near=near)
    for key in NAMES:
        if key in pairs and not _is_text(pairs[key][1]):
            line = pairs[key][0].start_mark.line + 1
            problems.add(FILE, line, "value-text", key=key)
    if "site_name" not in pairs:
        problems.add(FILE, 1, "site-name")


def _is_text(node: yaml.Node) -> bool:
    """Whether it is one, and says something; what a value from outside says is known later."""
    is_outside = not node.tag.startswith("tag:")
    return is_outside or (node.tag == TEXT and bool(str(node.value).strip()))


def _check_extra(found: yaml.Node | None, problems: Problems) -> None:
    """Every key is one that something asks for: another would do nothing, without a word."""
    for name, value in found.value if isinstance(found, yaml.MappingNode) else ():
        key, line = str(name.value), name.start_mark.line + 1
        is_read_here = value.tag.startswith("tag:")  # a value from outside is known at the build
        if key not in (*FLAGS, *TEXTS, *OTHERS):
            known = nearest(key, (*FLAGS, *TEXTS, *OTHERS)) or (*FLAGS, *TEXTS, *OTHERS)
            problems.add(FILE, line, "key-unknown", key=key, near=", ".join(known))
        elif key in FLAGS and is_read_here and value.tag != FLAG:
            problems.add(FILE, line, "value-flag", key=key, value=_typed(value))
        elif key in TEXTS and not isinstance(value, yaml.ScalarNode):
            problems.add(FILE, line, "value-text", key=key)


def _typed(node: yaml.Node) -> str:
    """A value with its quotes: 'false' is a text because of them."""
    if not isinstance(node, yaml.ScalarNode):
        return "…"
    quote = node.style if node.style in ("'", '"') else ""
    return f"{quote}{node.value}{quote}"


def _check_short_names(settings: Settings, problems: Problems) -> None:
    found = settings.find("extra", "short_name")
    if found is None:
        return
    pairs = found.value if isinstance(found, yaml.MappingNode) else [(found, found)]
    for language, name in pairs:
        is_text = isinstance(name, yaml.ScalarNode) and name.value.strip()
        if language.value not in settings.languages.all or not is_text:
            problems.add(FILE, language.start_mark.line + 1, "site-short-name")


def _check_colours(root: Path, problems: Problems) -> None:
    """The sheet of colours sets variables and nothing else, the main one in full."""
    path = root / "docs" / SITE / COLOURS
    text = (read_text(path, _COLOURS, problems) or "") if path.is_file() else ""
    text = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    wrong = [
        (rule.start(2) + rule[2].index(one), one)
        for rule in RULE.finditer(text)
        for one in _wrong(rule[2])
    ]
    if AROUND.sub("", RULE.sub("", text)).strip():
        wrong.append((0, "{ }"))
    for at, said in wrong:
        problems.add(_COLOURS, text.count("\n", 0, at) + 1, "site-colours", text=said)


def _wrong(body: str) -> Iterator[str]:
    """What is none of the declarations that may stand there."""
    for one in (part.strip() for part in body.split(";")):
        name, _, value = (part.strip() for part in one.partition(":"))
        is_plain = name.startswith("--") and value and "url(" not in value.lower()
        if one and (not is_plain or (name == ACCENT and not HEX.fullmatch(value))):
            yield one


def _check_address(found: yaml.Node | None, problems: Problems) -> None:
    if found is None or not found.tag.startswith("tag:"):
        return
    said = found.value if isinstance(found, yaml.ScalarNode) else ""
    if not isinstance(found, yaml.ScalarNode) or not ADDRESS.fullmatch(said):
        problems.add(FILE, found.start_mark.line + 1, "site-address", address=said)


def _check_contact(found: yaml.Node | None, problems: Problems) -> None:
    if found is not None and not (
        isinstance(found, yaml.ScalarNode) and CONTACT.fullmatch(found.value)
    ):
        said = found.value if isinstance(found, yaml.ScalarNode) else ""
        problems.add(FILE, found.start_mark.line + 1, "site-contact", contact=said)


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
