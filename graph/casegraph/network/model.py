"""What a network is made of: nodes, edges, and the single occurrences that edges count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Edge", "Node", "Occurrence", "Projection"]


class Occurrence(NamedTuple):
    """One case of a link: *source* and *target* are linked by what stands *behind* (a clause or a review), in *review*.

    In a projection that is folded *target* is what the source has, and nothing stands behind.
    """

    source: str
    link: str
    target: str
    behind: str
    review: str


class Node(NamedTuple):
    """A thing of the graph; *kind* is "review", "theme", "agency", "keyword" or "partnership".

    *details* are what else is said of it, by name (see ``casegraph.network.details``).
    """

    iri: str
    label: str
    kind: str
    details: tuple[tuple[str, str | int], ...] = ()


class Edge(NamedTuple):
    """A link of type *link* between two nodes, by IRI.

    *weight* is what the projection says it is, mostly the number of clauses (an int then); *reviews* the number of reviews that those
    stand in; *behind* the IRIs of what the weight counts: clauses, reviews, or what both ends share.
    """

    source: str
    target: str
    link: str
    weight: float
    reviews: int
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Projection:
    """A network, ready to be written or computed on: nodes by IRI, edges by their ends and link, each sorted.

    Two nodes can have several edges, each of another link. *occurrences* are what the edges count, folded as *fold*
    says if it is not "". *inherited* counts the occurrences that rest on nobody being named; *has_inherited* tells
    whether they are in the network. *attributes* are numbers by name, one a node in the order of nodes: "x" and "y" (see
    ``casegraph.network.layout.positions``), measures.
    """

    name: str
    title: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    occurrences: tuple[Occurrence, ...] = ()
    one_mode: str = ""
    inherited: int = 0
    has_inherited: bool = True
    attributes: Mapping[str, tuple[float, ...]] = field(default_factory=dict, hash=False)
