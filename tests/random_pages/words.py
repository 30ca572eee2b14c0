"""What random texts are made of. The lists of both languages are equally long, so that one seed
makes the same page in both."""

from collections.abc import Mapping
from dataclasses import dataclass

VI = (
    "chi bộ đọc ghi nhớ làm việc nhỏ lớn người dân cuộc họp buổi sáng chiều tối câu hỏi trả lời "
    "nói đi đôi với bàn giao hẹn ngày xem lại sửa lỗi giữ lời hứa nghe thấy hiểu biết học tập rèn "
    "luyện khó dễ trước sau trong ngoài trên dưới giữa cùng nhau một hai ba bốn năm sáu bảy tám "
    "chín mười trang sách chương mục dòng chữ tên gọi thư viện phòng khách cửa sổ đường phố làng "
    "xóm ruộng đồng sông núi biển trời mây gió mưa nắng nghiêng ngả thuở xưa nay mai kia đó này "
    "ấy đâu đấy thế nào bao giờ vì sao tuy nhưng nếu thì mà rằng của cho đến từ khi lúc vừa đã "
    "đang sẽ chưa không có được phải nên cần muốn thích quý trọng ngoằn nghèo khuyết điểm quyển "
    "Hà Nội Huế Đảng Việt Nam"
).split()
EN = (
    "cell read note keep do work small large people meeting session morning noon evening ask "
    "answer say go along with discuss hand set day look again mend fault hold word promise hear "
    "see understand know study train hard easy before after inside outside above below between "
    "together one two three four five six seven eight nine ten page book chapter section line "
    "letter name call library room guest window street road village lane field river mountain sea "
    "sky cloud wind rain sun lean old new now then there this that here where how when why though "
    "but if so that of for to from until while just have had will not yet can must should need "
    "want like value crooked gap volume article rule party"
).split()
COUNT = min(len(VI), len(EN))

# Signs that stand between words and are plain text.
SIGNS = (
    "a < b c > d R&D AT&T A&B $x$ @lan #chibo (1) 1/2 a) km/h 24/7 và/hoặc 2+3=5 x=y a|b | || ~ ^ "
    "2^10 ~/tep tep_1 bien_ban_hop.docx [sic] […] [x] — – … ... .... & % + = : ; ! ? ?! !! § © ® ™ "
    "€ ₫ £ ½ ¼ × ÷ ± ≤ ≥ ≠ ≈ ∞ → ← m² 10³ 30°C № ¶ -> => <- <3 >= <= === ++ -- / // a/b/c "
    "147-KH/TU 30/3/2023 20/11 1/2027 II.1 2023 0 007 1.234,56 12:30 3-2-1 5% +84 024-3933-1234 "
    "lan@vi-du.vn https://vi-du.vn/a_b?c=1&d=2#e www.vi-du.vn/x Résumé Müller Правда αβγ ‘vậy’ "
    "“thế” (“a”) ’ ₁ ¹ * @ # $ đ/c v.v. nghiêng/ngả a–b A—B [a] [b;c] ( ) (a (b) c) {# "
).split()
NOT_SIGNS = frozenset(("{#",))
# What inline code may hold.
CODES = (
    "a < b", "x_y", "*.md", "sh scripts/check", "<p>", "&amp;", "C:\\tep", "# x", "**x**", "1.",
    "[x](y)", "~~x~~", "==", "$HOME", "\"x\"", "'y'", "{x}", "_", "*", "<", "&", "- x", "<!-- -->",
    "https://vi-du.vn/", "|", "a | b", "[^1]", ":smile:", "Đ",
)  # fmt: skip
# Lines of code blocks.
CODE_LINES = (
    "<p>chữ</p> & **không đậm** _x_", "# thăng", "## Thăng {#thang}", "- gạch", "1. một", "    thụt",
    "| a | b |", "| --- | --- |", "[^x]: chú", "> trích", "[a](b.md)", "![a](b.jpg)", "", "!!! note",
    "    - thụt", "\"nháy thẳng\"", "*[VB]: văn bản", "[a]: https://vi-du.vn/", "---", "===", "&amp;",
    "a" * 120, "x = {'a': 1}", "C:\\tep\\a", "$ sh scripts/check", "~~~", "<script>alert(1)</script>",
    "dài " * 40, ": nghĩa", "{: .lop }",
)  # fmt: skip
# What may stand behind a word.
ENDS = (",", ".", ";", ":", "?", "!", "…", "?!", "...", ")", "”", "’")
LONG = (
    "dai" * 25,
    "nghiêng" * 12,
    "https://vi-du.vn/" + "duong-dan-rat-dai/" * 8 + "trang.html",
    "0123456789" * 7,
    "a-b" * 30,
)


@dataclass(frozen=True)
class Language:
    """A language's words and what else its pages print."""

    code: str
    words: tuple[str, ...]
    said: str


LANGUAGES: Mapping[str, Language] = {
    "vi": Language("vi", tuple(VI[:COUNT]), "“{text}”"),
    "en": Language("en", tuple(EN[:COUNT]), "“{text}”"),
}
