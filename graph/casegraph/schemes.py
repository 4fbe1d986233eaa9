"""Concept schemes: the themes, agencies and other vocabularies of ontology/, as plain values.

The wordings that lead from a page's text to a concept stand in the scheme files and nowhere else, so that a person who
knows the field can read and mend them without reading code.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import Literal, RdfFormat, parse

from casegraph.errors import CasegraphError
from casegraph.names import BASE, PREFIXES, term
from casegraph.resources import resource

__all__ = ["Concept", "Scheme", "read_scheme", "scheme"]

_SKOS = PREFIXES["skos"]


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme; *id* is the last part of its IRI.

    *label* and *alternatives* may be shown; *hidden* holds further wordings that lead to the concept, *learning* and
    *recommendation* wordings that lead to it in a clause of that kind alone, and *exceptions* words in which a wording
    does not mean it. All are sorted.
    """

    id: str
    label: str
    definition: str
    note: str
    broader: str | None
    alternatives: tuple[str, ...]
    hidden: tuple[str, ...]
    learning: tuple[str, ...]
    recommendation: tuple[str, ...]
    exceptions: tuple[str, ...]

    @property
    def wordings(self) -> tuple[str, ...]:
        """Everything that leads to the concept: its label, alternatives and hidden labels."""
        return (self.label, *self.alternatives, *self.hidden)


Scheme = dict[str, Concept]
"""A scheme's concepts by id, in the order of their ids."""


@cache
def scheme(file: str) -> Scheme:
    """Return the scheme that stands in a file of ontology/; read once a process, so do not change it.

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
            said = value if isinstance(statement.object, Literal) else value.rpartition("/")[2]
            texts[str(statement.subject.value)][statement.predicate.value].append(said)
    except SyntaxError as error:
        raise CasegraphError(f"{name} is not Turtle: {error.msg}; mend the file or install casegraph again.") from error
    concepts = (
        _concept(iri, said, name) for iri, said in texts.items() if "core#Concept" in said[f"{PREFIXES['rdf']}type"]
    )
    return {concept.id: concept for concept in sorted(concepts, key=lambda concept: concept.id)}


def _concept(iri: str, said: dict[str, list[str]], name: str) -> Concept:
    def all_of(predicate: str) -> tuple[str, ...]:
        return tuple(sorted(said.get(predicate, ())))

    def one_of(local: str) -> str:
        values = said.get(f"{_SKOS}{local}", [])
        if len(values) != 1:
            raise CasegraphError(f"{name}: <{iri}> needs exactly one skos:{local}, {len(values)} seen; mend the file.")
        return values[0]

    return Concept(
        id=iri.rpartition("/")[2],
        label=one_of("prefLabel"),
        definition=one_of("definition") if f"{_SKOS}definition" in said else "",
        note=" ".join(all_of(f"{_SKOS}scopeNote")),
        broader=next(iter(all_of(f"{_SKOS}broader")), None),
        alternatives=all_of(f"{_SKOS}altLabel"),
        hidden=all_of(f"{_SKOS}hiddenLabel"),
        learning=all_of(term("learningWording")),
        recommendation=all_of(term("recommendationWording")),
        exceptions=all_of(term("exception")),
    )
