"""The class diagram of the ontology: ontology/casegraph.ttl as a text that Graphviz draws.

`make docs` writes docs/ontology.svg with it, and the pages of all terms as docs/ontology.html.
"""

import re
import subprocess
import sys
from collections import defaultdict
from html import escape
from pathlib import Path

from pyoxigraph import RdfFormat, parse

__all__ = ["dot_text"]

ONTOLOGY = Path(__file__).parent.parent / "ontology" / "casegraph.ttl"
TERMS = "https://w3id.org/casegraph/ontology#"
OUTSIDE = {
    "http://www.w3.org/2004/02/skos/core#Concept": "skos:Concept",
    "http://www.w3.org/ns/org#Organization": "org:Organization",
    "http://www.w3.org/2002/07/owl#Thing": "owl:Thing",
}
REUSED = (
    ("CatalogueEntry", "dcterms:references", "Review"),
    ("CatalogueEntry", "dcterms:isPartOf", "SourcePage"),
    ("SourcePage", "dcterms:isPartOf", "Collection"),
    ("Report", "prov:wasGeneratedBy", "Review"),
    ("Passage", "oa:hasSource", "SourcePage"),
    ("Reading", "inPassage", "Passage"),
    ("Clause", "inPassage", "Passage"),
    ("Clause", "hasReading", "Reading"),
    ("Score", "inProjection", "Projection"),
    ("Community", "inProjection", "Projection"),
)
"""Arrows whose property is another vocabulary's, or has no domain of its own."""

Facts = dict[str, list[str]]


def dot_text() -> str:
    """Return the diagram in Graphviz's language: a box a class with its data properties, an arrow for each way on."""
    said = _statements()
    classes, links, data, days = (
        [term for term, facts in said.items() if term.startswith(TERMS) and kind in facts["type"]]
        for kind in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    )
    data = sorted([*data, *(term for term in days if said[term]["domain"])])  # the others are for the schemes' files
    lines = [
        "digraph ontology {",
        '  graph [rankdir=LR, nodesep=0.3, ranksep=1, fontname="Helvetica", fontsize=12, bgcolor="white"]',
        '  node [shape=plain, fontname="Helvetica", fontsize=11]',
        '  edge [fontname="Helvetica", fontsize=9, color="#5a5a5a", fontcolor="#3a3a3a", arrowsize=0.7]',
    ]
    for kind in (*classes, *OUTSIDE):
        own = [f"{_name(term)}{_datatype(said[term])}" for term in data if kind in said[term]["domain"]]
        lines.append(_box(_name(kind), own, "#f3f2f1" if kind in OUTSIDE else "#e8f1f8"))
    arrows: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for term in links:
        for start in said[term]["domain"]:
            for end in said[term]["range"]:
                arrows[_name(start), _name(end)].append(_name(term))
    for start, term, end in REUSED:
        arrows[start, end].append(term)
    lines += [f'  "{start}" -> "{end}" [label="{_stacked(names)}"]' for (start, end), names in sorted(arrows.items())]
    for kind in classes:
        for parent in said[kind]["subClassOf"]:
            if parent.startswith(TERMS):
                lines.append(f'  "{_name(parent)}" -> "{_name(kind)}" [dir=back, arrowtail=empty, style=dashed]')
    drawn = " ".join(lines).replace("\\n", " ")
    free = [_name(term) for term in (*links, *data) if not re.search(rf"\b{_name(term)}\b", drawn)]
    lines += [f'  label="Of several classes: {", ".join(sorted(free))}"', "}"]
    return "\n".join(lines) + "\n"


def _statements() -> dict[str, Facts]:
    """Return what the ontology says of each term: objects by the last part of the predicate, classes by theirs."""
    said: defaultdict[str, Facts] = defaultdict(lambda: defaultdict(list))
    for quad in parse(ONTOLOGY.read_bytes(), format=RdfFormat.TURTLE):
        predicate, value = quad.predicate.value.rpartition("#")[2], str(getattr(quad.object, "value", ""))
        known = value.rpartition("#")[2] if predicate == "type" else value
        said[str(getattr(quad.subject, "value", ""))][predicate].append(known)
    return {term: said[term] for term in sorted(said)}


def _name(iri: str) -> str:
    return OUTSIDE.get(iri, iri.removeprefix(TERMS))


def _datatype(facts: Facts) -> str:
    """Return the datatype of a property, with its colon; days have no range, for OWL 2 does not know them."""
    return "".join(f": {iri.rpartition('#')[2].rpartition('/')[2]}" for iri in facts["range"])


def _stacked(names: list[str]) -> str:
    return "\\n".join(names)


def _box(name: str, data: list[str], colour: str) -> str:
    rows = f'<tr><td bgcolor="{colour}"><b>{escape(name)}</b></td></tr>'
    if data:
        rows += '<tr><td align="left" balign="left">' + "<br/>".join(map(escape, data)) + "</td></tr>"
    table = f'<table border="0" cellborder="1" cellspacing="0" cellpadding="4" color="#5a5a5a">{rows}</table>'
    return f'  "{name}" [label=<{table}>]'


if __name__ == "__main__":
    drawn = subprocess.run(["dot", "-Tsvg"], input=dot_text(), capture_output=True, text=True, check=True)
    Path(sys.argv[1]).write_text(drawn.stdout, encoding="utf-8")
