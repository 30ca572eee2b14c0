"""YAML without its surprises: every value knows its line, a duplicate key is a mistake,
``no`` and ``010`` stay what the editor typed."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

import yaml

from handbook.language.problems import Problems

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # PyYAML built without libyaml: same result, slower
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]

# What the parser was in the middle of -> what the editor most likely left out.
LEFT_OPEN = {"quoted scalar": "yaml-quote", "simple key": "yaml-key", "flow": "yaml-bracket"}
COMMENT = re.compile(r"[ \t]+#")
TAB = re.compile(r" *\t")
# A longer one is no number of anything.
INTEGER = re.compile(r"(0|[1-9][0-9]{0,17})\Z")
# Signs at the start of a value that YAML takes away with what follows, without a word.
NAMED = ("&", "!")
# So many values in each other are a mistake; the parser's own bound is that of the machine.
DEEPEST = 100
# What stands behind a backslash between double quotes and is no longer what was typed.
ESCAPE = re.compile(r"\\(?:[\"\\]|(?P<other>.|\n))")


@dataclass(frozen=True)
class Item:
    """A YAML value and the line of the file it stands on (1-based)."""

    value: "str | int | bool | list[Item] | Mapping[str, Item] | None"
    line: int


def parse(text: str, file: str, problems: Problems, first_line: int = 1) -> Item | None:
    """The document as lines-aware values, or None after reporting what is broken."""
    try:
        node = compose(text)
    except yaml.MarkedYAMLError as error:
        code, line = _broken(error, text)
        problems.add(file, first_line + line, code)
        return None
    if node is None:
        return Item({}, first_line)
    return _Reader(file, problems, first_line, [*text.split("\n"), ""]).item(node)


class TooDeepError(yaml.MarkedYAMLError):
    """Too many values are in each other."""


def compose(text: str) -> yaml.Node | None:
    """The document as the parser's nodes, None when it is empty. MarkedYAMLError when it is broken
    or too deep: read event by event, since the parser composes by recursion, and falls."""
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise TooDeepError(None, None, None, event.start_mark)  # type: ignore[arg-type]
    node: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return node


def _broken(error: yaml.MarkedYAMLError, text: str) -> tuple[str, int]:
    """Code and line (from 0). What was left open is shown where it begins, not where it hurts."""
    what = f"{error.problem} {error.context}"
    noticed, begun = error.problem_mark, error.context_mark or error.problem_mark
    at, start = (mark.line if mark else 0 for mark in (noticed, begun))
    if isinstance(error, TooDeepError):
        return "yaml-deep", at
    if TAB.match((*text.split("\n"), "")[at]):
        return "yaml-tab", at
    if "mapping values are not allowed" in what:
        return "yaml-colon", at
    for sign, code in LEFT_OPEN.items():
        if sign in what:
            return code, start
    return "yaml-broken", at


@dataclass(frozen=True)
class _Reader:
    """Turns the parser's nodes into items."""

    file: str
    problems: Problems
    first_line: int
    lines: list[str]

    def item(self, node: yaml.Node) -> Item:
        line = self.first_line + node.start_mark.line
        if self._sign(node) in NAMED:
            self.problems.add(self.file, line, "yaml-special")
            # A list is not followed: what is named may contain itself.
            return Item(str(node.value) if isinstance(node, yaml.ScalarNode) else None, line)
        if isinstance(node, yaml.MappingNode):
            return Item(self._mapping(node), line)
        if isinstance(node, yaml.SequenceNode):
            parts = (part for child in node.value for part in self._rows(child))
            return Item([self.item(part) for part in parts], line)
        if isinstance(node, yaml.ScalarNode):
            self._check_typed(node)
            return Item(_scalar(node), line)
        return Item(None, line)

    def _rows(self, node: yaml.Node) -> Iterator[yaml.Node]:
        """An item of a list; more of them where its first key comes again behind others: the dash
        in front of it was left out."""
        pairs = node.value if isinstance(node, yaml.MappingNode) and not node.flow_style else []
        first = pairs[0][0].value if pairs else None
        begins = [at for at, (key, _) in enumerate(pairs) if key.value == first]
        if len(begins) < 2 or begins[1] < 2:
            yield node
            return
        for start, end in pairwise([*begins, len(pairs)]):
            mark = pairs[start][0].start_mark
            if start:
                self.problems.add(self.file, self.first_line + mark.line, "yaml-dash", key=first)
            yield yaml.MappingNode(node.tag, pairs[start:end], mark, node.end_mark)

    def _mapping(self, node: yaml.MappingNode) -> Mapping[str, Item]:
        items: dict[str, Item] = {}
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode) or self._sign(key_node) in NAMED:
                self.problems.add(self.file, line, "yaml-special")
                continue
            key = str(key_node.value)
            if key in items:
                self.problems.add(self.file, line, "yaml-duplicate-key", key=key)
            items[key] = self.item(value_node)
        return items

    def _check_typed(self, node: yaml.ScalarNode) -> None:
        """Text behind a blank and ``#`` is a comment to YAML and lost without a word, a backslash
        between double quotes means another sign."""
        end = node.end_mark
        if node.style == '"' and self._is_changed(node):
            self.problems.add(self.file, self.first_line + node.start_mark.line, "yaml-escape")
        if node.value and not node.style and COMMENT.match(self.lines[end.line], end.column):
            self.problems.add(self.file, self.first_line + end.line, "yaml-hash")

    def _sign(self, node: yaml.Node) -> str:
        """What the node begins with, as typed."""
        start = node.start_mark
        return self.lines[start.line][start.column : start.column + 1]

    def _is_changed(self, node: yaml.ScalarNode) -> bool:
        """Whether a backslash between double quotes makes another sign than the one typed."""
        start, end = node.start_mark, node.end_mark
        found = [*self.lines[start.line : end.line], self.lines[end.line][: end.column]]
        typed = "\n".join(found)[start.column :]
        return any(escape["other"] for escape in ESCAPE.finditer(typed))


def _scalar(node: yaml.ScalarNode) -> str | int | bool | None:
    text = str(node.value)
    if node.style:  # quoted or block text is never a number or a flag
        return text
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    return int(text) if INTEGER.match(text) else text
