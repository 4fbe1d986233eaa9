"""Bodies: the known integrated care boards, police forces and health boards, and the areas they cover, by year."""

import re
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from pyoxigraph import RdfFormat, parse

from casegraph.resources import resource

__all__ = ["Body", "Coverage", "bodies", "body_named", "coverage", "covering"]


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation: the last part of its IRI, its label, its agency (*kind*), and all its names."""

    id: str
    label: str
    kind: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A body, an area (GSS code), the share of the area that it covers, and the years for which that is certain."""

    id: str
    body: str
    area: str
    share: float
    since: int | None
    until: int | None


@cache
def bodies() -> dict[str, Body]:
    """Return the bodies of ontology/bodies.ttl by id."""
    return {
        key: Body(
            key,
            values["prefLabel"][0],
            values["classification"][0],
            tuple(values["prefLabel"] + values.get("altLabel", []) + values.get("hiddenLabel", [])),
        )
        for key, values in _resources("bodies.ttl").items()
        if "classification" in values
    }


@cache
def coverage() -> tuple[Coverage, ...]:
    """Return the rows of ontology/coverage.ttl."""
    return tuple(
        Coverage(
            key,
            values["coveringBody"][0],
            values["coveredArea"][0],
            float(values["share"][0]),
            int(values["validFrom"][0][:4]) if "validFrom" in values else None,
            int(values["validUntil"][0][:4]) if "validUntil" in values else None,
        )
        for key, values in _resources("coverage.ttl").items()
        if "coveringBody" in values
    )


def covering(kind: str, areas: Collection[str], year: int) -> list[Coverage]:
    """Return the bodies of a *kind* that cover *areas* (GSS codes) in a *year*, the largest share of an area first.

    >>> [(row.body, row.share) for row in covering("icb", ["E08000025"], 2025)]
    [('icb-qhl', 1.0)]
    >>> covering("icb", ["E08000025"], 2019)
    []
    """
    rows = [
        row
        for area in areas
        for row in _by_area()[area]
        if bodies()[row.body].kind == kind and (row.since or year) <= year <= (row.until or year)
    ]
    return sorted(rows, key=lambda row: (row.area, -row.share, row.body))


def body_named(words: str, kind: str) -> Body | None:
    """Return the body of a *kind* that has a name in *words*, or None.

    >>> body_named("Thames Valley Police", "police").id, body_named("the police", "police")
    ('police-thames-valley', None)
    """
    plain = f" {_plain(words)} "
    named = [(name, key) for name, key in _names(kind) if f" {name} " in plain]
    return bodies()[max(named, key=lambda each: len(each[0]))[1]] if named else None


@cache
def _names(kind: str) -> tuple[tuple[str, str], ...]:
    return tuple((_plain(name), body.id) for body in bodies().values() if body.kind == kind for name in body.names)


@cache
def _by_area() -> defaultdict[str, list[Coverage]]:
    rows: defaultdict[str, list[Coverage]] = defaultdict(list)
    for row in coverage():
        rows[row.area].append(row)
    return rows


def _plain(name: str) -> str:
    return re.sub(r"[^\w]+", " ", name.casefold().replace("&", " and ")).strip()


def _resources(file: str) -> dict[str, dict[str, list[str]]]:
    """Return the resources of a file of ontology/, by the last part of their IRIs, with the values of each property."""
    properties: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement in parse(resource("ontology", file).read_bytes(), format=RdfFormat.TURTLE):
        name = re.split(r"[/#]", statement.predicate.value)[-1]
        value = str(getattr(statement.object, "value", ""))
        is_link = value.startswith("http")
        properties[str(statement.subject.value).rpartition("/")[2]][name].append(
            value.rpartition("/")[2] if is_link else value
        )
    return {key: dict(values) for key, values in sorted(properties.items())}
