"""Roles as plain values: the rows of an agency by way, and how many of these every agency has."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from casegraph.errors import Choice, UnknownName
from casegraph.nearest import either, nearest
from casegraph.schemes import scheme
from casegraph.views import json_types as types
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.facts import facts
from casegraph.views.links import Links
from casegraph.views.roles import WAYS, Role, Way, acting, agencies_of, all_ways, asked_ways, by_way

__all__ = ["RoleCount", "agency_id", "role_answer", "role_counts", "role_groups", "role_head", "role_rows"]

_LEAST = 3  # letters of a word that is compared
_NEAR = 3  # agencies that are offered
_SAYS_LITTLE = ("and", "for", "the", "service", "services", "agency", "agencies", "local", "team", "teams")


@dataclass(frozen=True, slots=True)
class RoleCount:
    """How many recommendations of how many reviews are the business of an agency in a way, in all, or in all that ask it."""

    agency: str
    label: str
    way: Way | Literal["all", "asked"]
    recommendations: int
    reviews: int


def agency_id(name: str) -> str:
    """Return the id of an agency by its id or any of its names; raises UnknownName.

    >>> agency_id("ICB"), agency_id("health"), agency_id("Police")
    ('icb', 'health', 'police')
    """
    agencies = scheme("agencies.ttl")
    wanted = " ".join(name.casefold().split())
    ids = {each.casefold(): concept.id for concept in agencies.values() for each in concept.wordings}
    ids |= {id: id for id in agencies}
    if wanted in ids:
        return ids[wanted]
    theme = _theme(wanted)
    near = list(dict.fromkeys(ids[each] for each in nearest(wanted, ids))) or _with_word(f"{wanted} {theme or ''}")
    called = [f"{id} ({agencies[id].label})" for id in near]
    raise UnknownName(
        (f"“{name}” is a subject, not an agency." if theme else f"No agency is called “{name}”.")
        + (f" Did you mean {either(called)}?" if near else ""),
        kind="theme" if theme else "agency",
        value=theme or name,
        near=[Choice(id, agencies[id].label) for id in near],
    )


def _with_word(wanted: str) -> list[str]:
    """Return agencies with a word of a name in their own names, or that a theme of this name has in its own.

    >>> _with_word("send"), _with_word("health boards"), _with_word("zzz")
    (['send-services'], ['health-and-wellbeing-board', 'adult-mental-health', 'camhs'], [])
    """
    sought = {
        word.removesuffix("s")
        for word in re.findall(r"\w+", wanted)
        if len(word) >= _LEAST and word not in _SAYS_LITTLE
    }
    shared = {
        concept.id: max(
            len(sought & {word.removesuffix("s") for word in re.findall(r"\w+", each.casefold())})
            for each in (concept.id, concept.label, *concept.alternatives)
        )
        for concept in scheme("agencies.ttl").values()
    }
    return sorted((each for each in shared if shared[each]), key=lambda each: (-shared[each], each))[:_NEAR]


def _theme(wanted: str) -> str | None:
    """Return the id of the theme of a name, None if there is none."""
    themes = scheme("themes.ttl")
    names = {each.casefold(): theme.id for theme in themes.values() for each in (theme.id, *theme.wordings)}
    return names.get(wanted)


def role_counts(c: Collection) -> list[RoleCount]:
    """Return the counts of each agency: those of all ways together, those of the ways of being asked, then those of each way."""
    known, ways = facts(c), by_way(c)

    def counts(links: Links) -> tuple[dict[str, int], dict[str, int]]:
        return links.counts(), known.per_review(links).counts()

    columns: list[tuple[Way | Literal["all", "asked"], dict[str, int], dict[str, int]]] = [
        ("all", *counts(all_ways(c))),
        ("asked", *counts(asked_ways(c))),
        *((way, *counts(ways[way])) for way in WAYS),
    ]
    return [
        RoleCount(agency.id, agency.label, way, recommendations.get(agency.id, 0), reviews.get(agency.id, 0))
        for agency in c.agencies.values()
        for way, recommendations, reviews in columns
    ]


def role_head(c: Collection, shown: Role) -> types.RoleHead:
    """Return what an agency is called and how many recommendations are its business, in which ways."""
    groups = shown.groups
    return {
        "agency": shown.agency,
        "label": scheme("agencies.ttl")[shown.agency].label
        if shown.agency not in c.agencies
        else c.agencies[shown.agency].label,
        "total": shown.total,
        "asked": shown.asking,
        "counts": {
            "named": len(groups["named"]),
            "introduced": len(groups["introduced"]),
            "via": len(groups["via"]),
            "statutory": len(groups["statutory"]),
            "owner": len(groups["owner"]),
            "mentioned": len(groups["mentioned"]),
        },
        "naming": shown.naming.counts,
    }


def role_groups(c: Collection, shown: Role) -> dict[Way, Iterator[types.RoleRow]]:
    """Return the rows of an agency by way, each made when it is needed."""
    return {way: role_rows(c, shown, way) for way in WAYS}


def role_answer(c: Collection, shown: Role) -> types.RoleAnswer:
    """Return an agency with its rows by way."""
    groups = {way: [*rows] for way, rows in role_groups(c, shown).items()}
    return {
        **role_head(c, shown),
        "groups": {
            "named": groups["named"],
            "introduced": groups["introduced"],
            "via": groups["via"],
            "statutory": groups["statutory"],
            "owner": groups["owner"],
            "mentioned": groups["mentioned"],
        },
    }


def role_rows(c: Collection, shown: Role, way: Way) -> Iterator[types.RoleRow]:
    """Yield a row for each recommendation that is the business of an agency in a way, in the order of the page."""
    meant = acting(c, shown.agency) if shown.agency in c.agencies else frozenset()
    return (_row(c, clause, way, meant) for clause in shown.groups[way])


def _row(c: Collection, clause: Clause, way: Way, meant: frozenset[str]) -> types.RoleRow:
    own = [id for id in agencies_of(clause, way) if id in meant]
    review = c.reviews[clause.review]
    return {
        "text": clause.text,
        "review": review.title,
        "year": review.year,
        "agency": own[0],
        "agencies": own,
        "themes": clause.theme_ids,
        "actions": [each.id for each in clause.actions],
        "given": clause.given,
        "review_id": review.id,
        "iri": f"{c.made.base}recommendation/{review.id}/{clause.number}",
    }
