"""How far questions can be guessed without reading: small sets whose figures are worked out by
hand, sets in which something gives the right choice away, and the same sets without it."""

import math
from collections.abc import Callable

import pytest

from handbook.check.guessing import words
from handbook.check.guessing.asked import Asked, Offer
from handbook.check.guessing.rules import CODES
from handbook.check.guessing.table import aligned, percent
from handbook.check.guessing.ways import (
    BARS,
    ERRORS,
    FEWEST,
    chance,
    error,
    guess,
    letter_error,
    ways,
)
from handbook.content.questions import SEVERAL, TRUTH
from handbook.language.problems import messages
from tests.guessed import asked, at_the_end, by_number, longer, made, with_a_word

WAYS = ("letter", "first", "last", "longest", "shortest", "words")


def shares(*questions: Asked) -> dict[str, float]:
    return {way.name: way.share for way in ways(questions)}


# What chance does.


def test_chance_is_that_of_drawing_lots() -> None:
    two = [asked("*x", "y", "z"), asked("*x", "y", "z", "t")]
    assert chance(two) == pytest.approx(7 / 24)
    assert error(two) == pytest.approx(math.sqrt(2 / 9 + 3 / 16) / 2)


def test_questions_of_other_kinds_are_not_guessed() -> None:
    assert ways([]) == ()
    assert ways([asked("*x", "*y", "z", kind=SEVERAL), asked("*Đúng", "Sai", kind=TRUTH)]) == ()
    assert [way.name for way in ways([asked("*x", "y", "z")])] == list(WAYS)


# Each way of guessing.


def test_first_and_last() -> None:
    found = shares(asked("*x", "y", "z"), asked("x", "y", "*z"), asked("x", "y", "z", "*t"))
    assert found["first"] == pytest.approx(1 / 3)
    assert found["last"] == pytest.approx(2 / 3)


def test_longest_and_shortest_share_a_tie() -> None:
    """Alone the longest; one of the two longest; the shortest."""
    found = shares(asked("*xxx", "y", "z"), asked("*xx", "yy", "z"), asked("*x", "yy", "zz"))
    assert found["longest"] == pytest.approx((1 + 1 / 2 + 0) / 3)
    assert found["shortest"] == pytest.approx((0 + 0 + 1) / 3)


def test_letters_are_learnt_from_the_other_pages() -> None:
    """Pages a and b see one A and one B, page c sees two A; on none is a question like the last."""
    first = [
        asked("*x", "y", "z", page="a"),
        asked("*x", "y", "z", page="b"),
        asked("x", "*y", "z", page="c"),
    ]
    assert shares(*first)["letter"] == pytest.approx((1 / 2 + 1 / 2 + 0) / 3)
    second, longer = asked("*x", "y", "z", number=2), asked("*x", "y", "z", "t", page="d")
    assert shares(*first, second, longer)["letter"] == pytest.approx((1 + 1 / 3 + 1 / 4) / 5)


def test_words_are_learnt_from_the_other_pages() -> None:
    """On the page ``c`` the word x stands in both right choices known and in none of the wrong."""
    found = ways([asked("*x", "y", page=page) for page in "abc"])[-1]
    assert found.share == 1
    # (2 + 1) / (2 + 2) of the right choices against (0 + 1) / (2 + 2) of the wrong, and for y
    # the other way round.
    assert [one.lead for one in found.guesses] == pytest.approx([2 * math.log(3)] * 3)


def test_words_of_the_own_page_are_not_learnt() -> None:
    found = shares(*(asked("*x", "y", "z", number=number) for number in (1, 2, 3)))
    assert found["words"] == pytest.approx(1 / 3)


def test_word_counts_once_in_a_choice() -> None:
    """Pages b and c teach that x is right: said twice it is not more so."""
    known = [asked("*x", "y", page=page) for page in "bc"]
    found = ways([asked("*x x", "x", page="a"), *known])[-1].guesses[0]
    assert found.lead == pytest.approx(math.log((0 + 1) / (2 + 2)) - math.log((0 + 1) / (2 + 2)))
    assert found.hit == 1 / 2


def test_pairs_of_words_are_learnt() -> None:
    found = ways([asked("*X y", "y x", page=page) for page in "abc"])[-1]
    assert [one.lead for one in found.guesses] == pytest.approx([2 * math.log(3)] * 3)


def test_guess_is_shared_between_the_best() -> None:
    one = asked("x", "*y", "z", "t")
    assert [guess(one, scores).hit for scores in ([0, 1, 1, 1], [0, 2, 1, 1], [2, 1, 1, 1])] == [
        pytest.approx(1 / 3), 1, 0,
    ]  # fmt: skip
    assert guess(one, [0, 3, 1, 0]).lead == 2
    assert guess(one, [5, 3, 1, 0]).lead == -2


def test_questions_with_one_number_are_hit_together() -> None:
    """Of two pages with two choices each both are hit or none: the share is 0 or 1."""
    pair = [asked("*x", "y", page=page) for page in "ab"]
    assert letter_error(pair) == pytest.approx(1 / 2, abs=0.02)
    assert error(pair) == pytest.approx(math.sqrt(2) / 4)
    assert letter_error([*pair[:1], asked("*x", "y", number=2)]) == 0


# What is too much.


def too_good(questions: list[Asked]) -> list[str]:
    return [way.name for way in ways(questions) if way.is_too_good]


@pytest.mark.parametrize(
    ("give_away", "told"),
    [
        (longer, ["longest"]),
        (by_number, ["letter"]),
        (at_the_end, ["letter", "last"]),
        (with_a_word, ["words"]),
    ],
    ids=lambda one: getattr(one, "__name__", ""),
)
def test_what_gives_the_right_one_away_is_found(
    give_away: Callable[[list[str], int, int], int], told: list[str]
) -> None:
    assert too_good(made(80, give_away)) == told
    assert too_good(made(FEWEST, give_away)) == told
    assert too_good(made(FEWEST - 1, give_away)) == []


@pytest.mark.parametrize("seed", range(10))
def test_drawn_questions_give_nothing_away(seed: int) -> None:
    assert too_good(made(FEWEST, seed=seed)) == []
    assert too_good(made(200, seed=seed)) == []


def test_share_above_the_bar_may_still_be_chance() -> None:
    """Of two choices 33 in 60 are the last: more than the bar, but little more than one half."""
    offers = [("x", "*y")] * 33 + [("*x", "y")] * 27
    questions = [asked(*pair, number=at) for at, pair in enumerate(offers)]
    last = next(way for way in ways(questions) if way.name == "last")
    assert BARS["last"] < last.share == 33 / 60 < 1 / 2 + ERRORS * error(questions)
    assert not last.is_too_good


def test_share_above_chance_may_still_be_below_the_bar() -> None:
    """In 1200 questions a third of four choices is more than chance, and not too much."""
    questions = [
        asked("x", "y", "z", "*t", number=at) if at % 3 == 0 else asked("*x", "y", "z", "t")
        for at in range(1200)
    ]
    last = next(way for way in ways(questions) if way.name == "last")
    assert chance(questions) + ERRORS * error(questions) < last.share == 1 / 3 < BARS["last"]
    assert not last.is_too_good


def test_plainest_questions_come_first() -> None:
    lengths = [5, 2, 9, 1, 7]
    questions = [asked("*" + "x" * length, "yyy", number=at) for at, length in enumerate(lengths)]
    longest = next(way for way in ways(questions) if way.name == "longest")
    assert [one.number for one in longest.plainest(2)] == [2, 4]
    assert [one.number for one in longest.plainest()] == [2, 4, 0]


def test_every_bar_has_its_message() -> None:
    assert set(CODES) == set(BARS) < set(WAYS)
    assert set(CODES.values()) <= set(messages())


# Words.


def test_telling_words_are_those_that_chance_does_not_explain() -> None:
    """Of 36 choices 9 are right. Of x 9 in 9, where 9/4 would be chance: 3√3 standard errors. Of y
    0 in 27: (0 - 27/4) / √(27 · 3/16) = -3. Of u what chance gives, of v 0 in 9: -√3."""
    questions = [asked("*x u", "y u", "y u", "y u v") for _ in range(9)]
    found = {tell.text: tell for tell in words.telling(questions)}
    assert list(found) == ["x", "x u", "y", "y u"]
    assert (found["x"].right, found["x"].wrong) == (9, 0)
    assert found["x"].strength == pytest.approx(3 * math.sqrt(3))
    assert found["y"].strength == pytest.approx(-3)


def test_rare_words_tell_nothing() -> None:
    questions = [asked("*x", "y", "z", number=at) for at in range(words.FEWEST - 1)]
    assert words.telling(questions) == ()
    assert words.telling([]) == ()


def test_expressions_are_whole_words_side_by_side() -> None:
    questions = [
        asked("*Không cần hỏi.", "Không, cần!", "Không cầnn", "không hề cần"),
        asked("*x", "*không cần", "y", kind=SEVERAL),
    ]
    assert [(tell.text, tell.right, tell.wrong) for tell in words.on_both_sides(
        questions, ["không cần", "bao giờ"]
    )] == [("không cần", 1, 1), ("bao giờ", 0, 0)]  # fmt: skip


def test_reasons_with_a_verdict_in_front_are_counted() -> None:
    reasons = ("Đúng. Vì thế.", "Đúng lúc ấy có người hỏi.", "Đúngg", "Vì đúng.")
    offers = tuple(Offer("x", reason, is_right=False) for reason in reasons)
    one = Asked("a", 1, "docs/a.md", 1, SEVERAL, "hieu", False, "Hỏi?", offers)
    assert words.verdicts([one, asked("*x", "y")], ["Đúng"]) == 2


def test_twins_have_the_same_rare_words() -> None:
    """``hỏi`` stands in all four and counts nothing; of the others each weighs the same but a, b,
    which stand twice: log 2 against log 4."""
    questions = [
        asked("*a", "p", stem="Hỏi b c?"),
        asked("*b", "q", stem="Hỏi a d?", page="b"),
        asked("*e", "r", stem="Hỏi f?"),
        asked("*g", "s", stem="Hỏi h?"),
    ]
    [pair] = words.twins(questions, alike=0.3)
    assert (pair.one, pair.other) == (questions[0], questions[1])
    assert pair.share == pytest.approx(2 * math.log(2) / (2 * math.log(2) + 2 * math.log(4)))
    assert words.twins(questions, alike=0.4) == ()


def test_statements_are_no_twins_because_both_are_true() -> None:
    statements = [asked("*Đúng", "Sai", kind=TRUTH, stem=stem) for stem in ("Hỏi a.", "Hỏi b.")]
    assert words.twins([*statements, asked("*c", "d")], alike=0.01) == ()


# The table.


def test_shares_are_written_as_editors_write_them() -> None:
    assert [percent(share) for share in (0.304, 0.36, 1)] == ["30,4 %", "36,0 %", "100,0 %"]


def test_columns_stand_below_each_other() -> None:
    assert list(aligned([["dạng", "hieu", ""], ["chon-mot", 12, 3]])) == [
        "  dạng      hieu",
        "  chon-mot    12  3",
    ]
