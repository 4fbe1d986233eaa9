"""Tables of reviews: where each was read, and its children, places and keywords."""

from collections.abc import Iterator

from casegraph.counts.columns import meaning_of
from casegraph.exporting.data_package.schema import Column, Row, Table, reference
from casegraph.views.collection import Collection
from casegraph.views.reviews import Review

__all__ = ["REVIEW_TABLES"]

_REVIEW = reference("reviews", "the review", "review")


def _pages(c: Collection) -> Iterator[Row]:
    known: set[str] = set()
    for page in c.made.pages:
        if page.sha256 not in known:  # the same page under two names
            known.add(page.sha256)
            yield page.sha256, page.file, page.address or None, page.accessed or None


def _review(_c: Collection, review: Review) -> Iterator[Row]:
    yield (
        review.id, review.title, review.year, review.outcome, review.suicide, review.certainty, review.what, review.date,
        review.report, review.link, review.page, review.start, review.end,
    )  # fmt: skip


def _children(_c: Collection, review: Review) -> Iterator[Row]:
    for number, child in enumerate(review.children, start=1):
        yield review.id, number, child.age, child.unit, child.sex


def _partnerships(_c: Collection, review: Review) -> Iterator[Row]:
    return ((review.id, id) for id in review.partnerships)


def _areas(_c: Collection, review: Review) -> Iterator[Row]:
    return ((review.id, id) for id in review.areas)


def _keywords(_c: Collection, review: Review) -> Iterator[Row]:
    return ((review.id, id) for id in review.keywords)


REVIEW_TABLES = (
    Table(
        "pages",
        "Pages",
        "The files that the build was read from.",
        (
            Column("id", "string", "the SHA-256 of the file"),
            Column("file", "string", "the name of the file", is_required=True),
            Column("address", "string", "where the page is on the web, if the build was given it"),
            Column(
                "accessed",
                "string",
                "the day on which somebody looked at it there (YYYY-MM-DD), if the build was given it",
            ),
        ),
        ("id",),
        of_collection=_pages,
    ),
    Table(
        "reviews",
        "Reviews",
        "One row for each review.",
        (
            Column("id", "string", "the review; its IRI is {base}review/ and this"),
            Column("title", "string", meaning_of("reviews", "title"), is_required=True, is_quoted=True),
            Column("year", "integer", meaning_of("reviews", "year")),
            reference("outcomes", "what happened to the child", "outcome"),
            Column("suicide", "boolean", meaning_of("reviews", "suicide"), is_required=True),
            Column(
                "certainty",
                "string",
                meaning_of("reviews", "certainty"),
                ("stated", "suspected", "alleged"),
                is_required=True,
            ),
            Column(
                "happened", "string", "what happened in a few words, with the doubt if there is any", is_required=True
            ),
            Column(
                "date",
                "string",
                "when it happened, in EDTF: a year, a month (2023-11), a season (2022-23 is autumn 2022), a day, or two with a slash between",
            ),
            Column("report", "string", "overview report or executive summary; empty where it is not stated"),
            Column("link", "string", "the address of the report; empty where the page has none"),
            reference("pages", "the page that it was read from", "page"),
            Column("start", "integer", "where its {text} begins on the page, in characters from 0", is_required=True),
            Column("end", "integer", "where it ends, not included", is_required=True),
        ),
        ("id",),
        of_review=_review,
    ),
    Table(
        "children",
        "Children",
        "One row for each child that a review is about.",
        (
            _REVIEW,
            Column("number", "integer", "which of its children, from 1"),
            Column("age", "number", "the age of the child; empty where it is not stated"),
            Column("unit", "string", "what the age counts: years, months, weeks or days"),
            Column("sex", "string", "the sex of the child; empty where it is not stated"),
        ),
        ("review", "number"),
        of_review=_children,
    ),
    Table(
        "review_partnerships",
        "Partnerships of reviews",
        "Which partnerships commissioned which review. An anonymous review has none.",
        (_REVIEW, reference("partnerships", "a partnership that commissioned it", "partnership")),
        ("review", "partnership"),
        of_review=_partnerships,
    ),
    Table(
        "review_areas",
        "Areas of reviews",
        "Which areas each review is about. An anonymous review has none.",
        (_REVIEW, reference("areas", "an area that it is about", "area")),
        ("review", "area"),
        of_review=_areas,
    ),
    Table(
        "review_keywords",
        "Keywords of reviews",
        "Which keywords the publisher gave to each review.",
        (_REVIEW, reference("keywords", "a keyword that the publisher gave it", "keyword")),
        ("review", "keyword"),
        of_review=_keywords,
    ),
)
"""In this order: a table comes after those that it refers to, as far as they are here."""
