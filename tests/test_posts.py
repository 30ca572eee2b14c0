"""Texts to post on networks."""

from pathlib import Path

import pytest

from handbook.content.handbook import Content
from handbook.language.texts import Texts
from handbook.paper import posts
from handbook.paper.book import Edition
from handbook.paper.format import POSTS
from handbook.paper.jobs import Job
from handbook.paper.plan import handouts, plan
from handbook.paper.radio import LINE_END
from tests.articles import SOUND, article, read_articles, small_handbook
from tests.conftest import READER_LANGUAGES, BuiltSite
from tests.realbooks import EDITION, put
from tests.test_handouts import KIND


def written(
    reader_site: BuiltSite, reader: Content, texts: Texts, language: str, edition: Edition
) -> tuple[posts.Poster, list[str]]:
    groups = (texts.group(language, name) for name in ("paper", "slides", "posts"))
    words = {key: text for group in groups for key, text in group.items()}
    found = read_articles(reader_site, reader, language)
    one = posts.Poster(reader, found, language, edition, words)
    return one, list(one.posts())


@pytest.mark.parametrize("language", READER_LANGUAGES.all)
def test_every_part_and_entry_has_one_with_its_source_and_address(
    reader_site: BuiltSite, reader: Content, texts: Texts, language: str
) -> None:
    one, made = written(reader_site, reader, texts, language, EDITION)
    entries = {planned.made.of for planned in handouts(reader, texts, language)}
    parts = {f"{name.rpartition('/')[0]}/index" for name in entries}
    by_first = {post.split(LINE_END)[0]: post for post in made}
    assert len(made) == len(by_first) == len(entries) + len(parts) > 1
    for name in entries | parts:
        article = one.articles[name]
        lines = by_first[article.label].split(LINE_END)
        assert lines[1] == article.summary
        assert lines[-2].endswith(f"{EDITION.address}{article.url}")
        for quoted in reader.page(name, language).quotations[:1]:
            quotation = reader.quotations[quoted]
            source = reader.sources[quotation.citation.source].title[language]
            said = f"“{quotation.text[language]}” ({source}"
            assert [line for line in lines if line.startswith(said)]


def test_short_wordings_of_one_place_are_told_together(tmp_path: Path, texts: Texts) -> None:
    register = (SOUND / "docs/_registers/quotations.yml").read_text(encoding="utf-8")
    entry = (SOUND / "docs/chuyen-de/doc-cham.md").read_text(encoding="utf-8")
    pages = {
        "chuyen-de/index.md": KIND,
        "_registers/quotations.yml": register.replace("place: dieu-2", "place: dieu-1"),
        "chuyen-de/doc-cham.md": entry.replace("[giu-yen-lang]", "[giu-yen-lang, muon-ba-cuon]"),
    }
    content = small_handbook(tmp_path, pages)
    names = [page.id for page in content.pages.values() if page.folder == "chuyen-de"]
    found = {name: article(content, name, '<h2 id="y-chinh">Ý</h2>') for name in names}
    groups = (texts.group("vi", name) for name in ("paper", "slides", "posts"))
    words = {key: text for group in groups for key, text in group.items()}
    made = "".join(posts.Poster(content, found, "vi", EDITION, words).posts())
    assert (
        "“giữ yên lặng, để điện thoại ở chế độ rung”, “Mỗi lượt được mượn ba cuốn sách” (" in made
    )


def test_one_file_holds_them_all_and_is_always_the_same(
    reader_site: BuiltSite, reader: Content, texts: Texts, tmp_path: Path
) -> None:
    one, made = written(reader_site, reader, texts, "vi", EDITION)
    picture = f"{EDITION.address}tep/vi/hinh.png"
    files = posts.posts_file(made, picture, one.words)
    assert files == posts.posts_file(one.posts(), picture, one.words)
    put(files, tmp_path)
    text = posts.make_posts(Job("a.txt", "posts", {}), tmp_path).read_bytes().decode("utf-8-sig")
    assert text.count(posts.RULE) == len(made) and picture in text
    assert all(post in text for post in made)


def test_without_an_address_none_is_told(
    reader_site: BuiltSite, reader: Content, texts: Texts
) -> None:
    bare = Edition("2026.11", 2026, 11)
    one, made = written(reader_site, reader, texts, "vi", bare)
    text = posts.posts_file(made, "", one.words)[posts.TEXT].decode("utf-8-sig")
    assert "http" not in text and one.words["online"] not in text


def test_it_is_planned_where_there_is_something_to_post(content: Content, texts: Texts) -> None:
    for language in content.languages.all:
        made = [one for one in plan(content, texts, language) if one.made.what == POSTS]
        assert len(made) == bool(handouts(content, texts, language))
