"""Cost of the handbook's engine: its whole build against the plain theme on the same Markdown.

The plain side gets the pages with macros already rendered, the same navigation, extensions and
features; no hooks, macros or overrides. Both run in turn; the table shows medians and the ratio.
"""

import re
import statistics
import sys
import tempfile
from pathlib import Path

from bench.copies import ENGINE, Run, copy_project, enlarge, run

SIZES = (0, 600, 3000)
LIMIT = 1.15

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
# What the plain theme gets instead of hooks, templates, style sheets and macros: its own search.
PLAIN = (
    (r"^hooks: .*\n", ""),
    (r"^  name: null.*\n", "  name: material\n"),
    (r"^  custom_dir: .*\n", ""),
    (r"^plugins:\n", "plugins:\n  search: {}\n"),
    (r"^  macros:\n(    .*\n)+", ""),
)


def plain_project(project: Path, target: Path) -> None:
    """The same pages for the plain theme, from one build of the project."""
    target.mkdir()
    (project / "dump.py").write_text(DUMP.format(target=str(target)), encoding="utf-8")
    engine = (project / ENGINE).read_text(encoding="utf-8")
    own = (project / "mkdocs.yml").read_text(encoding="utf-8").replace(ENGINE, "engine.yml")
    dumping = engine.replace("hooks: [hooks.py]", "hooks: [hooks.py, dump.py]")
    (project / "engine.yml").write_text(dumping, encoding="utf-8")
    (project / "dump.yml").write_text(own, encoding="utf-8")
    run(project, "dump.yml")
    for pattern, replacement in PLAIN:
        engine = re.sub(pattern, replacement, engine, flags=re.MULTILINE)
    nav = (target / "nav.json").read_text(encoding="utf-8")
    (target / "engine.yml").write_text(engine, encoding="utf-8")
    (target / "mkdocs.yml").write_text(f"{own}\nnav: {nav}\n", encoding="utf-8")


def measure(size: int, repeats: int) -> str:
    """The row of one size."""
    with tempfile.TemporaryDirectory() as folder:
        project, plain = Path(folder, "handbook"), Path(folder, "plain")
        copy_project(project)
        pages = enlarge(project / "docs", size)
        plain_project(project, plain)
        pairs = [pair(project, plain) for _ in range(repeats)]
    ratios = [own.cpu / bare.cpu for own, bare in pairs]
    ratio = statistics.median(ratios)
    (own_cpu, own_memory), (bare_cpu, bare_memory) = map(medians, zip(*pairs, strict=True))
    return (
        f"{pages:>6} {own_cpu:>9.1f} {bare_cpu:>9.1f} {ratio:>7.3f} {min(ratios):>7.3f} "
        f"{max(ratios):>7.3f} {'ok' if ratio <= LIMIT else 'over':>5} "
        f"{own_memory:>7.0f} {bare_memory:>8.0f}"
    )


def pair(project: Path, plain: Path) -> tuple[Run, Run]:
    """One build of each, told as it is done: at 3000 pages a pair takes many minutes."""
    own, bare = run(project), run(plain)
    print(f"  {own.cpu:.1f} s / {bare.cpu:.1f} s", file=sys.stderr, flush=True)
    return own, bare


def medians(runs: tuple[Run, ...]) -> tuple[float, float]:
    """Of processor time and memory."""
    cpu = statistics.median(found.cpu for found in runs)
    return cpu, statistics.median(found.memory for found in runs)


def main() -> None:
    sizes = [int(text) for text in sys.argv[1:]] or SIZES
    head = f"{'pages':>6} {'own s':>9} {'plain s':>9} {'ratio':>7} {'min':>7} {'max':>7} {LIMIT:>5}"
    print(f"{head} {'own MB':>7} {'plain MB':>8}")
    for size in sizes:
        print(measure(size, repeats=9 if size < 1000 else 3), flush=True)


if __name__ == "__main__":
    main()
