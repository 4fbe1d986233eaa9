"""Runs all readers, or those whose names have one of the words given, and prints the table: ``python -m tests.interop [WORD …]``.

It exits 1 if any result differs, or if a program is missing that the set-up brings.
"""

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from interop.compare import SAME, sameness
from interop.model import Facts, Reader, Sources
from interop.page import Row, missing, page
from interop.programs import version_of
from interop.readers import READERS
from interop.truth import TRUTHS
from serving import Server, serving

__all__ = ["main"]

ROOT = Path(__file__).parent.parent.parent
_FORMATS = {
    "csv": "text/csv",
    "srj": "application/sparql-results+json",
    "srx": "application/sparql-results+xml",
    "tsv": "text/tab-separated-values",
}


def main() -> int:
    """Build, serve, run the readers, and print the table as it grows."""
    parser = argparse.ArgumentParser(prog="python -m tests.interop", description=__doc__.partition("\n")[0])
    parser.add_argument("words", nargs="*", metavar="WORD", help="run only readers whose names have one of these words")
    parser.add_argument("--page", type=Path, help="write the whole page to this file")
    chosen = parser.parse_args()
    readers = [each for each in READERS if not chosen.words or any(word in each.name for word in chosen.words)]
    if not readers:
        parser.error("no reader has any of these words in its name")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for row in results(readers, Path(folder)):
            print(f"{row.face} · {row.program} · {row.versions} · {row.result}", flush=True)  # noqa: T201
            rows.append(row)
    if chosen.page:
        chosen.page.write_text(page(rows), encoding="utf-8")
    return int(not all(map(is_fine, readers, rows)))


def is_fine(reader: Reader, row: Row) -> bool:
    """Whether all was read, or the reader is one of Debian's large packages and not there."""
    may_be_missing = any(each.size for each in reader.packages)
    return row.result.startswith((SAME, missing(())) if may_be_missing else SAME)


def results(readers: list[Reader], folder: Path) -> Iterator[Row]:
    """The results of readers, one after another, on one build and one server in a folder."""
    from casegraph.building.build import build

    out = folder / "build"
    build(sorted((ROOT / "data").glob("nspcc-*.txt")), out)
    truths: dict[str, Facts] = {}
    with serving(out) as server:
        sources = Sources(out, folder / "answers", f"http://{server.host}:{server.port}", folder)
        fetch(server, sources.answers)
        for reader in readers:
            found = {package: version_of(package) for package in reader.packages}
            if not all(found.values()):
                result = missing(each for each, version in found.items() if not version)
            else:
                if reader.truth not in truths:
                    truths[reader.truth] = {what: [*items] for what, items in TRUTHS[reader.truth](sources).items()}
                result = run(reader, sources, truths[reader.truth])
            yield Row.of(reader, found, result)


def fetch(server: Server, folder: Path) -> None:
    """Ask the endpoint every question that ships, in every format, and keep the answers as files, the questions too."""
    from casegraph.asking import questions
    from casegraph.asking.questions import prefixes

    folder.mkdir()
    declared = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items())
    for name, question in questions().items():
        query = f"{declared}\n{question.sparql}"
        (folder / f"{name}.rq").write_text(query, encoding="utf-8")
        for ending, media_type in _FORMATS.items():
            body = urlencode({"query": query}).encode()
            headers = {"Accept": media_type, "Content-Type": "application/x-www-form-urlencoded"}
            status, _, answer = server.ask("POST", "/sparql", body, headers)
            if status != 200:
                raise RuntimeError(f"/sparql answers {name} as {media_type} with {status}: {answer[:200]!r}")
            (folder / f"{name}.{ending}").write_bytes(answer)


def run(reader: Reader, sources: Sources, truth: Facts) -> str:
    """Run a reader in a process of its own, which is stopped with what it started when its time is over."""
    out = sources.work / "facts.json"
    out.unlink(missing_ok=True)
    arguments = [reader.name, sources.build, sources.answers, sources.address, out]
    with (sources.work / "words").open("w+b") as words:
        child = subprocess.Popen(
            [sys.executable, "-m", "interop.child", *map(str, arguments)],
            cwd=Path(__file__).parent.parent,
            stdout=words,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            code = child.wait(reader.seconds)
        except subprocess.TimeoutExpired:
            return f"differs: not done after {reader.seconds} seconds"
        finally:
            _stop(child)
        if code != 0:
            words.seek(0)
            last = words.read().decode(errors="replace").strip().splitlines()[-1:] or [f"exit code {code}"]
            return f"differs: {last[0][:300]}"
    return sameness(json.loads(out.read_text(encoding="utf-8")), truth)


def _stop(child: "subprocess.Popen[bytes]") -> None:
    """Stop a process and all that it started, which are in a group of their own."""
    try:
        os.killpg(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    child.wait()


if __name__ == "__main__":
    sys.exit(main())
