"""Texts to post where people read together: one for each part, one for each entry, to be copied out
of one file. The link in each brings the picture that links to the site are shown with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from pathlib import Path
from urllib.parse import urljoin

from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.paper.book import Article, Edition
from handbook.paper.format import POSTS, Format
from handbook.paper.jobs import Job
from handbook.paper.posters import quoted
from handbook.paper.radio import LINE_END, MARK
from handbook.paper.slides import POINTS, QUESTION, deck_of
from handbook.paper.wordings import TOGETHER, together

TEXT, TXT = "posts.txt", "txt"
POINT, RULE = "• ", "-" * 40
Words = Mapping[str, str]


@dataclass(frozen=True)
class Poster:
    """Writes the posts of a language. ``words`` are the interface's, of the groups ``paper``,
    ``slides`` and ``posts``."""

    handbook: Content
    articles: Mapping[str, Article]
    language: str
    edition: Edition
    words: Words

    def posts(self) -> Iterator[str]:
        """All of them, part by part as on the site."""
        kinds = self.handbook.kinds.values()
        for index in sorted(kinds, key=lambda page: (page.order, page.id)):
            entries = [
                one for one in self.handbook.entries[index.folder] if one.id in self.articles
            ]
            if index.kind and index.kind.handout and entries and index.id in self.articles:
                listed = [f"{POINT}{self.articles[one.id].label}" for one in entries]
                yield self._post(index.id, listed)
                yield from (self._post(one.id, self._said(one)) for one in entries)

    def _said(self, entry: Page) -> list[str]:
        """The points of an entry, and its first question."""
        deck = deck_of(self.handbook, self.articles, entry, self.edition, self.words)
        points = [line for one in deck.slides if one.layout == POINTS for line in one.lines]
        asked = [line for one in deck.slides if one.layout == QUESTION for line in one.lines]
        return [*(f"{POINT}{line}" for line in points), *asked[:1]]

    def _post(self, name: str, lines: list[str]) -> str:
        article, page = self.articles[name], self.handbook.page(name, self.language)
        address = urljoin(self.edition.address, article.url) if self.edition.address else ""
        more = f"{self.words['online']} {address}" if address else ""
        said = _quoted(self.handbook, page)
        parts = (article.label, article.summary, *said, *lines, more, self.words["notice"])
        return LINE_END.join(filter(None, parts))


def _quoted(handbook: Content, page: Page) -> Iterator[str]:
    """The wording that a page has chosen for a poster, else the first that it opens with, with
    those that are shown together with it."""
    names = [page.poster] if page.poster else page.quotations
    found = quoted(handbook, names, page.language)
    for near in islice(together(found, itemgetter(1), itemgetter(0)), 1):
        yield f"“{TOGETHER.join(text for text, _ in near)}” ({near[0][1]})"


def posts_file(posts: Iterable[str], picture: str, words: Words) -> Mapping[str, bytes]:
    """All posts as one text; ``picture`` is the address of the picture that is shown with links to
    the site, empty when there is none."""
    how = [words["how"]]
    if picture:
        how.append(words["picture"].replace("{address}", picture))
    rule = f"{LINE_END}{LINE_END}{RULE}{LINE_END}{LINE_END}"
    text = rule.join((LINE_END.join(how), *posts))
    return {TEXT: f"{MARK}{text}{LINE_END}".encode()}


def make_posts(_: Job, work: Path) -> Path:
    """It lies ready."""
    return work / TEXT


FORMAT = Format(POSTS, make_posts, (POSTS,), ending=TXT, pictures=None, quick=True)
