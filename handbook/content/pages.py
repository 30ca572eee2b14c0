"""Loading the Markdown pages of ``docs/``."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook.content import markdown
from handbook.content.fields import Fields
from handbook.content.issues import issue_of
from handbook.content.model import HANDOUT_QUESTION, HANDOUT_TASKS, KindSpec, Page
from handbook.content.questions import QuestionReader
from handbook.language.languages import Languages
from handbook.language.letters import code_points, unprintable
from handbook.language.problems import Problems
from handbook.language.strictyaml import Item, parse

NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
# Control, format and separator characters (Unicode Cc, Cf, Zl, Zp): nobody sees them, and
# every search stumbles on them.
HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028\u2029"
    r"\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\U0010f000-\U0010f07f\U0010fffd]"
)
# Blanks that look like the usual one and are none: lines do not break there, searches miss them.
BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\u115f\u1160\u3164\uffa0]")
# Letters that are written as one sign, or as wide as two: nobody finds them by typing.
SHAPED = re.compile("[\ufb00-\ufb06\uff01-\uff5e]")
# Letters of other scripts and of old fonts that look like Latin ones: within a word, and alone
# where nobody could tell them apart.
LATIN, OTHER = "A-Za-z\u00c0-\u024f\u1e00-\u1eff", "\u0370-\u03ff\u0400-\u052f"
ALIKE = re.compile(
    rf"[\u00d0\u00f0\u0189\u0256]|(?<=[{LATIN}])[{OTHER}]|[{OTHER}](?=[{LATIN}])|"
    r"(?<![^\W\d_])[\u0391\u0392\u0395-\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf"
    r"\u0410\u0412\u0415\u041a\u041c-\u041e\u0420-\u0423\u0425\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456]"
    r"(?![^\W\d_])"
)
# What git leaves where two changes met.
MERGE = re.compile(r"(?:<{7}|>{7}|\|{7})(?: |\Z)|={7}\Z")
# How files of Word begin, new and old.
OFFICE = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
LAST = 10_000
# What a line may not have -> its code; each sign is told by its number.
STRANGE = (("text-blank", BLANK), ("text-form", SHAPED), ("text-alike", ALIKE))


def published(docs: Path) -> Iterator[Path]:
    """Every file of the site, sorted; nothing under a name with ``_`` or ``.`` in front."""
    for path in sorted(docs.rglob("*")):
        if path.is_file() and not _is_hidden(path, docs):
            yield path


def _is_hidden(path: Path, docs: Path) -> bool:
    return any(part.startswith(("_", ".")) for part in path.relative_to(docs).parts)


@dataclass
class PageLoader:
    """Reads pages strictly; mistakes go to ``problems``, ids of unreadable pages to ``unread``."""

    docs: Path
    languages: Languages
    problems: Problems
    unread: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)

    def load(self) -> Iterator[Page]:
        for path in published(self.docs):
            relative = path.relative_to(self.docs).as_posix()
            if path.suffix != ".md":
                self.files.add(relative)
                continue
            self._check_name(relative)
            page = self._page(path, relative)
            page_id, language = self.languages.split(relative)
            if page:
                yield page
            elif language == self.languages.default:
                self.unread.add(page_id)

    def _page(self, path: Path, relative: str) -> Page | None:
        file = f"{self.docs.name}/{relative}"
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
            self.problems.add(file, body_line - 1, "page-empty")
        fields = Fields.of(item, file, self.problems, self.languages)
        page = self._build(fields, relative, markdown.without_comments(body), body_line)
        fields.finish()
        return page

    def _check_name(self, relative: str) -> None:
        *folders, name = self.languages.split(relative)[0].split("/")
        wrong = [part for part in (*folders, name) if not NAME.match(part)]
        for part in wrong:
            self.problems.add(f"{self.docs.name}/{relative}", 1, "file-name", name=part)

    def _build(self, fields: Fields, path: str, body: str, body_line: int) -> Page:
        page_id, language = self.languages.split(path)
        file = f"{self.docs.name}/{path}"
        asked = QuestionReader(file, body_line, self.problems, self.languages)
        return Page(
            id=page_id,
            language=language,
            path=path,
            title=fields.string("title") or "",
            summary=fields.string("summary") or "",
            number=fields.integer("number", required=False),
            order=self._order(fields),
            quotations=tuple(text for text, _ in fields.strings("quotations")),
            citations=fields.citations("sources", required=False),
            links=tuple(text for text, _ in fields.strings("links")),
            kind=self._kind(fields, file),
            body=body,
            body_line=body_line,
            headings=markdown.headings(body, body_line),
            calls=markdown.CallReader(file, self.problems).read(body, body_line),
            markdown_links=markdown.links(body, body_line),
            questions=asked.read(body),
            sets=asked.sets(body),
            screen_only=fields.flag("screen_only"),
            issue=issue_of(fields, file),
            contest=fields.flag("contest"),
            poster=fields.string("poster", required=False) or "",
            lines={key: item.line for key, item in fields.items.items() if item.value is not None},
        )

    def _order(self, fields: Fields) -> int:
        order = fields.integer("order", required=False)
        return LAST if order is None else order

    def _kind(self, fields: Fields, file: str) -> KindSpec | None:
        item = fields.take("kind", required=False)
        if item is None:
            return None
        inner = fields.inner(item)
        handout = inner.strings("handout")
        spec = KindSpec(
            singular=inner.string("singular") or "",
            numbered=inner.flag("numbered"),
            parts=tuple(text for text, _ in inner.strings("parts")),
            questions=inner.integer("questions", required=False) or 0,
            handout=tuple(text for text, _ in handout),
            minutes=self._minutes(inner, [text for text, _ in handout], file),
            expected=inner.integer("expected", required=False),
            bank=inner.flag("bank"),
            prompts=tuple(text for text, _ in inner.strings("prompts")),
            lines={key: item.line for key, item in inner.items.items()},
        )
        for name, line in handout:
            if name not in spec.parts:
                self.problems.add(file, line, "handout-part", id=name)
        inner.finish()
        return spec

    def _minutes(self, fields: Fields, handout: list[str], file: str) -> dict[str, int]:
        """How long a meeting takes for what is on a handout."""
        item = fields.take("minutes", required=False)
        if item is None:
            return {}
        inner = fields.inner(item)
        known = (*handout, HANDOUT_QUESTION, HANDOUT_TASKS) if handout else ()
        found = {name: inner.integer(name) or 0 for name in inner.items}
        for name in (one for one in found if one not in known):
            near = ", ".join(known) or "–"
            line = inner.line_of(name)
            self.problems.add(file, line, "handout-minutes", id=name, known=near)
        return found


def only_on_screens(pages: Mapping[tuple[str, str], Page]) -> dict[tuple[str, str], Page]:
    """The pages, by id and language: what is left out of paper in one language is in all, so that
    no file is planned of what another leaves out."""
    named = {page.id for page in pages.values() if page.screen_only}
    return {key: replace(page, screen_only=page.id in named) for key, page in pages.items()}


def read_yaml(path: Path, file: str, problems: Problems) -> Item | None:
    """What a YAML file holds; None, after reporting why, when it cannot be read."""
    text = read_text(path, file, problems)
    return None if text is None else parse(text, file, problems)


def yaml_files(
    folder: Path, docs: Path, problems: Problems
) -> Iterator[tuple[str, str, Item | None]]:
    """Every ``*.yml`` of a folder, sorted: its name, its path for messages, what it holds."""
    for path in sorted(folder.glob("*.yml")):
        file = f"{docs.name}/{path.relative_to(docs).as_posix()}"
        if not NAME.match(path.stem):
            problems.add(file, 1, "file-name", name=path.stem)
        yield path.stem, file, read_yaml(path, file, problems)


def read_text(path: Path, file: str, problems: Problems) -> str | None:
    """UTF-8 text in composed form without hidden characters, or None after reporting why not."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        read = path.read_bytes()
        is_office = read.startswith(OFFICE)
        line = 1 if is_office else read[: error.start].count(b"\n") + 1
        problems.add(file, line, "text-office" if is_office else "text-utf8")
        return None
    if _has_merge_marks(text, file, problems):
        return None
    for number, line_text in enumerate(text.split("\n"), start=1):
        for code, marks in STRANGE:
            for mark in sorted(set(marks.findall(line_text))):
                problems.add(file, number, code, mark=f"U+{ord(mark):04X}")
        if not unicodedata.is_normalized("NFC", line_text):
            problems.add(file, number, "text-nfc")
        for mark in sorted(set(HIDDEN.findall(line_text))):
            problems.add(file, number, "text-hidden", mark=f"U+{ord(mark):04X}")
    plain = unicodedata.normalize("NFC", BLANK.sub(" ", HIDDEN.sub("", text)))
    _must_be_printable(unicodedata.normalize("NFC", BLANK.sub(" ", text)), file, problems)
    return plain


def _must_be_printable(text: str, file: str, problems: Problems) -> None:
    """Report the signs that fonts lack, but for those in notes of the editor."""
    if not unprintable(text):
        return
    is_register = file.endswith(".yml")
    for number, line in enumerate(markdown.without_comments(text).split("\n"), start=1):
        if is_register and line.lstrip().startswith("#"):
            continue
        for sign in unprintable(line):
            if HIDDEN.fullmatch(sign):  # reported as such
                continue
            problems.add(file, number, "text-unprintable", sign=sign, point=code_points(sign))


def _has_merge_marks(text: str, file: str, problems: Problems) -> bool:
    """Whether two changes of the file were not brought together; each mark is reported."""
    found = [at for at, line in enumerate(text.split("\n"), start=1) if MERGE.match(line)]
    for number in found:
        problems.add(file, number, "merge-mark")
    return bool(found)
