"""Every CSV that Casegraph gives, from a page that is full of formulas: none is live, and all readers read the same."""

import csv
import io
import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest
from click.testing import CliRunner

from casegraph.asking import permitted, questions
from casegraph.asking.questions import Question
from casegraph.building.build import build
from casegraph.cli import main
from casegraph.drawing.network_page import network_page
from casegraph.graph import Graph
from casegraph.network.projection_queries import projections
from conftest import Visit
from serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Page

FORMULA = '=HYPERLINK("http://evil.example?x=1")'
KEYWORDS = (
    FORMULA, "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(1+1)", "＝2+1", "＋3+1", "－4+1", "＠SUM(1)", "\u200b=1+2", "\u202e=1+3",
    "\ufe0f=1+4", "\u3164=1+5", "﹣1+6", "suicide", "child neglect",
)  # fmt: skip
HOSTILE = f"""\
2025 – Birmingham – =Child A
Death of a 3-year-old boy in early 2020 by suicide.
Learning themes include: =1+1 information sharing; ＝2+2 neglect; \t@SUM(1) escalation; \u200b-3+cmd supervision; +4 domestic abuse.
Recommendations include: =cmd|' /C calc'!A0 the police should review information sharing; +1 the ICB should audit neglect; -1+cmd|calc the \
school should train staff on the voice of the child; \u200b@SUM(A1) domestic abuse; \t=1+1 review the guidance on thresholds; ＝1+1 \
children's social care should act on risk assessment; the Department for Education should review home education.
Keywords: {", ".join(KEYWORDS)}
> Read the overview report
2025 – Kent – @Child B
Death of a 15-year-old girl in 2021 by suicide. =1+1 is what she said.
Learning themes include: =1+1 information sharing; @x neurodiversity; ＋4 domestic abuse; =1+1 and then some.
Recommendations to the partnership include: =1+1 review information sharing with the police; ＠SUM(1) ensure neglect is seen.
=1+1 Highlights work already undertaken.
Keywords: {", ".join(KEYWORDS)}
> Read the executive summary
2025 – Camden and Birmingham – －Child C
Serious harm of a 2-month-old boy.
Learning: information sharing.
Recommends that the ICB and the police review information sharing; -1+1 and audits it.
Keywords: {", ".join(KEYWORDS[:4])}
"""
NAME = "=1+cmd.txt"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of the hostile page, whose file has a hostile name too; the page is beside it."""
    folder = tmp_path_factory.mktemp("hostile")
    (folder / NAME).write_text(HOSTILE, encoding="utf-8", newline="\n")
    build([folder / NAME], folder / "exports")
    return folder / "exports"


@pytest.fixture(scope="module")
def graph(hostile: Path) -> Iterator[Graph]:
    """That build, open."""
    with Graph.open(hostile) as opened:
        yield opened


def is_live(cell: str) -> bool:
    """Whether a spreadsheet could take a cell for a formula, whatever stands before the sign without being seen."""
    seen = [c for c in cell if unicodedata.category(c)[0] not in "CZM" and c not in "\u3164\u115f\u1160\uffa0"]
    first = unicodedata.normalize("NFKC", seen[0])[0] if seen else ""
    try:
        float(cell)
    except ValueError:
        return first in tuple("=+-@\u2212") or cell[:1] in tuple("\t\r\n")
    return cell != cell.strip()


def checked(content: bytes) -> list[list[str]]:
    """The rows of a CSV below its head, which Python and pandas read alike and in which nothing is live."""
    import pandas

    text = content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text, newline=""))
    live = [cell for row in (head, *rows) for cell in row if is_live(cell)]
    assert live == []
    assert {len(row) for row in rows} <= {len(head)}
    frame = pandas.read_csv(
        io.BytesIO(content),
        dtype=str,
        keep_default_na=False,
        index_col=False,
        skip_blank_lines=False,
        encoding="utf-8-sig",
    )
    assert frame.to_numpy().tolist() == rows
    return rows


def guarded(rows: list[list[str]]) -> int:
    """How many cells have an apostrophe before what would be live."""
    return sum(cell.startswith("'") and is_live(cell[1:]) for row in rows for cell in row)


def run(*words: object) -> bytes:
    """What a command prints, which may say with its exit code that something was found."""
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code in (0, 3), done.output
    return done.stdout_bytes


def values_for(graph: Graph, question: Question) -> dict[str, str]:
    """A value that the graph has for each parameter that a question needs."""
    found = {}
    for each in question.parameters:
        if not each.optional and each.default is None:
            listed = permitted(graph.store, each)
            found[each.name] = listed[0].id if listed else each.example.value if each.example else "=1"
    return found


def test_what_is_live_is_seen() -> None:
    """The check itself: it finds each hostile text, and leaves plain numbers and what is guarded alone."""
    assert [text for text in KEYWORDS if is_live(text)] == list(KEYWORDS[:-2])
    assert [cell for cell in ("-5", "+0.5", "1e-5", "'=1", "a=b", "2025 – x", "", "–") if is_live(cell)] == []


def test_files_of_a_build(hostile: Path) -> None:
    files = sorted(hostile.glob("*.csv"))
    names = [file.name for file in files]
    assert names == ["edges.csv", "learning.csv", "nodes.csv", "recommendations.csv", "roles.csv"]
    for file in files:  # roles are ours, and have no text of a page
        assert guarded(checked(file.read_bytes())) > 5 or file.name == "roles.csv"


def test_tables_of_a_data_package(hostile: Path, tmp_path: Path) -> None:
    run("export", "package", "--graph", hostile, "-o", tmp_path / "data")
    assert sum(guarded(checked(file.read_bytes())) for file in (tmp_path / "data").glob("*.csv")) > 30


@pytest.mark.parametrize("name", projections())
def test_networks_as_tables_and_their_measures(name: str, hostile: Path, tmp_path: Path) -> None:
    """Printed and in a file."""
    for table in ("nodes", "edges"):
        rows = checked(run("export", "csv", "--projection", name, "--table", table, "--graph", hostile))
        assert rows or table == "edges"
    measured = run("metrics", name, "--samples", 2, "--format", "csv", "--graph", hostile)
    rows = checked(measured)
    run("metrics", name, "--samples", 2, "--graph", hostile, "-o", tmp_path / "scores.csv")
    assert (tmp_path / "scores.csv").read_bytes() == measured
    if "keyword" in name:
        assert guarded(rows) >= 13


def test_answers_lists_of_questions_and_of_values(hostile: Path, graph: Graph, tmp_path: Path) -> None:
    """Every question that ships; on the hostile page most have rows."""
    seen = 0
    checked(run("ask", "--format", "csv"))
    for question in questions().values():
        given = [word for name, value in values_for(graph, question).items() for word in (f"--{name}", value)]
        file = tmp_path / f"{question.name}.csv"
        run("ask", question.name, *given, "--graph", hostile, "-o", file)
        seen += guarded(checked(file.read_bytes()))
    assert seen > 40
    listed = checked(run("ask", "reviews-by-keyword", "--values", "keyword", "--format", "csv", "--graph", hostile))
    assert guarded(listed) >= 13


def test_findings_of_validate_and_of_evaluate(hostile: Path, tmp_path: Path) -> None:
    """Values that a shape or a comparison shows are the page's words as well."""
    page = hostile.parent / NAME
    assert guarded(checked(run("validate", page, "--format", "csv", "--graph", hostile))) >= 1
    run("validate", "--graph", hostile, "-o", tmp_path / "findings.csv")
    checked((tmp_path / "findings.csv").read_bytes())
    gold = {
        "title": "2025 – Birmingham – =Child A", "place": ["@x"], "subject": "=Child A", "keywords": ["=missed"],
        "incident": {"outcome": "death", "suicide": True, "children": [], "date": None},
        "learning": [{"text": "=1+1 information sharing", "theme": "=1+1", "themes": ["neglect"]}],
        "recommendations": [],
    }  # fmt: skip
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n", encoding="utf-8")
    checked(run("evaluate", tmp_path / "gold.jsonl", "--page", page, "--format", "csv"))
    wrong = checked(
        run("evaluate", tmp_path / "gold.jsonl", "--page", page, "--errors", "learning themes", "--format", "csv")
    )
    assert guarded(wrong) >= 1


def test_readings_that_an_edited_table_of_wordings_changes(hostile: Path, tmp_path: Path) -> None:
    (tmp_path / "neglect.csv").write_text("wording,counts-in,because\ninformation sharing,any,=1+1\n", encoding="utf-8")
    table = ("wordings", "neglect", "--with", tmp_path / "neglect.csv", "--page", hostile.parent / NAME)
    shown = CliRunner().invoke(main, [*map(str, table), "--format", "csv"])
    assert "which finds the same as" in shown.stderr, "information-sharing has it"
    (tmp_path / "neglect.csv").write_text("wording,counts-in,because\n1 information,any,=1+1\n", encoding="utf-8")
    checked(run(*table, "--format", "csv"))
    saved = tmp_path / "saved.csv"
    run(*table, "--save-table", saved)
    assert guarded(checked(saved.read_bytes())) == 1


@pytest.fixture(scope="module")
def server(hostile: Path) -> Iterator[Server]:
    """A server of the hostile build."""
    with serving(hostile) as running:
        yield running


def addresses_of(path: str, ids: dict[str, list[str]], graph: Graph) -> list[str]:
    """The addresses of CSV that a path of the description for programs stands for."""
    kind, last = path.split("/")[1], path.rpartition("/")[2]
    if last == "{id}":
        return [f"/{kind}/{quote(each)}.csv" for each in ids[kind]]
    if last == "{name}" and kind == "findings":
        return [f"/findings/{name}.csv" for name in ("who-acts", "subjects")]
    if last == "{name}":
        return [f"/{kind}/{name}.csv" for name in projections()]
    if last == "{number}":
        clauses = graph.recommendations() if kind == "recommendation" else graph.learning()
        return [f"/{each.iri.removeprefix(graph.base)}.csv" for each in clauses]
    if kind == "questions":
        return [f"{path}.csv?{urlencode(values_for(graph, questions()[last]))}"]
    parameters = {
        "/find": "?words=information",
        "/matrix/sentences": "?cell=information-sharing~all",
        "/query": "?" + urlencode({"query": "SELECT ?x { ?r cg:text|skos:prefLabel ?x }"}),
    }
    return [f"{path}.csv{parameters.get(path, '')}"]


def test_pages_that_are_served(server: Server, graph: Graph) -> None:
    """Every address that the description for programs says has CSV, of each thing that the graph has."""

    def told(address: str) -> Any:
        return json.loads(server.ask("GET", address)[2])

    paths = [path.removesuffix(".csv") for path in told("/openapi.json")["paths"] if path.endswith(".csv")]
    kinds = {path.split("/")[1] for path in paths if path.endswith("{id}")}
    ids = {
        kind: [each["id"] for each in told("/reviews.json" if kind == "review" else f"/{kind}.json")] for kind in kinds
    }
    assert kinds >= {"agency", "keyword", "partnership", "review", "theme"} and all(ids.values())
    seen = {}
    for address in [each for path in paths for each in addresses_of(path, ids, graph)]:
        status, headers, content = server.ask("GET", address)
        assert (status, headers["content-type"].split(";")[0]) == (200, "text/csv"), address
        seen[address] = guarded(checked(content))
    assert len(seen) > 60
    for address in (
        "/keyword.csv", "/reviews.csv", "/find.csv?words=information", "/matrix/sentences.csv?cell=information-sharing~all",
    ):  # fmt: skip
        assert seen[address] >= 3, address
    for name in ("/downloads/recommendations.csv", "/downloads/learning.csv", "/downloads/nodes.csv"):
        assert guarded(checked(server.ask("GET", name)[2])) > 5


def saved(page: "Page") -> Iterator[bytes]:
    """What each button of a page that saves CSV saves."""
    for button in page.get_by_role("button", name="CSV").all():
        if button.is_visible():
            with page.expect_download() as download:
                button.click()
            yield Path(download.value.path()).read_bytes()


def test_downloads_of_the_explorer(visit: Visit, hostile: Path) -> None:
    """Every button in every kind of view."""
    seen: dict[str, int] = {}
    for address in ("#/", "#/matrix", "#/matrix?cell=information-sharing~police", "#/reviews", "#/find?words=information", "#/data",
                    "#/network", "#/agency/police", "#/theme/information-sharing", "#/keyword/suicide",
                    "#/partnership/birmingham", "#/review/2025-birmingham-child-a"):  # fmt: skip
        page = visit(hostile / "explorer.html", address, accept_downloads=True)
        seen[address] = sum(guarded(checked(content)) for content in saved(page))
    assert seen["#/data"] > 10 and seen["#/"] > 5 and seen["#/review/2025-birmingham-child-a"] > 5


@pytest.mark.parametrize("name", ["review-keyword", "collection"])
def test_downloads_of_the_page_of_a_network(name: str, visit: Visit, graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "network.html").write_text(network_page(graph, name), encoding="utf-8", newline="\n")
    (content,) = saved(visit(tmp_path / "network.html", accept_downloads=True))
    assert guarded(checked(content)) > 10
