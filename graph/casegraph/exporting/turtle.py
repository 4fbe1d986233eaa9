"""Turtle to read: one paragraph a subject, its type first, one object a line where there are several."""

import re

from casegraph.exporting.statements import RDF_TYPE, ShortNames, prefixes_of, subjects
from casegraph.names import BASE, PREFIXES

__all__ = ["turtle"]

# Literals that Turtle writes bare; any other spelling of the same value keeps its quotes, so that nothing changes.
_BARE = {
    f"<{PREFIXES['xsd']}integer>": re.compile(r"-?[0-9]+").fullmatch,
    f"<{PREFIXES['xsd']}decimal>": re.compile(r"-?[0-9]+\.[0-9]+").fullmatch,
    f"<{PREFIXES['xsd']}boolean>": re.compile("true|false").fullmatch,
}


def turtle(ntriples: str, base: str = BASE) -> str:
    r"""Return the statements of *ntriples* as Turtle, which is TriG as well: all of them are in the default graph.

    The order is that of the sorted lines, so the same statements always give the same text. IRIs that start with
    *base* and have no prefix are written relative to it.

    >>> print(turtle('<https://w3id.org/casegraph/review/a> <https://w3id.org/casegraph/ontology#year> '
    ...              '"2025"^^<http://www.w3.org/2001/XMLSchema#integer> .').split("\n\n")[1])
    review:a
        cg:year 2025 .
    <BLANKLINE>
    """
    names = ShortNames(base)

    def term(token: str) -> str:
        if token[0] == '"':
            lexical, quote, datatype = token.rpartition('"')
            if not datatype.startswith("^^"):
                return token
            datatype = datatype[2:]
            if datatype in _BARE and _BARE[datatype](lexical, 1):
                return lexical[1:]
            return f"{lexical}{quote}^^{term(datatype)}"
        _, name, relative = names[token]
        return name or (f"<{relative}>" if relative else token)

    parts = [f"@base <{base}> .\n", *(f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes_of(base).items())]
    for subject, predicates in subjects(ntriples).items():
        lines = []
        if types := predicates.pop(RDF_TYPE, None):
            lines.append("a " + ", ".join(map(term, types)))
        for predicate, objects in predicates.items():
            gap = " " if len(objects) == 1 else "\n        "
            lines.append(term(predicate) + gap + ",\n        ".join(map(term, objects)))
        parts.append(f"\n{term(subject)}\n    " + " ;\n    ".join(lines) + " .\n")
    return "".join(parts)
