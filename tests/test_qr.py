"""The codes that pages draw, against those of another encoder: cell by cell."""

import json
import re
import subprocess
from bisect import bisect_right
from pathlib import Path

import pytest
import segno

from handbook.paper.qr import QUIET
from handbook.publish.scripts import silent_script

# The script on a page that has nothing but what it draws with.
RUN = """
const make = () => ({attributes: {}, children: [],
  setAttribute(name, value) { this.attributes[name] = value; },
  append(...more) { this.children.push(...more); }});
globalThis.self = globalThis;
globalThis.document = {createElementNS: make, currentScript: {}};
const {script, texts} = JSON.parse(require('fs').readFileSync(0, 'utf8'));
eval(script);
console.log(JSON.stringify(texts.map((text) => handbookQr(text).children[1].attributes.d)));
"""
MASKS = 8
LARGEST = 20
ADDRESS = "https://so-tay.example/bai-hoc/mot-bai/#" + "abcdefghij" * 70


def full_texts() -> list[str]:
    """For each version the longest address that fits: then there is nothing to pad, which the other
    encoder does in its own way."""
    versions = range(1, LARGEST + 1)
    lengths = range(1, len(ADDRESS))
    sizes = [
        bisect_right(lengths, one, key=lambda size: version_of(ADDRESS[:size])) for one in versions
    ]
    return [ADDRESS[:size] for size in sizes]


def version_of(text: str) -> int:
    return int(code_of(text, 0).version)


def code_of(text: str, mask: int | None = None) -> segno.QRCode:
    return segno.make_qr(text, error="m", mode="byte", boost_error=False, mask=mask)


def rows_of(code: segno.QRCode) -> list[list[int]]:
    return [list(row) for row in code.matrix]


def drawn(folder: Path, texts: list[str]) -> list[list[list[int]]]:
    """The cells that the script draws for each text."""
    told = json.dumps({"script": silent_script(folder, "qr"), "texts": texts})
    done = subprocess.run(
        ["node", "-e", RUN],
        input=told,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return [cells(path) for path in json.loads(done.stdout)]


def cells(path: str) -> list[list[int]]:
    found = {(int(x), int(y)) for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", path)}
    size = max(x for x, _ in found) - QUIET + 1
    return [[int((x + QUIET, y + QUIET) in found) for x in range(size)] for y in range(size)]


@pytest.fixture(scope="module")
def full(root: Path) -> list[tuple[str, list[list[int]]]]:
    texts = full_texts()
    return list(zip(texts, drawn(root / "browser", texts), strict=True))


def test_every_version_is_drawn_as_another_encoder_draws_it(
    full: list[tuple[str, list[list[int]]]],
) -> None:
    assert [version_of(text) for text, _ in full] == list(range(1, LARGEST + 1))
    for text, rows in full:
        others = [rows_of(code_of(text, mask)) for mask in range(MASKS)]
        assert rows in others, text


def test_the_mask_is_mostly_the_one_of_another_encoder(
    full: list[tuple[str, list[list[int]]]],
) -> None:
    """What is easiest to read is weighed; of close ones each encoder takes another."""
    same = [rows == rows_of(code_of(text)) for text, rows in full]
    assert sum(same) > LARGEST * 3 / 4
