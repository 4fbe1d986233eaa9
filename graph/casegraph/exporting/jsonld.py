"""JSON-LD for readers and programmers: prefixed names, plain values, one subject a line."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json.encoder import encode_basestring as quoted
from typing import Any

from casegraph.exporting.statements import RDF_TYPE, ShortNames, no_lasting_name, refuse_blank_nodes, unescape
from casegraph.names import BASE, PREFIXES, prefixes_for
from casegraph.rdf.sorted_lines import SortedLines

__all__ = ["jsonld"]

_BOOLEAN, _INTEGER = f"^^<{PREFIXES['xsd']}boolean>", f"^^<{PREFIXES['xsd']}integer>"
_NATIVE = (_BOOLEAN, _INTEGER)
# integers that every JSON reader reads exactly and writes back the same; others are written as typed values
_JSON_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
# what JSON writes in another way, or may; all other text is the same there as in N-Triples
_CONTROLS = bytes({*range(0x20)} - {0x0A})
_ESCAPES = (b"\\u", b"\\U", b"\\'")


Kinds = Mapping[str, str | None]
"""What all values of each predicate are: "@id" for IRIs, else the suffix of a literal; None if they differ."""


def jsonld(lines: SortedLines, base: str = BASE) -> Iterator[bytes]:
    """Yield statements as compact JSON-LD, piece by piece, in the order of the lines, which are read twice.

    If all values of a property are IRIs, or have the same datatype or language, the context says so once and the values
    are plain strings. Integers and booleans are JSON's own. IRIs of the graph are relative to *base*.

    Raises BuildError for a line that is no statement about an IRI: blank nodes have no lasting name.

    >>> document = jsonld(SortedLines.of_text('<https://w3id.org/casegraph/review/a> '
    ...     '<https://w3id.org/casegraph/ontology#year> "2025"^^<http://www.w3.org/2001/XMLSchema#integer> .'))
    >>> json.loads(b"".join(document))["@graph"]
    [{'@id': 'review:a', 'cg:year': 2025}]
    """
    spelling = _Spelling(base, _kinds(SortedLines(lambda: map(refuse_blank_nodes, lines.blocks()))))
    head = json.dumps(spelling.context(), ensure_ascii=False, indent=1)
    between = f'{{\n"@context": {head},\n"@graph": [\n'
    for block in lines.blocks():
        yield (between + ",\n".join(spelling.nodes(block))).encode()
        between = ",\n"
    yield ("\n]\n}\n" if between == ",\n" else f"{between}\n]\n}}\n").encode()


@dataclass(frozen=True, slots=True)
class _Property:
    """How a property is written: its *key*, and what all its values are (see `Kinds`).

    They are all IRIs, or all literals of which only the text is written (*is_plain*), which ends in its line at *end*.
    """

    key: str
    kind: str | None
    is_iri: bool
    is_plain: bool
    end: int


class _Spelling:
    """The spelling of terms in JSON-LD, given what all values of each predicate are."""

    def __init__(self, base: str, kinds: Kinds) -> None:
        self._base = base
        self._names, self._references = ShortNames(base), ShortNames(base, relative=True)
        self._properties = {predicate: self._property(predicate, kind) for predicate, kind in kinds.items()}

    def context(self) -> dict[str, Any]:
        context: dict[str, Any] = {"@base": self._base, **prefixes_for(self._base)}
        for predicate, how in sorted(self._properties.items()):
            name = self._names[predicate]
            if predicate == RDF_TYPE or not how.kind or how.kind in _NATIVE:
                continue
            if how.kind == "@id":
                context[name] = {"@id": name, "@type": "@id"}
            elif how.kind[0] == "@":
                context[name] = {"@id": name, "@language": how.kind[1:]}
            else:
                context[name] = {"@id": name, "@type": self._names[how.kind[2:]]}
        return context

    def nodes(self, block: bytes) -> Iterator[str]:
        """Yield the node of each subject of some lines, as JSON."""
        names, references, properties = self._names, self._references, self._properties
        last = last_predicate = ""
        types: list[str] = []
        pieces: list[str] = []
        end = ""  # of the last property: whether it is a list
        for line in block[:-1].decode().split("\n"):
            subject, predicate, rest = line.split(" ", 2)
            if subject != last:
                if last:
                    yield self._node(last, types, pieces, end)
                last, last_predicate, types, pieces, end = subject, "", [], [], ""
            if predicate == RDF_TYPE:
                types.append(quoted(names[rest[:-2]]))
                continue
            how = properties[predicate]
            if how.is_iri:
                value = quoted(references[rest[:-2]])
            elif how.is_plain:
                text = rest[1 : how.end]
                value = quoted(unescape(text) if "\\" in text else text)
            else:
                value = self._value(rest, how.kind)
            if predicate != last_predicate:
                pieces += (end, how.key, value)
                last_predicate, end = predicate, ""
            elif end:
                pieces += (", ", value)
            else:
                pieces[-1:] = ("[", pieces[-1], ", ", value)
                end = "]"
        yield self._node(last, types, pieces, end)

    def _node(self, subject: str, types: list[str], pieces: list[str], end: str) -> str:
        typed = f', "@type": {types[0] if len(types) == 1 else "[" + ", ".join(types) + "]"}' if types else ""
        return f'{{"@id": {quoted(self._references[subject])}{typed}{"".join(pieces)}{end}}}'

    def _property(self, predicate: str, kind: str | None) -> _Property:
        plain = kind is not None and kind != "@id" and kind not in _NATIVE
        return _Property(f", {quoted(self._names[predicate])}: ", kind, kind == "@id", plain, -len(f'"{kind} .'))

    def _value(self, rest: str, kind: str | None) -> str:
        """Return the rest of a line, after a predicate whose values are of this *kind*, as JSON."""
        if rest[0] == "<":
            return f'{{"@id": {quoted(self._references[rest[:-2]])}}}'
        lexical, _, suffix = rest[1:-2].rpartition('"')
        text = unescape(lexical)
        if suffix == _INTEGER and _JSON_INTEGER.fullmatch(text):
            return text
        if suffix == _BOOLEAN and text in ("true", "false"):
            return text
        if not suffix or (suffix == kind and suffix not in _NATIVE):
            return quoted(text)
        if suffix[0] == "@":
            return f'{{"@language": {quoted(suffix[1:])}, "@value": {quoted(text)}}}'
        return f'{{"@type": {quoted(self._names[suffix[2:]])}, "@value": {quoted(text)}}}'


def _kinds(lines: SortedLines) -> Kinds:
    """Return what all values of each predicate are; raises BuildError for a line that is no statement about an IRI."""
    kinds: dict[bytes, bytes | None] = {}
    for block in lines.blocks():
        for line in block[:-1].split(b"\n"):
            try:
                _, predicate, rest = line.split(b" ", 2)
            except ValueError:
                raise no_lasting_name(line.decode()) from None
            kind = b"@id" if rest[:1] == b"<" else rest[rest.rfind(b'"') + 1 : -2]
            if kinds.get(predicate, b"?") != kind:
                if line[:1] != b"<" or predicate[:1] != b"<" or rest[:1] not in (b"<", b'"'):
                    raise no_lasting_name(line.decode())
                kinds[predicate] = None if predicate in kinds else kind
    return {predicate.decode(): None if kind is None else kind.decode() for predicate, kind in kinds.items()}
