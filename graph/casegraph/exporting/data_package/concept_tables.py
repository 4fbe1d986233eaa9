"""Tables of what reviews and clauses refer to: agencies, themes, actions, keywords, outcomes and places."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from casegraph.collections.words import filled
from casegraph.exporting.data_package.schema import Column, Row, Table, reference
from casegraph.schemes import scheme
from casegraph.views.collection import Collection
from casegraph.views.concepts import Named
from casegraph.views.role_answers import role_counts

__all__ = ["CONCEPT_TABLES"]

_LABEL = Column("label", "string", "what it is called", is_required=True)
_DEFINITION = Column("definition", "string", "what is meant by it")


def _id(what: str, folder: str = "") -> Column:
    return Column("id", "string", f"{what}; its IRI is {{base}}{folder}/ and this" if folder else what)


def _labelled(
    named: Callable[[Collection], Mapping[str, Named]],
) -> Callable[[Collection], Iterator[Row]]:
    """Return a function that gives the ids and labels of what *named* gives."""
    return lambda c: ((each.id, each.label) for each in named(c).values())


def _defined(file: str) -> Callable[[Collection], Iterator[Row]]:
    """Return a function that gives the concepts of a scheme with their definitions."""
    return lambda c: (
        (each.id, each.label, filled(each.definition, c.profile.words) or None) for each in scheme(file).values()
    )


def _agencies(c: Collection) -> Iterable[Row]:
    return ((each.id, each.label, each.broader, each.definition or None) for each in c.agencies.values())


def _roles(c: Collection) -> Iterable[Row]:
    return ((each.agency, each.way, each.recommendations, each.reviews) for each in role_counts(c))


def _themes(c: Collection) -> Iterable[Row]:
    for each in c.themes.values():
        yield each.id, each.label, each.group, each.broader, each.is_means, each.definition or None


def _partnerships(c: Collection) -> Iterable[Row]:
    return ((each.id, each.label, each.derived) for each in c.partnerships.values())


def _partnership_areas(c: Collection) -> Iterable[Row]:
    return ((each.id, area) for each in c.partnerships.values() for area in each.areas)


def _areas(c: Collection) -> Iterable[Row]:
    return ((each.id, each.label, each.nation, each.region) for each in c.areas.values())


CONCEPT_TABLES = (
    Table(
        "agencies",
        "Agencies",
        "The kinds of body that recommendations name, each below a broader one if there is one.",
        (
            _id("the agency", "agency"),
            _LABEL,
            reference("agencies", "the agency that it belongs to", "broader", is_required=False),
            _DEFINITION,
        ),
        ("id",),
        of_collection=_agencies,
    ),
    Table(
        "agency_roles",
        "How recommendations are the business of agencies",
        "How many recommendations are the business of each agency, narrower agencies included, in each way. Each counts in one "
        "way for an agency, the first that fits. Numbers of different agencies do not add up.",
        (
            reference("agencies", "the agency", "agency"),
            Column(
                "way",
                "string",
                "all; asked (all but mentioned); or one of the ways: named, introduced, via, statutory, owner, mentioned",
                is_required=True,
            ),
            Column("recommendations", "integer", "how many recommendations", is_required=True),
            Column("reviews", "integer", "in how many reviews", is_required=True),
        ),
        ("agency", "way"),
        of_collection=_roles,
    ),
    Table(
        "theme_groups",
        "Groups of themes",
        "The groups that themes belong to.",
        (_id("the group"), _LABEL),
        ("id",),
        of_collection=_labelled(lambda c: c.groups),
    ),
    Table(
        "themes",
        "Themes",
        "What recommendations and learning points are about.",
        (
            _id("the theme", "theme"),
            _LABEL,
            reference("theme_groups", "the group that it belongs to", "group"),
            reference("themes", "the theme above it", "broader", is_required=False),
            Column(
                "is_means",
                "boolean",
                "true for a way of acting, such as training; false for a subject",
                is_required=True,
            ),
            _DEFINITION,
        ),
        ("id",),
        of_collection=_themes,
    ),
    Table(
        "actions",
        "Kinds of action",
        "The kinds of action that recommendations ask for.",
        (_id("the kind of action", "action"), _LABEL, _DEFINITION),
        ("id",),
        of_collection=_defined("actions.ttl"),
    ),
    Table(
        "strengths",
        "Strengths",
        "How firmly a recommendation can ask.",
        (_id("the strength", "strength"), _LABEL, _DEFINITION),
        ("id",),
        of_collection=_defined("strengths.ttl"),
    ),
    Table(
        "keywords",
        "Keywords",
        "The publisher's keywords.",
        (_id("the keyword", "keyword"), _LABEL._replace(is_quoted=True)),
        ("id",),
        of_collection=_labelled(lambda c: c.keywords),
    ),
    Table(
        "outcomes",
        "Outcomes",
        "What can have happened to a child.",
        (_id("the outcome", "outcome"), _LABEL),
        ("id",),
        of_collection=_labelled(lambda c: c.outcomes),
    ),
    Table(
        "partnerships",
        "Partnerships",
        "The safeguarding partnerships that commissioned reviews.",
        (
            _id("the partnership", "partnership"),
            _LABEL,
            Column("is_derived", "boolean", "true if its name was made from the name of the area", is_required=True),
        ),
        ("id",),
        of_collection=_partnerships,
    ),
    Table(
        "partnership_areas",
        "Areas of partnerships",
        "Which areas each partnership covers.",
        (
            reference("partnerships", "the partnership", "partnership"),
            reference("areas", "an area that it covers", "area"),
        ),
        ("partnership", "area"),
        of_collection=_partnership_areas,
    ),
    Table(
        "areas",
        "Areas",
        "Upper-tier and unitary authorities.",
        (
            _id("the area, by its GSS code", "area"),
            _LABEL,
            Column("nation", "string", "the nation that it is in", is_required=True),
            Column("region", "string", "the region that it is in; only England has regions"),
        ),
        ("id",),
        of_collection=_areas,
    ),
)
