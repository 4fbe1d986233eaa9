"""``casegraph serve --endpoint``: the pages of a graph that another server has are those of its build."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from endpoints import oxigraph
from serving import Server, serving


@pytest.fixture(scope="module")
def elsewhere(built: Path) -> Iterator[tuple[Server, ExitStack]]:
    """A server of the graph of 2025 at Oxigraph's own server, and what ends the latter."""
    with ExitStack() as store, serving(store.enter_context(oxigraph(built)), "--requests", "0") as server:
        yield server, store


@pytest.fixture(scope="module")
def here(built: Path) -> Iterator[Server]:
    """A server of the build itself."""
    with serving(built, "--requests", "0") as server:
        yield server


@pytest.mark.parametrize(
    "address",
    [
        "/matrix.json",
        "/matrix.csv",
        "/matrix/sentences.csv?cell=all~all&named=no",
        "/reviews.csv",
        "/reviews/2025-camden-child-yue.json",
        "/find.json?q=neglect",
        "/agency/icb.ttl",
        "/agency/icb.json",
        "/theme/neglect.jsonld",
        "/theme.csv",
        "/networks/agency-theme.graphml",
        "/questions/yearly-table.json",
        "/query/completion.json",
        "/static/casegraph.css",
    ],
)
def test_what_programs_get_is_the_same(address: str, elsewhere: tuple[Server, ExitStack], here: Server) -> None:
    there = elsewhere[0].ask("GET", address)
    assert (there[0], there[2]) == (here.ask("GET", address)[0], here.ask("GET", address)[2])


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+xml", "text/turtle", "application/rdf+xml"])
def test_queries_are_answered_the_same(accept: str, elsewhere: tuple[Server, ExitStack], here: Server) -> None:
    rows = "SELECT ?label ?r { ?r cg:addressedTo agency:icb ; cg:text ?label } ORDER BY ?r"
    query = "DESCRIBE agency:icb" if "turtle" in accept or "rdf" in accept else rows
    there, answer = elsewhere[0].query(query, accept), here.query(query, accept)
    assert (there[0], there[1]["content-type"], there[2]) == (200, answer[1]["content-type"], answer[2])


def test_pages_look_the_same_but_for_where_they_are_from(elsewhere: tuple[Server, ExitStack], here: Server) -> None:
    for address in ("/", "/matrix", "/agency/icb", "/questions/yearly-table"):
        assert elsewhere[0].ask("GET", address)[2] == here.ask("GET", address)[2]
    about = elsewhere[0].ask("GET", "/about")[2].decode()
    assert "The graph comes from another\nserver and was read on " in about and "put in\nits folder" not in about


def test_there_are_no_files_of_a_build(elsewhere: tuple[Server, ExitStack], here: Server) -> None:
    server = elsewhere[0]
    assert json.loads(server.ask("GET", "/downloads.json")[2]) == []
    assert (
        "The data comes from another server, so there are no files here." in server.ask("GET", "/downloads")[2].decode()
    )
    assert server.ask("GET", "/downloads/casegraph.nt")[0] == 404
    described = json.loads(server.ask("GET", "/openapi.json")[2])["paths"]
    assert not [path for path in described if path.startswith("/downloads/")]
    stated, build = (json.loads(each.ask("GET", "/build.json")[2]) for each in (server, here))
    assert stated["base"] == build["base"] and len(stated["pages"]) == 1
    assert stated["pages"][0].items() <= build["pages"][0].items()
    assert stated["counts"].items() <= build["counts"].items()


def test_nothing_else_than_reading_is_passed_on(elsewhere: tuple[Server, ExitStack]) -> None:
    server = elsewhere[0]
    assert server.query("DELETE WHERE { ?s ?p ?o }")[0] == 405
    assert server.query("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }")[0] == 400


def test_the_day_of_the_graph_is_not_made_up(elsewhere: tuple[Server, ExitStack], here: Server) -> None:
    modified = b"<https://w3id.org/casegraph/dataset> <http://purl.org/dc/terms/modified>"
    there, of_build = (
        each.ask("GET", "/.well-known/void", headers={"Accept": "application/n-triples"})[2]
        for each in (elsewhere[0], here)
    )
    assert modified in of_build and modified not in there


def test_when_the_other_server_is_gone_pages_stay_and_queries_wait_for_it(elsewhere: tuple[Server, ExitStack]) -> None:
    """Nobody learns its address."""
    server, store = elsewhere
    assert server.query("ASK { ?s a cg:Review }")[0] == 200
    store.close()
    assert server.ask("GET", "/reviews.json?theme=neglect")[0] == 200
    status, headers, body = server.query("ASK { ?s a cg:SafeguardingPartnership }")
    assert (status, headers["retry-after"]) == (503, "5")
    assert body == b"The server with the graph cannot be reached right now; try again later.\n"
