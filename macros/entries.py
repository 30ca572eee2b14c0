"""What the engine adds to a page: wording, connections, sources."""

from collections.abc import Iterator

from handbook import marks
from handbook.content.literal import literal
from handbook.content.model import Citation, Page
from handbook.content.registers import ERRATA
from macros import folded, links, quotations
from macros.context import Context

QUOTING = ("say", "quote")


def wording(context: Context) -> str:
    """The official wording that the page is about."""
    return "\n".join(quotations.quote(context, name) for name in context.page.quotations)


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
    said = "\n".join(lines)
    body = folded.closed(intro, f"\n{said}\n") if context.closed else f"{intro}:\n\n{said}\n"
    return f"\n## {title} {{#{marks.SOURCES_ID}}}\n\n{body}"


def _all_citations(context: Context) -> tuple[Citation, ...]:
    quoted = context.content.citations_of(used_quotations(context.page))
    asked = (one for question in context.page.questions for one in question.citations)
    return (*context.page.citations, *quoted, *asked)


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
