"""The picture on a network's page: places and sizes of nodes, widths of links, and the scripts of pyvis that draw them.

pyvis writes a page of its own, which is not used: it fetches files from three hosts, prints labels as HTML, and computes
a layout in the browser for half a minute. Only its script elements are taken: the data, and the drawing by vis-network.
"""

import json
import re
from collections import Counter
from collections.abc import Sequence

from casegraph.drawing.policy import contents
from casegraph.network.layout.positions import radii
from casegraph.network.model import Projection
from casegraph.palette import ACCENT, LINE
from casegraph.views.node_styles import style_of

__all__ = ["node_places", "picture_height", "picture_scripts"]

_SCRIPT = re.compile(r"<script(?: [^<>]*)?>")
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
"""The options of vis-network; our own script draws the labels, so that they do not overlap."""


def node_places(projection: Projection, columns: bool) -> list[tuple[float, float, float]]:
    """Return where each node is drawn (y downwards), and its size.

    Columns keep their order and get a row of the same height for each node, so that there is room for every label. A
    small network is drawn larger, but its nodes are not.
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


def picture_scripts(projection: Projection, places: Sequence[tuple[float, float, float]]) -> tuple[str, str]:
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
        # A label is drawn and never parsed; a title is the one thing that pyvis turns into HTML, so there is none.
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
    scripts = [script for script in contents(page, _SCRIPT, "</script>") if script.strip()]
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


def picture_height(projection: Projection, columns: bool) -> str:
    """Return the height of the picture in CSS: that of its longer column of labels, else at most the width of the window.

    >>> attributes = {"x": (0.0, 0.0, 9.0), "y": (1.0, 2.0, 3.0)}
    >>> picture_height(Projection("p", "P", (), (), attributes=attributes), columns=True)
    '480px'
    """
    low, high = _HEIGHTS
    x, y = projection.attributes["x"], projection.attributes["y"]
    if columns:
        return f"{max(low, min(high, _ROW * max(Counter(x).values()) + 40))}px"
    across, down = (max(at, default=0) - min(at, default=0) for at in (x, y))
    return f"min({max(low, min(_WIDTH, round((_WIDTH - 100) * down / max(across, 1)) + 100))}px, 100vw)"
