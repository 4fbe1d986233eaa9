"""What answers in JSON have: a type for each, from which the description for programs gets its schemas."""

from typing import Literal, NotRequired, TypedDict

__all__ = [
    "About",
    "AgencyLine",
    "Build",
    "Clause",
    "Completion",
    "File",
    "KeywordLine",
    "Matrix",
    "Network",
    "NetworkTitle",
    "Overview",
    "PartnershipLine",
    "Problem",
    "QuestionAnswer",
    "QuestionTitle",
    "ReviewLine",
    "ReviewPage",
    "ReviewsOf",
    "Sentences",
    "SparqlAnswer",
    "ThemeLine",
    "Thing",
]

Basis = Literal["explicit", "lead-in", "default"]
Value = str | float | bool | None


class Problem(TypedDict):
    """What went wrong (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str


class Concept(TypedDict):
    """A theme, an agency, a keyword or a partnership: its id in addresses, and its label."""

    id: str
    label: str


class Place(TypedDict):
    """An area that a review is about."""

    id: str
    label: str
    nation: str
    region: NotRequired[str]


class Asked(TypedDict):
    """An agency that a clause asks to act, and how that is known."""

    agency: str
    label: str
    basis: Basis


class Clause(TypedDict):
    """A recommendation, a learning point or a remark, in the exact words of its review."""

    kind: Literal["recommendation", "learning point", "remark"]
    text: str
    asked: list[Asked]
    concerned: list[Concept]
    themes: list[Concept]
    review: str
    title: str
    page: str
    start: int
    end: int


class Child(TypedDict):
    """A child as a review describes it; null is not stated."""

    age: int | None
    unit: str | None
    sex: str | None


class ReviewLine(TypedDict):
    """A review as lists have it; null is not stated."""

    id: str
    title: str
    name: str
    year: int | None
    suicide: bool
    date: str | None
    children: list[Child]
    report: str | None
    link: str | None
    outcome: str
    partnerships: list[Concept]
    areas: list[Place]
    keywords: list[Concept]
    page: str
    start: int
    end: int


class ReviewPage(ReviewLine):
    """A review with its narrative and its clauses."""

    iri: str
    narrative: list[str]
    learning: list[Clause]
    recommendations: list[Clause]


class Sentences(TypedDict):
    """An agency or a theme with one part of its clauses."""

    iri: str
    id: str
    label: str
    also: list[str]
    definition: str | None
    part: Literal["asked", "meant", "concerned", "recommendations", "learning"]
    sentences: list[Clause]


class ReviewsOf(TypedDict):
    """A keyword, a partnership or an area with its reviews."""

    iri: str
    id: str
    label: str
    reviews: list[ReviewLine]


class KeywordLine(TypedDict):
    """A keyword or an area in the list of all, with the number of its reviews."""

    id: str
    label: str
    reviews: int
    iri: str


AgencyLine = TypedDict(
    "AgencyLine", {"id": str, "label": str, "recommendations that ask it by name": int, "reviews": int, "iri": str}
)
"""An agency in the list of all, with its numbers."""

ThemeLine = TypedDict(
    "ThemeLine", {"id": str, "label": str, "recommendations": int, "learning points": int, "reviews": int, "iri": str}
)
"""A theme in the list of all, with its numbers."""

PartnershipLine = TypedDict(
    "PartnershipLine", {"id": str, "label": str, "recommendations in its reviews": int, "reviews": int, "iri": str}
)
"""A partnership in the list of all, with its numbers."""


class Matrix(TypedDict):
    """Themes by agencies: what each cell (theme~agency) shows, how many reviews that is of, and how many clauses are left."""

    by: dict[str, str]
    reviews: int
    left: int
    cells: dict[str, int]


class SourcePage(TypedDict):
    """A page that the graph was made from."""

    file: str
    sha256: str
    entries: NotRequired[int]


Counts = dict[str, int | dict[str, int] | list[str]]


class Build(TypedDict):
    """What a build was made from, and how much it holds."""

    version: str
    base: str
    pages: list[SourcePage]
    counts: Counts


class Accuracy(TypedDict):
    """How well reviews are read: for each kind of fact precision, recall and F1, and on what that was measured."""

    on: str
    rows: list[list[str | float | None]]


class Made(Build):
    """What a build was made from, with its accuracy."""

    accuracy: Accuracy


class About(Made):
    """Data and method, and the day since when the build is served."""

    since: str


class Overview(TypedDict):
    """What is served."""

    made: Made
    reviews: int


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
    query: str


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


class Network(TypedDict):
    """A network as Cytoscape and NetworkX read it."""

    data: NetworkHead
    directed: bool
    multigraph: bool
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
