"""The scripts of browser/: types, and texts that there are."""

import re
import subprocess
from pathlib import Path

from handbook.language.texts import Texts
from handbook.publish.policy import inline_scripts
from handbook.publish.scripts import AFTER, LAZY, NAMED, PRESSED
from tests.conftest import LANGUAGES, BuiltSite

BROWSER = Path(__file__).parent.parent / "browser"
PROJECTS = sorted(map(str, BROWSER.glob("*/tsconfig.json")))


def test_types_hold(root: Path) -> None:
    """All folders at once: the compiler reads what browsers know once, not once a folder."""
    command = ["node_modules/.bin/tsc", "--build", *PROJECTS]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_scripts_look_behind_nothing(site: BuiltSite) -> None:
    """Safari learnt it late; what Chromium must know is in test_oldest.py."""
    scripts = [path.read_text(encoding="utf-8") for path in site.folder.rglob("*.js")]
    inline = inline_scripts((site.folder / "index.html").read_text(encoding="utf-8"))
    assert len(scripts) > len(PROJECTS) and len(inline) == 1
    for text in scripts + inline:
        for newer in ("(?<=", "(?<!"):
            assert newer not in text, (text[:80], newer)


def test_scripts_speak_only_texts_that_there_are(root: Path, texts: Texts) -> None:
    """A text that is not there would show as "undefined"."""
    for folder, group in {"page": "page", **LAZY, **AFTER, **PRESSED, **NAMED}.items():
        code = "".join(path.read_text("utf-8") for path in (root / "browser" / folder).glob("*.js"))
        spoken = set(re.findall(r"(?:handbookTexts|SITE\.texts|(?<!handbook\.)texts)\.(\w+)", code))
        shared = set(re.findall(r"handbook\.texts\.(\w+)", code))
        for language in LANGUAGES.all:
            assert spoken <= set(texts.group(language, group)), (folder, language)
            assert shared <= set(texts.group(language, "page")), (folder, language)


def test_scripts_name_no_language(root: Path) -> None:
    """A handbook may be in any: what differs between them stands in their texts."""
    named = re.compile(r"""['"`](?:vi|en)(?:-[A-Z]{2})?['"`]""")
    files = list((root / "browser").rglob("*.js"))
    assert len(files) > len(PROJECTS)
    assert [path.name for path in files if named.search(path.read_text(encoding="utf-8"))] == []
