"""The bank as Moodle XML, the one form of Moodle's own that carries everything: every reason, the
hint, the sources, and ids by which a later edition is known."""

from collections.abc import Iterator

from lxml.etree import _Element

from handbook.content.questions import GAP, ONE, OPEN, ORDER, SEVERAL, TRUTH
from handbook.export.bank import Asked, Offer
from handbook.export.form import WHOLE, Form, Job, Made
from handbook.export.said import category, reasons_of, with_gap
from handbook.export.text import Text, joined
from handbook.export.xml import Maker, written

E = Maker()

# Moodle's name of each kind.
TYPES = {
    ONE: "multichoice",
    SEVERAL: "multichoice",
    TRUTH: "truefalse",
    ORDER: "matching",
    GAP: "shortanswer",
    OPEN: "essay",
}
ALL_OF_IT = 100.0


def make_moodle(job: Job) -> Made:
    """All questions, in a category for each page."""
    quiz = E("quiz")
    for part in job.parts:
        for page in (one for one in part.pages if one.asked):
            path = category(job.bank.title, part.title, page.title)
            quiz.append(E("question", E("category", _text(path)), type="category"))
            quiz.extend(_question(one, job) for one in page.asked)
    return Made(written(quiz), len(job.asked))


def _question(one: Asked, job: Job) -> _Element:
    item = E(
        "question",
        E("name", _text(one.title)),
        E("questiontext", _text(_stem(one).html), format="html"),
        E("generalfeedback", _text(_general(one).html), format="html"),
        E("defaultgrade", "1"),
        E("penalty", "0"),
        E("hidden", "0"),
        E("idnumber", one.name),
        type=TYPES[one.kind],
    )
    item.extend(_BODIES[one.kind](one))
    if one.hint.plain:
        item.append(E("hint", _text(one.hint.html), format="html"))
    tags = (one.level, one.kind)
    item.append(E("tags", *(E("tag", _text(tag)) for tag in tags)))
    return item


def _stem(one: Asked) -> Text:
    # Moodle says itself that a statement is true or false.
    return one.stem if one.kind == TRUTH else joined(" ", with_gap(one.stem), one.task)


def _general(one: Asked) -> Text:
    """What is said whatever was answered: what has no place beside a choice."""
    told = reasons_of(one) if one.kind in (ORDER, OPEN) else ()
    return joined(" ", *told, one.sources)


def _choices(one: Asked) -> Iterator[_Element]:
    yield E("single", "true" if one.kind == ONE else "false")
    yield E("shuffleanswers", "0")
    yield E("answernumbering", "ABCD")
    yield E("showstandardinstruction", "0")
    right = sum(offer.right for offer in one.offers)
    for offer in one.offers:
        share = ALL_OF_IT / right if offer.right else 0.0
        if one.kind == SEVERAL and not offer.right:
            # Who ticks everything has nothing.
            share = -ALL_OF_IT / (len(one.offers) - right)
        yield _answer(offer, offer.text.html, share)


def _truth(one: Asked) -> Iterator[_Element]:
    for word, offer in zip(("true", "false"), one.offers, strict=True):
        yield _answer(offer, word, ALL_OF_IT if offer.right else 0.0, "moodle_auto_format")


def _order(one: Asked) -> Iterator[_Element]:
    """Each thing with its place: what every Moodle knows, whatever has been added to it."""
    yield E("shuffleanswers", "0")
    for offer in one.offers:
        said = f"{offer.letter}. {offer.text.html}"
        place = E("answer", _text(str(offer.place)))
        yield E("subquestion", _text(said), place, format="html")


def _gap(one: Asked) -> Iterator[_Element]:
    yield E("usecase", "0")
    for offer in one.offers:
        words = offer.text.plain.replace("*", r"\*")
        yield _answer(offer, words, ALL_OF_IT if offer.right else 0.0, "moodle_auto_format")


def _open(one: Asked) -> Iterator[_Element]:
    yield E("responseformat", "editor")
    yield E("responserequired", "1")
    yield E("responsefieldlines", "10")
    yield E("attachments", "0")
    yield E("graderinfo", _text(joined(" ", *one.guidance).html), format="html")


_BODIES = {
    ONE: _choices, SEVERAL: _choices, TRUTH: _truth, ORDER: _order, GAP: _gap, OPEN: _open
}  # fmt: skip


def _answer(offer: Offer, said: str, share: float, form: str = "html") -> _Element:
    feedback = E("feedback", _text(offer.reason.html), format="html")
    # Moodle knows shares by five digits.
    return E(
        "answer",
        _text(said),
        feedback,
        fraction=f"{share:.5f}".rstrip("0").rstrip("."),
        format=form,
    )


def _text(said: str) -> _Element:
    return E("text", said)


FORM = Form("moodle", "xml", WHOLE, make_moodle)
