"""A projection read from the tables of a build is the one that its query gives from the whole graph."""

from dataclasses import replace
from pathlib import Path

import pytest

from casegraph.building.build import build
from casegraph.network import project, projections
from casegraph.network.from_tables import occurrence_rows
from casegraph.store.build_folder import BuildFolder

BASE = "https://example.org/reviews/"
FIRST = """2023 – Ashby – Child A
Key issues: neglect; hearing the voice of the child; sharing information.
Recommendations to the partnership include: the police should train staff on neglect; ask schools to share information.
Keywords: child neglect, schools
> Read the overview report
2023 – Kent and Essex – Child B
Learning: risk assessment; domestic abuse and neglect.
Recommendations: the integrated care board and the police should review risk assessment; refresh the neglect strategy.
Keywords: child neglect, domestic abuse
> Read the overview report
"""
SECOND = """2024 – Anonymous – Child C
Learning: professional curiosity about neglect.
Recommendations: nothing is asked of anybody yet.
Keywords: child neglect, domestic abuse, schools
> Read the overview report
"""


@pytest.fixture(scope="session")
def two_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of two invented pages whose IRIs begin otherwise than ours."""
    folder = tmp_path_factory.mktemp("two-pages")
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(text, encoding="utf-8")
    build([folder / "first.txt", folder / "second.txt"], folder / "exports", base=BASE, force=True)
    return folder / "exports"


@pytest.mark.parametrize("inherited", [True, False])
@pytest.mark.parametrize("name", projections())
@pytest.mark.parametrize("collection", ["built", "two_pages"])
def test_tables_and_graph_give_the_same_network(
    name: str, collection: str, inherited: bool, request: pytest.FixtureRequest
) -> None:
    """Nodes, edges, weights, occurrences and their order are equal, with and without assumed agencies."""
    folder = BuildFolder.at(request.getfixturevalue(collection))
    with folder.store() as store:
        of_graph = project(store, name, inherited=inherited)
        assert of_graph.nodes
        assert project(store, name, inherited=inherited, folder=folder) == of_graph


@pytest.mark.parametrize("name", projections())
def test_all_but_the_whole_collection_comes_from_tables(name: str, built: Path) -> None:
    """The collection also has reviews without any link, so it stays with the graph."""
    assert (occurrence_rows(BuildFolder.at(built), name) is None) == (name == "collection")


def test_chosen_reviews_are_those_of_the_graph_too(two_pages: Path) -> None:
    """Only they count, and fewer reviews make fewer occurrences."""
    folder = BuildFolder.at(two_pages)
    with folder.store() as store:
        whole = project(store, "review-keyword", folder=folder)
        (*_, last) = whole.nodes
        assert last.kind == "review"
        chosen = {last.iri.rpartition("/")[2]}
        some = project(store, "review-keyword", reviews=chosen, folder=folder)
        assert some == project(store, "review-keyword", reviews=chosen)
        assert 0 < len(some.occurrences) < len(whole.occurrences)


def test_a_build_without_tables_is_projected_from_its_graph(two_pages: Path, tmp_path: Path) -> None:
    """They can be left out of a build."""
    whole = BuildFolder.at(two_pages)
    bare = replace(whole, path=tmp_path)
    assert occurrence_rows(bare, "agency-theme") is None
    with whole.store() as store:
        assert project(store, "agency-theme", folder=bare) == project(store, "agency-theme", folder=whole)
