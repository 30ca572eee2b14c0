"""Numbers, days and abbreviations as an announcer reads them."""

import re

import pytest

from handbook.content.glossary import Abbreviations
from handbook.content.handbook import Content
from handbook.language.spoken import Speaker, can_speak, syllables
from handbook.language.spokennumbers import roman

KNOWN = {"UBND": "Ủy ban nhân dân", "TU": "Tỉnh ủy", "b/c": "báo cáo"}
NUMBERS = {
    0: "không", 5: "năm", 10: "mười", 14: "mười bốn", 15: "mười lăm", 20: "hai mươi",
    21: "hai mươi mốt", 24: "hai mươi tư", 25: "hai mươi lăm", 55: "năm mươi lăm",
    100: "một trăm", 104: "một trăm linh bốn", 115: "một trăm mười lăm",
    147: "một trăm bốn mươi bảy", 501: "năm trăm linh một", 1000: "một nghìn",
    2005: "hai nghìn không trăm linh năm", 2023: "hai nghìn không trăm hai mươi ba",
    10500: "mười nghìn năm trăm", 1_000_005: "một triệu không trăm linh năm",
    2_300_000_000: "hai tỉ ba trăm triệu",
}  # fmt: skip
CASES = {
    "Kế hoạch 147-KH/TU": "Kế hoạch số một trăm bốn mươi bảy, ca hát, tê u",
    "theo số 30/2020/NĐ-CP": "theo số ba mươi, hai nghìn không trăm hai mươi, en nờ đê, xê pê",
    "Ngày 30/3/2023, họp": "Ngày ba mươi tháng ba năm hai nghìn không trăm hai mươi ba, họp",
    "trước 19/5": "trước ngày mười chín tháng năm",
    "tháng 12/2026": "tháng mười hai năm hai nghìn không trăm hai mươi sáu",
    "từ 4/2023": "từ tháng tư năm hai nghìn không trăm hai mươi ba",
    "tháng 4, thứ 4, thứ 1, 4 bài": "tháng tư, thứ tư, thứ nhất, bốn bài",
    "trang 11–206": "trang mười một đến hai trăm linh sáu",
    "mục II.1.1": "mục hai chấm một chấm một",
    "mục V, khóa XIII, vitamin C": "mục năm, khóa mười ba, vitamin C",
    "12,5% và 50 %": "mười hai phẩy năm phần trăm và năm mươi phần trăm",
    "0,05% và 3,10": "không phẩy không năm phần trăm và ba phẩy mười",
    "gọi 0243825100, bấm 05": (
        "gọi không hai bốn ba tám hai năm một không không, bấm năm"
    ),
    "gọi 0912.345.006": "gọi không chín một hai ba bốn năm không không sáu",
    "gọi (024) 3825 1234 hay 1900-1234": (
        "gọi không hai bốn ba tám hai năm một hai ba bốn hay một chín không không một hai ba bốn"
    ),
    "1.250.000,75 đồng": (
        "một triệu hai trăm năm mươi nghìn phẩy bảy mươi lăm đồng"
    ),
    "25.000.000.000.000 đồng": "hai mươi lăm nghìn tỉ đồng",
    "ít nhất 2/3, 3/4 số phiếu": "ít nhất hai phần ba, ba phần tư số phiếu",
    "đạt 95/100, 10/10 điểm": "đạt chín mươi lăm trên một trăm, mười trên mười điểm",
    "1/3 các chi bộ, trước 2/9 các cơ quan": (
        "một phần ba các chi bộ, trước ngày hai tháng chín các cơ quan"
    ),
    "ngày 2/3, dịp 1/5": "ngày hai tháng ba, dịp ngày một tháng năm",
    "dịp 30-4 và 1-5; 19-8": (
        "dịp ngày ba mươi tháng tư và ngày một tháng năm; ngày mười chín tháng tám"
    ),
    "ngày 1-3 tháng 5, 1-5 người": "ngày một đến ba tháng năm, một đến năm người",
    "mỗi ngày 2-3 lần, tối 7-9 giờ": "mỗi ngày hai đến ba lần, tối bảy đến chín giờ",
    "ngày 3-2-1930, 02.9.1945": (
        "ngày ba tháng hai năm một nghìn chín trăm ba mươi, "
        "ngày hai tháng chín năm một nghìn chín trăm bốn mươi lăm"
    ),
    "quý I/2024, Quý 2/2026": (
        "quý một năm hai nghìn không trăm hai mươi tư, "
        "Quý hai năm hai nghìn không trăm hai mươi sáu"
    ),
    "số 36/2018/QH14, 8/QĐ-TTg, 2-CTr/TU": (
        "số ba mươi sáu, hai nghìn không trăm mười tám, quy hát mười bốn, "
        "số tám, quy đê, tê tê giê, số hai, xê tê e rờ, tê u"
    ),
    "CCVC, CV, VC, TTg": "xê xê vê xê, xê vê, vê xê, tê tê giê",
    "khóa IX, X, XI; Điều I; X là ai": "khóa chín, mười, mười một; Điều một; X là ai",
    "lần thứ I, thứ IV": "lần thứ nhất, thứ tư",
    "7h30, 8h–11h, 14:05": (
        "bảy giờ ba mươi phút, tám giờ đến mười một giờ, mười bốn giờ năm phút"
    ),
    "10%-15%": "mười phần trăm đến mười lăm phần trăm",
    "50 km², 5m2, 60km/h, 37°C": (
        "năm mươi ki lô mét vuông, năm mét vuông, sáu mươi ki lô mét một giờ, ba mươi bảy độ xê"
    ),
    "5.000đ/tháng, 20%/năm, 3 kg/người/tháng": (
        "năm nghìn đồng mỗi tháng, hai mươi phần trăm mỗi năm, ba ki lô gam mỗi người mỗi tháng"
    ),
    "xã/phường, 2 xã/phường": "xã hoặc phường, hai xã hoặc phường",
    "đồng/người/tháng, và/hoặc, a/b, Kinh/Tày": (
        "đồng mỗi người mỗi tháng, và hoặc, a/b, Kinh/Tày"
    ),
    "chỉ tiêu +5%, −3,5 điểm, 1+2": (
        "chỉ tiêu cộng năm phần trăm, trừ ba phẩy năm điểm, một+hai"
    ),
    "(xem https://www.plo.vn/bai/x-1.html?a=1), rồi": "(xem plo chấm vn), rồi",
    "gửi ban.bt@phuong.gov.vn.": (
        "gửi ban chấm bt a còng phuong chấm gov chấm vn."
    ),
    "COVID-19, 5G, U23, A4": "cô vít mười chín, năm G, U hai mươi ba, A bốn",
    "TP. Huế, đ/c Ba": "thành phố Huế, đồng chí Ba",
    "1.250 đồng": "một nghìn hai trăm năm mươi đồng",
    "UBND, b/c, TU, HĐND": "Ủy ban nhân dân, báo cáo, Tỉnh ủy, hát đê en nờ đê",
    "trang plo.vn nêu": "trang plo chấm vn nêu",
    "36 phiên họp": "ba mươi sáu phiên họp",
}  # fmt: skip


@pytest.fixture(scope="module")
def speaker() -> Speaker:
    return Speaker.of("vi", KNOWN)


def test_numbers(speaker: Speaker) -> None:
    assert {value: speaker.number(value) for value in NUMBERS} == NUMBERS


@pytest.mark.parametrize("written", CASES)
def test_what_is_written_is_said(speaker: Speaker, written: str) -> None:
    assert speaker.say(written) == CASES[written]


def test_the_number_of_an_account_is_said_digit_by_digit(speaker: Speaker) -> None:
    assert speaker.number(999_999_999_999).startswith("chín trăm chín mươi chín tỉ")
    assert speaker.say("số 1903456789012") == (
        "số một chín không ba bốn năm sáu bảy tám chín không một hai"
    )


def test_every_whole_number_has_words_of_its_own(speaker: Speaker) -> None:
    said = [speaker.number(value) for value in range(3000)]
    assert len(set(said)) == len(said)
    assert not [one for one in said if "  " in one or re.search(r"\d", one)]


def test_sentences_are_cut_but_no_wording_is(speaker: Speaker) -> None:
    text = "Một việc; hai việc. Nguồn viết: “Việc này; việc kia. Hết.” Còn gì? Không."
    assert speaker.sentences(text) == [
        "Một việc.", "Hai việc.", "Nguồn viết: “Việc này; việc kia.", "Hết.”", "Còn gì?", "Không.",
    ]  # fmt: skip
    assert " ".join(speaker.sentences(text)).count("“Việc này; việc kia. Hết.”") == 1


def test_a_semicolon_in_a_list_or_before_a_joining_word_cuts_nothing(speaker: Speaker) -> None:
    text = (
        "Có hai vế: đi vào trong, gắn với Đảng; đi ra ngoài; và thôi. "
        "Kín về phạm vi; nhưng vẫn đúng người. Tiền của mọi người; vì vậy phải hỏi."
    )
    assert speaker.sentences(text) == [
        "Có hai vế: đi vào trong, gắn với Đảng; đi ra ngoài; và thôi.",
        "Kín về phạm vi; nhưng vẫn đúng người.", "Tiền của mọi người.", "Vì vậy phải hỏi.",
    ]  # fmt: skip


def test_a_sentence_begins_with_a_capital_where_a_number_stood(speaker: Speaker) -> None:
    assert speaker.sentences("96 ý kiến; 36 phiên họp. 5 bài.") == [
        "Chín mươi sáu ý kiến.", "Ba mươi sáu phiên họp.", "Năm bài.",
    ]  # fmt: skip


def test_a_name_is_not_cut_behind_its_initials(speaker: Speaker) -> None:
    text = "Theo V.I. Lênin, phải sửa. TP. Huế họp. GS. Ba nói ở xã A. Ông Bốn nghe."
    assert speaker.sentences(text) == [
        "Theo V.I. Lênin, phải sửa.",
        "Thành phố Huế họp.",
        "Giáo sư Ba nói ở xã A.",
        "Ông Bốn nghe.",
    ]


def test_syllables_and_roman_numbers() -> None:
    assert syllables("Ba việc: nói, làm – và giữ lời.") == 7
    assert [roman(one) for one in ("I", "IV", "IX", "XIII", "XL")] == [1, 4, 9, 13, 40]


def test_languages_that_can_speak() -> None:
    assert can_speak("vi") and not can_speak("en")


def test_nothing_official_keeps_a_sign(content: Content) -> None:
    """All wordings, sources and places of the handbook."""
    speaker = Speaker.of("vi", Abbreviations(content, "vi").known)
    texts = [one.text["vi"] for one in content.quotations.values()]
    for source in content.sources.values():
        texts += [source.title["vi"], *(place.label["vi"] for place in source.places.values())]
    said = [speaker.say(text) for text in texts]
    assert said and not [one for one in said if re.search(r"\d|\b[A-ZĐ]{2,}\b|%", one)]
