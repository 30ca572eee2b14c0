"""Which pages may lack ids only because of a mistake that is told elsewhere.

A heading without its id, a question without its end, a row without its key: their addresses are not
gone, and whoever mends the mistake has them back. To tell of them would ask editors to delete what
is right.
"""

from dataclasses import dataclass

from handbook.content.handbook import REGISTERS, SETS, Content
from handbook.language.problems import Problems

_REGISTERS = f"docs/{REGISTERS}/"


@dataclass(frozen=True)
class Doubt:
    """The files in which mistakes were found so far, as messages name them."""

    content: Content
    files: frozenset[str]

    @classmethod
    def of(cls, content: Content, problems: Problems) -> "Doubt":
        return cls(content, frozenset(one.file for one in problems.found))

    @property
    def lacks_rows(self) -> bool:
        """Whether registers have mistakes: questions that are made of their rows are not there."""
        named = any(one.startswith(_REGISTERS) for one in self.files)
        return named or self.content.lacks_rows

    def is_about(self, page_id: str) -> bool:
        """Whether ids of a page may be missing for a mistake in it, in a register that stands on
        it, or in what its questions are made of."""
        page = self.content.defaults.get(page_id)
        if page is None or self.content.unread:
            return bool(self.content.unread)
        own = (one for one in self.content.registers.values() if one.page == page_id)
        sources = {f"docs/{page.path}", *(one.position.file for one in own)}
        sources.update(f"docs/{SETS}/{block.name}.yml" for block in page.sets)
        is_unmade = bool(page.sets) and self.lacks_rows
        return is_unmade or not self.files.isdisjoint(sources)
