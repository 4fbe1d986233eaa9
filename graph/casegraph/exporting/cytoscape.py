"""Cytoscape JSON: for Cytoscape's desktop program (a .cyjs file), for cytoscape.js and for NetworkX."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from casegraph.exporting.attributes import EDGE_ATTRIBUTES, Attribute, Position, node_attributes, positions
from casegraph.network.model import Edge, Node, Projection
from casegraph.palette import LINE, colour_of
from casegraph.views.node_styles import NODE_STYLES

__all__ = ["cytoscape"]

_SHAPES = {"dot": "ellipse", "square": "rectangle"}
"""Cytoscape's names of shapes that vis-network calls otherwise."""


def cytoscape(projection: Projection) -> Iterator[str]:
    """Yield *projection* piece by piece as Cytoscape JSON, one node or edge a line.

    Beside its attributes a node has its IRI as ``id`` and as ``value`` (for NetworkX), its label as ``name`` (for
    Cytoscape), and the ``color`` of its kind, for a passthrough mapping or ``data(color)``. In a projection with a layout
    it has a ``size``, its radius, and a ``position``, whose y axis points downwards; x and y stay those of the projection.
    The ``style`` makes Cytoscape.js draw nodes in these colours and sizes and links as thick as they weigh. Cytoscape's
    desktop program passes it over: there *color* and *size* are columns, for passthrough mappings.
    An edge has its link as ``interaction`` (Cytoscape's word) and as ``key``, by which NetworkX tells several edges between
    two nodes apart.

    >>> list(json.loads("".join(cytoscape(Projection("p", "P", (Node("a", "A", "theme"),), ()))))["elements"]["nodes"][0]["data"])
    ['id', 'value', 'name', 'label', 'kind', 'color']
    """
    pairs = {frozenset((edge.source, edge.target)) for edge in projection.edges}
    head: dict[str, Any] = {
        "data": {"name": projection.name, "title": projection.title},
        "directed": False,
        "multigraph": len(pairs) < len(projection.edges),
    }
    head["style"] = _style(projection)
    start = json.dumps(head, ensure_ascii=False)[1:-1]
    attributes, position_of = node_attributes(projection), positions(projection)
    yield f'{{{start}, "elements": {{\n"nodes": [\n'
    yield from _listed(_node(node, attributes, position_of.get(node.iri)) for node in projection.nodes)
    yield '\n],\n"edges": [\n'
    yield from _listed({"data": _edge(number, edge)} for number, edge in enumerate(projection.edges))
    yield "\n]\n}}\n"


def _style(projection: Projection) -> list[dict[str, Any]]:
    """Return the style section: how Cytoscape.js draws the elements. A size is a radius, and a width is twice that."""
    heaviest = max((edge.weight for edge in projection.edges), default=1)
    wide = "mapData(size, 0, 100, 0, 200)" if positions(projection) else 12
    node = {"label": "data(name)", "background-color": "data(color)", "width": wide, "height": wide, "font-size": 8}
    edge = {
        "width": f"mapData(weight, 0, {heaviest}, 0.5, 8)",
        "line-color": LINE,
        "opacity": 0.5,
        "curve-style": "haystack",
    }
    shapes = {kind: _SHAPES.get(style.shape, style.shape) for kind, style in NODE_STYLES.items()}
    return [
        {"selector": "node", "style": node},
        *({"selector": f'node[kind = "{kind}"]', "style": {"shape": shape}} for kind, shape in shapes.items()),
        {"selector": "edge", "style": edge},
    ]


def _listed(elements: Iterable[dict[str, Any]]) -> Iterator[str]:
    between = ""
    for element in elements:
        yield between + json.dumps(element, ensure_ascii=False)
        between = ",\n"


def _node(node: Node, attributes: Iterable[Attribute[Node]], position: Position | None) -> dict[str, Any]:
    data: dict[str, Any] = {"id": node.iri, "value": node.iri, "name": node.label}
    values = ((attribute.name, attribute.value(node)) for attribute in attributes)
    data |= {name: value for name, value in values if value is not None}
    data["color"] = colour_of(node.kind)
    if not position:
        return {"data": data}
    return {"data": data | {"size": position.radius}, "position": {"x": position.x, "y": 0.0 - position.y}}


def _edge(number: int, edge: Edge) -> dict[str, Any]:
    data: dict[str, Any] = {"id": f"e{number}", "source": edge.source, "target": edge.target}
    data |= {"key": edge.link, "interaction": edge.link}
    return data | {attribute.name: attribute.value(edge) for attribute in EDGE_ATTRIBUTES}
