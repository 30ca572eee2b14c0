"""Questions of every kind: how they are read, in which order their choices are shown, what becomes
of them in the search and on paper."""

import html
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import markdown
import pytest

from handbook.check.questions import proposed
from handbook.content.handbook import Content
from handbook.content.markdown import split
from handbook.content.mixing import LETTERS, key, shown
from handbook.content.model import Choice, Page, Question
from handbook.content.questions import (
    GAP,
    KINDS,
    LEVELS,
    MIXED,
    ONE,
    OPEN,
    ORDER,
    SEVERAL,
    TRUTH,
    QuestionReader,
)
from handbook.language.problems import Problems
from handbook.language.texts import load_texts
from handbook.paper.articles import Printed, destinations, printed, texts_of
from handbook.paper.sparing import ASKED
from handbook.search.sections import sections
from macros.context import Context
from macros.questions import DRAWN
from macros.questions import question as drawn
from tests.articles import read_articles
from tests.conftest import READER, READER_LANGUAGES, BuiltSite
from tests.exported import bare

PAGE = "bai-hoc/noi-di-doi-voi-lam"
# So many questions tell chance from habit: three standard errors are then 2 % of them.
MANY = 4000
ERRORS = 3


def read(body: str) -> tuple[tuple[Question, ...], list[str]]:
    """The questions of a body, and the codes of what is wrong with them."""
    problems = Problems()
    found = QuestionReader("trang.md", 1, problems, READER_LANGUAGES).read(body)
    return found, [problem.code for problem in problems.found]


def asked(name: str, kind: str = ONE, count: int = 4, right: Sequence[int] = (0,)) -> Question:
    """A question whose right choices are these in the file."""
    choices = tuple(Choice(f"Ý {at}", "Lẽ.", at in right, at) for at in range(count))
    return Question(name, "Hỏi?", kind, LEVELS[0], choices, 0, 1, 9)


@pytest.fixture
def page(reader: Content) -> Page:
    return reader.page(PAGE, READER_LANGUAGES.default)


def test_all_that_a_question_says_is_read(page: Page) -> None:
    found = {question.id: question for question in page.questions}
    assert {question.kind for question in found.values()} == set(KINDS)
    several = found["theo-doi-duoc"]
    assert (several.level, several.hint) == ("hieu", "Thử hỏi ai làm, bao giờ xong.")
    assert [choice.right for choice in several.choices] == [True, True, False, False]
    truth = found["giao-kho-sach"]
    assert [(one.source, one.place) for one in truth.citations] == [("ke-hoach", "muc-1")]
    order = found["cac-buoc-giu-loi"].choices
    assert order[0].text == "Nói trước chi bộ." and len(order) == 3
    essay = found["loi-hua-gan-nhat"]
    assert essay.choices == () and len(essay.paragraphs) == 2


def test_places_of_sources_are_a_list_or_stand_between_commas() -> None:
    choices = "- [x] Một.\n    Lẽ.\n- [ ] Hai.\n    Lẽ.\n- [ ] Ba.\n    Lẽ.\n///"
    for written in ("a#b, c#d", "[a#b, c#d]"):
        [question], wrong = read(
            f"/// quiz | Hỏi? {{#ma}}\n    source: {written}\n    level: hieu\n\n{choices}"
        )
        cited = [(one.source, one.place, one.position.line) for one in question.citations]
        assert cited == [("a", "b", 2), ("c", "d", 2)] and wrong == []


def test_a_sign_at_the_edge_of_a_filling_stays_one(page: Page, reader: Content) -> None:
    """Behind it stands its reason, in which another such sign would make emphasis of both."""
    choices = (
        Choice("bốn *", "Lẽ *này*.", True, 0),
        Choice("* _", "Lẽ.", False, 1),
        Choice("a_b *c*", "Lẽ.", False, 2),
    )
    item = Question("ma", "Mỗi ___?", GAP, LEVELS[0], choices, 0, 1, 9)
    shown_as = drawn(Context(reader, load_texts(), page), item, 1)
    assert r"bốn \*" in shown_as and r"<span>\* \_</span>." in shown_as
    assert "<span>a_b *c*</span>." in shown_as


def test_an_ampersand_in_a_filling_makes_no_other_letter(page: Page, reader: Content) -> None:
    """Behind the filling comes a semicolon, or a full stop."""
    choices = (Choice("R&reg", "Lẽ.", True, 0), Choice("A & b", "Lẽ.", True, 1))
    item = Question("ma", "Mỗi ___?", GAP, LEVELS[0], choices, 0, 1, 9)
    written = drawn(Context(reader, load_texts(), page), item, 1)
    read_as = markdown.markdown(written, extensions=["md_in_html"])
    assert "R&amp;reg; A &amp; b" in read_as and "®" not in html.unescape(read_as)


def test_the_right_one_may_stand_at_every_place_alike() -> None:
    for count in (3, 4, 5):
        places = Counter(key("bai/mot", asked(f"cau-{n}", ONE, count))[0] for n in range(MANY))
        spread = ERRORS * (MANY * (count - 1)) ** 0.5 / count
        assert set(places) == set(LETTERS[:count])
        assert all(abs(found - MANY / count) < spread for found in places.values()), places


def test_neighbours_share_a_letter_as_often_as_chance_has_it() -> None:
    letters = [key("bai/mot", asked(f"cau-{number}")) for number in range(MANY)]
    same = sum(one == other for one, other in pairwise(letters))
    assert abs(same - MANY / 4) < ERRORS * (MANY * 3) ** 0.5 / 4


def test_what_the_editor_wrote_last_is_shown_anywhere() -> None:
    orders = Counter(shown(f"bai/so-{number}", asked("mot-cau", ONE, 3)) for number in range(MANY))
    assert len(orders) == 6 and min(orders.values()) > MANY / 6 * 0.85


def test_the_order_rests_on_the_ids_alone() -> None:
    question = asked("mot-cau", right=(1,))
    assert shown("bai/mot", question) == (0, 2, 3, 1) and key("bai/mot", question) == ("D",)
    told = replace(question, text="Ask?", level=LEVELS[2], hint="Hint.", start=40)
    assert shown("bai/mot", told) == shown("bai/mot", question)


def test_an_order_of_their_own_is_kept() -> None:
    for number in range(50):
        assert shown("bai/mot", replace(asked(f"nam-{number}"), keep_order=True)) == (0, 1, 2, 3)
        assert shown("bai/mot", asked(f"cau-{number}", TRUTH, 2)) == (0, 1)
        assert shown("bai/mot", asked(f"cau-{number}", GAP, 3)) == (0, 1, 2)


def test_what_is_to_be_put_in_order_is_never_shown_so() -> None:
    for number in range(300):
        question = asked(f"cau-{number}", ORDER, 3 + number % 3, range(6))
        order, letters = shown("bai/mot", question), key("bai/mot", question)
        assert list(order) != sorted(order)
        # Who follows the key has them as the file has.
        assert [order[LETTERS.index(letter)] for letter in letters] == sorted(order)


def test_one_letter_is_one_choice_in_both_languages(reader: Content) -> None:
    pages = [reader.page(PAGE, language) for language in READER_LANGUAGES.all]
    assert len({page.language for page in pages}) == 2
    for one, other in zip(*(page.questions for page in pages), strict=True):
        assert key(PAGE, one) == key(PAGE, other) or one.kind == GAP
        assert one.kind not in MIXED or shown(PAGE, one) == shown(PAGE, other)


def test_several_right_ones_have_their_letters_in_order() -> None:
    letters = [key("bai/mot", asked(f"cau-{n}", SEVERAL, 5, (1, 3, 4))) for n in range(20)]
    assert all(len(found) == 3 and list(found) == sorted(found) for found in letters)


def test_a_proposed_id_says_what_is_asked_and_is_free() -> None:
    idle = load_texts().list("vi", "quiz_words.idle")
    text = "Theo trang này, vì sao chi bộ nên xem lại lời hứa mỗi tháng?"
    assert proposed(text, idle, set()) == "chi-bo-xem-lai-loi"
    assert proposed(text, idle, {"chi-bo-xem-lai-loi"}) == "chi-bo-xem-lai-loi-2"
    assert proposed("Vì sao?", idle, set()) == "vi-sao"
    assert proposed("???", idle, {"hoi"}) == "hoi-2"


def test_links_may_lead_to_questions_and_editions_keep_them(reader: Content, page: Page) -> None:
    assert {question.id for question in page.questions} <= reader.anchors(page)


@pytest.fixture(scope="module")
def articles(reader_site: BuiltSite, reader: Content) -> dict[str, Printed]:
    """The page with every kind, as it is printed in each language."""
    made: dict[str, Printed] = {}
    for language in READER_LANGUAGES.all:
        article = read_articles(reader_site, reader, language)[PAGE]
        made[language] = printed(article, destinations((article,), ""))
    return made


def test_paper_has_every_kind(articles: dict[str, Printed], reader: Content) -> None:
    texts = load_texts()
    for language, one in articles.items():
        said = "\n".join(texts_of(one))
        page = reader.page(PAGE, language)
        for question in page.questions:
            for choice in question.choices:
                assert bare(choice.text).removesuffix(".") in said and choice.reason in said
            assert all(text in said for text in question.paragraphs)
            task = "" if question.kind in (ONE, OPEN) else f"quiz_tasks.{question.kind}"
            assert not task or texts.get(language, task) in said
        assert DRAWN in said
        assert len(one.answers) == len(page.questions)


def test_on_paper_a_hint_stands_with_the_answer_and_no_level(
    articles: dict[str, Printed], reader: Content
) -> None:
    texts = load_texts()
    for language, one in articles.items():
        questions = reader.page(PAGE, language).questions
        body = one.body.text_content()
        for question, answer in zip(questions, one.answers, strict=True):
            parts = (part for part in answer if ASKED not in part.get("class", ""))
            said = " ".join(" ".join(part.text_content() for part in parts).split())
            assert not question.hint or question.hint not in body
            assert said.startswith(f"{texts.get(language, 'quiz.hint')}: {question.hint}") == bool(
                question.hint
            )
            letters = ", ".join(key(PAGE, question))
            assert question.kind in (GAP, OPEN) or f": {letters}" in said
        assert " · " not in body


def test_an_answer_to_the_search_is_a_question(reader_site: BuiltSite, reader: Content) -> None:
    article = read_articles(reader_site, reader, READER_LANGUAGES.default)[PAGE]
    found = {section.anchor: section for section in sections("Trang", article.html)}
    for number, question in enumerate(reader.page(PAGE, "vi").questions, start=1):
        title = found[question.id].title
        assert title.startswith(f"Câu {number}. ") and question.text.split(" ___ ")[0] in title
        assert all(choice.reason in found[question.id].text for choice in question.choices)


def test_templates_show_the_form_that_is_read() -> None:
    """The example of the guide is one whole question of each kind."""
    guide = (READER.parents[1] / "CONTRIBUTING.md").read_text(encoding="utf-8")
    start = guide.index("/// quiz | Câu hỏi?")
    blocks = guide[start : guide.index("### Dịch một trang")]
    _, body, _ = split("---\n---\n" + blocks)
    found, wrong = read(body)
    assert wrong == [] and [question.kind for question in found] == list(KINDS)
