"""Turtle: the one writer, of files, of answers on the command line and of answers on a server.

pyoxigraph writes; here triples get their order and the prefixes that they use, so that the same triples always give the
same bytes. The process that evaluates queries loads this module too, so it imports next to nothing.
"""

import re

import pyoxigraph as ox

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from casegraph.rdf.sorted_lines import SortedLines

__all__ = ["turtle"]

_TYPE = b"<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_TYPED = b" " + _TYPE + b" "
_XSD = b"http://www.w3.org/2001/XMLSchema#"
_BARE = re.compile(  # literals that Turtle writes without their datatype
    rb'"[+-]?[0-9]++"\^\^<%binteger>|"(?:true|false)"\^\^<%bboolean>|"[+-]?[0-9]*+\.[0-9]++"\^\^<%bdecimal>'
    rb'|"[+-]?(?:[0-9]++(?:\.[0-9]*+)?|\.[0-9]++)[eE][+-]?[0-9]++"\^\^<%bdouble>' % (_XSD, _XSD, _XSD, _XSD)
)
_PLAIN = re.compile(rb"[A-Za-z0-9_][A-Za-z0-9_-]*")
_ENDS = re.compile(rb"[/#]")
_KEPT = 10_000  # parents of IRIs that are remembered


def turtle(lines: "SortedLines", prefixes: "Mapping[str, str]") -> "Iterator[bytes]":
    r"""Yield statements as Turtle, piece by piece: by subject, its type first, with the *prefixes* that are used.

    A prefix is left out where one of its names would need an escape (``recommendation:2025-kent-child-a\/3``): then
    IRIs are written in full, as one would paste them into a query. The lines are read twice.

    >>> from casegraph.rdf.sorted_lines import SortedLines
    >>> cg = "https://w3id.org/casegraph/ontology#"
    >>> text = f'<x:b> <{cg}year> "2025"^^<http://www.w3.org/2001/XMLSchema#integer> .\n'
    >>> text += f"<x:b> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <{cg}Review> .\n"
    >>> prefixes = {"cg": cg, "skos": "http://www.w3.org/2004/02/skos/core#"}
    >>> print(b"".join(turtle(SortedLines.of_text(text), prefixes)).decode(), end="")
    @prefix cg: <https://w3id.org/casegraph/ontology#> .
    <BLANKLINE>
    <x:b> a cg:Review ;
        cg:year 2025 .
    """
    usable = _usable(lines, prefixes)
    head = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in usable.items()).encode()
    if head:
        yield head
    between = b"\n" if head else b""
    for block in lines.blocks():
        quads = ox.parse(_types_first(block), format=ox.RdfFormat.N_TRIPLES, lenient=True)
        content = ox.serialize(quads, format=ox.RdfFormat.TURTLE, prefixes=usable) or b""
        body = content.split(b"\n", len(usable))[-1]  # the engine declares prefixes in an order of its own
        # No text has a bare line feed, so what follows one is ours.
        yield between + body.replace(b"\n\t", b"\n    ").replace(b" .\n", b" .\n\n").removesuffix(b"\n")
        between = b"\n"


def _types_first(block: bytes) -> bytes:
    """Return lines with the types of each subject before its other statements."""
    pieces: list[bytes] = []
    done = seen = 0  # where lines begin that are not in the pieces, and that were not looked at
    at = block.find(_TYPED)
    while at >= 0:
        start = block.rfind(b"\n", 0, at) + 1
        subject = block[start : at + 1]
        if b" " in subject[:-1]:  # rdf:type is an object, or in the text of one
            at = block.find(_TYPED, at + 1)
            continue
        first = seen if block.startswith(subject, seen) else block.find(b"\n" + subject, seen) + 1
        seen = block.find(b"\n", at) + 1
        while block.startswith(subject + _TYPED[1:], seen):
            seen = block.find(b"\n", seen) + 1
        if first < start:
            pieces += (block[done:first], block[start:seen], block[first:start])
            done = seen
        at = block.find(_TYPED, seen)
    return b"".join(pieces) + block[done:] if pieces else block


def _usable(lines: "SortedLines", prefixes: "Mapping[str, str]") -> dict[str, str]:
    """Return the prefixes by which some IRIs can be written plainly, and none with an escape."""
    names = {f"<{namespace}".encode(): name for name, namespace in prefixes.items()}
    used: set[str] = set()
    escaped: set[str] = set()
    parents: set[bytes] = set()
    for block in lines.blocks():
        for iri in _iris(block):
            cut = max(iri.rfind(b"/"), iri.rfind(b"#")) + 1
            parent = iri[:cut]
            if (name := names.get(parent)) and cut < len(iri) - 1:
                (used if _PLAIN.fullmatch(iri, cut, len(iri) - 1) else escaped).add(name)
            if parent not in parents:  # whose names may have the end of a namespace in them
                if len(parents) == _KEPT:
                    parents.clear()
                parents.add(parent)
                above = (parent[: end.end()] for end in _ENDS.finditer(parent, 0, len(parent) - 1))
                escaped.update(names[each] for each in above if each in names)
    return {name: prefixes[name] for name in sorted(used - escaped)}


def _iris(block: bytes) -> set[bytes]:
    """Return the IRIs in some lines that Turtle has to write, in angle brackets."""
    subjects, predicates, rests = map(set, zip(*[line.split(b" ", 2) for line in block[:-1].split(b"\n")]))  # noqa: B905
    iris = subjects | predicates - {_TYPE}
    for rest in rests:
        if rest.endswith(b"> ."):
            literal, _, datatype = rest.rpartition(b'"^^') if rest[:1] == b'"' else (b"", b"", rest)
            if not literal or not _BARE.fullmatch(rest, 0, len(rest) - 2):
                iris.add(datatype[:-2])
    return iris
