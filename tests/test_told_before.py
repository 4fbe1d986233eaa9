"""What a partnership was told before, what is typical of some reviews beside all others, and who is asked through others."""

from dataclasses import replace
from typing import Any

import pytest

from casegraph.asking import ask
from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.record.model import Reading
from casegraph.store.memory import MemoryStore

PAGE = """2022 – Camden – Child T
Death of a 2-week-old boy in May 2021.
Recommendations: the ICB should write a leaflet on neglect; ask the probation service to record the names of fathers.
Keywords: children in care

2023 – Camden – Child U
Death of a 15-year-old boy in May 2022.
Recommendations: schools should write a policy on neglect; the police should write a policy on police record keeping of domestic abuse.

2024 – Kent – Child V
Serious harm of a 3-week-old girl in May 2022.
Recommendations: the police should write a policy on domestic abuse.

2025 – Kent – Child W
Serious harm of a 16-year-old girl in May 2022.
Recommendations: seek assurance on domestic abuse.
Keywords: adolescents
"""
ACTIONS = {"seek": "assurance"}
"""The action of a recommendation by its first word; all others ask for guidance."""


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """The graph of PAGE, with the actions given, which a learned reader would weigh."""
    reviews = []
    for review in extract(page_of(PAGE.encode(), "page.txt")):
        changed = [
            each._replace(
                actions=(Reading(ACTIONS.get(each.passage.text.split()[0], "guidance"), each.passage, "", None, None),)
            )
            for each in review.recommendations
        ]
        reviews.append(replace(review, recommendations=tuple(changed)))
    return MemoryStore.from_ntriples(graph_text(mint([reviews])))


def rows(store: MemoryStore, name: str, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    """The rows of an answer, some columns of each."""
    return [tuple(row[column] for column in columns) for row in ask(store, name, given).rows]


def test_the_same_theme_and_action_in_two_reviews_of_a_partnership_was_told_before(store: MemoryStore) -> None:
    """Another partnership's review, or another kind of action, is no repeat."""
    columns = ("safeguarding_partnership", "theme", "action", "reviews", "recommendations", "years")
    camden = ("Camden Safeguarding Children Partnership", "Neglect", "Guidance", 2, 2, "2022 to 2023")
    assert camden in rows(store, "told-again", *columns)
    assert {row[0] for row in rows(store, "told-again", *columns)} == {camden[0]}
    assert rows(store, "told-again", *columns, theme="neglect") == [camden]
    assert not rows(store, "told-again", *columns, partnership="kent")
    assert not rows(store, "told-again", *columns, least=3)


def test_themes_of_chosen_reviews_stand_beside_those_of_all_others(store: MemoryStore) -> None:
    columns = ("chosen", "all_chosen", "others", "all_others")

    def of(theme: str, **given: Any) -> tuple[int, ...]:
        """The numbers of a theme."""
        return next(
            row[1:] for row in rows(store, "beside-the-rest", "theme", *columns, least=1, **given) if row[0] == theme
        )

    assert of("Neglect", place="London") == (2, 2, 0, 2)
    assert of("Domestic abuse and coercive control", place="London") == (1, 2, 2, 2)
    assert of("Neglect", age_band="under-1") == (1, 2, 1, 2)
    assert of("Neglect", age_band="under-1", place="London") == (1, 1, 1, 3)
    assert of("Neglect", keyword="children-in-care") == (1, 1, 1, 3)
    assert of("Neglect", outcome="death") == (2, 2, 0, 2)
    assert of("Neglect", outcome="death", year="2023-2025") == (1, 1, 0, 2)


def test_what_is_typical_comes_first_and_ways_of_acting_are_left_out(store: MemoryStore) -> None:
    themes = [theme for (theme,) in rows(store, "beside-the-rest", "theme", place="London", least=1)]
    assert themes.index("Neglect") < themes.index("Domestic abuse and coercive control")
    assert "Policies, procedures and guidance" not in themes
    assert rows(store, "recommendations-on", "quote", theme="policy-and-procedure"), "some recommendation has it"


def test_nothing_is_compared_where_nothing_or_all_is_chosen(store: MemoryStore) -> None:
    assert not rows(store, "beside-the-rest", "theme", least=1)
    assert not rows(store, "beside-the-rest", "theme", least=1, place="London", year=2025)


def test_recommendations_are_listed_for_a_group_of_children(store: MemoryStore) -> None:
    assert len(rows(store, "recommendations-after", "quote")) == 6
    assert len(rows(store, "recommendations-after", "quote", age_band="under-1")) == 3
    assert len(rows(store, "recommendations-after", "quote", age_band="under-1", outcome="death")) == 2
    assert rows(store, "recommendations-after", "quote", keyword="adolescents") == [
        ("seek assurance on domestic abuse",)
    ]
    assert len(rows(store, "recommendations-after", "quote", agency="police")) == 2
    assert len(rows(store, "recommendations-after", "quote", agency="police", outcome="serious-harm")) == 1


def test_a_body_that_is_asked_through_another_is_told_from_one_that_is_mentioned(store: MemoryStore) -> None:
    assert rows(store, "recommendations-about", "about", "way", agency="probation") == [
        ("Probation service", "asked through")
    ]
