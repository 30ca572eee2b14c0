"""What others made that a site brings to its readers, and the licences of what builds the site."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FOLDER = Path(__file__).parent / "licences"
BLANK = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Part:
    """One thing that readers get. ``licence`` is an SPDX id, ``holder`` what the thing itself says
    of its copyright; ``package`` and ``version`` are empty when it has none; ``text`` when the
    licence must come with it, ``paper`` when it is in files for paper alone."""

    id: str
    name: str
    licence: str
    holder: str
    package: str = ""
    version: str = ""
    text: bool = False
    paper: bool = False


@dataclass(frozen=True)
class Parts:
    """All of them; ``built_with`` has the licence of each package that builds the site, as SPDX."""

    shipped: tuple[Part, ...]
    built_with: Mapping[str, str]


@cache
def parts() -> Parts:
    """As the register beside the texts of the licences has them."""
    found = yaml.safe_load((FOLDER / "parts.yml").read_text(encoding="utf-8"))
    return Parts(tuple(Part(**one) for one in found["shipped"]), found["built_with"])


def paragraphs(licence: str) -> list[str]:
    """The full text of a licence, each paragraph in one line."""
    text = (FOLDER / f"{licence}.txt").read_text(encoding="utf-8")
    return [" ".join(one.split()) for one in BLANK.split(text) if one.strip()]
