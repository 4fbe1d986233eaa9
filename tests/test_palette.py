"""The palette: a kind has one colour wherever it is drawn, another one than any other kind, and one that can be seen."""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

import casegraph
from casegraph.drawing.neighbourhood import neighbourhood
from casegraph.drawing.network_page import network_page
from casegraph.explorer.page import styles
from casegraph.exporting import NETWORK_FORMATS, OTHER_NETWORK_FORMATS
from casegraph.graph import Graph
from casegraph.network import Node, Projection
from casegraph.palette import ACCENT, INK, KIND_COLOURS, RAMP, colour_of, css, rgb
from casegraph.views.node_styles import NODE_STYLES, style_of

PACKAGE = Path(casegraph.__file__).parent
LIGHT, DARK = ("#ffffff", "#f3f2f1"), ("#14191e", "#20272e")
"""What text stands on, on light and on dark pages: --paper and --pale."""

NODES = tuple(Node(f"https://e.org/{kind}/1", kind, kind) for kind in KIND_COLOURS)
SAMPLE = Projection("sample", "Sample", NODES, (), attributes={"x": (0.0,) * 5, "y": (1.0, 2.0, 3.0, 4.0, 5.0)})


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    with casegraph.open(built) as opened:
        yield opened


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, as WCAG 2.2 defines it."""

    def light(colour: str) -> float:
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (level / 255 for level in rgb(colour))
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    brighter, darker = sorted((light(one), light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def written(file: str) -> str:
    formats = [*NETWORK_FORMATS.values(), *OTHER_NETWORK_FORMATS.values()]
    return "".join(next(form.files[file] for form in formats if file in form.files)(SAMPLE))


def hexadecimal(levels: Iterator[str | None] | list[str | None]) -> str:
    return "#" + bytes(int(level or -1) for level in levels).hex()


def in_graphml() -> dict[str, str]:
    g = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = ET.fromstring(written("casegraph.graphml")).iter(f"{g}node")
    told = [{data.get("key"): data.text for data in node} for node in nodes]
    return {str(data["kind"]): hexadecimal([data[channel] for channel in "rgb"]) for data in told}


def in_gexf() -> dict[str, str]:
    gexf = "{http://www.gexf.net/1.2draft}"
    colours = {
        node.get("label"): node.find("{http://www.gexf.net/1.2draft/viz}color")
        for node in ET.fromstring(written("casegraph.gexf")).iter(f"{gexf}node")
    }
    return {str(kind): hexadecimal([each.get(c) for c in "rgb"]) for kind, each in colours.items() if each is not None}


def in_cytoscape() -> dict[str, str]:
    nodes = [element["data"] for element in json.loads(written("casegraph.cyjs"))["elements"]["nodes"]]
    assert all(data["size"] > 0 for data in nodes)
    return {data["kind"]: data["color"] for data in nodes}


def in_yed() -> dict[str, str]:
    found = re.findall(r'<y:Fill color="(#\w+)" [^>]*/><y:NodeLabel>(\w+)<', written("casegraph-yed.graphml"))
    return {kind: colour for colour, kind in found}


@pytest.mark.parametrize("told", [in_graphml, in_gexf, in_cytoscape, in_yed])
def test_a_file_has_the_colours_of_the_pictures(told: object) -> None:
    """Agency and review too, which once had each other's."""
    assert callable(told)
    assert (
        told() == {kind: look.colour for kind, look in NODE_STYLES.items()} == {k: colour_of(k) for k in KIND_COLOURS}
    )
    assert style_of("something else").colour == colour_of("something else") == INK


def test_the_page_of_a_network_draws_and_explains_kinds_in_these_colours(graph: Graph) -> None:
    page = network_page(graph, "agency-theme")

    assert set(re.findall(r'"color":"(#\w+)"', page)) >= {colour_of("agency"), colour_of("theme")}
    for kind in ("agency", "theme"):
        assert f'fill="{colour_of(kind)}"' in page.partition('class="legend"')[2].partition("</ul>")[0]


def test_the_picture_of_a_neighbourhood_has_these_colours(graph: Graph) -> None:
    drawn = neighbourhood(graph, "review:2025-camden-child-yue")

    fills = set(re.findall(r'<path [^>]*fill="(#\w+)"', drawn))
    assert fills == {colour_of(kind) for kind in ("review", "agency", "theme", "keyword", "partnership")}


def test_the_explorer_and_served_pages_have_their_colours_from_here() -> None:
    """As custom properties, each said once, before what uses them."""
    text = styles()

    assert text.startswith(css())
    dark = css().partition("@media (prefers-color-scheme: dark)")[2]
    for kind, each in KIND_COLOURS.items():
        assert css().count(f"--{kind}: {each.on_light};") >= 1
        assert f"--{kind}: {each.on_dark};" in dark
        assert len(re.findall(rf"--{kind}:", text)) == 2
        assert f"var(--{kind})" in text
    for step, colour in enumerate(RAMP, start=1):
        assert f"--s{step}: {colour};" in css().partition("@media")[0]


def test_no_two_kinds_have_the_same_colour_or_a_similar_one() -> None:
    """In pictures and exports, on light and on dark pages: at least a twentieth of the way from black to white apart."""
    for one, other in combinations(KIND_COLOURS.values(), 2):
        for a, b in zip(one[:3], other[:3], strict=True):
            assert sum((x - y) ** 2 for x, y in zip(rgb(a), rgb(b), strict=True)) ** 0.5 > 22, (a, b)


@pytest.mark.parametrize("kind", KIND_COLOURS)
def test_a_kind_stands_out_from_its_ground(kind: str) -> None:
    """A mark by 3 to 1 on white; text by 4.5 to 1 on any ground; text by 7 to 1 on what marks words."""
    each = KIND_COLOURS[kind]

    assert contrast(each.fill, "#ffffff") >= 3
    assert min(contrast(each.on_light, ground) for ground in LIGHT) >= 4.5
    assert min(contrast(each.on_dark, ground) for ground in DARK) >= 4.5
    if each.marked:
        assert contrast("#1d1d1d", each.marked[0]) >= 7 and contrast("#e9ecef", each.marked[1]) >= 7


def test_no_other_file_has_a_colour_of_a_kind() -> None:
    """What is as dark as text, or the colour of what is chosen, is no colour of a kind alone."""
    own = {tone for each in KIND_COLOURS.values() for tone in (*each[:3], *(each.marked or ()))} - {INK, ACCENT}
    files = [path for ending in ("py", "css", "js", "html") for path in PACKAGE.rglob(f"*.{ending}")]
    ours = [path for path in files if "static" not in path.parts and path.name != "palette.py"]

    assert len(own) > 10 and len(ours) > 100
    assert [(path.name, tone) for path in ours for tone in own if tone in path.read_text("utf-8").lower()] == []
