"""Addresses that were published once and have moved. A small page at each leads on to where the
page is now, on any server and from a folder, without scripts too; with its own script to the anchor
that was asked for as well. A page tells its former paths, so that what readers keep follows it.
"""

import html
import json
import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from string import Template

from handbook import marks
from handbook.content.editions import path_of
from handbook.content.handbook import Content
from handbook.publish.assets import FOLDER, MOVED, Sources
from handbook.publish.policy import inline_scripts


@dataclass(frozen=True)
class Former:
    """What a page tells of its addresses: ``anchors`` that have moved away as a JSON list of pairs,
    ``paths`` below the site's root that were its own, with blanks between them. Mostly empty."""

    anchors: str
    paths: str


def former(content: Content, page_id: str, language: str) -> Former:
    """The former addresses of a page, on the site of a language."""
    folder = content.languages.folder(language)
    ids = content.editions.left_by(page_id)
    anchors = list(_anchors(content, page_id, path_of(page_id)))
    paths = " ".join(f"{folder}{path_of(one)}" for one in ids)
    return Former(_json(anchors) if anchors else "", paths)


def moved_pages(content: Content, sources: Sources, address: str) -> dict[str, str]:
    """The pages at addresses that have moved: path below the site's root -> text. ``address`` is
    where the site is published, empty when that is unknown."""
    return {
        f"{content.languages.folder(language)}{path_of(old)}index.html": _page(
            content, sources, address, old, language
        )
        for old in content.editions.left
        for language in sources.languages
    }


def moved_paths(content: Content, languages: Iterable[str]) -> dict[str, str]:
    """Where each page is now that was at another address: paths below the site's root."""
    folders = [content.languages.folder(language) for language in languages]
    goals = {old: content.editions.now(old).partition("#")[0] for old in content.editions.left}
    return {
        f"{folder}{path_of(old)}": f"{folder}{path_of(goal)}"
        for old, goal in goals.items()
        for folder in folders
    }


def _anchors(content: Content, page_id: str, path: str) -> Iterator[tuple[str, str]]:
    """The anchors of a page with a move of their own, and their addresses seen from a path."""
    for old in sorted(content.editions.moved):
        page, sign, anchor = old.partition("#")
        if sign and page == page_id:
            yield anchor, _seen_from(path, content.editions.now(old))


def _seen_from(path: str, address: str) -> str:
    """An address relative to a path; of the page at that path the anchor alone."""
    page, sign, anchor = address.partition("#")
    goal = path_of(page)
    if goal == path and sign:
        return f"#{anchor}"
    return f"{posixpath.relpath(goal or '.', path or '.')}/{sign}{anchor}"


def _page(content: Content, sources: Sources, address: str, old: str, language: str) -> str:
    path, folder = path_of(old), content.languages.folder(language)
    now = content.editions.now(old)
    page = content.page(now.partition("#")[0], language)
    goal, base = _seen_from(path, now), _seen_from(f"{folder}{path}", "index").rstrip("/")
    anchors = _json(list(_anchors(content, old, path)))
    values = {
        "language": language,
        "page_language": page.language,
        "base": base,
        "head": _head(sources, base, f"{address}{folder}{path_of(page.id)}" if address else ""),
        "anchors": f"{marks.ANCHORS}='{html.escape(anchors, quote=True)}'",
        "goal_mark": marks.GOAL,
        "goal": goal,
        "file": goal.replace("/#", "/index.html#") if "#" in goal else f"{goal}index.html",
        "name": html.escape(content.page_label(page)),
        "title": html.escape(sources.texts.get(language, "moved.title")),
        "text": html.escape(sources.texts.get(language, "moved.text")),
    }
    template = (sources.browser / MOVED / "moved.html").read_text(encoding="utf-8")
    return Template(template).substitute(values)


def _head(sources: Sources, base: str, canonical: str) -> str:
    """What depends on the site: its address, and whether pages may run code. The chosen colours are
    there before the page shows, as on every other."""
    lines = [f'<link rel="canonical" href="{html.escape(canonical)}">'] if canonical else []
    if sources.scripts:
        lines += [f"<script>{text}</script>" for text in inline_scripts(_read(sources.frame))]
        lines.append(f'<script defer src="{base}/{FOLDER}/{MOVED}.js"></script>')
    return "\n".join(lines)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _json(value: object) -> str:
    return json.dumps(value, separators=(",", ":"))
