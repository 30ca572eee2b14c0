"""Which values of a register a question offers: those that are right, and wrong ones that the
register gives to other rows.

What no row says is not known to be wrong: an empty cell gives nothing. Which of the wrong values
are taken hangs on the id of the question and on the value alone, so that another row changes a
question only when its value is among those taken.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from handbook.content.mixing import lots
from handbook.content.model import Register, Row, Value
from handbook.content.questions import ONE
from handbook.content.sets import FEWEST_WRONG, STEM, WRONG, AskedRow, Named, QuestionSet
from handbook.content.values import FIELD, STEP, Values
from handbook.language.dates import PartialDate
from handbook.language.folding import suggestion
from handbook.language.problems import Problems

# The field for what a wrong choice says, and how those for what its row says begin.
CHOICE = "choice"
OF_CHOICE = f"{CHOICE}{STEP}"
# Values of which one may say the other and more.
WORDED = ("text", "ref", "refs")


@dataclass(frozen=True)
class Offered:
    """A value in the words of each language, and the row that gives it."""

    said: tuple[str, ...]
    row: Row
    form: tuple[bool, ...]


@dataclass(frozen=True)
class Drawn:
    """A row that is asked, with the values that are offered."""

    asked: AskedRow
    row: Row
    right: tuple[Offered, ...]
    wrong: tuple[Offered, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows that the key rests on."""
        return tuple({one.row.id: one.row for one in self.right}.values())


@dataclass(frozen=True)
class Drawing:
    """Draws the questions of a set from a register that has what the set names."""

    spec: QuestionSet
    register: Register
    values: Values
    problems: Problems

    def drawn(self) -> Iterator[Drawn]:
        """A question for each row that can be asked; why another cannot is reported."""
        seen: list[Row] = []
        for asked in self.spec.rows:
            row = self.register.rows.get(asked.row)
            if row is None:
                near = suggestion(asked.row, self.register.rows)
                self._report(asked, "id-unknown", id=asked.row, near=near)
            elif any(self._is_same_question(row, other) for other in seen):
                self._report(asked, "set-repeated", row=row.id)
            elif self._can_be_asked(asked, row):
                seen.append(row)
                yield from self._draw(asked, row)

    def _report(self, asked: AskedRow, code: str, **said: object) -> None:
        self.problems.add(asked.position.file, asked.position.line, code, **said)

    def _asked_of(self, row: Row) -> tuple[tuple[str, ...], ...]:
        """What the stem says of a row in each language."""
        return tuple(
            tuple(self.values.field(row, name, language) for name in FIELD.findall(stem))
            for language in self.values.content.languages.all
            for stem in (self.spec.texts[STEM][language],)
        )

    def _is_same_question(self, row: Row, other: Row) -> bool:
        """Whether the stem says the same of both in a language: then they are asked at once."""
        pairs = zip(self._asked_of(row), self._asked_of(other), strict=True)
        return any(one == another for one, another in pairs)

    def _can_be_asked(self, asked: AskedRow, row: Row) -> bool:
        codes = len(self.problems.found)
        if self.spec.answer not in row.values:
            self._report(asked, "set-empty", row=row.id, name=self.spec.answer)
        for name in self.values.content.open_points(row):
            self._report(asked, "quiz-unsettled", id=name)
        return len(self.problems.found) == codes

    def _together(self, row: Row) -> tuple[Row, ...]:
        """The row and those of which the stem says the same."""
        others = (one for one in self.register.rows.values() if one is not row)
        return (row, *(one for one in others if self._is_same_question(row, one)))

    def _draw(self, asked: AskedRow, row: Row) -> Iterator[Drawn]:
        spec = self.spec
        together = self._together(row)
        true = self._apart(asked, (one for other in together for one in self._given(other)))
        if spec.kind == ONE and len(true) > 1:
            values = "; ".join(one.said[0] for one in true)
            self._report(asked, "set-several", row=row.id, values=values)
            return
        excluded = tuple(self._named((*spec.excluded, *asked.excluded)))
        right = self._right(asked, true, excluded)
        others = (one for one in self.register.rows.values() if one not in together)
        possible = self._possible(row, others, right[0])
        wrong = self._apart(asked, possible, (*true, *excluded))
        wanted = spec.choices - len(right)
        if len(wrong) < max(wanted, FEWEST_WRONG):
            needed = max(wanted, FEWEST_WRONG)
            self._report(asked, "set-few", row=row.id, found=len(wrong), wanted=needed)
            return
        yield Drawn(asked, row, right, wrong[:wanted])

    def _right(
        self, asked: AskedRow, true: tuple[Offered, ...], excluded: tuple[Offered, ...]
    ) -> tuple[Offered, ...]:
        """What is right and offered. Where several are, how many is drawn too, lest it be known."""
        if self.spec.kind == ONE:
            return true[:1]
        content = self.values.content
        offered = tuple(
            one
            for one in true
            if not (content.open_points(one.row) or any(self._clash(one, no) for no in excluded))
        )
        return (offered or true)[: 1 + lots(asked.id)[0] % self.spec.choices]

    def _possible(self, row: Row, others: Iterable[Row], right: Offered) -> Iterator[Offered]:
        """What other rows say, of those that may be drawn from."""
        content, same = self.values.content, self._same(row)
        only = {one.said for one in self._named(self.spec.only)}
        for other in others:
            if self._same(other) == same and not content.open_points(other) and self._tells(other):
                found = (one for one in self._given(other) if one.form == right.form)
                yield from (one for one in found if not only or one.said in only)

    def _same(self, row: Row) -> tuple[str, ...]:
        default = self.values.content.languages.default
        return tuple(self.values.field(row, name, default) for name in self.spec.same)

    def _tells(self, row: Row) -> bool:
        """Whether a row has all that the reason against its value says of it."""
        return all(
            self.values.field(row, name, language)
            for language in self.values.content.languages.all
            for name in self._of_choices[language]
        )

    @cached_property
    def _of_choices(self) -> dict[str, list[str]]:
        """The fields of a wrong value's row in the reason against it, by language."""
        text = self.spec.texts[WRONG]
        return {
            language: [
                name.removeprefix(OF_CHOICE)
                for name in FIELD.findall(text[language])
                if name.startswith(OF_CHOICE)
            ]
            for language in self.values.content.languages.all
        }

    def _given(self, row: Row) -> Iterator[Offered]:
        """What the row says in the column of the key, each of several references by itself."""
        value = row.values.get(self.spec.answer)
        if value is not None:
            yield from self._offered(value, row)

    def _offered(self, value: Value, row: Row) -> Iterator[Offered]:
        languages = self.values.content.languages.all
        said = [tuple(self.values.parts(value, language)) for language in languages]
        for words in zip(*said, strict=True):
            yield Offered(words, row, _form(value))

    def _named(self, names: Named) -> Iterator[Offered]:
        """The values that the set names: by the id that the column refers to, else by that of a
        row that has the value."""
        column = self.register.columns[self.spec.answer]
        content, rows = self.values.content, self.register.rows
        is_reference = column.type in ("ref", "refs")
        prefix = f"{column.to}/" if column.to else "" if is_reference else f"{self.register.name}/"
        for name, line in names:
            if prefix + name not in content.targets:
                known = (one for one in content.targets if one.startswith(prefix))
                near = suggestion(name, (one.removeprefix(prefix) for one in known))
                file = self.spec.position.file
                self.problems.add(file, line, "id-unknown", id=name, near=near)
            elif is_reference:
                yield from self._offered((prefix + name,), next(iter(rows.values())))
            else:
                yield from self._given(rows[name])

    def _apart(
        self, asked: AskedRow, found: Iterable[Offered], held: tuple[Offered, ...] = ()
    ) -> tuple[Offered, ...]:
        """Those of the values found that say something else than one another and than those held,
        in the order of the question's own lots; of rows with one value one is taken."""
        kept: list[Offered] = []
        for one in sorted(found, key=lambda one: _lots(asked, one)):
            if not any(self._clash(one, other) for other in (*held, *kept)):
                kept.append(one)
        return tuple(kept)

    def _clash(self, one: Offered, other: Offered) -> bool:
        """Whether two values say the same in a language, or one says what the other says."""
        if self.register.columns[self.spec.answer].type not in WORDED:
            return any(a == b for a, b in zip(one.said, other.said, strict=True))
        pairs = zip(one.said, other.said, strict=True)
        return any(a.lower() in b.lower() or b.lower() in a.lower() for a, b in pairs)


def _form(value: Value) -> tuple[bool, ...]:
    """How exactly a date is known: among days a month stands out."""
    if not isinstance(value, PartialDate):
        return ()
    parts = (value.month, value.day, value.quarter, value.until)
    return tuple(part is not None for part in parts)


def _lots(asked: AskedRow, one: Offered) -> tuple[bytes, bytes]:
    return lots(f"{asked.id}#{one.said[0]}"), lots(f"{asked.id}#{one.row.id}")
