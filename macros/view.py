"""What the page templates show around a page's text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from handbook import marks
from handbook.building.settings import BuildSettings
from handbook.content.editions import Standing
from handbook.content.model import Page
from handbook.content.prompts import prompts_of
from handbook.language.foreign import told
from handbook.language.texts import Texts
from handbook.publish.moved import Former, former
from handbook.publish.passages import letter, with_links
from handbook.publish.prompts import with_prompts
from macros.context import Context
from macros.downloads import own_files, own_papers
from macros.folded import MANY

WORDS_A_MINUTE = 220
NOWHERE = Standing("")
# Macros whose places are filled by scripts of their own.
SCRIPTS = {
    "editions": ("editions",),
    "progress": ("overview",),
    "practice": ("bank", "practice"),
    "exam": ("bank", "exam"),
    "review": ("review",),
}
CLOSED = re.compile(rf'<details class="{marks.GROUP}">\s*<summary>\s*<h3')
ROW, GROUP = '<tr id="', f'<details class="{marks.GROUP}"'


@dataclass(frozen=True)
class Tables:
    """What a page's tables want of its template: room for ``wide`` ones, a filter where there are
    ``many`` rows, the ``script`` for it and for groups to unfold; whether some are ``closed``."""

    wide: bool = False
    many: bool = False
    script: bool = False
    closed: bool = False


@dataclass(frozen=True)
class PageView:
    """Texts and facts for the template. ``text_language`` may differ from the site's; ``edition``
    tells of which edition the text is, ``former`` where the page and its anchors have been;
    ``files`` are links, as HTML, to what is printed of the page, ``papers`` to those for meetings;
    ``calls`` are the macros that the page calls, ``parts`` those of an entry; ``report`` is where
    a mistake is told."""

    summary: str
    label: str
    minutes: str
    text_language: str
    site_language: str
    original: str
    texts: Texts
    files: str
    papers: str
    edition: str
    former: Former
    calls: frozenset[str]
    report: str
    tables: Tables
    default_language: str
    parts: tuple[str, ...] = ()
    prompts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def translated(self) -> bool:
        return self.text_language == self.site_language

    @property
    def scripts(self) -> tuple[str, ...]:
        """The scripts of what the page calls."""
        called = (SCRIPTS[name] for name in SCRIPTS if name in self.calls)
        return tuple(dict.fromkeys(name for names in called for name in names))

    @property
    def is_front(self) -> bool:
        """Whether the page says where to start."""
        return "start" in self.calls

    @property
    def needs_front(self) -> bool:
        """Whether the page has what the script of first pages makes work."""
        return bool(self.calls & {"search", "now"})

    def text(self, key: str) -> str:
        """An interface text in the language of the site."""
        return self.texts.get(self.site_language, key)

    def shown(self, html: str) -> str:
        """The text of the page with a link beside each passage, for readers to send on, and the
        ids of the prompts that they may answer."""
        return with_prompts(
            with_links(html, partial(self.texts.get, self.text_language)), self.prompts
        )

    def marked(self, html: str) -> str:
        """HTML of the page in which words of the handbook's own language say so."""
        return told(html, self.text_language, self.default_language, self.texts)


def view(
    context: Context,
    site_language: str,
    settings: BuildSettings,
    standing: Standing = NOWHERE,
    html: str = "",
) -> PageView:
    """The view of a page, for the site of a language; ``html`` is that of its text."""
    content, page = context.content, context.page
    spec = content.kind_of(page)
    is_printed = settings.paper and page.language == site_language
    return PageView(
        summary=page.summary,
        label=_label(context),
        minutes=context.text("entry.minutes", count=reading_minutes(page)) if spec else "",
        text_language=page.language,
        site_language=site_language,
        original=content.defaults[page.id].path,
        texts=context.texts,
        files=own_files(context) if is_printed else "",
        papers=own_papers(context, site_language, settings.paper),
        edition=_edition(context.texts, site_language, standing),
        report=_report(context, site_language, standing, settings.contact),
        former=former(content, page.id, site_language),
        calls=frozenset(call.name for call in page.calls),
        tables=tables_in(html),
        default_language=content.languages.default,
        parts=spec.parts if spec else (),
        prompts=prompts_of(content, page),
    )


def _label(context: Context) -> str:
    """What kind of entry the page is, with its number when it has one; nothing of other pages."""
    content, page = context.content, context.page
    spec, number = content.kind_of(page), content.number_label(page)
    if not number:
        return spec.singular if spec else ""
    count = len(content.entries.get(page.folder, ()))
    return context.text("entry.of", label=number, count=count)


def reading_minutes(page: Page) -> int:
    """About how long it takes to read a page."""
    return max(1, round(_words(page) / WORDS_A_MINUTE))


def tables_in(html: str) -> Tables:
    """What tables there are: by the rows that have their home here, which none but registers
    have."""
    many = html.count(ROW) > MANY
    wide = f"stacked {marks.WIDE}" in html
    return Tables(wide, many, many or GROUP in html, bool(CLOSED.search(html)))


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


def _report(context: Context, language: str, standing: Standing, contact: str) -> str:
    """Where a mistake on the page is told: a letter that says on which, or a page for reports."""
    texts, page = context.texts, context.page
    told = (
        texts.get(language, "act.report_page", path=page.path),
        _edition(texts, language, standing),
    )
    subject = texts.get(language, "act.report_subject", title=page.title)
    return letter(contact, subject, [*filter(None, told), ""])
