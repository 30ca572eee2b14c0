"""What the engine adds to a page: wording, questions, connections, sources."""

from collections.abc import Iterator

from handbook import marks
from handbook.content import markdown
from handbook.content.literal import literal
from handbook.content.model import Choice, Citation, Page, Question
from handbook.content.registers import ERRATA
from macros import links, quotations
from macros.context import Context

QUOTING = ("say", "quote")
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def wording(context: Context) -> str:
    """The official wording that the page is about."""
    return "\n".join(quotations.quote(context, name) for name in context.page.quotations)


def question(context: Context, item: Question, number: int) -> str:
    """A question that works without scripts: choices, then answer and reasons to unfold."""
    choices = "\n".join(f'<li markdown="span">{choice.text}</li>' for choice in item.choices)
    reasons = "\n".join(_reason(context, choice) for choice in item.choices)
    title = context.markdown("quiz.number", number=number)
    right = ", ".join(LETTERS[place] for place, choice in enumerate(item.choices) if choice.right)
    name = markdown.QUESTION_ID.format(number=number)
    asked = markdown.ASKED_ID.format(number=number)
    group = f'class="{marks.QUIZ}" id="{name}" role="group" aria-labelledby="{asked}"'
    return f"""<div {group} markdown="1">
<p class="{marks.QUIZ_QUESTION}" id="{asked}" markdown="span">**{title}.** {item.text}</p>
<ol type="A" class="quiz-choices" markdown="1">
{choices}
</ol>
<details class="{marks.QUIZ_ANSWER}" markdown="1">
<summary>{context.markdown("quiz.answer")}</summary>
<p class="{marks.QUIZ_RIGHT}">{context.markdown("quiz.right_choice", letters=right)}</p>
<ol type="A" class="quiz-reasons" markdown="1">
{reasons}
</ol>
</details>
</div>
"""


def _reason(context: Context, choice: Choice) -> str:
    verdict = context.markdown("quiz.right" if choice.right else "quiz.wrong")
    return f'<li markdown="span">**{verdict}.** {choice.reason}</li>'


def connections(context: Context) -> str:
    """What the page is connected with, whichever side gave the link, by kind."""
    groups: dict[str, list[str]] = {}
    for name in context.content.connections.get(context.page.id, ()):
        groups.setdefault(_group(context, name), []).append(links.link(context, name))
    if not groups:
        return ""
    title = context.markdown("entry.connections")
    lines = [f"- **{literal(group)}:** {'; '.join(found)}" for group, found in groups.items()]
    return f"\n## {title} {{#{marks.CONNECTIONS_ID}}}\n\n" + "\n".join(lines) + "\n"


def _group(context: Context, name: str) -> str:
    folder = name.partition("/")[0]
    if context.content.row(name):
        return context.content.registers[folder].title[context.language]
    index = context.content.defaults.get(f"{folder}/index")
    if index is None:
        return context.text("entry.other")
    return context.content.page(index.id, context.language).title


def citations(context: Context) -> str:
    """The sources of the page with the places in them, and the corrections that touch it."""
    found = _all_citations(context)
    if not found:
        return ""
    title, intro = context.markdown("entry.sources"), context.markdown("entry.sources_intro")
    lines = [f"- {part}" for part in links.by_source(context, found)]
    lines += _errata(context)
    return f"\n## {title} {{#{marks.SOURCES_ID}}}\n\n{intro}:\n\n" + "\n".join(lines) + "\n"


def _all_citations(context: Context) -> tuple[Citation, ...]:
    quoted = context.content.citations_of(used_quotations(context.page))
    return (*context.page.citations, *quoted)


def used_quotations(page: Page) -> Iterator[str]:
    """The quotations that a page prints."""
    yield from page.quotations
    for call in page.calls:
        if call.name in QUOTING and call.arguments:
            yield str(call.arguments[0])


def _errata(context: Context) -> list[str]:
    found = (context.content.quotations[name] for name in used_quotations(context.page))
    names = dict.fromkeys(erratum for quotation in found for erratum in quotation.errata)
    if not names:
        return []
    parts = "; ".join(links.link(context, f"{ERRATA}/{name}") for name in names)
    return [f"- {context.markdown('entry.errata_intro')} {parts}"]


def with_questions(context: Context, body: str) -> str:
    """The body with each question block turned into its printed form."""
    lines = body.split("\n")
    for number, item in reversed(list(enumerate(context.page.questions, start=1))):
        lines[item.start : item.end + 1] = question(context, item, number).split("\n")
    return "\n".join(lines)
