"""The parts of a network: nodes, edges, and the single occurrences that edges count."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

__all__ = ["Edge", "Node", "Occurrence", "Projection", "Row"]


class Occurrence(NamedTuple):
    """One case of a link between *source* and *target*: the clause or review *behind* it, and the *review* of that.

    In a one-mode projection *target* is something that the source has, and *behind* is "".
    """

    source: str
    link: str
    target: str
    behind: str
    review: str


class Row(NamedTuple):
    """A row of a projection, with whole IRIs and "" for what it has not: an occurrence, and the kinds of its ends.

    *target* is "" for a node that may have no links, *target_kind* in a one-mode projection. *assumed_in* is the clause
    if it names no agency, so that the link is only assumed.
    """

    source_kind: str
    source: str
    link: str
    target_kind: str
    target: str
    behind: str
    review: str
    assumed_in: str


class Node(NamedTuple):
    """A node of the graph; *kind* is "review", "theme", "agency", "keyword" or "partnership".

    *details* are its further attributes, by name (see ``casegraph.network.details``).
    """

    iri: str
    label: str
    kind: str
    details: tuple[tuple[str, str | int], ...] = ()


class Edge(NamedTuple):
    """A link of type *link* between two nodes, by IRI.

    The projection defines *weight*: mostly it is the number of clauses, an int. *reviews* is the number of reviews with
    these clauses. *behind* has the IRIs of what the weight counts: clauses, reviews, or what both ends share.
    """

    source: str
    target: str
    link: str
    weight: float
    reviews: int
    behind: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Projection:
    """A network, ready to write or to measure: nodes sorted by IRI, edges by their ends and link.

    Two nodes can have several edges, each with another link. Edges count *occurrences*; in a one-mode projection
    *one_mode* says how, elsewhere it is "". *inherited* counts the occurrences that exist only because no agency is named,
    and *has_inherited* says whether they are in the network. *attributes* are numbers by name, one for each node in their
    order: "x" and "y" (see ``casegraph.network.layout.positions``), and scores.
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
