"""Write the register of an edition: which pages changed, which addresses it publishes.

What changed is found by the hashes of the registers before, never by git. The editor then says in
a line what has changed on each page; until then the check refuses the register.
"""

import argparse
import sys
import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import yaml

from handbook.check.all import check
from handbook.check.editions import sections
from handbook.check.settings import HEADING, LOG
from handbook.content.editions import FOLDER, Change, Record, file_of, order_of
from handbook.content.fingerprint import fingerprints
from handbook.content.handbook import Content
from handbook.content.model import EDITION, Page
from handbook.content.settings import FILE, read_settings
from handbook.language.problems import Problem, Problems, report
from handbook.language.texts import load_texts
from handbook.language.usage import Command
from handbook.machine import told
from macros.catalog import catalog
from scripts.refusal import RefusedError

ROOT = Path(__file__).resolve().parent.parent
# What this command is for, and the check says as long as it has not run, or the editor not written.
EXPECTED = frozenset(
    (
        *("edition-unregistered", "edition-unlogged", "edition-differs", "edition-none"),
        *("edition-unsaid", "edition-what"),
    )
)
WIDTH = 100


@dataclass(frozen=True)
class Written:
    """What a register says: how many pages are new, which changed and still want a line."""

    file: str
    new: int
    changed: int
    unsaid: tuple[str, ...]


def write(root: Path, name: str, today: date) -> Written:
    """Write the register of an edition, or write it anew with the lines that it has. The settings
    and the list of changes name the edition then. RefusedError when the content is not sound or
    the edition is older than another."""
    if not EDITION.fullmatch(name):
        raise RefusedError("name", name=name)
    checked = check(root, catalog())
    if wrong := [one for one in checked.problems.found if one.code not in EXPECTED]:
        raise RefusedError("unsound", found=_told(wrong))
    content = checked.content
    own = _own(content, name)
    name = own.name if own else name  # 2027.1 may be written 2027.01
    newest = next(iter(content.editions.records), None)
    if newest and newest.order > order_of(name):
        raise RefusedError("old", name=name, newest=newest.name)
    entries = dict(_entries(content, root / "docs", name))
    path = root / "docs" / FOLDER / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    _name_in_settings(root, name)
    _put(path, _text(content, name, entries, today))
    _name_in_log(root, name)
    said = [change for change in entries.values() if change.is_changed]
    unsaid = tuple(change.path for change in said if not change.what)
    return Written(file_of(root / "docs", path.name), len(entries) - len(said), len(said), unsaid)


def begin(root: Path, name: str, today: date) -> None:
    """Write a register that names nothing yet, for a handbook that nobody has read: its pages and
    ids are free until the command is run for the first time."""
    folder = root / "docs" / FOLDER
    folder.mkdir()
    lines = (*_head(name), f"date: {_day(today)}", "pages: {}", "addresses: {}", "")
    _put(folder / f"{name}.yml", "\n".join(lines))


def _told(wrong: list[Problem]) -> str:
    return report(sorted(set(wrong)))


@dataclass(frozen=True)
class Entry:
    """A page that is new in the edition, or has changed in it."""

    path: str
    hash: str
    is_changed: bool
    what: str = ""
    correction: bool = False


def _own(content: Content, name: str) -> Record | None:
    return next((one for one in content.editions.records if one.order == order_of(name)), None)


def _entries(content: Content, docs: Path, name: str) -> Iterator[tuple[str, Entry]]:
    """The pages whose text differs from that of the newest edition before this one."""
    hashes = fingerprints(content, docs)
    own = _own(content, name)
    for _, page in sorted(content.pages.items(), key=lambda item: item[1].path):
        before = _before(content, page, name)
        if before is not None and before.hash == hashes[page.path]:
            continue
        said = own.pages.get(page.path) if own else None
        what, correction = (said.what, said.correction) if said else ("", False)
        yield page.path, Entry(page.path, hashes[page.path], before is not None, what, correction)


def _before(content: Content, page: Page, name: str) -> Change | None:
    found = content.editions.history(page)
    return next((change for record, change in found if record.order < order_of(name)), None)


def _addresses(content: Content, name: str) -> Mapping[str, list[str]]:
    """Page -> its ids that no edition before has published; those that this one has stay."""
    own = _own(content, name)
    kept = dict(own.addresses) if own else {}
    known: dict[str, set[str]] = {}
    for record in content.editions.records:
        if record is not own:
            for page, (anchors, _) in record.addresses.items():
                known.setdefault(page, set()).update(anchors)
    found: dict[str, list[str]] = {}
    for page in sorted({*content.defaults, *kept}):
        there = content.anchors(content.defaults[page]) if page in content.defaults else frozenset()
        new = there - known.get(page, set()) | set(kept.get(page, ((), 0))[0])
        if new or page not in known:
            found[page] = sorted(new)
    return found


def _text(content: Content, name: str, entries: Mapping[str, Entry], today: date) -> str:
    own = _own(content, name)
    when = own.date if own and own.pages else None
    day = f"{when.day}/{when.month}/{when.year}" if when else _day(today)
    lines = [*_head(name), f"date: {day}", *_known(content, own)]
    lines.append("pages:" if entries else "pages: {}")
    lines += [line for entry in entries.values() for line in _lines(entry)]
    addresses = _addresses(content, name)
    lines.append("addresses:" if addresses else "addresses: {}")
    lines += [line for page, ids in addresses.items() for line in _listed(page, ids)]
    return "\n".join(lines) + "\n"


def _known(content: Content, own: Record | None) -> Iterator[str]:
    """What the handbook is known by, once for all editions: the first that is written says it."""
    if (own and own.handbook) or not content.editions.handbook:
        yield f"handbook: {content.known_by}"


def _head(name: str) -> list[str]:
    said = load_texts().message("editions.head", name=name)
    return [f"# {line}" for line in said.splitlines()]


def _day(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"


def _lines(entry: Entry) -> Iterator[str]:
    if not entry.is_changed and not entry.what:
        yield f"  {entry.path}: {{hash: '{entry.hash}'}}"
        return
    yield f"  {entry.path}:"
    yield f"    hash: '{entry.hash}'"
    yield f"    what: {_quoted(entry.what)}".rstrip()
    if entry.correction:
        yield "    correction: true"


def _quoted(text: str) -> str:
    """A text as YAML wants it."""
    if not text:
        return ""
    return yaml.safe_dump(text, allow_unicode=True, width=10_000).removesuffix("\n...\n").strip()


def _listed(page: str, ids: list[str]) -> list[str]:
    whole = f"{page}: [{', '.join(ids)}]"
    return textwrap.wrap(
        whole, WIDTH, initial_indent="  ", subsequent_indent="    ",
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip


def _put(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, encoding="utf-8", newline="")
    part.replace(path)


def _name_in_settings(root: Path, name: str) -> None:
    """Put the edition in the place of the one that the settings name; all else stays as typed."""
    node = read_settings(root, Problems()).find("extra", "edition")
    path = root / FILE
    if node is None or node.start_mark.line != node.end_mark.line:
        raise RefusedError("settings", name=name)
    lines = path.read_bytes().decode().splitlines(keepends=True)
    at, line = node.start_mark.line, lines[node.start_mark.line]
    lines[at] = f"{line[: node.start_mark.column]}'{name}'{line[node.end_mark.column :]}"
    _put(path, "".join(lines))


def _name_in_log(root: Path, name: str) -> None:
    """Give the edition its heading above those before it, where it has none."""
    path = root / LOG
    text = path.read_bytes().decode() if path.is_file() else ""
    if not path.is_file() or any(one.name == name for one in sections(text)):
        return
    lines = text.splitlines(keepends=True)
    heads = (at for at, line in enumerate(lines) if HEADING.match(line.rstrip("\r\n")))
    at = next(heads, len(lines))
    if lines[:at] and not lines[at - 1].endswith(("\n", "\r")):
        lines[at - 1] += "\n\n"
    _put(path, "".join((*lines[:at], f"## {name}\n\n", *lines[at:])))


def parser() -> argparse.ArgumentParser:
    """What the command takes."""
    found = Command("edition")
    found.add_argument("edition")
    return found


def main() -> int:
    arguments = parser().parse_args()
    texts = load_texts()
    try:
        with told(ROOT):
            done = write(ROOT, arguments.edition, date.today())
    except RefusedError as error:
        print(texts.message(f"editions.{error.code}", **error.values), file=sys.stderr)
        return 1
    counts = {"file": done.file, "new": done.new, "changed": done.changed}
    print(texts.message("editions.written", **counts))
    if done.unsaid:
        print(texts.message("editions.unsaid", count=len(done.unsaid), file=done.file))
    return 0


if __name__ == "__main__":
    sys.exit(main())
