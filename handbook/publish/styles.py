"""Style sheets cut to what the site uses; schemes that a system asks for and a reader chooses.

A rule stays when every tag, class, id and attribute that its selector asks for occurs in a page, or
in quotes in a script, which may add it later. Then custom properties and animations that nothing
mentions go. What is kept without need does no harm, and nothing that is needed is lost.
"""

import copy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any

import minify
import tinycss2

NESTING = ("media", "supports")
PROPERTY_USE = re.compile(r"var\(\s*(--[\w-]+)")
WORD = re.compile(r"[\w-]+")
# As pages have them: with each value in quotes.
START_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
QUOTED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`)""")
# Of what stands in these, one is enough; what stands in :not() need not be there.
ALTERNATIVES = ("is", "where", "has")
# Attributes that the browser sets itself.
STATES = ("open", "checked")
# Attributes whose values scripts put together.
SCRIPTED = ("data-", "aria-")
# What a media query says of the system's wishes, and the selector of what a reader chose instead.
WISH = re.compile(r" and \(prefers-[^)]*\)")
CHOICE = "[data-scheme="


class Used(HTMLParser):
    """The tags, classes, ids and attributes of pages, and the words of scripts."""

    def __init__(self, pages: Iterable[str], scripts: Iterable[str]) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.unwanted: tuple[str, ...] = ()
        self.names: set[str] = set()  # classes and ids
        self.attributes: set[str] = set(STATES)
        self.values: set[tuple[str, str]] = set()
        code = "\n".join(scripts)
        self.words = set(WORD.findall(code))
        # Any word in quotes may be a name that a script gives to an element.
        self.quoted = {word for text in QUOTED.findall(code) for word in WORD.findall(text)}
        # Most of the many thousand tags are the same few; each is read once.
        for tag in {tag for page in pages for tag in START_TAG.findall(page)}:
            self.reset()
            self.feed(tag)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            self.values.add((name, value or ""))
            if name in ("class", "id"):
                self.names.update((value or "").split())

    def but(self, tags: tuple[str, ...]) -> "Used":
        """The same, as if no page had these tags."""
        fewer = copy.copy(self)
        fewer.unwanted = tags
        return fewer

    def tag(self, name: str) -> bool:
        if name.lower() in self.unwanted:
            return False
        return name.lower() in self.tags or name in self.quoted

    def name(self, name: str) -> bool:
        return name in self.names or name in self.quoted

    def attribute(self, name: str) -> bool:
        # A script writes data-size as dataset.size.
        return name in self.attributes or name.removeprefix("data-") in self.words

    def value(self, name: str, value: str) -> bool:
        if name.startswith(SCRIPTED):
            return True
        return (name, value) in self.values or value in self.quoted


@dataclass(frozen=True)
class Block:
    """A rule: what stands before the braces, and declarations or rules inside."""

    head: str
    body: tuple["Block | str", ...] = ()

    @property
    def text(self) -> str:
        return f"{self.head}{{{''.join(_text(item) for item in self.body)}}}"


def _text(item: Block | str) -> str:
    return item if isinstance(item, str) else item.text


@dataclass(frozen=True)
class Sheet:
    """A style sheet as it was written. Rules for ``unwanted`` tags go, though pages have them."""

    text: str
    unwanted: tuple[str, ...] = ()


def cut(sheets: Sequence[Sheet], used: Used) -> list[str]:
    """Each sheet without what the site does not use, made small.

    The sheets belong together: one may use the custom properties of another. Inside
    ``@media … and (prefers-…)`` a rule may be for ``:root:not([data-scheme])`` and for
    ``[data-scheme="…"]``; the second is moved behind, to a query without what the system prefers.
    """
    found = [list(_read(sheet, used)) for sheet in sheets]
    before = ""
    while (text := "".join(_text(item) for sheet in found for item in sheet)) != before:
        before = text
        found = [list(_mentioned(sheet, text)) for sheet in found]
    whole = ("".join(_text(item) for item in sheet) for sheet in found)
    return [str(minify.string("text/css", text)) for text in whole]


def _read(sheet: Sheet, used: Used) -> Iterator[Block]:
    nodes = tinycss2.parse_stylesheet(sheet.text, True, True)
    for block in _blocks(nodes, used.but(sheet.unwanted)):
        yield from _parted(block)


def _parted(block: Block) -> Iterator[Block]:
    """A block for the system's wish, then one for the reader's choice; other blocks as they are."""
    always = WISH.sub("", block.head)
    choices = tuple(_for_selectors(block, chosen=True)) if always != block.head else ()
    if not choices:
        yield block
        return
    yield replace(block, body=tuple(_for_selectors(block, chosen=False)))
    yield Block(always, choices)


def _for_selectors(block: Block, chosen: bool) -> Iterator[Block]:
    """The rules inside for those of their selectors that are a reader's choice, or are not."""
    for rule in block.body:
        if isinstance(rule, Block):
            heads = [one for one in rule.head.split(",") if one.startswith(CHOICE) == chosen]
            if heads:
                yield replace(rule, head=",".join(heads))


def _blocks(nodes: Iterable[Any], used: Used) -> Iterator[Block]:
    for node in nodes:
        if node.type == "qualified-rule":
            heads = [head for head in _split(node.prelude) if _is_used(head, used)]
            if heads:
                head = ",".join(tinycss2.serialize(part).strip() for part in heads)
                yield Block(head, tuple(_declarations(node.content)))
        elif node.type == "at-rule" and node.content is not None:
            head = f"@{node.at_keyword} {tinycss2.serialize(node.prelude).strip()}"
            if node.lower_at_keyword in NESTING:
                inner = tinycss2.parse_rule_list(node.content, True, True)
                yield Block(head, tuple(_blocks(inner, used)))
            else:
                yield Block(head, (tinycss2.serialize(node.content),))


def _declarations(content: Iterable[Any]) -> Iterator[str]:
    for item in tinycss2.parse_blocks_contents(content, True, True):
        if item.type == "declaration":
            yield f"{item.serialize()};"


def _split(tokens: Iterable[Any]) -> list[list[Any]]:
    """The selectors of a list, at its commas."""
    found: list[list[Any]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _is_used(selector: Sequence[Any], used: Used) -> bool:
    before = ""
    for token in selector:
        if not _token_is_used(token, before, used):
            return False
        before = token.value if token.type == "literal" else ""
    return True


def _token_is_used(token: Any, before: str, used: Used) -> bool:
    """``before``: the sign in front of it, which says what a word is."""
    if token.type == "hash":
        return used.name(token.value)
    if token.type == "ident" and before == ".":
        return used.name(token.value)
    if token.type == "ident" and before != ":":
        return used.tag(token.value)
    if token.type == "[] block":
        return _attribute_is_used(token.content, used)
    if token.type == "function" and token.lower_name in ALTERNATIVES:
        return any(_is_used(part, used) for part in _split(token.arguments))
    return True


def _attribute_is_used(content: Iterable[Any], used: Used) -> bool:
    name, *rest = (part for part in content if part.type != "whitespace")
    if not used.attribute(name.value):
        return False
    # Other signs than = ask for a piece of the value, which may be any.
    exact = len(rest) == 2 and rest[0] == "="
    return not exact or used.value(name.value, rest[1].value)


def _mentioned(items: Iterable[Block | str], text: str) -> Iterator[Block]:
    """The blocks without custom properties and animations that the text does not mention."""
    properties = set(PROPERTY_USE.findall(text))
    for item in items:
        if isinstance(item, Block) and _plays(item.head, text):
            body = tuple(_without(item.body, properties, text))
            if body:
                yield replace(item, body=body)


def _without(body: Iterable[Block | str], properties: set[str], text: str) -> Iterator[Block | str]:
    for item in body:
        if isinstance(item, Block):
            yield from _mentioned([item], text)
        elif not item.startswith("--") or item.partition(":")[0] in properties:
            yield item


def _plays(head: str, text: str) -> bool:
    """False for an animation that no rule names."""
    if "keyframes" not in head:
        return True
    name = re.escape(head.rsplit(maxsplit=1)[-1])
    return len(re.findall(rf"\b{name}\b", text)) > text.count(head)
