"""The spreadsheets of two games in class. What does not fit their forms is left out, and counted.

Their forms are known from what these programs give out for filling in.
"""

from collections.abc import Iterable, Iterator

from handbook.content.questions import GAP, ONE, OPEN, SEVERAL, TRUTH
from handbook.export.bank import Asked, Offer
from handbook.export.form import PART, Form, Job, Made
from handbook.export.said import reasons_of, whole_stem
from handbook.export.sheets import SHEET, Row, workbook

# So many signs Kahoot has room for, and so many choices.
KAHOOT_STEM, KAHOOT_CHOICE, KAHOOT_CHOICES = 120, 75, 4
# Rows above its heads are for people; the first column is for numbers.
KAHOOT_ABOVE = 7
KAHOOT_HEAD = (
    "", "Question - max 120 characters", "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters", "Answer 3 - max 75 characters", "Answer 4 - max 75 characters",
    "Time limit (sec) – 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)  # fmt: skip
# Seconds for a question; both programs have a list, and these stand in both.
SECONDS, LONG = 60, 120
WAYGROUND_CHOICES = 5
WAYGROUND_HEAD = (
    "Question Text", "Question Type", "Option 1", "Option 2", "Option 3", "Option 4", "Option 5",
    "Correct Answer", "Time in seconds", "Image Link", "Answer explanation",
)  # fmt: skip
WAYGROUND_TYPES = {
    ONE: "Multiple Choice",
    TRUTH: "Multiple Choice",
    SEVERAL: "Checkbox",
    GAP: "Fill-in-the-Blank",
    OPEN: "Open-Ended",
}


def make_kahoot(job: Job) -> Made:
    """The questions of a part that fit into Kahoot."""
    fitting = [one for one in job.asked if _fits_kahoot(one)]
    above: list[Row] = [("", job.title), *[()] * (KAHOOT_ABOVE - 1)]
    rows = [*above, KAHOOT_HEAD, *map(_kahoot, range(1, len(fitting) + 1), fitting)]
    return _made(rows, fitting, job)


def _fits_kahoot(one: Asked) -> bool:
    return (
        one.kind in (ONE, TRUTH, SEVERAL)
        and len(one.offers) <= KAHOOT_CHOICES
        and len(whole_stem(one).plain) <= KAHOOT_STEM
        and all(len(offer.text.plain) <= KAHOOT_CHOICE for offer in one.offers)
    )


def _kahoot(number: int, one: Asked) -> Row:
    choices = _filled((offer.text.plain for offer in one.offers), KAHOOT_CHOICES)
    return (number, whole_stem(one).plain, *choices, SECONDS, _numbers(one))


def make_wayground(job: Job) -> Made:
    """The questions of a part that fit into Wayground. Its second row is for people too."""
    fitting = [
        one
        for one in job.asked
        if one.kind in WAYGROUND_TYPES and len(_options(one)) <= WAYGROUND_CHOICES
    ]
    note = (job.said("export.wayground_note"),)
    return _made([WAYGROUND_HEAD, note, *map(_wayground, fitting)], fitting, job)


def _options(one: Asked) -> tuple[Offer, ...]:
    """Of a gap what fills it; what is mistaken for that has its reason alone."""
    return one.right if one.kind == GAP else one.offers


def _wayground(one: Asked) -> Row:
    choices = _filled((offer.text.plain for offer in _options(one)), WAYGROUND_CHOICES)
    right = "" if one.kind in (GAP, OPEN) else _numbers(one)
    seconds = LONG if one.kind == OPEN else SECONDS
    reasons = "\n".join(text.plain for text in (*reasons_of(one), one.sources) if text.plain)
    kind = WAYGROUND_TYPES[one.kind]
    return (whole_stem(one).plain, kind, *choices, right, seconds, "", reasons)


def _numbers(one: Asked) -> str | int:
    """The right choices by their numbers; a single one is a number to the program too."""
    found = [at for at, offer in enumerate(one.offers, start=1) if offer.right]
    return found[0] if len(found) == 1 else ",".join(map(str, found))


def _filled(texts: Iterable[str], count: int) -> Iterator[str]:
    found = tuple(texts)
    yield from found
    yield from ("",) * (count - len(found))


def _made(rows: list[Row], fitting: list[Asked], job: Job) -> Made:
    left = len(job.asked) - len(fitting)
    return Made(workbook(SHEET, rows), len(fitting), left)


KAHOOT = Form("kahoot", "xlsx", PART, make_kahoot, is_choosy=True)
WAYGROUND = Form("wayground", "xlsx", PART, make_wayground, is_choosy=True)
