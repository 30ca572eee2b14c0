"""Style sheets as pages get them: small, without rules for what no page has; schemes that a system
asks for and a reader chooses.

Sheets are read by their braces: blocks lie in others at most one deep, and no quotes hold braces.
"""

import re
from collections.abc import Callable, Iterable

import minify

CLASSES = re.compile(r'class="([^"]*)"')
# A block with all in it; a rule, which has none in it; a block that has lost its rules.
BLOCK = re.compile(r"([^{}]+)\{((?:[^{}]|\{[^{}]*\})*)\}")
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
EMPTY = re.compile(r"@[^{}]+\{\}")
# The classes of a selector that must be there; those in :not() need not.
NOT, CLASS = re.compile(r":not\([^)]*\)"), re.compile(r"\.([a-z][\w-]*)")
# What a media query says of the system's wishes, and the selector of what a reader chose instead.
WISH = re.compile(r" and \(prefers-[^)]*\)")
CHOICE = "[data-scheme="


def small(sheet: str) -> str:
    """The sheet without blanks and comments, as the functions below take it."""
    return str(minify.string("text/css", sheet))


def for_pages(sheet: str, pages: Iterable[str]) -> str:
    """A small sheet without the selectors that ask for a class that none of these pages has."""
    found = {name for page in pages for names in CLASSES.findall(page) for name in names.split()}
    kept = _only(sheet, lambda selector: found.issuperset(CLASS.findall(NOT.sub("", selector))))
    return EMPTY.sub("", kept)


def with_choices(sheet: str) -> str:
    """A small sheet in which what a system may ask for may be chosen, too.

    Inside ``@media … and (prefers-…)`` a rule may be for ``:root:not([data-scheme])`` and for
    ``[data-scheme=…]``; the second is moved behind, to a query without what the system prefers.
    """
    return BLOCK.sub(_parted, sheet)


def _parted(block: re.Match[str]) -> str:
    head, rules = block.groups()
    always = WISH.sub("", head)
    chosen = _only(rules, lambda selector: selector.startswith(CHOICE))
    if always == head or not chosen:
        return block[0]
    asked = _only(rules, lambda selector: not selector.startswith(CHOICE))
    return f"{head}{{{asked}}}{always}{{{chosen}}}"


def _only(sheet: str, wanted: Callable[[str], bool]) -> str:
    """The rules for those of their selectors that are wanted."""

    def kept(rule: re.Match[str]) -> str:
        selectors = ",".join(filter(wanted, rule[1].split(",")))
        return f"{selectors}{{{rule[2]}}}" if selectors else ""

    return RULE.sub(kept, sheet)
