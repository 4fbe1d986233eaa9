"""Readers of SPARQL's results: JSON, XML and TSV of /sparql, from files and by the protocol."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox

from interop.cells import item, term
from interop.model import Facts, Package, Reader, Sources
from interop.programs import deb, node, npm, output, pypi, script

if TYPE_CHECKING:
    import rdflib.term

__all__ = ["READERS"]

Row = Mapping[str, list[str] | None]
"""The terms of a row by their variables; a variable without a value has None, or is left out."""


def facts(found: Iterable[tuple[str, Iterable[Row]]]) -> Facts:
    """The rows of the questions as items."""
    names, rows = [], []
    for name, answer in found:
        names.append(name)
        rows += [item(name, {key: row[key] for key in sorted(row) if row[key]}) for row in answer]
    return {"questions": names, "rows": rows}


def by_rdflib(path: Path) -> Iterator[Row]:
    """As rdflib's parsers of results have them."""
    from rdflib.query import Result

    form = {"srj": "json", "srx": "xml", "tsv": "tsv"}[path.suffix[1:]]
    with path.open("rb") as file:
        found = Result.parse(file, format=form)
    for row in found.bindings:
        yield {str(name): _of_rdflib(each) for name, each in row.items()}


def _of_rdflib(found: "rdflib.term.Node") -> list[str]:
    import rdflib

    if isinstance(found, rdflib.Literal):
        return term("literal", str(found), str(found.datatype or ""), found.language or "")
    return term("iri" if isinstance(found, rdflib.URIRef) else "bnode", str(found))


def by_pyoxigraph(path: Path) -> Iterator[Row]:
    """As Oxigraph's parsers have them, which are told no more than the format."""
    forms = {".srj": ox.QueryResultsFormat.JSON, ".srx": ox.QueryResultsFormat.XML, ".tsv": ox.QueryResultsFormat.TSV}
    return _rows_of_oxigraph(ox.parse_query_results(path=path, format=forms[path.suffix]))


def _rows_of_oxigraph(found: object) -> Iterator[Row]:
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        yield {name.value: _of_oxigraph(row[name]) for name in found.variables}


def _of_oxigraph(found: object) -> list[str] | None:
    if isinstance(found, ox.Literal):
        return term("literal", found.value, found.datatype.value, found.language or "")
    if isinstance(found, (ox.NamedNode, ox.BlankNode)):
        return term("iri" if isinstance(found, ox.NamedNode) else "bnode", found.value)
    return None


def _of_json(text: str) -> list[Row]:
    """The rows of SPARQL's JSON, for programs that write it."""
    return [
        {
            name: term(
                {"uri": "iri", "bnode": "bnode"}.get(each["type"], "literal"),
                each["value"],
                each.get("datatype", ""),
                each.get("xml:lang", ""),
            )
            for name, each in row.items()
        }
        for row in json.loads(text)["results"]["bindings"]
    ]


def by_roqet(path: Path) -> Iterator[Row]:
    """As Rasqal has them: its command reads a file of results and writes SPARQL's XML again."""
    text = output("roqet", "--quiet", "-t", path, "-R", "xml", "-r", "xml")
    text = re.sub(r"<binding[^>]*>\s*<unbound/>\s*</binding>", "", text)  # as drafts of the standard had it
    return _rows_of_oxigraph(ox.parse_query_results(text, format=ox.QueryResultsFormat.XML))


def files(ending: str, read: Callable[[Path], Iterable[Row]]) -> Callable[[Sources], Facts]:
    """Reads the answers that are in files of one format."""
    return lambda sources: facts((path.stem, read(path)) for path in sorted(sources.answers.glob(f"*.{ending}")))


def by_node(library: str, ending: str) -> Callable[[Sources], Facts]:
    """Reads them with a library for JavaScript, which for the last of them asks the endpoint itself."""

    def read(sources: Sources) -> Facts:
        paths = sorted(sources.answers.glob(f"*.{ending}"))
        found = json.loads(node("answers.mjs", library, f"{sources.address}/sparql", *paths))
        return facts(zip((path.stem for path in paths), found, strict=True))

    return read


def by_sparqlwrapper(sources: Sources) -> Facts:
    """As SPARQLWrapper gets them from the endpoint."""
    import SPARQLWrapper

    def ask(path: Path) -> list[Row]:
        client = SPARQLWrapper.SPARQLWrapper(f"{sources.address}/sparql", returnFormat=SPARQLWrapper.JSON)
        client.setQuery(path.read_text(encoding="utf-8"))
        return _of_json(json.dumps(client.queryAndConvert()))

    return facts((path.stem, ask(path)) for path in sorted(sources.answers.glob("*.rq")))


def by_rdflib_store(sources: Sources) -> Facts:
    """As rdflib gets them from the endpoint, which to it is a store like others."""
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{sources.address}/sparql", returnFormat="json"))

    def ask(path: Path) -> list[Row]:
        found = graph.query(path.read_text(encoding="utf-8"))
        return [{str(name): _of_rdflib(each) for name, each in row.items()} for row in found.bindings]

    return facts((path.stem, ask(path)) for path in sorted(sources.answers.glob("*.rq")))


def by_oxigraph(sources: Sources) -> Facts:
    """As the command line of Oxigraph gets them, each the answer to SERVICE in a query of its own."""
    store = sources.work / "store"
    (sources.work / "empty.nt").write_text("", encoding="utf-8")
    output(script("oxigraph"), "load", "--location", store, "--file", sources.work / "empty.nt")

    def ask(path: Path) -> list[Row]:
        query = path.read_text(encoding="utf-8")
        declared, _, asked = query.partition("\n\n")
        text = f"{declared} SELECT * {{ SERVICE <{sources.address}/sparql> {{ {{ {asked} }} }} }}"
        return _of_json(
            output(script("oxigraph"), "query", "--location", store, "--query", text, "--results-format", "json")
        )

    return facts((path.stem, ask(path)) for path in sorted(sources.answers.glob("*.rq")))


def reader(face: str, program: str, packages: tuple[Package, ...], read: Callable[[Sources], Facts]) -> Reader:
    """A reader of terms."""
    return Reader(face, program, packages, "terms of answers", read)


READERS = (
    reader("/sparql as JSON", "rdflib", pypi("rdflib"), files("srj", by_rdflib)),
    reader("/sparql as JSON", "pyoxigraph", pypi("pyoxigraph"), files("srj", by_pyoxigraph)),
    reader("/sparql as JSON", "sparqljson-parse", npm("sparqljson-parse"), by_node("sparqljson-parse", "srj")),
    reader("/sparql as XML", "rdflib", pypi("rdflib"), files("srx", by_rdflib)),
    reader("/sparql as XML", "pyoxigraph", pypi("pyoxigraph"), files("srx", by_pyoxigraph)),
    reader("/sparql as XML", "sparqlxml-parse", npm("sparqlxml-parse"), by_node("sparqlxml-parse", "srx")),
    reader("/sparql as XML", "Rasqal, roqet", deb("rasqal-utils"), files("srx", by_roqet)),
    reader("/sparql as TSV", "rdflib", pypi("rdflib"), files("tsv", by_rdflib)),
    reader("/sparql as TSV", "pyoxigraph", pypi("pyoxigraph"), files("tsv", by_pyoxigraph)),
    reader("/sparql, protocol", "SPARQLWrapper", pypi("SPARQLWrapper"), by_sparqlwrapper),
    reader("/sparql, protocol", "rdflib, SPARQLStore", pypi("rdflib"), by_rdflib_store),
    reader("/sparql, protocol", "fetch-sparql-endpoint", npm("fetch-sparql-endpoint"), by_node("fetch-sparql-endpoint", "rq")),
    reader("/sparql, protocol", "Oxigraph, SERVICE", pypi("oxigraph"), by_oxigraph),
)  # fmt: skip
