"""``python -m tests.random_pages --seeds 10``: ten handbooks of fifty pages, one after the other.

Says for every judge how many faults there are, each with its page and the block it is in, and ends
with 1 when there is one. ``--first`` and ``--steps`` look again at what a run has found.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from tests.random_pages.handbook import random_handbook
from tests.random_pages.run import Project

# Without these there is nothing to look at.
NEEDED = ("check", "site", "paper", "print")
SHOWN, LENGTH = 20, 1500

Judges = Mapping[str, Callable[[], list[str]]]


def main() -> int:
    """The exit status: 1 when anything is wrong."""
    arguments = _arguments()
    bad = 0
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        with tempfile.TemporaryDirectory() as folder:
            handbook = random_handbook(seed, arguments.pages)
            project = Project(Path(arguments.keep or folder), handbook)
            project.make()
            bad += sum(_judged(judges_of(project), seed, arguments.steps.split(",")))
    return 1 if bad else 0


def judges_of(project: Project) -> Judges:
    """What is asked of a project, by name, in order; each says what is wrong."""
    return {
        "check": project.check,
        "site": lambda: project.build(paper=False),
        "typed": lambda: [str(one) for one in project.lost_on_site()],
        "nu": project.validate,
        "axe": project.axe,
        "paper": lambda: project.build(paper=True),
        "drawn": lambda: _lost(project, "site"),
        "print": lambda: project.build(paper=True, only=project.printable),
        "pages": lambda: _lost(project, "in"),
    }


def _lost(project: Project, where: str) -> list[str]:
    return [f"{name}: {one}" for name, one in project.lost_on_paper(Path(where))]


def _judged(judges: Judges, seed: int, steps: list[str]) -> Iterator[int]:
    """The number of faults that each judge finds."""
    for name in steps:
        began = time.monotonic()
        said = judges[name]()
        print(f"seed {seed} {name}: {len(said)} ({time.monotonic() - began:.1f} s)", flush=True)
        print("\n".join(f"    {line[:LENGTH]}" for line in said[:SHOWN]), end="\n" if said else "")
        yield len(said)
        if said and name in NEEDED:
            return


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1, help="how many handbooks")
    parser.add_argument("--first", type=int, default=1, help="seed of the first of them")
    parser.add_argument("--pages", type=int, default=50, help="pages of each, translations aside")
    parser.add_argument("--steps", default="check,site,typed,nu,axe,paper,drawn,print,pages")
    parser.add_argument("--keep", help="an empty folder to work in, for one seed")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
