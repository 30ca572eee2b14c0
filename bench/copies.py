"""Copies of the project to measure, as it is or enlarged; each build is a process of its own."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("browser", "handbook", "macros", "overrides", "docs", "hooks.py", "mkdocs.yml")
SENTENCE_END = re.compile(r"([.!?…:;])(?=[”’)*_]*(?:\s|$))")
TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
LINE = re.compile(r"^(?!#|/{3}$|\s*$|---|\{\{[^\n]*\}\}$).*\S", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """One finished build: seconds of processor, peak memory in MB."""

    cpu: float
    memory: float


def copy_project(target: Path) -> None:
    target.mkdir(exist_ok=True)
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)


def run(project: Path, config: str = "mkdocs.yml", site: str = "site", **settings: str) -> Run:
    """One build in a process of its own; settings are variables of its environment."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config, "-d", site]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **settings}
    process = subprocess.Popen(command, cwd=project, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def enlarge(docs: Path, size: int) -> int:
    """Copies of whole kinds, each sentence marked so that none stands twice. Returns the pages."""
    paths = (path.relative_to(docs) for path in docs.rglob("*.md"))
    names = [path.name for path in paths if not path.parts[0].startswith("_")]
    total = sum(1 for name in names if not name.endswith(".en.md"))
    kinds = sorted(
        path.parent for path in docs.glob("*/index.md") if "\nkind:" in path.read_text("utf-8")
    )
    number = 0
    while total < size:
        number += 1
        for kind in kinds:
            if total < size:
                total += copy_kind(kind, number)
    return total


def copy_kind(kind: Path, number: int) -> int:
    """One more folder with the pages of a kind, in the first language. Returns the pages."""
    folder = kind.with_name(f"{kind.name}-{number}")
    folder.mkdir()
    pages = [page for page in kind.glob("*.md") if not page.name.endswith(".en.md")]
    for page in pages:
        (folder / page.name).write_text(marked(page.read_text("utf-8"), number), "utf-8")
    return len(pages)


def marked(text: str, number: int) -> str:
    """The page with the number in its title and in each of its sentences."""

    def titled(found: re.Match[str]) -> str:
        title = found[1].strip("'\"")
        return f"title: {json.dumps(f'{title} {number}', ensure_ascii=False)}"

    def ended(found: re.Match[str]) -> str:
        line = found[0] if SENTENCE_END.search(found[0][-1]) else f"{found[0]}."
        return SENTENCE_END.sub(rf" bản {number}\1", line)

    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return f"---\n{TITLE.sub(titled, head)}\n---\n{LINE.sub(ended, body)}"
