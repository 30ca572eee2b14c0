"""Reading built pages with the standard library's parser."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr")
)
SILENT = frozenset(("script", "style"))


@dataclass(frozen=True)
class Tag:
    """A start tag; ``language`` is the nearest ``lang`` at or above it, ``around`` are the names of
    the elements that it stands in."""

    name: str
    attributes: dict[str, str]
    language: str
    around: tuple[str, ...]


@dataclass
class Document(HTMLParser):
    """Tags and texts of a page, in order, each with the language in force."""

    tags: list[Tag] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    _stack: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        language = attributes.get("lang") or (self._stack[-1][1] if self._stack else "")
        around = tuple(name for name, _ in self._stack)
        self.tags.append(Tag(tag, attributes, language, around))
        if tag not in VOID:
            self._stack.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self._stack) - 1, -1, -1):
            if self._stack[place][0] == tag:
                del self._stack[place:]
                return

    def handle_data(self, data: str) -> None:
        if data.strip() and self._stack and self._stack[-1][0] not in SILENT:
            self.texts.append((data.strip(), self._stack[-1][1]))

    def all(self, name: str) -> list[Tag]:
        """Every start tag of that name, in order."""
        return [tag for tag in self.tags if tag.name == name]

    @property
    def ids(self) -> list[str]:
        return [tag.attributes["id"] for tag in self.tags if "id" in tag.attributes]

    @property
    def language(self) -> str:
        return self.all("html")[0].attributes["lang"]


def parse(path: Path) -> Document:
    """The document in a file."""
    document = Document()
    document.feed(path.read_text(encoding="utf-8"))
    return document


def title(path: Path) -> str:
    """What the browser shows as the name of the page in a file."""
    text = path.read_text(encoding="utf-8").partition("<title")[2].partition("</title>")[0]
    return text.partition(">")[2].strip()
