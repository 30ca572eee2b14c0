"""What is wrong with the content: file, line, code, and the remedy in Vietnamese."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

MESSAGES = Path(__file__).parent / "texts" / "problems.vi.yml"


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of an editor. ``values`` fill the message of ``code``."""

    file: str
    line: int
    code: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass
class Problems:
    """Collects every mistake, so that the editor sees all of them at once."""

    found: list[Problem] = field(default_factory=list)

    def add(self, file: str, line: int, code: str, **values: object) -> None:
        """Note one mistake; ``values`` fill the message of ``code``, line breaks become blanks, in
        the name of the file too."""
        texts = tuple((name, _one_line(value)) for name, value in sorted(values.items()))
        self.found.append(Problem(_one_line(file), line, code, texts))

    def __bool__(self) -> bool:
        return bool(self.found)


def _one_line(value: object) -> str:
    return " ".join(str(value).split())


class ContentError(Exception):
    """The content has mistakes; the text lists all of them, ready to print."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__(report(self.problems))


def messages() -> Mapping[str, Mapping[str, str]]:
    """Code -> {wrong, remedy}, as written in the text file."""
    # Without types: every value is a text, as typed. PyYAML may be built without libyaml.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    loaded = yaml.load(MESSAGES.read_text(encoding="utf-8"), Loader=loader)
    return {str(code): dict(texts) for code, texts in loaded.items()}


def report(problems: Iterable[Problem]) -> str:
    """All problems in Vietnamese, one a line: ``file:line: [code] wrong. Sửa: remedy``."""
    texts = messages()
    return "\n".join(_line(problem, texts) for problem in problems)


def _line(problem: Problem, texts: Mapping[str, Mapping[str, str]]) -> str:
    values = dict(problem.values)
    text = texts[problem.code]
    wrong, remedy = text["wrong"].format(**values), text["remedy"].format(**values)
    fix = texts["fix"]["wrong"]
    return f"{problem.file}:{problem.line}: [{problem.code}] {wrong} {fix} {remedy}"
