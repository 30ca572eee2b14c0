"""What is searched in a language: pages with their sections, kinds and way to them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape

from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.language.foreign import SIGN
from handbook.search.sections import Section, sections


@dataclass(frozen=True)
class FoundSection:
    """A section and the name of the register whose row it is, empty when it is none."""

    section: Section
    kind: str


@dataclass(frozen=True)
class FoundPage:
    """A page as results show it. ``url`` is relative to the site's root; ``language`` is that of
    its title and ``foreign`` whether the site's is another; ``number`` is None for what is not an
    entry of a numbered kind."""

    id: str
    url: str
    title: str
    language: str
    foreign: bool
    kind: str
    number: int | None
    sections: tuple[FoundSection, ...]

    @property
    def signed_title(self) -> str:
        """Its title with signs around words in the handbook's own language, as its texts have
        them."""
        return self.sections[0].section.title

    @property
    def section_blocks(self) -> list[list[str]]:
        """The title and the lines of each section; the first title follows the page's label."""
        label = f"{self.kind} {self.number}" if self.number else ""
        blocks = [
            [item.section.title, *(item.section.text.split("\n") if item.section.text else [])]
            for item in self.sections
        ]
        blocks[0][0] = f"{label}. {blocks[0][0]}" if label else blocks[0][0]
        return blocks

    @property
    def rows(self) -> int:
        """How many register rows it has."""
        return sum(1 for item in self.sections if item.kind)


def read_page(
    content: Content,
    page: Page,
    url: str,
    html: str,
    language: str,
    *,
    told: Callable[[str], str] = str,
) -> FoundPage:
    """A page on the site of a language, from the HTML of its article; ``told`` makes words of the
    handbook's own language in it say so.

    A page that is not translated is found there by its name and number only.
    """
    translated = page.language == language
    rows = _rows(content, page)
    default = content.languages.default
    tongue = "" if language == default else default
    read = _sections(page, html, told, tongue) if translated else sections(page.title, "")
    return FoundPage(
        id=page.id,
        url=url,
        title=page.title,
        language=page.language,
        foreign=not translated,
        kind=_kind(content, page, language),
        number=page.number if content.number_label(page, language) else None,
        sections=tuple(FoundSection(section, rows.get(section.anchor, "")) for section in read),
    )


def _sections(
    page: Page, html: str, told: Callable[[str], str], tongue: str
) -> tuple[Section, ...]:
    """Those of a page, with its summary at the start: it stands in the page's head only, and what
    other pages say of this one must lead here."""
    [named] = sections("", told(f"<p>{escape(page.title)}</p>"), tongue)
    return sections(named.text, told(f"<p>{escape(page.summary)}</p>{html}"), tongue)


def passages(sites: Iterable[Iterable[FoundPage]]) -> dict[tuple[str, str, str], str]:
    """The texts of all pages on the sites of their languages, a block a line, by language, page and
    anchor; without signs."""
    return {
        (page.language, page.id, one.section.anchor): one.section.text.replace(SIGN, "")
        for pages in sites
        for page in pages
        for one in page.sections
        if not page.foreign
    }


def _kind(content: Content, page: Page, language: str) -> str:
    """What a page is: an entry of a kind, else a page of its folder, else itself."""
    own = page.kind or content.kind_of(page, language)
    if own:
        return own.singular
    index = f"{page.folder}/index"
    named = content.page(index if index in content.defaults else page.id, language)
    return named.title if named.language == language else f"{SIGN}{named.title}{SIGN}"


def _rows(content: Content, page: Page) -> dict[str, str]:
    """Anchor of each register row that is shown here -> name of the register."""
    return {
        row: register.title[page.language]
        for register in content.registers.values()
        if register.page == page.id
        for row in register.rows
    }
