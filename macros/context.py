"""What a macro knows while a page is rendered."""

from dataclasses import dataclass, field

from handbook.content.handbook import Content
from handbook.content.literal import literal
from handbook.content.model import Page
from handbook.language.texts import Texts


@dataclass
class Context:
    """The page being rendered. ``anchored`` are the rows and quotations that already got their
    anchor on it; ``closed`` when it has tables that are closed at first."""

    content: Content
    texts: Texts
    page: Page
    anchored: set[str] = field(default_factory=set)
    closed: bool = False

    @property
    def language(self) -> str:
        """The language of the page's text, not of the site it is shown in."""
        return self.page.language

    def text(self, key: str, **values: object) -> str:
        """An interface text as it is, for what is no Markdown."""
        return self.texts.get(self.language, key, **values)

    def markdown(self, key: str, **values: object) -> str:
        """An interface text as Markdown that shows every sign of it and of its values."""
        return literal(self.text(key, **values))
