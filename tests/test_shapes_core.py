"""Shapes in SHACL Core: what they say is what shapes.ttl says, the graph of 2025 conforms, and engines find what is wrong."""

from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
import shacl_rust
from rdflib.namespace import OWL, RDF, RDFS, SH

from casegraph.names import BASE, PREFIXES
from wrong_graphs import INVENTED, MUTATIONS, SHAPES, SHORT, graph_of, mutate, triples_of

FILE = Path(__file__).parent.parent / "ontology" / "shapes-core.ttl"
VIOLATIONS = {name for name, shape in SHAPES.items() if shape.severity == "violation"}
BEYOND = {"broader-cycle", "label-once"}
"""Violations that SHACL Core cannot find at all."""
LESS = {
    ("passage-quote", 0): "another text of another length",
    **{(f"{name}-read", 0): "of the same concept SHACL Core cannot ask" for name, *_ in SHORT},
}
"""Mutations of the other shapes that it does not notice, by their number; a comment of the shape has to say so."""


@pytest.fixture(scope="module")
def core() -> rdflib.Graph:
    """The shapes."""
    return rdflib.Graph().parse(FILE)


def small_graph() -> ox.Store:
    """The graph of an invented page, without the themes and agencies that it does not speak of."""
    store, _ = graph_of(INVENTED)
    unused = "?c skos:inScheme ?s ; ?p ?o FILTER NOT EXISTS { ?reading cg:readAs/skos:broader* ?c }"
    for scheme in ("theme", "agency"):
        there = f"VALUES ?s {{ <{BASE}scheme/{scheme}> }} {unused}"
        store.update(f"DELETE {{ ?c ?p ?o }} WHERE {{ {there} }}", prefixes=dict(PREFIXES))
    return store


@pytest.fixture(scope="module")
def small() -> tuple[ox.Store, rdflib.Graph]:
    """A small graph with something for every shape, twice; what changes them undoes that."""
    store = small_graph()
    return store, rdflib.Graph().parse(data=triples_of(store), format="nt")


def local(node: object) -> str:
    """The last part of a shape's IRI."""
    return str(node).rpartition("/")[2]


def named(core: rdflib.Graph) -> dict[str, rdflib.term.Node]:
    """The shapes by name."""
    return {local(shape): shape for shape in core.subjects(RDF.type, SH.NodeShape)}


def found(data: rdflib.Graph, core: rdflib.Graph, *only: rdflib.term.Node) -> set[str]:
    """The nodes that pyshacl finds wrong, without its SPARQL."""
    chosen = [str(shape) for shape in only] or None
    _, report, _ = pyshacl.validate(data, shacl_graph=core, advanced=False, use_shapes=chosen)
    assert isinstance(report, rdflib.Graph)
    return {str(node) for node in report.objects(None, SH.focusNode)}


def changed(data: rdflib.Graph, gone: Iterable[ox.Quad], new: Iterable[ox.Quad]) -> None:
    """Take triples out and put others in."""
    for quads, change in ((gone, data.remove), (new, data.add)):
        for triple in rdflib.Graph().parse(data="".join(f"{quad.triple} .\n" for quad in quads), format="nt"):
            change(triple)


def test_every_violation_has_a_core_shape_of_its_name_but_two_that_need_sparql(core: rdflib.Graph) -> None:
    assert set(named(core)) == VIOLATIONS - BEYOND


def test_a_core_shape_says_what_its_namesake_says(core: rdflib.Graph) -> None:
    for name, shape in named(core).items():
        inside = {*core.objects(shape, SH.property), shape}
        assert str(core.value(shape, RDFS.label)) == SHAPES[name].label
        assert {str(words) for each in inside for words in core.objects(each, SH.message)} == {SHAPES[name].message}


def test_core_shapes_use_no_more_than_the_core(core: rdflib.Graph) -> None:
    """And no severity, so that all are violations."""
    beyond = (SH.sparql, SH.select, SH.js, SH.expression, SH.rule, SH.target, SH.severity, OWL.imports)
    assert [term for term in beyond if (None, term, None) in core] == []


def test_a_right_graph_conforms(small: tuple[ox.Store, rdflib.Graph], core: rdflib.Graph) -> None:
    """As pyshacl sees it, without SPARQL; the shapes themselves are right too."""
    _, data = small
    conforms, _, words = pyshacl.validate(data, shacl_graph=core, advanced=False, meta_shacl=True)
    assert conforms, words


def test_the_graph_of_2025_conforms(built: Path) -> None:
    """As an engine of another language sees it, which is quicker than pyshacl."""
    data = (built / "casegraph.nt").read_text(encoding="utf-8")
    report = shacl_rust.validate(data, FILE.read_text(encoding="utf-8"), data_format="nt")
    assert report["conforms"], report["results"][:5]


@pytest.mark.parametrize("name", sorted(VIOLATIONS - BEYOND))
def test_a_core_shape_finds_what_it_is_about(
    name: str, small: tuple[ox.Store, rdflib.Graph], core: rdflib.Graph
) -> None:
    """Each way of being wrong that its namesake finds, but for those that are noted as beyond it."""
    store, data = small
    shape = named(core)[name]
    assert found(data, core, shape) == set()
    for number, mutation in enumerate(MUTATIONS[name]):
        node, gone, new = mutate(store, mutation)
        changed(data, gone, new)
        noticed = node in found(data, core, shape)
        changed(data, new, gone)
        for quad in new:
            store.remove(quad)
        store.extend(gone)
        assert noticed == ((name, number) not in LESS), mutation
        assert noticed or core.value(shape, RDFS.comment)


def test_two_engines_find_the_same_in_a_graph_that_is_wrong_in_every_way(core: rdflib.Graph) -> None:
    store = small_graph()
    wrong = {mutate(store, MUTATIONS[name][-1])[0] for name in sorted(VIOLATIONS - BEYOND)}
    text = triples_of(store)
    report = shacl_rust.validate(text, FILE.read_text(encoding="utf-8"), data_format="nt")
    nodes = {result["focusNode"].strip("<>") for result in report["results"]}
    assert nodes == found(rdflib.Graph().parse(data=text, format="nt"), core)
    assert wrong <= nodes
