"""Queries run in a process of their own that is ended at its limits."""

import gc
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest

from casegraph.errors import DamagedBuild, QueryError, QueryRefused, QuerySyntaxError, QueryTimeout
from casegraph.store import local as querying
from casegraph.store.local import LocalStore
from serving import until

NODES = 1_500
LINKS = "".join(f"<x:n{i}> <x:to> <x:n{(i * 7 + 1) % NODES}> .\n" for i in range(NODES))
LIMITED = sys.platform == "linux"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk: 1,500 nodes, one link from each."""
    path = tmp_path_factory.mktemp("engine") / "store"
    made = ox.Store(str(path))
    made.bulk_load(LINKS.encode(), format=ox.RdfFormat.N_TRIPLES)
    made.flush()
    return path


@pytest.fixture(scope="module")
def local(store: Path) -> Iterator[LocalStore]:
    """A store over that store."""
    with LocalStore(lambda: store, memory=1024**3) as opened:
        yield opened


def ask(local: LocalStore, query: str, **settings: float) -> bool:
    """Return the answer to an ASK."""
    return bool(json.loads(local.answer(query, **settings).body)["boolean"])  # type: ignore[arg-type]


def process_of(local: LocalStore) -> int:
    """Return the id of the process that works for a store."""
    assert local._worker is not None
    return local._worker.pid


def test_all_forms_are_answered(local: LocalStore) -> None:
    one = "<x:n0> <x:to> ?to"

    assert json.loads(local.answer(f"SELECT ?to {{ {one} }}").body)["results"]["bindings"] == [
        {"to": {"type": "uri", "value": "x:n1"}}
    ]
    assert ask(local, "ASK { <x:n0> <x:to> <x:n1> }")
    assert local.answer(f"CONSTRUCT {{ ?to <x:from> <x:n0> }} {{ {one} }}").body == b"<x:n1> <x:from> <x:n0> .\n"
    assert local.answer("DESCRIBE <x:n0>").body == b"<x:n0> <x:to> <x:n1> .\n"


@pytest.mark.parametrize(
    ("rows", "start"),
    [("csv", b"to\r\nx:n1"), ("tsv", b"?to\n<x:n1>"), ("json", b'{"head"'), ("xml", b"<?xml")],
)
def test_rows_come_in_the_formats_of_sparql(local: LocalStore, rows: str, start: bytes) -> None:
    assert local.answer("SELECT ?to { <x:n0> <x:to> ?to }", rows=rows).body.startswith(start)


def test_prefixes_are_known_and_may_be_declared_otherwise(local: LocalStore) -> None:
    assert not ask(local, "ASK { ?s cg:text ?o ; skos:prefLabel theme:neglect }")
    assert ask(local, "PREFIX cg: <x:> ASK { cg:n0 cg:to cg:n1 }")


def test_select_star_keeps_the_order_of_the_query(local: LocalStore) -> None:
    answer = local.answer("SELECT * { ?whole ?part ?other } LIMIT 1", rows="csv").body

    assert answer.startswith(b"whole,part,other\r\n")


def test_graphs_are_sorted_and_carry_the_prefixes_they_use(local: LocalStore) -> None:
    query = "CONSTRUCT { ?a rdfs:label 'n' . _:x rdfs:seeAlso ?a } { ?a <x:to> ?b } LIMIT 40"
    turtle = local.answer(query, graph="turtle").body.decode().splitlines()
    ntriples = local.answer(query).body.decode().splitlines()

    assert [line for line in turtle if line.startswith("@prefix")] == [
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> ."
    ]
    assert ntriples == sorted(ntriples)
    assert len(ntriples) == 80
    assert ntriples == local.answer(query).body.decode().splitlines()


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        pytest.param(
            "SELECT * WHERE {\n  ?s ?p\n}", 3, 1, "} cannot stand here.*a variable, an IRI", id="half a triple"
        ),
        pytest.param("SELECT ?x WERE { ?x ?y ?z }", 1, 11, "did you mean WHERE", id="keyword"),
        pytest.param(
            "SELECT ?x {\n # é\n ?x agncy:icb ?z }", 3, 5, "agncy: is not known .did you mean agency:", id="prefix"
        ),
        pytest.param("SELECT * WHERE { ?s ?p ?o", 1, 26, "ends too early.*'}'", id="not closed"),
        pytest.param("SELECT * { ?s ?p ?o }\nLIMIT ten", 2, 7, "ten cannot stand.*a number", id="limit"),
        pytest.param("SELECT * { ?s ?p ?o BIND(1 AS ?s) }", 1, 31, "has a value already", id="bind twice"),
        pytest.param("SELECT (COUNT(*) AS ?n) ?z WHERE {}", 1, 25, "[?]z is neither in GROUP BY", id="not grouped"),
        pytest.param(
            "SELECT ?a ?b (SUM(?n) AS ?m) {\n { SELECT ?a (COUNT(*) AS ?n) { ?a ?p ?b } GROUP BY ?a }\n} GROUP BY ?a",
            1,
            11,
            "[?]b is neither",
            id="not grouped, the outer one",
        ),
        pytest.param(
            "SELECT ?a {\n { SELECT ?a (COUNT(*) AS ?n) { ?a ?p ?b } }\n}",
            2,
            11,
            "[?]a is neither",
            id="not grouped, the inner one",
        ),
        pytest.param(
            "SELECT (STR(?a) AS ?b) (COUNT(*) AS ?n) {}", 1, 13, "[?]a is neither", id="not grouped, in words"
        ),
        pytest.param("ASK { ?s <no iri> ?o }", 1, 10, "<no iri> is no full IRI", id="IRI with space"),
        pytest.param("ASK { ?s <relative> ?o }", 1, 10, "no full IRI", id="relative IRI"),
        pytest.param("PREFIX ex <x:y> ASK {}", 1, 8, "ends with a colon: ex:", id="prefix without colon"),
        pytest.param("ASK { \t'é' ?p }", 1, 15, "} cannot stand", id="columns are characters"),
    ],
)
def test_a_syntax_error_shows_its_place(local: LocalStore, query: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError, match=reason) as caught:
        local.answer(query)

    assert (caught.value.line, caught.value.column) == (line, column)
    source, caret = str(caught.value).splitlines()[1:]
    assert source.strip() == query.splitlines()[line - 1].replace("\t", " ").strip()
    assert caret.index("^") == column + 1


BIG = "REPLACE(" * 8 + "'aaaaaaaaaaaaaaaaaaaaaaaa'" + ", 'a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')" * 8
RUNAWAYS = [
    pytest.param("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", id="product"),
    pytest.param("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?a", id="sorted product"),
    pytest.param("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", id="many rows"),
    pytest.param("ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(STRLEN(STR(?i)) > 99) }", id="nothing found"),
    pytest.param("SELECT * { ?x (<x:to>|^<x:to>)* ?y . ?y (<x:to>|^<x:to>)* ?z }", id="paths with free ends"),
    pytest.param("SELECT * { ?x ((<x:to>*)*)* ?y . ?z ((<x:to>*)*)* ?y }", id="nested paths"),
    pytest.param("SELECT (GROUP_CONCAT(STR(?a)) AS ?all) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", id="text of a product"),
    pytest.param("CONSTRUCT { ?a ?e ?i } { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", id="graph of a product"),
    pytest.param(f"SELECT ({BIG} AS ?x) {{}}", id="text that doubles"),
    pytest.param("ASK { FILTER REGEX(STR(?a), '(((a{1,100}){1,100}){1,100}){1,100}') ?a ?b ?c }", id="regex"),
    pytest.param("ASK { FILTER" + "(" * 100_000 + "1" + ")" * 100_000 + " }", id="nested deeply"),
]


@pytest.mark.parametrize("query", RUNAWAYS)
def test_a_runaway_query_is_ended_and_the_next_one_works(local: LocalStore, query: str) -> None:
    """By its own limit: what lasts for minutes on top of it is ended from outside, which has other words."""
    rescue = threading.Timer(300, local.cancel)
    rescue.start()
    try:
        local.answer(query, timeout=0.5)
    except QueryTimeout as error:
        assert "longer than 0.5 s" in str(error) or "grew too large" in str(error)
    except QueryError as error:
        assert "regex" in str(error).lower()
    finally:
        rescue.cancel()

    assert ask(local, "ASK { <x:n0> <x:to> <x:n1> }")


@pytest.mark.skipif(not LIMITED, reason="only Linux bounds the memory of a process")
def test_a_query_that_eats_memory_is_ended_before_its_time(store: Path) -> None:
    with LocalStore(lambda: store, memory=700 * 1024**2) as small, pytest.raises(QueryTimeout, match="grew too large"):
        small.answer(f"SELECT ({BIG} AS ?x) {{}}", timeout=600)


@pytest.mark.skipif(not LIMITED, reason="only Linux bounds the memory of a process")
def test_a_worker_leaves_its_address_space_to_queries(local: LocalStore) -> None:
    """Its threads reserve little of it, however many there are and whoever of them comes first."""
    ask(local, "ASK {}")
    pages = int(Path(f"/proc/{process_of(local)}/statm").read_text(encoding="ascii").split()[0])
    assert pages * os.sysconf("SC_PAGE_SIZE") < 300 * 1024**2


@pytest.mark.skipif(not LIMITED, reason="only Linux bounds the memory of a process")
def test_a_worker_that_cannot_take_a_request_ends_at_once(store: Path) -> None:
    """It has no memory left to read one with, so nobody would ever answer."""
    with LocalStore(lambda: store, memory=50 * 1024**2) as small, pytest.raises(QueryTimeout, match="grew too large"):
        small.answer("ASK { ?a ?b '" + "x" * 2_000_000 + "' }", timeout=600)


def test_the_worker_stays_for_further_queries(store: Path) -> None:
    with LocalStore(lambda: store) as opened:
        ask(opened, "ASK {}")
        first = process_of(opened)
        with pytest.raises(QuerySyntaxError):
            opened.answer("SELECT {")
        with pytest.raises(QueryError, match="cannot be answered"):
            opened.answer("SELECT (<x:unknown>(1) AS ?x) {}")

        assert ask(opened, "ASK {}")
        assert process_of(opened) == first


def test_several_threads_can_ask(local: LocalStore) -> None:
    answers: list[bool] = []
    threads = [
        threading.Thread(target=lambda: answers.append(ask(local, "ASK { <x:n0> <x:to> <x:n1> }"))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers == [True] * 8


def test_updates_and_other_servers_are_refused(local: LocalStore) -> None:
    with pytest.raises(QueryRefused, match="INSERT"):
        local.answer("INSERT DATA { <x:a> <x:b> <x:c> }")
    with pytest.raises(QueryRefused, match="SERVICE"):
        local.answer("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot take the right to connect from a process")
@pytest.mark.parametrize("silent", ["", "SILENT"])
def test_no_query_connects_even_past_the_guard(store: Path, silent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(querying, "check", lambda *_: "SELECT")
    with socket.create_server(("127.0.0.1", 0)) as listener, LocalStore(lambda: store) as opened:
        listener.settimeout(0.3)
        query = f"SELECT * {{ SERVICE {silent} <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"
        if silent:
            opened.answer(query, timeout=120)
        else:
            with pytest.raises(QueryError, match="cannot be answered"):
                opened.answer(query, timeout=120)

        with pytest.raises(TimeoutError):
            listener.accept()


@pytest.mark.skipif(sys.platform == "win32", reason="no kill -9 on Windows")
def test_a_worker_ends_with_whoever_asked_it(store: Path) -> None:
    program = (
        "import sys, pathlib, threading\n"
        "from casegraph.store.local import LocalStore\n"
        f"local = LocalStore(lambda: pathlib.Path({str(store)!r}))\n"
        "local.answer('ASK {}')\n"
        "print(local._worker.pid, flush=True)\n"
        "local.answer('SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }')\n"
    )
    asking = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=_environment())
    assert asking.stdout is not None
    worker = int(asking.stdout.readline())
    time.sleep(0.3)
    asking.send_signal(signal.SIGKILL)
    asking.wait()
    asking.stdout.close()

    try:
        until(lambda: not _runs(worker))
    except AssertionError:
        os.kill(worker, signal.SIGKILL)
        raise


def test_an_engine_that_is_forgotten_leaves_no_process(store: Path) -> None:
    opened = LocalStore(lambda: store)
    ask(opened, "ASK {}")
    process = opened._worker._process if opened._worker else None
    del opened
    gc.collect()

    assert process is not None
    assert process.returncode is not None


def test_a_closed_engine_can_be_asked_again(store: Path) -> None:
    opened = LocalStore(lambda: store)
    opened.close()

    assert ask(opened, "ASK {}")
    opened.close()


def test_a_folder_without_store_is_named(tmp_path: Path) -> None:
    with (
        LocalStore(lambda: tmp_path / "store") as opened,
        pytest.raises(DamagedBuild, match=r"cannot be opened.*Make the build again"),
    ):
        opened.answer("ASK {}")


@pytest.mark.parametrize("timeout", [0.0, -1.0, float("nan")])
def test_a_limit_is_more_than_nothing(local: LocalStore, timeout: float) -> None:
    with pytest.raises(QueryError, match="more than 0 seconds"):
        local.answer("ASK {}", timeout=timeout)


def test_the_worker_imports_next_to_nothing() -> None:
    """It starts anew for each query on the command line."""
    store = Path(querying.__file__).parent
    imported = {
        line.split()[1]
        for program in (
            store / "worker.py",
            store / "evaluation.py",
            store / "serialisation.py",
            store.parent / "csv_table.py",
            store.parent / "rdf" / "sorted_lines.py",
            store.parent / "rdf" / "turtle.py",
        )
        for line in program.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import ", "from "))
    }
    own = {"casegraph.csv_table", "casegraph.rdf.sorted_lines", "casegraph.rdf.turtle", "casegraph.store.outcome"}
    own |= {"casegraph.store.evaluation", "casegraph.store.serialisation"}
    assert imported - own == {"_queue", "_thread", "collections.abc", "json", "math", "os", "pyoxigraph", "re", "sys"}


def _runs(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    if status.parent.parent.joinpath("self").exists():
        return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(querying.__file__).parents[2])}
