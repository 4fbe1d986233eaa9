"""JSON-LD for readers and programmers: prefixed names, plain values, one subject a line."""

import json
import re
from typing import Any

from casegraph.exporting.statements import RDF_TYPE, ShortNames, subjects, unescape
from casegraph.names import BASE, PREFIXES, prefixes_for

__all__ = ["jsonld"]

_BOOLEAN, _INTEGER = f"^^<{PREFIXES['xsd']}boolean>", f"^^<{PREFIXES['xsd']}integer>"
_NATIVE = (_BOOLEAN, _INTEGER)
# integers that every JSON reader reads exactly and writes back the same; others are written as typed values
_JSON_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def jsonld(ntriples: str, base: str = BASE) -> str:
    """Return the statements of *ntriples* as compact JSON-LD, in the order of its sorted lines.

    If all values of a property are IRIs, or have the same datatype or language, the context says so once and the values
    are plain strings. Integers and booleans are JSON's own. IRIs of the graph are relative to *base*.

    >>> document = jsonld('<https://w3id.org/casegraph/review/a> <https://w3id.org/casegraph/ontology#year> '
    ...                   '"2025"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    >>> json.loads(document)["@graph"]
    [{'@id': 'review:a', 'cg:year': 2025}]
    """
    properties = subjects(ntriples)
    spelling = _Spelling(base, _kinds(properties))
    encode = json.JSONEncoder(ensure_ascii=False).encode
    nodes = [encode(spelling.node(subject, objects)) for subject, objects in properties.items()]
    head = json.dumps(spelling.context(), ensure_ascii=False, indent=1)
    return f'{{\n"@context": {head},\n"@graph": [\n' + ",\n".join(nodes) + "\n]\n}\n"


class _Spelling:
    """The spelling of terms in JSON-LD, given what all values of each predicate are."""

    def __init__(self, base: str, kinds: dict[str, str | None]) -> None:
        self._base = base
        self._kinds = kinds
        self._names = ShortNames(base)

    def context(self) -> dict[str, Any]:
        context: dict[str, Any] = {"@base": self._base, **prefixes_for(self._base)}
        for predicate, kind in sorted(self._kinds.items()):
            name = self._name(predicate)
            if kind == "@id":
                context[name] = {"@id": name, "@type": "@id"}
            elif kind and kind[0] == "@":
                context[name] = {"@id": name, "@language": kind[1:]}
            elif kind and kind not in _NATIVE:
                context[name] = {"@id": name, "@type": self._name(kind[2:])}
        return context

    def node(self, subject: str, objects_of: dict[str, list[str]]) -> dict[str, Any]:
        node: dict[str, Any] = {"@id": self._reference(subject)}
        if types := objects_of.get(RDF_TYPE):
            node["@type"] = _one_or_list([self._name(token) for token in types])
        for predicate, objects in objects_of.items():
            if predicate != RDF_TYPE:
                kind = self._kinds[predicate]
                node[self._name(predicate)] = _one_or_list([self._value(token, kind) for token in objects])
        return node

    def _name(self, token: str) -> str:
        iri, prefixed, _ = self._names[token]
        return prefixed or iri

    def _reference(self, token: str) -> str:
        iri, prefixed, relative = self._names[token]
        return prefixed or relative or iri

    def _value(self, token: str, kind: str | None) -> Any:
        if token[0] == "<":
            return self._reference(token) if kind == "@id" else {"@id": self._reference(token)}
        lexical, _, suffix = token[1:].rpartition('"')
        text = unescape(lexical)
        if suffix == _INTEGER and _JSON_INTEGER.fullmatch(text):
            return int(text)
        if suffix == _BOOLEAN and text in ("true", "false"):
            return text == "true"
        if not suffix or (suffix == kind and suffix not in _NATIVE):
            return text
        if suffix[0] == "@":
            return {"@language": suffix[1:], "@value": text}
        return {"@type": self._name(suffix[2:]), "@value": text}


def _one_or_list(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _kinds(properties: dict[str, dict[str, list[str]]]) -> dict[str, str | None]:
    """Return what all values of each predicate are: "@id" for IRIs, else the suffix of a literal; None if they differ."""
    kinds: dict[str, str | None] = {}
    for predicates in properties.values():
        for predicate, objects in predicates.items():
            if predicate != RDF_TYPE:
                for token in objects:
                    kind = "@id" if token[0] == "<" else token[token.rindex('"') + 1 :]
                    if kinds.setdefault(predicate, kind) != kind:
                        kinds[predicate] = None
    return kinds
