"""How long readers wait when many come at once, beside those of a bare page of the same server.

The pages of tests/reader, their style and code are asked for in turn by ``wrk``, compressed as
scripts/publish lays them there; the bare page has 5 kB and nothing to be compressed. The two take
turns in every round, so that what else the machine does falls on both. Ends with 1 when there was
an error, or the median of the rounds is above the most that it may be.
"""

import argparse
import gzip
import re
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import brotli

from handbook.publish.policy import written_policy
from handbook.publish.servers import Served
from handbook.types import type_of
from tests.conftest import READER_LANGUAGES, build, project
from tests.servers import SERVERS, Running, running

READERS, THREADS, BARE = 200, 2, 5000
MOST = 2.0
# wrk asks for the paths of a list in turn, and prints its 99th percentile in microseconds.
SCRIPT = """
local at = 0
local paths = {{ {paths} }}
request = function()
  at = at % #paths + 1
  return wrk.format("GET", paths[at], {{["Accept-Encoding"] = "gzip"}})
end
done = function(summary, latency)
  local e = summary.errors
  local count = e.connect + e.read + e.write + e.status + e.timeout
  print("p99", latency:percentile(99), "errors", count, "requests", summary.requests)
end
"""
SAID = re.compile(r"p99\s+([\d.]+)\s+errors\s+(\d+)\s+requests\s+(\d+)")


def asked(server: Running, paths: Sequence[str], seconds: int) -> tuple[float, int, int]:
    """The 99th percentile in milliseconds, the errors, the requests."""
    with tempfile.NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(SCRIPT.format(paths=", ".join(f'"{path}"' for path in paths)))
        script.flush()
        command = ["wrk", f"-t{THREADS}", f"-c{READERS}", f"-d{seconds}s", "-s", script.name]
        address = f"http://127.0.0.1:{server.port}/"
        done = subprocess.run([*command, address], capture_output=True, text=True, check=True)
    found = SAID.search(done.stdout)
    if not found:
        raise ValueError(done.stdout)
    return float(found[1]) / 1000, int(found[2]), int(found[3])


def lay(site: Path) -> None:
    """The compressed files, and the bare page."""
    for path in [path for path in site.rglob("*") if path.is_file()]:
        kind, body = type_of(path.name), path.read_bytes()
        if kind is not None and kind.compress:
            path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(body, 9))
            path.with_name(f"{path.name}.br").write_bytes(brotli.compress(body))
    (site.parent / "portal").mkdir(exist_ok=True)
    (site.parent / "portal" / "bare.html").write_bytes(b"x" * BARE)


def paths_of(site: Path, root: str) -> list[str]:
    """What readers ask for: pages, and what every page loads."""
    files = [*site.rglob("index.html"), *site.glob("assets/*.css"), *site.glob("assets/page.*.js")]
    names = sorted(path.relative_to(site).as_posix() for path in files)
    return [root + re.sub(r"(^|/)index\.html$", r"\1", name) for name in names]


def measure(server: Running, paths: Sequence[str], rounds: int, seconds: int) -> bool:
    """Print a row for each round. Whether all was well."""
    ratios, failed = [], 0
    for number in range(1, rounds + 1):
        bare, wrong, _ = asked(server, [f"{server.other}bare.html"], seconds)
        own, errors, count = asked(server, paths, seconds)
        failed += errors + wrong
        ratios.append(own / bare)
        row = f"bare {bare:7.2f} ms  own {own:7.2f} ms  ratio {own / bare:5.2f}"
        print(f"{number}  {row}  requests {count}  errors {errors + wrong}")
    median = statistics.median(ratios)
    print(f"median ratio {median:.2f}  most {MOST}  errors {failed}")
    return failed == 0 and median <= MOST


def main() -> int:
    parser = argparse.ArgumentParser(prog="sh bench/serve")
    parser.add_argument("--server", choices=list(SERVERS), default="nginx")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=10)
    chosen = parser.parse_args()
    address = "http://127.0.0.1/so-tay/"
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        done = build(project(Path(folder) / "project"), site, SITE_URL=address)
        if done.returncode:
            raise ValueError(done.stderr)
        page = (site / "index.html").read_text(encoding="utf-8")
        served = Served(address, written_policy(page), READER_LANGUAGES.all, ())
        with running(chosen.server, site, served, lay) as server:
            paths = paths_of(site, server.path)
            return 0 if measure(server, paths, chosen.rounds, chosen.seconds) else 1


if __name__ == "__main__":
    sys.exit(main())
