"""Pictures and what is beside them, as plain values; scripts work out where things are and how thick lines are."""

from dataclasses import dataclass

from casegraph.fragments.elements import More

__all__ = [
    "Behind",
    "BehindItem",
    "DrawnMark",
    "Hub",
    "HubNode",
    "HubPart",
    "Line",
    "NetworkCell",
    "NetworkHead",
    "NetworkRow",
    "NetworkTable",
]


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """The mark of a kind, and how SVG moves and scales it."""

    kind: str
    outline: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """A link: its path, and how thick it is."""

    d: str
    width: str


@dataclass(frozen=True, slots=True)
class HubNode:
    """A neighbour, with the number of what links it."""

    href: str
    title: str
    number: int
    text: str
    box_y: str
    text_y: str
    mark: DrawnMark


@dataclass(frozen=True, slots=True)
class HubPart:
    """Neighbours of one kind; *more* says how many are not drawn."""

    heading: str
    y: int
    nodes: tuple[HubNode, ...]
    more: str
    more_y: int


@dataclass(frozen=True, slots=True)
class Hub:
    """A thing, and what is one step away from it."""

    label: str
    width: int
    height: int
    lines: tuple[Line, ...]
    mark: DrawnMark
    parts: tuple[HubPart, ...]
    box_x: int
    box_width: int
    number_x: int
    text_x: int
    heading_x: int


@dataclass(frozen=True, slots=True)
class BehindItem:
    """A sentence or a thing behind a link of a network, where it is, and what else it links a node to."""

    is_quote: bool
    text: str
    meta: str
    others: str


@dataclass(frozen=True, slots=True)
class Behind:
    """What is behind a node or a link; *back* is a button's text."""

    back: str
    text: str
    shown: tuple[BehindItem, ...]
    more: More


@dataclass(frozen=True, slots=True)
class NetworkCell:
    """A value in a table of the network's page; with a *label* it is a button."""

    text: str
    look: str
    label: str


@dataclass(frozen=True, slots=True)
class NetworkRow:
    """A link or a node of the network, by its number."""

    id: int
    head: str
    cells: tuple[NetworkCell, ...]


@dataclass(frozen=True, slots=True)
class NetworkHead:
    """The head of a column of these tables."""

    text: str
    look: str


@dataclass(frozen=True, slots=True)
class NetworkTable:
    """All links or nodes that the picture shows."""

    caption: str
    heads: tuple[NetworkHead, ...]
    shown: tuple[NetworkRow, ...]
    more: More
