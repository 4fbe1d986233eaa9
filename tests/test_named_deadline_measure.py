"""Who is named, by when, and how one knows that it is done: numbers whose sentences can be listed, beside what is not named."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest

from casegraph.asking import Answer, ask, pivot
from casegraph.building.graph import graph_text
from casegraph.extracting import extract
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.record.model import Passage, Reading, Recommendation
from casegraph.store.memory import MemoryStore

PAGE = """2023 – Kent – Child U
Death of a boy in May 2022.
Recommendations: the ICB should audit its records of neglect within six months; the police should consider a leaflet on neglect; train all staff by March 2024.

2024 – Surrey – Child V
Serious harm of a girl in May 2022.
Recommendations to the partnership include: write to every school; hear the child's voice.
"""
COUNTS = (
    "recommendations",
    "named",
    "no_agency_named",
    "likely_owner",
    "deadline",
    "measure",
    "all_three",
    "only_consider",
    "reviews",
)
ALL = (5, 4, 1, 1, 2, 1, 1, 1, 2)


ACTIONS = (
    ("assurance", "audit"),
    ("awareness", "leaflet"),
    ("training", "train"),
    ("awareness", "write"),
    ("practice", "hear"),
)
"""What each recommendation of PAGE asks to be done, and the word that says so."""


def words_in(recommendation: Recommendation, words: str) -> Passage:
    """The words of a recommendation as a passage."""
    start = recommendation.passage.start + recommendation.passage.text.index(words)
    return Passage(start, start + len(words), words)


@pytest.fixture(scope="module")
def store() -> MemoryStore:
    """The graph of PAGE, with what a learned reader would weigh given: actions, and schools as likely owner of training."""
    given, reviews = iter(ACTIONS), []
    for review in extract(page_of(PAGE.encode(), "page.txt")):
        changed = []
        for each in review.recommendations:
            action, words = next(given)
            owner = Reading("schools", words_in(each, "all staff"), "", None, 0.7) if action == "training" else None
            changed.append(
                each._replace(actions=(Reading(action, words_in(each, words), "", None, None),), owner=owner)
            )
        reviews.append(replace(review, recommendations=tuple(changed)))
    return MemoryStore.from_ntriples(graph_text(mint([reviews])))


def numbers(answer: Answer) -> dict[str, tuple[int | None, ...]]:
    """The numbers of each row, in the order of COUNTS."""
    return {row["group"]: tuple(row[name] for name in COUNTS) for row in answer.rows}


def test_those_named_stand_beside_those_that_name_nobody(store: MemoryStore) -> None:
    """The introduction names as well as the text does; only one recommendation has all three."""
    answer = ask(store, "owner-deadline-measure")
    assert numbers(answer) == {"All": ALL}
    assert answer.summary == "5 of 5 recommendations in 2 published reviews, in 1 row."


def test_each_row_counts_its_own_beside_the_row_for_all(store: MemoryStore) -> None:
    by = {
        each: ask(store, "owner-deadline-measure", {"by": each}) for each in ("year", "partnership", "agency", "theme")
    }
    assert {answer.total for answer in by.values()} == {5}
    assert numbers(by["year"]) == {"All": ALL, "2023": (3, 2, 1, 1, 2, 1, 1, 1, 1), "2024": (2, 2, 0, 0, 0, 0, 0, 0, 1)}
    assert [*numbers(by["partnership"])] == [
        "All", "Kent Safeguarding Children Partnership", "Surrey Safeguarding Children Partnership",
    ]  # fmt: skip
    agencies = numbers(by["agency"])
    assert agencies["No agency named"] == (1, 0, 1, 1, 1, 0, 0, 0, 1)
    assert agencies["Integrated care board"] == (1, 1, None, 0, 1, 1, 1, 0, 1)
    assert agencies["Local safeguarding children partnership or board"][:3] == (2, 2, None)
    assert agencies["Schools and colleges"] == (1, 0, None, 1, 1, 0, 0, 0, 1), "it is asked as likely owner"
    assert numbers(by["theme"])["Neglect"][:3] == (2, 2, 0)
    assert "Training and workforce development" not in numbers(by["theme"]), "ways of acting are no themes"


@pytest.mark.parametrize("by", ["agency", "partnership", "theme", "year"])
def test_rows_are_in_alphabetical_order_and_no_ranking(store: MemoryStore, by: str) -> None:
    first, *groups = numbers(ask(store, "owner-deadline-measure", {"by": by}))
    named = [each for each in groups if not each.startswith("No ")]
    assert first == "All" and named == sorted(named, key=str.casefold)
    assert groups == named + [each for each in groups if each.startswith("No ")]


def test_filters_narrow_all_rows(store: MemoryStore) -> None:
    assert numbers(ask(store, "owner-deadline-measure", {"theme": "neglect", "year": 2023}))["All"][:3] == (2, 2, 0)
    assert numbers(ask(store, "owner-deadline-measure", {"partnership": "surrey"}))["All"][:3] == (2, 2, 0)
    nobody_counts = ask(store, "owner-deadline-measure", {"agency": "safeguarding-partnership"})
    assert numbers(nobody_counts)["All"][:3] == (2, 2, 0), "one that names nobody is not one that names the partnership"
    none = ask(store, "owner-deadline-measure", {"agency": "police", "year": 2024})
    assert (none.total, none.rows) == (0, ())


@pytest.mark.parametrize(
    ("strength", "words"),
    [("deadline", {"within six months", "by March 2024"}), ("measure", {"audit"}), ("soft", {"consider"})],
)
def test_each_number_has_its_sentences_with_the_words(store: MemoryStore, strength: str, words: set[str]) -> None:
    answer = ask(store, "recommendations-by-strength", {"strength": strength})
    assert {row["words"] for row in answer.rows} == words
    assert all(row["words"] in row["quote"] for row in answer.rows)
    column = "only_consider" if strength == "soft" else strength
    assert answer.total == ask(store, "owner-deadline-measure").rows[0][column]


def test_a_list_is_narrowed_to_who_is_named(store: MemoryStore) -> None:
    rows = ask(store, "recommendations-by-strength", {"strength": "deadline", "agency": "icb"}).rows
    assert [row["asked"] for row in rows] == ["Integrated care board"]
    assert not ask(
        store, "recommendations-by-strength", {"strength": "deadline", "agency": "safeguarding-partnership"}
    ).rows
    assert ask(store, "recommendations-by-strength", {"strength": "deadline", "partnership": "kent"}).total == 2
    assert (
        ask(store, "recommendations-by-strength", {"strength": "deadline", "theme": "neglect", "year": 2023}).total == 1
    )


def test_a_likely_owner_is_listed_with_its_words_and_never_counted_as_named(store: MemoryStore) -> None:
    (row,) = ask(store, "likely-owner").rows
    assert (row["likely_owner"], row["words"], row["probability"]) == (
        "Schools and colleges",
        "all staff",
        Decimal("0.7"),
    )
    assert ask(store, "likely-owner", {"agency": "education"}).total == 1, "narrower kinds count as well"
    assert not ask(store, "likely-owner", {"agency": "police"}).rows
    assert not ask(store, "recommendations-to", {"agency": "schools"}).rows
    assert not ask(store, "owner-deadline-measure", {"agency": "schools"}).rows
    (unnamed,) = ask(store, "nobody-named", {"partnership": "kent"}).rows
    assert (unnamed["iri"], unnamed["likely_owner"]) == (row["iri"], "Schools and colleges")
    assert not ask(store, "nobody-named", {"partnership": "surrey"}).rows


def test_each_kind_of_action_is_counted_and_listed_with_its_words(store: MemoryStore) -> None:
    table = ask(store, "actions-table")
    counted = {
        row["action"]: (row["group"], row["recommendations"], row["named"], row["no_agency_named"])
        for row in table.rows
    }
    assert counted == {
        "Assurance": (None, 1, 1, 0), "Awareness": (None, 2, 2, 0), "What workers do with children and families": (None, 1, 1, 0),
        "Training": (None, 1, 0, 1),
    }  # fmt: skip
    rows = ask(store, "recommendations-by-action", {"action": "awareness"}).rows
    assert [(row["words"], row["asked"]) for row in rows] == [
        ("write", "Local safeguarding children partnership or board"),
        ("leaflet", "Police"),
    ]
    assert (
        ask(
            store, "recommendations-by-action", {"action": "awareness", "agency": "police", "partnership": "kent"}
        ).total
        == 1
    )
    assert not ask(
        store, "recommendations-by-action", {"action": "training", "agency": "safeguarding-partnership"}
    ).rows


def test_actions_are_counted_for_agencies_themes_partnerships_and_years(store: MemoryStore) -> None:
    def counts(by: str, **filters: str) -> set[tuple[str, str, int]]:
        rows = ask(store, "actions-table", {"by": by, **filters}).rows
        return {(row["group"], row["action"], row["recommendations"]) for row in rows}

    assert counts("agency") >= {("Police", "Awareness", 1), ("No agency named", "Training", 1)}
    assert counts("theme", action="awareness") >= {("Neglect", "Awareness", 1)}
    assert counts("year", action="awareness") == {("2023", "Awareness", 1), ("2024", "Awareness", 1)}
    assert ("Surrey Safeguarding Children Partnership", "Awareness", 1) in counts("partnership")


def test_groups_side_by_side_stay_in_their_order(store: MemoryStore) -> None:
    """The partnership was asked more often than the integrated care board, and still stands after it."""
    across = pivot(ask(store, "actions-table", {"by": "agency"}), "action")
    groups = [row["group"] for row in across.rows]
    assert groups[-1] == "No agency named" and groups[:-1] == sorted(groups[:-1])
    assert groups.index("Integrated care board") < groups.index("Local safeguarding children partnership or board")


@pytest.mark.parametrize("name", ["owner-deadline-measure", "recommendations-by-strength"])
def test_the_answer_says_that_there_are_at_least_so_many_as_abstracts_shorten(store: MemoryStore, name: str) -> None:
    given = {"strength": "deadline"} if name == "recommendations-by-strength" else {}
    note = ask(store, name, given).note
    assert "at least" in note and re.search("bstracts (?:shorten|can leave out)|abstract can leave out", note)
