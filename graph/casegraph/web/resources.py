"""What programs can ask for: every address, in which forms, with which parameters, and what its JSON has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from casegraph.asking.questions import questions_for
from casegraph.comparing.json_answer import ComparisonAnswer
from casegraph.network.projection_queries import projections
from casegraph.tracking.by_question import lists_recommendations
from casegraph.tracking.questions import QUESTIONS
from casegraph.views import json_types as views
from casegraph.views.collection import Collection, Kind
from casegraph.views.finding_answer import FindingAnswer
from casegraph.views.findings import findings
from casegraph.views.learnt_answers import LearntAnswer
from casegraph.views.lists import TITLES
from casegraph.views.reply_types import RepliesAnswer
from casegraph.web import json_forms as forms
from casegraph.web.address_parameters import ID, PAGE, WORDS, AddressParameter
from casegraph.web.changes_page import ADDRESS, CHANGE
from casegraph.web.compare_page import compare_parameters
from casegraph.web.downloads import files
from casegraph.web.entity_pages import entity_parameters
from casegraph.web.matrix_page import CELL
from casegraph.web.parameters import DAY, MARKED, SORT, arrangement_parameters, facet_parameters, switch_parameters
from casegraph.web.question_parameters import question_parameters
from casegraph.web.question_tracker import TRACKER
from casegraph.web.recommendations_page import recommendation_parameters
from casegraph.web.replies_page import REPLIES, reply_parameters
from casegraph.web.report_page import REPORT
from casegraph.web.sentences_page import KIND, on_theme
from casegraph.web.similar_page import AREA, RECOMMENDATION, TEXT, TOP
from casegraph.web.site import Site
from casegraph.web.tracker_pages import STATUS

__all__ = ["QUERY", "Resource", "resources"]

QUERY = AddressParameter(
    "query",
    "A query in SPARQL 1.1",
    required=True,
    examples=("SELECT ?review { ?review a cg:Review } LIMIT 3",),
    format="sparql-query",
)
"""The parameter that holds a query; what its format is, JSON Schema cannot say."""

_RDF = (".ttl", ".nt", ".jsonld", ".rdf")
_LINES: dict[Kind, object] = {
    "agency": list[views.AgencyLine],
    "theme": list[views.ThemeLine],
    "partnership": list[views.PartnershipLine],
    "keyword": list[views.KeywordLine],
    "area": list[views.KeywordLine],
}
_PAGES: dict[Kind, object] = {"agency": views.SentencesOfAgency, "theme": views.Sentences, "review": views.ReviewPage}
_LISTED = ("agency", "theme")  # kinds whose ids do not come from the pages that are read
_EXAMPLES = 3
_NUMBER = "[1-9][0-9]{0,5}"


@dataclass(frozen=True, slots=True)
class Resource:
    """What is at an address without its ending, such as /reviews, and the endings that the address can have.

    *json* is the type of its JSON, None where it has none; *columns* are those of a question's rows. *names* stand in the
    path, and what the address *takes* comes after it. *is_asked* says that it queries the graph each time; a *media_type*
    that this is a file, whose name is in the path.
    """

    path: str
    name: str
    group: str
    summary: str
    json: object = None
    endings: tuple[str, ...] = (".json",)
    names: tuple[AddressParameter, ...] = ()
    takes: tuple[AddressParameter, ...] = ()
    columns: tuple[str, ...] = ()
    is_asked: bool = False
    media_type: str = ""


def resources(site: Site) -> Iterator[Resource]:
    """Yield all that is served but for the endpoint."""
    yield from _collection(site.collection)
    if site.former is not None:
        yield Resource(
            ADDRESS, "changes", "collection", "Reviews and recommendations that are new, gone or changed since an earlier build", ComparisonAnswer,
            (".json", ".csv"), takes=(CHANGE,),
        )  # fmt: skip
    yield Resource(
        REPORT, "report", "collection", "The report on the collection", None, (".docx", ".md"), is_asked=True
    )
    if site.collection.profile.has_replies:
        yield Resource(
            REPLIES, "replies", "collection", "On a day, to which documents a reply is known, overdue, due or not known", RepliesAnswer,
            (".json", ".csv"), takes=tuple(reply_parameters(site)),
        )  # fmt: skip
    yield from _things(site.collection)
    yield from _questions(site)
    yield from _answers(site)
    yield from _networks(site.collection)
    yield from _files(site)


def _collection(c: Collection) -> Iterator[Resource]:
    tables, papers = (".json", ".csv", ".xlsx"), (".json", ".csv", ".docx", ".xlsx")
    facets = facet_parameters(c)
    chosen = (*facets, *switch_parameters(), *arrangement_parameters(), CELL)
    yield Resource("/index", "overview", "collection", "Overview", views.Overview)
    yield Resource("/about", "about", "collection", "Data and method", views.About)
    yield Resource(
        "/matrix",
        "matrix",
        "collection",
        "Numbers of recommendations by theme and agency",
        views.Matrix,
        tables,
        takes=chosen,
    )
    yield Resource(
        "/matrix/sentences", "matrix_sentences", "collection", "The recommendations or learning points behind a number in the table",
        list[views.Clause], papers, takes=(*chosen, SORT),
    )  # fmt: skip
    yield Resource(
        "/reviews", "reviews", "collection", "Reviews that match the filters, or all",
        list[views.ReviewLine], papers, takes=tuple(facets),
    )  # fmt: skip
    yield Resource(
        "/recommendations", "recommendations", "collection", "Recommendations that match the filters, or all",
        list[views.Clause], papers, takes=tuple(recommendation_parameters(c)),
    )  # fmt: skip
    if listed := [each.id for each in findings(c)]:
        name = AddressParameter("name", "Which finding of the overview", listed, required=True)
        yield Resource(
            "/findings/{name}", "finding", "collection", "A finding of the overview: its sentence and its numbers",
            FindingAnswer, (*tables, ".svg"), (name,),
        )  # fmt: skip
    yield Resource(
        "/reviews/learnt", "learnt", "collection", "What was learnt in the reviews that match, by theme, beside what was recommended",
        LearntAnswer, tables, takes=tuple(facets),
    )  # fmt: skip
    yield Resource(
        "/sentences", "sentences", "collection", "The recommendations or learning points of the reviews that match",
        list[views.Clause], papers, takes=(*facets, KIND, on_theme(c), SORT),
    )  # fmt: skip
    yield Resource(
        "/find", "find", "collection", "Recommendations and learning points with these words", list[views.Clause], papers, takes=(WORDS, SORT), is_asked=True
    )  # fmt: skip
    yield Resource(
        "/suggest", "suggest", "collection", "What words can mean, as the search box suggests it", forms.SuggestionsAnswer, takes=(WORDS,), is_asked=True
    )  # fmt: skip
    numbered = [f"{each.id}/{each.asks[0].number}" for each in c.reviews.values() if each.asks][:_EXAMPLES]
    yield Resource(
        "/similar", "similar", "collection", "Recommendations that ask the same as a text or another recommendation, then related ones",
        views.SimilarAnswer, tables, takes=(TEXT, replace(RECOMMENDATION, examples=numbered), AREA, TOP), is_asked=True,
    )  # fmt: skip


def _things(c: Collection) -> Iterator[Resource]:
    """Yield the kinds of things: the list of all, and one with its clauses or reviews."""
    for kind, title in TITLES.items():
        if kind in _LINES:
            endings = (".json", ".csv", ".xlsx", *_RDF)
            summary = f"{title}, with counts; as RDF, with labels"
            yield Resource(f"/{kind}", f"all_{kind}", "things", summary, _LINES[kind], endings)
        ids = [*c.of_kind(kind)]
        name = AddressParameter("id", f"The id of one {kind}", pattern=ID.replace("/", ""), required=True)
        name = replace(name, listed=ids, pattern="") if kind in _LISTED else name
        takes = tuple(each for each in entity_parameters(c, kind) if each not in (PAGE, MARKED, DAY))
        pictures = () if kind == "area" else (".svg",)
        yield Resource(
            f"/{kind}/{{id}}", kind, "things", f"One {kind}", _PAGES.get(kind, views.ReviewsOf),
            (".json", ".csv", ".docx", ".xlsx", *_RDF, *pictures), (replace(name, examples=ids[:_EXAMPLES]),), takes, is_asked=True,
        )  # fmt: skip
    review = AddressParameter("review", "The id of the review", pattern=ID.replace("/", ""), required=True)
    number = AddressParameter(
        "number",
        "The number of the recommendation or learning point in the review",
        pattern=_NUMBER,
        required=True,
        examples=("1",),
    )
    review = replace(review, examples=[each.id for each in c.reviews.values() if each.recommendations][:_EXAMPLES])
    for folder, what in (("recommendation", "recommendation"), ("learning", "learning point")):
        yield Resource(
            f"/{folder}/{{review}}/{{number}}", folder, "things", f"One {what}, as the graph has it",
            forms.Thing, (".json", ".csv", *_RDF), (review, number), is_asked=True,
        )  # fmt: skip


def _questions(site: Site) -> Iterator[Resource]:
    yield Resource("/questions", "questions", "questions", "All questions", list[forms.QuestionTitle])
    for each in questions_for(site.collection.profile).values():
        yield Resource(
            f"/questions/{each.name}", f"ask_{each.name}", "questions", each.wording, forms.QuestionAnswer,
            (".json", ".csv", ".docx", ".xlsx"), takes=tuple(question_parameters(site, each)), columns=each.columns, is_asked=True,
        )  # fmt: skip
        if lists_recommendations(each):
            yield Resource(
                f"/questions/{each.name}{TRACKER}", f"track_{each.name}", "questions", f"An action tracker of the answer: {each.wording}", None,
                (".xlsx",), takes=tuple(question_parameters(site, each)), is_asked=True,
            )  # fmt: skip
    yield Resource(
        "/query", "query", "questions", "The rows of a SELECT, or the boolean of an ASK", forms.SparqlAnswer, (".json", ".csv"),
        takes=(QUERY,), is_asked=True,
    )  # fmt: skip
    yield Resource(
        "/query/completion", "query_completion", "questions", "Terms for completing a query",
        list[forms.Completion], is_asked=True,
    )  # fmt: skip


def _answers(site: Site) -> Iterator[Resource]:
    """Yield what a tracker answers, if there is one."""
    if site.tracker is not None:
        yield Resource(
            "/answers", "answers", "answers", "The questions that the tracker answers", list[forms.TrackerQuestion]
        )
        for name, each in QUESTIONS.items():
            yield Resource(
                f"/answers/{name}", f"answer_{name}", "answers", each.wording, forms.TrackerAnswer, (".json", ".csv", ".xlsx"), takes=(STATUS,)
            )  # fmt: skip


def _networks(c: Collection) -> Iterator[Resource]:
    yield Resource(
        "/compare", "compare", "networks", "Two agencies side by side: themes of both, and of one alone", forms.Compared,
        (".json", ".csv"), takes=tuple(compare_parameters(c)),
    )  # fmt: skip
    name = AddressParameter("name", "Which network", projections(), required=True)
    yield Resource("/networks", "networks", "networks", "All networks", list[forms.NetworkTitle])
    yield Resource(
        "/networks/{name}", "network", "networks", "A network, with the positions of its nodes", forms.Network,
        (".json", ".csv", ".xlsx", ".graphml", ".gexf"), (name,), is_asked=True,
    )  # fmt: skip


def _files(site: Site) -> Iterator[Resource]:
    yield Resource("/build", "build", "files", "Sources, counts and version of the build", views.Build)
    yield Resource("/downloads", "downloads", "files", "The files of the build", list[forms.File])
    for name, media_type in files(site).items():
        slug = name.replace(".", "_").replace("/", "_")
        yield Resource(f"/downloads/{name}", f"download_{slug}", "files", f"The file {name}", media_type=media_type)
