"""Areas and partnerships: what the place in a review's heading means. An unknown place stays unknown."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from pyoxigraph import RdfFormat, parse

from casegraph.names import slug, term
from casegraph.resources import resource

__all__ = [
    "Area",
    "Partnership",
    "Place",
    "areas",
    "partnership",
    "partnerships",
    "place_of",
    "places_of",
    "split_label",
]

_BETWEEN = re.compile(r"(?:(?<!\s)\s++)?(?:,|/|;|\band\b|&)\s*+")


@dataclass(frozen=True, slots=True)
class Area:
    """An upper-tier or unitary authority; *gss* is its code, *names* are all its names."""

    gss: str
    label: str
    names: tuple[str, ...]
    nation: str
    region: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """A safeguarding partnership and the areas (GSS codes) it covers; *is_derived* if its name is inferred from its area."""

    id: str
    label: str
    headings: tuple[str, ...]
    covers: tuple[str, ...]
    is_derived: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What area names of a heading mean: areas by GSS code, and the id of the partnership there.

    *names* are as printed. A place that nobody knows has no areas; one without a known partnership has None.
    """

    names: tuple[str, ...]
    areas: tuple[str, ...] = ()
    partnership: str | None = None


def places_of(names: Sequence[str]) -> tuple[Place, ...]:
    """Return what the area *names* of a heading mean: together if they name one place, else each by itself.

    >>> [(place.names, place.partnership) for place in places_of(["Leicestershire", "Rutland"])]
    [(('Leicestershire', 'Rutland'), 'leicestershire-and-rutland')]
    >>> [(place.areas, place.partnership) for place in places_of(["Kent", "Atlantis"])]
    [(('E10000016',), 'kent'), ((), None)]
    """
    if not names:
        return ()
    together = place_of(" and ".join(names))
    if together:
        return (Place(tuple(names), together.areas, together.partnership),)
    return tuple(place_of(name) or Place((name,)) for name in names)


def place_of(label: str) -> Place | None:
    """Return what a heading's label means, or None if it is not known.

    The name of a partnership's whole area means all its areas; the name of a member means that member.

    >>> place_of("Redcar and Cleveland")
    Place(names=('Redcar and Cleveland',), areas=('E06000003',), partnership='south-tees')
    >>> place_of("Atlantis")
    """
    area = _area_names().get(_folded(label))
    partnership = _heading_names().get(_folded(label))
    if area:
        partnership = partnership or _derived(area)
        return Place((label,), (area.gss,), partnership.id if partnership else None)
    return Place((label,), partnership.covers, partnership.id) if partnership else None


def partnership(key: str) -> Partnership | None:
    """Return the partnership with an id, or None: one of `partnerships`, or one whose name follows from its area's.

    >>> partnership("birmingham").label
    'Birmingham Safeguarding Children Partnership'
    """
    return _partnerships_by_id().get(key)


def split_label(label: str) -> tuple[str, ...]:
    """Return the areas that a heading's label names, each as printed; an unknown label stays whole.

    >>> split_label("Cambridgeshire and Peterborough"), split_label("Brighton and Hove")
    (('Cambridgeshire', 'Peterborough'), ('Brighton and Hove',))
    """
    if _folded(label) in _area_names():
        return (label,)
    parts = tuple(part for part in _BETWEEN.split(label) if part)
    known = all(_folded(part) in _area_names() or _folded(part) in _heading_names() for part in parts)
    return parts if len(parts) > 1 and known else (label,)


def _derived(area: Area) -> Partnership | None:
    """Return the partnership that an English area is assumed to have; those of other nations must be known."""
    if area.nation != "England":
        return None
    name = area.label.removesuffix(" Council")
    return Partnership(slug(name), f"{name} Safeguarding Children Partnership", (), (area.gss,), True)


@cache
def _partnerships_by_id() -> dict[str, Partnership]:
    derived = filter(None, map(_derived, areas().values()))
    return {**{each.id: each for each in derived}, **{each.id: each for each in partnerships()}}


@cache
def areas() -> dict[str, Area]:
    """Return the areas of ontology/areas.ttl by GSS code."""
    return {
        (gss := iri.rpartition("/")[2]): Area(
            gss,
            values["label"][0],
            tuple(values["label"] + values.get("altLabel", [])),
            values["nation"][0],
            values["region"][0],
        )
        for iri, values in _resources("areas.ttl", "Area")
    }


@cache
def partnerships() -> tuple[Partnership, ...]:
    """Return the partnerships of ontology/partnerships.ttl."""
    return tuple(
        Partnership(
            iri.rpartition("/")[2],
            values["label"][0],
            tuple(sorted(values["headingLabel"])),
            tuple(sorted(area.rpartition("/")[2] for area in values["coversArea"])),
            False,
        )
        for iri, values in _resources("partnerships.ttl", "SafeguardingPartnership")
    )


def _resources(file: str, kind: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return the resources of a class in a file of ontology/, with the values of each property, by its local name."""
    properties: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement in parse(resource("ontology", file).read_bytes(), format=RdfFormat.TURTLE):
        name = re.split(r"[/#]", statement.predicate.value)[-1]
        properties[str(statement.subject.value)][name].append(str(getattr(statement.object, "value", "")))
    return sorted((iri, dict(values)) for iri, values in properties.items() if term(kind) in values["type"])


@cache
def _area_names() -> dict[str, Area]:
    names: dict[str, Area] = {}
    for area in areas().values():
        for name in area.names:
            names.setdefault(_folded(name), area)
    return names


@cache
def _heading_names() -> dict[str, Partnership]:
    return {_folded(name): partnership for partnership in partnerships() for name in partnership.headings}


_AROUND = re.compile(
    r"^(?:the )?(?:london borough of |royal borough of |city of |county of |borough of )?"
    r"|(?: safeguarding)?(?: children)?(?: lscb| lscp| board| partnership)$"
    r"|(?: county)?(?: city)?(?: borough)?(?: metropolitan borough)?(?: metropolitan)?(?: district)? council$"
)


def _folded(name: str) -> str:
    """Return the form in which names are compared: no case, punctuation, "&" or "Council"."""
    plain = re.sub(r"[^\w]+", " ", name.casefold().replace("&", " and ")).strip()
    return _AROUND.sub("", plain).strip() or plain
