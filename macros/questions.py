"""Questions as a page shows them: they work without scripts, and say all there is to know."""

import re
from collections.abc import Iterator

from handbook import marks
from handbook.content.fingerprint import question_hash
from handbook.content.literal import FILLING_END, FILLING_START, KEY_PLACE
from handbook.content.mixing import key, shown
from handbook.content.model import Choice, Question
from handbook.content.questions import ASKED_ID, BLANK, GAP, ONE, OPEN, ORDER, TRUTH
from macros import links
from macros.context import Context

# Signs that stand by themselves where a text begins or ends.
ALONE = re.compile(r"(?:\A|(?<=\s))[*_]+\Z|\A[*_]+(?=\s)")
# With the semicolon that comes behind it, it would be taken for the code of a letter.
AMPERSAND = re.compile(r"&(?=[\w#]+\Z)")
# How the gap in a question looks; on screens it has a name besides.
DRAWN = "…………"


def with_questions(context: Context, body: str) -> str:
    """The body with each question block turned into its printed form."""
    lines = body.split("\n")
    printed: dict[tuple[int, int], list[str]] = {}
    for number, item in enumerate(context.page.questions, start=1):
        found = printed.setdefault((item.start, item.end), [])  # a set has one block
        found += question(context, item, number).split("\n")
    for (start, end), block in reversed(printed.items()):
        lines[start : end + 1] = block
    return "\n".join(lines)


def question(context: Context, item: Question, number: int) -> str:
    """A question: what is asked, what there is to choose; hint and answer to unfold."""
    asked = ASKED_ID.format(id=item.id)
    group = f'class="{marks.QUIZ}" id="{item.id}"{_told(context, item)}'
    parts = (
        f'<div {group} role="group" aria-labelledby="{asked}" markdown="1">',
        _asked(context, item, number),
        *_choices(context, item),
        *_hint(context, item, number),
        f'<details class="{marks.QUIZ_ANSWER}" markdown="1">',
        *_answer(context, item, number),
        "</details>\n</div>\n",
    )
    return "\n".join(parts)


def _told(context: Context, item: Question) -> str:
    """What scripts want to know: the kind, but for the usual one, the letters of the key or what
    fills the gap, and what tells this question from its former self."""
    kind = "" if item.kind == ONE else f' data-kind="{item.kind}"'
    right = f' data-right="{_key(context, item)}"' if item.kind != OPEN else ""
    return f'{kind}{right} data-hash="{question_hash(original(context, item))}"'


def _key(context: Context, item: Question) -> str:
    if item.kind == GAP:
        return KEY_PLACE
    return "".join(key(context.page.id, item))


def original(context: Context, item: Question) -> Question:
    """The question in the handbook's own language: an answer is one answer in all of them."""
    own = context.content.defaults[context.page.id].questions
    return next((one for one in own if one.id == item.id), item)


def _asked(context: Context, item: Question, number: int) -> str:
    title = context.markdown("quiz.number", number=number)
    level = context.markdown(f"quiz_levels.{item.level}")
    aside = f'{marks.PAPER}="{marks.OFF}" {marks.SEARCH}="{marks.OFF}"'
    name = f"<small {aside}> · {level}</small>"
    text = item.text
    if item.kind == GAP:
        said = context.markdown("quiz.blank")
        blank = f'<span role="img" aria-label="{said}">{DRAWN}</span>'
        text = text.replace(BLANK, blank)
    if item.kind not in (ONE, OPEN):
        text += f" <em>{context.markdown(f'quiz_tasks.{item.kind}')}</em>"
    place = f'class="{marks.QUIZ_QUESTION}" id="{ASKED_ID.format(id=item.id)}"'
    return f'<p {place} markdown="span"><strong>{title}{name}.</strong> {text}</p>'


def _choices(context: Context, item: Question) -> Iterator[str]:
    if item.kind in (GAP, OPEN):
        return
    yield '<ol type="A" class="quiz-choices" markdown="1">'
    for place in shown(context.page.id, item):
        yield f'<li markdown="span">{item.choices[place].text}</li>'
    yield "</ol>"


def _hint(context: Context, item: Question, number: int) -> Iterator[str]:
    if item.hint:
        # On paper it stands under the number already.
        of = context.markdown("quiz.hint_of", number=number)
        aside = f'<span {marks.PAPER}="{marks.OFF}"> {of}</span>'
        yield f'<details class="{marks.QUIZ_HINT}" markdown="1">'
        yield f"<summary>{context.markdown('quiz.hint')}{aside}</summary>"
        yield f'<p markdown="span">{item.hint}</p>'
        yield "</details>"


def _answer(context: Context, item: Question, number: int) -> Iterator[str]:
    is_open = item.kind == OPEN
    name = "quiz.guidance" if is_open else "quiz.answer"
    yield f"<summary>{context.markdown(name, number=number)}</summary>"
    if is_open:
        yield from (f'<p markdown="span">{text}</p>' for text in item.paragraphs)
    else:
        yield from _reasons(context, item)
    if item.citations:
        said = f"{context.markdown('quiz.source')} {links.citations(context, item.citations)}"
        yield f'<p markdown="span">{said}</p>'


def _reasons(context: Context, item: Question) -> Iterator[str]:
    """The line that names the answer, then why each choice is right or wrong."""
    yield f'<p class="{marks.QUIZ_RIGHT}" markdown="span">{_right(context, item)}</p>'
    opening, closing = ("<ul", "</ul>") if item.kind == GAP else ('<ol type="A"', "</ol>")
    yield f'{opening} class="quiz-reasons" markdown="1">'
    for place in shown(context.page.id, item):
        head = _head(context, item, place)
        yield f'<li markdown="span">{head} {item.choices[place].reason}</li>'
    yield closing


def _right(context: Context, item: Question) -> str:
    """The line that names the answer."""
    if item.kind == GAP:
        name = context.markdown("quiz.right_filling")
        return f"{name} {'; '.join(_filling(one) for one in item.choices if one.right)}"
    letters = ", ".join(key(context.page.id, item))
    if item.kind == TRUTH:
        [word] = (one.text for one in item.choices if one.right)
        letters = f"{letters}. {word}"
    name = "quiz.right_order" if item.kind == ORDER else "quiz.right_choice"
    return context.markdown(name, letters=letters)


def _head(context: Context, item: Question, place: int) -> str:
    """What stands before the reason of a choice: the verdict, of a filling with its words, or the
    place of what is put in order."""
    choice = item.choices[place]
    if item.kind == ORDER:
        return f"**{context.markdown('quiz.place', number=place + 1)}.**"
    verdict = context.markdown("quiz.right" if choice.right else "quiz.wrong")
    if item.kind != GAP:
        return f"**{verdict}.**"
    words = f"{FILLING_START}{_filling(choice)}{FILLING_END}" if choice.right else _filling(choice)
    # By the element the words are known from the reason behind them.
    return f"**{verdict}:** <span>{words}</span>."


def _filling(choice: Choice) -> str:
    """The words of a filling, with or without the full stop that an editor gave them. What stands
    alone at an edge is a sign; with what comes behind it would be taken for emphasis."""
    text = AMPERSAND.sub("&amp;", choice.text.removesuffix("."))
    return ALONE.sub(lambda run: "".join(f"\\{sign}" for sign in run[0]), text)
