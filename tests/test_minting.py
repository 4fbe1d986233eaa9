"""Minting: readable slugs that depend on nothing but the review, and collisions that are seen."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.extracting import extract
from casegraph.names import slug
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.record.model import Passage, Review


def page(*entries: str, file: str = "page.txt") -> tuple[Review, ...]:
    """The reviews of a page with these entries, each a heading and a narrative."""
    return extract(page_of("\n".join(entries).encode(), file))


A = "2025 – Kent – Child A\nDeath of a boy.\nKeywords: drugs"


def test_slugs_are_readable() -> None:
    """The slug of a heading reads like it."""
    assert [each.slug for each in mint([page("2025 - Hertfordshire - Réaltín\nDeath.")])] == [
        "2025-hertfordshire-realtin"
    ]


def test_the_same_heading_on_two_pages_is_one_review_with_two_sources() -> None:
    """The later page's text counts; dashes do not make another heading."""
    first, second = page(A, file="a.txt"), page(A.replace("–", "-").replace("boy", "girl"), file="b.txt")
    (minted,) = mint([first, second])
    assert minted.slug == "2025-kent-child-a"
    assert minted.review.source.file == "b.txt" and minted.review.narrative[0].text == "Death of a girl."
    assert [other.source.file for other in minted.others] == ["a.txt"]
    assert not minted.clashes


def test_the_same_entry_twice_on_a_page_is_one_review() -> None:
    """A page that repeats an entry word for word does not make two reviews."""
    assert len(mint([page(A, A)])) == 1


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(A.replace("boy", "girl"), id="same heading, other text"),
        pytest.param(A.replace("drugs", "alcohol"), id="same heading, other keywords"),
        pytest.param(A.replace("Child A", "Child: A"), id="other heading, same slug"),
    ],
)
def test_two_reviews_that_would_share_a_slug_are_both_kept_and_reported(other: str) -> None:
    """Each gets a suffix from its own text, the same in whatever order they stand."""
    one, two = mint([page(A, other)]), mint([page(other, A)])
    assert [each.slug for each in one] == [each.slug for each in two]
    assert len({each.slug for each in one}) == 2
    assert all(each.clashes and each.slug.startswith("2025-kent-child-a-") for each in one)


def test_an_entry_that_stands_on_a_second_page_is_still_one_of_two_that_share_a_heading() -> None:
    """The second page's copy joins the entry with its words; no two reviews ever have one slug."""
    girl = A.replace("boy", "girl")
    minted = mint([page(A, girl, file="a.txt"), page(A, file="b.txt")])
    assert len({each.slug for each in minted}) == len(minted) == 2
    assert [[other.source.file for other in each.others] for each in minted if each.review.source.file == "b.txt"] == [
        ["a.txt"]
    ]


@given(st.lists(st.lists(st.sampled_from("ABCabc"), max_size=4), max_size=3), st.randoms())
def test_slugs_are_unique_and_the_same_in_every_order(pages: list[list[str]], random: Random) -> None:
    """However entries are spread over pages, and in whatever order each page has them."""
    entries = {name: A.replace("Child A", f"Child {name.upper()}").replace("boy", name) for name in "ABCabc"}
    read = [page(*(entries[name] for name in names)) if names else () for names in pages]
    minted = mint(read)
    assert len({each.slug for each in minted}) == len(minted)
    shuffled = [list(reviews) for reviews in read]
    for reviews in shuffled:
        random.shuffle(reviews)
    assert [each.slug for each in mint(shuffled)] == [each.slug for each in minted]


@given(st.text())
def test_a_slug_is_safe_in_an_iri(text: str) -> None:
    """Nothing but small letters, digits and single hyphens, whatever the text."""
    made = slug(text)
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert "--" not in made and made == made.strip("-") == slug(made)


def test_order_makes_no_difference(reviews: tuple[Review, ...]) -> None:
    """The 73 reviews have 73 slugs, whatever their order."""
    there, back = mint([reviews]), mint([reviews[::-1]])
    assert there == back
    assert len({each.slug for each in there}) == len(reviews) == 73
    assert not any(each.clashes for each in there)


def test_an_entry_that_names_nothing_in_latin_letters() -> None:
    """It gets a slug from what there is."""
    review = replace(page(A)[0], heading=Passage(0, 1, "–"))
    assert mint([[review]])[0].slug == "review"
