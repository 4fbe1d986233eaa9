"""A network as a page: the picture that pyvis makes, with everything taken away that keeps it from opening anywhere.

pyvis gives the data and the drawing by vis-network. Its page is not used: that asks three hosts for files, prints what it
is told as HTML, and lays out in the browser for half a minute. What is taken are its script elements; page, style, search,
filters, sentences and tables are ours (``network_page/``). No position is computed in the browser, nothing is fetched, and
no text of a page ever becomes markup.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import TYPE_CHECKING

from casegraph import __version__
from casegraph.collections import Profile
from casegraph.collections.profile import Words
from casegraph.drawing.network_data import EDGES, LinkSources, StrongestPart, source_items, strongest_part
from casegraph.drawing.policy import in_script, policy
from casegraph.fragments.templates import filler, templates
from casegraph.network.layout.positions import radii
from casegraph.network.model import Projection
from casegraph.network.projections import projection_query
from casegraph.palette import ACCENT, LINE
from casegraph.views.attribution import counted, helpline, profile_of
from casegraph.views.node_styles import NODE_STYLES, shape_path, style_of

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["LARGEST", "network_page"]

LARGEST = 800_000
"""How many bytes a page may have; of a larger network the weaker links are left out, with their sentences."""

_SCRIPTS = ("picture", "lists", "controls")
_FEW = 100  # links that are drawn whatever stands behind them
_PLACE = re.compile(r"\{\{([a-z]+)\}\}")
_SCRIPT = re.compile(r"<script(?: [^<>]*+)?>((?:[^<]++|<(?!/script>))*+)")
_MAP = re.compile(r"//# sourceMappingURL=\S*")
_ROW = 16  # pixels that a label needs
_THIN = 1  # the width of the lightest links
_THICK = 8
_CROWD = 500  # of more links than this each is drawn paler, and the heaviest thinner
_HEIGHTS = (480, 1600)
_WIDTH = 740  # about as wide as it is on a screen of 1280

_LINK, _PALE_LINK = f"{LINE}8c", f"{LINE}59"  # colours that let what is below be seen

_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"borderWidth": 1, "borderWidthSelected": 3, "font": {"size": 0}},
    "edges": {
        "smooth": False,
        "width": _THIN,
        "selectionWidth": 1.5,
        "hoverWidth": 1,
        "color": {"color": _LINK, "highlight": ACCENT, "hover": ACCENT},
    },
    "interaction": {
        "dragNodes": False,
        "hideEdgesOnDrag": True,
        "hideEdgesOnZoom": True,
        "hover": True,
        "hoverConnectedEdges": False,
        "keyboard": {"enabled": True, "bindToWindow": False},
    },
}
"""What vis-network is told; labels are drawn by our script, which keeps them from overlapping."""


def network_page(graph: "Graph", projection_name: str, *, back: str = "", projection: Projection | None = None) -> str:
    """Return a projection of an open graph as a page; raises CasegraphError for a name that does not exist.

    *back* is the address of the page that leads to it, if one does; *projection* is the network, if it is there already. Agencies that are asked only because nobody is named are left out, as in ``casegraph metrics``.
    """
    projection = projection or graph.projection(projection_name, inherited=False)
    sentences, profile = LinkSources.of(graph), profile_of(graph.store)
    edges = EDGES
    while True:
        some = strongest_part(projection, edges=edges)
        page = _page(sentences, some, back, profile)
        if len(page.encode()) <= LARGEST or edges < _FEW:
            return page
        edges = min(edges, len(some.projection.edges)) * 3 // 4  # the strongest; what is left out is said


def _page(sources: LinkSources, some: StrongestPart, back: str, profile: Profile) -> str:
    projection = some.projection
    query = projection_query(projection.name)
    columns = len({*projection.attributes["x"]}) == 2  # as casegraph.network.layout.positions does it
    data = source_items(sources, projection) | {
        "name": projection.name,
        "base": sources.base,
        "columns": columns,
        "kinds": {kind: style_of(kind)[:2] for kind in sorted({node.kind for node in projection.nodes})},
        "ids": [node.iri.removeprefix(sources.base) for node in projection.nodes],
    }
    drawing, picture = _by_pyvis(projection, _places(projection, columns))
    folder = files("casegraph.drawing") / "network_page_parts"
    height = _height(projection, columns)
    texts = {
        "title": html.escape(projection.title),
        "description": html.escape(query.description_in(profile.words)),
        "left": _left_out(some, profile.words),
        "back": f'<p><a href="{html.escape(back)}">Back to this network in tables</a></p>' if back else "",
        "legend": _legend(projection),
        "kinds": _kinds(projection),
        "version": __version__,
        "notice": html.escape(f"{profile.notice.on_pictures} {profile.notice.counts}", quote=False),
        "helpline": f"{html.escape(profile.helpline.question)} {helpline(profile)}",
        "holders": html.escape(profile.rights.possessive, quote=False),
    }
    ours = {name: (folder / f"page.{name}").read_text(encoding="utf-8").strip() for name in ("html", "css")}
    scripts = [(folder / f"{name}.js").read_text(encoding="utf-8").strip() for name in _SCRIPTS]
    script = "\n".join([filler(templates(), ["fragments/behind.html"]), *scripts])
    filled = {
        "styles": ours["css"].replace("{{height}}", height),
        "drawing": drawing,
        "picture": picture,
        "script": f'(() => {{\n"use strict";\n{script}\n}})();',
        "data": in_script(data),
        "policy": "{{policy}}",
    }
    page = _PLACE.sub(lambda place: texts.get(place[1]) or filled.get(place[1], ""), ours["html"])
    return page.replace("{{policy}}", html.escape(policy(page)), 1) + "\n"


def _places(projection: Projection, columns: bool) -> list[tuple[float, float, float]]:
    """Return where each node is drawn (y downwards) and how large.

    Columns keep their order and get a row of the same height for each node, so that there is room for every label. The
    nodes of a small network are not blown up with it.
    """
    x, y = projection.attributes["x"], projection.attributes["y"]
    if not columns:
        across = max(x, default=0) - min(x, default=0)
        blown = min(max((_WIDTH - 120) / max(across, 1), 1.0), 2.5)  # as whole() of picture.js does it
        return [(x[at], -y[at] + 0.0, round(radius / blown, 2)) for at, radius in enumerate(radii(projection))]
    longest = max(Counter(x).values())
    places = [(0.0, 0.0, 0.0)] * len(x)
    for side in set(x):
        own = sorted((at for at in range(len(x)) if x[at] == side), key=lambda at: -y[at])
        step = _ROW * longest / len(own)
        for rank, at in enumerate(own):
            size = min(radii(projection)[at], max(0.45 * step, 4))
            places[at] = (side, round((rank + 0.5) * step, 1), size)
    return places


def _by_pyvis(projection: Projection, places: Sequence[tuple[float, float, float]]) -> tuple[str, str]:
    """Return the script of vis-network, and the script that pyvis writes to draw *projection*."""
    from pyvis.network import Network

    # Of an undirected network pyvis drops the second link between two nodes, after comparing each link with all others.
    network = Network(directed=True, cdn_resources="in_line")
    network.templateEnv.policies["json.dumps_kwargs"] = {
        "sort_keys": True,
        "separators": (",", ":"),
        "ensure_ascii": False,
    }
    number = {node.iri: at for at, node in enumerate(projection.nodes)}
    for at, (node, (x, y, size)) in enumerate(zip(projection.nodes, places, strict=True)):
        look = style_of(node.kind)
        # A label is drawn and never parsed; a title is the one thing that pyvis makes HTML of, so there is none.
        network.add_node(
            at, node.label or " ", shape=look.shape, color=look.colour, size=size, x=x, y=y, kind=node.kind
        )
    widths = _widths(projection)
    for at, (edge, width) in enumerate(zip(projection.edges, widths, strict=True)):
        network.add_edge(
            number[edge.source], number[edge.target], id=at, **({"width": width} if width != _THIN else {})
        )
    for drawn in network.edges:
        del drawn["arrows"]  # the price of that: a direction, which no link has
    options = json.dumps(_OPTIONS, sort_keys=True)
    network.set_options(options.replace(_LINK, _PALE_LINK) if len(widths) > _CROWD else options)
    page = network.generate_html()
    scripts = [script for script in _SCRIPT.findall(page) if script.strip()]
    (library,) = (script for script in scripts if "@version" in script and "vis-network" in script)
    (drawing,) = (script for script in scripts if "drawGraph();" in script)
    return _MAP.sub("", library), drawing


def _widths(projection: Projection) -> list[float]:
    """Return how thick each link is drawn, from the lightest to the heaviest; where all weigh the same, all are thin.

    >>> from casegraph.network.model import Edge
    >>> _widths(Projection("p", "P", (), tuple(Edge("a", "b", str(weight), weight, 1) for weight in (2, 5, 8))))
    [1.0, 4.5, 8.0]
    """
    weights = [edge.weight for edge in projection.edges]
    lightest, heaviest = min(weights, default=0), max(weights, default=0)
    more = (_THICK if len(weights) <= _CROWD else _THICK / 2) - _THIN
    return [round(_THIN + more * (weight - lightest) / (heaviest - lightest or 1), 1) for weight in weights]


def _height(projection: Projection, columns: bool) -> str:
    """Return how high the picture is, as CSS says it: as its longer column of labels; else no higher than the window is wide."""
    low, high = _HEIGHTS
    x, y = projection.attributes["x"], projection.attributes["y"]
    if columns:
        return f"{max(low, min(high, _ROW * max(Counter(x).values()) + 40))}px"
    across, down = (max(at, default=0) - min(at, default=0) for at in (x, y))
    return f"min({max(low, min(_WIDTH, round((_WIDTH - 100) * down / max(across, 1)) + 100))}px, 100vw)"


def _left_out(some: StrongestPart, words: Words) -> str:
    """Return as paragraphs what the picture does not show."""
    sentences = []
    if some.projection.inherited and not some.projection.has_inherited:
        sentences.append(
            f"In this picture the {some.projection.inherited:,} recommendations that name nobody are left out, where only "
            f"{html.escape(words.meant, quote=False)} can be taken to be asked."
        )
    if some.other_nodes or some.other_edges:
        sentences.append(
            f"The picture and its tables show the {len(some.projection.nodes):,} nodes with the strongest links; "
            f"{some.other_nodes:,} more nodes and {some.other_edges:,} links are left out. "
            f"<code>casegraph export</code> writes them all."
        )
    if some.alone:
        sentences.append(
            f"{counted(some.alone, 'more node')} that no link leads to {'is' if some.alone == 1 else 'are'} left out."
        )
    return "\n".join(f"<p>{text}</p>" for text in sentences)


def _present(projection: Projection) -> list[tuple[str, int]]:
    """Return the kinds of the nodes, in the order of NODE_STYLES, and how many nodes each has."""
    count = Counter(node.kind for node in projection.nodes)
    known = [kind for kind in NODE_STYLES if kind in count]
    return [(kind, count[kind]) for kind in known + sorted(count.keys() - NODE_STYLES.keys())]


def _mark(kind: str) -> str:
    look = style_of(kind)
    path = shape_path(look.shape, 10, 10, 7)
    return f'<svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true" focusable="false"><path d="{path}" fill="{look.colour}"/></svg>'


def _legend(projection: Projection) -> str:
    """Return what shape and colour each kind has, as list items."""
    lines = []
    for kind, count in _present(projection):
        called = style_of(kind)[count != 1]
        lines.append(f"<li>{_mark(kind)} {count:,} {html.escape(called)}</li>")
    return "\n".join(lines)


def _kinds(projection: Projection) -> str:
    """Return a box to tick for each kind."""
    return "\n".join(
        f'<label><input type="checkbox" name="kind" value="{html.escape(kind)}" checked> {html.escape(style_of(kind).many)}</label>'
        for kind, _ in _present(projection)
    )
