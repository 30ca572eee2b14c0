"""Questions made of the rows of registers, as the sets of ``docs/_questions`` say, at the places
where pages ask for them: from here on they are questions of those pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from handbook.content.drawing import CHOICE, OF_CHOICE, Drawing, Drawn, Offered
from handbook.content.handbook import REGISTERS, Content
from handbook.content.literal import literal
from handbook.content.model import Choice, Citation, Page, Question, Register, Row, SetBlock
from handbook.content.sets import RIGHT, STEM, TEXTS, WRONG, QuestionSet
from handbook.content.values import FIELD, Values, fields_of, filled
from handbook.language.folding import suggestion
from handbook.language.problems import Problems
from handbook.language.texts import Texts


def with_sets(content: Content, texts: Texts, problems: Problems) -> Content:
    """The content, its pages with the questions of the sets that they ask for. While there are
    mistakes in registers none is made: sets would be blamed for values that those left out."""
    folder = f"docs/{REGISTERS}/"
    if content.lacks_rows or any(one.file.startswith(folder) for one in problems.found):
        return content
    values = Values(content, texts)
    makers = {name: _Maker(one, values, problems) for name, one in content.sets.items()}
    drawn = {name: tuple(maker.drawn()) for name, maker in makers.items()}

    def made(page: Page) -> Iterator[Question]:
        for block in page.sets:
            for one in drawn.get(block.name, ()):
                yield makers[block.name].question(one, page.language, block)

    pages = {key: _with(page, made(page)) for key, page in content.pages.items()}
    return replace(content, pages=pages) if content.sets else content


def _with(page: Page, made: Iterator[Question]) -> Page:
    """The page with more questions, all in the order of their places."""
    asked = sorted((*page.questions, *made), key=lambda question: question.start)
    return replace(page, questions=tuple(asked))


@dataclass(frozen=True)
class _Maker:
    """Makes the questions of a set."""

    spec: QuestionSet
    values: Values
    problems: Problems

    def drawn(self) -> Iterator[Drawn]:
        """What is asked, when there is a register that has what the set names; else that is
        reported."""
        content, name = self.values.content, self.spec.register
        register = content.registers.get(name)
        if register is None:
            if not content.is_unread(f"{REGISTERS}/{name}"):
                near = suggestion(name, content.registers)
                self._report("register", "register-unknown", id=name, near=near)
        elif self._is_sound(register):
            found = Drawing(self.spec, register, self.values, self.problems).drawn()
            yield from (one for one in found if self._is_told(one))

    def _report(self, where: str, code: str, **said: object) -> None:
        at = self.spec.at(where)
        self.problems.add(at.file, at.line, code, **said)

    def _is_sound(self, register: Register) -> bool:
        """Whether the register has the columns that the set names; they are reported else."""
        before = len(self.problems.found)
        columns = self.values.known(register)[1:]
        if self.spec.answer not in columns:
            near = ", ".join(columns)
            self._report("answer", "column-unknown", name=self.spec.answer, near=near)
        for name in self.spec.same:
            if not self.values.has(register, name):
                self._report("same", "column-unknown", name=name, near=", ".join(columns))
        for key in TEXTS:
            for language in self.values.content.languages.all:
                self._fields(register, key, language)
        if len(self.problems.found) == before:
            self._same_fields()
        return len(self.problems.found) == before

    def _same_fields(self) -> None:
        """What is asked about is named in every language: without it all questions are one."""
        stem, languages = self.spec.texts[STEM], self.values.content.languages.all
        found = {language: FIELD.findall(stem[language]) for language in languages}
        wanted = dict.fromkeys(name for names in found.values() for name in names)
        for language, names in found.items():
            missing = ", ".join(f"{{{name}}}" for name in wanted if name not in names)
            if missing:
                self._report(STEM, "set-field-lost", language=language, names=missing)

    def _fields(self, register: Register, key: str, language: str) -> None:
        found = fields_of(self.spec.texts[key][language])
        if found is None:
            self._report(key, "set-braces", key=key, language=language)
        choice = (CHOICE,) if key == WRONG else ()
        for name in found or ():
            own = name.removeprefix(OF_CHOICE) if choice else name
            if name not in choice and not self.values.has(register, own):
                near = ", ".join((*self.values.known(register), *choice))
                self._report(key, "set-field", name=name, key=key, near=near)

    def _is_told(self, one: Drawn) -> bool:
        """Whether the rows that the question rests on have all that is said of them."""
        told = ((STEM, one.row), (WRONG, one.row), *((RIGHT, right.row) for right in one.right))
        empty = dict.fromkeys(
            (row.id, name)
            for language in self.values.content.languages.all
            for key, row in told
            for name in FIELD.findall(self.spec.texts[key][language])
            if not _is_of_choice(name) and not self.values.field(row, name, language)
        )
        for row_id, name in empty:
            at = one.asked.position
            self.problems.add(at.file, at.line, "set-empty", row=row_id, name=name)
        return not empty

    def question(self, one: Drawn, language: str, block: SetBlock) -> Question:
        """The question in the words of a language, at the place where a page asks for it."""
        rows = [f"{row.register}/{row.id}" for row in one.rows]
        return Question(
            id=one.asked.id,
            text=self._said(STEM, one.row, language),
            kind=self.spec.kind,
            level=self.spec.level,
            choices=(
                *(self._right(offered, language, block) for offered in one.right),
                *(self._wrong(one.row, offered, language, block) for offered in one.wrong),
            ),
            start=block.start,
            told=block.start + 1,
            end=block.end,
            citations=tuple(self._citations(one)),
            rows=tuple(rows),
            at=one.asked.position,
        )

    def _said(self, key: str, row: Row, language: str, offered: Offered | None = None) -> str:
        """A text of the set, filled from a row; what a wrong value says, and its row, with it."""
        text = self.spec.texts[key][language]
        return literal(filled(text, lambda name: self._value(name, row, language, offered)))

    def _value(self, name: str, row: Row, language: str, offered: Offered | None) -> str:
        if offered and name == CHOICE:
            return self._word(offered, language)
        if offered and name.startswith(OF_CHOICE):
            return self.values.field(offered.row, name.removeprefix(OF_CHOICE), language)
        return self.values.field(row, name, language)

    def _word(self, offered: Offered, language: str) -> str:
        return offered.said[self.values.content.languages.all.index(language)]

    def _right(self, offered: Offered, language: str, block: SetBlock) -> Choice:
        reason = self._said(RIGHT, offered.row, language)
        return Choice(literal(self._word(offered, language)), reason, True, block.start)

    def _wrong(self, row: Row, offered: Offered, language: str, block: SetBlock) -> Choice:
        reason = self._said(WRONG, row, language, offered)
        return Choice(literal(self._word(offered, language)), reason, False, block.start)

    def _citations(self, one: Drawn) -> Iterator[Citation]:
        """Where the rows stand that the question rests on, each place once."""
        content = self.values.content
        seen: set[tuple[str, str | None]] = set()
        for row in one.rows:
            for citation in row.citations or content.quoted_citations(row):
                place = (citation.source, citation.place)
                if place not in seen:
                    seen.add(place)
                    yield citation


def _is_of_choice(name: str) -> bool:
    return name == CHOICE or name.startswith(OF_CHOICE)
