"""Counting questions answered from the tables of a build give the rows that their queries give of the whole graph."""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from casegraph.asking import bind, permitted
from casegraph.asking.answering import ask_bound
from casegraph.asking.from_columns import questions_of_columns, table_from_columns
from casegraph.asking.from_counts import counting_questions
from casegraph.asking.questions import all_questions
from casegraph.store.build_folder import BuildFolder
from casegraph.store.build_tables import BuildTables
from casegraph.store.memory import MemoryStore
from casegraph.store.values import select_values

GROUPS = ("agency", "partnership", "theme", "year")
SOME = {
    "agency": "police",
    "theme": "neglect",
    "year": "2023",
    "partnership": "kent",
    "action": "training",
    "least": "1",
}


def open_build(folder: Path) -> tuple[MemoryStore, BuildTables]:
    """The store and the tables of a build."""
    build = BuildFolder.at(folder)
    return MemoryStore.of_folder(folder / "store", build.base), BuildTables.of(build)


def choices(store: MemoryStore, name: str) -> Iterator[Mapping[str, str]]:
    """Nothing chosen; each value of a parameter with few, one of each other; and with what groups there are, some at once."""
    parameters = all_questions()[name].parameters
    needed = {each.name: SOME[each.name] for each in parameters if each.name in SOME}
    yield {}
    for parameter in parameters:
        values = [each.id for each in permitted(store, parameter)]
        for value in values if len(values) <= 16 else [SOME.get(parameter.name, values[0])]:
            yield {parameter.name: value}
    if any(each.name == "by" for each in parameters):
        for group in GROUPS:
            for left in ("", *needed):
                yield {"by": group, **({left: needed[left]} if left else {})}


@pytest.mark.parametrize("name", sorted(questions_of_columns()))
def test_tables_and_graph_give_the_same_rows(name: str, two_pages: Path, built: Path) -> None:
    """In the same order, with the same decimals: of a small graph for many values, of the whole page for none."""
    small, tables = open_build(two_pages)
    some = 0
    for values in choices(small, name):
        bound = bind(small, all_questions()[name], values)
        whole = select_values(small, bound.sparql)
        assert repr(table_from_columns(small, bound, tables)) == repr(whole), values
        some += bool(whole)
    store, tables = open_build(built)
    bound = bind(store, all_questions()[name], {})
    whole = select_values(store, bound.sparql)
    quick = table_from_columns(store, bound, tables)
    assert quick is not None
    assert quick.columns == whole.columns
    assert [*map(str, quick)] == [*map(str, whole)]
    assert some or name == "keyword-pairs"  # in so few reviews no pair is above chance
    assert whole or name == "beside-the-rest"


def test_questions_of_tables_ship_and_have_no_second_way() -> None:
    assert questions_of_columns() <= set(all_questions())
    assert not questions_of_columns() & counting_questions()


@pytest.mark.parametrize("year", [{}, {"year": "2023"}])
def test_an_answer_is_the_same_with_tables_and_without(year: Mapping[str, str], two_pages: Path) -> None:
    """Its sentences, denominators and query too."""
    store, tables = open_build(two_pages)
    bound = bind(store, all_questions()["actions-table"], {"by": "theme", "agency": "police", **year})
    answer = ask_bound(store, bound, tables)
    assert answer == ask_bound(store, bound)
    assert answer.naming is not None and answer.naming.named and answer.rows


def test_a_build_without_tables_is_asked_by_its_query(two_pages: Path, tmp_path: Path) -> None:
    bare = shutil.copytree(two_pages, tmp_path / "bare")
    shutil.rmtree(bare / "tables")
    store, tables = open_build(bare)
    bound = bind(store, all_questions()["keyword-year-table"], {})
    assert table_from_columns(store, bound, tables) is None
    assert ask_bound(store, bound, tables).rows
