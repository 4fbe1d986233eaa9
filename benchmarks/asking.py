"""Loading and asking the graph of 500 made-up reviews, in Oxigraph and in rdflib; and the questions that ship."""

import subprocess
import sys
from pathlib import Path

import pyoxigraph

from benchmarks.measuring import call, compare
from benchmarks.pages import made_up_page
from casegraph.asking import Question, questions
from casegraph.asking.binding import fill
from casegraph.asking.questions import Term
from casegraph.asking.values import with_prefixes
from casegraph.names import BASE, PREFIXES

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

WITHIN = 0.05
"""How many seconds a question that ships may take."""


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
    measure_questions(folder)


def measure_questions(folder: Path) -> None:
    """Ask each question that ships of the page that ships, straight from the store on disk."""
    build = [sys.executable, "-m", "casegraph", "build", "--out", "shipped"]
    subprocess.run(build, cwd=folder, check=True, capture_output=True)
    store = pyoxigraph.Store.read_only(str(folder / "shipped" / "store"))
    for title, widest in (("with the example's values", False), ("with optional parameters left out", True)):
        cases = {name: call(_answers, store, _asked(each, widest)) for name, each in questions().items()}
        compare(f"Questions, {title}", cases, runs=3, bounds=dict.fromkeys(cases, WITHIN))


def _asked(question: Question, widest: bool) -> str:
    """Return a question's query with its example, or with no more of it than the question needs."""
    terms: dict[str, Term] = {}
    for each in question.parameters:
        value = each.default if each.optional and widest else each.example or each.default
        if value is not None:
            terms[each.variable] = value
    return with_prefixes(fill(question.sparql, terms), BASE)


def _answers(store: pyoxigraph.Store, question: str) -> int:
    """Ask, and take all the answers."""
    found = store.query(question, prefixes=PREFIXES)
    return sum(1 for _ in found) if isinstance(found, pyoxigraph.QuerySolutions) else 0
