"""JSON-LD to read and to program with: prefixed names, plain values, one subject a line."""

import json
import re
from typing import Any

from casegraph.exporting.statements import RDF_TYPE, ShortNames, prefixes_of, subjects, unescape
from casegraph.names import BASE, PREFIXES

__all__ = ["jsonld"]

_BOOLEAN, _INTEGER = f"^^<{PREFIXES['xsd']}boolean>", f"^^<{PREFIXES['xsd']}integer>"
_NATIVE = (_BOOLEAN, _INTEGER)
# JSON numbers that every program reads exactly and writes back the same; any other spelling is written in full.
_JSON_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def jsonld(ntriples: str, base: str = BASE) -> str:
    """Return the statements of *ntriples* as compact JSON-LD, in the order of its sorted lines.

    Where all values of a property are things, or share a datatype or language, the context says so once and the values
    are plain strings. Integers and booleans are JSON's own. Things of the graph are named relative to *base*.

    >>> document = jsonld('<https://w3id.org/casegraph/review/a> <https://w3id.org/casegraph/ontology#year> '
    ...                   '"2025"^^<http://www.w3.org/2001/XMLSchema#integer> .')
    >>> json.loads(document)["@graph"]
    [{'@id': 'review:a', 'cg:year': 2025}]
    """
    names = ShortNames(base)
    found = subjects(ntriples)
    kinds = _kinds(found)

    def name(token: str) -> str:
        iri, prefixed, _ = names[token]
        return prefixed or iri

    def reference(token: str) -> str:
        iri, prefixed, relative = names[token]
        return prefixed or relative or iri

    def value(token: str, kind: str | None) -> Any:
        if token[0] == "<":
            return reference(token) if kind == "@id" else {"@id": reference(token)}
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
        return {"@type": name(suffix[2:]), "@value": text}

    context: dict[str, Any] = {"@base": base, **prefixes_of(base)}
    for predicate, kind in sorted(kinds.items()):
        if kind == "@id":
            context[name(predicate)] = {"@id": name(predicate), "@type": "@id"}
        elif kind and kind[0] == "@":
            context[name(predicate)] = {"@id": name(predicate), "@language": kind[1:]}
        elif kind and kind not in _NATIVE:
            context[name(predicate)] = {"@id": name(predicate), "@type": name(kind[2:])}

    nodes = []
    for subject, predicates in found.items():
        node: dict[str, Any] = {"@id": reference(subject)}
        if types := predicates.pop(RDF_TYPE, None):
            node["@type"] = name(types[0]) if len(types) == 1 else [name(token) for token in types]
        for predicate, objects in predicates.items():
            kind = kinds[predicate]
            values = [value(token, kind) for token in objects]
            node[name(predicate)] = values[0] if len(values) == 1 else values
        nodes.append(json.dumps(node, ensure_ascii=False))
    head = json.dumps(context, ensure_ascii=False, indent=1)
    return f'{{\n"@context": {head},\n"@graph": [\n' + ",\n".join(nodes) + "\n]\n}\n"


def _kinds(found: dict[str, dict[str, list[str]]]) -> dict[str, str | None]:
    """Return what all values of each predicate are: "@id" for things, else a literal's suffix; None if they differ."""
    kinds: dict[str, str | None] = {}
    for predicates in found.values():
        for predicate, objects in predicates.items():
            if predicate != RDF_TYPE:
                for token in objects:
                    kind = "@id" if token[0] == "<" else token[token.rindex('"') + 1 :]
                    if kinds.setdefault(predicate, kind) != kind:
                        kinds[predicate] = None
    return kinds
