"""The types of answers in JSON that are no views: questions, networks, files and the graph itself.

The views have theirs in ``casegraph.views.json_answers``; /openapi.json has the schemas of both.
"""

from typing import Literal, NotRequired, TypedDict

from casegraph.views.json_types import NamingCounts

__all__ = [
    "Compared",
    "ComparedTheme",
    "Completion",
    "File",
    "Network",
    "NetworkTitle",
    "Problem",
    "QuestionAnswer",
    "QuestionTitle",
    "SparqlAnswer",
    "SuggestionsAnswer",
    "Thing",
]

Value = str | float | bool | None


class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class TrackerAnswer(TypedDict):
    """The answer of a tracker to one of its questions."""

    name: str
    question: str
    summary: str
    total: int
    rows: list[dict[str, Value]]


class TrackerQuestion(TypedDict):
    """A question that a tracker answers, and its answer in a sentence or more."""

    name: str
    question: str
    summary: str


class QuestionParameter(TypedDict):
    """A parameter of a question."""

    name: str
    description: str
    optional: bool
    listed: bool
    default: str | None
    example: str | None


class QuestionTitle(TypedDict):
    """A question that can be asked."""

    name: str
    title: str
    question: str
    note: str
    parameters: list[QuestionParameter]
    example: str


class RelaxedFilter(TypedDict):
    """A filter of a question that nothing fits, and how many fit without it."""

    name: str
    value: str
    without: int


class RelaxedAnswer(TypedDict):
    """What there is where nothing fits: without each filter, and the recommendations nearest in meaning to some words."""

    filters: list[RelaxedFilter]
    relaxed: list[str]
    words: str
    nearest: list[dict[str, Value]]


class QuestionAnswer(TypedDict):
    """The answer to a question: rows, how many things they speak of, of how many, and the query that brought them."""

    name: str
    question: str
    parameters: dict[str, str]
    summary: str
    total: int
    denominator: int
    reviews: int
    note: str
    remark: str
    rows: list[dict[str, Value]]
    naming: NamingCounts | None
    relaxed: RelaxedAnswer | None
    query: str


class ComparedTheme(TypedDict):
    """A theme of two agencies, with how many recommendations address each of them on it."""

    id: str
    label: str
    is_means: bool
    one: int
    other: int


class Compared(TypedDict):
    """Two agencies side by side: the themes of both, and those of one alone; null and no themes if none are given."""

    one: str | None
    other: str | None
    both: list[ComparedTheme]
    only_one: list[ComparedTheme]
    only_other: list[ComparedTheme]


class SuggestionAnswer(TypedDict):
    """One thing that words can mean: its kind, its name, how much there is, in how many reviews, and its page."""

    kind: str
    text: str
    weight: str
    reviews: int
    address: str


class SuggestionsAnswer(TypedDict):
    """What words can mean, the likeliest first; *unused* words occur nowhere, *remarks* say so."""

    words: str
    readings: list[SuggestionAnswer]
    unused: list[str]
    remarks: list[str]


class NetworkTitle(TypedDict):
    """A network that there is."""

    name: str
    title: str
    description: str


class Position(TypedDict):
    """Where a node is drawn; the y axis points downwards."""

    x: float
    y: float


class NodeData(TypedDict):
    """A thing of the graph as a node of a network; some networks have further numbers for it."""

    id: str
    value: str
    name: str
    label: str
    kind: str


class NetworkNode(TypedDict):
    """A node of a network."""

    data: NodeData
    position: NotRequired[Position]


class EdgeData(TypedDict):
    """A link of a network: of what kind, how often, in how many reviews; some networks have further columns."""

    id: str
    source: str
    target: str
    key: str
    interaction: str
    link: str
    weight: float
    reviews: int


class NetworkEdge(TypedDict):
    """An edge of a network."""

    data: EdgeData


class NetworkElements(TypedDict):
    """The nodes and edges of a network."""

    nodes: list[NetworkNode]
    edges: list[NetworkEdge]


class NetworkHead(TypedDict):
    """What a network is called."""

    name: str
    title: str


class NetworkStyle(TypedDict):
    """How Cytoscape.js draws some elements of a network: which, and its own names and values."""

    selector: str
    style: dict[str, Value]


class Network(TypedDict):
    """A network as Cytoscape and NetworkX read it."""

    data: NetworkHead
    directed: bool
    multigraph: bool
    style: list[NetworkStyle]
    elements: NetworkElements


class File(TypedDict):
    """A file of the build, at /downloads/ and its name."""

    file: str
    bytes: int
    type: str


class Completion(TypedDict):
    """A term that a query can have."""

    label: str
    detail: str
    type: Literal["class", "property", "constant"]


Term = TypedDict(
    "Term",
    {
        "type": Literal["uri", "literal", "bnode"],
        "value": str,
        "xml:lang": NotRequired[str],
        "datatype": NotRequired[str],
    },
)
"""A term of the graph, as the JSON format of SPARQL has it."""


class Thing(TypedDict):
    """Whatever else has an IRI: its statements, the statements about it (500 at most), and how many those are in all."""

    iri: str
    out: list[dict[str, Term]]
    into: list[dict[str, Term]]
    all_into: int


class SparqlHead(TypedDict):
    """The variables of rows; a truth has none."""

    vars: NotRequired[list[str]]


class Bindings(TypedDict):
    """Rows: from variable to term, without those that are unbound."""

    bindings: list[dict[str, Term]]


class SparqlAnswer(TypedDict):
    """The answer to a SELECT, which has results, or to an ASK, which has a boolean."""

    head: SparqlHead
    results: NotRequired[Bindings]
    boolean: NotRequired[bool]
