"""Areas and partnerships: what the label in a review's heading stands for. A label that is not known stays unknown."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from pyoxigraph import RdfFormat, parse

from casegraph.names import slug, term
from casegraph.resources import resource

__all__ = ["Area", "Partnership", "Place", "areas", "partnerships", "place_of", "split_label"]

_BETWEEN = re.compile(r"(?:(?<!\s)\s++)?(?:,|/|;|\band\b|&)\s*+")


@dataclass(frozen=True, slots=True)
class Area:
    """An upper-tier or unitary authority; *gss* is its code, *names* all that it is called."""

    gss: str
    label: str
    names: tuple[str, ...]
    nation: str


@dataclass(frozen=True, slots=True)
class Partnership:
    """A safeguarding partnership and the areas (GSS codes) it covers; *is_derived* if its name follows from a rule."""

    id: str
    label: str
    headings: tuple[str, ...]
    covers: tuple[str, ...]
    is_derived: bool


@dataclass(frozen=True, slots=True)
class Place:
    """What a label stands for: areas by GSS code, and the partnership there, if both are known."""

    areas: tuple[str, ...]
    partnership: Partnership | None


def place_of(label: str) -> Place | None:
    """Return what a heading's label stands for, or None if it is not known.

    A label that names a partnership's whole area stands for all its areas, one that names a member for that member.

    >>> place_of("Redcar and Cleveland").areas, place_of("Redcar and Cleveland").partnership.id
    (('E06000003',), 'south-tees')
    >>> place_of("Birmingham").partnership.label, place_of("Atlantis")
    ('Birmingham Safeguarding Children Partnership', None)
    """
    area = _area_names().get(_folded(label))
    partnership = _heading_names().get(_folded(label))
    if area:
        return Place((area.gss,), partnership or _derived(area))
    return Place(partnership.covers, partnership) if partnership else None


def split_label(label: str) -> tuple[str, ...]:
    """Return the areas that a heading's label names, each as printed; a label that is not known stays whole.

    >>> split_label("Cambridgeshire and Peterborough"), split_label("Brighton and Hove")
    (('Cambridgeshire', 'Peterborough'), ('Brighton and Hove',))
    """
    if _folded(label) in _area_names():
        return (label,)
    parts = tuple(part for part in _BETWEEN.split(label) if part)
    known = all(_folded(part) in _area_names() or _folded(part) in _heading_names() for part in parts)
    return parts if len(parts) > 1 and known else (label,)


def _derived(area: Area) -> Partnership | None:
    """Return the partnership that an English area is taken to have; other nations' are known or not said."""
    if area.nation != "England":
        return None
    name = area.label.removesuffix(" Council")
    return Partnership(slug(name), f"{name} Safeguarding Children Partnership", (), (area.gss,), True)


@cache
def areas() -> dict[str, Area]:
    """Return the areas of ontology/areas.ttl by GSS code."""
    return {
        (gss := iri.rpartition("/")[2]): Area(
            gss, said["label"][0], tuple(said["label"] + said.get("altLabel", [])), said["nation"][0]
        )
        for iri, said in _things("areas.ttl", "Area")
    }


@cache
def partnerships() -> tuple[Partnership, ...]:
    """Return the partnerships of ontology/partnerships.ttl."""
    return tuple(
        Partnership(
            iri.rpartition("/")[2],
            said["label"][0],
            tuple(sorted(said["headingLabel"])),
            tuple(sorted(area.rpartition("/")[2] for area in said["coversArea"])),
            False,
        )
        for iri, said in _things("partnerships.ttl", "SafeguardingPartnership")
    )


def _things(file: str, kind: str) -> list[tuple[str, dict[str, list[str]]]]:
    """Return the things of a class in a file of ontology/, with the values of each property by its local name."""
    found: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement in parse(resource("ontology", file).read_bytes(), format=RdfFormat.TURTLE):
        name = re.split(r"[/#]", statement.predicate.value)[-1]
        found[str(statement.subject.value)][name].append(str(getattr(statement.object, "value", "")))
    return sorted((iri, dict(said)) for iri, said in found.items() if term(kind) in said["type"])


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
