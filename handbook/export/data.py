"""All entries and questions of a language as data for other programs, and the schema that tells
these what it holds (JSON Schema, 2020-12)."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.content.questions import KINDS, LEVELS, ORDER
from handbook.export.bank import Asked, Bank, Leaf, Offer
from handbook.export.parts import pages_of
from handbook.language.folding import slugify
from handbook.language.texts import Texts

# Of the form of the data: see data.format in the texts.
FORMAT = 1
DIALECT = "https://json-schema.org/draft/2020-12/schema"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What has lines of its own.
TABLE = frozenset(("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"))
LISTS = frozenset(("ul", "ol", "li", "dl", "dt", "dd"))
BOXES = frozenset(("div", "section", "aside", "blockquote", "figure", "figcaption"))
BLOCKS = TABLE | LISTS | BOXES | {"p", "pre", "hr", "details", "summary"}
# Of footnotes, the sign that leads there and the one that leads back.
FOOTNOTE, FOOTNOTE_BACK = "footnote-ref", "footnote-backref"
DATA, SCHEMA = "json", "schema.json"
Schema = dict[str, Any]


def data_path(texts: Texts, language: str, ending: str = DATA) -> str:
    """Where the data, or its schema, lies below the site's root."""
    name = slugify(texts.get(language, "portal.name_data"), "-")
    return f"{marks.DOWNLOADS}/{language}/{name}.{ending}"


@dataclass(frozen=True)
class Data:
    """The data of a language, from its bank and its rendered pages by id."""

    content: Content
    texts: Texts
    bank: Bank
    leaves: Mapping[str, Leaf]

    def files(self) -> dict[str, bytes]:
        """Path below the site's root -> file: the data, and its schema."""
        language, schema = self.bank.language, data_path(self.texts, self.bank.language, SCHEMA)
        told = {
            "$schema": schema.rpartition("/")[2],
            "format": FORMAT,
            "handbook": self.bank.title,
            "language": language,
            "edition": self.bank.edition,
            "address": self.bank.address,
            "entries": [self._entry(page) for page in self._pages()],
            "questions": [_question(one) for one in self.bank.asked],
        }
        described = _Described(self.texts, language)
        return {
            data_path(self.texts, language): _json(told),
            schema: _json(described.whole(self.bank.title)),
        }

    def _pages(self) -> Iterator[Page]:
        return (
            page for page in pages_of(self.content, self.bank.language) if page.id in self.leaves
        )

    def _entry(self, page: Page) -> dict[str, object]:
        leaf, language = self.leaves[page.id], self.bank.language
        kind, index = self.content.kind_of(page, language), f"{page.folder}/index"
        part = self.content.page(index, language).title if index in self.content.defaults else ""
        return {
            "id": page.id,
            "title": page.title,
            "kind": kind.singular if kind else "",
            "number": page.number if self.content.number_label(page, language) else None,
            "part": part,
            "summary": page.summary,
            "url": urljoin(self.bank.address, leaf.url) if self.bank.address else leaf.url,
            "sections": list(_sections(leaf.html)),
        }


def _sections(page: str) -> Iterator[dict[str, str]]:
    """The text from heading to heading, without questions and what is for screens alone."""
    tree = html.fragment_fromstring(page, "div")
    screen = tree.xpath(f".//*[@{marks.PAPER}='{marks.OFF}']")
    for element in [*tree.find_class(marks.QUIZ), *screen, *tree.find_class(FOOTNOTE_BACK)]:
        element.drop_tree()
    name, title = "", ""
    lines: list[str] = [""]
    for said in _flow(tree):
        if isinstance(said, str):
            lines[-1] += said
        elif said is None:
            lines.append("")
        else:
            yield {"id": name, "title": title, "text": _joined(lines)}
            name, title, lines = said.get("id", ""), _line(said.text_content()), [""]
    yield {"id": name, "title": title, "text": _joined(lines)}


def _flow(element: HtmlElement) -> Iterator[str | HtmlElement | None]:
    """Texts and headings in their order; None where a line ends, around each block: what an item of
    a list says before the list in it is a line of its own."""
    if element.tag in HEADINGS:
        yield element
        return
    if element.tag == "a" and FOOTNOTE in element.get("class", "").split():
        # Apart from the word before it, which the sign would else become a part of.
        yield f" [{element.text_content()}]"
        return
    if not isinstance(element.tag, str):
        return
    ends = [None] if element.tag in BLOCKS else []
    yield from ends
    yield " " if element.tag == "br" else element.text or ""
    for child in element:
        yield from _flow(child)
        yield child.tail or ""
    yield from ends


def _joined(lines: Iterable[str]) -> str:
    return "\n".join(filter(None, map(_line, lines)))


def _line(text: str) -> str:
    return " ".join(text.split())


def _question(one: Asked) -> dict[str, object]:
    return {
        "id": one.name,
        "entry": one.page,
        "kind": one.kind,
        "level": one.level,
        "text": one.stem.plain,
        "task": one.task.plain,
        "choices": [_choice(one, offer) for offer in one.offers],
        "answer": list(one.key),
        "guidance": [text.plain for text in one.guidance],
        "hint": one.hint.plain,
        "sources": one.sources.plain,
        "url": one.address,
    }


def _choice(one: Asked, offer: Offer) -> dict[str, object]:
    place = {"place": offer.place} if one.kind == ORDER else {}
    return {
        "letter": offer.letter,
        "text": offer.text.plain,
        "right": offer.right,
        **place,
        "reason": offer.reason.plain,
    }


@dataclass(frozen=True)
class _Described:
    """The schema, each key with what it means in a language."""

    texts: Texts
    language: str

    def whole(self, title: str) -> Schema:
        head: dict[str, Schema] = {
            "$schema": {"type": "string"},
            "format": {"const": FORMAT, "description": self._said("format")},
            **{name: self._text(name) for name in ("handbook", "language", "edition", "address")},
            "entries": self._array("entries", self._entry()),
            "questions": self._array("questions", self._question()),
        }
        about = self.texts.get(self.language, "data.title", title=title)
        described = {"title": about, "description": self._said("about")}
        return {"$schema": DIALECT, **described, **_object(head)}

    def _entry(self) -> Schema:
        section = {name: self._text(f"section_{name}") for name in ("id", "title", "text")}
        keys = ("id", "title", "kind", "part", "summary", "url")
        number = {"type": ["integer", "null"], "description": self._said("entry_number")}
        return _object(
            {name: self._text(f"entry_{name}") for name in keys}
            | {"number": number, "sections": self._array("entry_sections", _object(section))}
        )

    def _question(self) -> Schema:
        keys = ("id", "entry", "text", "task", "hint", "sources", "url")
        letters = {"type": "string", "pattern": "^[A-Z]$"}
        kinds = {name: self.texts.get(self.language, f"quiz_kinds.{name}") for name in KINDS}
        levels = {name: self.texts.get(self.language, f"quiz_levels.{name}") for name in LEVELS}
        return _object(
            {name: self._text(f"question_{name}") for name in keys}
            | {
                "kind": self._one_of("question_kind", kinds),
                "level": self._one_of("question_level", levels),
                "choices": self._array("question_choices", self._choice()),
                "answer": self._array("question_answer", letters),
                "guidance": self._array("question_guidance", {"type": "string"}),
            }
        )

    def _choice(self) -> Schema:
        texts = {name: self._text(f"choice_{name}") for name in ("letter", "text", "reason")}
        right = {"type": "boolean", "description": self._said("choice_right")}
        place = {"type": "integer", "minimum": 1, "description": self._said("choice_place")}
        return _object({**texts, "right": right}, {"place": place})

    def _text(self, key: str) -> Schema:
        return {"type": "string", "description": self._said(key)}

    def _array(self, key: str, items: Schema) -> Schema:
        return {"type": "array", "description": self._said(key), "items": items}

    def _one_of(self, key: str, names: Mapping[str, str]) -> Schema:
        told = [{"const": name, "title": title} for name, title in names.items()]
        return {"description": self._said(key), "oneOf": told}

    def _said(self, key: str) -> str:
        return self.texts.get(self.language, f"data.{key}")


def _object(required: Mapping[str, Schema], more: Mapping[str, Schema] | None = None) -> Schema:
    return {
        "type": "object",
        "required": list(required),
        "properties": {**required, **(more or {})},
        "additionalProperties": False,
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
