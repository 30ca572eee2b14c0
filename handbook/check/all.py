"""One load of the content with everything that checks and pages need of it."""

from dataclasses import dataclass
from pathlib import Path

from handbook.check import rules
from handbook.check.arguments import Catalog
from handbook.check.editions import check_editions
from handbook.check.handouts import check_handouts
from handbook.check.interface import check_interface
from handbook.check.issues import check_issues
from handbook.check.kinds import check_kinds
from handbook.check.markup.rules import check_markup
from handbook.check.meetings import check_meeting
from handbook.check.paths import check_paths
from handbook.check.pictures import check_pictures
from handbook.check.queries import check_queries
from handbook.check.questions import check_questions
from handbook.check.references import check_references
from handbook.check.sets import check_sets
from handbook.check.settings import check_settings
from handbook.check.unbroken import check_unbroken
from handbook.check.untranslated import check_untranslated
from handbook.check.wording import (
    SourceTexts,
    check_lifted,
    check_repeats,
    check_texts,
    check_wording,
)
from handbook.content.files import check_files
from handbook.content.handbook import Content, load, nothing
from handbook.content.making import with_sets
from handbook.content.sayings import load_sayings
from handbook.content.settings import read_settings
from handbook.language.problems import ContentError, Problems
from handbook.language.texts import Texts, load_texts

# The rules that need nothing but the content.
RULES: tuple[rules.Rule, ...] = (
    *(*rules.ALL, check_kinds, check_issues, check_handouts, check_meeting, check_sets),
    check_untranslated,
)


@dataclass(frozen=True)
class Checked:
    """Content and the mistakes found in it; pages may only be made when there are none. ``texts``
    are those of the interface, read once for checks and pages; ``has_texts`` is whether there are
    words for its languages: without them nothing was judged."""

    content: Content
    problems: Problems
    texts: Texts
    has_texts: bool = True

    def must_be_sound(self) -> Content:
        """The content, or ContentError with all mistakes."""
        if self.problems:
            raise ContentError(self.problems.found)
        return self.content


def check(root: Path, catalog: Catalog, source_texts: Path | None = None) -> Checked:
    """Load and check the content below ``root``. With the folder of the sources' texts, which
    is not part of the project, quotations and own sentences are compared with them too."""
    problems = Problems()
    check_paths(root, problems)
    if problems:  # nothing can be read
        return Checked(nothing(), problems, load_texts(), has_texts=False)
    settings = read_settings(root, problems)
    texts = check_interface(root, settings, problems)
    if problems:  # without its languages the content cannot be judged
        unjudged = load(root, settings.languages, Problems())
        return Checked(unjudged, problems, texts, has_texts=False)
    content = load(root, settings.languages, problems, settings.edition)
    content = with_sets(content, texts, problems)
    check_references(content, catalog, problems)
    check_markup(content, catalog, problems)
    for rule in RULES:
        rule(content, problems)
    check_questions(content, texts, problems)
    check_settings(settings, root, problems)
    check_unbroken(root, problems)
    load_sayings(root, content.languages, problems)
    check_queries(root, content, problems)
    check_editions(root, content, problems)
    check_files(root / "docs", content, problems)
    check_pictures(root, content, problems)
    check_repeats(content, problems)
    if source_texts is not None:
        _compare(content, source_texts, problems)
    return Checked(content, problems, texts)


def _compare(content: Content, source_texts: Path, problems: Problems) -> None:
    """With what the sources say."""
    check_texts(source_texts, content.sources, problems)
    sources = SourceTexts.read(source_texts, content.sources, problems)
    check_wording(content, sources, problems)
    check_lifted(content, sources, problems)
