"""N-Triples, Turtle (which is TriG as well) and RDF/XML; JSON-LD has a module of its own.

Every writer takes sorted lines of N-Triples, and yields bytes piece by piece, so that a file can be larger than memory.
"""

import re
from collections.abc import Iterator

import pyoxigraph

from casegraph.exporting.statements import refuse_blank_nodes
from casegraph.names import BASE, prefixes_for
from casegraph.rdf import turtle as turtle_writer
from casegraph.rdf.sorted_lines import SortedLines

__all__ = ["named_graph", "ntriples", "rdfxml", "turtle"]

_XML_END = b"</rdf:RDF>"
_NOT_IN_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")  # in UTF-8
_REPLACEMENT = "\ufffd".encode()


def ntriples(lines: SortedLines, _base: str = BASE) -> Iterator[bytes]:
    r"""Yield statements as N-Triples: sorted, each once, with IRIs in full.

    >>> b"".join(ntriples(SortedLines.of_text("<b> <p> <c> .\n<a> <p> <c> .\n")))
    b'<a> <p> <c> .\n<b> <p> <c> .\n'
    """
    return lines.blocks()


def turtle(lines: SortedLines, base: str = BASE) -> Iterator[bytes]:
    """Yield statements as Turtle (see ``casegraph.rdf.turtle``).

    Raises BuildError for a blank node, which has no name that stays the same.

    >>> line = '<https://w3id.org/casegraph/theme/risk> <http://www.w3.org/2000/01/rdf-schema#label> "risk" .'
    >>> print(b"".join(turtle(SortedLines.of_text(line))).decode(), end="")
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix theme: <https://w3id.org/casegraph/theme/> .
    <BLANKLINE>
    theme:risk rdfs:label "risk" .
    """
    return turtle_writer.turtle(SortedLines(lambda: map(refuse_blank_nodes, lines.blocks())), prefixes_for(base))


def named_graph(iri: str, lines: SortedLines, base: str = BASE) -> Iterator[bytes]:
    """Yield statements as a graph called *iri*, to be appended to a file in TriG.

    >>> line = '<https://w3id.org/casegraph/theme/risk> <http://www.w3.org/2000/01/rdf-schema#label> "risk" .'
    >>> print(b"".join(named_graph("x:g", SortedLines.of_text(line))).decode(), end="")
    <BLANKLINE>
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix theme: <https://w3id.org/casegraph/theme/> .
    <x:g> {
    <BLANKLINE>
    theme:risk rdfs:label "risk" .
    }
    """
    pieces = turtle(lines, base)
    first = next(pieces, b"")
    is_head = first.startswith(b"@prefix ")
    yield b"\n" + first * is_head + f"<{iri}> {{\n".encode() + first * (not is_head)
    yield from pieces
    yield b"}\n"


def rdfxml(lines: SortedLines, base: str = BASE) -> Iterator[bytes]:
    """Yield statements as RDF/XML, in the order of the lines.

    XML cannot write control characters: a literal with one gets a replacement character instead.

    >>> line = '<https://e.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "A & B" .'
    >>> b"<rdfs:label>A &amp; B</rdfs:label>" in b"".join(rdfxml(SortedLines.of_text(line)))
    True
    """
    prefixes = prefixes_for(base)
    head = _xml(b"", prefixes).removesuffix(_XML_END)
    yield head
    for block in lines.blocks():
        yield _xml(block, prefixes)[len(head) : -len(_XML_END)]
    yield _XML_END + b"\n"


def _xml(block: bytes, prefixes: dict[str, str]) -> bytes:
    """Return some statements as a whole document, whose head has the same length whatever they are."""
    statements = pyoxigraph.parse(block, format=pyoxigraph.RdfFormat.N_TRIPLES, lenient=True)
    content = pyoxigraph.serialize(statements, format=pyoxigraph.RdfFormat.RDF_XML, prefixes=prefixes) or b""
    # Oxigraph writes bare carriage returns, which XML readers turn into line feeds.
    return _NOT_IN_XML.sub(_REPLACEMENT, content).replace(b"\r", b"&#13;")
