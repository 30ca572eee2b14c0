"""What no line of a text begins with: signs of other programs, and forms of Markdown that are none
of the handbook's."""

import re

# Bullets and dashes that other programs put in front of what they show as a list.
FAKE_BULLET = re.compile(
    r"(?:[•●○▪■□◦‣⁃·∙–—−‒―»›→⇒➔➜➢➤►▶▸◆◇♦❖★☆✓✔✗√]|[*+o](?=\s)|§(?=\s+\D))[ ]*"
    r"|-(?=[^\W\d_])|(?:-|\d+\.)[ ]*\Z"
)
# Counts that Markdown does not know: 1) a) a. (1) IV. 1/ Alone in a paragraph they are plain text.
FAKE_NUMBER = re.compile(
    r"(?:\(?(?:\d+|[a-z\u0111]|[ivxIVX]+)\)|(?:\d+|[a-z\u0111]|[ivxIVX]+)(?:\.|/(?=\s)))[ ]*\S"
)
# Boxes and tabs of other programs that write Markdown.
OTHER_BOX = re.compile(r":::|===[ ]")
OTHER_RULE = re.compile(r"(?:[ ]*[*_]){3,}[ ]*|(?:[ ]*-){3,}[ ]*")
DEFINITION = re.compile(r":[ ]{1,3}")
REFERENCE = re.compile(r"\[[^\[\]^][^\[\]]*\]:")
ABBREVIATION = re.compile(r"\*\[")


def wrong_beginning(line: str, among_others: bool) -> str | None:
    """The code of what is wrong with how a line begins. ``among_others`` says whether its text has
    more lines, with which it would be run together."""
    signs = {
        "list-marker": looks_like_item(line) or (among_others and FAKE_NUMBER.match(line)),
        "rule-form": OTHER_RULE.fullmatch(line),
        "box-form": OTHER_BOX.match(line),
        "definition": DEFINITION.match(line),
        "fence-form": line.startswith("~~~"),
        "link-reference": REFERENCE.match(line) or ABBREVIATION.match(line),
    }
    return next((code for code, found in signs.items() if found), None)


def looks_like_item(line: str) -> bool:
    """Whether a line begins as items of a list do elsewhere, not here."""
    return FAKE_BULLET.match(line) is not None
