"""The pages that benchmarks measure on are pages like the one that ships."""

from pathlib import Path

from benchmarks.pages import made_up_page

from casegraph.collections import contents
from casegraph.extracting import extract
from casegraph.reading import read_page


def test_a_made_up_page_is_read_like_a_real_one(tmp_path: Path) -> None:
    """Every entry is found, with clauses of both kinds and keywords; no line is left over; titles differ."""
    path = tmp_path / "page.txt"
    path.write_text(made_up_page(60), encoding="utf-8")
    page = read_page(path)
    reviews = extract(page)
    assert len({review.title for review in reviews}) == len(reviews) == 60
    assert contents(page).unread == ()
    assert all(review.keywords and review.recommendations and review.complete for review in reviews)
    assert len({clause.passage.text for review in reviews for clause in review.learning}) > 100


def test_a_made_up_page_is_the_same_every_time() -> None:
    """Figures of two runs are about the same input; another seed is another page."""
    assert made_up_page(20) == made_up_page(20) != made_up_page(20, seed=1)
