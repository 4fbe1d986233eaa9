"""Pictures: SVG that any program reads and whose numbers are the graph's, and a network page that is safe to open anywhere."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from accessibility import violations
from casegraph.building.build import build
from casegraph.drawing.heatmap import heatmap, table
from casegraph.drawing.neighbourhood import neighbourhood, neighbours
from casegraph.drawing.picture_page import picture_page
from casegraph.drawing.svg import text_width, wrapped
from casegraph.drawing.timeline import timeline
from casegraph.errors import QueryError
from casegraph.graph import Graph
from casegraph.views.attribution import profile_of
from casegraph.views.find_node import find_node
from hostile import HostileGraph, UnlinkedGraph

if TYPE_CHECKING:
    from playwright.sync_api import Page

SVG = "{http://www.w3.org/2000/svg}"
THINGS = ("agency/icb", "theme/neglect", "2025-camden-child-yue", "partnership/birmingham", "keyword/suicide")
Picture = Callable[[Graph], str]
PICTURES: dict[str, Picture] = {"heatmap": heatmap, "timeline": timeline} | {
    name: lambda graph, name=name: neighbourhood(graph, name)  # type: ignore[misc]
    for name in THINGS
}


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with Graph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def years(page_2025: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    """A graph of reviews of 2021 and, fewer of them, of 2024; nothing between."""
    folder = tmp_path_factory.mktemp("years")
    page = page_2025.read_text(encoding="utf-8")
    for year, share in ((2021, 1.0), (2024, 0.3)):
        text = re.sub(r"(?m)^2025 ", f"{year} ", page[: int(share * len(page))])
        (folder / f"{year}.txt").write_text(text, encoding="utf-8")
    build(
        sorted(folder.glob("*.txt")), folder / "exports", force=True
    )  # the same words twice, which a build would stop at
    with Graph.open(folder / "exports") as opened:
        yield opened


def texts(svg: str) -> list[str]:
    """What can be read in a picture, in its order."""
    return ["".join(element.itertext()) for element in ET.fromstring(svg.encode()).iter(f"{SVG}text")]


def numbers(lines: list[str]) -> list[int]:
    """The lines that are numbers."""
    return [int(line.replace(",", "")) for line in lines if re.fullmatch(r"[\d,]+", line)]


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_svg_that_needs_nothing_else(graph: Graph, name: str) -> None:
    """It is well-formed, says in words what it shows, fetches and runs nothing, and is the same each time."""
    svg = PICTURES[name](graph)
    root = ET.fromstring(svg.encode())
    assert root.tag == f"{SVG}svg" and root.get("width") == "1280" and root.get("role") == "img"
    assert root.findtext(f"{SVG}title") and len(root.findtext(f"{SVG}desc") or "") > 60
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= set("svg title desc g rect path text".split())
    assert not [key for element in root.iter() for key in element.attrib if "href" in key or key.startswith("on")]
    assert "0808 800 5000" in svg and "help@nspcc.org.uk" in svg and "999" in svg
    assert PICTURES[name](graph) == svg
    assert len(svg.encode()) < 60_000


@pytest.mark.parametrize("name", PICTURES)
def test_hostile_text_is_text_in_a_picture(built: Path, name: str) -> None:
    """What is in the graph adds no element and ends none."""
    with HostileGraph.open(built) as graph:
        root = ET.fromstring(PICTURES[name](graph).encode())
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= set("svg title desc g rect path text".split())


@pytest.mark.parametrize("name", PICTURES)
def test_no_text_of_a_picture_leaves_it(graph: Graph, name: str, visit: Callable[..., "Page"], tmp_path: Path) -> None:
    """Each line of text lies within the picture, whatever the browser has for Arial; the page around it is accessible."""
    path = tmp_path / "picture.html"
    path.write_text(picture_page(PICTURES[name](graph), profile_of(graph.store)), encoding="utf-8")
    page = visit(path)
    outside = page.evaluate(
        """() => { const all = document.querySelector("svg").getBoundingClientRect();
        return [...document.querySelectorAll("svg text")].filter((text) => { const box = text.getBoundingClientRect();
          return box.left < all.left || box.right > all.right || box.top < all.top || box.bottom > all.bottom; })
          .map((text) => text.textContent); }"""
    )
    assert outside == []
    assert violations(page) == []


def test_the_heat_map_has_the_numbers_of_the_graph(graph: Graph) -> None:
    """Every number of it is a count of recommendations that SPARQL gives, totals as well."""
    rows = graph.query(
        "SELECT ?t ?a (COUNT(DISTINCT ?r) AS ?n) { ?r cg:hasTheme/skos:prefLabel ?t ; cg:hasAddressing ?by . "
        "?by cg:basis ?basis ; cg:readAs/skos:prefLabel ?a FILTER(?basis != basis:default) } GROUP BY ?t ?a"
    )
    expected = {(row["t"], row["a"]): row["n"] for row in rows}
    found = table(graph.projection("agency-theme", inherited=False))
    seen = {
        (theme, agency): len(cell)
        for (theme, _), cells in zip(found.themes[:-1], found.cells, strict=False)
        for (agency, _), cell in zip(found.agencies[:-1], cells, strict=False)
        if cell
    }
    assert len(found.themes) == 21 and len(found.agencies) == 11 and len(seen) > 50
    assert seen.items() <= expected.items()
    assert {key for key in expected if key[0] in dict(found.themes) and key[1] in dict(found.agencies)} == seen.keys()
    whole = graph.query(
        "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r cg:hasTheme ?t ; cg:hasAddressing/cg:basis ?b FILTER(?b != basis:default) }"
    )
    drawn = numbers(texts(heatmap(graph, means=True)))
    printed = [
        number
        for row, (_, all_of_it) in zip(found.cells, found.themes, strict=True)
        for number in [*filter(None, map(len, row)), len(all_of_it)]
    ]
    totals = [*(len(clauses) for _, clauses in found.agencies), whole[0]["n"]]
    assert drawn[: len(printed) + len(totals)] == printed + totals


def test_the_heat_map_shows_subjects_unless_ways_of_acting_are_wanted(graph: Graph) -> None:
    """A row has the same numbers in both."""
    subjects, everything = texts(heatmap(graph)), texts(heatmap(graph, means=True))
    assert "Policies, procedures and guidance" in everything
    assert "Policies, procedures and guidance" not in subjects
    assert any("ways of acting" in line.lower() for line in subjects) and not any(
        "ways of acting" in line.lower() for line in everything
    )

    def first_number(lines: list[str]) -> str:
        return lines[lines.index("Information sharing") + 1]

    assert first_number(subjects) == first_number(everything)


def test_the_timeline_of_one_year_draws_no_line_over_time(graph: Graph) -> None:
    """It tells when what was reviewed happened, with those that do not say, and how old the children were."""
    lines = texts(timeline(graph))
    assert lines[0] == "73 case reviews published in 2025"
    found = graph.query(
        "SELECT (COUNT(?i) AS ?all) (COUNT(?d) AS ?dated) { ?i a cg:Incident OPTIONAL { ?i cg:occurred ?d } }"
    )[0]
    children = graph.query("SELECT (COUNT(DISTINCT ?c) AS ?n) { ?i cg:hasChild ?c }")[0]["n"]
    ages = lines.index("How old the children were: children by age in years")
    bars = [number for number in numbers(lines[:ages]) if not 1990 < number < 2100]
    assert sum(bars) == found["all"] and bars[-1] == found["all"] - found["dated"]
    assert sum(numbers(lines[ages:])) == children


def test_the_timeline_of_several_years_counts_each_and_leaves_gaps(years: Graph) -> None:
    """Reviews, learning and recommendations stand by year as SPARQL counts them; a year without a page is no zero."""
    lines = texts(timeline(years))
    assert any("No review of 2022 or 2023 is in this graph" in line for line in lines)
    for heading, path in (
        ("Reviews", ""),
        ("Learning points", "cg:hasLearning"),
        ("Recommendations", "cg:hasRecommendation"),
    ):
        rows = years.query(
            f"SELECT ?year (COUNT(DISTINCT ?what) AS ?n) {{ ?r a cg:Review ; cg:year ?year "
            f"{f'OPTIONAL {{ ?r {path} ?what }}' if path else 'BIND(?r AS ?what)'} }} GROUP BY ?year ORDER BY ?year"
        )
        start = lines.index(heading) + 1
        assert numbers(lines[start : start + 6]) == [rows[0]["n"], 2021, 2022, 2023, rows[1]["n"], 2024]


def test_a_neighbourhood_has_the_numbers_of_the_graph(graph: Graph) -> None:
    """What an agency was asked about, and in which reviews, is counted as SPARQL counts it."""
    groups = {group.heading: group for group in neighbours(graph, find_node(graph.store, "agency/icb"))}
    for heading, path in (
        ("Themes of its recommendations", "cg:hasTheme"),
        ("Reviews with recommendations to it", "cg:fromReview"),
    ):
        rows = graph.query(
            f"SELECT ?what (COUNT(DISTINCT ?r) AS ?n) {{ ?r {path} ?what ; cg:hasAddressing ?by . ?by cg:readAs agency:icb ; "
            f"cg:basis ?basis FILTER(?basis != basis:default) }} GROUP BY ?what"
        )
        assert {node.iri: weight for node, weight in groups[heading].members} == {row["what"]: row["n"] for row in rows}
    lines = texts(neighbourhood(graph, "agency/icb"))
    assert "Integrated care board: what reviews link it to" in lines
    drawn = [group for group in groups.values() for node, _ in group.members if node.label in lines]
    left = {len(group.members) - drawn.count(group) for group in groups.values()} - {0}
    assert left and {f"and {number} more" for number in left} == {line for line in lines if line.startswith("and ")}


@pytest.mark.parametrize("name", THINGS)
def test_neighbours_stand_in_an_order_that_a_reader_expects(graph: Graph, name: str) -> None:
    """The strongest first; those as strong as each other by name, whichever dash it is written with."""
    groups = neighbours(graph, find_node(graph.store, name))
    assert groups
    for group in (each for each in groups if each.weighs or each.heading == "Reviews with this keyword"):
        told = [(-weight, re.sub(r"\W+", "-", node.label.lower())) for node, weight in group.members]
        assert told == sorted(told)


def test_what_is_not_in_the_graph_is_said_in_words(built: Path) -> None:
    """Where no recommendation names anybody and nothing is linked, a picture says so and draws nothing."""
    with UnlinkedGraph.open(built) as graph:
        map_, one = texts(heatmap(graph)), texts(neighbourhood(graph, "agency/icb"))
    assert "0 of those named are on a subject and are counted here." in " ".join(map_) and len(map_) < 12
    assert one[0] == "Integrated care board: nothing is linked to it"
    assert "No review, recommendation or keyword in this graph is linked to it." in one


@pytest.mark.parametrize(
    "said",
    [
        "agency/icb",
        "icb",
        "agency:icb",
        "Integrated care board",
        "https://w3id.org/casegraph/agency/icb",
        "<https://w3id.org/casegraph/agency/icb>",
    ],
)
def test_a_thing_is_found_by_each_of_its_names(graph: Graph, said: str) -> None:
    assert find_node(graph.store, said).iri == f"{graph.base}agency/icb"


@pytest.mark.parametrize(
    ("said", "hint"),
    [
        ("agency/icbb", "Did you mean agency/icb (Integrated care board)?"),
        ("theme/neglekt", "theme/neglect"),
        ("2025-camden-child-you", "review/2025-camden-child-yue"),
        ("agency/neglect", "theme/neglect"),
        ("qqqq", "Give an id such as agency/icb"),
        ("", "1 to 300 characters"),
        ("x" * 301, "1 to 300 characters"),
        ("icb> } DROP ALL #", "There is no"),
    ],
)
def test_a_wrong_id_is_told_what_comes_near(graph: Graph, said: str, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        neighbourhood(graph, said)
    assert hint in str(caught.value)


def test_lines_of_text_fit_their_room() -> None:
    """Wrapping loses no word as long as there is room for lines, and shortens what has none."""
    said = "Statutory safeguarding partners / partner agencies (as a group)"
    assert " ".join(wrapped(said, 12, 90, 9)) == said
    short = wrapped(said + " " + "y" * 10_000, 12, 90, 3)
    assert len(short) == 3 and short[-1].endswith("…") and all(text_width(line, 12) <= 90 for line in short)
