"""The bank as one table with all there is, for people who sort, choose and print; as CSV, and as a
workbook, in which no program takes an answer for a date."""

from handbook.content.mixing import LETTERS
from handbook.export.bank import Asked
from handbook.export.form import WHOLE, Form, Job, Made
from handbook.export.said import key_of, whole_stem
from handbook.export.sheets import SHEET, Row, csv_file, workbook

# Columns before the choices and behind their reasons.
BEFORE, BEHIND = ("id", "part", "page", "kind", "level", "stem"), ("hint", "sources", "address")


def make_csv(job: Job) -> Made:
    """The table as CSV."""
    return Made(csv_file(_rows(job)), len(job.asked))


def make_workbook(job: Job) -> Made:
    """The table as a workbook."""
    return Made(workbook(SHEET, _rows(job)), len(job.asked))


def _rows(job: Job) -> list[Row]:
    """A row for each question; each choice has a column, and its reason one."""
    most = max(len(one.offers) for one in job.asked)
    rows = [_head(job, most)]
    for part in job.parts:
        for page in part.pages:
            where = (part.title, page.title)
            rows += (_row(one, where, most, job) for one in page.asked)
    return rows


def _head(job: Job, most: int) -> Row:
    letters = LETTERS[:most]
    return (
        *(job.said(f"export.column_{name}") for name in BEFORE),
        *(job.said("export.column_choice", letter=letter) for letter in letters),
        job.said("export.column_key"),
        *(job.said("export.column_reason", letter=letter) for letter in letters),
        *(job.said(f"export.column_{name}") for name in BEHIND),
    )


def _row(one: Asked, where: tuple[str, str], most: int, job: Job) -> Row:
    empty = ("",) * (most - len(one.offers))
    guidance = "\n".join(text.plain for text in one.guidance)
    kind, level = job.said(f"quiz_kinds.{one.kind}"), job.said(f"quiz_levels.{one.level}")
    return (
        *(one.name, *where, kind, level, whole_stem(one).plain),
        *(*(offer.text.plain for offer in one.offers), *empty),
        guidance or key_of(one).plain,
        *(*(offer.reason.plain for offer in one.offers), *empty),
        *(one.hint.plain, one.sources.plain, one.address),
    )


CSV = Form("csv", "csv", WHOLE, make_csv)
WORKBOOK = Form("xlsx", "xlsx", WHOLE, make_workbook)
