"""Concept schemes: the themes, agencies and other vocabularies of ontology/, as plain values.

What leads from a page's text to a theme or an agency is in the tables of ontology/wordings (see
``casegraph.wordings``), so that a person who knows the field can mend it without reading code.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, RdfFormat, parse

from casegraph.errors import CasegraphError
from casegraph.names import BASE, PREFIXES
from casegraph.resources import resource

__all__ = ["Concept", "Scheme", "read_scheme", "scheme"]

_SKOS = PREFIXES["skos"]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; *id* is the last part of its IRI.

    People see *label* and *alternatives*; *hidden* holds labels for finding the concept alone. All are sorted.
    """

    id: str
    label: str
    definition: str
    note: str
    broader: str | None
    alternatives: tuple[str, ...]
    hidden: tuple[str, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        """All that the concept is called: its label, alternatives and hidden labels."""
        return (self.label, *self.alternatives, *self.hidden)


Scheme = dict[str, Concept]
"""A scheme's concepts by id, in the order of their ids."""


@cache
def scheme(file: str) -> Scheme:
    """Return the scheme in a file of ontology/; read once a process, so do not change it.

    >>> scheme("agencies.ttl")["icb"].broader
    'health'
    """
    return read_scheme(resource("ontology", file).read_bytes(), name=f"ontology/{file}")


def read_scheme(turtle: bytes, *, name: str) -> Scheme:
    """Return the concepts of a scheme in Turtle; *name* is what errors call it.

    Raises CasegraphError for Turtle that cannot be read, and for a concept without exactly one label or with several definitions.

    >>> read_scheme(b"<x> <y> <z> .", name="mine.ttl")
    {}
    """
    texts: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for statement in parse(turtle, format=RdfFormat.TURTLE, base_iri=BASE):
            value = statement.object.value if hasattr(statement.object, "value") else ""
            text = value if isinstance(statement.object, Literal) else value.rpartition("/")[2]
            texts[str(statement.subject.value)][statement.predicate.value].append(text)
    except SyntaxError as error:
        raise CasegraphError(f"{name} is not Turtle: {error.msg}; mend the file or install casegraph again.") from error
    concepts = (
        _concept(iri, values, name)
        for iri, values in texts.items()
        if "core#Concept" in values[f"{PREFIXES['rdf']}type"]
    )
    return {concept.id: concept for concept in sorted(concepts, key=lambda concept: concept.id)}


def _concept(iri: str, values: dict[str, list[str]], name: str) -> Concept:
    def all_of(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(values.get(predicate, ())))

    def one_of(local: str) -> str:
        texts = values.get(f"{_SKOS}{local}", [])
        if len(texts) != 1:
            raise CasegraphError(f"{name}: <{iri}> needs exactly one skos:{local}, {len(texts)} seen; mend the file.")
        return texts[0]

    return Concept(
        id=iri.rpartition("/")[2],
        label=one_of("prefLabel"),
        definition=one_of("definition") if f"{_SKOS}definition" in values else "",
        note=" ".join(all_of(f"{_SKOS}scopeNote")),
        broader=next(iter(all_of(f"{_SKOS}broader")), None),
        alternatives=all_of(f"{_SKOS}altLabel"),
        hidden=all_of(f"{_SKOS}hiddenLabel"),
    )
