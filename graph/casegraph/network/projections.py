"""Networks of the graph: each a question, answered by one SPARQL query of ``ontology/projections/``.

A query's leading comment holds a title and, after an empty line, a description. Its rows are the network:

* ``?source ?link ?target ?weight ?reviews``: an edge, its type, the number of clauses behind it and the number of
  reviews that those stand in. A row without ``?target`` is a node that may stand alone.
* ``?sourceKind ?sourceLabel ?targetKind ?targetLabel``: what its ends are. A node without a label shows the last part
  of its IRI; of several labels English comes first.

Edges have no direction: source and target only say who reads as the subject of the link.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from pyoxigraph import Literal, NamedNode

from casegraph.errors import CasegraphError
from casegraph.names import BASE
from casegraph.resources import resource

if TYPE_CHECKING:
    import networkx

__all__ = [
    "Edge",
    "Node",
    "Projection",
    "Query",
    "network",
    "project",
    "projection_query",
    "projections",
    "to_networkx",
]


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """A thing of the graph; *kind* is "review", "theme", "agency", "keyword" or "partnership"."""

    iri: str
    label: str
    kind: str


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """A link of type *link* between two nodes, by IRI, with the number of clauses and of reviews behind it."""

    source: str
    target: str
    link: str
    weight: float
    reviews: int


@dataclass(frozen=True, slots=True)
class Projection:
    """A network, ready to be written or computed on: nodes by IRI, edges by their ends and link, each sorted.

    Two nodes can have several edges, each of another link.
    """

    name: str
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """A projection's query, with the title and description of its header."""

    name: str
    title: str
    description: str
    sparql: str


class Queryable(Protocol):
    """What answers SPARQL SELECT with rows of Oxigraph's terms: a pyoxigraph Store, or an open graph of Casegraph."""

    def query(self, query: str, /) -> Any:
        """Return the rows of *query*."""


def projections() -> tuple[str, ...]:
    """Return the names of the projections that ship, sorted.

    >>> "agency-theme" in projections()
    True
    """
    files = (entry.name for entry in resource("ontology", "projections").iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in files if name.endswith(".rq")))


@cache
def projection_query(name: str) -> Query:
    """Return the query of a projection; raises CasegraphError for a name that does not exist.

    >>> projection_query("review-keyword").title
    'Reviews and their keywords'
    """
    if name not in projections():
        raise CasegraphError(f"There is no projection “{name}”; choose one of: {', '.join(projections())}.")
    sparql = resource("ontology", f"projections/{name}.rq").read_text(encoding="utf-8")
    header = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        header.append(line.removeprefix("#").strip())
    return Query(name, header[0], " ".join(filter(None, header[1:])), sparql)


def project(graph: Queryable, name: str, *, base: str = BASE) -> Projection:
    """Return the projection *name* of a graph whose IRIs start with *base*.

    >>> from pyoxigraph import RdfFormat, Store
    >>> store = Store()
    >>> store.load('''
    ...     @prefix cg: <https://w3id.org/casegraph/ontology#> .
    ...     @prefix : <https://w3id.org/casegraph/> .
    ...     :r cg:hasRecommendation :r1 . :r1 cg:addressedTo :icb ; cg:hasTheme :risk .''', format=RdfFormat.TURTLE)
    >>> [(node.label, node.kind) for node in project(store, "agency-theme").nodes]
    [('icb', 'agency'), ('risk', 'theme')]
    """
    query = projection_query(name)
    nodes: dict[str, tuple[str, set[tuple[bool, str]]]] = {}
    edges: dict[tuple[str, str, str], Edge] = {}
    for row in graph.query(query.sparql.replace(BASE, base)):
        source = _add_node(nodes, name, row["source"], row["sourceKind"], row["sourceLabel"])
        if row["target"] is not None:
            target = _add_node(nodes, name, row["target"], row["targetKind"], row["targetLabel"])
            link = row["link"].value
            edges[source, target, link] = Edge(source, target, link, _number(row["weight"]), int(row["reviews"].value))
    return Projection(
        name,
        query.title,
        tuple(
            Node(iri, min(labels)[1] if labels else _last_part(iri), kind)
            for iri, (kind, labels) in sorted(nodes.items())
        ),
        tuple(edges[key] for key in sorted(edges)),
    )


def network(graph: Queryable, name: str, *, base: str = BASE) -> "networkx.Graph[str]":
    """Return the projection *name* as a networkx graph (see ``to_networkx``)."""
    return to_networkx(project(graph, name, base=base))


def to_networkx(projection: Projection) -> "networkx.Graph[str]":
    """Return *projection* as a plain undirected networkx graph: nodes by IRI, with ``label`` and ``kind``.

    Edges have ``weight``, ``reviews`` and ``link``. Where two nodes have several links they become one edge: weights
    added up, the larger number of reviews (which may be the same ones), the links' names joined.

    >>> pair = Projection("p", "P", (Node("a", "A", "review"), Node("b", "B", "theme")),
    ...                   (Edge("a", "b", "learning", 2, 1), Edge("a", "b", "recommendation", 1, 1)))
    >>> to_networkx(pair).edges(data=True)
    EdgeDataView([('a', 'b', {'weight': 3, 'reviews': 1, 'link': 'learning, recommendation'})])
    """
    import networkx

    graph: networkx.Graph[str] = networkx.Graph(name=projection.name, title=projection.title)
    graph.add_nodes_from((node.iri, {"label": node.label, "kind": node.kind}) for node in projection.nodes)
    for edge in projection.edges:
        here: Mapping[str, Any] | None = graph.get_edge_data(edge.source, edge.target)
        if here is None:
            graph.add_edge(edge.source, edge.target, weight=edge.weight, reviews=edge.reviews, link=edge.link)
        else:
            graph.add_edge(
                edge.source,
                edge.target,
                weight=here["weight"] + edge.weight,
                reviews=max(here["reviews"], edge.reviews),
                link=f"{here['link']}, {edge.link}",
            )
    return graph


def _add_node(
    nodes: dict[str, tuple[str, set[tuple[bool, str]]]], name: str, term: object, kind: Literal, label: object
) -> str:
    """Note the kind and one more label of a node, and return its IRI."""
    if not isinstance(term, NamedNode):
        raise CasegraphError(
            f"The projection “{name}” gives {term} as a node; only things with an IRI can be nodes. Mend its query."
        )
    _, labels = nodes.setdefault(term.value, (kind.value, set()))
    if isinstance(label, Literal) and label.value:
        labels.add((label.language not in (None, "en"), label.value))
    return term.value


def _number(literal: Literal) -> float:
    """Return a SPARQL number: whole ones as int."""
    number = float(literal.value)
    return int(number) if number.is_integer() else number


def _last_part(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
