"""Paragraphs that no label introduces are sorted by where they stand and how their sentences are built."""

import pytest

from casegraph.extracting import extract
from casegraph.reading.page import page_of

LEARNT = "Nobody asked where the baby slept; the leaflet was in English; the nurse had left."
ASKED = "The council to visit the family within a week. Schools should keep a rota; the plan to be shared with the GP."


def read(*paragraphs: str) -> tuple[int, int, int]:
    """How many paragraphs of narrative, learning points and recommendations an entry has."""
    text = "\n".join(("March 2015 - Kent and Medway - Family B", *paragraphs, "Keywords: neglect, sleep"))
    (review,) = extract(page_of(text.encode(), "kent.txt"))
    assert review.complete
    return len(review.narrative), len(review.learning), len(review.recommendations)


def test_the_last_paragraph_is_recommendations_if_it_says_what_is_to_be_done() -> None:
    assert read("Death of a boy.", f"Key issues: {LEARNT}", ASKED) == (1, 3, 3)


def test_what_stands_before_the_recommendations_is_learning_if_it_has_several_points() -> None:
    assert read("Death of a boy.", LEARNT, f"Recommendations include: {ASKED}") == (1, 3, 3)
    assert read("Death of a boy.", LEARNT, ASKED) == (1, 3, 3)


def test_a_narrative_of_two_paragraphs_stays_one_where_learning_has_its_label() -> None:
    assert read(
        "Death of a boy.", "He was known; he had moved; he was three.", f"Learning: {LEARNT}", f"Recommends: {ASKED}"
    ) == (2, 3, 3)


def test_a_single_sentence_without_label_stays_in_the_narrative() -> None:
    assert read("Death of a boy.", "An extended child practice review.", f"Recommends: {ASKED}") == (2, 0, 3)


@pytest.mark.parametrize(
    "opening",
    [
        "Findings relate to:",
        "Summary of issues:",
        "Points identified:",
        "It was found that:",
        "The review team finds:",
        "The overview report found: that",
        "Case management review found:",
        "The review established that",
        "The report states that:",
        "The key issues were that",
    ],
)
def test_words_that_introduce_learning(opening: str) -> None:
    assert read("Death of a boy.", f"{opening} {LEARNT.lower()}", f"Recommendations: {ASKED}") == (1, 3, 3)


@pytest.mark.parametrize(
    "opening",
    [
        "The Board recommends:",
        "The Board will:",
        "It is recommended that:",
        "The review panel recommends that",
        "The action plan is to include:",
        "For the police:",
        "To the Welsh Government:",
    ],
)
def test_words_that_introduce_recommendations(opening: str) -> None:
    asked_of = f"{opening} seek assurance of the pathway; promote the tool; publish the result."
    assert read("Death of a boy.", f"Learning: {LEARNT}", asked_of) == (1, 3, 3)


def test_recommendations_may_begin_after_learning_that_is_embedded_in_them() -> None:
    both = (
        "Learning is embedded in the recommendations. The review recommends that: schools count hours; a worker calls."
    )
    assert read("Death of a boy.", both) == (1, 0, 2)
