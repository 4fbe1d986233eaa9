"""The pyvis picture: a network page that is safe to open anywhere and leads from each link to its sentences."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accessibility import violations
from casegraph.drawing.network_data import strongest_part
from casegraph.drawing.network_page import network_page
from casegraph.errors import CasegraphError
from casegraph.graph import Graph
from casegraph.network.model import Edge, Node, Projection
from casegraph.network.projection_queries import projections
from casegraph.views.plain_text import alphabetical
from hostile import HOSTILE, HostileGraph, UnlinkedGraph

if TYPE_CHECKING:
    from playwright.sync_api import Page

# A point on a link with no node and no other link near it.
FREE = """number => { const edge = edges.get(number); const [a, b] = [edge.from, edge.to].map((id) => network.getPosition(id));
  for (let part = 0.02; part < 1; part += 0.02) {
    const { x, y } = network.canvasToDOM({ x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y) });
    const around = [[0, 0], [3, 0], [-3, 0], [0, 3], [0, -3]].map(([right, down]) => ({ x: x + right, y: y + down }));
    if (around.every((spot) => network.getEdgeAt(spot) === number && network.getNodeAt(spot) === undefined)) return { x, y };
  } return null; }"""


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with Graph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def drawn(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Draws a projection as a page once, and tells where it lies."""
    folder = tmp_path_factory.mktemp("networks")

    def draw(name: str) -> Path:
        path = folder / f"{name}.html"
        if not path.exists():
            path.write_bytes(network_page(graph, name).encode())
        return path

    return draw


def behind(page: "Page") -> list[str]:
    """All that is listed as standing behind what was chosen, with everything brought up that there is more of."""
    panel = page.get_by_role("region", name=page.locator("#behind-head").inner_text(), exact=True)
    more = panel.get_by_role("button", name=re.compile("^Show"))
    while more.is_visible():
        more.click()
    return panel.get_by_role("listitem").all_inner_texts()


@pytest.mark.parametrize("name", projections())
def test_a_network_page_is_small_and_self_contained(drawn: Callable[[str], Path], graph: Graph, name: str) -> None:
    """It stays under 800 KB, names no host to fetch from, has one heading, and is the same each time."""
    page = drawn(name).read_text(encoding="utf-8")
    assert len(page.encode()) < 800_000
    assert (
        page.startswith('<!DOCTYPE html>\n<html lang="en-GB">') and page.count("<h1>") == 1 and "<center>" not in page
    )
    assert not re.search(r"<(?:link|img|iframe|object)\b|<script[^>]* src=|@import|url\(", page)
    assert (
        "default-src &#x27;none&#x27;" in page and "unsafe" not in page.partition("</head>")[0].partition("<style>")[0]
    )
    assert page.count("</script>") == 5 and "sourceMappingURL" not in page
    assert "0808 800 5000" in page
    assert network_page(graph, name) == page


def test_a_page_that_would_be_too_large_has_the_strongest_links(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    """As many as fit with their sentences, and the page says how many it has not."""
    whole = len(network_page(graph, "collection").encode())
    monkeypatch.setattr("casegraph.drawing.network_page.LARGEST", whole - 60_000)
    page = network_page(graph, "collection")
    assert len(page.encode()) <= whole - 60_000
    left = re.search(r"more nodes and ([\d,]+) links are left out", page)
    assert left and int(left[1].replace(",", "")) > 100


def test_what_stands_behind_is_asked_for_once_however_small_the_page_gets(
    graph: Graph, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a large graph it takes long; a page is made smaller up to twenty times."""
    asked: list[str] = []
    query = Graph.query

    def counting(self: Graph, text: str) -> object:
        asked.append(text)
        return query(self, text)

    monkeypatch.setattr(Graph, "query", counting)
    network_page(graph, "agency-theme")
    once = len(asked)
    monkeypatch.setattr("casegraph.drawing.network_page.LARGEST", 1)
    network_page(graph, "agency-theme")
    assert len(asked) == 2 * once > 0


def test_the_skip_link_keeps_what_is_chosen(drawn: Callable[[str], Path], visit: Callable[..., "Page"]) -> None:
    """It leads to the table and changes no address."""
    page = visit(drawn("agency-theme"), "#agency/police")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "links-head"
    assert page.evaluate("location.hash") == "#agency/police"


def test_a_network_that_does_not_exist_is_told_which_do(graph: Graph) -> None:
    with pytest.raises(CasegraphError, match="choose one of: agency-agency, "):
        network_page(graph, "agencies")


def test_only_the_strongest_nodes_are_drawn_and_the_page_says_so(graph: Graph, drawn: Callable[[str], Path]) -> None:
    """Of the collection 300 nodes are left, none weaker than one that is left out; what is left out is counted."""
    whole = graph.projection("collection", inherited=False)
    some = strongest_part(whole)
    strength = dict.fromkeys((node.iri for node in whole.nodes), 0.0)
    for edge in whole.edges:
        strength[edge.source] += edge.weight
        strength[edge.target] += edge.weight
    kept = {node.iri for node in some.projection.nodes}
    assert len(kept) == 300
    assert min(strength[iri] for iri in kept) >= max(strength[iri] for iri in strength.keys() - kept)
    said = f"show the 300 nodes with the strongest links; {len(whole.nodes) - 300} more nodes and {some.other_edges} links are left out"
    assert said in drawn("collection").read_text(encoding="utf-8")


def test_nodes_without_a_link_are_left_out_and_counted(graph: Graph, drawn: Callable[[str], Path]) -> None:
    """Most keywords are listed with no other more often than by chance; the picture has those that are."""
    whole = graph.projection("keyword-keyword", inherited=False)
    linked = {iri for edge in whole.edges for iri in (edge.source, edge.target)}
    some = strongest_part(whole)
    assert {node.iri for node in some.projection.nodes} == linked and some.other_nodes == some.other_edges == 0
    said = f"{len(whole.nodes) - len(linked)} more nodes without links are left out."
    assert said in drawn("keyword-keyword").read_text(encoding="utf-8")


def test_a_network_without_a_link_shows_its_nodes(built: Path, visit: Callable[..., "Page"], tmp_path: Path) -> None:
    """It opens without a fault, and the table of links says that there is none."""
    path = tmp_path / "unlinked.html"
    with UnlinkedGraph.open(built) as graph:
        path.write_bytes(network_page(graph, "agency-agency").encode())
        (row,) = graph.query(
            "SELECT (COUNT(DISTINCT ?agency) AS ?n) { ?by cg:readAs ?agency ; cg:basis ?basis FILTER(?basis != basis:default) "
            "?r a cg:Recommendation ; cg:hasAddressing ?by }"
        )
    page = visit(path)
    assert row["n"] > 20
    assert page.get_by_role("status").inner_text() == f"{row['n']} nodes and 0 links are shown."
    assert page.locator("#links").inner_text() == "No results. Change the filters above."
    page.locator("#nodes tbody button").first.click()
    page.get_by_text("It has no links with these filters.").wait_for()


def test_a_network_has_no_more_links_than_a_browser_can_draw() -> None:
    """Of too many links the heaviest stay."""
    nodes = tuple(Node(f"https://e.org/{number:03}", "n", "theme") for number in range(90))
    edges = tuple(
        Edge(one.iri, two.iri, "l", at + 1, 1)
        for at, (one, two) in enumerate((a, b) for a in nodes for b in nodes if a < b)
    )
    some = strongest_part(Projection("p", "P", nodes, edges))
    assert len(some.projection.edges) == 3000 and some.other_edges == len(edges) - 3000
    assert min(edge.weight for edge in some.projection.edges) == len(edges) - 2999


def test_every_link_is_drawn(drawn: Callable[[str], Path], graph: Graph, visit: Callable[..., "Page"]) -> None:
    """The second link between two nodes, which pyvis leaves out by itself, is there too; nothing moves by itself."""
    projection = graph.projection("agency-agency", inherited=False)
    page = visit(drawn("agency-agency"))
    assert page.evaluate("[nodes.length, edges.length]") == [len(projection.nodes), len(projection.edges)]
    before = page.evaluate("JSON.stringify(network.getPositions())")
    page.wait_for_timeout(300)
    assert page.evaluate("JSON.stringify(network.getPositions())") == before


def test_a_click_on_a_link_lists_as_many_sentences_as_it_weighs(
    drawn: Callable[[str], Path], graph: Graph, visit: Callable[..., "Page"]
) -> None:
    """Picture, table and SPARQL agree on the number, and the sentences are those of the graph."""
    page = visit(drawn("agency-theme"))
    projection = graph.projection("agency-theme", inherited=False)
    labels = {node.iri: node.label for node in projection.nodes}
    heaviest = sorted(range(len(projection.edges)), key=lambda number: -projection.edges[number].weight)
    clicked = 0
    for number in heaviest:
        edge = projection.edges[number]
        page.evaluate("new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))")
        spot = page.evaluate(FREE, number)  # anew each time: a scroll bar that comes moves the picture
        if spot is None:
            continue
        if clicked == 12:
            break
        clicked += 1
        page.locator("#mynetwork canvas").hover(position=spot)  # scrolls there first, as a person does
        page.locator("#mynetwork canvas").click(position=spot)
        heading = f"{labels[edge.source]} – {labels[edge.target]}"
        page.get_by_role("heading", name=heading, exact=True).wait_for()
        rows = graph.query(
            f"SELECT DISTINCT ?text {{ ?r cg:text ?text ; cg:hasTheme <{edge.target}> ; cg:hasAddressing ?by . "
            f"?by cg:readAs <{edge.source}> ; cg:basis ?basis FILTER(?basis != basis:default) }}"
        )
        sentences = behind(page)
        assert len(sentences) == edge.weight
        assert {said.partition("”")[0].removeprefix("“") for said in sentences} == {
            row["text"].partition("”")[0] for row in rows
        }
    assert clicked == 12


def test_each_sentence_says_where_it_stands(
    drawn: Callable[[str], Path], graph: Graph, visit: Callable[..., "Page"]
) -> None:
    """Review, kind of clause, and place on the page stand below the words; who is asked only before the list is told so."""
    listed = behind(visit(drawn("agency-theme"), "#theme/neglect"))
    (row,) = graph.query(
        "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r a cg:Recommendation ; cg:hasTheme theme:neglect ; cg:hasAddressing ?by . "
        "?by cg:basis ?basis FILTER(?basis != basis:default) }"
    )
    assert len(listed) == row["n"] > 5
    assert all(
        re.search(r"recommendation · .*nspcc-case-reviews-2025\.txt, characters [\d,]+ to [\d,]+", said)
        for said in listed
    )
    assert any("named in the introduction" in said for said in listed)


def test_the_tables_lead_to_the_same_by_keyboard(
    drawn: Callable[[str], Path], graph: Graph, visit: Callable[..., "Page"]
) -> None:
    """From the skip link to a number, to the heading of its sentences, and back; the address brings the same again."""
    path = drawn("agency-theme")
    (heaviest,) = graph.query(
        "SELECT (COUNT(DISTINCT ?r) AS ?n) { ?r a cg:Recommendation ; cg:hasTheme ?theme ; cg:hasAddressing ?by . "
        "?by cg:readAs ?agency ; cg:basis ?basis FILTER(?basis != basis:default) } GROUP BY ?agency ?theme ORDER BY DESC(?n) LIMIT 1"
    )
    page = visit(path)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip the diagram"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    weight = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    expect(page.locator("#behind-head")).to_be_focused()
    assert len(behind(page)) == int(weight) == heaviest["n"]
    again = visit(path, page.url.partition(".html")[2])
    assert len(behind(again)) == heaviest["n"]
    page.get_by_role("button", name="Back to the table").click()
    assert page.evaluate("document.activeElement.textContent") == weight
    page.go_back()
    page.get_by_role("heading", name="Sources", exact=True).wait_for()


def test_partnerships_stand_in_the_order_of_the_alphabet(
    drawn: Callable[[str], Path], visit: Callable[..., "Page"]
) -> None:
    """Among links and among nodes, where all others stand by their strength; the page says so."""
    page = visit(drawn("partnership-theme"))
    for part in ("#links", "#nodes"):
        assert "partnerships in alphabetical order" in page.locator(f"{part} caption").inner_text()
    more = page.locator("#nodes").get_by_role("button", name=re.compile("^Show"))
    while more.is_visible():
        more.click()
    rows = page.locator("#nodes tbody tr").evaluate_all(
        "all => all.map((row) => [...row.children].map((cell) => cell.textContent))"
    )
    kinds = [row[1] for row in rows]
    assert kinds == sorted(kinds, reverse=True) and set(kinds) == {"theme", "partnership"}
    names = [row[0] for row in rows if row[1] == "partnership"]
    assert len(names) > 20 and names == sorted(names, key=alphabetical)
    links = page.locator("#links tbody th").all_inner_texts()
    assert links == sorted(links, key=alphabetical)


def test_filters_leave_what_fits(drawn: Callable[[str], Path], graph: Graph, visit: Callable[..., "Page"]) -> None:
    """Words, weight and kinds narrow picture and tables alike, and “Show all” undoes it."""
    edges = graph.projection("agency-theme", inherited=False).edges
    page = visit(drawn("agency-theme"))
    status = page.get_by_role("status")
    page.get_by_label("Weight at least").fill("5")
    strong = [edge for edge in edges if edge.weight >= 5]
    nodes = len({iri for edge in strong for iri in (edge.source, edge.target)})
    assert status.inner_text() == f"{nodes} nodes and {len(strong)} links are shown."
    assert page.evaluate("edges.get().filter((edge) => !edge.hidden).length") == len(strong)
    page.get_by_label("Find").fill("police")
    page.get_by_label("Weight at least").fill("1")
    police = [edge for edge in edges if edge.source.endswith("/police") or edge.target.endswith("/police-response")]
    assert f"{len(police)} links" in status.inner_text() or "Police" in page.locator("#links").inner_text()
    page.get_by_role("checkbox", name="agencies").uncheck()
    assert page.locator("#links").inner_text() == "No results. Change the filters above."
    page.get_by_role("button", name="Show all").click()
    status.get_by_text(f"{len(edges)} links").wait_for()


@pytest.mark.parametrize(
    ("name", "fragment", "width"),
    [
        ("agency-theme", "", 1280),
        ("agency-theme", "#agency/police", 320),
        ("collection", "#agency/icb", 1280),
        ("keyword-keyword", "", 320),
        ("review-review", "", 640),
    ],
)
def test_a_network_page_can_be_used_by_everybody(
    drawn: Callable[[str], Path], visit: Callable[..., "Page"], name: str, fragment: str, width: int
) -> None:
    """Nothing is found by axe, nothing is cut off at the side, and what is clicked is at least 24 pixels high and wide."""
    page = visit(drawn(name), fragment, width=width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, input")].filter((each) => each.offsetParent)
          .map((each) => [each.outerHTML.slice(0, 80), each.getBoundingClientRect()])
          .filter(([, box]) => box.width < 24 || box.height < 24).map(([name]) => name)"""
    )
    assert small == []


def test_hostile_text_is_text_in_a_network_page(built: Path, visit: Callable[..., "Page"], tmp_path: Path) -> None:
    """It is shown as it stands, in tables, sentences and title, runs nothing and makes nothing wider."""
    path = tmp_path / "hostile.html"
    with HostileGraph.open(built) as graph:
        path.write_bytes(network_page(graph, "collection").encode())
    page = visit(path, width=320)
    for number in range(6):
        page.locator("#nodes tbody button").nth(number).click()
        page.locator("#links tbody button").nth(number).click()
    assert page.evaluate("window.hit") is None
    assert page.locator("img, main script, body > svg").count() == 0
    assert page.title().startswith(HOSTILE[0]) and HOSTILE[0] in page.locator("h1").inner_text()
    assert any(said in page.locator("#links").inner_text() for said in HOSTILE[:3])
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_the_table_of_links_opens_in_a_spreadsheet(
    drawn: Callable[[str], Path], graph: Graph, visit: Callable[..., "Page"], tmp_path: Path
) -> None:
    """It begins with a byte order mark and has a row for each link that is shown."""
    page = visit(drawn("agency-theme"), accept_downloads=True)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV").click()
    download.value.save_as(tmp_path / "links.csv")
    content = (tmp_path / "links.csv").read_bytes().decode()
    assert content.startswith("\ufefffrom,to,link,weight,reviews,from_iri,to_iri\n")
    assert len(content.splitlines()) == 1 + len(graph.projection("agency-theme", inherited=False).edges)


def test_paper_has_the_picture_the_legend_and_the_helpline(
    drawn: Callable[[str], Path], visit: Callable[..., "Page"]
) -> None:
    """In print the controls go and these stay."""
    page = visit(drawn("agency-theme"))
    page.emulate_media(media="print")
    for shown_in_print in ("#mynetwork canvas", ".legend", "footer", "#links table"):
        assert page.locator(shown_in_print).is_visible()
    assert not page.locator("form").is_visible() and not page.get_by_role("button", name="Zoom in").is_visible()
    assert len(page.pdf()) > 20_000
