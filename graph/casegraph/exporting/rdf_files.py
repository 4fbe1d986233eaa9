"""N-Triples and RDF/XML; Turtle, TriG and JSON-LD have modules of their own.

Every writer takes N-Triples text, and gives the same text for the same statements in any order.
"""

from io import BytesIO

import pyoxigraph

from casegraph.exporting.statements import prefixes_of, sorted_lines
from casegraph.exporting.xml_text import xml_characters
from casegraph.names import BASE

__all__ = ["ntriples", "rdfxml"]


def ntriples(text: str, _base: str = BASE) -> str:
    r"""Return the statements of *text* as N-Triples: sorted, each once, with IRIs in full.

    >>> ntriples("<b> <p> <c> .\n<a> <p> <c> .\n")
    '<a> <p> <c> .\n<b> <p> <c> .\n'
    """
    return "".join(f"{line}\n" for line in sorted_lines(text))


def rdfxml(text: str, base: str = BASE) -> str:
    """Return the statements of *text* as RDF/XML, in the order of its sorted lines.

    XML cannot write control characters: a literal with one gets a replacement character instead.

    >>> document = rdfxml('<https://e.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "A & B" .')
    >>> "<rdfs:label>A &amp; B</rdfs:label>" in document
    True
    """
    statements = pyoxigraph.parse("\n".join(sorted_lines(text)), format=pyoxigraph.RdfFormat.N_TRIPLES)
    document = BytesIO()
    pyoxigraph.serialize(statements, document, format=pyoxigraph.RdfFormat.RDF_XML, prefixes=prefixes_of(base))
    # Oxigraph writes bare carriage returns, which XML readers turn into line feeds.
    return xml_characters(document.getvalue().decode()).replace("\r", "&#13;") + "\n"
