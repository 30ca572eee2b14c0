"""Builds random handbooks and asks every judge about what comes out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from handbook.check.all import check
from handbook.language.problems import report
from handbook.language.texts import load_texts
from macros.catalog import catalog
from scripts.parts import CODE, copy_parts
from tests.conftest import READER
from tests.random_pages import typed
from tests.random_pages.handbook import Handbook
from tests.random_pages.pages import Written

ADDRESS = "https://so-tay.example/"
# Files in which a page is found as a whole.
WHOLE_TEXTS = (".pdf", ".docx", ".epub")
ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Project:
    """The project's code with a random handbook as its content."""

    root: Path
    handbook: Handbook

    @property
    def site(self) -> Path:
        return self.root / "site"

    @property
    def printable(self) -> list[str]:
        """The ids of all pages that can be printed, for ``scripts/print``."""
        pages = (page for page in self.handbook.pages if not page.front.get("screen_only"))
        return sorted({page.id for page in pages})

    def make(self) -> None:
        """Write everything into an empty folder."""
        copy_parts(ROOT, self.root, CODE)
        copy_parts(READER, self.root, ["mkdocs.yml"])
        self.handbook.write(self.root / "docs")

    def check(self) -> list[str]:
        """What ``scripts/check`` says of the content: nothing."""
        problems = check(self.root, catalog()).problems
        return report(sorted(set(problems.found))).splitlines() if problems else []

    def build(self, paper: bool, only: Sequence[str] = ()) -> list[str]:
        """What a strict build says beside its progress: nothing."""
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
        more = {"SITE_URL": ADDRESS, "PAPER": str(paper).lower(), "PRINT_ONLY": " ".join(only)}
        done = subprocess.run(
            [*command, "--site-dir", str(self.root / "nothing" if only else self.site)],
            cwd=self.root,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = [line for line in (done.stdout + done.stderr).splitlines() if not _expected(line)]
        return said or ([] if done.returncode == 0 else [f"exit {done.returncode}"])

    def validate(self) -> list[str]:
        """What the Nu HTML checker says: nothing."""
        apart = ".*Resource violates Content Security Policy.*"
        assert self.site.is_dir()
        jar = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
        command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "gnu"]
        done = subprocess.run(
            [*command, "--filterpattern", apart, str(self.site)],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stderr.splitlines()

    def axe(self, everything: bool = True) -> list[str]:
        """What axe and the edges of a phone's window say of every page: nothing. Without
        ``everything`` pages that wait for a translation, shown twice, are looked at once."""
        more = {"EVERYTHING": "1"} if everything else {}
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or ""
        done = subprocess.run(
            ["node", str(ROOT / "tests" / "random_pages" / "axe.mjs")],
            env={**os.environ, "SITE": str(self.site), "CHROMIUM": chromium, **more},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        said = (done.stdout + done.stderr).splitlines()
        return said or ([] if done.returncode == 0 else [f"exit {done.returncode}"])

    # What readers must find.

    def lost_on_site(self) -> Iterator[typed.Lost]:
        for page in self.handbook.pages:
            yield from typed.lost_in_html(page, self.site)

    def lost_on_paper(self, where: Path = Path("site")) -> Iterator[tuple[str, typed.Lost]]:
        """Texts that a file for download, or one printed alone (``in``), does not have."""
        for language in ("vi", "en"):
            folder = self.root / where / "tep" / language
            # Of slides, scripts and posts no file holds a whole page.
            for path in (one for one in sorted(folder.iterdir()) if one.suffix in WHOLE_TEXTS):
                found = self._lost_in(path, self._pages_of(path.name, language))
                yield from ((f"{language}/{path.name}", one) for one in found)

    def _pages_of(self, name: str, language: str) -> list[Written]:
        """The pages that a file must hold: all, or those of a part."""
        bound = [
            page
            for page in self.handbook.pages
            if page.language == language and not {"screen_only", "issue"} & set(page.front)
        ]
        whole = ("so-tay-ngau-nhien", "random-handbook")
        if name.startswith(whole):
            return bound
        parts = {page.id.partition("/")[0] for page in bound if "/" in page.id}
        part = next((one for one in parts if re.match(rf"{one}(-a4)?\.", name)), None)
        if part:
            return [page for page in bound if page.id.startswith(f"{part}/")]
        return [page for page in bound if name == f"{page.id.replace('/', '-')}-a4.pdf"]

    def _lost_in(self, path: Path, pages: Sequence[Written]) -> Iterator[typed.Lost]:
        if path.suffix == ".pdf":
            return typed.lost_in_text(pages, typed.drawn(path))
        blocks = typed.word_blocks if path.suffix == ".docx" else typed.epub_blocks
        return typed.lost_in_blocks(pages, blocks(path))


def _expected(line: str) -> bool:
    """Whether a line of a build tells only how far it is."""
    form = re.escape(load_texts().message("printing.progress", done="@", count="@", path="@"))
    progress = re.fullmatch(form.replace("@", r"\S+"), line.strip())
    return bool(progress or re.fullmatch(r"in/tep/\S+", line) or not line.strip())
