"""What the graph says, and what every reader has to find: from the graph itself, not from the files that they read."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import astuple, fields
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import rdflib
from rdflib.namespace import OWL, RDF, SKOS

import casegraph
from casegraph.asking import questions
from casegraph.asking.questions import prefixes
from casegraph.ledger import LearningRow, RecommendationRow
from casegraph.views.from_store import collection_of
from casegraph.views.tables import roles_table
from interop import data_packages, descriptions, downloads, editors, office, shapes, trackers
from interop.cells import EDGE, NODE, attributes, by_value, guessed, item, number, pair, term
from interop.model import Facts, Sources

__all__ = ["TRUTHS"]

ONTOLOGY = Path(__file__).parent.parent.parent / "ontology"


@cache
def _store(build: Path) -> ox.Store:
    store = ox.Store()
    store.bulk_load(path=str(build / "casegraph.nt"), format=ox.RdfFormat.N_TRIPLES)
    return store


def _texts(value: object) -> str:
    """A value of the ledger or of a node as a cell has it."""
    if isinstance(value, tuple):
        return "; ".join("" if each is None else str(each) for each in value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return number(value)
    return "" if value is None else str(value)


def tables_of(build: Path) -> Facts:
    """Every row of every CSV file of a build, as text."""
    with casegraph.open(build) as graph:
        network = graph.projection("collection")
        ledgers: Mapping[str, tuple[LearningRow | RecommendationRow, ...]] = {
            "recommendations.csv": graph.recommendations(),
            "learning.csv": graph.learning(),
        }
        table = roles_table(collection_of(graph.store))
    rows = [item("nodes.csv", *NODE, "id")]
    rows.append(item("edges.csv", "source_label", "target_label", *EDGE, "source", "target"))
    labels = {}
    for at, node in enumerate(network.nodes):
        places = {name: network.attributes[name][at] for name in ("x", "y")}
        known = {"label": node.label, "kind": node.kind, **dict(node.details), **places}
        rows.append(item("nodes.csv", *(_texts(known.get(name)) for name in NODE), node.iri))
        labels[node.iri] = node.label
    for edge in network.edges:
        values = map(_texts, (edge.link, edge.weight, edge.reviews))
        rows.append(item("edges.csv", labels[edge.source], labels[edge.target], *values, edge.source, edge.target))
    for name, ledger in ledgers.items():
        rows.append(item(name, *(each.name for each in fields(ledger[0]))))
        rows += [item(name, *map(_texts, astuple(row))) for row in ledger]
    rows.append(item("roles.csv", *table.head))
    rows += [item("roles.csv", *map(_texts, row)) for row in table.rows]
    return {"rows": rows, "files": [path.name for path in build.glob("*.csv")]}


def guessed_tables(build: Path) -> Facts:
    """The same for programs that guess what is a number."""
    facts = tables_of(build)
    return {**facts, "rows": [item(*map(guessed, json.loads(row))) for row in facts["rows"]]}


def _solutions(
    build: Path,
) -> Iterator[tuple[str, list[str], list[list[ox.NamedNode | ox.BlankNode | ox.Literal | None]]]]:
    for name, question in questions().items():
        found = _store(build).query(question.sparql, prefixes=dict(prefixes()))
        assert isinstance(found, ox.QuerySolutions)
        names = [each.value for each in found.variables]
        yield name, names, [[row[each] for each in names] for row in found]


def _term(found: "ox.NamedNode | ox.BlankNode | ox.Literal | None") -> list[str] | None:
    if found is None:
        return None
    if isinstance(found, ox.Literal):
        return term("literal", found.value, found.datatype.value, found.language or "")
    return term("iri" if isinstance(found, ox.NamedNode) else "bnode", found.value)


def terms_of_answers(build: Path) -> Facts:
    """Every row of the answer to each question that ships, term by term."""
    facts: dict[str, list[str]] = {"questions": [], "rows": []}
    for name, names, rows in _solutions(build):
        facts["questions"].append(name)
        terms = (dict(zip(names, map(_term, row), strict=True)) for row in rows)
        facts["rows"] += [item(name, {each: row[each] for each in sorted(row) if row[each]}) for row in terms]
    return facts


def texts_of_answers(build: Path) -> Facts:
    """The same as CSV has it, with the heads."""
    facts: dict[str, list[str]] = {"questions": [], "rows": []}
    for name, names, rows in _solutions(build):
        facts["questions"].append(name)
        facts["rows"] += [
            item(name, *names),
            *(item(name, *(each.value if each else "" for each in row)) for row in rows),
        ]
    return facts


def guessed_answers(build: Path) -> Facts:
    """The same for programs that guess what is a number."""
    facts = texts_of_answers(build)
    return {**facts, "rows": [item(*map(guessed, json.loads(row))) for row in facts["rows"]]}


def network_of(build: Path) -> Facts:
    """The nodes and edges of the collection, alone and with their attributes."""
    with casegraph.open(build) as graph:
        network = graph.network("collection")
    nodes, edges = [*network.nodes(data=True)], [*network.edges(data=True)]
    weights: dict[str, float] = {}
    for one, other, data in edges:
        key = item(*pair(one, other))
        weights[key] = weights.get(key, 0) + data["weight"]
    return {
        "nodes": map(item, network),
        "edges": [item(*pair(one, other)) for one, other, _ in edges],
        "values of nodes": [item(iri, name, text) for iri, data in nodes for name, text in attributes(data, NODE).items()],
        "edges with their values": [item(*pair(one, other), attributes(data, EDGE)) for one, other, data in edges],
        "linked pairs with their weights": [item(key, number(weight)) for key, weight in weights.items()],
    }  # fmt: skip


def triples_of(build: Path) -> Facts:
    """The statements of the graph."""
    with casegraph.open(build) as graph:
        found = ox.parse(graph.ntriples(), format=ox.RdfFormat.N_TRIPLES)
        return {"triples": [str(quad.triple) for quad in found]}


def triples_by_value(build: Path) -> Facts:
    """The same for programs that keep the value of a decimal number, not its digits."""
    return {"triples": map(by_value, triples_of(build)["triples"])}


def terms_of_ontology() -> Facts:
    """The classes of the ontology, to each of which something can belong."""
    ontology = rdflib.Graph().parse(ONTOLOGY / "casegraph.ttl")
    return {"classes": (str(each) for each in ontology.subjects(RDF.type, OWL.Class))}


def concepts_of(build: Path) -> Facts:
    """The concepts of the schemes with their schemes."""
    graph = rdflib.Graph().parse(build / "casegraph.nt", format="nt")
    return {
        "concepts": (str(each) for each in graph.subjects(RDF.type, SKOS.Concept)),
        "preferred labels": (item(str(one), str(label)) for one, label in graph.subject_objects(SKOS.prefLabel)),
        "concept schemes": (str(each) for each in graph.subjects(RDF.type, SKOS.ConceptScheme)),
    }


def _of_build(facts: Callable[[Path], Facts]) -> Callable[[Sources], Facts]:
    return lambda sources: facts(sources.build)


TRUTHS: Mapping[str, Callable[[Sources], Facts]] = {
    "tables": _of_build(tables_of),
    "guessed tables": _of_build(guessed_tables),
    "answers": _of_build(texts_of_answers),
    "guessed answers": _of_build(guessed_answers),
    "terms of answers": _of_build(terms_of_answers),
    "data packages": _of_build(data_packages.data_packages),
    "workbooks": _of_build(office.workbooks),
    "briefings": _of_build(office.briefings),
    "trackers": _of_build(trackers.trackers),
    "briefings of two pages": _of_build(office.fitting),
    "network": _of_build(network_of),
    "triples": _of_build(triples_of),
    "triples by value": _of_build(triples_by_value),
    "shapes": lambda _: shapes.truth(),
    "ontology": lambda _: terms_of_ontology(),
    "concepts": _of_build(concepts_of),
    "description": descriptions.truth,
    "things": downloads.truth,
    "completion": editors.truth,
}
"""By name what readers have to find."""
