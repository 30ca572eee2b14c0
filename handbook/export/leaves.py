"""Pages of a part as they are shown on a school's platform: their text, and at their places the
questions, to be answered there."""

import html
import posixpath
from base64 import b32encode
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree
from lxml import html as lxml_html
from lxml.html import HtmlElement

from handbook import marks
from handbook.content.questions import BLANK, GAP, OPEN, ORDER, SEVERAL
from handbook.export.bank import Asked, Offer, Part, Shown
from handbook.export.form import Job
from handbook.export.said import html_list
from handbook.language.foreign import unwrapped

# What an element keeps of its attributes.
KEPT = frozenset(
    ("href", "src", "alt", "type", "start", "colspan", "rowspan", "scope", "lang", "title")
)
# What has no use there.
DROPPED = ("script", "style", "svg", "nav", "button", "input", "form", "template")
PICTURES = "hinh"
# Out of the frame in which the platform shows the package.
OUTSIDE = {"target": "_blank", "rel": "noopener"}
OUTSIDE_LINK = '<a target="_blank" rel="noopener" href='
# So many signs tell the questions of a part apart.
SIGNS = 6


def sign_of(*texts: str) -> str:
    """A short name for what has these texts: other words, another name."""
    return b32encode(sha256("\n".join(texts).encode()).digest()).decode().lower()[:SIGNS]


def question_sign(one: Asked) -> str:
    """What a platform keeps an answer under; a question that has changed is asked anew."""
    return sign_of(one.name, one.stem.plain, *(offer.text.plain for offer in one.offers))


@dataclass
class Leaves:
    """The pages of a part as HTML; ``pictures`` are the files that they show, by their names."""

    job: Job
    part: Part
    pictures: dict[str, bytes] = field(default_factory=dict)

    def sections(self) -> str:
        """All pages, one behind the other."""
        return "\n".join(map(self._section, self.part.pages))

    def _section(self, page: Shown) -> str:
        name = sign_of(page.id)
        opened = f'<section class="page" id="p-{name}" data-page="{name}">'
        title = f'<h1 tabindex="-1">{html.escape(page.title, quote=False)}</h1>'
        return f"{opened}{title}{self._body(page)}</section>"

    def _body(self, page: Shown) -> str:
        tree = lxml_html.fragment_fromstring(page.leaf.html, "div")
        etree.strip_elements(tree, etree.Comment, etree.ProcessingInstruction, with_tail=False)
        forms = self._take_questions(tree, page)
        for element in [*tree.xpath(f".//*[@{marks.PAPER}='{marks.OFF}']"), *tree.iter(*DROPPED)]:
            element.drop_tree()
        inside = _inside(tree)
        for element in list(tree.iter(etree.Element)):
            self._settle(element, page, inside)
        whole = "".join(etree.tostring(one, encoding="unicode", method="html") for one in tree)
        for place, form in forms.items():
            whole = whole.replace(f"<p>{place}</p>", form)
        return whole

    def _take_questions(self, tree: HtmlElement, page: Shown) -> Mapping[str, str]:
        """Put a mark in the place of each question. Returns what comes there, by the marks."""
        found = {}
        for at, (quiz, one) in enumerate(zip(tree.find_class(marks.QUIZ), page.asked, strict=True)):
            place = lxml_html.Element("p")
            place.text, place.tail = f"\ue000{at}\ue001", quiz.tail
            quiz.getparent().replace(quiz, place)
            form = "".join(_form(one, at + 1, self.job))
            found[place.text] = form.replace("<a href=", OUTSIDE_LINK)
        return found

    def _settle(self, element: HtmlElement, page: Shown, inside: Collection[str]) -> None:
        """``inside`` are ids that the page itself leads to: other pages may have the same."""
        anchor = element.get("id")
        for name in set(element.attrib) - KEPT:
            del element.attrib[name]
        if anchor in inside:
            element.set("id", f"{sign_of(page.id)}-{anchor}")
        if element.tag == "a" and element.get("href", "")[1:] in inside:
            element.set("href", f"#{sign_of(page.id)}-{element.get('href')[1:]}")
        elif element.tag == "a":
            self._lead(element, page)
        elif element.tag == "img":
            self._show(element, page)

    def _lead(self, link: HtmlElement, page: Shown) -> None:
        """A link to a page of the part, to a published page in a new window; else its text."""
        target = link.get("href", "")
        path = posixpath.normpath(posixpath.join(page.leaf.url, target.partition("#")[0]))
        goal = next((one for one in self.part.pages if one.leaf.url.rstrip("/") == path), None)
        if goal:
            link.set("href", f"#p-{sign_of(goal.id)}")
        elif self.job.bank.address and target:
            link.set("href", urljoin(urljoin(self.job.bank.address, page.leaf.url), target))
            link.attrib.update(OUTSIDE)
        else:
            unwrapped(link)

    def _show(self, picture: HtmlElement, page: Shown) -> None:
        path = posixpath.normpath(posixpath.join(page.leaf.url, picture.get("src", "")))
        file = self.job.site / path
        if not file.is_file():
            picture.drop_tree()
            return
        name = f"{PICTURES}/{Path(path).name}"
        self.pictures[name] = file.read_bytes()
        picture.set("src", name)


def _inside(tree: HtmlElement) -> Collection[str]:
    """The ids to which links on the same page lead, as those of footnotes do."""
    ids = {element.get("id") for element in tree.iter(etree.Element)}
    links = (link.get("href", "") for link in tree.iter("a"))
    return {link[1:] for link in links if link.startswith("#") and link[1:] in ids}


def _form(one: Asked, number: int, job: Job) -> Iterator[str]:
    name = question_sign(one)
    told = f'data-id="{name}" data-kind="{one.kind}" data-right="{"".join(one.key)}"'
    stem = one.stem.html.replace(BLANK, "…………")
    title = job.said("quiz.number", number=number)
    yield f'<form class="question" {told}><fieldset>'
    yield f"<legend><strong>{title}.</strong> {stem} {one.task.html}</legend>"
    yield from _answers(one, name, job)
    if one.hint.plain:
        yield f"<details><summary>{job.said('quiz.hint')}</summary>{one.hint.html}</details>"
    action = job.said("scorm.look" if one.kind == OPEN else "scorm.check")
    yield f'<p class="act"><button type="submit">{action}</button></p>'
    yield '<p class="verdict" role="status" tabindex="-1"></p>'
    if one.sources.plain:
        yield f'<p class="told" hidden>{one.sources.html}</p>'
    yield "</fieldset></form>"


def _answers(one: Asked, name: str, job: Job) -> Iterator[str]:
    if one.kind == OPEN:
        yield f'<div class="told" hidden>{html_list(one.guidance)}</div>'
        return
    if one.kind == GAP:
        label = job.said("quiz.blank")
        yield f'<p><input type="text" name="{name}" aria-label="{label}" autocomplete="off"></p>'
        yield '<ul class="told" hidden>'
    else:
        yield '<ol type="A">'
    for offer in one.offers:
        yield f"<li>{_offer(one, offer, name, job)}</li>"
    yield "</ul>" if one.kind == GAP else "</ol>"


def _offer(one: Asked, offer: Offer, name: str, job: Job) -> str:
    verdict = job.said("quiz.right" if offer.right else "quiz.wrong")
    if one.kind == GAP:
        words = html.escape(offer.text.plain)
        mark = ' data-right="1"' if offer.right else ""
        said = f'<q data-words="{words}"{mark}>{offer.text.html}</q>'
        return f"<strong>{verdict}:</strong> {said}. {offer.reason.html}"
    if one.kind == ORDER:
        verdict = job.said("quiz.place", number=offer.place)
        places = "".join(f"<option>{at + 1}</option>" for at in range(len(one.offers)))
        opened = f'<select name="{name}" data-letter="{offer.letter}"><option></option>'
        label = f"<label>{opened}{places}</select> {offer.text.html}</label>"
    else:
        kind = "checkbox" if one.kind == SEVERAL else "radio"
        chosen = f'<input type="{kind}" name="{name}" value="{offer.letter}">'
        label = f"<label>{chosen} <span>{offer.text.html}</span></label>"
    reason = f'<p class="told" hidden><strong>{verdict}.</strong> {offer.reason.html}</p>'
    return f"{label}{reason}"
