"""Prompts that a reader can answer in the page: each item gets its id, put into pages when search
and paper have taken theirs. Without scripts they are the items of a list; browser/prompts/ lets
readers write below them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from handbook import marks

HEADING = re.compile(r'<h[2-6]\b[^>]*? id="(?P<id>[^"]+)"')
TAG = re.compile(r"<(?P<end>/?)(?P<name>ul|ol|li|div|details|blockquote|table)\b[^>]*>")
LISTS = ("ul", "ol")


def with_prompts(page: str, prompts: Mapping[str, Sequence[str]]) -> str:
    """The HTML of a page in which the items below some headings carry their ids."""
    if not prompts:
        return page
    parts = []
    starts = [(found.start(), found["id"]) for found in HEADING.finditer(page)]
    ends = [start for start, _ in starts[1:]] + [len(page)]
    parts.append(page[: starts[0][0]] if starts else page)
    for (start, name), end in zip(starts, ends, strict=True):
        part = page[start:end]
        parts.append(_marked(part, name, prompts[name]) if name in prompts else part)
    return "".join(parts)


def _marked(part: str, heading: str, ids: Sequence[str]) -> str:
    """What stands below a heading; raises ValueError when it has not one item for each id."""
    behind = 0
    parts = []
    for place, name in zip(_items(part), ids, strict=True):
        parts.append(f'{part[behind:place]} {marks.PROMPT}="{heading}/{name}"')
        behind = place
    return "".join([*parts, part[behind:]])


def _items(part: str) -> Iterator[int]:
    """Where the tags of the items end that are in a list that is in nothing else."""
    open_tags: list[str] = []
    for tag in TAG.finditer(part):
        if tag["end"]:
            open_tags = open_tags[:-1]
            continue
        if tag["name"] == "li" and len(open_tags) == 1 and open_tags[0] in LISTS:
            yield tag.end() - 1
        open_tags.append(tag["name"])
