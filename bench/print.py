"""Cost of printing: the A4 handbook as the project makes it, beside bare chains on its articles.

- typst: the articles as one HTML, pandoc's Typst of it, set with Typst and nothing else;
- chromium: the same HTML, printed by Chromium.

All print the Vietnamese articles in turn; the first table shows medians. The second is the growth
of the project's own chain: the first quarter of the parts, half of them, all.
"""

import os
import pickle
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pypandoc

from bench import copies
from handbook.language.texts import load_texts
from handbook.paper import fonts
from handbook.paper.book import Book
from handbook.paper.format import A4
from handbook.paper.jobs import Job
from handbook.paper.pdf import page_count
from handbook.paper.press import document_of, options_of

LIMIT = 5.0
PARTS = (0.25, 0.5, 1.0)
# Keeps the books that would be printed.
DUMP = """
import pickle
from pathlib import Path
from handbook.paper import binding
from handbook.paper.printing import Printing

def print_all(self, target):
    for language, articles in self.articles.items():
        book = binding.whole(self.content, self.texts, articles, language, self.edition)
        Path({target!r}, language).write_bytes(pickle.dumps(book))
    return {{}}

Printing.print_all = print_all
"""
OWN = """
import pickle, sys
from pathlib import Path
from handbook.paper.pdf import make_pdf
if __name__ == "__main__":
    make_pdf(pickle.loads(Path("job").read_bytes()), Path.cwd())
"""
TYPST = """
import sys, typst
from pathlib import Path
fonts = [Path(folder) for folder in sys.argv[1].split(":")]
typst.compile("bare.typ", output="made.pdf", font_paths=fonts)
"""


@dataclass(frozen=True)
class Run:
    """One PDF: seconds by the clock, peak memory in MB of its largest process, pages."""

    seconds: float
    memory: float
    pages: int

    @property
    def each_hundred(self) -> float:
        """Seconds for a hundred pages."""
        return self.seconds / self.pages * 100


def read_books(folder: Path) -> dict[str, Book]:
    """The books of all languages, from a build of a copy of the project."""
    project = folder / "project"
    copies.copy_project(project)
    (project / "dump.py").write_text(DUMP.format(target=str(folder)), encoding="utf-8")
    settings = project / copies.ENGINE
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text.replace("hooks: [hooks.py]", "hooks: [dump.py, hooks.py]"))
    copies.run(project, PAPER="true")
    return {path.name: pickle.loads(path.read_bytes()) for path in folder.glob("??")}


def timed(command: Sequence[str], folder: Path, made: Path) -> Run:
    """Run a command and measure it with all processes that it starts."""
    before = time.perf_counter()
    done = subprocess.run(
        ["/usr/bin/env", "time", "-f", "%M", "-o", "memory", *command],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(copies.ROOT)},
        capture_output=True,
        check=False,
    )
    seconds = time.perf_counter() - before
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    memory = int((folder / "memory").read_text().split()[-1]) / 1024
    return Run(seconds, memory, page_count(made))


def own(book: Book, folder: Path) -> Run:
    """The book as the project makes it, from its articles' HTML on."""
    found = fonts.find(fonts.SYSTEM)
    words = load_texts().group(book.language, "paper")
    before = time.perf_counter()
    source, options = document_of(book, words), options_of(A4, found, words)
    job = Job("book.pdf", "pdf", source.files, options, source.texts, source.notes)
    writing = time.perf_counter() - before
    for name, body in job.files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    (folder / "job").write_bytes(pickle.dumps(job))
    (folder / "own.py").write_text(OWN, encoding="utf-8")
    run = timed([sys.executable, "own.py"], folder, folder / "made.pdf")
    return replace(run, seconds=run.seconds + writing)


def bare_html(book: Book) -> str:
    """The articles one after the other, without what a bare chain cannot link to."""
    parts = [f"<h1>{article.label}</h1>{article.html}" for article in book.articles]
    text = re.sub(r' (?:id|aria-\w+|data-[\w-]+)="[^"]*"|<a [^>]*>|</a>', "", "\n".join(parts))
    title = f"<head><meta charset=utf-8><title>{book.title}</title></head>"
    return f"<!DOCTYPE html><html lang={book.language}>{title}<body>{text}</body></html>"


def typst(book: Book, folder: Path) -> Run:
    """Pandoc's Typst of the articles, set; what pandoc needs for it is not counted."""
    (folder / "bare.html").write_text(bare_html(book), encoding="utf-8")
    command = [pypandoc.get_pandoc_path(), "-s", "bare.html", "-t", "typst", "-o", "bare.typ"]
    subprocess.run(command, cwd=folder, check=True)
    (folder / "typst.py").unlink(missing_ok=True)
    (folder / "bare.py").write_text(TYPST, encoding="utf-8")
    folders = ":".join(sorted({str(path.parent) for path in fonts.find(fonts.SYSTEM).values()}))
    return timed([sys.executable, "bare.py", folders], folder, folder / "made.pdf")


def chromium(book: Book, folder: Path) -> Run:
    """Chromium's print of the same HTML."""
    (folder / "bare.html").write_text(bare_html(book), encoding="utf-8")
    names = (os.environ.get("CHROMIUM", ""), "chromium", "google-chrome", "chromium-browser")
    found = next(path for name in names if name and (path := shutil.which(name)))
    command = [found, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    return timed([*command, "--print-to-pdf=made.pdf", "bare.html"], folder, folder / "made.pdf")


def median(runs: Sequence[Run]) -> Run:
    """Medians of the time, the largest memory."""
    seconds = statistics.median(run.seconds for run in runs)
    return Run(seconds, max(run.memory for run in runs), runs[0].pages)


def measure(book: Book, chain: Callable[[Book, Path], Run]) -> Run:
    with tempfile.TemporaryDirectory() as folder:
        return chain(book, Path(folder))


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    with tempfile.TemporaryDirectory() as folder:
        book = read_books(Path(folder))["vi"]
    chains = {"own": own, "typst": typst, "chromium": chromium}
    runs: dict[str, list[Run]] = {name: [] for name in chains}
    for _ in range(count):
        for name, chain in chains.items():
            runs[name].append(measure(book, chain))
    medians = {name: median(found) for name, found in runs.items()}
    sys.stdout.write("chain      pages  seconds  s/100 pages  peak MB\n")
    for name, run in medians.items():
        sys.stdout.write(row(name, run))
    ratio = medians["own"].each_hundred / medians["typst"].each_hundred
    sys.stdout.write(f"own / typst, each hundred pages: {ratio:.2f} (at most {LIMIT})\n\n")
    for share in PARTS:
        some = replace(book, parts=book.parts[: max(1, round(len(book.parts) * share))])
        sys.stdout.write(row(f"{share:.0%}", median([measure(some, own) for _ in range(count)])))
    return int(ratio > LIMIT)


def row(name: str, run: Run) -> str:
    numbers = f"{run.seconds:8.2f} {run.each_hundred:12.2f} {run.memory:8.0f}"
    return f"{name:10} {run.pages:5} {numbers}\n"


if __name__ == "__main__":
    sys.exit(main())
