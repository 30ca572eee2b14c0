"""``python -m tests.random_pages --seeds 10``: ten handbooks of fifty pages, one after the other."""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from tests.random_pages.handbook import random_handbook
from tests.random_pages.run import Project


def main() -> int:
    arguments = _arguments()
    bad = 0
    for seed in range(arguments.first, arguments.first + arguments.seeds):
        with tempfile.TemporaryDirectory() as folder:
            project = Project(Path(arguments.keep or folder), random_handbook(seed, arguments.pages))
            bad += _judged(project, seed, arguments.steps.split(","))
    return 1 if bad else 0


def _judged(project: Project, seed: int, steps: list[str]) -> int:
    project.make()
    judges = {
        "check": project.check,
        "site": lambda: project.build(paper=False),
        "typed": lambda: [str(one) for one in project.lost_on_site()],
        "nu": project.validate,
        "axe": project.axe,
        "paper": lambda: project.build(paper=True),
        "drawn": lambda: [f"{name}: {one}" for name, one in project.lost_on_paper()],
        "print": lambda: project.build(paper=True, only=sorted({p.id for p in project.handbook.pages if not p.front.get("screen_only")})),
    }
    count = 0
    for name in steps:
        began = time.monotonic()
        said = judges[name]()
        count += len(said)
        print(f"seed {seed} {name}: {len(said)} ({time.monotonic() - began:.1f} s)", flush=True)
        for line in said[:12]:
            print("   ", line[:1500], flush=True)
        if said and name in ("check", "site", "paper"):
            break
    return count


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--pages", type=int, default=50)
    parser.add_argument("--steps", default="check,site,typed,nu,axe,paper,drawn,print")
    parser.add_argument("--keep")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
