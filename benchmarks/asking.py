"""Loading and asking the graph of 500 made-up reviews, in Oxigraph and in rdflib."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph

from benchmarks.measuring import call, compare
from benchmarks.pages import made_up_page
from casegraph.names import PREFIXES

__all__ = ["measure"]

QUESTIONS = {
    "agency and theme, counted": """
        SELECT ?agency ?theme (COUNT(?r) AS ?n)
        WHERE { ?r cg:addressedTo ?agency ; cg:hasTheme ?theme } GROUP BY ?agency ?theme""",
    "one agency, one theme, the words": """
        SELECT ?text WHERE { ?r cg:addressedTo agency:icb ; cg:hasTheme theme:risk-assessment ; cg:text ?text }""",
    "keywords of one review, counted in pairs": """
        SELECT ?a ?b (COUNT(?review) AS ?n)
        WHERE { ?review dcterms:subject ?a, ?b FILTER(STR(?a) < STR(?b)) } GROUP BY ?a ?b""",
}


def measure(folder: Path) -> None:
    """Build the graph once, then load and ask it in turns; rdflib comes second in each table."""
    import rdflib

    page = folder / "page.txt"
    page.write_text(made_up_page(500), encoding="utf-8", newline="\n")
    build = [sys.executable, "-m", "casegraph", "build", str(page), "--out", "exports"]
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    text = (folder / "exports" / "casegraph.nt").read_bytes()

    store, disk, graph = (
        pyoxigraph.Store(),
        pyoxigraph.Store.read_only(str(folder / "exports" / "store")),
        rdflib.Graph(),
    )
    print(f"\n{text.count(bytes([10])):,} statements")
    compare(
        "Loading N-Triples into memory",
        {
            "Oxigraph": call(lambda: store.bulk_load(text, pyoxigraph.RdfFormat.N_TRIPLES)),
            "rdflib": call(lambda: graph.parse(data=text, format="nt")),
        },
        runs=1,
    )
    for name, question in QUESTIONS.items():
        compare(
            f"Asking: {name}",
            {
                "Oxigraph, the store on disk": call(_answers, disk, question),
                "Oxigraph, in memory": call(_answers, store, question),
                "rdflib": call(lambda asked: list(graph.query(asked, initNs=PREFIXES)), question),
            },
            runs=2,
        )


def _answers(store: pyoxigraph.Store, question: str) -> int:
    """Ask, and take all the answers."""
    found = store.query(question, prefixes=PREFIXES)
    return sum(1 for _ in found) if isinstance(found, pyoxigraph.QuerySolutions) else 0
