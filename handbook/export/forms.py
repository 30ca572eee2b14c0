"""The forms of the bank, in the order in which readers see them."""

from handbook.export import anki, games, gift, moodle, qti, scorm, tables

FORMS = (
    anki.FORM,
    tables.WORKBOOK,
    tables.CSV,
    moodle.FORM,
    gift.FORM,
    qti.FORM,
    games.KAHOOT,
    games.WAYGROUND,
    scorm.SCORM_12,
    scorm.SCORM_2004,
)
