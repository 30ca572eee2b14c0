"""What an issue of a bulletin says once, at its end: notes and sources of all its pieces, where to
read on, who answers for it. In columns there is no good place for these at the foot of a page."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.content.model import IssueSpec
from handbook.paper.articles import Printed
from handbook.paper.book import OF, Article
from handbook.paper.notes import notes_in, said

# The class of the sources of a piece, until they are gathered here.
SOURCES = "piece-sources"
# The class and the name of all that stands here.
BACK = "issue-back"
# Classes: of notes and sources, of the imprint in it, of a place online that a code leads to.
SMALL, IMPRINT, CODES = "issue-small", "issue-imprint", "issue-codes"
# Of a link out of the issue: its number among the codes.
CODE = "data-code"
# What is to be filled in by hand.
DOTS = " ……………………………"


@dataclass(frozen=True)
class Reference:
    """A place on the site that pieces refer to."""

    number: int
    name: str
    address: str


def back_matter(
    own: Article,
    ready: Mapping[str, Printed],
    spec: IssueSpec,
    words: Mapping[str, str],
    whence: str,
) -> Printed:
    """The article at the end of an issue; what it says is taken out of the others. ``own`` is the
    issue's page, ``whence`` says where the texts are from."""
    notes = list(_notes(ready.values(), words))
    parts = [*_sources(ready.values()), *notes]
    refs = number_references(ready.values(), words)
    if refs:
        parts += [_paragraph(words["issue_codes"]), *(_reference(one) for one in refs)]
    body = _box(BACK, [_box(SMALL, parts), _box(IMPRINT, _imprint(spec, words, whence))])
    title = words["issue_sources"]
    name = f"{own.id}{OF}{BACK}"
    article = Article(name, own.url, title, title, "", own.language, "", own.file)
    return Printed(article, body)


def references(ready: Mapping[str, Printed]) -> Sequence[Reference]:
    """Where the links of an issue lead that have a code, each place once, in the order of codes."""
    trees = (tree for one in ready.values() for tree in one.trees)
    found: dict[int, HtmlElement] = {}
    for link in (link for tree in trees for link in tree.xpath(f".//a[@{CODE}]")):
        found.setdefault(int(link.get(CODE)), link)
    return [
        Reference(number, " ".join(a.text_content().split()), a.get("href"))
        for number, a in sorted(found.items())
    ]


def number_references(ready: Iterable[Printed], words: Mapping[str, str]) -> Sequence[Reference]:
    """Say behind every link to the site which code leads there; None can be followed on paper.
    Links inside the issue say their page."""
    found: dict[str, int] = {}
    every = list(ready)
    for link in (a for one in every for tree in one.trees for a in list(tree.iter("a"))):
        if _in_source(link):
            link.drop_tag()  # its place is in the list of sources
        elif link.get("data-to"):
            link.set("data-page", "")
        elif link.get("href"):
            number = found.setdefault(link.get("href"), len(found) + 1)
            link.set(CODE, str(number))
            _put_behind(link, words["issue_code"].replace("{number}", str(number)))
    return references({str(at): one for at, one in enumerate(every)})


def _in_source(link: HtmlElement) -> bool:
    """Whether a link says where the wording above it is from."""
    around = (box.get("class", "").split() for box in link.iterancestors())
    return any(marks.QUOTATION_SOURCE in classes for classes in around)


def _put_behind(link: HtmlElement, text: str) -> None:
    mark = html.Element("small")
    unbroken = text.replace(" ", "\u00a0")
    mark.text, mark.tail, link.tail = f" ({unbroken})", link.tail, None
    link.addnext(mark)


def _sources(ready: Iterable[Printed]) -> Iterator[HtmlElement]:
    """A line for every piece that rests on something."""
    for one in ready:
        items: list[HtmlElement] = []
        for box in one.body.find_class(SOURCES):
            items += box.iter("li")
            box.drop_tree()
        if items:
            yield _line(one.article.title, items)


def _line(title: str, items: Sequence[HtmlElement]) -> HtmlElement:
    line = html.Element("p")
    name = html.Element("strong")
    name.text, name.tail = title.rstrip(".?!") + ".", " "
    line.append(name)
    for number, item in enumerate(items, start=1):
        for paragraph in item.findall("p"):
            paragraph.drop_tag()
        item.tag, item.tail = "span", "." if number == len(items) else "; "
        for link in list(item.iter("a")):
            link.drop_tag()
        line.append(item)
    return line


def _notes(ready: Iterable[Printed], words: Mapping[str, str]) -> Iterator[HtmlElement]:
    """The notes of all, each once."""
    found: dict[str, None] = {}
    for tree in (tree for one in ready for tree in one.trees):
        for note in notes_in(tree):
            found.setdefault(said(note))
            note.drop_tree()
    if found:
        yield _paragraph(f"{words['notes']} {'; '.join(found)}.")


def _reference(one: Reference) -> HtmlElement:
    line = _paragraph(f"{one.number}. {one.name}: {one.address}")
    line.set("class", CODES)
    return line


def _imprint(spec: IssueSpec, words: Mapping[str, str], whence: str) -> Iterator[HtmlElement]:
    title = _paragraph("")
    name = html.Element("strong")
    name.text = words["imprint"]
    title.append(name)
    yield title
    if spec.publisher:
        yield _paragraph(spec.publisher)
    for key, text in spec.imprint.items():
        yield _paragraph(f"{words[f'imprint_{key}']}: {text or DOTS.strip()}")
    if whence:
        yield _paragraph(whence)


def _paragraph(text: str) -> HtmlElement:
    line = html.Element("p")
    line.text = text
    return line


def _box(kind: str, elements: Sequence[HtmlElement] | Iterator[HtmlElement]) -> HtmlElement:
    box = html.Element("div", {"class": kind})
    box.extend(elements)
    return box
