"""Cost of the handbook's engine: its whole build against the plain theme on the same Markdown.

The plain side gets the pages with macros already rendered, the same navigation, extensions and
features; no hooks, macros or overrides. Both run in turn; the table shows medians and the ratio.
"""

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROJECT = ("browser", "handbook", "macros", "overrides", "docs", "hooks.py", "mkdocs.yml")
SIZES = (0, 600, 3000)
LIMIT = 1.15
SENTENCE_END = re.compile(r"([.!?…:;])(?=[”’)*_]*(?:\s|$))")
TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
LINE = re.compile(r"^(?!#|/{3}$|\s*$|---|\{\{[^\n]*\}\}$).*\S", re.MULTILINE)

# Writes every page as it is after all macros, and the navigation, beside the built site.
DUMP = """
import json
from pathlib import Path
from mkdocs.plugins import event_priority

TARGET = Path({target!r})

@event_priority(-200)
def on_page_markdown(markdown, page, config, files):
    path = TARGET / "docs" / page.file.src_uri
    path.parent.mkdir(parents=True, exist_ok=True)
    title = json.dumps(page.title, ensure_ascii=False)
    path.write_text("---\\ntitle: " + title + "\\n---\\n\\n" + markdown, encoding="utf-8")
    return markdown

def on_pre_build(config):
    (TARGET / "nav.json").write_text(json.dumps(config.nav, ensure_ascii=False), encoding="utf-8")
"""


@dataclass(frozen=True)
class Run:
    """One finished build: seconds of processor, peak memory in MB."""

    cpu: float
    memory: float


def copy_project(target: Path) -> None:
    for name in PROJECT:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, target / name)


def enlarge(docs: Path, size: int) -> int:
    """Copies of whole kinds, each sentence marked so that none stands twice. Returns the pages."""
    pages = [
        path for path in docs.rglob("*.md") if not path.relative_to(docs).parts[0].startswith("_")
    ]
    total = sum(1 for path in pages if not path.name.endswith(".en.md"))
    kinds = sorted(
        path.parent for path in docs.glob("*/index.md") if "\nkind:" in path.read_text("utf-8")
    )
    number = 0
    while total < size:
        number += 1
        for kind in kinds:
            if total >= size:
                break
            folder = docs / f"{kind.name}-{number}"
            folder.mkdir()
            for page in sorted(kind.glob("*.md")):
                if not page.name.endswith(".en.md"):
                    (folder / page.name).write_text(
                        marked(page.read_text("utf-8"), number), "utf-8"
                    )
                    total += 1
    return total


def marked(text: str, number: int) -> str:
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    head = TITLE.sub(lambda match: f"title: {quoted(match[1], number)}", head)
    body = LINE.sub(lambda match: marked_line(match[0], number), body)
    return f"---\n{head}\n---\n{body}"


def marked_line(line: str, number: int) -> str:
    """The line with the number in each of its sentences."""
    ended = line if SENTENCE_END.search(line[-1]) else f"{line}."
    return SENTENCE_END.sub(rf" bản {number}\1", ended)


def quoted(title: str, number: int) -> str:
    plain = title.strip("'\"")
    return json.dumps(f"{plain} {number}", ensure_ascii=False)


def plain_project(project: Path, target: Path) -> None:
    """The same pages for the plain theme, from one build of the project."""
    target.mkdir()
    (project / "dump.py").write_text(DUMP.format(target=str(target)), encoding="utf-8")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "dump.yml").write_text(
        config.replace("hooks: [hooks.py]", "hooks: [hooks.py, dump.py]"), encoding="utf-8"
    )
    run(project, "dump.yml")
    nav = (target / "nav.json").read_text(encoding="utf-8")
    (target / "mkdocs.yml").write_text(plain_config(config) + f"\nnav: {nav}\n", encoding="utf-8")


def plain_config(config: str) -> str:
    """The configuration without hooks, macros, overrides and style sheets; with its own search."""
    config = re.sub(r"^hooks: .*\n", "", config, flags=re.MULTILINE)
    config = re.sub(r"^  custom_dir: .*\n", "", config, flags=re.MULTILINE)
    config = re.sub(r"^  favicon: .*\n", "", config, flags=re.MULTILINE)
    config = re.sub(r"^extra_css: .*\n", "", config, flags=re.MULTILINE)
    config = re.sub(r"^plugins:\n", "plugins:\n  search: {}\n", config, flags=re.MULTILINE)
    return re.sub(r"^  macros:\n(    .*\n)+", "", config, flags=re.MULTILINE)


def run(project: Path, config: str = "mkdocs.yml") -> Run:
    """One build in a process of its own."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "-f", config, "-d", "site"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=project, env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(size: int, repeats: int) -> str:
    """The row of one size."""
    with tempfile.TemporaryDirectory() as folder:
        project, plain = Path(folder, "handbook"), Path(folder, "plain")
        project.mkdir()
        copy_project(project)
        pages = enlarge(project / "docs", size)
        plain_project(project, plain)
        pairs = [pair(project, plain) for _ in range(repeats)]
        own, bare = zip(*pairs, strict=True)
        ratios = [left.cpu / right.cpu for left, right in pairs]
    ratio = statistics.median(ratios)
    return (
        f"{pages:>6} {median_of(own):>9.1f} {median_of(bare):>9.1f} {ratio:>7.3f} "
        f"{min(ratios):>7.3f} {max(ratios):>7.3f} {'ok' if ratio <= LIMIT else 'over':>5} "
        f"{peak(own):>7.0f} {peak(bare):>8.0f}"
    )


def peak(runs: tuple[Run, ...]) -> float:
    return statistics.median(found.memory for found in runs)


def pair(project: Path, plain: Path) -> tuple[Run, Run]:
    """One build of each, told as it is done: at 3000 pages a pair takes many minutes."""
    own, bare = run(project), run(plain)
    print(f"  {own.cpu:.1f} s / {bare.cpu:.1f} s", file=sys.stderr, flush=True)
    return own, bare


def median_of(runs: tuple[Run, ...]) -> float:
    return statistics.median(found.cpu for found in runs)


def main() -> int:
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    head = f"{'pages':>6} {'own s':>9} {'plain s':>9} {'ratio':>7} {'min':>7} {'max':>7} {LIMIT:>5}"
    print(f"{head} {'own MB':>7} {'plain MB':>8}")
    for size in sizes:
        print(measure(size, repeats=9 if size < 1000 else 3), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
