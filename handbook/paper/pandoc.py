"""Documents as pandoc has them inside, and running it: in a folder of its own, with nothing of the
machine and no time of day.

A document is JSON: blocks and inlines as ``{"t": kind, "c": content}``. Written like this it takes
pandoc half the memory and half the time that the same text takes as HTML.
"""

import json
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pypandoc

from handbook.paper.book import Edition
from handbook.paper.errors import PaperError

# The form of documents that is written here; pandoc refuses any other than its own.
VERSION = (1, 23)

Node = Mapping[str, object]
Nodes = Sequence[Node]
NOTHING = ("", (), ())
DEFAULT: Node = {"t": "AlignDefault"}


def node(kind: str, *content: object) -> Node:
    """A node whose content is a list."""
    return {"t": kind, "c": content}


def holding(kind: str, inside: object) -> Node:
    """A node whose content is one thing: a text, or nodes."""
    return {"t": kind, "c": inside}


def attributes(name: str = "", **values: str) -> object:
    """What a node is called, and what else there is to know; ``_`` stands for ``-``."""
    return (name, (), [(key.replace("_", "-"), value) for key, value in values.items()])


def div(style: str, *blocks: Node) -> Node:
    """Blocks in a style of the document."""
    return node("Div", attributes(custom_style=style), blocks)


def table(
    widths: Sequence[float],
    sides: Sequence[str],
    head: Sequence[Nodes],
    rows: Sequence[Sequence[Nodes]],
) -> Node:
    """A table of cells, each of blocks; ``widths`` are parts of the whole, ``sides`` say how the
    columns stand: ``right``, ``center`` or nothing."""
    columns = [
        ({"t": f"Align{side.capitalize() or 'Default'}"}, holding("ColWidth", width))
        for side, width in zip(sides, widths, strict=True)
    ]
    body = (NOTHING, 0, (), [_row(cells) for cells in rows])
    top, bottom = (NOTHING, [_row(head)]), (NOTHING, ())
    return node("Table", NOTHING, (None, ()), columns, top, [body], bottom)


def _row(cells: Sequence[Nodes]) -> object:
    return (NOTHING, [(NOTHING, DEFAULT, 1, 1, cell) for cell in cells])


def document(blocks: Nodes, about: Mapping[str, str]) -> bytes:
    """A document as a file, with what is known about it."""
    meta = {name: holding("MetaString", value) for name, value in about.items()}
    whole = {"pandoc-api-version": VERSION, "meta": meta, "blocks": blocks}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def instant(edition: Edition) -> datetime:
    """The time that files say they were made at."""
    return datetime(edition.year, edition.month, 1, tzinfo=UTC)


def run(work: Path, at: str, *arguments: str) -> None:
    """Run pandoc in a folder; ``at`` is the time to say, in seconds. PaperError with its words
    when it fails or warns."""
    environment = {
        "SOURCE_DATE_EPOCH": at,
        "TZ": "UTC",
        "LC_ALL": "C.UTF-8",
        "HOME": str(work),
    }
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "--data-dir=.", "--fail-if-warnings", *arguments],
        cwd=work,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise PaperError("tool", {"reason": done.stderr.strip()})
