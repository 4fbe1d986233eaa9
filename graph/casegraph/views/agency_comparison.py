"""Two agencies side by side: the themes on which recommendations address both, and those on which they address one alone.

The numbers are those of the links of the network of agencies and themes, and so open the same sentences.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from casegraph.network.model import Projection
from casegraph.views.attribution import counted

__all__ = ["Compared", "ComparedTheme", "compared_agencies", "shared_themes"]


@dataclass(frozen=True, slots=True)
class ComparedTheme:
    """A theme by its id, whether it is a way of acting, and how many recommendations address each of two agencies on it."""

    id: str
    label: str
    is_means: bool
    one: int
    other: int


@dataclass(frozen=True, slots=True)
class Compared:
    """The themes of two agencies: those of both, those of the first alone, and those of the second alone.

    Subjects come first, then ways of acting; among these the largest numbers.
    """

    both: tuple[ComparedTheme, ...]
    only_one: tuple[ComparedTheme, ...]
    only_other: tuple[ComparedTheme, ...]


def compared_agencies(projection: Projection, one: str, other: str, means: Set[str] = frozenset()) -> Compared:
    """Return two agencies of a network of agencies and themes side by side, by their ids; *means* are ids of ways of acting.

    >>> from casegraph.network.model import Edge, Node
    >>> nodes = (Node("b/agency/a", "A", "agency"), Node("b/agency/z", "Z", "agency"), Node("b/theme/t", "T", "theme"))
    >>> edges = (Edge("b/agency/a", "b/theme/t", "l", 2, 1), Edge("b/agency/z", "b/theme/t", "l", 1, 1))
    >>> compared_agencies(Projection("p", "P", nodes, edges), "a", "z").both
    (ComparedTheme(id='t', label='T', is_means=False, one=2, other=1),)
    """
    label = {node.iri.rpartition("/")[2]: node.label for node in projection.nodes if node.kind == "theme"}
    numbers: dict[str, dict[str, int]] = {one: {}, other: {}}
    for edge in projection.edges:
        agency, theme = edge.source.rpartition("/")[2], edge.target.rpartition("/")[2]
        if agency in numbers:
            numbers[agency][theme] = int(edge.weight)
    first, second = numbers[one], numbers[other]
    rows = sorted(
        (
            ComparedTheme(theme, label[theme], theme in means, first.get(theme, 0), second.get(theme, 0))
            for theme in {*first, *second}
        ),
        key=lambda row: (row.is_means, -(row.one + row.other), row.label),
    )
    return Compared(
        tuple(row for row in rows if row.one and row.other),
        tuple(row for row in rows if not row.other),
        tuple(row for row in rows if not row.one),
    )


def shared_themes(both: Sequence[ComparedTheme]) -> str:
    """Return in words how many themes two agencies have in common: subjects and ways of acting apart, as networks count them.

    >>> shared_themes([ComparedTheme("t", "T", False, 1, 1), ComparedTheme("u", "U", True, 2, 1)])
    '1 subject and 1 way of acting'
    """
    means = sum(theme.is_means for theme in both)
    return f"{counted(len(both) - means, 'subject')} and {counted(means, 'way of acting', 'ways of acting')}"
