"""Checks of what questions say: their ids, their words, their likeness to those of the original."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook.content.handbook import Content
from handbook.content.model import Page, Position, Question
from handbook.content.pages import NAME
from handbook.content.questions import GAP, TRUTH, reserved
from handbook.language.folding import alike, slugify
from handbook.language.problems import Problems
from handbook.language.texts import Texts

# So many words of a question a proposed id has; what it is when nothing is left of them.
PROPOSED, UNNAMED = 5, "hoi"
WORD = re.compile(r"[^\W_]+")
# So many words of a text a message shows.
SHOWN = 5
# What may stand in front of the first word of a reason.
FRONT = "*_`\"'“‘(… "


def check_questions(content: Content, texts: Texts, problems: Problems) -> None:
    """Every question of every page."""
    for page in content.pages.values():
        if page.questions:
            _PageCheck(page, content, texts, problems).check()
    for page in content.pages.values():
        original = content.defaults.get(page.id)
        if original is not None and original is not page:
            _same(original, page, problems)


@dataclass(frozen=True)
class _PageCheck:
    """Checks the questions of one page, in the words of its language."""

    page: Page
    content: Content
    texts: Texts
    problems: Problems

    def check(self) -> None:
        self._ids()
        is_entry = self.content.kind_of(self.page) is not None  # whose sources are asked for
        is_bank = self.content.is_bank(self.page)  # where each answer names its own
        for question in self.page.questions:
            self._truth(question)
            self._repeated(question)
            for line, text in _reasons(question):
                if begins(text, self._list("verdicts")):
                    said = " ".join(text.split()[:SHOWN])
                    self._told(question, line, "quiz-verdict", text=said)
            for line, text in _texts(question):
                for found in self._pointing.findall(text)[:1]:
                    self._told(question, line, "quiz-pointing", text=found)
            for found in self._leaning(question)[:1]:
                self._told(question, question.start, "quiz-here", text=found)
            if is_bank and not question.citations:
                self._told(question, question.start, "quiz-source-bank")
            elif not (question.citations or self.page.citations or is_entry):
                self._told(question, question.start, "quiz-source")

    def _told(self, question: Question, line: int, code: str, **values: object) -> None:
        at = place(self.page, question, line)
        self.problems.add(at.file, at.line, code, **values)

    def _list(self, name: str) -> list[str]:
        return self.texts.list(self.page.language, f"quiz_words.{name}")

    @cached_property
    def _pointing(self) -> re.Pattern[str]:
        return self._phrases("pointing")

    @cached_property
    def _here(self) -> re.Pattern[str]:
        return self._phrases("here")

    def _leaning(self, question: Question) -> list[str]:
        """What in a question only says something beside its page, where nobody may be: exams,
        meetings and files ask it too. A stem that names the page stands by itself."""
        if f"“{self.page.title}”" in question.text:
            return []
        return self._here.findall(f"{question.text}\n{question.hint}")

    def _phrases(self, name: str) -> re.Pattern[str]:
        phrases = "|".join(map(re.escape, self._list(name)))
        return re.compile(rf"(?<!\w)(?:{phrases})(?!\w)", re.IGNORECASE)

    def _ids(self) -> None:
        """Every question has an id that nothing else on the page has."""
        named: dict[str, Position] = {}
        taken = self._taken
        for number, question in enumerate(self.page.questions):
            name, at = question.id, place(self.page, question, question.start)
            if not question.text:  # reported already
                continue
            if not name:
                free = taken.keys() | {one.id for one in self.page.questions} | named.keys()
                wanted = self._proposed(number, question, free)
                named[wanted] = at
                self._told(question, question.start, "quiz-id", wanted=wanted)
            elif not NAME.match(name):
                self._told(question, question.start, "id-form", id=name)
            elif name in named:
                self._twice(question, at, named[name])
            elif name in taken:
                self._told(question, question.start, "anchor-duplicate", id=name, other=taken[name])
            else:
                named[name] = at

    def _twice(self, question: Question, at: Position, first: Position) -> None:
        """Report a question with the id of another, which may stand in another file."""
        if first.file == at.file:
            self._told(question, question.start, "id-duplicate", id=question.id, first=first.line)
        else:
            other = f"{first.file}:{first.line}"
            self._told(question, question.start, "anchor-duplicate", id=question.id, other=other)

    @cached_property
    def _taken(self) -> Mapping[str, str]:
        """The ids of all else on the page, and where they stand."""
        page, file = self.page, f"docs/{self.page.path}"
        found = dict.fromkeys(reserved(page), file)
        found |= {one.id: f"{file}:{one.line}" for one in page.headings if one.id}
        for register in self.content.registers.values():
            if register.page == page.id:
                found |= {row.id: row.position.file for row in register.rows.values()}
        return found

    def _proposed(self, number: int, question: Question, taken: set[str]) -> str:
        """An id for a question that has none: that of the original, or a few of its words."""
        original = self.content.defaults.get(self.page.id)
        if original and original is not self.page and number < len(original.questions):
            return original.questions[number].id or UNNAMED
        return proposed(question.text, self._list("idle"), taken)

    def _repeated(self, question: Question) -> None:
        """Each choice says something else: of two that say the same one cannot be right alone."""
        first: dict[str, int] = {}
        for choice in question.choices:
            said = alike(choice.text)
            if said in first:
                at = place(self.page, question, first[said]).line
                self._told(question, choice.line, "quiz-repeated", text=choice.text, first=at)
            first.setdefault(said, choice.line)

    def _truth(self, question: Question) -> None:
        words = [self.texts.get(self.page.language, f"quiz.{one}") for one in ("true", "false")]
        if question.kind == TRUTH and [one.text for one in question.choices] != words:
            said = {"true": words[0], "false": words[1]}
            self._told(question, question.start, "quiz-truth", **said)


def place(page: Page, question: Question, line: int) -> Position:
    """Where an editor finds a line of a question: one made of a row in the set that asks it."""
    return question.at or Position(f"docs/{page.path}", page.body_line + line)


def proposed(text: str, idle: list[str], taken: set[str]) -> str:
    """An id made of the first words of a question that say something, and not yet taken."""
    words = WORD.findall(text.lower())
    said = [word for word in words if word not in idle] or words
    name = slugify(" ".join(said[:PROPOSED])) or UNNAMED
    names = (name, *(f"{name}-{number}" for number in range(2, len(taken) + 3)))
    return next(one for one in names if one not in taken)


def _reasons(question: Question) -> Iterator[tuple[int, str]]:
    return ((choice.line + 1, choice.reason) for choice in question.choices)


def _texts(question: Question) -> Iterator[tuple[int, str]]:
    """What is said of the choices, line for line."""
    yield question.start, question.hint
    yield from ((choice.line, choice.text) for choice in question.choices)
    yield from _reasons(question)


def begins(text: str, words: list[str]) -> bool:
    """Whether a text begins with one of some words, none of which goes on."""
    said = text.lstrip(FRONT).lower()
    return any(
        said.startswith(word.lower()) and not (word[-1] + said[len(word) :][:1]).isalpha()
        for word in words
    )


def _same(original: Page, page: Page, problems: Problems) -> None:
    """The same questions, so that one letter is one choice in every language."""
    file = f"docs/{page.path}"
    wanted = [one.id for one in original.questions]
    found = [one.id for one in page.questions]
    if not all((*wanted, *found)):  # reported already
        return
    if wanted != found:
        ids = ", ".join(wanted) or "–"
        problems.add(file, page.body_line, "translation-questions", ids=ids)
        return
    for one, other in zip(original.questions, page.questions, strict=True):
        wanted_form, form = _form(one), _form(other)
        differing = ", ".join(name for name in form if form[name] != wanted_form[name])
        if differing:
            line = page.body_line + other.start
            problems.add(file, line, "translation-question", id=one.id, keys=differing)


def _form(question: Question) -> Mapping[str, object]:
    """What a question has in common with its translations; a gap is filled in each language's own
    words."""
    choices = () if question.kind == GAP else tuple(one.right for one in question.choices)
    return {
        "kind": question.kind,
        "level": question.level,
        "keep_order": question.keep_order,
        "[ ] [x]": choices,
    }
