"""Validation part by part: a graph in parts is checked in time that grows with it, without its whole being anywhere.

A part is the triples of some reviews, complete with the vocabularies that they use. What a shape says of a review, and of
whatever belongs to it, is decided within its part. What it says of things that reviews share is decided at the end, from the
few triples about these. Both give what ``validate`` gives for the union of all parts.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache

from casegraph.collections import profiles
from casegraph.names import BASE
from casegraph.store.memory import MemoryStore
from casegraph.validating.columns import Columns
from casegraph.validating.quotes import Text, suspect_passages
from casegraph.validating.screens import suspects, targets
from casegraph.validating.shapes import SEVERITIES, Shape, shapes
from casegraph.validating.validation import Result, results_of

__all__ = ["PartFindings", "local_shapes", "spanning_shapes", "validate_part", "validate_whole"]

_SHARED = (
    f"{BASE}ontology#Coverage",
    f"{BASE}ontology#SafeguardingPartnership",
    f"{BASE}ontology#SourcePage",
    "http://www.w3.org/2004/02/skos/core#Concept",
    "http://www.w3.org/2004/02/skos/core#broader",
    "http://www.w3.org/2004/02/skos/core#inScheme",
)
"""Targets of shapes about what several reviews can share; all others are about one review."""

_PASSAGES = ("passage-quote", "passage-whole")
_NAMED = re.compile(r"(?<!\?)\ba\b|\b[a-z]+:\w+|<http[^<>]*+>")
_ANY_PROPERTY = re.compile(r"[;{] \?\w+ \?")


@dataclass(frozen=True, slots=True)
class PartFindings:
    """What a part says of its own, and what it tells about the whole: its *reviews*, and the triples of what it *shares*."""

    results: tuple[Result, ...]
    reviews: frozenset[str]
    shares: frozenset[str]


@cache
def spanning_shapes() -> tuple[Shape, ...]:
    """Return the shapes about what reviews share, which no part can decide.

    >>> [shape.name for shape in spanning_shapes()][:3]
    ['broader-cycle', 'concept-label', 'concept-language']
    """
    return tuple(each for each in shapes() if (each.target_class or each.target_property) in _SHARED)


@cache
def local_shapes() -> tuple[Shape, ...]:
    """Return the shapes about a review and what belongs to it; they look at a node and at what that node points to."""
    return tuple(each for each in shapes() if each not in spanning_shapes())


def validate_part(lines: Iterable[str], *, base: str = BASE, pages: Mapping[str, Text] | None = None) -> PartFindings:
    """Check a part: lines of N-Triples without line ends, of a graph whose IRIs begin with *base*.

    *pages* are texts by SHA-256, as in ``validate``. All triples about a review and about what belongs to it must be in
    one part, together with those of the concepts and pages that it uses.

    >>> review = "<https://w3id.org/casegraph/review/x>"
    >>> part = validate_part([f"{review} {Columns([]).iri('a')} {Columns([]).iri('cg:Review')} ."])
    >>> [result.shape.label for result in part.results][:2], part.reviews
    (['reviews have an entry', 'reviews have one heading'], frozenset({'<https://w3id.org/casegraph/review/x>'}))
    """
    columns, texts = Columns(lines, base), pages or {}
    passages = suspect_passages(columns, texts)
    screened = {shape: passages if shape.name in _PASSAGES else suspects(shape, columns) for shape in local_shapes()}
    nearby = {line for shape, nodes in screened.items() for line in _nearby(columns, shape, nodes)}
    store = MemoryStore.from_ntriples("\n".join(nearby), base)
    return PartFindings(
        results=tuple(
            result
            for shape, nodes in screened.items()
            if nodes
            for result in results_of(shape, store, texts)
            if f"<{result.node}>" in nodes
        ),
        reviews=frozenset().union(
            *(columns.instances(f"cg:{name}") for name in {each.document_class for each in profiles()})
        ),
        shares=frozenset(
            line for shape in spanning_shapes() for line in _nearby(columns, shape, targets(shape, columns))
        ),
    )


def validate_whole(
    parts: Iterable[PartFindings],
    again: Callable[[int], Iterable[str]],
    *,
    base: str = BASE,
    pages: Mapping[str, Text] | None = None,
) -> list[Result]:
    """Return everything that does not hold of a graph in parts, by shape and node, as ``validate`` does.

    Where a review is in several parts, which no right graph has, these parts are checked as one: *again* gives the lines
    of a part by its number, counted from 0. Parts are taken one by one, and only what ``PartFindings`` holds is kept.

    >>> validate_whole([], again=lambda number: [])
    []
    """
    results: list[Sequence[Result]] = []
    shared: set[str] = set()
    where: dict[str, int] = {}
    clashing: set[int] = set()
    for number, part in enumerate(parts):
        results.append(part.results)
        shared |= part.shares
        for review in part.reviews:
            first = where.setdefault(review, number)
            if first != number:
                clashing |= {first, number}
    if clashing:
        lines = {line for number in clashing for line in again(number)}
        results = [part for number, part in enumerate(results) if number not in clashing]
        results.append(validate_part(lines, base=base, pages=pages).results)
    store = MemoryStore.from_ntriples("\n".join(shared), base)
    wrong = {result for part in results for result in part}
    wrong.update(result for shape in spanning_shapes() for result in results_of(shape, store, {}))
    return sorted(wrong, key=_order)


def _order(result: Result) -> tuple[int, str, str, str]:
    return SEVERITIES.index(result.shape.severity), result.shape.name, result.node, result.value


def _nearby(columns: Columns, shape: Shape, nodes: Set[str]) -> Iterator[str]:
    """Yield the triples that the SELECT of a shape reads for *nodes*: theirs, and those of what they point to."""
    names = None if shape.name in _PASSAGES else _names(shape)
    predicates = None if names is None else columns.properties(names)
    for node in sorted(nodes):
        for line in columns.about(node, predicates):
            yield line
            value = line.split(" ", 2)[2]
            if value.startswith("<"):
                yield from columns.about(value[:-2], predicates)


@cache
def _names(shape: Shape) -> tuple[str, ...] | None:
    """Return what a SELECT names, properties among it; None where a variable stands for a property."""
    where = " ".join(shape.select.partition("WHERE {")[2].split())
    return None if _ANY_PROPERTY.search(where) else tuple(sorted({*_NAMED.findall(where)}))
