"""Turtle: the one writer, of files, of answers on the command line and of answers on a server.

pyoxigraph writes; here triples get their order and the prefixes that they use, so that the same triples always give the
same bytes. The process that evaluates queries loads this module too, so it imports next to nothing.
"""

import re

import pyoxigraph as ox

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["turtle"]

_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_PLAIN = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")
_ENDS = re.compile("[/#]")


def turtle(ntriples: str, prefixes: "Mapping[str, str]") -> str:
    r"""Return N-Triples as Turtle: by subject, its type first, with the *prefixes* that are used.

    A prefix is left out where one of its names would need an escape (``recommendation:2025-kent-child-a\/3``): then
    IRIs are written in full, as one would paste them into a query.

    >>> cg = "https://w3id.org/casegraph/ontology#"
    >>> text = f'<x:b> <{cg}year> "2025"^^<http://www.w3.org/2001/XMLSchema#integer> .\n<x:b> {_TYPE} <{cg}Review> .\n'
    >>> print(turtle(text, {"cg": cg, "skos": "http://www.w3.org/2004/02/skos/core#"}), end="")
    @prefix cg: <https://w3id.org/casegraph/ontology#> .
    <BLANKLINE>
    <x:b> a cg:Review ;
        cg:year 2025 .
    """
    lines: list[str] = []
    iris: set[str] = set()
    last, types = "", 0
    for line in sorted({line for line in ntriples.split("\n") if line}):
        subject, predicate, rest = line.split(" ", 2)
        if subject != last:
            last, types = subject, len(lines)
        if predicate == _TYPE:
            lines.insert(types, line)
            types += 1
        else:
            lines.append(line)
        iris.update((subject, predicate, rest[:-2] if rest[0] == "<" else rest[rest.rfind('"') + 3 : -2]))
    usable = _usable(iris, prefixes)
    quads = ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES)
    content = ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes=usable) or b""
    body = content.decode().split("\n", len(usable))[-1]  # the engine declares prefixes in an order of its own
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in usable.items() if f"{name}:" in body)
    # No text has a bare line feed, so what follows one is ours.
    paragraphs = body.replace("\n\t", "\n    ").replace(" .\n", " .\n\n").removesuffix("\n")
    return f"{head}\n{paragraphs}" if head and paragraphs else head + paragraphs


def _usable(iris: "Iterable[str]", prefixes: "Mapping[str, str]") -> dict[str, str]:
    """Return the prefixes by which some IRIs (in angle brackets) can be written plainly, and none with an escape."""
    names = {f"<{namespace}": name for name, namespace in prefixes.items()}
    used: set[str] = set()
    escaped: set[str] = set()
    parents: set[str] = set()
    for iri in iris:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        parents.add(iri[:cut])
        if iri[:cut] in names and cut < len(iri) - 1:
            (used if _PLAIN.fullmatch(iri, cut, len(iri) - 1) else escaped).add(names[iri[:cut]])
    for parent in parents:  # whose names have the end of a namespace in them
        above = (parent[: end.end()] for end in _ENDS.finditer(parent, 0, len(parent) - 1))
        escaped.update(names[each] for each in above if each in names)
    return {name: prefixes[name] for name in sorted(used - escaped)}
