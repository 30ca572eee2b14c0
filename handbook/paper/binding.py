"""The books of a handbook: the whole, its parts, single pages, in the order of the site."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from handbook.content import navigation
from handbook.content.handbook import Content
from handbook.language.texts import Texts
from handbook.paper.book import Article, Book, Edition, Part

Articles = Mapping[str, Article]


def whole(
    content: Content, texts: Texts, articles: Articles, language: str, edition: Edition
) -> Book:
    """Everything that is written in a language; ``articles`` are those of its site by id."""
    home = content.page("index", language)
    bound = {name: article for name, article in articles.items() if _is_bound(content, name)}
    parts = tuple(_parts(content, bound))
    missing = sum(_is_bound(content, name) for name in content.defaults) - len(bound)
    notice = texts.get(language, "paper.notice")
    if missing:
        notice += " " + texts.get(language, "paper.partial", count=missing)
    return Book(language, home.title, home.summary, edition, parts, notice)


def _is_bound(content: Content, name: str) -> bool:
    """Whether a page belongs in the book: issues of a bulletin are printed by themselves."""
    page = content.defaults[name]
    return page.issue is None and not page.screen_only


def _parts(content: Content, articles: Articles) -> Iterator[Part]:
    for item in navigation.tree(content):
        if isinstance(item, str):
            yield from (Part(article) for article in _found([item], articles))
            continue
        for paths in item.values():
            found = list(_found([path for path in paths if isinstance(path, str)], articles))
            if found:
                yield Part(found[0], tuple(found[1:]))


def _found(paths: list[str], articles: Articles) -> Iterator[Article]:
    for path in paths:
        page_id = path.removesuffix(".md")
        if page_id in articles:
            yield articles[page_id]


def excerpt(book: Book, name: str) -> Book:
    """A part of a book, or one of its pages, as a book of its own. KeyError when it has neither."""
    for part in book.parts:
        if part.opening.id == name:
            return _alone(book, part)
        for article in part.articles:
            if article.id == name:
                return _alone(book, Part(article))
    raise KeyError(name)


def single(book: Book, name: str) -> Book:
    """A page of a book that lies on the table as it is. KeyError when there is none."""
    return replace(excerpt(book, name), bound=False)


def _alone(book: Book, part: Part) -> Book:
    opening = part.opening
    return Book(book.language, opening.label, opening.summary, book.edition, (part,), book.notice)
