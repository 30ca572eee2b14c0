"""What several forms say of a question."""

from handbook.content.questions import BLANK, GAP, OPEN, ORDER, TRUTH
from handbook.export.bank import Asked
from handbook.export.text import Text, joined, plain_text

# The gap as other programs know it: a line long enough to be seen.
LINE = "________"


def with_gap(stem: Text) -> Text:
    """The stem with its gap drawn."""
    return Text(stem.html.replace(BLANK, LINE), stem.plain.replace(BLANK, LINE))


def whole_stem(one: Asked) -> Text:
    """What is asked and what there is to do."""
    return joined(" ", with_gap(one.stem), one.task)


def category(*names: str) -> str:
    """Where questions lie in Moodle; a stroke in a name is written twice there."""
    return "/".join(("$course$", "top", *(name.replace("/", "//") for name in names)))


def key_of(one: Asked) -> Text:
    """The answer: its letters, of a statement with the word, of a gap what fills it."""
    letters = plain_text(", ".join(one.key))
    if one.kind == GAP:
        return joined("; ", *(offer.text for offer in one.right))
    if one.kind == TRUTH:
        return joined(". ", letters, one.right[0].text)
    return letters


def reasons_of(one: Asked) -> tuple[Text, ...]:
    """Every reason behind the letter of its choice, of a gap behind the words; of an open question
    what a good answer holds."""
    if one.kind == OPEN:
        return one.guidance
    heads = (plain_text(offer.letter) if offer.letter else offer.text for offer in one.offers)
    told = zip(heads, one.offers, strict=True)
    lines = [joined(". " if offer.letter else ": ", head, offer.reason) for head, offer in told]
    if one.kind == ORDER:
        lines = [joined(" ", plain_text(" → ".join(one.key) + "."), *lines[:1]), *lines[1:]]
    return tuple(lines)


def html_list(texts: tuple[Text, ...]) -> str:
    """Texts as paragraphs of HTML."""
    return "".join(f"<p>{text.html}</p>" for text in texts if text.plain)
