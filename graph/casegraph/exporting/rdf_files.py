"""N-Triples, Turtle (which is TriG as well) and RDF/XML; JSON-LD has a module of its own.

Every writer takes N-Triples text, and gives the same text for the same statements in any order.
"""

from io import BytesIO

import pyoxigraph

from casegraph.exporting.statements import refuse_blank_nodes, sorted_lines
from casegraph.exporting.xml_text import xml_characters
from casegraph.names import BASE, prefixes_for
from casegraph.rdf import turtle as turtle_writer

__all__ = ["ntriples", "rdfxml", "turtle"]


def ntriples(text: str, _base: str = BASE) -> str:
    r"""Return the statements of *text* as N-Triples: sorted, each once, with IRIs in full.

    >>> ntriples("<b> <p> <c> .\n<a> <p> <c> .\n")
    '<a> <p> <c> .\n<b> <p> <c> .\n'
    """
    return "".join(f"{line}\n" for line in sorted_lines(text))


def turtle(text: str, base: str = BASE) -> str:
    """Return the statements of *text* as Turtle (see ``casegraph.rdf.turtle``).

    Raises BuildError for a blank node, which has no name that stays the same.

    >>> print(turtle("<https://w3id.org/casegraph/theme/risk> <http://www.w3.org/2000/01/rdf-schema#label> 'risk' ."
    ...              .replace("'", '"')), end="")
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix theme: <https://w3id.org/casegraph/theme/> .
    <BLANKLINE>
    theme:risk rdfs:label "risk" .
    """
    refuse_blank_nodes(text)
    return turtle_writer.turtle(text, prefixes_for(base))


def rdfxml(text: str, base: str = BASE) -> str:
    """Return the statements of *text* as RDF/XML, in the order of its sorted lines.

    XML cannot write control characters: a literal with one gets a replacement character instead.

    >>> document = rdfxml('<https://e.org/a> <http://www.w3.org/2000/01/rdf-schema#label> "A & B" .')
    >>> "<rdfs:label>A &amp; B</rdfs:label>" in document
    True
    """
    statements = pyoxigraph.parse("\n".join(sorted_lines(text)), format=pyoxigraph.RdfFormat.N_TRIPLES)
    document = BytesIO()
    pyoxigraph.serialize(statements, document, format=pyoxigraph.RdfFormat.RDF_XML, prefixes=prefixes_for(base))
    # Oxigraph writes bare carriage returns, which XML readers turn into line feeds.
    return xml_characters(document.getvalue().decode()).replace("\r", "&#13;") + "\n"
