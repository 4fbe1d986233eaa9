"""A network's page and two agencies side by side, as plain values."""

from dataclasses import dataclass

from casegraph.fragments.elements import Action, Link, Mark, More, Select
from casegraph.fragments.lists import ReviewList, SentenceList
from casegraph.fragments.pictures import DrawnMark, Line

__all__ = [
    "CentralRow",
    "CentralTable",
    "ComparePage",
    "CompareRow",
    "CompareTable",
    "LabelLine",
    "LinkRow",
    "Network",
    "NetworkNode",
    "NetworkPage",
    "NetworkPanel",
]


@dataclass(frozen=True, slots=True)
class LabelLine:
    """A line of a node's label."""

    text: str
    y: str


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A node of a picture; *href* puts it in focus, and *count_href* opens the sentences of its link to the focus ("" for none).

    *tab* is "-1" for a node to which arrow keys lead, "" for one that is a tab stop of its own. The *anchor* is the side of
    the label that stays. *lines* is () where a label has no room.
    """

    number: int
    href: str
    title: str
    tab: str
    mark: DrawnMark
    box_x: str
    box_y: str
    box_width: str
    text_x: str
    anchor: str
    lines: tuple[LabelLine, ...]
    count: str
    count_href: str
    count_x: str
    count_y: str


@dataclass(frozen=True, slots=True)
class Network:
    """A picture of a network; *row* is the height of a node."""

    label: str
    width: int
    height: int
    row: int
    lines: tuple[Line, ...]
    nodes: tuple[NetworkNode, ...]


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A link of the network: one end or both, and its weight, which opens what is behind it."""

    head: Link
    rest: tuple[Link, ...]
    number: str
    href: str


@dataclass(frozen=True, slots=True)
class NetworkPanel:
    """The list beside a picture: links, or what is behind one or all links of a node.

    *sentences*, *reviews* and *shared* are None or () if they are not what is behind.
    """

    heading: str
    counts: str
    links: tuple[Link, ...]
    actions: tuple[Action, ...]
    heads: tuple[str, ...]
    shown: tuple[LinkRow, ...]
    more: More | None
    sentences: SentenceList | None
    reviews: ReviewList | None
    shared: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CentralRow:
    """A node: how many reviews have it, its place by that, and the range of places when other reviews are drawn."""

    node: Link
    reviews: Link
    place: str
    range: str
    links: str


@dataclass(frozen=True, slots=True)
class CentralTable:
    """The nodes of a kind by number of reviews; *sentence* says in words what the first rows show."""

    heading: str
    sentence: str
    counted: str
    shown: tuple[CentralRow, ...]
    more: More | None


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """A network: what it shows in a sentence, the switches, the picture and the list beside it.

    *address* is where a form without a script sends the switches, "" with one. *picture* is None if there is no link.
    *central* is where the page says who or what is central, "" if it does not.
    """

    seen: str
    compare: Link | None
    central: str
    address: str
    switches: tuple[Select, ...]
    state: str
    legend: tuple[Mark, ...]
    picture: Network | None
    panel: NetworkPanel


@dataclass(frozen=True, slots=True)
class CompareRow:
    """A theme of two agencies; each number opens its sentences, None if there are none."""

    theme: Link
    is_means: bool
    numbers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CompareTable:
    """Themes of both agencies or of one of them."""

    id: str
    heading: str
    heads: tuple[str, ...]
    rows: tuple[CompareRow, ...]


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Two agencies side by side."""

    address: str
    switches: tuple[Select, ...]
    state: str
    note: str
    tables: tuple[CompareTable, ...]
    agencies: tuple[Link, ...]
