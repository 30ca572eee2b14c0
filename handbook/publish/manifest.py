"""What a browser needs to put the handbook among the applications of a machine."""

import html
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from handbook.content.handbook import COLOURS, ICON, SITE
from handbook.publish.assets import FOLDER
from handbook.publish.styles import small

IMAGES = f"{FOLDER}/images"
# Made by scripts/pictures.mjs. The last icon has its colour to the edge: systems cut it.
ICONS = (
    ("bieu-tuong-192.png", 192, False),
    ("bieu-tuong-512.png", 512, False),
    ("bieu-tuong-512-day.png", 512, True),
)
# For the home screen of an iPhone, which heeds no manifest for it.
TOUCH_ICON = "bieu-tuong-180.png"
SCREENSHOTS = (
    ("man-hinh-hep.webp", "720x1480", "narrow"),
    ("man-hinh-rong.webp", "1280x800", "wide"),
)
NAME = re.compile(r'class="top-title"[^>]*>(.+?)</a>')
# Words of the name may say their language.
TAG = re.compile(r"<[^>]*>")
# The colour of the header, as the style of every page has it outside schemes; the last one wins.
COLOUR = re.compile(r"(?:^|[}/]):root{[^}]*?--hb-accent:(#\w+)")
# Behind the pages while they load: the theme's own background, which no rule names.
PAPER_COLOUR = "#ffffff"


@dataclass(frozen=True)
class Application:
    """The finished site of a language in a folder. ``start`` is the path of its first page,
    ``words`` what the pictures show."""

    folder: Path
    language: str
    start: str
    short_name: str
    words: Mapping[str, str]


def put_pictures(docs: Path, folder: Path) -> None:
    """Lay the handbook's own icons and pictures into a site, over those of the engine."""
    for name in (ICON, TOUCH_ICON, *(name for name, _, _ in (*ICONS, *SCREENSHOTS))):
        if (docs / SITE / name).is_file():
            shutil.copy(docs / SITE / name, folder / IMAGES / name)


def colours_of(docs: Path) -> Path:
    """The sheet with a handbook's own colours, which need not be there."""
    return docs / SITE / COLOURS


def own_colour(docs: Path) -> str:
    """The colour of a handbook's own sheet, ``#0b3d91``; empty without one."""
    path = colours_of(docs)
    sheet = small(path.read_text(encoding="utf-8")) if path.is_file() else ""
    return next(iter(COLOUR.findall(sheet)), "")


def icon(docs: Path, overrides: Path) -> str:
    """The drawing of the icon: the handbook's own, else the engine's."""
    own = docs / SITE / ICON
    path = own if own.is_file() else overrides / IMAGES / ICON
    return path.read_text(encoding="utf-8")


def manifest(site: Application) -> Mapping[str, object]:
    """The manifest of a site.

    Without ``id`` an application is told by its ``start_url``: an ``id`` would have to name the
    path that the site lies under, which nobody knows here.
    """
    page = (site.folder / site.start / "index.html").read_text(encoding="utf-8")
    named = {"short_name": site.short_name} if site.short_name else {}
    shown = [one for one in SCREENSHOTS if (site.folder / IMAGES / one[0]).is_file()]
    pictures = [
        _picture(name, sizes, form_factor=form, label=site.words[form])
        for name, sizes, form in shown
    ]
    return {
        "name": html.unescape(TAG.sub("", _only(NAME, page))),
        **named,
        "lang": site.language,
        "start_url": f"./{site.start}",
        "scope": "./",
        "display": "standalone",
        "theme_color": _only(COLOUR, _style(site.folder)),
        "background_color": PAPER_COLOUR,
        "icons": [
            _picture(name, f"{size}x{size}", **({"purpose": "maskable"} if is_full else {}))
            for name, size, is_full in ICONS
        ],
        **({"screenshots": pictures} if pictures else {}),
    }


def _style(folder: Path) -> str:
    """The sheet of every page."""
    return next((folder / FOLDER).glob("style.*.css")).read_text(encoding="utf-8")


def _only(pattern: re.Pattern[str], text: str) -> str:
    """What the last match says."""
    return str(pattern.findall(text)[-1])


def _picture(name: str, sizes: str, **more: str) -> dict[str, str]:
    return {"src": f"{IMAGES}/{name}", "sizes": sizes, **more}
