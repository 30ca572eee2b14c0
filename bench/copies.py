"""Copies of the project for the measurements: as it is or enlarged, built in a process of its own.

``python -m bench.copies FOLDER SIZE`` builds one of at least SIZE pages for bench/search: the site
in FOLDER/site, and in its folder ``material`` the theme's own search with its index of the same
pages.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import material

from scripts.parts import CODE, copy_parts

ROOT = Path(__file__).resolve().parent.parent
# The settings that are the same in every handbook.
ENGINE = "handbook/mkdocs.yml"
SENTENCE_END = re.compile(r"([.!?…:;])(?=[”’)*_]*(?:\s|$))")
TITLE = re.compile(r"^title: (.*)$", re.MULTILINE)
# What of a question is no sentence: its options, the words of true and false.
NO_SENTENCE = re.compile(r"\||    (?!hint)[a-z_]+: |- \[[ x]\] (?:Đúng|Sai)$")
# A line as what opens it, its sentences, and an id.
PARTS = re.compile(r"(/// quiz \| |\d+\. |    hint: |)(.*?)( \{#[^{}]*\}|)")
LINE = re.compile(r"^(?!#|/{3}$|\s*$|---|\{\{[^\n]*\}\}$).*\S", re.MULTILINE)

# For the theme's plugin (priority 0) alone: the handbook's mark for what is not to be found becomes
# the theme's, and each cell a paragraph. Hooks run after plugins; this one is the first of them.
THEME_SEARCH = r"""
import re
from mkdocs.plugins import CombinedEvent, event_priority

@event_priority(50)
def mark(context, page, config, nav):
    page.own_content = page.content
    text = page.content.replace('data-search="off"', 'data-search-exclude=""')
    text = re.sub(r"<(?:t[dh]|d[td])\b[^>]*>", r"\g<0><p>", text)
    page.content = re.sub(r"</(?:t[dh]|d[td])>", r"</p>\g<0>", text)

def restore(context, page, config, nav):
    page.content = page.own_content

on_page_context = CombinedEvent(mark, restore)
"""


@dataclass(frozen=True)
class Run:
    """One finished build: seconds of processor, peak memory in MB."""

    cpu: float
    memory: float


def copy_project(target: Path) -> None:
    copy_parts(ROOT, target, (*CODE, "docs", "mkdocs.yml"))


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
    indexes = {path.parent: path.read_text("utf-8") for path in docs.glob("*/index.md")}
    # A bank prints sets of questions, each of which stands on one page.
    kinds = sorted(
        path for path, text in indexes.items() if "\nkind:" in text and "\n  bank:" not in text
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
    pages = [page for page in sorted(kind.glob("*.md")) if not page.name.endswith(".en.md")]
    for place, page in enumerate(pages):
        text = marked(page.read_text("utf-8"), number, f"{number} {kind.name} {place}")
        (folder / page.name).write_text(text, "utf-8")
    return len(pages)


def marked(text: str, number: int, mark: str) -> str:
    """The page with the number in its title and the mark in each of its sentences: short ones, too,
    stand on one page alone."""

    def titled(found: re.Match[str]) -> str:
        title = found[1].strip("'\"")
        return f"title: {json.dumps(f'{title} {number}', ensure_ascii=False)}"

    def ended(found: re.Match[str]) -> str:
        parts = PARTS.fullmatch(found[0])
        if parts is None or NO_SENTENCE.match(found[0]):
            return found[0]
        opening, line, name = parts.groups()
        line = line if SENTENCE_END.search(line[-1:]) else f"{line}."
        return opening + SENTENCE_END.sub(rf" bản {mark}\1", line) + name

    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    return f"---\n{TITLE.sub(titled, head)}\n---\n{LINE.sub(ended, body)}"


def with_theme_search(folder: Path, size: int) -> None:
    """The site and, beside it, what the theme's search needs in a browser."""
    project = folder / "project"
    copy_project(project)
    enlarge(project / "docs", size)
    (project / "theme_search.py").write_text(THEME_SEARCH, encoding="utf-8")
    config = (project / ENGINE).read_text(encoding="utf-8")
    config = config.replace("hooks: [hooks.py]", "hooks: [theme_search.py, hooks.py]")
    config = config.replace("\nplugins:\n", "\nplugins:\n  search: {}\n")
    (project / ENGINE).write_text(config, encoding="utf-8")
    # Enlarged, only the first language has more pages.
    run(project, site=str(folder / "site"), **({"ONLY_LANGUAGE": "vi"} if size else {}))
    target, scripts = folder / "site" / "material", "templates/assets/javascripts"
    shutil.copytree(
        Path(material.__file__).parent / scripts,
        target,
        ignore=shutil.ignore_patterns("bundle.*", "*.map"),
    )
    shutil.move(folder / "site" / "search" / "search_index.json", target)
    (target / "blank.html").write_text("<!DOCTYPE html><title>-</title>", encoding="utf-8")


if __name__ == "__main__":
    with_theme_search(Path(sys.argv[1]), int(sys.argv[2]))
