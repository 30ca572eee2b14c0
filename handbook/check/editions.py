"""The register of editions: that the list of changes and it name the same ones, that what changed
is said, and that no address that was published once leads nowhere."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from handbook.check.doubt import Doubt
from handbook.check.rules import OF_SITE, check_marks
from handbook.check.settings import HEADING, LOG
from handbook.check.titles import SUMMARY
from handbook.content.editions import (
    FOLDER,
    MOVED,
    Change,
    Record,
    file_of,
    order_of,
    page_in,
    path_of,
)
from handbook.content.handbook import Content
from handbook.content.model import EDITION
from handbook.content.pages import read_text
from handbook.language.folding import suggestion
from handbook.language.problems import Problems

# As long as a summary may be.
LONGEST = SUMMARY[0]
SUFFIX = re.compile(r"(\.[a-z]{2})?\.md\Z")


def check_editions(root: Path, content: Content, problems: Problems) -> None:
    """Every rule of this room."""
    checker = EditionCheck(root, content, problems, Doubt.of(content, problems))
    checker.files()
    if (root / LOG).is_file():
        checker.log()
    checker.records()
    checker.moves()
    checker.addresses()


@dataclass(frozen=True)
class Section:
    """An edition of the list of changes: its line, and whether anything is said of it."""

    name: str
    line: int
    is_said: bool


def sections(text: str) -> tuple[Section, ...]:
    """The editions of the list of changes, as they stand."""
    lines = text.splitlines()
    heads = [(at, found[1]) for at, line in enumerate(lines) if (found := HEADING.match(line))]
    parts = pairwise((*heads, (len(lines), "")))
    return tuple(
        Section(name, at + 1, any(line.strip() for line in lines[at + 1 : end]))
        for (at, name), (end, _) in parts
        if EDITION.fullmatch(name)
    )


@dataclass(frozen=True)
class EditionCheck:
    """Finds what is wrong with the registers of a handbook's editions."""

    root: Path
    content: Content
    problems: Problems
    doubt: Doubt

    def files(self) -> None:
        """Every file of the folder is a register of an edition, or the one of moves."""
        docs = self.root / "docs"
        for path in sorted((docs / FOLDER).glob("*")):
            if path.name != MOVED and not (path.suffix == ".yml" and EDITION.fullmatch(path.stem)):
                self.problems.add(file_of(docs, path.name), 1, "edition-file", name=path.name)
        for one, other in pairwise(self.content.editions.records):
            if one.order == other.order:
                file = other.position.file
                self.problems.add(one.position.file, 1, "edition-twice", other=file)

    def log(self) -> None:
        """The list of changes and the registers name the same editions. A handbook may be older
        than its registers."""
        logged = sections(read_text(self.root / LOG, LOG, Problems()) or "")
        if not logged:  # told with the settings
            return
        records = {record.name: record for record in self.content.editions.records}
        oldest = min((record.order for record in records.values()), default=(0, 0))
        for at, section in enumerate(logged):
            is_wanted = at == 0 or order_of(section.name) > oldest
            if is_wanted and section.name not in records:
                self.problems.add(LOG, section.line, "edition-unregistered", edition=section.name)
            if at == 0 and not section.is_said:
                self.problems.add(LOG, section.line, "edition-unsaid", edition=section.name)
        known = {section.name for section in logged}
        for name, record in records.items():
            if name not in known:
                at_file = record.position.file
                self.problems.add(at_file, 1, "edition-unlogged", edition=name)

    def records(self) -> None:
        """Dates in order, every change said in a line, of a page that is there or has moved."""
        newest_first = self.content.editions.records
        for newer, older in pairwise(newest_first):
            if newer.date and older.date and newer.date.order < older.date.order:
                self.problems.add(
                    newer.position.file, newer.position.line, "edition-order", other=older.name
                )
        for record, change in self._changes():
            if not self._is_known(SUFFIX.sub("", change.path)):
                near = suggestion(change.path, (p.path for p in self.content.pages.values()))
                self._told(change, "edition-page", path=change.path, near=near)
            if not change.what and self._had_before(record, change):
                self._told(change, "edition-what", path=change.path)
            if len(change.what) > LONGEST:
                self._told(change, "edition-long", found=len(change.what), most=LONGEST)
            check_marks(change.what, change.position, self.problems)

    def _changes(self) -> Iterator[tuple[Record, Change]]:
        for record in self.content.editions.records:
            for change in record.pages.values():
                yield record, change

    def _told(self, change: Change, code: str, **values: object) -> None:
        self.problems.add(change.position.file, change.position.line, code, **values)

    def _had_before(self, record: Record, change: Change) -> bool:
        """Whether an older edition had the page: then something about it has changed."""
        editions = self.content.editions
        suffix = SUFFIX.search(change.path)
        page = editions.now(SUFFIX.sub("", change.path))
        names = (page, *editions.former.get(page, ()))
        paths = {f"{name}{suffix[0] if suffix else ''}" for name in names}
        older = (one for one in editions.records if one.order < record.order)
        return any(not paths.isdisjoint(one.pages) for one in older)

    def _is_known(self, page: str) -> bool:
        return self._is_there(self.content.editions.now(page).partition("#")[0])

    def _is_there(self, page: str) -> bool:
        return page in self.content.defaults or self.content.is_unread(page)

    def moves(self) -> None:
        """What has moved is no longer where it was, and leads to something that is there. Of moves
        one after the other the last is told, of those in a circle all."""
        moved = self.content.editions.moved
        for old, move in moved.items():
            end, at = self.content.editions.now(old), move.position
            if self._is_found(old):
                self.problems.add(at.file, at.line, "moved-there", old=old)
            elif other := self._owner(old):
                self.problems.add(
                    at.file, at.line, "moved-taken", old=old, goal=move.goal, other=other
                )
            elif not self._leads(end) and (move.goal not in moved or end in moved):
                near = suggestion(move.goal, self.content.defaults)
                self.problems.add(
                    at.file, at.line, "moved-lost", old=old, goal=move.goal, near=near
                )

    def _is_found(self, address: str) -> bool:
        """Whether there is a page, and the anchor on it."""
        page, _, anchor = address.partition("#")
        found = self.content.defaults.get(page)
        return found is not None and (not anchor or anchor in self.content.anchors(found))

    def _owner(self, old: str) -> str:
        """What the site has at the path of a page that has moved, empty when that is free: a page
        that leads on would lie in its place. A page may have become the index of its folder."""
        if "#" in old:
            return ""
        top, goal = old.partition("/")[0], page_in(self.content.editions.now(old))
        if top in OF_SITE or top in self.content.languages.others:
            return top
        pages = (one for one in self.content.defaults if one != goal)
        return next((one for one in pages if path_of(one) == path_of(old)), "")

    def _leads(self, address: str) -> bool:
        """Whether an address is found, or only missed because of another mistake."""
        page, _, anchor = address.partition("#")
        in_doubt = bool(anchor) and self.doubt.is_about(page)
        return self._is_found(address) or in_doubt or self.content.is_unread(page)

    def addresses(self) -> None:
        """Every page and anchor that was published is there, or has moved."""
        moved = file_of(self.root / "docs", MOVED)
        for record in self.content.editions.records:
            for page, (anchors, line) in record.addresses.items():
                addresses = (page, *(f"{page}#{anchor}" for anchor in anchors))
                lost = [address for address in addresses if self._is_lost(address)]
                told = {"edition": record.name, "moved": moved}
                if len(lost) > 1 and page in self.content.editions.moved:
                    self._left_behind(record.position.file, line, page, lost, told)
                    continue
                for address in lost:
                    self.problems.add(
                        record.position.file, line, "address-lost", address=address, **told
                    )

    def _left_behind(
        self, file: str, line: int, page: str, lost: Sequence[str], told: Mapping[str, str]
    ) -> None:
        """Anchors of a page that has moved to one where they are not: an editor may send all of
        them to one place."""
        self.problems.add(
            file, line, "address-behind",
            page=page, goal=self.content.editions.now(page), count=len(lost),
            anchors=", ".join(address.partition("#")[2] for address in lost), **told,
        )  # fmt: skip

    def _is_lost(self, address: str) -> bool:
        """Whether a published address leads nowhere, and nothing else tells of it: neither its own
        move, nor that the whole page is gone."""
        page, sign, _ = address.partition("#")
        if address in self.content.editions.moved:
            return False
        goal = self.content.editions.now(address)
        if not self._is_there(goal.partition("#")[0]):
            return not sign and page not in self.content.editions.moved
        return not self._leads(goal)
