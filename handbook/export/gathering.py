"""What a build gathers from its pages for the files of questions, and the writing of these."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.content.bank import Paper
from handbook.content.handbook import Content
from handbook.content.model import Page
from handbook.export.bank import Asked, BankReader, Leaf
from handbook.export.data import SCHEMA, Data, data_path
from handbook.export.plan import plan, write_all
from handbook.language.texts import Texts

# Files that show a part on a school's platform, by their names, in a language.
Player = Callable[[str], Mapping[str, str]]


@dataclass
class Exports:
    """The pages of each language by id, for the files of their questions. ``edition`` is the name
    of the running one, ``address`` the site's, empty when that is unknown."""

    content: Content
    texts: Texts
    edition: str
    address: str
    leaves: dict[str, dict[str, Leaf]] = field(default_factory=dict)

    def keep(self, page: Page, url: str, html: str, language: str) -> None:
        """Keep a page that is written in the language of its site."""
        if page.language == language:
            self.leaves.setdefault(language, {})[page.id] = Leaf(url, html)

    def names(self) -> Iterator[str]:
        """The paths of all files that pages may promise."""
        for language in self.content.languages.all:
            yield from (one.path for one in plan(self.content, self.texts, language))
            yield data_path(self.texts, language)
            yield data_path(self.texts, language, SCHEMA)

    def drawn(self, paper: Paper) -> tuple[Asked, ...]:
        """The questions of a paper in the handbook's own language, in its order."""
        language = self.content.languages.default
        leaves = self.leaves.get(language, {})
        return BankReader(self.content, self.texts, language, leaves, self.address).drawn(paper)

    def write(self, site: Path, player: Player) -> dict[str, Mapping[str, int]]:
        """Make all files below a site; what is told of each, by its path."""
        told: dict[str, Mapping[str, int]] = {}
        for language, leaves in self.leaves.items():
            files = plan(self.content, self.texts, language)
            reader = BankReader(self.content, self.texts, language, leaves, self.address)
            bank = reader.read(self.edition)
            told |= write_all(site, bank, files, self.texts, player(language)) if files else {}
            for path, body in Data(self.content, self.texts, bank, leaves).files().items():
                (site / path).parent.mkdir(parents=True, exist_ok=True)
                (site / path).write_bytes(body)
        return told
