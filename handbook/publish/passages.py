"""What a reader can send on: a link beside each heading and in each official wording of a page.

It is put into pages when search and paper have taken theirs. Without scripts it leads to where it
stands; with them browser/share/ offers to send and to copy.
"""

import html
import re
from collections.abc import Callable
from itertools import count
from urllib.parse import quote

from handbook import marks
from handbook.publish.notices import contact_address

# A heading of a part, but for one that unfolds what is below it: a link in that would fold, too.
HEADING = re.compile(
    r'<(?P<tag>h[23])\b[^>]*? id="(?P<id>[^"]+)"[^>]*>(?>(?P<text>.*?)</(?P=tag)>)'
    r"(?!\s*</summary>)",
    re.S,
)
WORDING = re.compile(
    rf'<div class="{marks.QUOTATION}" id="(?P<id>[^"]+)">'
    rf'(?:(?!</div>).)*?<p class="{marks.QUOTATION_SOURCE}">',
    re.S,
)
TAG = re.compile("<[^>]*>")
NOTE = re.compile(r"<sup\b.*?</sup>", re.S)
# A list of places, which has headings of its own, is nothing to send.
INDEX = f'{marks.PAPER}="{marks.INDEX}"'


def with_links(page: str, text: Callable[..., str]) -> str:
    """The text of a page with its links; ``text`` gives texts of the interface."""

    def headed(found: re.Match[str]) -> str:
        title = html.unescape(TAG.sub("", NOTE.sub("", found["text"]))).strip()
        return found[0] + _link(found["id"], text("act.mark", title=title))

    before, index, behind = page.partition(INDEX)
    several = len(WORDING.findall(before)) > 1
    numbers = count(1)

    def worded(found: re.Match[str]) -> str:
        one = "act.mark_quotation"
        name = text(f"{one}_of", number=next(numbers)) if several else text(one)
        return found[0] + _link(found["id"], name)

    return WORDING.sub(worded, HEADING.sub(headed, before)) + index + behind


def _link(anchor: str, name: str) -> str:
    return f'<a class="{marks.SHARE}" href="#{anchor}" aria-label="{html.escape(name)}"></a>'


def letter(contact: str, subject: str, lines: list[str]) -> str:
    """The address that begins a letter about a page; that of a page for reports as it is."""
    address = contact_address(contact)
    if not contact or address == contact:
        return contact
    body = quote("\n".join(lines))
    return f"{address}?subject={quote(subject)}&body={body}"
