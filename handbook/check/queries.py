"""What readers ask the search, and the pages that answer it: ``docs/_queries/*.jsonl``."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from handbook.check.doubt import Doubt
from handbook.content.handbook import Content
from handbook.content.model import Position
from handbook.content.pages import read_text
from handbook.language.languages import Languages
from handbook.language.problems import Problems

FOLDER = "_queries"
# The keys of a line and the form of their values; ``only`` may be left out.
FORM: dict[str, type] = {"class": str, "lang": str, "q": str, "means": str, "pages": list}


@dataclass(frozen=True)
class Query:
    """A query as a reader types it, and what it means. ``pages`` are addresses below the root of
    the site, each a right answer; with ``only`` every answer must be one that has the phrase."""

    text: str
    kind: str
    language: str
    means: str
    pages: tuple[str, ...]
    only: bool
    position: Position


def read_queries(
    path: Path, file: str, languages: Languages, problems: Problems
) -> Iterator[Query]:
    """The queries of a file, one a line; lines that are none go to ``problems``."""
    text = read_text(path, file, problems) or ""
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        query = _query(line, languages, Position(file, number))
        if query is None:
            problems.add(file, number, "query-form")
        else:
            yield query


def _query(line: str, languages: Languages, position: Position) -> Query | None:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not set(FORM) <= set(found) <= {*FORM, "only"}:
        return None
    if not all(isinstance(found[key], form) for key, form in FORM.items()):
        return None
    pages = tuple(str(page) for page in found["pages"])
    if found["lang"] not in languages.all or not pages:
        return None
    text, kind, language, means = (found[key] for key in ("q", "class", "lang", "means"))
    return Query(text, kind, language, means, pages, bool(found.get("only")), position)


def check_queries(root: Path, content: Content, problems: Problems) -> None:
    """Every query still has a page or a section that answers it."""
    doubt = Doubt.of(content, problems)
    for path in sorted((root / "docs" / FOLDER).glob("*.jsonl")):
        file = f"docs/{FOLDER}/{path.name}"
        for query in read_queries(path, file, content.languages, problems):
            if not any(is_there(doubt, address) for address in query.pages):
                at, pages = query.position, ", ".join(query.pages)
                problems.add(at.file, at.line, "query-lost", text=query.text, pages=pages)


def is_there(doubt: Doubt, address: str) -> bool:
    """Whether an address below the root of the site leads to a page, and to an anchor of it; an
    anchor that is only missed because of another mistake is there."""
    content = doubt.content
    path, _, anchor = address.partition("#")
    for language in content.languages.others:
        path = path.removeprefix(content.languages.folder(language))
    name = path.rstrip("/")
    page = content.defaults.get(name) or content.defaults.get(f"{name}/index".lstrip("/"))
    if page is None:
        return content.is_unread(name)
    return not anchor or anchor in content.anchors(page) or doubt.is_about(page.id)
