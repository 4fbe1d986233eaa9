"""A projection read from the tables of a build is the one that its query gives from the whole graph."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

import casegraph
from casegraph.building.build import build
from casegraph.cli import main
from casegraph.errors import DamagedBuild
from casegraph.network import project, projections
from casegraph.network.from_tables import rows_of_tables
from casegraph.store.build_folder import BuildFolder
from casegraph.store.build_tables import BuildTables
from two_pages import BASE, FIRST, SECOND


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
        assert project(store, name, inherited=inherited, tables=BuildTables.of(folder)) == of_graph


@pytest.mark.parametrize("name", projections())
def test_all_but_the_whole_collection_comes_from_tables(name: str, built: Path) -> None:
    """The collection also has reviews without any link, so it stays with the graph."""
    rows = rows_of_tables(BuildTables.of(BuildFolder.at(built)), name, BASE)
    assert (rows is None) == (name == "collection")


def test_chosen_reviews_are_those_of_the_graph_too(two_pages: Path) -> None:
    """Only they count, and fewer reviews make fewer occurrences."""
    folder = BuildFolder.at(two_pages)
    tables = BuildTables.of(folder)
    with folder.store() as store:
        whole = project(store, "review-keyword", tables=tables)
        (*_, last) = whole.nodes
        assert last.kind == "review"
        chosen = {last.iri.rpartition("/")[2]}
        some = project(store, "review-keyword", reviews=chosen, tables=tables)
        assert some == project(store, "review-keyword", reviews=chosen)
        assert 0 < len(some.occurrences) < len(whole.occurrences)


def test_a_build_without_a_table_is_projected_from_its_graph(two_pages: Path, tmp_path: Path) -> None:
    """Tables can be left out of a build."""
    whole = BuildFolder.at(two_pages)
    bare = BuildFolder.at(shutil.copytree(two_pages, tmp_path / "bare"))
    (bare.path / "tables" / "reviews.parquet").unlink()
    assert rows_of_tables(BuildTables.of(bare), "agency-theme", BASE) is None
    with casegraph.open(bare.path) as graph, whole.store() as store:
        assert graph.projection("agency-theme").occurrences == project(store, "agency-theme").occurrences


def test_a_graph_that_was_opened_stays_whole_when_another_build_takes_its_place(tmp_path: Path) -> None:
    """Its links are never those of the new tables, whose reviews its store does not know."""
    for name, text in (("first.txt", FIRST), ("second.txt", SECOND)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    build([tmp_path / "first.txt"], tmp_path / "exports", base=BASE)
    with casegraph.open(tmp_path / "exports") as graph:
        before = graph.projection("review-keyword")
        build([tmp_path / "second.txt"], tmp_path / "exports", base=BASE, force=True)
        assert graph.projection("review-keyword") == before
    with casegraph.open(tmp_path / "exports") as graph:
        assert [node.label for node in graph.projection("review-keyword").nodes if node.kind == "review"] == [
            "2024 – Anonymous – Child C"
        ]


def test_a_damaged_table_is_named(two_pages: Path, tmp_path: Path) -> None:
    """It is no fault of Casegraph: the message says which file, and what to do."""
    folder = shutil.copytree(two_pages, tmp_path / "damaged")
    table = folder / "tables" / "clauses.parquet"
    table.write_bytes(table.read_bytes()[:200])
    with (
        casegraph.open(folder) as graph,
        pytest.raises(DamagedBuild, match=r"tables/clauses\.parquet .* cannot be read"),
    ):
        graph.projection("agency-theme")
    result = CliRunner().invoke(main, ["metrics", "agency-theme", "--graph", str(folder)])
    assert result.exit_code == 1
    assert "fault" not in result.output
    assert "casegraph build" in result.output


def test_a_table_of_another_kind_is_named(two_pages: Path, tmp_path: Path) -> None:
    """A file that somebody has put in its place has other columns."""
    folder = shutil.copytree(two_pages, tmp_path / "mixed")
    shutil.copyfile(folder / "tables" / "reviews.parquet", folder / "tables" / "clauses.parquet")
    with (
        casegraph.open(folder) as graph,
        pytest.raises(DamagedBuild, match=r"tables/clauses\.parquet .* cannot be read"),
    ):
        graph.projection("agency-theme")
