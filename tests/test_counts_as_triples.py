"""Counts as triples: each is what the whole graph counts, questions get the same rows from them, and nothing counts twice."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path

import pyoxigraph
import pytest
from pyoxigraph import NamedNode, RdfFormat

from casegraph.asking import bind, permitted, question, questions
from casegraph.asking.binding import Bound
from casegraph.asking.counting import naming_of
from casegraph.asking.from_counts import counting_query, counting_questions
from casegraph.building.graph import graph_text
from casegraph.counts import GRAPH
from casegraph.counts.columns import files_in
from casegraph.counts.parts import write_tables
from casegraph.counts.triples import count_triples
from casegraph.names import BASE
from casegraph.record.identity import Minted, mint
from casegraph.record.model import Review
from casegraph.store.local import LocalStore
from casegraph.store.memory import MemoryStore
from casegraph.store.values import select_values
from casegraph.views.naming import Naming


@pytest.fixture(scope="module")
def minted(reviews: tuple[Review, ...]) -> tuple[Minted, ...]:
    """The reviews of the page that ships as if they were of five years."""
    return mint([[replace(each, year=2019 + number % 5) for number, each in enumerate(reviews)]])


@pytest.fixture(scope="module")
def counted(minted: tuple[Minted, ...], tmp_path_factory: pytest.TempPathFactory) -> MemoryStore:
    """The reviews of five years, with their counts beside them."""
    folder = tmp_path_factory.mktemp("counted")
    write_tables(minted, folder)
    store = pyoxigraph.Store()
    store.bulk_load(graph_text(minted).encode(), format=RdfFormat.N_TRIPLES)
    counts = count_triples(files_in(folder))
    store.bulk_load(counts.encode(), format=RdfFormat.N_TRIPLES, to_graph=NamedNode(f"{BASE}{GRAPH}"))
    return MemoryStore(store)


def choices(store: MemoryStore, name: str) -> Iterator[Mapping[str, str]]:
    """Each value of each parameter, where the others have none, or the least that the question needs; and some together."""
    parameters = question(name).parameters
    needed = {
        each.name: str(each.example.value).rpartition("/")[2]
        for each in parameters
        if not each.optional and each.example
    }
    yield needed
    for parameter in parameters:
        for value in permitted(store, parameter):
            yield {**needed, parameter.name: value.id}
    some = {"agency": "health", "theme": "group-harm", "basis": "lead-in", "year": "2019,2021-2022"}
    taken = {each.name: some[each.name] for each in parameters}
    yield {**needed, "year": taken["year"]}
    yield taken
    yield {**taken, "year": "2020"}


def rows(store: MemoryStore, bound: Bound) -> tuple[list[object], list[object]]:
    """The rows of a question from the whole graph, and those from the counts."""
    query = counting_query(store, bound)
    assert query is not None
    whole, quick = select_values(store, bound.sparql), select_values(store, query)
    assert quick.columns == whole.columns
    return list(whole), list(quick)


@pytest.mark.parametrize("name", sorted(counting_questions()))
def test_questions_get_the_same_rows_from_the_counts(counted: MemoryStore, name: str) -> None:
    """In the same order, for every value of every parameter."""
    some = 0
    for values in choices(counted, name):
        whole, quick = rows(counted, bind(counted, question(name), values))
        assert quick == whole, values
        some += bool(whole)
    assert some > 5


def test_only_questions_that_ship_are_asked_of_the_counts() -> None:
    assert counting_questions() <= set(questions())
    assert {"theme-agency-table", "yearly-table", "agencies-of-theme"} <= counting_questions()


def test_a_graph_without_counts_is_asked_itself() -> None:
    """Such as one at an endpoint elsewhere that has the graph alone."""
    store = MemoryStore.from_turtle("review:r cg:year 2025 .")
    assert counting_query(store, bind(store, question("yearly-table"), {})) is None


def test_counts_of_a_graph_with_another_base_are_asked_under_that(reviews: tuple[Review, ...], tmp_path: Path) -> None:
    base, minted = f"{BASE}elsewhere/", mint([reviews[:9]])
    write_tables(minted, tmp_path)
    store = pyoxigraph.Store()
    store.bulk_load(graph_text(minted, base).encode(), format=RdfFormat.N_TRIPLES)
    counts = count_triples(files_in(tmp_path), base)
    store.bulk_load(counts.encode(), format=RdfFormat.N_TRIPLES, to_graph=NamedNode(f"{base}{GRAPH}"))
    memory = MemoryStore(store, base)
    whole, quick = rows(memory, bind(memory, question("agency-year-table"), {"theme": "group-harm"}))
    assert whole == quick != []


def test_an_answer_shows_the_query_of_the_whole_graph(built: Path) -> None:
    """Its rows come from the counts; the query is one that any other server can be asked."""
    from casegraph.asking.answering import ask

    store = LocalStore(lambda: built / "store", BASE)
    with store:
        answer = ask(store, "yearly-table")
        assert counting_query(store, bind(store, question("yearly-table"), {})) is not None
    assert "GRAPH" not in answer.query and "cg:hasAddressing" in answer.query
    assert answer.rows[0]["recommendations"] == 410


def test_every_count_is_what_the_whole_graph_counts(counted: MemoryStore) -> None:
    """For agencies and themes by themselves and with narrower ones, for all of them, and by basis."""
    cells = {
        tuple(
            None if row[name] is None else row[name].value.removeprefix(BASE)
            for name in ("agency", "theme", "basis", "year")
        ): (
            int(row["n"].value),
            int(row["m"].value),
        )
        for row in counted.select(f"""SELECT ?agency ?theme ?basis ?year ?n ?m {{ GRAPH <{BASE}{GRAPH}> {{
            ?cell cg:countedAgencyOrNarrower ?agency ; cg:countedThemeOrNarrower ?theme ; cg:countedBasis ?basis ;
              cg:countedYear ?year ; cg:countedRecommendations ?n ; cg:countedReviews ?m }} }}""")
    }
    of_agency = "?r cg:hasAddressing ?a . ?a cg:basis ?how ; cg:readAs/skos:broader* ?kind . BIND(?kind AS ?agency)"
    of_theme = "?r cg:hasTheme/skos:broader* ?t . BIND(?t AS ?theme)"
    expected = {}
    for agency, theme, basis in (
        (a, t, b)
        for a in (of_agency, "BIND(scheme:agency AS ?agency)")
        for t in (of_theme, "BIND(scheme:theme AS ?theme)")
        for b in ("BIND(?how AS ?basis)", "BIND(scheme:basis AS ?basis)")
        if a == of_agency or "?how" not in b
    ):
        for row in counted.select(f"""SELECT ?agency ?theme ?basis ?year (COUNT(DISTINCT ?r) AS ?n) (COUNT(DISTINCT ?of) AS ?m) {{
            ?r a cg:Recommendation ; cg:fromReview ?of . ?of cg:year ?year . {agency} {theme} {basis}
        }} GROUP BY ?agency ?theme ?basis ?year"""):
            key = tuple(row[name].value.removeprefix(BASE) for name in ("agency", "theme", "basis", "year"))
            expected[key] = int(row["n"].value), int(row["m"].value)
    assert cells == expected
    assert len(cells) > 2000


def test_published_reviews_are_counted_whatever_they_recommend(counted: MemoryStore) -> None:
    read = select_values(
        counted,
        f"SELECT ?year ?n {{ GRAPH <{BASE}{GRAPH}> {{ ?c cg:countedYear ?year ; cg:publishedReviews ?n }} }} ORDER BY ?year",
    )
    whole = select_values(
        counted, "SELECT ?year (COUNT(?r) AS ?n) { ?r a cg:Review ; cg:year ?year } GROUP BY ?year ORDER BY ?year"
    )
    assert list(read) == list(whole)


def test_counts_add_nothing_that_a_query_of_the_whole_graph_would_count(counted: MemoryStore) -> None:
    """Where all graphs are asked as one, as some servers do, only their own terms have more."""
    own = set(
        chain.from_iterable(
            row.values()
            for row in select_values(counted, f"SELECT DISTINCT ?p {{ GRAPH <{BASE}{GRAPH}> {{ ?s ?p ?o }} }}")
        )
    )
    whole = set(chain.from_iterable(row.values() for row in select_values(counted, "SELECT DISTINCT ?p { ?s ?p ?o }")))
    assert {str(each).rpartition("#")[2] for each in own & whole} == {"type"}
    subjects = select_values(counted, f"SELECT ?s {{ GRAPH <{BASE}{GRAPH}> {{ ?s a cg:Count }} ?s ?p ?o }}")
    assert list(subjects) == []


def test_a_file_has_the_same_counts(built: Path) -> None:
    """counts.ttl, for stores elsewhere."""
    read = {str(quad) for quad in pyoxigraph.parse((built / "counts.ttl").read_bytes(), format=RdfFormat.TURTLE)}
    inside = {
        str(pyoxigraph.Triple(quad.subject, quad.predicate, quad.object))
        for quad in pyoxigraph.Store.read_only(str(built / "store")).quads_for_pattern(
            None, None, None, NamedNode(f"{BASE}{GRAPH}")
        )
    }
    assert len(read) == len(inside) > 5_000


def test_what_names_an_agency_is_counted_as_in_the_whole_graph(
    counted: MemoryStore, minted: tuple[Minted, ...]
) -> None:
    """In each year and in several; a graph without counts says the same, more slowly."""
    whole = MemoryStore.from_ntriples(graph_text(minted))
    some = set()
    for chosen in ((), (2019,), (2020, 2022)):
        years = [pyoxigraph.Literal(year) for year in chosen]
        some.add(naming_of(counted, years))
        assert naming_of(counted, years) == naming_of(whole, years) != Naming(0, 0, 0)
    assert len(some) == 3
