"""What paper says shorter than a screen, and the sheet that this makes of an entry."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import html

from handbook.language.texts import load_texts
from handbook.paper import fonts
from handbook.paper.articles import Printed, destinations, printed
from handbook.paper.book import Book, Part
from handbook.paper.pdf import make_pdf
from handbook.paper.press import document_of, options_of
from handbook.paper.sparing import ENDS, FEW, NAME, cut
from handbook.paper.typst import Writer
from tests.poppler import drawn
from tests.realbooks import EDITION, article, job, put

WORDING = "Một lời dẫn rất dài, " * 12
ENTRY = f"""<p>Mở đầu.</p>
<div class="quiz" id="q" data-right="B"><p class="quiz-question"><strong>Câu 1.</strong> Giả sử một
chi bộ đã họp ba lần trong một quý mà chưa lần nào bàn tới việc ấy, cũng không ai nhắc.
Hụt ở đâu? <em>Chọn.</em></p>
<ol class="quiz-choices" type="A"><li>Ở đây.</li><li>Ở kia.</li></ol>
<details class="quiz-answer"><summary>Xem</summary><p class="quiz-right">Đáp án: B</p>
<ol type="A"><li><strong>Chưa đúng.</strong> Vì thế này.</li>
<li><strong>Đúng.</strong> Vì thế kia.</li></ol></details></div>
<h2 id="lien-he">Liên hệ với</h2><ul><li><a href="#q">{WORDING}</a> và nữa</li></ul>
<h2 id="nguon">Nguồn</h2><p>Dựa vào:</p><ul><li>Một
<abbr class="first" title="tên đủ">TD</abbr></li></ul>"""

Convert = Callable[[str], Printed]


@pytest.fixture
def convert() -> Convert:
    def made(text: str) -> Printed:
        one = article("a", text)
        return printed(one, destinations((one,), ""))

    return made


def test_what_closes_an_entry_is_one_block(convert: Convert) -> None:
    body = convert(ENTRY).body
    [box] = body.find_class(ENDS)
    assert body[-1] is box and [part[0].tag for part in box] == ["h2", "h2"]
    [link] = box.iterfind(".//a")
    assert len(link.text) <= NAME + 1 and link.text.endswith("…") and link.tail == " và nữa"
    assert len(box.find_class("note")) == 1


def test_many_sources_get_as_much_room_as_few_links(convert: Convert) -> None:
    source = "<p>Dựa vào:</p><ul>"
    many = ENTRY.replace(source, source + "<li>Một nguồn khác, mục này, đoạn kia</li>" * 20)
    assert "shares: (2fr, 1fr, )" in Writer(3).blocks(convert(ENTRY).body)
    assert "shares: (1fr, 1fr, )" in Writer(3).blocks(convert(many).body)


@pytest.mark.parametrize("text", ["<h2 id='y'>Ý</h2>", f"{ENTRY}<h2 id='y'>Ý</h2>"])
def test_an_entry_that_closes_otherwise_stays_as_it_is(convert: Convert, text: str) -> None:
    body = convert(text).body
    assert not body.find_class(ENDS) and body.findall("h2")


def test_an_answer_says_what_was_asked_and_what_is_right(convert: Convert) -> None:
    [answer] = convert(ENTRY).answers
    # The question alone would say nothing.
    case = "Giả sử một chi bộ đã họp ba lần trong một quý mà chưa lần nào bàn tới việc…"
    assert [one.text_content() for one in answer.findall("p")] == [
        f"{case} Hụt ở đâu?",
        "Đáp án: B",
    ]
    assert [part.text_content() for part in answer.iter("li")] == [
        "Vì thế này.",
        "Đúng. Vì thế kia.",
    ]
    in_order = convert(ENTRY.replace('data-right="B"', 'data-right="BA" data-kind="sap-xep"'))
    assert in_order.answers[0].text_content().count("úng.") == 2


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("Chi bộ họp. Câu nào?", "Chi bộ họp. Câu nào?"),
        (
            "Chi bộ họp "
            + "rất lâu " * 12
            + "rồi nghỉ. Theo sổ tay, chi bộ ấy nên bàn việc nào trước?",
            "Theo sổ tay, chi bộ ấy nên bàn việc nào trước?",
        ),
        (
            "Chi bộ họp " + "rất lâu " * 12 + "rồi nghỉ. Bàn việc nào trước?",
            "Chi bộ họp " + "rất lâu " * 6 + "rất lâu… Bàn việc nào trước?",
        ),
        ("Nghỉ? " + "Rất lâu " * 12 + "rồi.", "Nghỉ?"),
    ],
)
def test_a_short_question_keeps_what_it_is_about(convert: Convert, told: str, said: str) -> None:
    [answer] = convert(re.sub("Giả sử.*?đâu[?]", told, ENTRY, flags=re.DOTALL)).answers
    asked = answer.findall("p")[0].text_content()
    assert asked == said and len(asked) <= FEW


def table(*rows: tuple[str, ...]) -> str:
    said = ("".join(_cell(cell) for cell in row) for row in rows[1:])
    head = "".join(f"<th>{name}</th>" for name in rows[0])
    body = "".join(f"<tr>{row}</tr>" for row in said)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _cell(text: str) -> str:
    return f"<td>{text}</td>" if text != "–" else '<td class="empty">–</td>'


def test_a_column_of_dashes_is_folded_into_its_rows(convert: Convert) -> None:
    head, rest = ("Tên", "Việc", "Kênh"), ("B", "Làm việc khác", "–")
    body = convert(table(head, ("A", "Làm việc này", "Báo <b>giấy</b>"), rest, rest)).body
    assert [[cell.text_content() for cell in row] for row in body.iter("tr")] == [
        ["Tên", "Việc"],
        ["A", "Làm việc nàyKênh: Báo giấy"],
        ["B", "Làm việc khác"],
        ["B", "Làm việc khác"],
    ]
    # Its name looks as those that a card says.
    assert body.xpath("string(.//td/p/small)") == "Kênh:"
    folded = convert(table(head, ("A", "–", "Báo"), rest, rest)).body
    assert folded.findall(".//tr")[1].text_content() == "AKênh: Báo"
    said = convert(table(head, ("A", "Làm", "Báo"), ("B", "Làm", "Đài"), rest)).body
    assert len(said.find(".//tr")) == 3


def test_codes_of_an_index_stand_behind_its_letters(convert: Convert) -> None:
    entry = '<li><a href="#x"><span>{}</span></a></li>'
    names = ("B1.1 → Một", "B18.5 → Hai", "BCT → Bộ Chính trị")
    listed = "".join(map(entry.format, names))
    index = f'<div data-paper="index"><h2 id="b">B</h2><ul>{listed}</ul></div>'
    body = convert(index).body
    assert [one.text_content() for one in body[0]] == [
        "B",
        names[2],
        "B1.1–B18.5",
        names[0] + names[1],
    ]


def test_a_card_is_whole_and_says_no_empty_field(tmp_path: Path) -> None:
    names = [f"Cột {number}" for number in range(6)]
    rows = [[f"Thẻ {card}.", *(f"Ô {card}/{at}." for at in range(1, 5)), "–"] for card in range(60)]
    last = [*rows[0][:5], "Có."]
    pages = set_in_type(table(tuple(names), *map(tuple, rows[:30]), *[tuple(last)] * 40), tmp_path)
    assert sum(page.count("Cột 5: Có.") for page in pages) == 40
    assert not [page for page in pages if "–" in page]
    for card in range(1, 30):
        [page] = [page for page in pages if f"Thẻ {card}." in page]
        assert all(f"Ô {card}/{at}." in page for at in range(1, 5)), card


def test_long_questions_are_cut_between_words() -> None:
    assert cut("ngắn", FEW) == "ngắn"
    said = cut("một hai ba " * 20, FEW)
    assert len(said) <= FEW + 1 and said.removesuffix("…").split()[-1] in ("một", "hai", "ba")
    assert cut("a" * 500, FEW) == f"{'a' * FEW}…"


def set_in_type(text: str, folder: Path) -> list[str]:
    """The pages of a single article in A4."""
    words = load_texts().group("vi", "paper")
    book = Book("vi", "Sách", "", EDITION, (Part(article("a", text)),), bound=False)
    source = document_of(book, words)
    work = job("pdf", source.files, source.ready, options_of("a4", fonts.find(fonts.SYSTEM), words))
    put(source.files, folder)
    return [" ".join(page.split()) for page in drawn(make_pdf(work, folder))]


def test_a_heading_may_be_nothing_but_a_link(tmp_path: Path) -> None:
    """A reader that is told the headings of a PDF must get their words."""
    first = '<h2 id="y"><a href="#x">Dẫn đi</a></h2><p>Chữ.</p>'
    text = f'{first}<h2 id="x">Có <a href="#y">cả</a></h2><p>Hết.</p>'
    pages = " ".join(set_in_type(text, tmp_path))
    assert "Dẫn đi" in pages and "Có cả" in pages


def test_questions_stay_with_their_choices(tmp_path: Path) -> None:
    """On the page on which a question begins stand all its choices."""
    asked = html.fragment_fromstring(ENTRY, "div").find_class("quiz")[0]
    one = html.tostring(asked, encoding="unicode").replace('id="q"', 'id="q{n}"')
    choices = "<li>Phương án của câu {n}.</li>" * 3
    one = one.replace("Hụt ở đâu?", "Hỏi câu {n}?").replace("<li>Ở kia.</li>", choices)
    text = "".join(one.replace("{n}", str(number)) for number in range(40))
    pages = set_in_type(text, tmp_path)
    for number in range(40):
        [page] = [page for page in pages if f"Hỏi câu {number}? Chọn" in page]
        assert page.count(f"Phương án của câu {number}.") == 3, number
