"""What the picture of a network leaves out unless it is switched on: an agency that swamps it, and ways of acting."""

from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casegraph.network.model import Projection

__all__ = ["MEANS", "PARTNERSHIP", "Hiding", "hiding"]

PARTNERSHIP = {"no": "Hidden", "yes": "Shown"}
MEANS = {"no": "Hidden: subjects only", "yes": "Shown as well"}
"""The values of two switches; ways of acting are called as in the table of themes by agencies."""

_SWAMPS = 0.25
"""The share of the weight of all links from which a node hides what the others show."""


@dataclass(frozen=True, slots=True)
class Hiding:
    """What can be left out of a network: an *agency*, by IRI ("" for none), with its share of the weight, and ways of acting."""

    agency: str
    share: float
    means: frozenset[str]

    @property
    def swamps(self) -> bool:
        """Whether the agency is left out unless it is asked for."""
        return self.share >= _SWAMPS

    def hidden(self, partnership: str = "", means: str = "", at: str = "") -> frozenset[str]:
        """Return the IRIs that are left out by these values of the switches; the node *at* an IRI never is.

        >>> one = Hiding("a", 0.6, frozenset({"m"}))
        >>> sorted(one.hidden()), sorted(one.hidden("yes", "yes")), sorted(one.hidden(at="a"))
        (['a', 'm'], [], ['m'])
        """
        away = set[str]() if means == "yes" else set(self.means)
        if self.agency and self.partnership(partnership) == "no":
            away.add(self.agency)
        return frozenset(away - {at})

    def partnership(self, value: str) -> str:
        """Return the value of the switch of the agency, the one that holds if none is given."""
        return value if value in PARTNERSHIP else "no" if self.swamps else "yes"


def hiding(projection: "Projection", agency: str, means: Set[str]) -> Hiding:
    """Return what can be left out of a projection: the *agency* that is assumed where none is named, and ways of acting.

    >>> from casegraph.network.model import Edge, Node, Projection
    >>> nodes = (Node("a", "A", "agency"), Node("t", "T", "theme"))
    >>> hiding(Projection("p", "P", nodes, (Edge("a", "t", "l", 2, 1),)), "a", {"t", "u"})
    Hiding(agency='a', share=1.0, means=frozenset({'t'}))
    """
    iris = {node.iri for node in projection.nodes}
    whole = sum(edge.weight for edge in projection.edges)
    own = sum(edge.weight for edge in projection.edges if agency in (edge.source, edge.target))
    return Hiding(agency if agency in iris else "", own / whole if whole else 0.0, frozenset(means & iris))
