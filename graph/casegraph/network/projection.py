"""Projections: the networks of the graph, each from one SPARQL query in ``ontology/projections/``.

A query's first comment has a title, a description, and for a one-mode projection its weight (see
``casegraph.network.one_mode``). Its rows are occurrences:

* ``?source ?link ?target ?behind ?review``: one case of a link, the clause or review that makes it, and the review of that
  clause. A row without ``?target`` is a node that may have no links.
* ``?sourceKind ?targetKind``: the kinds of the ends. ``?basis``, if there is one: the basis on which ``?behind`` (in a
  one-mode projection ``?clause``) is addressed to an agency.

An edge stands for all occurrences with the same ends and link; its weight counts what is behind them. Edges have no
direction: source and target only say which end is the subject of the link. A node shows its label, an English one first,
or the last part of its IRI if it has no label.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from math import isnan
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from casegraph.names import PREFIXES
from casegraph.network.details import details
from casegraph.network.from_graph import rows_of_graph
from casegraph.network.from_tables import rows_of_tables
from casegraph.network.model import Edge, Node, Occurrence, Projection
from casegraph.network.one_mode import project_one_mode
from casegraph.network.projection_queries import projection_query
from casegraph.store.build_tables import BuildTables
from casegraph.store.protocol import Store

if TYPE_CHECKING:
    import networkx

__all__ = [
    "network",
    "project",
    "to_networkx",
]

_LABELS = f"SELECT ?node ?label {{{{ {{}} ?node <{PREFIXES['skos']}prefLabel>|<{PREFIXES['rdfs']}label> ?label }}}}"
_FEW = 1_000  # nodes whose labels are looked up one by one; for more, all labels of the graph are read


def project(
    store: Store,
    name: str,
    *,
    inherited: bool = True,
    reviews: Collection[str] | None = None,
    tables: BuildTables | None = None,
) -> Projection:
    """Return the projection *name* of a graph.

    *inherited* keeps agencies that are only assumed, because a recommendation names no agency. *reviews* are the ids of
    those that count; by default all do. With the *tables* of its build, links are read from these if they have them: the
    network is the same, and at thousands of reviews it is there sooner. Raises DamagedBuild for a table that cannot be read.

    >>> from casegraph.store.memory import MemoryStore
    >>> store = MemoryStore.from_turtle('''
    ...     review:r cg:hasRecommendation recommendation:r1 .
    ...     recommendation:r1 cg:addressedTo agency:icb ; cg:hasTheme theme:risk .''')
    >>> [(node.label, node.kind) for node in project(store, "agency-theme").nodes]
    [('icb', 'agency'), ('risk', 'theme')]
    """
    query = projection_query(name)
    kinds: dict[str, str] = {}
    occurrences: set[Occurrence] = set()
    without_agency: set[str] = set()
    counted = reviews and {f"{store.base}review/{id}" for id in reviews}
    of_tables = rows_of_tables(tables, name, store.base) if tables is not None else None
    for row in rows_of_graph(store, query) if of_tables is None else of_tables:
        if counted is not None and row.review not in counted:
            continue
        if not row.target:
            kinds[row.source] = row.source_kind
            continue
        if row.assumed_in:
            without_agency.add(row.assumed_in)
            if not inherited:
                continue
        occurrences.add(Occurrence(row.source, row.link, row.target, row.behind, row.review))
        kinds[row.source] = row.source_kind
        if not query.one_mode:
            kinds[row.target] = row.target_kind
    in_order = tuple(sorted(occurrences))
    edges = project_one_mode(in_order, query.one_mode) if query.one_mode else _counted(in_order)
    labels, details_of = _labels(store, kinds), details(store, kinds)
    nodes = tuple(
        Node(iri, labels.get(iri) or _last_part(iri), kinds[iri], details_of.get(iri, ())) for iri in sorted(kinds)
    )
    return Projection(
        name, query.title, nodes, tuple(sorted(edges)), in_order, query.one_mode, len(without_agency), inherited
    )


def network(store: Store, name: str, *, merge: bool = False) -> "networkx.Graph[str]":
    """Return the projection *name* as a networkx graph (see ``to_networkx``)."""
    return to_networkx(project(store, name), merge=merge)


def to_networkx(projection: Projection, *, merge: bool = False) -> "networkx.Graph[str]":
    """Return *projection* as an undirected networkx graph, with the nodes and edges of the exported files.

    Nodes are IRIs with ``label``, ``kind``, their details and the attributes of the projection, such as ``x`` and ``y``.
    Edges have ``weight``, ``reviews``, ``link``, and ``behind``, IRIs separated by spaces.

    A projection with one type of link is a ``Graph``. One with several types is a ``MultiGraph``, whose keys are the links.
    With *merge* it is a ``Graph`` too, for algorithms that need one: all links between two nodes become one edge, with the
    sum of the weights, the largest number of reviews (they may be the same reviews), and links and IRIs joined.

    >>> pair = Projection("p", "P", (Node("a", "A", "review"), Node("b", "B", "theme")),
    ...                   (Edge("a", "b", "learning", 2, 1), Edge("a", "b", "recommendation", 1, 1)))
    >>> to_networkx(pair).edges(keys=True, data="weight")
    MultiEdgeDataView([('a', 'b', 'learning', 2), ('a', 'b', 'recommendation', 1)])
    >>> to_networkx(pair, merge=True).edges(data=True)
    EdgeDataView([('a', 'b', {'weight': 3, 'reviews': 1, 'link': 'learning, recommendation', 'behind': ''})])
    """
    import networkx

    several = len({edge.link for edge in projection.edges}) > 1 and not merge
    graph: networkx.Graph[str] = (networkx.MultiGraph if several else networkx.Graph)(
        name=projection.name, title=projection.title
    )
    for node in projection.nodes:
        graph.add_node(node.iri, **{"label": node.label, "kind": node.kind, **dict(node.details)})
    for name, numbers in projection.attributes.items():
        for node, number in zip(projection.nodes, numbers, strict=True):
            if not isnan(number):
                graph.nodes[node.iri][name] = number
    if isinstance(graph, networkx.MultiGraph):
        for edge in projection.edges:
            graph.add_edge(
                edge.source,
                edge.target,
                key=edge.link,
                weight=edge.weight,
                reviews=edge.reviews,
                link=edge.link,
                behind=" ".join(edge.behind),
            )
        return graph
    between: defaultdict[tuple[str, str], list[Edge]] = defaultdict(list)
    for edge in projection.edges:
        between[min(edge.source, edge.target), max(edge.source, edge.target)].append(edge)
    for edges in between.values():
        graph.add_edge(
            edges[0].source,
            edges[0].target,
            weight=sum(edge.weight for edge in edges),
            reviews=max(edge.reviews for edge in edges),
            link=", ".join(edge.link for edge in edges),
            behind=" ".join(dict.fromkeys(iri for edge in edges for iri in edge.behind)),
        )
    return graph


def _counted(occurrences: Iterable[Occurrence]) -> list[Edge]:
    """Return one edge for all occurrences with the same ends and link."""
    behind: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    reviews: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for source, link, target, what, review in occurrences:
        behind[source, target, link].add(what)
        reviews[source, target, link].add(review)
    return [Edge(*key, len(what), len(reviews[key]), tuple(sorted(what))) for key, what in behind.items()]


def _labels(store: Store, nodes: Iterable[str]) -> dict[str, str]:
    """Return the labels of *nodes*, by IRI; an English label comes first."""
    candidates: defaultdict[str, set[tuple[bool, str]]] = defaultdict(set)
    wanted = set(nodes)
    only = f"VALUES ?node {{ {' '.join(map(str, map(NamedNode, sorted(wanted))))} }}" if len(wanted) <= _FEW else ""
    for row in store.select(_LABELS.format(only)):
        node, label = row["node"], row["label"]
        if isinstance(node, NamedNode) and node.value in wanted and isinstance(label, Literal) and label.value:
            candidates[node.value].add((label.language not in (None, "en"), label.value))
    return {iri: min(labels)[1] for iri, labels in candidates.items()}


def _last_part(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
