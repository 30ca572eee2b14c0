"""Whether the papers for a meeting fit together: enough time, known sections and entries."""

from handbook import marks
from handbook.content.handbook import Content
from handbook.content.meetings import Agenda, Block, Meeting, Pair, Section
from handbook.language.folding import suggestion
from handbook.language.problems import Problems


def check_meeting(content: Content, problems: Problems) -> None:
    """Report pages where papers would be, agendas that are too short, sections that no entry has,
    pairs without two entries."""
    _free_address(content, problems)
    meeting = content.meeting
    if meeting is None:
        return
    for block in (block for sheet in meeting.sheets for block in sheet.blocks):
        _enough_time(block, problems)
        _known_section(content, block, problems)
    for pair in meeting.pairs:
        _of_entries(content, meeting, pair, problems)


def _free_address(content: Content, problems: Problems) -> None:
    """Pages of that name would be taken for papers, which are in no copy."""
    for page in content.pages.values():
        if marks.MEETINGS in page.id.split("/"):
            problems.add(f"docs/{page.path}", 1, "meeting-address", name=marks.MEETINGS)


def _enough_time(block: Block, problems: Problems) -> None:
    agenda, at = block.inside, block.position
    if isinstance(agenda, Agenda) and agenda.minutes < agenda.least:
        said = {"minutes": agenda.minutes, "least": agenda.least}
        problems.add(at.file, at.line, "meeting-short", **said)


def _known_section(content: Content, block: Block, problems: Problems) -> None:
    section, at = block.inside, block.position
    if not isinstance(section, Section) or content.unread:
        return
    entries = (content.defaults[name] for name in content.handed_out)
    known = {heading.id for page in entries for heading in page.headings if heading.id}
    if section.id not in known:
        near = suggestion(section.id, sorted(known))
        problems.add(at.file, at.line, "meeting-section", id=section.id, near=near)


def _of_entries(content: Content, meeting: Meeting, pair: Pair, problems: Problems) -> None:
    at = pair.position
    for name in pair.entries:
        if name not in content.handed_out and not content.is_unread(name):
            near = suggestion(name, sorted(content.handed_out))
            problems.add(at.file, at.line, "meeting-entry", id=name, near=near)
    same = [one for one in meeting.pairs if set(one.entries) == set(pair.entries)]
    if same[0] is not pair or len(set(pair.entries)) < len(pair.entries):
        problems.add(at.file, at.line, "meeting-pair-twice", first=same[0].position.line)
