"""Loading the Markdown pages of ``docs/``."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from handbook import languages, markdown
from handbook.fields import Fields
from handbook.model import KindSpec, Page
from handbook.problems import Problems
from handbook.strictyaml import Item, parse

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
LAST = 10_000


def page_files(docs: Path) -> Iterator[Path]:
    """Every page, sorted; what lies under a name with ``_`` or ``.`` in front is not a page."""
    for path in sorted(docs.rglob("*.md")):
        if not any(part.startswith(("_", ".")) for part in path.relative_to(docs).parts):
            yield path


def split_language(relative: str) -> tuple[str, str]:
    """``bai-hoc/x.en.md`` -> (``bai-hoc/x``, ``en``); without a suffix the default language."""
    stem = relative.removesuffix(".md")
    for language in languages.ALL:
        if stem.endswith(f".{language}"):
            return stem.removesuffix(f".{language}"), language
    return stem, languages.DEFAULT


@dataclass
class PageLoader:
    """Reads pages strictly; what is wrong goes to ``problems``."""

    docs: Path
    problems: Problems
    environment: Environment = field(default_factory=markdown.environment)

    def load(self) -> Iterator[Page]:
        for path in page_files(self.docs):
            page = self._page(path)
            if page:
                yield page

    def _page(self, path: Path) -> Page | None:
        relative = path.relative_to(self.docs).as_posix()
        file = f"{self.docs.name}/{relative}"
        self._check_name(file, split_language(relative)[0])
        text = read_text(path, file, self.problems)
        if text is None:
            return None
        front, body, body_line = markdown.split(text)
        if front is None:
            self.problems.add(file, 1, "front-matter-missing")
            return None
        item = parse(front, file, self.problems, first_line=2)
        if item is None:
            return None
        if not body.strip():
            self.problems.add(file, body_line, "page-empty")
        return self._build(item, relative, body, body_line)

    def _check_name(self, file: str, page_id: str) -> None:
        for part in page_id.split("/"):
            if not NAME.match(part):
                self.problems.add(file, 1, "file-name", name=part)

    def _build(self, item: Item, path: str, body: str, body_line: int) -> Page:
        page_id, language = split_language(path)
        file = f"{self.docs.name}/{path}"
        fields = Fields.of(item, file, self.problems)
        calls = markdown.CallReader(self.environment, file, self.problems)
        questions = markdown.QuestionReader(file, body_line, self.problems)
        page = Page(
            id=page_id,
            language=language,
            path=path,
            title=fields.string("title") or "",
            summary=fields.string("summary") or "",
            number=fields.integer("number", required=False),
            order=fields.integer("order", required=False) or LAST,
            quotations=tuple(text for text, _ in fields.strings("quotations")),
            citations=fields.citations("sources", required=False),
            links=tuple(text for text, _ in fields.strings("links")),
            kind=self._kind(fields, file),
            body=body,
            body_line=body_line,
            headings=markdown.headings(body, body_line),
            calls=calls.read(body, body_line),
            markdown_links=markdown.links(body, body_line),
            questions=questions.read(body),
            lines={key: fields.line_of(key) for key in fields.items},
        )
        fields.finish()
        return page

    def _kind(self, fields: Fields, file: str) -> KindSpec | None:
        item = fields.take("kind", required=False)
        if item is None:
            return None
        inner = Fields.of(item, file, self.problems)
        spec = KindSpec(
            singular=inner.string("singular") or "",
            numbered=inner.flag("numbered"),
            parts=tuple(text for text, _ in inner.strings("parts")),
            questions=inner.integer("questions", required=False) or 0,
        )
        inner.finish()
        return spec


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """UTF-8 text in composed form, or None after reporting why it cannot be read."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        problems.add(file, line, "text-utf8")
        return None
    for number, line_text in enumerate(text.split("\n"), start=1):
        if not unicodedata.is_normalized("NFC", line_text):
            problems.add(file, number, "text-nfc")
    return text
