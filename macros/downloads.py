"""Links to files that the build makes from the pages."""

import html
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from handbook import marks
from handbook.content.literal import literal
from handbook.content.model import Row
from handbook.content.values import Values
from handbook.export import plan as exported
from handbook.paper.plan import Planned, deck, handout, meeting_page, meetings, plan
from handbook.publish.downloads import archive_name, first_page, offer, promise, zim_name
from macros import cells
from macros.context import Context

# The column with what serves whom: what files are made of, each alone or with a format behind a
# stroke (``part/word``).
SERVING = "files"


def archive(context: Context) -> str:
    """A link to the whole handbook as a folder in a ZIP."""
    text, said = context.markdown("downloads.archive"), context.text("downloads.size")
    return promise(f"{archive_name(context.content)}.zip", text, literal(f"({said})"))


def kiwix(context: Context) -> str:
    """A link to the handbook in the page's language as one file for Kiwix."""
    text, said = context.markdown("downloads.kiwix"), context.text("downloads.size")
    return promise(zim_name(context.content, context.language), text, literal(f"({said})"))


def files(context: Context, name: str) -> str:
    """All files for paper and for books of the page's language: what serves whom, by a register of
    that name, then all of them, the whole and part by part."""
    planned = plan(context.content, context.texts, context.language)
    served = [text for row in _rows(context, name) if (text := _served(context, row, planned))]
    groups = [_group(context, part, found) for part, found in _by_part(planned).items()]
    lists = {"by_role": served, "by_part": groups}
    return "".join(
        f"\n**{context.markdown(f'downloads.{key}')}**\n{''.join(parts)}"
        for key, parts in lists.items()
        if parts
    )


def _rows(context: Context, name: str) -> Iterable[Row]:
    return context.content.registers[name].rows.values() if name else ()


def _served(context: Context, row: Row, planned: Sequence[Planned]) -> str:
    """Whom some files serve, by the first column, which these are, and what for; nothing when there
    are none."""
    wanted = str(row.values[SERVING]).split()
    found = [one for one in planned if not {one.made.what, _kind(one)}.isdisjoint(wanted)]
    if not found:
        return ""
    first, *columns = context.content.registers[row.register].columns.values()
    said = Values(context.content, context.texts).field(row, first.name, context.language)
    others = (
        cells.cell(context, row, column)
        for column in columns
        if column.type == "text" and column.name in row.values
    )
    more = " ".join(others)
    return _closed(literal(said), f"{more}\n\n{_list(context, found)}", row.id)


def _kind(one: Planned) -> str:
    return f"{one.made.what}/{one.made.format.name}"


def _by_part(planned: Sequence[Planned]) -> Mapping[str, Sequence[Planned]]:
    found: dict[str, list[Planned]] = {}
    for one in planned:
        found.setdefault(one.made.of.partition("/")[0], []).append(one)
    return found


def _group(context: Context, part: str, found: Sequence[Planned]) -> str:
    names = (f"{part}/index", part, "index")
    index = next(name for name in names if name in context.content.defaults)
    title = context.content.page(index, context.language).title
    return _closed(literal(title), _list(context, found))


def _closed(title: str, inside: str, name: str = "") -> str:
    """A list to unfold; not for the search, where its titles lead to pages."""
    own = f' id="{name}"' if name else ""
    given = f'class="{marks.FILES}"{own} {marks.SEARCH}="{marks.OFF}" markdown="1"'
    return f"\n<details {given}>\n<summary>{title}</summary>\n\n{inside}\n\n</details>\n"


def _list(context: Context, found: Sequence[Planned]) -> str:
    """A line for each thing, with a picture where there is a PDF and its files in all formats."""
    things: dict[str, list[Planned]] = {}
    for one in found:
        things.setdefault(one.made.title, []).append(one)
    return "\n".join(f"- {_thing(context, title, some)}" for title, some in things.items())


def _thing(context: Context, title: str, found: Sequence[Planned]) -> str:
    pdf = next((one for one in found if one.has_pages), None)
    links = " · ".join(_link(context, one, literal, day="{day}") for one in found)
    return f"{first_page(pdf.path) if pdf else ''}**{literal(title)}**: {links}"


def question_files(context: Context) -> str:
    """All files of the questions of the page's language, by their form: for whom each is, how large
    it is, and of parts how many questions they have."""
    found: dict[str, list[exported.Planned]] = {}
    for one in exported.plan(context.content, context.texts, context.language):
        found.setdefault(one.form.name, []).append(one)
    if not found:
        return context.markdown("question_files.none")
    return "\n".join(_form(context, name, files) for name, files in found.items())


def _form(context: Context, name: str, files: list[exported.Planned]) -> str:
    title, use = (context.markdown(f"question_files.{part}_{name}") for part in ("name", "use"))
    links = [f"- {_exported(context, one)}" for one in files]
    if len(files) > 1:
        form = context.text(f"question_files.name_{name}")
        summary = context.markdown("question_files.parts", name=form, count=len(files))
        opened, closed = f'<details markdown="1">\n<summary>{summary}</summary>\n', "\n</details>"
        links = [opened, *links, closed]
    # Titles that lead to pages everywhere else.
    opened = f'<div {marks.SEARCH}="{marks.OFF}" markdown="1">\n'
    return "\n".join((f"\n### {title} {{#{name}}}\n", f"{use}\n", opened, *links, "\n</div>\n"))


def _exported(context: Context, one: exported.Planned) -> str:
    said = context.text("question_files.told_left" if one.form.is_choosy else "question_files.told")
    # In a list of links nobody hears the heading above them.
    form = context.text(f"question_files.name_{one.form.name}")
    title = one.title or context.text("question_files.all", name=form)
    return promise(one.path, literal(title), literal(f"({said})"))


def own_files(context: Context) -> str:
    """The same links as HTML to the files made of the page's part, or of the page alone; nothing
    without any."""
    planned = plan(context.content, context.texts, context.language)
    own = (one for one in planned if one.made.of == context.page.id)
    return " · ".join(_link(context, one, html.escape) for one in own)


def own_papers(context: Context, site_language: str, is_printed: bool) -> str:
    """Links as HTML to what a meeting about the page takes: its handout and its slides, where
    things are printed, and the papers that are pages too; nothing on the site of another
    language."""
    if context.language != site_language:
        return ""
    files = _own_sheets(context) if is_printed else ()
    return "".join((*(_link(context, one, html.escape, offer) for one in files), *_kit(context)))


def _own_sheets(context: Context) -> Iterator[Planned]:
    if own := handout(context.content, context.texts, context.page):
        yield own
    yield from deck(context.content, context.texts, context.page)


def _kit(context: Context) -> Iterator[str]:
    """A link to the papers for a meeting about the page."""
    pages = (context.page.id,)
    if pages in meetings(context.content, context.language):
        name = f"{meeting_page(context.content, context.language, pages)}index.html"
        yield offer(name, html.escape(context.text("downloads.kit")), "")


def _link(
    context: Context,
    one: Planned,
    escaped: Callable[[str], str],
    link: Callable[[str, str, str], str] = promise,
    day: str = "",
) -> str:
    size, pages = context.text("downloads.size"), context.text("downloads.pages")
    said = f"({pages}, {size}{day})" if one.has_pages else f"({size}{day})"
    return link(one.path, escaped(one.label), escaped(said))
