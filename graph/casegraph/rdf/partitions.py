"""What is in a graph, counted: VoID's class and property partitions, and the property partitions within each class.

Editors such as SIB's complete properties by class from these, and Comunica plans queries by them. It takes a property
without a partition to be absent, so that a graph's partitions are complete or there had better be none.
"""

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from casegraph.names import BASE, PREFIXES, term
from casegraph.rdf.triples import Triples

__all__ = ["Counts", "Kinds", "Totals", "partitions"]

_TYPE = f"<{PREFIXES['rdf']}type>"
_OURS = term("")
_XSD = PREFIXES["xsd"]
_ITSELF = frozenset(f"<{PREFIXES[name]}Dataset> ." for name in ("void", "dcat"))
"""Classes of the description itself: what it says of these depends on the counts, so they have no partitions within."""

_SPACES = {
    **{iri: prefix for prefix, iri in PREFIXES.items() if not iri.startswith(BASE)},
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "wgs84",
    "http://www.w3.org/ns/shacl#": "sh",
    "http://purl.org/linked-data/cube#": "qb",
    "http://purl.org/ontology/bibo/": "bibo",
    "http://purl.org/vocab/vann/": "vann",
    "http://statistics.data.gov.uk/def/statistical-geography#": "geography",
    "https://schema.org/": "schema",
}
_SPACE = re.compile(r".*[#/]")

Kinds = tuple[str, ...]
"""The classes of a thing, as N-Triples ends a line with them, sorted."""
_NONE: Kinds = ()


class Totals(NamedTuple):
    """How many triples and subjects there are, and how many triples of each property."""

    triples: int
    subjects: int
    properties: Mapping[str, int]


class Counts:
    """How many triples, subjects and instances of classes there are, altogether and by class and property.

    Parts of a graph are counted one by one, and their counts added up: no two parts may say anything of one thing.

    >>> counts = Counts.of(['<https://e.org/a> <https://e.org/p> "1" .', '<https://e.org/b> <https://e.org/p> "1" .'])
    >>> counts.totals([])
    Totals(triples=2, subjects=2, properties={'<https://e.org/p>': 2})
    """

    def __init__(
        self,
        subjects: int = 0,
        properties: Mapping[str, int] = MappingProxyType({}),
        classes: Mapping[str, int] = MappingProxyType({}),
        within: Mapping[tuple[Kinds, str, Kinds | str], int] = MappingProxyType({}),
    ) -> None:
        """Begin with what was counted before, by default nothing."""
        self.subjects = subjects
        self.properties = Counter(properties)
        self.classes = Counter(classes)
        self.within = Counter(within)
        """By the classes of the subject, the property, and the object's classes or else what follows its text."""

    @classmethod
    def of(cls, lines: Iterable[str], context: Iterable[str] = ()) -> "Counts":
        """Count *lines* of N-Triples; *context* says of which classes the things are that they lead to elsewhere."""
        counts = cls()
        subjects: defaultdict[str, list[str]] = defaultdict(list)
        values: defaultdict[str, list[str]] = defaultdict(list)
        for line in lines:
            subject, predicate, value = line.split(" ", 2)
            subjects[predicate].append(subject)
            values[predicate].append(value)
        typed = values.get(_TYPE, [])
        kinds = _Kinds(zip(subjects.get(_TYPE, []), typed, strict=True))
        elsewhere = _Kinds((parts[0], parts[2]) for line in context if (parts := line.split(" ", 2))[1] == _TYPE)
        things = {f"{subject} .": each for known in (elsewhere, kinds) for subject, each in known.items()}
        for predicate, of in subjects.items():
            ends = [
                things.get(value, _NONE) if value[0] == "<" else value[value.rindex('"') + 1 : -2]
                for value in values[predicate]
            ]
            counts.properties[predicate] += len(of)
            for (owners, end), number in Counter(zip(map(kinds.__getitem__, of), ends, strict=True)).items():
                counts.within[owners, predicate, end] += number
        counts.classes.update(typed)
        counts.subjects = len(kinds)
        return counts

    def update(self, other: "Counts") -> None:
        """Add the counts of another part."""
        self.subjects += other.subjects
        self.properties.update(other.properties)
        self.classes.update(other.classes)
        self.within.update(other.within)

    def totals(self, own: Iterable[str], stated: Iterable[str] = ()) -> Totals:
        """Return the totals with further lines, which have no classes; some are of the things that *stated* lines are of."""
        parts = [line.split(" ", 2) for line in own]
        known = {line.split(" ", 1)[0] for line in stated}
        new = {part[0] for part in parts} - known
        properties = self.properties + Counter(part[1] for part in parts)
        return Totals(properties.total(), self.subjects + len(new), dict(properties))


class _Kinds(dict[str, Kinds]):
    """The classes of things, equal ones as one value; who is asked for has an entry from then on."""

    def __init__(self, typed: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        known: dict[tuple[Kinds, str], Kinds] = {}
        for subject, kind in typed:
            before = self.get(subject, _NONE)
            after = known.get((before, kind))
            if after is None:
                after = known[before, kind] = tuple(sorted((*before, kind)))
            self[subject] = after

    def __missing__(self, subject: str) -> Kinds:
        self[subject] = _NONE
        return _NONE


def partitions(triples: Triples, dataset: str, counts: Counts, totals: Totals) -> None:
    """Say the partitions of a dataset, and its totals, which count these statements too.

    A property of a class has partitions in turn, by the classes of its values (``void:classPartition``) or by their
    datatypes (``void-ext:datatypePartition``).
    """
    triples.count(dataset, "void:triples", totals.triples)
    triples.count(dataset, "void:distinctSubjects", totals.subjects)
    triples.count(dataset, "void:properties", len(totals.properties))
    triples.count(dataset, "void:classes", len(counts.classes))
    spaces = (_SPACE.match(_plain(iri)) for iri in (*totals.properties, *counts.classes))
    for space in {match[0] for match in spaces if match}:
        triples.link(dataset, "void:vocabulary", space)
    for kind, number in counts.classes.items():
        part = f"{dataset}/class/{_name(kind)}"
        triples.link(dataset, "void:classPartition", part)
        triples.link(part, "void:class", _plain(kind))
        triples.count(part, "void:entities", number)
    for predicate, number in totals.properties.items():
        part = f"{dataset}/property/{_name(predicate)}"
        _property(triples, dataset, part, predicate, number)
    properties, values = _by_class(counts.within)
    for (kind, predicate), number in properties.items():
        owner = f"{dataset}/class/{_name(kind)}"
        _property(triples, owner, f"{owner}/property/{_name(predicate)}", predicate, number)
    for (kind, predicate, value), number in values.items():
        part = f"{dataset}/class/{_name(kind)}/property/{_name(predicate)}"
        of, ours = ("class", "void:class") if value in counts.classes else ("datatype", "void-ext:datatype")
        inner = f"{part}/{of}/{_name(value)}"
        triples.link(part, f"{ours}Partition", inner)
        triples.link(inner, ours, _plain(value))
        triples.count(inner, "void:triples", number)


def _property(triples: Triples, owner: str, part: str, predicate: str, number: int) -> None:
    triples.link(owner, "void:propertyPartition", part)
    triples.link(part, "void:property", _plain(predicate))
    triples.count(part, "void:triples", number)


def _by_class(
    within: Mapping[tuple[Kinds, str, Kinds | str], int],
) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str, str]]]:
    """Return how many triples there are by class and property, and by the class or datatype of the value as well."""
    properties: Counter[tuple[str, str]] = Counter()
    values: Counter[tuple[str, str, str]] = Counter()
    for (kinds, predicate, value), number in within.items():
        for kind in kinds:
            if kind not in _ITSELF:
                properties[kind, predicate] += number
                for each in (_datatype(value),) if isinstance(value, str) else value:
                    values[kind, predicate, each] += number
    return properties, values


def _datatype(suffix: str) -> str:
    """Return the datatype of a literal by what follows its text.

    >>> _datatype("@en"), _datatype(""), _datatype("^^<http://www.w3.org/2001/XMLSchema#date>")[-6:]
    ('<http://www.w3.org/1999/02/22-rdf-syntax-ns#langString>', '<http://www.w3.org/2001/XMLSchema#string>', '#date>')
    """
    if suffix.startswith("@"):
        return f"<{PREFIXES['rdf']}langString>"
    return suffix[2:] or f"<{_XSD}string>"


def _name(iri: str) -> str:
    """Return the last part of a partition's IRI: the name of a term of ours, others with a prefix.

    >>> _name(f"<{term('Review')}>"), _name(f"<{PREFIXES['skos']}Concept>"), _name("<https://e.org/Other>")
    ('Review', 'skos-Concept', 'Other-7812a007')
    """
    plain = _plain(iri)
    if plain.startswith(_OURS):
        return plain.removeprefix(_OURS)
    space = _SPACE.match(plain)
    local = plain[space.end() :] if space else ""
    if space and space[0] in _SPACES:
        return f"{_SPACES[space[0]]}-{local}"
    return f"{local}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}"


def _plain(iri: str) -> str:
    """Return an IRI without what N-Triples puts around it."""
    return iri.strip("<> .")
