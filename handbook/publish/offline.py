"""The site on the reader's own device: the list of its files, the worker that keeps them, the manifests.

The list names every file of a copy with its hash, so that a new edition fetches only what has
changed, and knows that what arrived is what was published.
"""

import gzip
import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

from handbook.publish.assets import FOLDER, digest
from handbook.publish.policy import inline_scripts
from handbook.publish.scripts import script
from handbook.texts import Texts

# What a copy is made of; archives and books are for themselves.
KEPT = frozenset((".css", ".html", ".jpg", ".js", ".png", ".svg", ".txt", ".webmanifest", ".webp"))
# No part of a copy: the worker itself, the page for wrong addresses, pictures of the application.
LEFT_OUT = re.compile(rf"sw\.js|404\.html|robots\.txt|{FOLDER}/images/.*")
# So many signs of a hash tell files of one site apart.
SHORT = 10
# Sizes are told to readers in kilobytes; a finer number would only make the list longer.
STEP = 100
# The red of the header, and the paper, as in overrides/assets/stylesheets/handbook.css.
THEME_COLOUR, PAPER_COLOUR = "#9b1c1c", "#ffffff"
ICONS = (("bieu-tuong-192.png", 192, "any"), ("bieu-tuong-512.png", 512, "any"),
         ("bieu-tuong-512-day.png", 512, "maskable"))  # fmt: skip
SCREENSHOTS = (
    ("man-hinh-hep.webp", "720x1480", "narrow"),
    ("man-hinh-rong.webp", "1280x800", "wide"),
)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
STYLE = re.compile(rf'"[./]*({FOLDER}/style\.\w+\.css)"')
# What the macro ``offline`` leaves in a page.
DOWNLOAD = 'class="offline-copy"'


@dataclass(frozen=True)
class Row:
    """A file of the list; ``language`` is empty when every language needs it."""

    path: str
    hash: str
    size: int
    language: str


def offline_files(
    site: Path, browser: Path, texts: Texts, languages: Sequence[str]
) -> dict[str, str]:
    """What to write into a finished site: path below its root -> text.

    ``languages``: those of the site; the pages of the first one lie at the root.
    """
    files = {}
    for name in languages:
        files[f"manifest.{name}.webmanifest"] = _manifest(site, texts, languages, name)
        files[f"offline.{name}.txt"] = _offline_page(site, browser, texts, languages, name)
    rows = sorted(
        (_row(path, body, languages) for path, body in _bodies(site, files)),
        key=lambda row: row.path,
    )
    listed = _json([[row.path, row.hash, row.size, row.language] for row in rows])
    edition = digest(listed.encode())[:SHORT]
    files[f"{FOLDER}/offline.{edition}.json"] = listed
    files["sw.js"] = script(browser / "worker", EDITION={"id": edition, "languages": languages})
    return files


def _bodies(site: Path, files: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    """Every file of a copy: those that lie in the folder, and those still to be written."""
    for path in site.rglob("*"):
        name = path.relative_to(site).as_posix()
        is_kept = path.suffix in KEPT and not LEFT_OUT.fullmatch(name) and name not in files
        if is_kept and path.is_file():
            yield name, path.read_bytes()
    for name, text in files.items():
        yield name, text.encode()


def _row(name: str, body: bytes, languages: Sequence[str]) -> Row:
    size = -(-len(gzip.compress(body, 9, mtime=0)) // STEP) * STEP
    path = name.removesuffix("index.html") if name.endswith(("/index.html", "index.html")) else name
    return Row(path, digest(body)[:SHORT], size, _language(name, languages))


def _language(name: str, languages: Sequence[str]) -> str:
    """The language that needs a file: by its folder, or as a part of its name."""
    default, *others = languages
    folder = name.partition("/")[0]
    if folder in others:
        return folder
    if name.endswith(".html"):
        return default
    named = (one for one in languages if re.search(rf"[./]{one}[.-]", name))
    return next(named, "")


def _manifest(site: Path, texts: Texts, languages: Sequence[str], language: str) -> str:
    """What a browser needs to put the handbook among the applications.

    Without ``id`` an application is told by its ``start_url``: an ``id`` would have to name the path
    that the site lies under, which nobody knows here.
    """
    start = _start(languages, language)
    page = _read(site / start / "index.html")
    words = texts.group(language, "manifest")
    pictures = f"{FOLDER}/images"
    return _json(
        {
            "name": html.unescape(_first(TITLE, page)),
            "short_name": words["short_name"],
            "description": html.unescape(_first(DESCRIPTION, page)),
            "lang": language,
            "start_url": f"./{start}",
            "scope": "./",
            "display": "standalone",
            "theme_color": THEME_COLOUR,
            "background_color": PAPER_COLOUR,
            "icons": [
                {
                    "src": f"{pictures}/{name}",
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for name, size, purpose in ICONS
            ],
            "screenshots": [
                {
                    "src": f"{pictures}/{name}",
                    "sizes": sizes,
                    "type": "image/webp",
                    "form_factor": form,
                    "label": words[form],
                }
                for name, sizes, form in SCREENSHOTS
            ],
        }
    )


def _offline_page(
    site: Path, browser: Path, texts: Texts, languages: Sequence[str], language: str
) -> str:
    """The page that the worker shows for one that is not there, as browser/worker/offline.js fills it.

    Its head does what that of every page does: the policy, and the chosen colours and size of type.
    """
    page = _read(site / _start(languages, language) / "index.html")
    words = {name: html.escape(text) for name, text in texts.group(language, "worker").items()}
    download = _download(site, languages, language)
    more = f'<p><a href="{{root}}{download}">{words.pop("more")}</a></p>' if download else ""
    head = POLICY.findall(page) + [f"<script>{text}</script>" for text in inline_scripts(page)]
    template = Template(_read(browser / "worker" / "offline.html"))
    return template.substitute(
        words, language=language, head="".join(head), style=_first(STYLE, page), more=more
    ).replace("\n", "")


def _download(site: Path, languages: Sequence[str], language: str) -> str:
    """The page of a language from which a copy can be had; empty when there is none."""
    for path in sorted(site.rglob("index.html")):
        name = path.relative_to(site).as_posix()
        if _language(name, languages) == language and DOWNLOAD in _read(path):
            return name.removesuffix("index.html")
    return ""


def _start(languages: Sequence[str], language: str) -> str:
    return "" if language == languages[0] else f"{language}/"


def _first(pattern: re.Pattern[str], page: str) -> str:
    found = pattern.search(page)
    if not found:
        raise ValueError(f"a page without {pattern.pattern}")
    return found[1]


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
