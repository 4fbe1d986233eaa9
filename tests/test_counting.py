"""Counting by columns: each number is that of counting clause by clause, and opens the clauses that it counts."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.store.memory import MemoryStore
from casegraph.views.clauses import Clause
from casegraph.views.collection import Collection
from casegraph.views.collection_file import decoded, encoded
from casegraph.views.concepts import Agency, Theme
from casegraph.views.facets import choose, facets
from casegraph.views.find import find
from casegraph.views.from_store import collection_of
from casegraph.views.links import Links
from casegraph.views.matrix import matrix
from casegraph.views.matrix_texts import NO_AGENCY
from casegraph.views.plain_text import alphabetical, plain
from casegraph.views.word_index import WordLists
from casegraph.views.word_search import clauses_with, reviews_with

WORDS = st.text(alphabet="ab’é \n\t\u2003", max_size=12)


@pytest.fixture(scope="module", params=["in memory", "in a file"])
def collection(built_graph: MemoryStore, request: pytest.FixtureRequest) -> Collection:
    """The collection of the page of 2025, from its store and as a server reads it."""
    found = collection_of(built_graph)
    return found if request.param == "in memory" else decoded(encoded(found))


def year(c: Collection, clause: Clause) -> list[str]:
    number = c.reviews[clause.review].year
    return ["Not stated" if number is None else str(number)]


def with_broader(concepts: Mapping[str, Agency | Theme], ids: Iterable[str]) -> set[str]:
    """Ids, and those of what is above them."""
    found: set[str] = set()
    for id in ids:
        above: str | None = id
        while above is not None:
            found.add(above)
            above = concepts[above].broader
    return found


ROWS: dict[str, Callable[[Collection, Clause], Iterable[str]]] = {
    "themes": lambda c, clause: with_broader(c.themes, clause.theme_ids),
    "groups": lambda c, clause: {c.themes[id].group for id in clause.theme_ids},
    "years": year,
}
COLUMNS: dict[tuple[str, str], Callable[[Collection, Clause], Iterable[str]]] = {
    ("asked", "yes"): lambda c, clause: with_broader(c.agencies, clause.agency_ids()),
    ("asked", "no"): lambda c, clause: with_broader(c.agencies, clause.agency_ids()) or {NO_AGENCY},
    ("via", "yes"): lambda c, clause: (
        with_broader(c.agencies, clause.via_ids) - with_broader(c.agencies, clause.agency_ids())
    ),
    ("concerned", "yes"): lambda c, clause: with_broader(c.agencies, [*clause.via_ids, *clause.mentioned_ids]),
    ("years", "yes"): year,
}


@pytest.mark.parametrize("rows", ROWS)
@pytest.mark.parametrize(("role", "named"), COLUMNS)
@pytest.mark.parametrize(
    "filters", [{}, {"region": ["London"], "keyword": ["suicide", "neglect"]}], ids=["all", "some"]
)
def test_each_cell_counts_its_clauses(
    collection: Collection, rows: str, role: str, named: str, filters: dict[str, list[str]]
) -> None:
    """One by one: clauses and their reviews, with the sums of rows and columns."""
    if rows == role:
        rows = "themes"
    cells: defaultdict[tuple[str | None, str | None], list[Clause]] = defaultdict(list)
    left = 0
    for review in choose(collection, filters).reviews:
        for clause in review.asks:
            columns = [*COLUMNS[role, named](collection, clause)]
            left += not columns
            for row, column in product((None, *ROWS[rows](collection, clause)), (None, *columns) if columns else ()):
                cells[row, column].append(clause)
    switches = {**filters, "rows": [rows], "role": [role], "named": [named]}
    clauses, reviews = (matrix(collection, {**switches, "measure": [each]}) for each in ("recommendations", "reviews"))
    assert clauses.left == left
    assert dict(clauses.numbers) == {cell: len(found) for cell, found in cells.items()}
    assert dict(reviews.numbers) == {cell: len({each.review for each in found}) for cell, found in cells.items()}
    for (row, column), found in cells.items():
        shown = clauses.clauses(row, column)
        assert [*shown] == found and shown.reviews == len({each.review for each in found})


def test_each_value_of_a_facet_gives_as_filed_reviews_as_it_says(collection: Collection) -> None:
    """Chosen beside what is chosen in the other facets, whichever facet it is of."""
    chosen = {"region": ["London", "East of England"], "words": ["police"]}
    counts = choose(collection, chosen).counts
    tried = 0
    for facet in facets(collection):
        for key in list(facet.values)[:12]:
            alone = choose(collection, {**chosen, facet.id: [key]})
            assert len(alone.reviews) == counts[facet.id].get(key, 0)
            tried += 1
    assert tried > 60


@pytest.mark.parametrize("word", ["police", "e", "child's", "neglec", "zzz", "-", "2025"])
def test_words_are_found_where_they_stand(collection: Collection, word: str) -> None:
    """In the same clauses and reviews as by looking into each text, parts of words too."""
    clauses = [each for review in collection.reviews.values() for each in review.clauses if word in plain(each.text)]
    shown = [*clauses_with(collection, [word])]
    assert sorted(shown, key=lambda each: (each.review, each.start)) == sorted(
        clauses, key=lambda each: (each.review, each.start)
    )
    having = reviews_with(collection, [word]).tolist()
    for review, has in zip(collection.reviews.values(), having, strict=True):
        names = [collection.partnerships[id].label for id in review.partnerships]
        names += [collection.keywords[id].label for id in review.keywords]
        texts = [review.title, *names, *review.narrative, *(each.text for each in review.clauses)]
        assert has == any(word in plain(text) for text in texts)


def test_reviews_are_found_by_title_in_the_order_of_the_alphabet(collection: Collection) -> None:
    titles = [collection.reviews[id].title for id in find(collection, ["2025 – "]).things["review"]]
    assert len(titles) > 40 and titles == sorted(titles, key=alphabetical)


@given(st.lists(WORDS, max_size=6), st.text(alphabet="ab'e", min_size=1, max_size=3))
def test_the_index_of_words_finds_what_looking_through_the_texts_finds(texts: list[str], word: str) -> None:
    lists = WordLists()
    for text in texts:
        lists.add([plain(text)])
    assert lists.index().having(word).tolist() == [word in plain(text) for text in texts]


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 3))), st.lists(st.booleans(), min_size=6, max_size=6))
def test_links_are_sets_of_pairs(pairs: set[tuple[int, int]], meant: list[bool]) -> None:
    """Counting, choosing and mapping are what they are on sets."""
    import numpy as np

    ids, ordered = ["k", "l", "m", "n"], sorted(pairs)
    links = Links(
        np.array([one for one, _ in ordered], int), np.array([other for _, other in ordered], int), ids, len(meant)
    )
    mask = np.array(meant)
    counts = {id: sum(meant[one] for one, other in pairs if ids[other] == id) for id in ids}
    assert links.counts(mask) == {id: number for id, number in counts.items() if number}
    assert links.tally(mask) == sorted(links.counts(mask).items(), key=lambda each: (-each[1], each[0]))
    assert links.having(["k", "n", "z"]).tolist() == [bool({(one, 0), (one, 3)} & pairs) for one in range(6)]
    halves = {(one, other // 2) for one, other in pairs if other < 3}
    mapped = links.mapped([0, 0, 1, -1], ["kl", "m"])
    assert {*zip(mapped.things.tolist(), mapped.values.tolist(), strict=True)} == halves
    lifted = links.lifted(np.array([0, 0, 1, 1, 2, 2]), 3)
    assert {*zip(lifted.things.tolist(), lifted.values.tolist(), strict=True)} == {
        (one // 2, other) for one, other in pairs
    }
    assert links.listed() == [sorted(other for one, other in pairs if one == each) for each in range(6)]
