"""What the page templates show around a page's text."""

from dataclasses import dataclass

from handbook.content.editions import Standing
from handbook.content.model import Page
from handbook.language.texts import Texts
from handbook.publish.moved import Former, former
from macros.context import Context
from macros.downloads import own_files

WORDS_A_MINUTE = 220
NOWHERE = Standing("")


@dataclass(frozen=True)
class PageView:
    """Texts and facts for the template. ``text_language`` may differ from the site's; ``edition``
    tells of which edition the text is, ``former`` where the page and its anchors have been;
    ``tells_editions`` when the page lists all editions."""

    summary: str
    label: str
    minutes: str
    text_language: str
    site_language: str
    original: str
    texts: Texts
    files: str
    edition: str
    former: Former
    tells_editions: bool

    @property
    def translated(self) -> bool:
        return self.text_language == self.site_language

    def text(self, key: str) -> str:
        """An interface text in the language of the site."""
        return self.texts.get(self.site_language, key)


def view(
    context: Context, site_language: str, with_files: bool, standing: Standing = NOWHERE
) -> PageView:
    """The view of a page, for the site of a language; ``with_files`` when files for paper are
    made too."""
    content, page = context.content, context.page
    spec = content.kind_of(page)
    count = len(content.entries.get(page.folder, ()))
    number = content.number_label(page)
    label = context.text("entry.of", label=number, count=count) if number else ""
    minutes = max(1, round(_words(page) / WORDS_A_MINUTE))
    return PageView(
        summary=page.summary,
        label=label or (spec.singular if spec else ""),
        minutes=context.text("entry.minutes", count=minutes) if spec else "",
        text_language=page.language,
        site_language=site_language,
        original=content.defaults[page.id].path,
        texts=context.texts,
        files=own_files(context) if with_files and page.language == site_language else "",
        edition=_edition(context.texts, site_language, standing),
        former=former(content, page.id, site_language),
        tells_editions=any(call.name == "editions" for call in page.calls),
    )


def _words(page: Page) -> int:
    """How many words there are to read: those of questions made of rows stand in no file."""
    made = (one for one in page.questions if one.at)
    asked = (text for one in made for part in one.choices for text in (part.text, part.reason))
    stems = (one.text for one in page.questions if one.at)
    return sum(len(text.split()) for text in (page.body, *stems, *asked))


def _edition(texts: Texts, language: str, standing: Standing) -> str:
    """Of which edition the text is, in a sentence; nothing when there is none."""
    if standing.record is None:
        return ""
    return texts.get(language, f"edition.{standing.state}", edition=standing.record.name)
