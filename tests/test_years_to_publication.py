"""Years from incident to publication: the count of who gives both, the median and the range, the same in question and picture."""

import re
from collections.abc import Mapping
from statistics import median

import pytest

from casegraph.asking import ask, question
from casegraph.drawing.publication import publication
from casegraph.graph import Graph
from casegraph.store.memory import MemoryStore
from casegraph.store.protocol import Store
from casegraph.views.years_to_publication import years_to_publication

REVIEWS: tuple[tuple[int, str, str], ...] = (
    (2024, "2023-05-01", "2023-05-31"),
    (2024, "2020-01-01", "2020-12-31"),
    (2024, "2022-12-01", "2023-02-28"),
    (2024, "", ""),
    (2025, "2025-01-01", "2025-01-31"),
    (2025, "2021-03-01", "2021-03-31"),
    (2025, "2019-03-01", "2019-03-31"),
    (2025, "2030-03-01", "2030-03-31"),
    (2023, "", ""),
)
"""Year of publication, first and last day of the incident: of two years 1 and 4, and 0, 4 and 6; others give no single year."""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """A graph of those reviews."""
    lines = []
    for number, (year, first, last) in enumerate(REVIEWS):
        lines.append(f"<x:{number}> a cg:Review ; cg:year {year} ; rdfs:label 'Review {number}' .")
        if first:
            lines.append(f"<x:{number}> cg:concernsIncident <x:i{number}> .")
            lines.append(f"<x:i{number}> cg:occurredFrom '{first}'^^xsd:date ; cg:occurredTo '{last}'^^xsd:date .")
    return MemoryStore.from_turtle("\n".join(lines))


def rows(store: Store, **values: object) -> dict[str, tuple[object, ...]]:
    """The rows of the question by their group, medians as numbers."""
    answer = ask(store, "years-to-publication", values)
    return {
        row["group"]: (
            row["give_both"],
            row["of_reviews"],
            None if row["median_years"] is None else float(row["median_years"]),
            row["fewest_years"],
            row["most_years"],
        )
        for row in answer.rows
    }


def test_the_question_counts_who_gives_both_of_how_many(store: MemoryStore) -> None:
    """A span of two calendar years, no date, and a date after publication give no number of years."""
    assert rows(store) == {
        "All": (5, 9, median([1, 4, 0, 4, 6]), 0, 6),
        "2023": (0, 1, None, None, None),
        "2024": (2, 4, median([1, 4]), 1, 4),
        "2025": (3, 4, median([0, 4, 6]), 0, 6),
    }
    answer = ask(store, "years-to-publication")
    assert answer.summary.startswith("5 of 9 ")


def test_a_year_narrows_it_and_nobody_can_ask_for_a_partnership(store: MemoryStore) -> None:
    """Of one year there are its own numbers; a row or a filter for a partnership would make a league table."""
    assert rows(store, year="2024") == {"All": rows(store)["2024"], "2024": rows(store)["2024"]}
    assert [each.name for each in question("years-to-publication").parameters] == ["year"]


def by_view(store: Store) -> Mapping[str, tuple[object, ...]]:
    """What the picture draws, as rows."""
    return {
        str(year): (each.both, each.all, each.median, each.fewest, each.most)
        for year, each in years_to_publication(store).items()
    }


def test_the_picture_draws_the_numbers_of_the_question(store: MemoryStore, built_graph: MemoryStore) -> None:
    """On an invented graph and on the page that ships."""
    for graph in (store, built_graph):
        answers = rows(graph)
        whole = answers.pop("All")
        assert by_view(graph) == answers
        svg = publication(Graph(graph))
        assert f"median {whole[2]:g}, from {whole[3]} to {whole[4]}" in svg
        assert f"{whole[0]} of {whole[1]} " in svg
        assert svg.count("<circle") == (
            sum(each[2] is not None for each in answers.values()) if len(answers) > 1 else 0
        )


def test_a_graph_without_a_date_is_drawn_all_the_same() -> None:
    """It says that nothing is stated."""
    svg = publication(Graph(MemoryStore.from_turtle("review:a a cg:Review ; cg:year 2020 .")))
    assert re.search(r"<title[^>]*>Years from incident to publication: not known</title>", svg)
