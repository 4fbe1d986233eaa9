"""Networks of the graph: each a question, answered by one SPARQL query of ``ontology/projections/``.

A query's leading comment holds a title, a description, and perhaps how it is folded (see ``casegraph.network.one_mode``).
Its rows are occurrences:

* ``?source ?link ?target ?behind ?review``: one case of a link, the clause or review that makes it, and the review that
  this stands in. A row without ``?target`` is a node that may stand alone.
* ``?sourceKind ?targetKind``: what the ends are; ``?basis``, if it has one, on which an agency is said to be asked by
  ``?behind`` (by ``?clause`` where nothing stands behind because the projection is folded).

An edge is all occurrences with the same ends and link; its weight counts what stands behind. Edges have no direction:
source and target only say who reads as the subject of the link. A node shows its label, or the last part of its IRI if
it has none; of several labels English comes first.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import isnan
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode

from casegraph.errors import CasegraphError
from casegraph.names import BASE, PREFIXES
from casegraph.network.details import details
from casegraph.network.model import Edge, Node, Occurrence, Projection
from casegraph.network.one_mode import project_one_mode
from casegraph.resources import resource
from casegraph.store.protocol import Store

if TYPE_CHECKING:
    import networkx

__all__ = [
    "Query",
    "network",
    "project",
    "projection_query",
    "projections",
    "to_networkx",
]

_ONE_MODE = "One-mode: "
_LABELS = f"SELECT ?node ?label {{ ?node <{PREFIXES['skos']}prefLabel>|<{PREFIXES['rdfs']}label> ?label }}"
_DEFAULT = "/basis/default"


@dataclass(frozen=True, slots=True)
class Query:
    """A projection's query, with the title and description of its header, and how it is folded, or ""."""

    name: str
    title: str
    description: str
    one_mode: str
    sparql: str


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
    folds = [line.removeprefix(_ONE_MODE) for line in header if line.startswith(_ONE_MODE)]
    said = [line for line in header[1:] if line and not line.startswith(_ONE_MODE)]
    return Query(name, header[0], " ".join(said), "".join(folds), sparql)


def project(store: Store, name: str, *, inherited: bool = True) -> Projection:
    """Return the projection *name* of a graph.

    *inherited* says whether to keep agencies where they are asked only because nobody is named.

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
    nobody_named: set[str] = set()
    rows = store.select(query.sparql.replace(BASE, store.base))
    has = {variable.value for variable in rows.variables}
    for row in rows:
        source = _thing(name, row["source"])
        if row["target"] is None:
            kinds[source] = row["sourceKind"].value
            continue
        occurrence = Occurrence(
            source,
            row["link"].value,
            _thing(name, row["target"]),
            row["behind"].value if "behind" in has else "",
            row["review"].value,
        )
        if "basis" in has and row["basis"] is not None and row["basis"].value.endswith(_DEFAULT):
            nobody_named.add(row["clause" if query.one_mode else "behind"].value)
            if not inherited:
                continue
        occurrences.add(occurrence)
        kinds[source] = row["sourceKind"].value
        if not query.one_mode:
            kinds[occurrence.target] = row["targetKind"].value
    seen = tuple(sorted(occurrences))
    edges = project_one_mode(seen, query.one_mode) if query.one_mode else _counted(seen)
    labels, said = _labels(store, kinds), details(store, kinds)
    nodes = tuple(Node(iri, labels.get(iri) or _last_part(iri), kinds[iri], said.get(iri, ())) for iri in sorted(kinds))
    return Projection(
        name, query.title, nodes, tuple(sorted(edges)), seen, query.one_mode, len(nobody_named), inherited
    )


def network(store: Store, name: str, *, merge: bool = False) -> "networkx.Graph[str]":
    """Return the projection *name* as a networkx graph (see ``to_networkx``)."""
    return to_networkx(project(store, name), merge=merge)


def to_networkx(projection: Projection, *, merge: bool = False) -> "networkx.Graph[str]":
    """Return *projection* as an undirected networkx graph with the nodes and edges that exports have.

    Nodes are IRIs with ``label``, ``kind``, their details and the attributes of the projection, such as ``x`` and ``y``, if known.
    Edges have ``weight``, ``reviews``, ``link``, and ``behind``, IRIs with spaces between.

    A projection with one type of link is a ``Graph``. One with several is a ``MultiGraph``, whose keys are the links, as two nodes
    can have several of them. With *merge* it is a ``Graph`` too, for algorithms that need one, and all links between two
    nodes become one edge: weights added up, the larger number of reviews (which may be the same ones), the rest joined.

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
    """Return an edge for all occurrences with the same ends and link."""
    behind: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    reviews: defaultdict[tuple[str, str, str], set[str]] = defaultdict(set)
    for source, link, target, what, review in occurrences:
        behind[source, target, link].add(what)
        reviews[source, target, link].add(review)
    return [Edge(*key, len(what), len(reviews[key]), tuple(sorted(what))) for key, what in behind.items()]


def _labels(store: Store, nodes: Iterable[str]) -> dict[str, str]:
    """Return what each of *nodes* with a label is called."""
    found: defaultdict[str, set[tuple[bool, str]]] = defaultdict(set)
    wanted = set(nodes)
    for row in store.select(_LABELS):
        node, label = row["node"], row["label"]
        if isinstance(node, NamedNode) and node.value in wanted and isinstance(label, Literal) and label.value:
            found[node.value].add((label.language not in (None, "en"), label.value))
    return {iri: min(labels)[1] for iri, labels in found.items()}


def _thing(name: str, term: object) -> str:
    """Return the IRI of a node."""
    if not isinstance(term, NamedNode):
        raise CasegraphError(
            f"The projection “{name}” gives {term} as a node; only things with an IRI can be nodes. Mend its query."
        )
    return term.value


def _last_part(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
