"""Validation: a wrong graph replaces none, and `casegraph validate` shows what is wrong and leaves with 3."""

import csv
import io
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from click.testing import Result as Shown

from casegraph.building import build, collection_build
from casegraph.cli import main
from casegraph.errors import BuildError
from casegraph.names import BASE
from casegraph.rdf.statements import Statements, review_statements
from casegraph.rdf.triples import Triples
from casegraph.record.identity import Minted
from casegraph.validating import violations
from wrong_graphs import INVENTED, SHAPES, graph_of, results, store_of, triples_of

PAGE = min((Path(__file__).parent / "pages").glob("*.txt"))
OTHER_BASE = "https://example.org/graph/"


def run(*words: str | Path) -> Shown:
    return CliRunner().invoke(main, [str(word) for word in words])


def lose_a_year(text: str) -> str:
    """Drop what says when the first review was published."""
    line = next(line for line in text.splitlines(keepends=True) if "ontology#year>" in line and "/review/" in line)
    return text.replace(line, "")


def misquote(text: str) -> str:
    """Change a letter of the quote of a passage."""
    assert text.count('#quote> "parental mental health"') == 1
    return text.replace('#quote> "parental mental health"', '#quote> "parental mental wealth"')


def break_builds(monkeypatch: pytest.MonkeyPatch, change: Callable[[str], str], folder: Path) -> Path:
    """Let every build say what is wrong of its reviews; return a page to build from."""

    def wrong(minted: Iterable[Minted]) -> Statements:
        statements, own = review_statements(minted), Triples()
        own.add({*change("".join(f"{line}\n" for line in sorted(statements.own))).splitlines()})
        return replace(statements, own=own)

    monkeypatch.setattr("casegraph.building.part.review_statements", wrong)
    (folder / "invented.txt").write_text(INVENTED, encoding="utf-8", newline="\n")
    return folder / "invented.txt"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lose_a_year, r"A review needs exactly one year of publication\. \S+/review/2031-[\w-]+"),
        (misquote, r"The quote is not the text at its place on the page\. \S+#char=\S+ parental mental wealth"),
    ],
    ids=["a triple less", "another letter"],
)
def test_a_wrong_graph_replaces_nothing(
    change: Callable[[str], str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "exports"
    build([PAGE], out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    page = break_builds(monkeypatch, change, tmp_path)

    with pytest.raises(BuildError, match=rf"does not hold what it must \(violations of ontology[^\n]+\n  {said}\Z"):
        build([page], out, force=True)
    shown = run("build", page, "--out", out, "--force")
    assert shown.exit_code == 1 and "does not hold what it must" in shown.stderr
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert len(before) > 10


@pytest.mark.parametrize("base", [BASE, OTHER_BASE])
def test_another_letter_in_a_quote_is_found_with_its_page_alone(base: str) -> None:
    store, pages = graph_of(INVENTED, base=base)
    altered = store_of(misquote(triples_of(store)))

    assert violations(results(altered, base)) == []
    assert violations(results(altered, base, {"another page": INVENTED})) == []
    (wrong,) = violations(results(altered, base, pages))
    assert (wrong.shape, wrong.value) == (SHAPES["passage-quote"], "parental mental wealth")
    assert INVENTED[slice(*map(int, wrong.node.rpartition("=")[2].split(",")))] == "parental mental health"


def test_the_command_leaves_with_3_where_something_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another letter in a quote is wrong only if the page is given."""
    monkeypatch.setattr(collection_build, "checked", lambda *_, **__: [])
    build([break_builds(monkeypatch, lose_a_year, tmp_path)], tmp_path / "less", base=OTHER_BASE)
    page = break_builds(monkeypatch, misquote, tmp_path)
    build([page], tmp_path / "misquoted")

    shown = run("validate", "--graph", tmp_path / "less")
    assert (shown.exit_code, shown.stderr) == (3, "") and ": 1 violation, " in shown.stdout.splitlines()[0]
    assert "A review needs exactly one year of publication.  review/2031-" in shown.stdout
    assert run("validate", "--graph", tmp_path / "misquoted").exit_code == 0
    shown = run("validate", page, "--graph", tmp_path / "misquoted")
    assert shown.exit_code == 3 and "parental mental wealth" in shown.stdout


def test_the_command_leaves_with_0_where_nothing_is_wrong_and_shows_every_result(built: Path, page_2025: Path) -> None:
    names = ["severity", "shape", "message", "node", "value"]
    graph = store_of((built / "casegraph.nt").read_text(encoding="utf-8"))
    every = [[one.shape.severity, one.shape.name, one.shape.message, one.node, one.value] for one in results(graph)]
    table, as_csv, as_json = (
        run("validate", page_2025, "--graph", built, "--format", form) for form in ("table", "csv", "json")
    )

    assert [(shown.exit_code, shown.stderr) for shown in (table, as_csv, as_json)] == [(0, "")] * 3
    assert ": 0 violations, " in table.stdout.splitlines()[0]
    assert list(csv.reader(io.StringIO(as_csv.stdout_bytes.decode()))) == [names, *every]
    assert [[*row] for row in json.loads(as_json.stdout)] == [names] * len(every)
    assert [[*row.values()] for row in json.loads(as_json.stdout)] == every
