"""How many recommendations name an agency never stands without how many name none: the same phrase in every face."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from pyoxigraph import Literal, NamedNode

from casegraph.asking.counting import naming_of
from casegraph.cli import main
from casegraph.drawing.heatmap import heatmap
from casegraph.graph import Graph
from casegraph.store.memory import MemoryStore
from casegraph.views.naming import Naming
from serving import Server

HTML = {"Accept": "text/html"}
OF = """SELECT (COUNT(DISTINCT ?r) AS ?all) (COUNT(DISTINCT ?asking) AS ?named) (COUNT(DISTINCT ?asked) AS ?via) {
  ?r a cg:Recommendation %s OPTIONAL { ?r cg:hasAddressing/cg:basis ?basis FILTER(?basis != basis:default) BIND(?r AS ?asking) }
  OPTIONAL {
    ?r cg:askedThrough ?body FILTER NOT EXISTS { ?r cg:hasAddressing/cg:basis ?names FILTER(?names != basis:default) } BIND(?r AS ?asked)
  }
}"""


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with Graph.open(built) as opened:
        yield opened


def phrase(graph: Graph, which: str = "") -> str:
    """The phrase, counted anew: of all recommendations, or of those of a pattern."""
    (row,) = graph.query(OF % which)
    return str(Naming(row["named"], row["all"] - row["named"], row["via"]))


@pytest.mark.parametrize(
    "address", ["/", "/matrix", "/matrix?named=no", "/agency", "/agency/police", "/find", "/find?words=police"]
)
def test_pages_that_count_who_is_named_have_both_numbers(server: Server, graph: Graph, address: str) -> None:
    page = server.ask("GET", address, headers=HTML)[2].decode()
    assert page.count(phrase(graph)) == 1
    assert "name nobody" not in page.replace("those that name nobody", "").replace("Read those", "")


def test_what_is_chosen_has_its_own_numbers(server: Server, graph: Graph) -> None:
    """The reviews that are chosen in the matrix, and the recommendations of a theme."""
    chosen = phrase(graph, "; cg:fromReview/dcterms:subject keyword:suicide .")
    of_theme = phrase(graph, "; cg:hasTheme/skos:broader* theme:neglect .")
    assert len({phrase(graph), chosen, of_theme}) == 3
    assert chosen in server.ask("GET", "/matrix?keyword=suicide", headers=HTML)[2].decode()
    assert of_theme in server.ask("GET", "/theme/neglect", headers=HTML)[2].decode()


@pytest.mark.parametrize("name", ["theme-agency-table", "themes-of-agency", "agency-year-table", "recommendations-to"])
def test_answers_about_agencies_have_both_numbers(graph: Graph, server: Server, built: Path, name: str) -> None:
    """On the command line, in JSON and on the page of the question."""
    options = ["--agency", "police"] * (name in ("themes-of-agency", "recommendations-to"))
    command = ["ask", name, *options, "--graph", str(built)]
    assert f"Of all recommendations: {phrase(graph)}." in CliRunner().invoke(main, command).stdout
    naming = json.loads(CliRunner().invoke(main, [*command, "--format", "json"]).stdout)["naming"]
    assert phrase(graph) == str(Naming(**naming))
    page = server.ask(
        "GET", f"/questions/{name}?{'&'.join(['agency=police'] * bool(options)) or 'year='}", headers=HTML
    )[2].decode()
    assert phrase(graph) in page


def test_years_and_several_bases_are_counted_right() -> None:
    """A recommendation that names two agencies is one, one without any addressing names none, and one that asks through a body still names none."""
    store = MemoryStore.from_turtle("""
review:a cg:year 2031 . review:b cg:year 2032 .
<x:1> a cg:Recommendation ; cg:fromReview review:a ; cg:hasAddressing [ cg:basis basis:explicit ], [ cg:basis basis:lead-in ] ;
  cg:askedThrough agency:police .
<x:2> a cg:Recommendation ; cg:fromReview review:a ; cg:hasAddressing [ cg:basis basis:default ] ; cg:askedThrough agency:police, agency:icb .
<x:3> a cg:Recommendation ; cg:fromReview review:b .
""")
    in_2031 = Literal("2031", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer"))
    assert (naming_of(store), naming_of(store, [in_2031])) == (Naming(1, 2, 1), Naming(1, 1, 1))


def test_answers_that_name_no_agency_do_not_speak_of_it(graph: Graph) -> None:
    for name in ("keyword-pairs", "themes-without-recommendation", "list-reviews"):
        assert graph.ask(name).naming is None


def test_pictures_and_builds_have_both_numbers(graph: Graph, page_2025: Path, tmp_path: Path) -> None:
    words = " ".join(re.sub("<.*?>", " ", heatmap(graph)).split())
    assert phrase(graph) in words
    page = tmp_path / "page.txt"
    page.write_bytes(page_2025.read_bytes())
    done = CliRunner().invoke(main, ["build", str(page), "--out", str(tmp_path / "out")])
    assert re.search(rf"recommendations +\d+  {re.escape(phrase(graph))}\n", done.output)
