"""What is read from the tables of a build is what the pages count from the whole collection."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casegraph.counts.columns import files_in
from casegraph.counts.parts import write_tables
from casegraph.counts.reader import FACETS, Chosen, Counts, Dimension, Facet, Role
from casegraph.store.memory import MemoryStore
from casegraph.views.collection import Collection
from casegraph.views.facets import choose
from casegraph.views.from_store import collection_of
from casegraph.views.matrix import matrix

ROLES: dict[Role, dict[str, list[str]]] = {
    "named": {"named": ["yes"]},
    "asked": {"named": ["no"]},
    "concerned": {"role": ["concerned"]},
}
CHOICES: list[tuple[dict[Facet, list[str]], tuple[int | None, int | None]]] = [
    ({}, (None, None)),
    ({"nation": ["Wales"]}, (None, None)),
    ({"theme": ["neglect", "risk-assessment"], "age": ["under 1", "not stated"]}, (None, None)),
    ({"agency": ["police"], "outcome": ["death"], "region": ["London", "South East"]}, (None, None)),
    ({"keyword": ["no such keyword"]}, (None, None)),
    ({"year": ["2025"]}, (2024, 2025)),
    ({}, (2026, None)),
    ({"partnership": ["birmingham"]}, (None, 2025)),
]


@pytest.fixture(scope="module")
def collection(built: Path) -> Collection:
    return collection_of(MemoryStore.from_ntriples((built / "casegraph.nt").read_text(encoding="utf-8")))


def opened(folder: Path) -> Counts:
    return Counts(files_in(folder))


@pytest.fixture(scope="module")
def counts(built: Path) -> Iterator[Counts]:
    with opened(built) as read:
        yield read


def both(values: dict[Facet, list[str]], years: tuple[int | None, int | None]) -> tuple[Chosen, dict[str, list[str]]]:
    """The same choice for the tables and for the views."""
    first, last = years
    ends = {"from": first, "to": last}
    of_years = {end: [str(year)] for end, year in ends.items() if year is not None}
    return Chosen(values, first, last), {**{str(name): wanted for name, wanted in values.items()}, **of_years}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("rows", "dimension"), [("themes", "theme"), ("groups", "theme_group"), ("years", "year")])
@pytest.mark.parametrize(("values", "years"), CHOICES)
def test_cells_and_their_clauses_are_those_of_the_table(
    counts: Counts,
    collection: Collection,
    role: Role,
    rows: str,
    dimension: Dimension,
    values: dict[Facet, list[str]],
    years: tuple[int | None, int | None],
) -> None:
    """With all totals, whichever reviews are chosen."""
    chosen, filters = both(values, years)
    switches = {**filters, **ROLES[role], "rows": [rows]}
    table, of_reviews = matrix(collection, switches), matrix(collection, {**switches, "measure": ["reviews"]})
    read = counts.cells(dimension, "agency", chosen, role=role)
    assert {each[:2]: each.recommendations for each in read} == {
        tuple(cell): number for cell, number in table.numbers.items() if number
    }
    assert {each[:2]: each.reviews for each in read} == {
        tuple(cell): number for cell, number in of_reviews.numbers.items() if number
    }
    assert counts.without_agency(chosen, role=role) == table.left
    for cell in read[:: max(1, len(read) // 4)]:
        clauses = counts.clauses(dimension, "agency", cell[:2], chosen, role=role)
        assert list(clauses) == [f"recommendation/{each.review}/{each.number}" for each in table.clauses(*cell[:2])]


@pytest.mark.parametrize(("values", "years"), CHOICES)
def test_facets_count_the_reviews_that_they_would_give(
    counts: Counts, collection: Collection, values: dict[Facet, list[str]], years: tuple[int | None, int | None]
) -> None:
    """As on the page of reviews, where a facet's own values do not narrow what else it offers."""
    chosen, filters = both(values, years)
    expected = choose(collection, filters)
    assert counts.reviews(chosen) == tuple(each.id for each in expected.reviews)
    assert counts.facets(chosen) == {name: dict(expected.counts[name]) for name in FACETS}


def test_years_can_be_the_columns(counts: Counts, collection: Collection) -> None:
    """Then recommendations that ask nobody in particular count as well."""
    table = matrix(collection, {"role": ["years"]})
    assert {each[:3] for each in counts.cells("theme", "year", role=None)} == {
        (*cell, number) for cell, number in table.numbers.items()
    }


def test_some_reviews_can_be_the_only_ones(counts: Counts, collection: Collection) -> None:
    """Such as those that contain some words."""
    few = sorted(collection.reviews)[3:5]
    assert counts.reviews(Chosen(reviews=few)) == tuple(few)
    assert counts.facets(Chosen({"year": ["2025"]}, reviews=few))["year"] == {"2025": 2}


def test_a_build_without_reviews_counts_nothing(tmp_path: Path) -> None:
    write_tables([], tmp_path)
    with opened(tmp_path) as counts:
        assert (counts.cells("theme", "agency"), counts.reviews()) == ((), ())
        assert counts.without_agency() == 0
        assert counts.facets() == {name: {} for name in FACETS}
