"""In which order the choices of a question are shown: the same wherever it is asked.

The order comes from the ids of page and question alone, so that neither chance nor the editor's
habit tells which choice is right, and one letter is one choice on screens, on paper, in both
languages and after every build.
"""

from hashlib import sha256

from handbook.content.model import Question
from handbook.content.questions import MIXED, ORDER

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def shown(page: str, question: Question) -> tuple[int, ...]:
    """The places of the choices in the file, in the order in which a page (its id) shows them."""
    written = tuple(range(len(question.choices)))
    if question.keep_order or question.kind not in (*MIXED, ORDER):
        return written
    mixed = tuple(sorted(written, key=lambda place: lots(f"{page}#{question.id}#{place}")))
    if question.kind == ORDER and mixed == written:
        # Shown in the right order they would be no question.
        return (*mixed[1:], *mixed[:1])
    return mixed


def lots(text: str) -> bytes:
    """What stands for chance: the same on every machine, for what goes by this text."""
    return sha256(text.encode()).digest()


def key(page: str, question: Question) -> tuple[str, ...]:
    """The letters of the right choices, of things to put in order all in their right order."""
    order = shown(page, question)
    letters = {place: LETTERS[at] for at, place in enumerate(order)}
    if question.kind == ORDER:
        return tuple(letters[place] for place in sorted(letters))
    return tuple(letters[place] for place in order if question.choices[place].right)
