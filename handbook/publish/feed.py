"""What is new, as an Atom feed: a whole edition where it is the first, else each page that one
corrected, changed or added."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin
from xml.sax.saxutils import escape, quoteattr

from handbook.content.editions import Change, Record, path_of
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.texts import Texts

# So many of the newest are told.
MOST = 50
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
NAMESPACE = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class News:
    """An entry: an id that it has for ever, whatever the address of the site, and a language of its
    texts."""

    id: str
    title: str
    said: str
    day: str
    link: str
    language: str

    def __str__(self) -> str:
        return f"""<entry xml:lang={quoteattr(self.language)}>
<id>{self.id}</id>
<title>{escape(self.title)}</title>
<link href={quoteattr(self.link)}/>
<updated>{_moment(self.day)}</updated>
<summary>{escape(self.said)}</summary>
</entry>
"""


@dataclass(frozen=True)
class Feed:
    """The feed of a language; ``address`` is the site's, ``path`` the feed's below it."""

    content: Content
    texts: Texts
    language: str
    address: str
    path: str

    def written(self) -> str:
        """The feed; empty when there is nothing to tell, or no address to tell it by."""
        news = [*self._news()][:MOST] if self.address else []
        if not news:
            return ""
        home = self.content.page("index", self.language)
        title = escape(self._said("feed_title", title=home.title))
        own, of = urljoin(self.address, self.path), self._link(home)
        return f"""{HEAD}<feed xmlns="{NAMESPACE}" xml:lang={quoteattr(self.language)}>
<id>{self._id(self.language)}</id>
<title>{title}</title>
<link rel="self" type="application/atom+xml" href={quoteattr(own)}/>
<link rel="alternate" type="text/html" href={quoteattr(of)}/>
<updated>{_moment(max(one.day for one in news))}</updated>
<author><name>{escape(home.title)}</name></author>
{"".join(map(str, news))}</feed>
"""

    def _news(self) -> Iterator[News]:
        """The newest first. An edition without a day has not come out."""
        editions = self.content.editions
        for record in (one for one in editions.told if one.day):
            if record is editions.records[-1]:
                yield self._first(record)
            else:
                yield from (self._changed(record, *one) for one in self._shown(record))

    def _first(self, record: Record) -> News:
        home = self.content.page("index", self.language)
        title = self._said("edition", edition=record.name)
        count = len({path.partition(".")[0] for path in record.pages})
        said = self._said("first", count=count)
        name = self._id(self.language, record.name)
        return News(name, title, said, record.day, self._link(home), self.language)

    def _shown(self, record: Record) -> Iterator[tuple[Change, Page]]:
        """What it changed of the pages that there still are, corrections first."""
        pages = (self.content.page(one, self.language) for one in self.content.defaults)
        found = [
            (change, page)
            for page in sorted(pages, key=lambda page: (page.order, page.id))
            for of, change in self.content.editions.history(page)
            if of is record
        ]
        return iter(sorted(found, key=lambda one: not one[0].correction))

    def _changed(self, record: Record, change: Change, page: Page) -> News:
        kind = "corrected" if change.correction else "mended" if change.what else "added"
        title = self.texts.get(page.language, f"portal.{kind}", title=page.title)
        said = change.what or page.summary or self.texts.get(page.language, "portal.new_page")
        name = self._id(self.language, record.name, change.path)
        return News(name, title, said, record.day, self._link(page), page.language)

    def _link(self, page: Page) -> str:
        folder = self.content.languages.folder(self.language)
        return urljoin(self.address, f"{folder}{path_of(page.id)}")

    def _said(self, key: str, **values: object) -> str:
        return self.texts.get(self.language, f"portal.{key}", **values)

    def _id(self, *parts: str) -> str:
        """What stands in the register of editions never changes, so neither does this."""
        return uuid.uuid5(uuid.NAMESPACE_URL, "/".join((self.content.known_by, *parts))).urn


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"
