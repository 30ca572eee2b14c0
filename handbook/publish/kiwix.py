"""The files for Kiwix, one of each language, of all pages that were found in it."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from handbook.content.handbook import Content
from handbook.publish.downloads import zim_name
from handbook.publish.manifest import ICONS, IMAGES
from handbook.publish.zim import About, ZimPage, write_zim

# The file of a page in its folder.
INDEX = "index.html"


def write_zims(
    site: Path,
    content: Content,
    found: Mapping[str, Iterable[ZimPage]],
    short_names: Mapping[str, str],
    *,
    address: str,
    month: date,
) -> None:
    """Write them below a finished site. Pages and short names of the site are by language;
    ``month`` is the first day of the edition's."""
    icon = (site / IMAGES / ICONS[0][0]).read_bytes()
    for language, pages in found.items():
        file, home = zim_name(content, language), content.page("index", language)
        about = About(
            name=f"{content.known_by}-{language}",
            title=home.title,
            short_title=short_names.get(language, ""),
            summary=home.summary,
            language=language,
            date=month,
            address=address,
            icon=icon,
            home=f"{content.languages.folder(language)}{INDEX}",
        )
        write_zim(site, file, about, pages)
