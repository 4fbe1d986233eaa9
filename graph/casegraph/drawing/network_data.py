"""The data of a network's page: its strongest nodes and links, and the sentences behind them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from casegraph.network.layout.positions import layout
from casegraph.network.model import Projection
from casegraph.store.in_terms import in_terms

if TYPE_CHECKING:
    from casegraph.graph import Graph

__all__ = ["EDGES", "NODES", "LinkSources", "StrongestPart", "source_items", "strongest_part"]

NODES = 300
"""The most nodes in a picture."""

EDGES = 3000
"""The most links in a picture."""

_CLAUSES = """
SELECT ?id ?text ?review ?start ?end {
  ?id cg:text ?text ; cg:fromReview ?review ; cg:inPassage ?passage . ?passage cg:start ?start ; cg:end ?end
} ORDER BY ?id ?start"""

_REVIEWS = """
SELECT ?id ?text ?start ?end ?file {
  ?id a cg:Review ; rdfs:label ?text ; cg:inPassage ?passage .
  ?passage cg:start ?start ; cg:end ?end ; oa:hasSource/rdfs:label ?file
} ORDER BY ?id DESC(?file) ?start"""

_LEAD_INS = """
SELECT ?id ?agency { ?id cg:hasAddressing ?addressing . ?addressing cg:readAs ?agency ; cg:basis basis:lead-in }
ORDER BY ?id ?agency"""

_LABELS = "SELECT ?id ?text { ?id skos:prefLabel ?text } ORDER BY ?id ?text"


@dataclass(frozen=True, slots=True)
class LinkSources:
    """The sources of links: clauses, reviews and labels by IRI, and the agencies named in the introduction to a list.

    Reading them takes a while for a large graph, so it happens once, however often a picture is made smaller.
    """

    base: str
    clauses: Mapping[str, Mapping[str, Any]]
    reviews: Mapping[str, Mapping[str, Any]]
    labels: Mapping[str, Mapping[str, Any]]
    lead_ins: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, graph: "Graph") -> "LinkSources":
        """Return the sources in a graph."""
        clauses, reviews, labels = (
            _first(graph.query(in_terms(query, graph.store))) for query in (_CLAUSES, _REVIEWS, _LABELS)
        )
        lead_ins = tuple((row["id"], row["agency"]) for row in graph.query(_LEAD_INS))
        return cls(graph.base, clauses, reviews, labels, lead_ins)


@dataclass(frozen=True, slots=True)
class StrongestPart:
    """The part of a projection that is shown, and the numbers of other nodes and links; *alone* counts nodes without links."""

    projection: Projection
    other_nodes: int
    other_edges: int
    alone: int


def strongest_part(projection: Projection, nodes: int = NODES, edges: int = EDGES) -> StrongestPart:
    """Return the strongest *nodes* of a projection and the strongest *edges* between them, laid out.

    Nodes without a link are not shown, unless there is no link at all.

    >>> from casegraph.network.model import Edge, Node
    >>> four = tuple(Node(iri, iri, "theme") for iri in "abcd")
    >>> some = strongest_part(Projection("p", "P", four, (Edge("a", "b", "l", 1, 1), Edge("b", "c", "l", 5, 1))), nodes=2)
    >>> [node.iri for node in some.projection.nodes], some.other_nodes, some.other_edges, some.alone
    (['b', 'c'], 1, 1, 1)
    """
    linked = {iri for edge in projection.edges for iri in (edge.source, edge.target)}
    strength = dict.fromkeys((node.iri for node in projection.nodes if node.iri in linked or not linked), 0.0)
    for edge in projection.edges:
        strength[edge.source] += edge.weight
        strength[edge.target] += edge.weight
    strongest = set(sorted(strength, key=lambda iri: (-strength[iri], iri))[:nodes])
    between = [edge for edge in projection.edges if edge.source in strongest and edge.target in strongest]
    heaviest = tuple(sorted(sorted(between, key=lambda edge: (-edge.weight, edge))[:edges]))
    some = projection
    if len(strongest) < len(projection.nodes) or len(heaviest) < len(projection.edges):
        remaining = tuple(node for node in projection.nodes if node.iri in strongest)
        some = replace(projection, nodes=remaining, edges=heaviest, occurrences=(), attributes={})
    if not {"x", "y"} <= set(some.attributes):
        some = layout(some)
    return StrongestPart(
        some,
        other_nodes=len(strength) - len(some.nodes),
        other_edges=len(projection.edges) - len(some.edges),
        alone=len(projection.nodes) - len(strength),
    )


def source_items(sources: LinkSources, projection: Projection) -> dict[str, Any]:
    """Return the sources of the links of *projection*: items once, and for each link the numbers of its items.

    An item is a list: of a clause its text, the number of its review in ``reviews``, its place on the page, whether it is
    learning (1) and the nodes that are asked in the words before the list; of a review its number; of anything else its
    label.
    """
    wanted = sorted({iri for edge in projection.edges for iri in edge.behind})
    clauses, reviews, labels = sources.clauses, sources.reviews, sources.labels
    lead_ins = _lead_ins(sources, projection)
    review_iris = sorted({clauses[iri]["review"] if iri in clauses else iri for iri in wanted} & reviews.keys())
    files = sorted({reviews[iri]["file"] for iri in review_iris})
    review = {iri: number for number, iri in enumerate(review_iris)}
    items: list[list[Any]] = []
    for iri in wanted:
        if iri in clauses:
            row = clauses[iri]
            learning = int(iri.startswith(f"{sources.base}learning/"))
            items.append(
                [row["text"], review[row["review"]], row["start"], row["end"], learning, *lead_ins.get(iri, ())]
            )
        elif iri in review:
            items.append([review[iri]])
        else:
            items.append([labels[iri]["text"] if iri in labels else iri])
    at = {iri: number for number, iri in enumerate(wanted)}
    links = sorted({edge.link for edge in projection.edges})
    return {
        "files": files,
        "reviews": [
            [row["text"], files.index(row["file"]), row["start"], row["end"]]
            for row in map(reviews.get, review_iris)
            if row
        ],
        "items": items,
        "links": links,
        "edges": [
            [_number(edge.weight), edge.reviews, links.index(edge.link), [at[iri] for iri in edge.behind]]
            for edge in projection.edges
        ],
    }


def _number(weight: float) -> float:
    return int(weight) if float(weight).is_integer() else round(weight, 4)


def _lead_ins(sources: LinkSources, projection: Projection) -> dict[str, list[int]]:
    """Return which nodes each recommendation asks only in the words before the list, by the number of the node."""
    number = {node.iri: at for at, node in enumerate(projection.nodes)}
    nodes_of: dict[str, list[int]] = {}
    for clause, agency in sources.lead_ins:
        if agency in number:
            nodes_of.setdefault(clause, []).append(number[agency])
    return nodes_of


def _first(rows: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the first row of each id."""
    first: dict[str, dict[str, Any]] = {}
    for row in rows:
        first.setdefault(row["id"], row)
    return first
