"""The questions of a handbook as data for scripts: files that a page loads as scripts, because one
opened from a folder can fetch nothing. Their texts are taken from the finished pages, so that there
is one truth; browser/bank/ draws them as macros/questions.py prints them.

The first file says which questions there are, and nothing of what they say; the others hold them:
one for a part of the handbook, more for a part that is too large for one. No name depends on what
is asked, no file on another: a question that is changed changes one file.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from handbook import marks
from handbook.content.bank import opening, question_pages, record_name
from handbook.content.editions import path_of
from handbook.content.handbook import Content
from handbook.content.model import Page, Question
from handbook.content.questions import GAP, KINDS, LEVELS, ONE, OPEN
from handbook.language.foreign import signed
from handbook.language.texts import Texts
from handbook.packed import gzip_file

FOLDER = "study"
# A file is not larger than this, in bytes as it is sent, compressed.
LARGEST = 15_000
# A question of a finished page, and what stands in it.
# A value may hold the sign that ends a tag.
INSIDE = r"""(?:[^>"']|"[^"]*"|'[^']*')*"""
TAG = re.compile(rf"<div\b{INSIDE}>|</div>")
OPENING = re.compile(rf'<div\b(?={INSIDE}\sclass="{marks.QUIZ}"){INSIDE}>')
HEAD_TAG = re.compile(rf"\A<div\b({INSIDE})>")
ATTRIBUTE = re.compile(r"""\s([\w-]+)=(?:"([^"]*)"|'([^']*)')""")
ASKED = re.compile(
    rf'<p\b[^>]*class="{marks.QUIZ_QUESTION}"[^>]*><strong>.*?</small>\.</strong>(.*?)</p>'
)
TASK = re.compile(r" <em>[^<]*</em>\Z")
CHOICES = re.compile(r'<ol\b[^>]*class="quiz-choices"[^>]*>(.*?)</ol>')
REASONS = re.compile(r'<(ol|ul)\b[^>]*class="quiz-reasons"[^>]*>(.*?)</\1>')
HINT = re.compile(rf'<details class="{marks.QUIZ_HINT}">.*?<p>(.*?)</p></details>')
ANSWER = re.compile(rf'<details class="{marks.QUIZ_ANSWER}"><summary>.*?</summary>(.*)</details>')
ITEM, PARAGRAPH = re.compile(r"<li>(.*?)</li>"), re.compile(r"<p>(.*?)</p>")
# The verdict, or the place, before a reason.
HEAD = re.compile(r"\A<strong>[^<]*</strong>\s*")
ADDRESS = re.compile(r'(?<= )((?:href|src)=")(?![\w-]+:)([^"]*)"')


@dataclass(frozen=True)
class Asked:
    """A page with questions as the site of a language shows it: its path below the site's root."""

    page: Page
    path: str

    @property
    def name(self) -> str:
        """By what readers' records know it."""
        return record_name(self.page.id)


@dataclass(frozen=True)
class Bank:
    """What the bank of a language is made of; in ``site`` lie its finished pages."""

    content: Content
    texts: Texts
    language: str
    site: Path

    def files(self) -> dict[str, str]:
        """Path below the site's root -> text; nothing where nothing is asked."""
        folder, language = self.content.languages.folder(self.language), self.language
        files: dict[str, str] = {}
        parts: list[list[object]] = []
        found = question_pages(self.content, language)
        for part, pages in found.items():
            asked = [Asked(page, f"{folder}{path_of(page.id)}") for page in pages]
            cut = self._cut(f"{language}-{part}", asked)
            files |= {f"{FOLDER}/{name}.js": text for name, text in cut.items()}
            own = opening(self.content, part, language)
            pages_told = [self._listed(one) for one in asked]
            parts.append([part, self._signed(own), len(cut), pages_told, *_foreign(own, language)])
        spoken = (page.language for pages in found.values() for page in pages)
        languages = dict.fromkeys((language, *spoken))
        first = {
            "kinds": KINDS,
            "levels": LEVELS,
            "folder": folder,
            "words": {name: self._words(name) for name in languages},
            "parts": parts,
        }
        return files | ({f"{FOLDER}/{language}.js": _script(language, first)} if parts else {})

    def _cut(self, name: str, asked: Sequence[Asked]) -> dict[str, str]:
        """A part in as few files as it takes, each with as many of its pages."""
        told = [(one.name, _questions(one, self._page(one.path))) for one in asked]
        for count in range(1, len(told) + 1):
            cut: list[dict[str, object]] = [{} for _ in range(count)]
            for at, (page, found) in enumerate(told):
                cut[at * count // len(told)][page] = found
            names = [name if count == 1 else f"{name}.{at}" for at in range(count)]
            files = dict(zip(names, map(_script, names, cut), strict=True))
            if max(len(gzip_file(text.encode())) for text in files.values()) <= LARGEST:
                break
        return files

    def _page(self, path: str) -> str:
        return (self.site / path / "index.html").read_text(encoding="utf-8")

    def _listed(self, asked: Asked) -> list[object]:
        """A page in the first file: name, title, its questions with kind and level."""
        page = asked.page
        told = [[one.id, KINDS.index(one.kind), LEVELS.index(one.level)] for one in page.questions]
        return [asked.name, self._signed(page), told, *_foreign(page, self.language)]

    def _signed(self, page: Page) -> str:
        """Its title, with signs around words in the handbook's own language."""
        return signed(page.title, page.language, self.content.languages.default, self.texts)

    def _words(self, language: str) -> dict[str, object]:
        """What questions are printed with in a language."""
        groups = {name: self.texts.group(language, name) for name in ("quiz_levels", "quiz_tasks")}
        return {**self.texts.group(language, "quiz"), **groups}


def _foreign(page: Page, language: str) -> list[str]:
    """The language of a page, where it is not the site's."""
    return [] if page.language == language else [page.language]


def _questions(asked: Asked, html: str) -> list[list[object]]:
    """The questions of a finished page, in its order."""
    found = {one.id: one for one in asked.page.questions}
    return [_question(found, block, asked.path) for block in _blocks(html)]


def _blocks(html: str) -> Iterator[str]:
    """Each question, from its opening to its end."""
    for found in OPENING.finditer(html):
        depth = 0
        for tag in TAG.finditer(html, found.start()):
            depth += -1 if tag[0] == "</div>" else 1
            if not depth:
                yield html[found.start() : tag.end()]
                break


def _question(known: dict[str, Question], block: str, path: str) -> list[object]:
    """Id, hash, key, what is asked, choices, reasons, and where there are any hint and source."""
    head = _attributes(block)
    name = head["id"]
    kind = known[name].kind
    text = _first(ASKED, block).strip()
    said = [
        text if kind in (ONE, OPEN) else TASK.sub("", text),
        ITEM.findall(_first(CHOICES, block)),
        _answer(known[name], block),
    ]
    hint, source = _first(HINT, block), _source(known[name], block)
    rest = [hint, source] if source else [hint] if hint else []
    values = [head["data-hash"], head.get("data-right", ""), *said, *rest]
    return [name, *_with_addresses(values, path)]


def _answer(question: Question, block: str) -> list[str]:
    """The reasons; of a filling with the words before it and whether it is right, of an open
    question what a good answer holds."""
    answer = _first(ANSWER, block)
    if question.kind == OPEN:
        return PARAGRAPH.findall(answer)[: -1 if question.citations else None]
    found = REASONS.search(answer)
    items = ITEM.findall(found[2]) if found else []
    return items if question.kind == GAP else [HEAD.sub("", item) for item in items]


def _source(question: Question, block: str) -> str:
    """The line that says where the answer stands."""
    return PARAGRAPH.findall(_first(ANSWER, block))[-1] if question.citations else ""


def _with_addresses(values: Sequence[object], path: str) -> Iterator[object]:
    """The texts with addresses that begin at the site's root."""
    for value in values:
        if isinstance(value, list):
            yield [*_with_addresses(value, path)]
        else:
            yield ADDRESS.sub(lambda link: f'{link[1]}{_from_root(path, link[2])}"', str(value))


def _from_root(path: str, address: str) -> str:
    return urljoin(f"/{path}", address).lstrip("/")


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[1] if found else ""


def _attributes(block: str) -> dict[str, str]:
    """What the first tag says, with quotation marks as a value within them writes them."""
    found = ATTRIBUTE.findall(_first(HEAD_TAG, block))
    return {name: one or other.replace('"', "&quot;") for name, one, other in found}


def _script(name: str, value: object) -> str:
    return f"handbookBank({json.dumps(name)},{_json(value)});\n"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
