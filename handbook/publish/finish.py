"""The last step of a build: from rendered pages to the site as it is published."""

import base64
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

import minify

from handbook.publish.assets import FOLDER, Sources, build_assets
from handbook.publish.errors import PublishError
from handbook.publish.folder import folder_zip
from handbook.publish.policy import PATH, inline_scripts, is_foreign, policy, with_policy
from handbook.publish.scripts import JAVASCRIPT

ASSET_LINK = re.compile(rf'((?:href|src)=")((?:\.\./)*|{PATH})(assets/[\w.-]+)"')
ENCODED = re.compile(r"data:image/svg\+xml;base64,([\w+/=]+)")
# Signs of an SVG that an address may have as they are.
SVG_SIGNS = "='/:;,()"
# The sheets as they are written, which lie beside the templates; pages have one made of them.
WRITTEN_STYLES = "stylesheets"
# What Material puts there, and no page uses; another theme, or none, has nothing of it.
THEME_SCRIPTS, THEME_ICON = "javascripts", "images/favicon.png"
# What the generator has compressed with the zlib of the machine; scripts/publish makes its own.
FOREIGN = "sitemap.xml.gz"
# Whitespace goes; what other programs read pages by stays.
HTML = {
    "html-keep-end-tags": True,
    "html-keep-document-tags": True,
    "html-keep-quotes": True,
    "js-version": JAVASCRIPT,
}


def finish(site: Path, sources: Sources) -> None:
    """Write the code and styles, make the pages small, and lay everything ready to publish.

    What the theme puts there of its own is removed. PublishError when a page cannot be published.
    """
    pages = {path: path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.html"))}
    assets = build_assets(sources, pages.values())
    _remove_theme(site / FOLDER)
    (site / FOREIGN).unlink(missing_ok=True)
    write_files(site, assets.files)
    own = _own_scripts(sources)
    allowed = policy(own)
    for path, text in pages.items():
        name = path.relative_to(site).as_posix()
        done = _finished(name, _with_names(text, assets.names), own, allowed)
        path.write_text(done, encoding="utf-8")


def finish_beside(site: Path, sources: Sources, pages: Mapping[str, str]) -> dict[str, str]:
    """Finish the site, and further pages as if they lay at its root; these are given back, by their
    names, and are no part of it."""
    files = {name: site / f"_{name}.html" for name in pages}
    write_files(site, {path.name: pages[name] for name, path in files.items()})
    finish(site, sources)
    done = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    for path in files.values():
        path.unlink()
    return done


def _own_scripts(sources: Sources) -> list[str]:
    """The scripts that the template writes in pages, as they are when made small."""
    frame = sources.frame.read_text(encoding="utf-8") if sources.scripts else ""
    written = "".join(f"<script>{text}</script>" for text in inline_scripts(frame))
    return inline_scripts(_small(written))


def _finished(name: str, page: str, own: list[str], allowed: str) -> str:
    """The page made small, with its policy."""
    try:
        small = _small(page)
    except ValueError as error:
        raise PublishError("page", {"page": name, "reason": error}) from error
    if is_foreign(small, own):
        raise PublishError("script", {"page": name})
    done = with_policy(small, allowed)
    if done is None:
        raise PublishError("frame", {"page": name})
    return done


def data_address(svg: str) -> str:
    """A small picture as an address, written in the page itself, which saves readers a request."""
    plain = svg.strip().replace('"', "'")
    return f"data:image/svg+xml,{quote(plain, safe=SVG_SIGNS)}"


def pack(site: Path, name: str) -> None:
    """Write the site as a folder to take along: ``name``.zip."""
    files = [path for path in site.rglob("*") if path.is_file()]
    (site / f"{name}.zip").write_bytes(folder_zip(site, name, files))


def _remove_theme(assets: Path) -> None:
    shutil.rmtree(assets / WRITTEN_STYLES)
    if (assets / THEME_SCRIPTS).exists():
        shutil.rmtree(assets / THEME_SCRIPTS)
    (assets / THEME_ICON).unlink(missing_ok=True)


def _with_names(page: str, names: Mapping[str, str]) -> str:
    def named(link: re.Match[str]) -> str:
        before, up, plain = link.groups()
        return f'{before}{up}{names.get(plain, plain)}"'

    return ASSET_LINK.sub(named, page)


def _small(page: str) -> str:
    minify.config(HTML)
    return ENCODED.sub(_plain, str(minify.string("text/html", page)))


def _plain(encoded: re.Match[str]) -> str:
    """In base64 a picture is shorter, but not when the page is packed."""
    return data_address(base64.b64decode(encoded[1]).decode())


def write_files(site: Path, files: Mapping[str, str]) -> None:
    """Write texts by their paths below the site's root."""
    for name, text in files.items():
        path = site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
