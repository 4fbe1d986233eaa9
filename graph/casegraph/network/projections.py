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
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from math import isnan
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode

from casegraph.collections.profile import Words
from casegraph.collections.words import filled
from casegraph.errors import CasegraphError, Choice, UnknownName
from casegraph.names import BASE, PREFIXES
from casegraph.network.details import details
from casegraph.network.from_tables import TableRow, occurrence_rows
from casegraph.network.model import Edge, Node, Occurrence, Projection
from casegraph.network.one_mode import project_one_mode
from casegraph.resources import resource
from casegraph.store.build_folder import BuildFolder
from casegraph.store.protocol import Solution, Store

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
    """A projection's query, with the title, the description and the weight of a one-mode projection from its header.

    The *description* leaves a place for a collection's words, which ``description_in`` fills.
    """

    name: str
    title: str
    description: str
    one_mode: str
    sparql: str

    def description_in(self, words: Words) -> str:
        """Return the description in the words of a collection.

        >>> from casegraph.collections.words import NEUTRAL
        >>> "nobody is named, the usual addressee is taken to be asked" in projection_query("agency-theme").description_in(NEUTRAL)
        True
        """
        return filled(self.description, words)


def projections() -> tuple[str, ...]:
    """Return the names of the projections that ship, sorted.

    >>> "agency-theme" in projections()
    True
    """
    files = (entry.name for entry in resource("ontology", "projections").iterdir())
    return tuple(sorted(name.removesuffix(".rq") for name in files if name.endswith(".rq")))


@cache
def projection_query(name: str) -> Query:
    """Return the query of a projection; raises UnknownName for a name that does not exist.

    >>> projection_query("review-keyword").title
    'Reviews and their keywords'
    """
    if name not in projections():
        raise UnknownName(
            f"There is no projection “{name}”; choose one of: {', '.join(projections())}.",
            kind="projection",
            value=name,
            near=map(Choice, projections()),
        )
    sparql = resource("ontology", f"projections/{name}.rq").read_text(encoding="utf-8")
    header = []
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        header.append(line.removeprefix("#").strip())
    directives = [line.removeprefix(_ONE_MODE) for line in header if line.startswith(_ONE_MODE)]
    description = [line for line in header[1:] if line and not line.startswith(_ONE_MODE)]
    return Query(name, header[0], " ".join(description), "".join(directives), sparql)


def project(
    store: Store,
    name: str,
    *,
    inherited: bool = True,
    reviews: Collection[str] | None = None,
    folder: BuildFolder | None = None,
) -> Projection:
    """Return the projection *name* of a graph.

    *inherited* keeps agencies that are only assumed, because a recommendation names no agency. *reviews* are the ids of
    those that count; by default all do. With the *folder* of its build, what is linked is read from the tables there, if it has
    them: the network is the same, and at thousands of reviews it is there sooner.

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
    for row in _rows(store, query, folder):
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


class _Row(NamedTuple):
    """A row of a projection, with whole IRIs and "" for what it has not; *assumed_in* is a clause that names no agency."""

    source_kind: str
    source: str
    link: str
    target_kind: str
    target: str
    behind: str
    review: str
    assumed_in: str


def _rows(store: Store, query: Query, folder: BuildFolder | None) -> Iterator[_Row]:
    """Return the rows of a projection: from the tables of a build where they have them, else from the graph."""
    stored = occurrence_rows(folder, query.name) if folder is not None else None
    return _of_graph(store, query) if stored is None else _of_tables(store.base, stored)


def _of_tables(base: str, rows: Iterable[TableRow]) -> Iterator[_Row]:
    for kind, source, link, target_kind, target, behind, review, asking, basis in rows:
        yield _Row(
            kind,
            base + source,
            link,
            target_kind,
            base + target,
            behind and base + behind,
            base + review,
            base + asking if basis == "default" else "",
        )


def _of_graph(store: Store, query: Query) -> Iterator[_Row]:
    rows = store.select(query.sparql.replace(BASE, store.base))
    has = {variable.value for variable in rows.variables}
    asking = "clause" if query.one_mode else "behind"

    def value(row: Solution, variable: str) -> str:
        return row[variable].value if variable in has and row[variable] is not None else ""

    for row in rows:
        yield _Row(
            value(row, "sourceKind"),
            _node_iri(query.name, row["source"]),
            value(row, "link"),
            value(row, "targetKind"),
            "" if row["target"] is None else _node_iri(query.name, row["target"]),
            value(row, "behind"),
            value(row, "review"),
            value(row, asking) if value(row, "basis").endswith(_DEFAULT) else "",
        )


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
    for row in store.select(_LABELS):
        node, label = row["node"], row["label"]
        if isinstance(node, NamedNode) and node.value in wanted and isinstance(label, Literal) and label.value:
            candidates[node.value].add((label.language not in (None, "en"), label.value))
    return {iri: min(labels)[1] for iri, labels in candidates.items()}


def _node_iri(name: str, term: object) -> str:
    """Return the IRI of a node; raises CasegraphError for anything but an IRI."""
    if not isinstance(term, NamedNode):
        raise CasegraphError(
            f"The projection “{name}” has {term} as a node, but only IRIs can be nodes. Correct its query."
        )
    return term.value


def _last_part(iri: str) -> str:
    return iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
