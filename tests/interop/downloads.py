"""Readers by HTTP: tables by URL, downloads in pieces, RDF of a thing by its address."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from interop.cells import item, unguarded
from interop.model import Facts, Package, Reader, Sources
from interop.programs import deb, output, pypi
from interop.tables import Rows, by_pandas, by_polars

__all__ = ["READERS", "things"]

FACE_OF_TABLES = "CSV by URL, /downloads"
_ADDED = ("<http://purl.org/dc/terms/isPartOf>", "<http://www.w3.org/2004/02/skos/core#narrower>")
"""What a page says beyond the graph: ways on to the dataset and to narrower concepts."""


def by_url(program: str, packages: tuple[Package, ...], read: Callable[[str], Rows]) -> Reader:
    """A reader of the tables of a build by their addresses."""

    def of(sources: Sources) -> Facts:
        names = sorted(path.name for path in sources.build.glob("*.csv"))
        rows = []
        for name in names:
            for row in read(f"{sources.address}/downloads/{name}"):
                rows.append(item(name, *("" if cell is None else unguarded(str(cell)) for cell in row)))
        return {"files": names, "rows": rows}

    return Reader(FACE_OF_TABLES, program, packages, "tables", of)


def curl_in_two(sources: Sources) -> Facts:
    """The files that curl gets in two pieces, and that are whole when these are put together."""
    whole = []
    for path in sorted(sources.build.glob("*.csv")):
        url, out = f"{sources.address}/downloads/{path.name}", sources.work / path.name
        output("curl", "--silent", "--fail", "--range", "0-99999", "--output", out, url)
        if out.stat().st_size > 100_000:
            raise ValueError(f"{path.name} comes whole where its first 100,000 bytes are asked for")
        if path.stat().st_size > 100_000:
            output("curl", "--silent", "--fail", "--continue-at", "-", "--output", out, url)
        if out.read_bytes() == path.read_bytes():
            whole.append(path.name)
    return {"files": whole}


def things(sources: Sources) -> list[tuple[str, str]]:
    """Agencies, themes and reviews, each with the address that the server has for it."""
    import casegraph

    with casegraph.open(sources.build) as graph:
        rows = graph.query("SELECT DISTINCT ?s { ?s a ?c VALUES ?c { cg:Review skos:Concept } } ORDER BY ?s")
        base = urlsplit(graph.base).path
    kinds = (f"{base}agency/", f"{base}review/")
    found = ((row["s"], urlsplit(row["s"]).path) for row in rows)
    return [(iri, f"{sources.address}/{path.removeprefix(base)}") for iri, path in found if path.startswith(kinds)]


def truth(sources: Sources) -> Facts:
    """What the graph says of each of them."""
    import pyoxigraph as ox

    import casegraph

    with casegraph.open(sources.build) as graph:
        found = ox.parse(graph.ntriples(), format=ox.RdfFormat.N_TRIPLES)
        wanted = {iri for iri, _ in things(sources)}
        told = [str(quad.triple) for quad in found if getattr(quad.subject, "value", "") in wanted]
    return {"things": wanted, "triples": told}


def by_rdflib(url: str) -> Iterator[str]:
    """The statements that rdflib gets from an address, which says what it would rather have."""
    import rdflib

    return (f"{one.n3()} {two.n3()} {three.n3()}" for one, two, three in rdflib.Graph().parse(url))


def by_rapper(url: str) -> Iterator[str]:
    """The statements that Raptor's command gets."""
    text = output("rapper", "--quiet", "--guess", "--output", "ntriples", url)
    return (line.removesuffix(" .") for line in text.splitlines())


def by_curl(url: str) -> Iterator[str]:
    """The statements in JSON-LD that curl gets and Oxigraph parses."""
    import pyoxigraph as ox

    text = output("curl", "--silent", "--fail", "--location", "--header", "Accept: application/ld+json", url)
    return (str(quad.triple) for quad in ox.parse(text, format=ox.RdfFormat.JSON_LD))


def by_address(program: str, packages: tuple[Package, ...], read: Callable[[str], Iterator[str]]) -> Reader:
    """A reader of things by their addresses; of what it gets, what the graph says of other things is left aside."""
    import pyoxigraph as ox

    def of(sources: Sources) -> Facts:
        wanted, told = [], []
        for iri, url in things(sources):
            text = "".join(f"{statement} .\n" for statement in read(url))
            found = {quad.triple for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES)}
            own = [
                str(triple)
                for triple in found
                if getattr(triple.subject, "value", "") == iri and str(triple.predicate) not in _ADDED
            ]
            told += own
            wanted += [iri] if own else []
        return {"things": wanted, "triples": told}

    return Reader("RDF by address, /agency, /review", program, packages, "things", of)


READERS = (
    by_url("pandas", pypi("pandas"), by_pandas),
    by_url("Polars", pypi("polars"), by_polars),
    Reader(FACE_OF_TABLES, "curl, in two pieces", deb("curl"), "tables", curl_in_two),
    by_address("rdflib", pypi("rdflib"), by_rdflib),
    by_address("Raptor, rapper", deb("raptor2-utils"), by_rapper),
    by_address("curl and pyoxigraph", (*deb("curl"), *pypi("pyoxigraph")), by_curl),
)
