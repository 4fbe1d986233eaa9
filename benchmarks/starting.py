"""What it costs to start: an interpreter, the command's help, one query on the built graph."""

import subprocess
import sys
from pathlib import Path

from benchmarks.measuring import command, compare, script

__all__ = ["measure"]

QUESTION = """
SELECT ?agency (COUNT(?recommendation) AS ?recommendations)
WHERE { ?recommendation cg:addressedTo ?agency } GROUP BY ?agency ORDER BY DESC(?recommendations) ?agency
"""

BY_RDFLIB = """
import sys, rdflib
graph = rdflib.Graph().parse(sys.argv[1], format="nt")
print(len(list(graph.query("PREFIX cg: <https://w3id.org/casegraph/ontology#>" + sys.argv[2]))))
"""


def measure(folder: Path) -> None:
    """Compare the command's start with the interpreter's, and with the libraries that it leaves out."""
    subprocess.run([sys.executable, "-m", "casegraph", "build"], cwd=folder, check=True, capture_output=True)
    casegraph = (sys.executable, "-m", "casegraph")
    compare(
        "Start to end of a process",
        {
            "python -c pass": script("pass"),
            "python importing click, pyoxigraph": script("import click, pyoxigraph"),
            "python importing click, rdflib, networkx": script("import click, rdflib, networkx"),
            "casegraph --help": command(*casegraph, "--help", cwd=folder),
            "casegraph query": command(*casegraph, "query", QUESTION, cwd=folder),
            "the same with rdflib from N-Triples": script(BY_RDFLIB, folder / "exports" / "casegraph.nt", QUESTION),
        },
        runs=9,
        bounds={"casegraph --help": 0.150, "casegraph query": 0.150},
    )
