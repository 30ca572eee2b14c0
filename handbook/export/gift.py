"""The bank as GIFT, the plain text that Moodle and many smaller programs read."""

import re
from collections.abc import Iterator

from handbook.content.questions import GAP, ONE, OPEN, ORDER, SEVERAL, TRUTH
from handbook.export.bank import Asked, Offer
from handbook.export.form import WHOLE, Form, Job, Made
from handbook.export.said import category, reasons_of, whole_stem
from handbook.export.text import Text, joined

# What means something there.
SIGNS = re.compile(r"[\\~=#{}:]")
# What has a meaning in the remark that names a question.
BRACKETS = re.compile(r"[\[\]]")


def make_gift(job: Job) -> Made:
    """All questions, in a category for each page."""
    blocks = []
    for part in job.parts:
        for page in (one for one in part.pages if one.asked):
            blocks.append(f"$CATEGORY: {category(job.bank.title, part.title, page.title)}")
            blocks += map(_question, page.asked)
    return Made(("\n\n".join(blocks) + "\n").encode(), len(job.asked))


def _question(one: Asked) -> str:
    """Its id and level in a remark that Moodle reads; then title, stem and answers."""
    stem = one.stem if one.kind == TRUTH else whole_stem(one)
    lines = [
        f"// [id:{BRACKETS.sub('', one.name)}] [tag:{one.level}]",
        f"::{_escaped(one.title)}::[html]{_escaped(stem.html)} {{",
        *_BODIES[one.kind](one),
    ]
    told = reasons_of(one) if one.kind in (ORDER, OPEN) else ()
    general = joined(" ", *told, one.sources)
    if general.plain:
        lines.append(f"####{_said(general)}")
    return "\n".join((*lines, "}"))


def _one(one: Asked) -> Iterator[str]:
    for offer in one.offers:
        # A share of the mark may stand there; in HTML the sign can be written as its number.
        said = re.sub(r"\A%", r"&\#37;", _offer(offer))
        yield f"{'=' if offer.right else '~'}{said}"


def _several(one: Asked) -> Iterator[str]:
    right = sum(offer.right for offer in one.offers)
    for offer in one.offers:
        share = 100 / right if offer.right else -100 / (len(one.offers) - right)
        yield f"~%{share:.5f}".rstrip("0").rstrip(".") + f"%{_offer(offer)}"


def _truth(one: Asked) -> Iterator[str]:
    """The reason of the wrong word comes first, to those who chose it."""
    wrong, right = sorted(one.offers, key=lambda offer: offer.right)
    word = "TRUE" if one.offers[0].right else "FALSE"
    yield f"{word}#{_said(wrong.reason)}#{_said(right.reason)}"


def _order(one: Asked) -> Iterator[str]:
    """Each thing with its place: GIFT has no questions of order."""
    for offer in one.offers:
        yield f"={_escaped(f'{offer.letter}. {offer.text.html}')} -> {offer.place}"


def _gap(one: Asked) -> Iterator[str]:
    for offer in one.offers:
        words = _escaped(offer.text.plain.replace("*", r"\*"))
        yield f"=%{100 if offer.right else 0}%{words}#{_said(offer.reason)}"


def _open(one: Asked) -> Iterator[str]:
    yield from ()


_BODIES = {ONE: _one, SEVERAL: _several, TRUTH: _truth, ORDER: _order, GAP: _gap, OPEN: _open}


def _offer(offer: Offer) -> str:
    return f"{_said(offer.text)}#{_said(offer.reason)}"


def _said(text: Text) -> str:
    return _escaped(text.html)


def _escaped(text: str) -> str:
    return SIGNS.sub(lambda sign: f"\\{sign[0]}", text)


FORM = Form("gift", "txt", WHOLE, make_gift)
