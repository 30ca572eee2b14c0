"""Questions for a contest, which with their key stay out of what is published: pages that say
``contest: true`` keep their questions for builds that are asked for them."""

from dataclasses import replace

from handbook.content.handbook import Content
from handbook.content.model import Page


def withheld(content: Content) -> Content:
    """The content without the questions of those pages, in all languages; as they are written the
    pages stay at hand for what goes by their texts."""
    closed = {page.id for page in content.pages.values() if page.contest}
    written = {key: page for key, page in content.pages.items() if page.id in closed}
    open_pages = {key: _without_questions(page) for key, page in written.items()}
    return replace(content, pages={**content.pages, **open_pages}, written=written)


def _without_questions(page: Page) -> Page:
    """The page with empty lines for its questions."""
    lines = page.body.split("\n")
    spans = [(one.start, one.end) for one in page.questions]
    for start, end in (*spans, *((one.start, one.end) for one in page.sets)):
        lines[start : end + 1] = [""] * (end + 1 - start)
    return replace(page, body="\n".join(lines), questions=(), sets=())
