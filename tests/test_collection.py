"""The collection: the same from a store and from the file beside it, whatever becomes of that file."""

import json
import shutil
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pyoxigraph
import pytest

from casegraph.errors import BuildError
from casegraph.graph import Graph
from casegraph.store.memory import MemoryStore
from casegraph.views.collection import Collection
from casegraph.views.collection_file import (
    FILE,
    decoded,
    encoded,
    open_collection,
)
from casegraph.views.from_store import collection_of
from casegraph.views.made import made_of
from serving import serving


@pytest.fixture(scope="module")
def stored(built: Path, built_store: pyoxigraph.Store) -> Collection:
    """The collection of the page of 2025, read from the store."""
    return collection_of(MemoryStore(built_store), made_of((built / "build.json").read_bytes()))


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the build."""
    copy = tmp_path / "copy"
    shutil.copytree(built, copy)
    return copy


def collection_in(folder: Path) -> Collection:
    """The collection of a build that is open."""
    with Graph.open(folder) as graph:
        return open_collection(graph.store, graph.folder)


def test_the_file_has_what_the_store_has(stored: Collection, built: Path) -> None:
    """Byte for byte, so that no value is lost or changed on the way."""
    content = (built / FILE).read_bytes()
    assert content == encoded(stored) == encoded(decoded(content))


@pytest.mark.parametrize(
    "content",
    [None, b"", b"half", b"\x80", b"\x80\xcf" + bytes(8)],
    ids=["no file", "empty", "damaged", "an empty map", "no index"],
)
def test_without_a_whole_file_the_store_is_read(stored: Collection, folder: Path, content: bytes | None) -> None:
    (folder / FILE).unlink()
    if content is not None:
        (folder / FILE).write_bytes(content)
    assert encoded(collection_in(folder)) == encoded(stored)


def test_who_reads_a_store_for_long_is_warned_before(folder: Path) -> None:
    """With the number of reviews; not where the build has its file."""
    warnings: list[int] = []
    with Graph.open(folder) as graph:
        open_collection(graph.store, graph.folder, reading=warnings.append)
        assert warnings == []
        (folder / FILE).unlink()
        assert len(open_collection(graph.store, graph.folder, reading=warnings.append).reviews) == 73
    assert warnings == [73]


def test_the_file_of_another_build_is_not_used(stored: Collection, folder: Path) -> None:
    """Such as one that an older version wrote, or that stayed when the store was replaced."""
    older = replace(stored, made=replace(stored.made, version="0.1"), reviews={})
    (folder / FILE).write_bytes(encoded(older))
    assert len(collection_in(folder).reviews) == 73


def test_a_review_that_is_not_in_the_file_is_an_error(stored: Collection) -> None:
    reviews = decoded(encoded(stored)).reviews
    last = max(stored.reviews)
    assert reviews[last] == stored.reviews[last] and last in reviews
    for id in ("", "0", f"{last} ", "~"):
        assert id not in reviews and reviews.get(id) is None


def test_a_damaged_description_is_an_error_of_the_build(folder: Path) -> None:
    with Graph.open(folder) as graph:
        (folder / "build.json").write_text("{}", encoding="utf-8")
        with pytest.raises(BuildError, match=r"build\.json .* is damaged .*version"):
            open_collection(graph.store, graph.folder)


def test_a_folder_without_an_explorer_is_served(folder: Path) -> None:
    """And without the collection's file."""
    for name in ("explorer.html", FILE):
        (folder / name).unlink()
    with serving(folder) as server:
        status, _, body = server.ask("GET", "/reviews.json")
        assert (status, len(json.loads(body))) == (200, 73)


def test_a_collection_does_not_change(stored: Collection) -> None:
    with pytest.raises(FrozenInstanceError):
        stored.made = replace(stored.made, version="2")  # type: ignore[misc]
    review = next(iter(stored.reviews.values()))
    with pytest.raises(FrozenInstanceError):
        review.year = 1  # type: ignore[misc]


def test_ids_lead_to_things(stored: Collection) -> None:
    """Each id in a review or a clause is the key of a thing, and mappings are sorted by id."""
    for kind in ("agency", "theme", "keyword", "partnership", "area", "review"):
        things = stored.of_kind(kind)
        assert list(things) == sorted(things) and all(id == thing.id for id, thing in things.items())
    for review in stored.reviews.values():
        assert {*review.keywords} <= stored.keywords.keys() and {*review.areas} <= stored.areas.keys()
        assert {*review.partnerships} <= stored.partnerships.keys() and review.outcome in stored.outcomes
        for clause in review.clauses:
            assert clause.review == review.id and {*clause.theme_ids} <= stored.themes.keys()
            assert {*clause.agency_ids(named=False), *clause.mentioned_ids} <= stored.agencies.keys()
            assert all(0 <= start < end <= len(clause.text) for each in clause.themes for start, end in each.spans)
    assert {theme.group for theme in stored.themes.values()} == stored.groups.keys()


def test_a_store_without_a_folder_says_itself_what_it_was_made_from(
    stored: Collection, built_graph: MemoryStore
) -> None:
    """As an endpoint elsewhere has no build.json; all else is the same."""
    found = open_collection(built_graph, None)
    assert found.made.pages == stored.made.pages and found.made.base == stored.made.base
    for name, number in found.made.counts.items():
        assert number == stored.made.counts[name]
    assert encoded(replace(found, made=stored.made)) == encoded(stored)
