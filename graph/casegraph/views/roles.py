"""Roles: the six ways in which a recommendation can be the business of an agency, narrower agencies included.

Each recommendation is in one way for one agency, the strongest, so that the ways add up. All faces count from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from casegraph.collections.words import in_requests
from casegraph.views.addressing_ways import STATUTORY_PARTNERS
from casegraph.views.attribution import counted
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection, once
from casegraph.views.facts import above_each, as_read, facts
from casegraph.views.links import Links
from casegraph.views.naming import Naming
from casegraph.views.read_as_shown import Clauses
from casegraph.views.texts import NAMING, PARTS

if TYPE_CHECKING:
    from casegraph.views.links import Mask

__all__ = [
    "ASKING",
    "WAYS",
    "Role",
    "Way",
    "acting",
    "agencies_of",
    "all_ways",
    "asked_ways",
    "assumed",
    "bases_counted",
    "by_way",
    "exact_ways",
    "in_any",
    "naming",
    "naming_among",
    "role",
    "ways_in_words",
    "ways_of",
]

Way = Literal["named", "introduced", "via", "statutory", "owner", "mentioned"]
"""A way in which a recommendation is an agency's business."""

WAYS: tuple[Way, ...] = ("named", "introduced", "via", "statutory", "owner", "mentioned")
"""The six ways, the strongest first.

The text names the agency; the introduction to the list does; another is asked to get it to act; it is one of the statutory
partners, which are asked as a group; no agency is named and it is the likely owner; it is merely mentioned.
"""

ASKING: tuple[Way, ...] = WAYS[:-1]
"""The ways of being asked: all but that of an agency that is merely mentioned."""

_LAW_OF_UNKNOWN = "England"  # reviews without an area: the group is a term of the law of England


@dataclass(frozen=True, slots=True)
class Role:
    """What recommendations ask of an agency: its clauses by way, and beside them how many of all name any agency."""

    agency: str
    groups: Mapping[Way, Clauses]
    naming: Naming

    @property
    def total(self) -> int:
        """How many recommendations are its business in any way."""
        return sum(map(len, self.groups.values()))

    @property
    def asking(self) -> int:
        """How many recommendations ask it in any way, those that merely mention it left out."""
        return sum(len(self.groups[way]) for way in ASKING)


def role(c: Collection, agency: str) -> Role:
    """Return what recommendations ask of an agency.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> empty = role(collection_of(MemoryStore.from_turtle("")), "icb")
    >>> empty.total, str(empty.naming)
    (0, '0 named, 0 with no agency named')
    """
    return Role(agency, {way: Clauses.of(c, meant) for way, meant in ways_of(c, agency).items()}, naming(c))


def ways_of(c: Collection, agency: str) -> "dict[Way, Mask]":
    """Return which clauses are the business of an agency, by way."""
    return {way: links.having([agency]) for way, links in by_way(c).items()}


@once
def by_way(c: Collection) -> Mapping[Way, Links]:
    """Return the agencies of each recommendation by way, with those above them, each agency in its strongest way alone."""
    above, asks = above_each(c.agencies), facts(c).recommendations
    ways: dict[Way, Links] = {}
    stronger: Links | None = None
    for way, links in exact_ways(c).items():
        broader = links.only(asks).with_broader(above)
        ways[way] = broader if stronger is None else broader.without(stronger)
        stronger = broader if stronger is None else stronger.joined(broader)
    return ways


@once
def all_ways(c: Collection) -> Links:
    """Return the agencies whose business each recommendation is in any way, those that it merely mentions included."""
    return asked_ways(c).joined(by_way(c)["mentioned"])


@once
def asked_ways(c: Collection) -> Links:
    """Return the agencies that each recommendation asks in any way."""
    return in_any(by_way(c))


def in_any(ways: Mapping[Way, Links]) -> Links:
    """Return the agencies that clauses have in any of the ways of being asked."""
    first, *others = (ways[way] for way in ASKING)
    for links in others:
        first = first.joined(links)
    return first


@once
def naming(c: Collection) -> Naming:
    """Return how many recommendations name an agency, in the text or in the introduction, and how many do not."""
    return naming_among(c, facts(c).recommendations)


def naming_among(c: Collection, recommendations: "Mask") -> Naming:
    """Return the same of some recommendations."""
    known = facts(c)
    named = known.named.having_any()
    both = recommendations & named, recommendations & ~named
    via = int((both[1] & known.via.having_any()).sum())
    with_name, without = (int(each.sum()) for each in both)
    reviews, others = (int(known.reviews_of(each).sum()) for each in both)
    return Naming(with_name, without, via, reviews, others, in_requests(NAMING, c.profile))


def bases_counted(c: Collection) -> Mapping[str, int]:
    """Return how often agencies are known in which way; without a default addressee, “default” are the requests to no known agency."""
    counts = c.made.counts.get("addressings")
    number = dict(counts) if isinstance(counts, dict) else {}
    return number if c.profile.default_addressee else {**number, "default": naming(c).unnamed}


def ways_in_words(numbers: Mapping[Way, int]) -> str:
    """Return how many recommendations are an agency's business, and in which ways.

    >>> ways_in_words({"named": 2, "via": 1, "mentioned": 0}), ways_in_words({})
    ('3 recommendations: 2 named in the text, 1 asked through another agency', '0 recommendations')
    """
    there = [f"{numbers[way]:,} {PARTS[way][:1].lower()}{PARTS[way][1:]}" for way in WAYS if numbers.get(way)]
    total = counted(sum(numbers.values()), "recommendation")
    return f"{total}: {', '.join(there)}" if there else total


def assumed(c: Collection, agency: str) -> "Mask":
    """Return which recommendations name no agency and are assumed to be for this one, whoever is the likely owner."""
    known = facts(c)
    return known.recommendations & known.addressed.having([agency]) & ~known.named.having_any()


def acting(c: Collection, agency: str) -> frozenset[str]:
    """Return the agencies whose words show that a clause is the business of an agency."""
    beneath = c.beneath("agency", agency)
    return beneath | {STATUTORY_PARTNERS} if any(c.agencies[each].partner_in for each in beneath) else beneath


def agencies_of(clause: Clause, way: Way) -> list[str]:
    """Return the very agencies that a clause has in a way; a statutory partner has the group, named or asked through.

    >>> from casegraph.views.clauses import Reading, Span
    >>> via = (Reading("probation", (Span(4, 21),)),)
    >>> clause = Clause("recommendation", "r", 1, "ask the probation service to audit", 0, 34, (), via=via)
    >>> agencies_of(clause, "via"), agencies_of(clause, "named")
    (['probation'], [])
    """
    match way:
        case "named":
            return [each.id for each in clause.addressed if each.basis == "explicit"]
        case "introduced":
            return [each.id for each in clause.addressed if each.basis == "lead-in"]
        case "via":
            return clause.via_ids
        case "statutory":
            return [id for id in (*clause.agency_ids(), *clause.via_ids) if id == STATUTORY_PARTNERS]
        case "owner":
            return clause.owner_ids
        case "mentioned":
            return clause.mentioned_ids


@once
def exact_ways(c: Collection) -> Mapping[Way, Links]:
    """Return the very agencies that clauses were read as, by way; one agency can have a clause in several."""
    exact = as_read(c)
    return {
        "named": exact.in_text,
        "introduced": exact.named.without(exact.in_text),
        "via": exact.via,
        "statutory": _partners(c),
        "owner": exact.owners,
        "mentioned": exact.mentioned,
    }


def _partners(c: Collection) -> Links:
    """Return who the statutory partners are of each clause that is for them, by the law of the nations of its review."""
    import numpy as np

    exact, agencies = as_read(c), [*c.agencies]
    grouped = exact.named.joined(exact.via).having([STATUTORY_PARTNERS])
    nations = [*dict.fromkeys((_LAW_OF_UNKNOWN, *(area.nation for area in c.areas.values())))]
    of_areas = exact.areas.mapped([nations.index(area.nation) for area in c.areas.values()], nations)
    unknown = np.flatnonzero(~of_areas.having_any())
    of_reviews = of_areas.joined(Links(unknown, np.zeros_like(unknown), nations, of_areas.size))
    links = Links(np.empty(0, np.int64), np.empty(0, np.int64), agencies, len(grouped))
    for nation in nations:
        clauses = np.flatnonzero(grouped & of_reviews.having([nation])[exact.review_of])
        for number, agency in enumerate(c.agencies.values()):
            if nation in agency.partner_in:
                links = links.joined(Links(clauses, np.full_like(clauses, number), agencies, len(grouped)))
    return links
