"""Pictures in pages: small files that lie ready, each as large as a screen needs it.

A file is named after what it holds, so that a changed picture changes its pages and itself alone,
and may be kept by a browser for ever. The name begins with the hash: one that began with letters
could look like that of a language.
"""

import html
import posixpath
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

from handbook import marks
from handbook.images.making import Rendition
from handbook.images.store import Store
from handbook.publish.assets import FOLDER, digest
from handbook.types import ENDINGS

# Below the assets, which are kept for ever.
PICTURES = f"{FOLDER}/hinh"
# What Markdown makes of a picture: by itself on a line, or among words.
WRITTEN = re.compile(r"(?P<block><p[^>]*>)\s*(?P<alone><img [^>]*>)\s*</p>|(?P<among><img [^>]*>)")
MADE = re.compile(rf'<img src="[./]*(?P<path>{PICTURES}/[^"]+)"[^>]*>')
# On a wide screen a picture is no higher than this, on a narrow one as wide as the text.
HIGHEST, SIZES = 640, "(min-width: 48em) {width}px, 94vw"
# What an editor may have said of the paragraph or of the picture.
SAID = ("id", marks.PAPER)

Attributes = Mapping[str, str]


@dataclass(frozen=True)
class Figures:
    """Puts the pictures of a store, of these names, into pages.

    ``files`` are those to publish, by their paths; ``sources`` what each was made of.
    """

    store: Store
    names: frozenset[str]
    files: dict[str, bytes] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)

    def shown(self, page: str, url: str) -> str:
        """The HTML of a page with its pictures as they are published; ``url`` is that of the page
        below the site's root."""
        if "<img" not in page:
            return page

        def figure(found: re.Match[str]) -> str:
            image = _attributes(found["alone"] or found["among"])
            name = posixpath.normpath(posixpath.join(url, unquote(image["src"])))
            if name not in self.names:
                return found[0]
            shown = self._image(name, image["alt"], url)
            said = {**_attributes(found["block"] or ""), **image}
            return _figure(shown, said) if found["alone"] else shown

        return WRITTEN.sub(figure, page)

    def printed(self, page: str) -> str:
        """The HTML that ``shown`` made, with what paper must know of each picture instead."""

        def image(found: re.Match[str]) -> str:
            name = self.sources[found["path"]]
            facts = self.store.facts(name)
            file = f"pictures/{digest(name.encode())[:12]}{ENDINGS[facts.made][0]}"
            return _tag(
                {
                    "data-picture": name,
                    "data-file": file,
                    "width": str(facts.width),
                    "height": str(facts.height),
                    "alt": _attributes(found[0])["alt"],
                }
            )

        return MADE.sub(image, page)

    def publish(self, site: Path, linked: Collection[str]) -> None:
        """Write the pictures into a built site, and take the originals out of it, which say where
        and by whom they were made: a clean copy stays of those that are linked."""
        for path, body in self.files.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(body)
        for name in self.names:
            if name in linked:
                (site / name).write_bytes(self.store.copied(name))
            else:
                (site / name).unlink(missing_ok=True)
        self.store.forget()

    def _image(self, name: str, text: str, url: str) -> str:
        pictures = self.store.for_screens(name)
        largest = pictures[-1]
        links = [posixpath.relpath(self._kept(name, one), url or ".") for one in pictures]
        offered = [f"{link} {one.width}w" for link, one in zip(links, pictures, strict=True)]
        width, height = _size(largest)
        sizes = {"srcset": ", ".join(offered), "sizes": SIZES.format(width=width)}
        chosen = sizes if len(pictures) > 1 else {}
        size = {"width": str(width), "height": str(height)}
        later = {"loading": "lazy", "decoding": "async"}
        return _tag({"src": links[-1], **chosen, **size, **later, "alt": text})

    def _kept(self, name: str, picture: Rendition) -> str:
        """The path of a picture to publish."""
        stem = posixpath.basename(name).partition(".")[0]
        path = f"{PICTURES}/{digest(picture.body)[:8]}-{stem}{picture.ending}"
        self.files[path] = picture.body
        self.sources[path] = name
        return path


def _size(largest: Rendition) -> tuple[int, int]:
    """The size in which a picture is shown at the most."""
    share = min(1.0, HIGHEST / largest.height)
    return max(1, round(largest.width * share)), max(1, round(largest.height * share))


def _figure(image: str, said: Attributes) -> str:
    kept = "".join(f' {name}="{html.escape(said[name])}"' for name in SAID if name in said)
    words = said.get("title", "")
    caption = f"<figcaption>{html.escape(words, quote=False)}</figcaption>" if words else ""
    return f"<figure{kept}>{image}{caption}</figure>"


def _tag(values: Attributes) -> str:
    written = " ".join(f'{name}="{html.escape(text)}"' for name, text in values.items())
    return f"<img {written}>"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: Attributes = {}

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found = {name: value or "" for name, value in attrs}


def _attributes(tag: str) -> Attributes:
    """The attributes of a start tag, as plain texts."""
    reader = _Reader()
    reader.feed(tag)
    return reader.found
