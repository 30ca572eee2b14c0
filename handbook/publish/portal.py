"""What other sites take from this one: a feed of what is new, a calendar, a card to paste into a
page of theirs. Files for downloading, which are no part of any copy."""

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from handbook import marks
from handbook.content.editions import path_of
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.folding import slugify
from handbook.language.foreign import told
from handbook.language.texts import Texts
from handbook.publish.events import Events
from handbook.publish.feed import Feed

# What there is, by the ending of its files.
FEED, CALENDAR, CARD = "feed", "calendar", "card"
ENDINGS = {FEED: "atom", CALENDAR: "ics", CARD: "txt"}
# So many parts of the handbook a card leads to.
LINKS = 4
# Where pages of others take no style, the card is plain text with links.
BOX = "max-width:24em;padding:1em;border:1px solid #888"


def portal_path(texts: Texts, language: str, kind: str) -> str:
    """Where a file lies below the site's root."""
    name = slugify(texts.get(language, f"portal.name_{kind}"), "-")
    return f"{marks.DOWNLOADS}/{language}/{name}.{ENDINGS[kind]}"


def portal_names(texts: Texts, languages: Iterable[str]) -> Iterator[str]:
    """The paths of all files that pages may promise."""
    return (portal_path(texts, language, kind) for language in languages for kind in ENDINGS)


@dataclass(frozen=True)
class Portal:
    """The files of all languages; ``made`` is the month of the edition. Without an ``address``
    there are none of those that are nothing but links to the site."""

    content: Content
    texts: Texts
    address: str
    made: date

    def files(self, languages: Iterable[str]) -> dict[str, str]:
        """Path below the site's root -> text."""
        found = {
            portal_path(self.texts, language, kind): text
            for language in languages
            for kind, text in self._of(language)
        }
        return {path: text for path, text in found.items() if text}

    def _of(self, language: str) -> Iterator[tuple[str, str]]:
        content, texts, address = self.content, self.texts, self.address
        path = portal_path(texts, language, FEED)
        yield FEED, Feed(content, texts, language, address, path).written()
        yield CALENDAR, Events(content, texts, language, address, self.made).written()
        yield CARD, self._card(language) if address else ""

    def _card(self, language: str) -> str:
        """HTML without frames and code, for a column of somebody's page."""
        home, folder = self.content.page("index", language), self.content.languages.folder(language)
        start = urljoin(self.address, folder)
        kinds = sorted(self.content.kinds.values(), key=lambda page: (page.order, page.id))
        shown = (self.content.page(one.id, language) for one in kinds[:LINKS])
        parts = "".join(_part(page, urljoin(start, path_of(page.id)), language) for page in shown)
        said = self.texts.get(language, "portal.open_handbook")
        inside = f"""<p><strong>{_link(start, home.title)}</strong></p>
<p>{html.escape(home.summary, quote=False)}</p>
<ul>
{parts}</ul>
<p>{_link(start, said)}</p>
"""
        marked = told(inside, language, self.content.languages.default, self.texts)
        return f'<div lang="{home.language}" style="{BOX}">\n{marked}</div>\n'


def _part(page: Page, address: str, language: str) -> str:
    own = "" if page.language == language else f' lang="{page.language}"'
    return f"<li{own}>{_link(address, page.title)}</li>\n"


def _link(address: str, text: str) -> str:
    return f'<a href="{html.escape(address)}">{html.escape(text, quote=False)}</a>'
