"""Trees of articles -> the XHTML of an EPUB, a file for each article."""

import copy
import posixpath
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement
from lxml.html.builder import E

from handbook import marks
from handbook.paper.articles import Printed, answers_label
from handbook.paper.notes import NOTE, notes_in

# Attributes that only the making of books knows.
OWN = (
    "data-to", "data-of", marks.PAPER, "data-page", marks.SEARCH, "data-picture", "data-file"
)  # fmt: skip
XHTML, OPS = "http://www.w3.org/1999/xhtml", "http://www.idpf.org/2007/ops"
FOLDER, ANSWERS, STYLE = "text", "answers.xhtml", "style.css"
# What a part of a file is in the vocabulary of EPUB.
TYPE = "epub:type"


@dataclass(frozen=True)
class Targets:
    """Where each label of a book leads: the file and the id in it, empty for its start."""

    by_label: Mapping[str, tuple[str, str]]

    @staticmethod
    def of(printed: Mapping[str, Printed]) -> "Targets":
        """The targets of a book: articles have files of their own, all answers have one."""
        by_label: dict[str, tuple[str, str]] = {}
        for name, one in printed.items():
            by_label[name] = (file_of(name), "")
            for label in _labels([one.body]):
                by_label[label] = (file_of(name), label.partition("#")[2])
            for label in (answers_label(name), *_labels(one.answers)):
                by_label[label] = (ANSWERS, plain(label))
        return Targets(by_label)

    def address(self, label: str, base: str) -> str:
        """The link from a file to a label. KeyError when the book has no such label."""
        file, anchor = self.by_label[label]
        path = "" if file == base and anchor else relative(file, base)
        return f"{path}#{anchor}" if anchor else path

    def name(self, label: str) -> str:
        """The id of a label in its file. KeyError when the book has no such label."""
        return self.by_label[label][1]


def file_of(article: str) -> str:
    """The file of an article."""
    return f"{FOLDER}/{article}.xhtml"


def relative(file: str, base: str) -> str:
    """The path from one file to another."""
    return posixpath.relpath(file, posixpath.dirname(base) or ".")


def plain(label: str) -> str:
    """A label as an id in a file: never the same for two labels."""
    return re.sub("[^A-Za-z0-9-]", lambda sign: f"_{ord(sign[0]):x}_", label)


def _labels(trees: Iterable[HtmlElement]) -> Iterable[str]:
    return [name for tree in trees for name in tree.xpath(".//@id|./@id")]


@dataclass(frozen=True)
class Pages:
    """Writes the files of a book. ``words`` are the interface's."""

    language: str
    words: Mapping[str, str]
    targets: Targets

    def page(self, file: str, title: str, blocks: Iterable[HtmlElement], kind: str = "") -> bytes:
        """A file of the book. ``kind`` is what it is in the vocabulary of EPUB."""
        body = E.body(*blocks)
        if kind:
            body.set(TYPE, kind)
        style = E.link(rel="stylesheet", type="text/css", href=relative(STYLE, file))
        page = E.html(E.head(E.title(title), style), body, lang=self.language)
        page.set("xmlns", XHTML)
        page.set("xmlns:epub", OPS)
        return written(page)

    def ready(self, trees: Sequence[HtmlElement], file: str) -> list[HtmlElement]:
        """Copies of trees for a file, with the notes of all of them at the end."""
        copies = [copy.deepcopy(tree) for tree in trees]
        notes = [note for tree in copies for note in notes_in(tree)]
        found = [self._note(note, number) for number, note in enumerate(notes, start=1)]
        for tree in copies:
            self._settle(tree, file)
        if found:
            heading = E.h2(self.words["notes"].rstrip(":"))
            copies.append(E.section(heading, *found, {TYPE: "footnotes"}))
        return copies

    def _note(self, note: HtmlElement, number: int) -> HtmlElement:
        """Replace a note by its number. Returns the note."""
        sign, name = f"note-{number}-sign", f"note-{number}"
        link = E.a(str(number), href=f"#{name}", id=sign, role="doc-noteref")
        link.set(TYPE, "noteref")
        mark = E.sup(link, {"class": NOTE})
        mark.tail, note.tail = note.tail, None
        note.getparent().replace(note, mark)
        back = E.a(f"{number}.", href=f"#{sign}", role="doc-backlink")
        aside = E.aside(E.p(back, f" {note.text}"), id=name, role="doc-footnote")
        aside.set(TYPE, "footnote")
        return aside

    def _settle(self, tree: HtmlElement, file: str) -> None:
        for element in tree.iter(etree.Element):
            to = element.get("data-to")
            if to:
                self._lead(element, self.targets.address(to, file))
            if element.get("data-file"):
                element.set("src", relative(element.get("data-file"), file))
                # How large it is the reader decides.
                element.attrib.pop("width", None)
                element.attrib.pop("height", None)
            if element.get("id") in self.targets.by_label:
                element.set("id", self.targets.name(element.get("id")))
            for name in OWN:
                element.attrib.pop(name, None)

    def _lead(self, element: HtmlElement, address: str) -> None:
        if element.tag == "a":
            element.set("href", address)
            return
        element.append(E.a(self.words["answers_at"], href=address))


def written(root: HtmlElement) -> bytes:
    """A tree as XML."""
    for element in root.xpath(".//*[@lang]|self::*[@lang]"):
        element.set("xml:lang", element.get("lang"))
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
