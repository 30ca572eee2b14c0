"""Start another handbook with this engine, or bring a newer engine into one: ``scripts/new``.

A handbook is its own files, ``OWN``, beside those of the engine, which are the same in all. The
engine's are listed with their hashes in ``LIST``, so that what somebody changed is never lost.
"""

import argparse
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from handbook.check.all import check
from handbook.check.titles import TITLE
from handbook.content.settings import read_settings
from handbook.language.languages import EDITORS
from handbook.language.problems import Problems, report
from handbook.language.texts import Texts, load_texts
from handbook.language.usage import Command, word
from handbook.machine import MISPLACED, told
from macros.catalog import catalog
from scripts import editions
from scripts.engine import LIST, OWN, Files, engine, hash_of, listed
from scripts.refusal import RefusedError

ROOT = Path(__file__).resolve().parent.parent
STARTER = "scripts/starter"
TEMPLATES = "docs/_templates"
# The languages that the starting pages are written in, by the names that they have for themselves.
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}
# As long as the title of a page may be, which the name becomes.
LONGEST = TITLE[0]


def start(root: Path, target: Path, name: str, languages: Sequence[str]) -> None:
    """Write a small handbook with the engine into a folder that is not there yet, or empty."""
    own = read_settings(root, Problems()).languages
    languages = languages or [own.default]
    known = [language for language in LANGUAGES if language in own.all]
    if unknown := [language for language in languages if language not in known]:
        raise RefusedError("language", language=unknown[0], known=", ".join(known))
    languages = list(dict.fromkeys(languages))
    if len(name) > LONGEST:
        raise RefusedError("name", most=LONGEST)
    if root in (target, *target.parents):
        raise RefusedError("inside", folder=target)
    _make_room(target)
    edition = edition_of(date.today())
    with TemporaryDirectory(dir=target.parent) as folder:
        part = Path(folder) / target.name
        shutil.copytree(root / STARTER, part)
        keep_languages(part / "docs", languages, EDITORS)
        shutil.copytree(root / TEMPLATES, part / TEMPLATES)
        keep_languages(part / TEMPLATES, languages, own.default)
        _bring_templates(root / TEMPLATES, part / TEMPLATES)
        _fill(part, name, languages, edition)
        editions.begin(part, edition, date.today())
        if found := check(part, catalog()).problems:
            raise RefusedError("unsound", found=report(sorted(found.found)))
        _bring(root, part, engine(root))
        if target.is_dir():
            target.rmdir()
        part.rename(target)


def _bring_templates(source: Path, target: Path) -> None:
    """Those that are not written in the first language come as they are: a pattern in another one
    is better than none, and the guide names them."""
    for path in source.glob("*.md"):
        if "." not in path.stem and not (target / path.name).exists():
            for other in target.glob(f"{path.stem}.??.md"):
                other.unlink()
            shutil.copy(path, target / path.name)


def edition_of(day: date) -> str:
    """The name of the first edition, which editors write without a zero."""
    return f"{day.year}.{day.month}"


def _make_room(target: Path) -> None:
    """The folders around one that is not there yet, or empty. RefusedError when it is another."""
    try:
        if (os.path.lexists(target) and not target.is_dir()) or any(target.glob("*")):
            raise RefusedError("there", folder=target)
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        if error.errno not in MISPLACED:
            raise
        raise RefusedError("place", folder=target, reason=error.strerror) from error


def _fill(folder: Path, name: str, languages: Sequence[str], edition: str) -> None:
    """Put the name, the languages and the edition into the starting files."""
    values = {
        "name": name,
        "quoted": json.dumps(name, ensure_ascii=False),
        "edition": edition,
        "languages": "\n".join(_entry(language, languages) for language in languages),
    }
    pages = sorted((folder / "docs").glob("index*.md"))
    for path in (*pages, *(folder / one for one in OWN if (folder / one).is_file())):
        path.write_text(Template(path.read_text(encoding="utf-8")).substitute(values), "utf-8")


def _entry(language: str, languages: Sequence[str]) -> str:
    is_default = language == languages[0]
    lines = [
        f"- locale: {language}",
        *(["  default: true"] if is_default else []),
        f"  name: {LANGUAGES[language]}",
        "  build: true",
    ]
    return "\n".join(f"      {line}" for line in lines)


def keep_languages(folder: Path, languages: Sequence[str], default: str) -> None:
    """Leave pages and texts of registers in these languages alone, and make the first of them the
    default one instead of ``default``. Every page must be there in it."""
    pages = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    for path in pages:
        path.unlink()
    for path, text in pages.items():
        stem, _, suffix = path.name.removesuffix(".md").partition(".")
        language = suffix or default
        if language in languages:
            ending = "" if language == languages[0] else f".{language}"
            path.with_name(f"{stem}{ending}.md").write_text(text, encoding="utf-8")
    for path in folder.rglob("*.yml"):
        text = path.read_text(encoding="utf-8")
        for language in LANGUAGES.keys() - set(languages):
            text = _without(text, language)
        path.write_text(text, encoding="utf-8")


def _without(text: str, language: str) -> str:
    """A register without its texts in a language, in braces or on lines of their own."""
    value = r"(?:'(?:[^']|'')*'|[^,{}\n]*)"
    text = re.sub(rf", {language}: {value}(?=[,}}])", "", text)
    text = re.sub(rf"(?<={{){language}: {value}, ", "", text)
    return re.sub(rf"^( +){language}: .*\n(?:\1 +.*\n)*", "", text, flags=re.MULTILINE)


def update(root: Path, target: Path) -> Sequence[str]:
    """Bring this engine into a handbook that was started by it. What changed, by path.

    Its own files are not touched. RefusedError when somebody changed the engine there, or something
    else stands in a place of it.
    """
    if not (target / LIST).is_file():
        raise RefusedError("none", folder=target)
    before, now = listed(target), engine(root)
    if wrong := sorted({name for one in now for name in _misplaced(target, Path(one))}):
        raise RefusedError("misplaced", places=", ".join(wrong))
    names = before.keys() | now.keys()
    changed = [n for n in names if _is_changed(target / n, before.get(n), now.get(n))]
    if changed:
        raise RefusedError("changed", files=", ".join(sorted(changed)))
    for name in before.keys() - now.keys():
        _remove(target / name, target)
    _bring(root, target, now)
    return sorted(name for name in names if before.get(name) != now.get(name))


def _misplaced(target: Path, name: Path) -> Iterator[str]:
    """What stands where a file is to be written and is none, or where a folder around it is to be
    and is none. The file is written beside its place first."""
    for part in (name, name.with_name(f"{name.name}.part"), Path(f"{LIST}.part")):
        if os.path.lexists(target / part) and not (target / part).is_file():
            yield part.as_posix()
    for folder in name.parents:
        if os.path.lexists(target / folder) and not (target / folder).is_dir():
            yield folder.as_posix()


def _remove(path: Path, root: Path) -> None:
    """Remove a file, and the folders below the root that are empty then."""
    if path.is_file() or path.is_symlink():
        path.unlink()
    for folder in path.relative_to(root).parents[:-1]:
        if (root / folder).is_dir() and not any((root / folder).iterdir()):
            (root / folder).rmdir()


def _is_changed(path: Path, before: str | None, now: str | None) -> bool:
    """Whether a file is neither the one that was brought nor the one to be brought."""
    return path.is_file() and hash_of(path) not in (before, now)


def _bring(root: Path, target: Path, files: Files) -> None:
    for name, digest in files.items():
        path = target / name
        if path.is_file() and hash_of(path) == digest:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f"{path.name}.part")
        shutil.copy(root / name, part)
        part.replace(path)
    lines = (f"{digest}  {name}\n" for name, digest in files.items())
    part = target / f"{LIST}.part"
    part.write_text("".join(lines), encoding="utf-8")
    part.replace(target / LIST)


def parser() -> argparse.ArgumentParser:
    """What the command takes; first comes the folder that it was called in."""
    found = Command("new")
    found.add_argument("called_in", type=Path)
    found.add_argument("--update", action="store_true")
    found.add_argument("folder", type=word)
    found.add_argument("name", nargs="?")
    found.add_argument("languages", nargs="*")
    return found


def _done(arguments: argparse.Namespace, target: Path, texts: Texts) -> str:
    """Do what was asked, and say so."""
    if arguments.update:
        return texts.message("campaign.updated", count=len(update(ROOT, target)), folder=target)
    name = (arguments.name or "").strip() or texts.message("campaign.unnamed")
    start(ROOT, target, name, arguments.languages)
    return texts.message("campaign.started", folder=target)


def main() -> int:
    arguments = parser().parse_args()
    # Not resolve(), which ends at a shortcut that leads round in a circle.
    target = Path(os.path.realpath(arguments.called_in / arguments.folder))
    texts = load_texts()
    try:
        with told(Path.cwd(), *(one for one in target.parents if one.is_dir())):
            print(_done(arguments, target, texts))
    except RefusedError as error:
        print(texts.message(f"campaign.{error.code}", **error.values), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
