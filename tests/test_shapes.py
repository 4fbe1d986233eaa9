"""Shapes: each finds what it is about and nothing in a right graph, and pyshacl finds the same."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.namespace import RDF, SH

from casegraph.names import BASE, PREFIXES
from casegraph.reading.page import page_of
from casegraph.validating import Shape, violations
from wrong_graphs import (
    INVENTED,
    MUTATIONS,
    SHAPES,
    UNTYPED,
    exchange,
    graph_of,
    mutate,
    results,
    rows,
    small_graph,
    store_of,
    triples_of,
)

PAGES = sorted(path for folder in ("pages", "gold") for path in (Path(__file__).parent / folder).glob("*.txt"))
OTHER_BASE = "https://example.org/graph/"

CEILINGS = {"learning-theme": 0, "recommendation-theme": 0}  # warnings that the page of 2025 may give, by shape

MANGLES: dict[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "characters beyond 16 bits": lambda text: text.replace("a", "🧒🏽"),
    "accents apart": lambda text: text.replace("e", "e\u0301").replace("–", "—"),
    "spaces, quotes, backslashes": lambda text: text.replace(" ", "\xa0 \t").replace(";", " '\"\\;"),
    "no labels": lambda text: text.replace("include", "").replace("Recommendations", ""),
    "impossible age and day": lambda text: text.replace("15", "99").replace("March 2029", "32 May 2029 to 1 May 1029"),
    "every review twice": lambda text: text + text,
    "one heading for two": lambda text: text.replace("Essex – Baby V", "Kent – Child U"),
    "other places": lambda text: text.replace("Kent", "Kent and Nowhere").replace("Essex", "Atlantis"),
}


def nodes(store: ox.Store, shape: Shape) -> set[str]:
    return {row["this"].value for row in rows(store, shape.select)}


@pytest.fixture(scope="module")
def graph(built: Path) -> ox.Store:
    """The build of the page of 2025, in memory; what changes it undoes that."""
    return store_of((built / "casegraph.nt").read_text(encoding="utf-8"))


def test_every_shape_has_a_mutation() -> None:
    assert set(MUTATIONS) == set(SHAPES)


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_finds_what_it_is_about(name: str, graph: ox.Store) -> None:
    """The node made wrong and at most those that its changed triples name; none that was found before."""
    before = nodes(graph, SHAPES[name])
    for mutation in MUTATIONS[name]:
        node, gone, new = mutate(graph, mutation)
        found = nodes(graph, SHAPES[name]) - before
        exchange(graph, new, gone)
        ends = {end for quad in gone | new for end in (quad.subject, quad.object)}
        assert {node} <= found <= {node, *(end.value for end in ends if isinstance(end, ox.NamedNode))}, mutation
    assert nodes(graph, SHAPES[name]) == before


def test_the_page_of_2025_has_no_violation_and_no_more_warnings_than_before(graph: ox.Store, page_2025: Path) -> None:
    page = page_of(page_2025.read_bytes(), page_2025.name)
    found = results(graph, pages={page.sha256: page.text})
    count = Counter(result.shape.name for result in found if result.shape.severity == "warning")

    assert violations(found) == []
    assert {name: number for name, number in count.items() if number > CEILINGS.get(name, 0)} == {}
    assert {name: count[name] for name in CEILINGS} == CEILINGS, "fewer warnings than CEILINGS: lower them"


@pytest.mark.parametrize("paths", [*([path] for path in PAGES), PAGES], ids=[*(path.stem for path in PAGES), "all"])
def test_no_page_makes_a_wrong_graph(paths: list[Path]) -> None:
    base = OTHER_BASE if len(paths) > 1 else BASE
    store, pages = graph_of(*(path.read_text(encoding="utf-8") for path in paths), base=base)

    assert violations(results(store, base, pages)) == []


@pytest.mark.parametrize("mangle", MANGLES.values(), ids=MANGLES)
def test_no_mangled_page_makes_a_wrong_graph(mangle: Callable[[str], str]) -> None:
    """Alone, and beside the page that it once was."""
    for base, texts in ((BASE, [mangle(INVENTED)]), (OTHER_BASE, [INVENTED, mangle(INVENTED)])):
        store, pages = graph_of(*texts, base=base)
        assert violations(results(store, base, pages)) == []


def found_by_pyshacl(store: ox.Store) -> set[tuple[str, ...]]:
    """Shape, severity, node and value; the value is the node itself where a shape gives none."""
    data = rdflib.Graph().parse(data=triples_of(store), format="nt")
    judge = rdflib.Graph().parse(Path(__file__).parent.parent / "ontology" / "shapes.ttl")
    _, report, _ = pyshacl.validate(data, shacl_graph=judge, meta_shacl=True)
    assert isinstance(report, rdflib.Graph)
    found: set[tuple[str, ...]] = set()
    for result in report.subjects(RDF.type, SH.ValidationResult):
        parts = (SH.sourceShape, SH.resultSeverity, SH.focusNode, SH.value)
        shape, severity, node, value = (str(report.value(result, part)) for part in parts)
        name, kind = shape.rpartition("/")[2], severity.removeprefix(str(SH)).lower()
        found.add((name, kind, node, "" if value == node else value))
    return found


def found_by_us(store: ox.Store) -> set[tuple[str, ...]]:
    return {(one.shape.name, one.shape.severity, one.node, one.value) for one in results(store)}


def test_nothing_is_wrong_with_a_right_graph() -> None:
    """What pyshacl finds below has other nodes that are right, too."""
    store = small_graph(INVENTED)

    assert {severity for _, severity, *_ in found_by_us(store)} == {"info"}


def test_pyshacl_finds_the_same_in_a_graph_that_is_wrong_in_every_way() -> None:
    """The first mutation of each shape one after the other, and nodes whose type nobody has said."""
    store = small_graph(INVENTED)
    for mutations in MUTATIONS.values():
        mutate(store, mutations[0])
    store.update(f"INSERT DATA {{ {UNTYPED} }}", prefixes=dict(PREFIXES))

    assert found_by_pyshacl(store) == found_by_us(store)
    assert {name for name, *_ in found_by_us(store)} == set(SHAPES)
