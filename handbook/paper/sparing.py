"""What paper says shorter than a screen: where a page leads and what it rests on in one small
block, a question beside its answer in a few words, long names of links cut, columns of dashes
folded, codes in an index apart.
"""

import re
from collections.abc import Iterator, Sequence
from string import ascii_uppercase

from lxml import html
from lxml.html import HtmlElement

from handbook import marks
from handbook.content.questions import ONE, SEVERAL, TRUTH
from handbook.paper.rows import is_empty
from handbook.paper.tags import SPACE, rows_of

# The class of the block that closes an article; that of a question said again, which is a question.
ENDS, ASKED = "ends", "quiz-asked"
# Letters of a question said again, of the name of a link in a list of links; a question of fewer
# asks about what was told before it.
FEW, NAME, LONE = 90, 110, 32
# Where one sentence ends and the next begins.
SENTENCE = re.compile(r"(?<=[.?!…])\s+")
CUT = "…"
# In an index, an entry by a code, with the arrow to what it stands for.
CODE = re.compile(r"[^\W\d_]+\d+\.[\d.]+ →")
# A column is folded that is empty in so many of its rows, of no fewer rows, as long as so many
# columns are left.
IDLE, FOLDED, NARROWEST = 0.6, 3, 2
CLOSING = (marks.CONNECTIONS_ID, marks.SOURCES_ID)


def spare(body: HtmlElement) -> None:
    """Make an article for paper of one for a screen, as far as no answers are concerned."""
    gather_ends(body)
    set_codes_apart(body)
    fold_columns(body)


def gather_ends(body: HtmlElement) -> None:
    """Put the sections that close an article into one block, a part of it each: what it is
    connected with, its sources. One that has neither, or another behind them, stays as it is."""
    heads = [head for head in body.findall("h2") if head.get("id") in CLOSING]
    if not heads:
        return
    found = [heads[0], *heads[0].itersiblings()]
    if any(one.tag == "h2" and one not in heads for one in found):
        return
    box = html.Element("div", {"class": ENDS})
    heads[0].addprevious(box)
    for one in found:
        if one in heads:
            box.append(html.Element("div"))
        box[-1].append(one)
    for link in box.iterfind(".//li//a"):
        _cut_name(link)


def _cut_name(link: HtmlElement) -> None:
    """A wording that names a link stands in full where that leads."""
    said = SPACE.sub(" ", link.text_content()).strip()
    if len(said) > NAME:
        tail = link.tail
        link.clear(keep_tail=False)
        link.text, link.tail = cut(said, NAME), tail


def asked(quiz: HtmlElement) -> HtmlElement:
    """The paragraph that says a question again, before its answer."""
    again = html.Element("p", {"class": f"{ASKED} {marks.QUIZ_QUESTION}"})
    again.text = cut(_question(quiz), FEW)
    return again


def _question(quiz: HtmlElement) -> str:
    """What is asked: of a case that is told first, the question at its end, and as much of the
    case as finds room where that alone says too little."""
    question = quiz.find_class(marks.QUIZ_QUESTION)[0]
    said = SPACE.sub(" ", "".join(_unnamed(question))).strip()
    if len(said) <= FEW:
        return said
    last = next((one for one in reversed(SENTENCE.split(said)) if one.endswith("?")), said)
    if len(last) >= LONE:
        return last
    return (
        f"{cut(said[: said.rindex(last)].rstrip(), FEW - len(last) - len(CUT) - 1)} {last}".lstrip()
    )


def unnumber(quiz: HtmlElement) -> None:
    """Take away the number that a question has in its page: here there are no others."""
    number = quiz.find_class(marks.QUIZ_QUESTION)[0].find("strong")
    if number is not None:
        number.tail = (number.tail or "").lstrip()
        number.drop_tree()


def _unnamed(question: HtmlElement) -> Iterator[str]:
    """The text of a question without its number, which is in bold before it, and without how to
    answer it, which is in italics behind it."""
    children = list(question)
    named = children[:1] if children and children[0].tag == "strong" else []
    yield "" if named else question.text or ""
    for child in children:
        if child not in named and not (child is children[-1] and child.tag == "em"):
            yield child.text_content()
        yield child.tail or ""


def cut(said: str, letters: int) -> str:
    """A text of no more letters: of a longer one its first words and a sign that more follows."""
    if len(said) <= letters:
        return said
    end = said.rfind(" ", 0, letters)
    return said[: end if end > 0 else letters].rstrip(" ,;:.–“(") + CUT


def unlabel(quiz: HtmlElement, answer: HtmlElement) -> None:
    """Say of the right choices only that they are right: the others are those that are not. What
    is put in order or filled in has other labels, and keeps them."""
    if quiz.get("data-kind", ONE) not in (ONE, SEVERAL, TRUTH):
        return
    right = quiz.get("data-right", "")
    for letter, item in zip(ascii_uppercase, answer.iterfind("ol/li"), strict=False):
        label = item.find("strong")
        if letter not in right and label is not None and not (item.text or "").strip():
            item.text = (label.tail or "").lstrip()
            item.remove(label)


def set_codes_apart(body: HtmlElement) -> None:
    """In an index, put what is found by a code (B1.1) under the codes themselves, behind all
    letters: among words nobody looks for it."""
    for index in body.xpath(f".//*[@{marks.PAPER}='{marks.INDEX}']"):
        found = [item for item in index.iter("li") if CODE.match(_name(item))]
        if not found:
            continue
        head, list_ = html.Element("h2"), html.Element("ul")
        head.text = "–".join(dict.fromkeys(_code(item) for item in (found[0], found[-1])))
        for item in found:
            left = item.getparent()
            list_.append(item)
            _drop_if_empty(left)
        index.extend((head, list_))


def _drop_if_empty(list_: HtmlElement) -> None:
    head = list_.getprevious()
    if len(list_) == 0:
        list_.drop_tree()
        if head is not None and head.tag == "h2":
            head.drop_tree()


def _name(item: HtmlElement) -> str:
    return SPACE.sub(" ", item.text_content()).strip()


def _code(item: HtmlElement) -> str:
    return _name(item).partition(" ")[0]


def fold_columns(body: HtmlElement) -> None:
    """In tables whose columns say nothing in most rows, put what they say below the longest cell
    of the row, behind the column's name."""
    for table in list(body.iter("table")):
        all_rows = rows_of(table)
        if len(all_rows) <= FOLDED or len({len(row) for row in all_rows}) != 1:
            continue
        head, *rows = all_rows
        idle = [at for at in range(1, len(head)) if _is_idle([row[at] for row in rows])]
        kept = [at for at in range(len(head)) if at not in idle]
        if not idle or len(kept) < NARROWEST:
            continue
        goal = max(kept[1:], key=lambda at: sum(len(row[at].text_content()) for row in rows))
        for row in rows:
            for at in idle:
                _fold(_name(head[at]), row[at], row[goal])
        for at in idle:
            head[at].getparent().remove(head[at])


def _is_idle(cells: Sequence[HtmlElement]) -> bool:
    return sum(map(is_empty, cells)) >= IDLE * len(cells)


def _fold(name: str, cell: HtmlElement, goal: HtmlElement) -> None:
    if not is_empty(cell):
        # The name looks as those of a card do.
        line, label = html.Element("p"), html.Element("small")
        label.text, label.tail = f"{name}:", f" {(cell.text or '').lstrip()}"
        line.extend((label, *cell))
        if is_empty(goal):
            goal.text = None
            goal.classes.discard(marks.EMPTY)
        goal.append(line)
    cell.getparent().remove(cell)
