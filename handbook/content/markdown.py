"""Reading a Markdown page as text: front matter, headings, links, macro calls, pictures.

Only what the checks need; turning it into HTML is left to the site generator.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.content.dialect import PICTURE
from handbook.content.model import Call, Heading, Link, Picture
from handbook.language.problems import Problems

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
FENCE = re.compile(r"```")
HEADING = re.compile(r"^(#{1,6})(?!#)\s*(\S.*?)(?:\s+\{\s*#([^\s}]+)[^}]*\})?\s*#*$")
LINK = re.compile(
    r"(!?)\[((?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
    r"\((?P<target>(?:[^()\n]|\([^()\n]*\))*?)(?P<caption> \"[^\"\n]*\")?\)"
)
CODE = re.compile(r"`[^`\n]*`")
# What stands between {{ and }}; an opening without its end runs to the end of the line.
MACRO = re.compile(r"\{\{(.*?)\}\}|\{\{[^\n]*|\{%[^\n]*", re.DOTALL)
COMMENT = re.compile(r"\{##.*?##\}", re.DOTALL)
# Signs of a call: no longer one is meant, and how deep a longer one may be depends on the machine.
LONGEST_CALL = 1000


def split(text: str) -> tuple[str | None, str, int]:
    """Front matter (None when there is none), body, and the line the body starts on."""
    match = FRONT_MATTER.match(text)
    if not match:
        return None, text, 1
    return match[1], text[match.end() :], text[: match.end()].count("\n") + 1


def prose_lines(body: str) -> Iterator[tuple[int, str]]:
    """The lines outside code blocks, numbered from 0."""
    fenced = False
    for number, line in enumerate(body.split("\n")):
        if FENCE.match(line):
            fenced = not fenced
        elif not fenced:
            yield number, line


def headings(body: str, first_line: int) -> tuple[Heading, ...]:
    """The headings of a body that starts on ``first_line`` of its file, in order."""
    found = ((number, HEADING.match(line)) for number, line in prose_lines(body))
    return tuple(
        Heading(len(match[1]), match[2], match[3], first_line + number)
        for number, match in found
        if match
    )


def links(body: str, first_line: int) -> tuple[Link, ...]:
    """The links and images of a body that starts on ``first_line`` of its file, in order; what a
    macro is told is text."""
    body = MACRO.sub(lambda call: re.sub(r"[^\n]", " ", call[0]), body)
    return tuple(
        Link(match[2], match["target"], match[1] == "!", first_line + number)
        for number, line in prose_lines(body)
        for match in LINK.finditer(CODE.sub("", line))
    )


def pictures(body: str, first_line: int) -> tuple[Picture, ...]:
    """The pictures that stand by themselves, of a body that starts on ``first_line``, in order."""
    found = ((number, PICTURE.fullmatch(line.rstrip())) for number, line in prose_lines(body))
    return tuple(
        Picture(match[1], match[2], match[3] or "", first_line + number)
        for number, match in found
        if match
    )


def without_comments(body: str) -> str:
    """The body with ``{## … ##}`` notes of the editor blanked out, line for line."""
    return COMMENT.sub(lambda match: "\n" * match[0].count("\n"), body)


def parse_call(text: str, line: int) -> Call | None:
    """``name("text", key=["list"])`` as a call with plain values, None when it is anything else.
    A backslash in a text is itself.

    Raises SyntaxError when brackets or quotation marks do not match, or when it is too long.
    """
    if len(text) > LONGEST_CALL:
        raise SyntaxError(text[:LONGEST_CALL])
    node = ast.parse(text.strip().replace("\\", "\\\\"), mode="eval").body
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        return None
    try:
        arguments = tuple(ast.literal_eval(argument) for argument in node.args)
        keywords = {word.arg or "": ast.literal_eval(word.value) for word in node.keywords}
    except (TypeError, ValueError):
        return None
    return Call(node.func.id, arguments, keywords, line)


@dataclass(frozen=True)
class CallReader:
    """Finds the macro calls of a page, each with its line."""

    file: str
    problems: Problems

    def read(self, body: str, first_line: int) -> tuple[Call, ...]:
        found = (
            self._call(match, first_line + body.count("\n", 0, match.start()))
            for match in MACRO.finditer(body)
        )
        return tuple(call for call in found if call)

    def _call(self, match: re.Match[str], line: int) -> Call | None:
        if match[0].startswith("{%"):
            self.problems.add(self.file, line, "macro-statement")
            return None
        try:
            call = parse_call(match[1] or "", line)
        except SyntaxError:
            self.problems.add(self.file, line, "macro-syntax")
            return None
        if call is None:
            self.problems.add(self.file, line, "macro-expression")
        return call
