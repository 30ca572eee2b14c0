"""What the tests of questions as files for other programs share."""

import re
from pathlib import Path

from handbook.content.handbook import Content
from handbook.content.literal import typed
from handbook.content.model import Page, Question
from tests.conftest import READER_LANGUAGES, BuiltSite

LANGUAGES = READER_LANGUAGES.all
LESSONS = "bai-hoc"


def asked(content: Content, language: str) -> list[tuple[Page, Question]]:
    """All questions written in a language."""
    pages = (page for page in content.pages.values() if page.language == language)
    return [(page, question) for page in pages for question in page.questions]


def name(page: Page, question: Question) -> str:
    return f"{page.id}#{question.id}"


def files(site: BuiltSite, language: str, form: str) -> list[Path]:
    """The files of a form in a language."""
    folder = site.folder / "tep" / language
    found = [path for path in folder.iterdir() if re.search(rf"[-.]{form}(\.\w+)?$", path.name)]
    assert found, form
    return sorted(found)


def file(site: BuiltSite, language: str, form: str) -> Path:
    [found] = files(site, language, form)
    return found


def bare(text: str | None) -> str:
    """A text without marks."""
    return " ".join(re.sub(r"<[^<>]*>|\*", "", typed(text or "")).split())
