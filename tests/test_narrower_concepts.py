"""A number for a concept is one for all that is beneath it: the same in questions, tables, pages and the choice of reviews."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import casegraph
from casegraph.graph import Graph
from casegraph.store.memory import MemoryStore
from casegraph.views.collection import Collection
from casegraph.views.entity import sentences
from casegraph.views.facets import choose
from casegraph.views.from_store import collection_of
from casegraph.views.matrix import matrix


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with casegraph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def collection(built_graph: MemoryStore) -> Collection:
    """What pages and the explorer show of it."""
    return collection_of(built_graph)


def test_every_agency_has_one_number(graph: Graph, collection: Collection) -> None:
    """The question, its table, the page, the matrix and the choice of reviews agree on who is named."""
    year_table = graph.ask("agency-year-table").rows
    crossed = matrix(collection, {})
    for id, agency in collection.agencies.items():
        rows = graph.ask("recommendations-to", agency=id).rows
        named = {row["iri"]: row["review"] for row in rows if row["known_by"] != "no agency named"}
        sizes = sentences(collection, "agency", id).sizes
        assert sizes["named"] + sizes["introduced"] == crossed.number(None, id) == len(named), id
        assert len(choose(collection, {"agency": [id]}).reviews) == len(set(named.values())), id
        in_table = sum(row["recommendations"] for row in year_table if row["agency"] == agency.label)
        assert in_table == len({row["iri"] for row in rows}), id


def test_every_theme_has_one_number(graph: Graph, collection: Collection) -> None:
    year_table = graph.ask("theme-year-table").rows
    crossed = matrix(collection, {"named": ["no"]})
    for id, theme in collection.themes.items():
        asked = {row["iri"] for row in graph.ask("recommendations-on", theme=id).rows}
        learned = {row["iri"] for row in graph.ask("learning-on", theme=id).rows}
        sizes = sentences(collection, "theme", id).sizes
        assert (sizes["recommendations"], sizes["learning"]) == (len(asked), len(learned)), id
        assert crossed.number(id, None) == len(asked), id
        assert sum(row["recommendations"] for row in year_table if row["theme"] == theme.label) == len(asked), id


@pytest.mark.parametrize(
    ("agency", "beneath"),
    [
        ("safeguarding-partners", {"All agencies", "Statutory safeguarding partners"}),
        ("health", {"Integrated care board", "Health visiting", "Maternity and midwifery services"}),
    ],
)
def test_a_question_for_a_group_is_answered_for_those_beneath_it(graph: Graph, agency: str, beneath: set[str]) -> None:
    asked = {row["asked"] for row in graph.ask("recommendations-to", agency=agency).rows}

    assert beneath <= asked


def test_what_the_page_shows_as_narrower_is_counted_above_and_marked(collection: Collection) -> None:
    """Whoever opens the page of race, culture and religion finds what was read as racism alone."""
    assert collection.beneath("theme", "race-culture-religion") >= {"race-culture-religion", "racism-and-bias"}
    above, below = (
        {clause.text for clause in sentences(collection, "theme", id).clauses}
        for id in ("race-culture-religion", "racism-and-bias")
    )
    assert below and below < above


@pytest.mark.parametrize(("network", "role"), [("agency-theme", "asked"), ("agency-theme-concerns", "concerned")])
def test_a_link_of_a_network_has_the_number_of_its_cell_without_narrower_concepts(
    graph: Graph, collection: Collection, network: str, role: str
) -> None:
    """All links, the weak ones too; some of the cells have more once narrower themes and agencies are included."""
    exact, whole = (matrix(collection, {"role": [role], "narrower": [each]}) for each in ("no", "yes"))
    differ = 0
    for edge in graph.projection(network, inherited=False).edges:
        agency, theme = (iri.rpartition("/")[2] for iri in (edge.source, edge.target))
        assert (
            exact.number(theme, agency)
            == len(exact.clauses(theme, agency))
            == edge.weight
            <= whole.number(theme, agency)
        )
        differ += edge.weight < whole.number(theme, agency)
    assert differ


def test_a_partnership_and_a_theme_have_the_reviews_of_their_link(graph: Graph, collection: Collection) -> None:
    """All links; some have more reviews once narrower themes are included."""
    differ = 0
    for edge in graph.projection("partnership-theme").edges:
        partnership, theme = (iri.rpartition("/")[2] for iri in (edge.source, edge.target))
        own = {"partnership": [partnership], "theme": [theme]}
        exact, whole = (len(choose(collection, {**own, "narrower": [each]}).reviews) for each in ("no", "yes"))
        assert exact == edge.reviews <= whole, own
        differ += exact < whole
    assert differ
