"""All papers for meetings that the handbook has in a language, with the files they are made as."""

from collections.abc import Iterator, Mapping

from handbook.content.handbook import Content
from handbook.language.texts import Texts
from handbook.paper.book import Article
from handbook.paper.kits import Kit, kit
from handbook.paper.plan import Planned, handout, kit_files, meeting_page, meetings


def all_kits(
    content: Content, texts: Texts, articles: Mapping[str, Article], language: str
) -> Iterator[tuple[Kit, Mapping[str, str], tuple[Planned, ...]]]:
    """Each with the pages that its own leads to, by their addresses: the entries, and the papers
    about one of them together with another; the files of those about a single entry are its handout
    too. ``articles`` are those of the language by id."""
    for pages in meetings(content, language):
        url = meeting_page(content, language, pages)
        made = kit(content, texts, articles, pages, url)
        near = {**made.addresses, **_further(content, texts, made)}
        files = kit_files(content, texts, language, pages)
        sheet = handout(content, texts, content.page(pages[0], language))
        yield made, near, (*files, sheet) if sheet and len(pages) == 1 else files


def _further(content: Content, texts: Texts, one: Kit) -> Mapping[str, str]:
    """Where the papers are for meetings about its entry together with another, and what they are
    called."""
    language = one.language
    named = {
        meeting_page(content, language, pages): "; ".join(
            content.page_label(content.page(page, language)) for page in pages
        )
        for pages in meetings(content, language)
        if len(pages) > len(one.articles) and one.articles[0].id in pages
    }
    return {
        url: texts.get(language, "downloads.kit_pair", entries=name) for url, name in named.items()
    }
