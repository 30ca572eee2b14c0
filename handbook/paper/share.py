"""The picture that a link to the site is shown with where people send it to each other."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import typst

from handbook.images.png import drawn
from handbook.paper.format import SHARE, Format
from handbook.paper.jobs import Job

MAIN, FACTS, MADE, PNG = "share.typ", "facts.json", "share.png", "png"
TEMPLATE = Path(__file__).parent / "templates" / "share" / MAIN
# What those ask for who show it. The template's page is half as many points high and wide.
WIDTH, HEIGHT, DENSITY = 1200, 630, 144


def share_files(title: str, sentence: str, language: str) -> Mapping[str, bytes]:
    """The files of the picture, for ``make_share``."""
    facts = {"title": title, "sentence": sentence, "language": language}
    return {
        MAIN: TEMPLATE.read_bytes(),
        FACTS: json.dumps(facts, ensure_ascii=False).encode(),
    }


def make_share(job: Job, work: Path) -> Path:
    """Draw the picture. Option: ``fonts``, the folders of the font files."""
    made = work / MADE
    typst.compile(
        work / MAIN,
        output=made,
        root=work,
        font_paths=[Path(found) for found in job.options["fonts"].split(os.pathsep)],
        ignore_system_fonts=True,
        format="png",
        ppi=DENSITY,
    )
    made.write_bytes(drawn(made.read_bytes()))
    return made


FORMAT = Format(SHARE, make_share, (SHARE,), ending=PNG, pictures=None, quick=True)
