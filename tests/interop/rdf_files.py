"""Readers of RDF: every file of the graph, statement by statement."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox

from interop.cells import by_value
from interop.model import Facts, Package, Reader, Sources
from interop.programs import deb, node, npm, output, pypi, script

__all__ = ["READERS"]

Statements = Iterator[str]


def of_ntriples(text: str) -> Statements:
    """The statements of N-Triples or N-Quads that a program has written, each in one and the same notation."""
    return (str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.N_QUADS))


def by_pyoxigraph(path: Path) -> Statements:
    """As Oxigraph's parsers have them."""
    return (str(quad.triple) for quad in ox.parse(path=path))


def by_oxigraph(path: Path) -> Statements:
    """As the command line of Oxigraph converts them."""
    return of_ntriples(output(script("oxigraph"), "convert", "--from-file", path, "--to-format", "nq"))


def by_rdflib(path: Path) -> Statements:
    """As rdflib has them."""
    import rdflib

    graph = rdflib.Dataset(default_union=True)
    graph.parse(path, format={"rdf": "xml", "jsonld": "json-ld", "ttl": "turtle"}.get(path.suffix[1:], path.suffix[1:]))
    merged = rdflib.Graph()
    for triple in graph.triples((None, None, None)):
        merged.add(triple)
    return of_ntriples(merged.serialize(format="nt"))


def by_rapper(path: Path) -> Statements:
    """As Raptor's command has them."""
    form = {".rdf": "rdfxml", ".ttl": "turtle", ".nt": "ntriples", ".trig": "trig"}[path.suffix]
    return of_ntriples(output("rapper", "--quiet", "--input", form, "--output", "nquads", path))


def by_serdi(path: Path) -> Statements:
    """As Serd's command has them, which takes no fault lightly."""
    form = {".ttl": "turtle", ".nt": "ntriples", ".trig": "trig"}[path.suffix]
    return of_ntriples(output("serdi", "-e", "-i", form, "-o", "nquads", path))


def by_owlready2(path: Path) -> Statements:
    """As owlready2 has them in its store, beside the name that it gives a file without an ontology's."""
    import owlready2

    world = owlready2.World()
    world.get_ontology(path.as_uri()).load()
    out = io.BytesIO()
    world.save(out, format="ntriples")
    return (by_value(each) for each in of_ntriples(out.getvalue().decode()) if "<http://anonymous>" not in each)


def by_node(library: str) -> Callable[[Path], Statements]:
    """As a library for JavaScript has them."""
    return lambda path: of_ntriples(node("rdf.mjs", library, path))


def reader(
    ending: str,
    program: str,
    packages: tuple[Package, ...],
    read: Callable[[Path], Statements],
    truth: str = "triples",
) -> Reader:
    """A reader of one of the files of a build."""

    def of(sources: Sources) -> Facts:
        return {"triples": [*read(sources.build / f"casegraph.{ending}")]}

    return Reader(f"casegraph.{ending}", program, packages, truth, of)


def readers() -> Iterator[Reader]:
    """Each program with the formats that it reads."""
    for ending in ("ttl", "nt", "jsonld", "rdf", "trig"):
        yield reader(ending, "pyoxigraph", pypi("pyoxigraph"), by_pyoxigraph)
        yield reader(ending, "Oxigraph", pypi("oxigraph"), by_oxigraph)
        yield reader(ending, "rdflib", pypi("rdflib"), by_rdflib)
        if ending != "jsonld":
            yield reader(ending, "Raptor, rapper", deb("raptor2-utils"), by_rapper)
        if ending not in ("jsonld", "rdf"):
            yield reader(ending, "Serd, serdi", deb("serdi"), by_serdi)
            yield reader(ending, "N3.js", npm("n3"), by_node("n3"))
    yield reader("nt", "owlready2", pypi("owlready2"), by_owlready2, "triples by value")
    yield reader("jsonld", "jsonld.js", npm("jsonld"), by_node("jsonld"))
    yield reader("rdf", "rdfxml-streaming-parser", npm("rdfxml-streaming-parser"), by_node("rdfxml-streaming-parser"))


READERS = tuple(sorted(readers(), key=lambda each: "ttl nt jsonld rdf trig".find(each.face.rpartition(".")[2])))
