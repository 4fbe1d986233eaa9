"""The page that finds what was asked before: by a text, or by a recommendation of the graph."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from casegraph.collections.words import in_requests
from casegraph.errors import UnknownName
from casegraph.fragments.elements import Link
from casegraph.fragments.lists import Piece, Sentence
from casegraph.views.clauses import Clause, Span
from casegraph.views.collection import Collection
from casegraph.views.same_partnership import Whose, whose_area, whose_recommendation
from casegraph.views.similar import MOST, Similar, SimilarTo, in_words, recommendation_at, similar_to
from casegraph.views.similar_answers import similar_answer, similar_table
from casegraph.views.texts import TEXTS
from casegraph.web import papers
from casegraph.web.address_parameters import ID, AddressParameter
from casegraph.web.addresses import address_of
from casegraph.web.listed import sentence
from casegraph.web.representations import wanted
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["AREA", "RECOMMENDATION", "TEXT", "TOP", "ShownSimilar", "marked_pieces", "shown_similar", "similar_page"]

TEXT = AddressParameter(
    "text", "A recommendation, in any words", pattern="(?s:.*)", examples=("promote the escalation policy",)
)
RECOMMENDATION = AddressParameter("recommendation", "The id of a recommendation: its review and number", pattern=ID)
AREA = AddressParameter(
    "area",
    "Your area or partnership, to mark what was recommended to it",
    pattern="(?s:.*)",
    examples=("Kent",),
)
TOP = AddressParameter("top", "The most recommendations to list", least=1, default=MOST, examples=("5",))

_MOST = 500
_OFFERED = 1_000  # partnerships that are offered while one types


@dataclass(frozen=True, slots=True)
class ShownSimilar:
    """A recommendation that asks the same or comes near, with its words in common marked, and its page."""

    is_same: bool
    is_here: bool
    sentence: Sentence
    score: str
    words: str
    page: Link


def similar_page(site: Site, request: "Request") -> "Response":
    """Answer with the recommendations that ask the same, then those that come near."""
    c, parameters = site.collection, request.query_params
    id, text = parameters.get("recommendation", ""), parameters.get("text", "")
    clause = recommendation_at(c, id) if id else None
    if id and clause is None:
        raise ProtocolError(404, f"There is no recommendation “{id[:100]}” here. Find one by its words.")
    if clause is not None:
        text = clause.text
    top = parameters.get("top", "")
    most = min(int(top), _MOST) if top.isdecimal() and len(top) < 6 else MOST
    area = parameters.get("area", "").strip()
    whose, mistake = _whose(c, clause, area)
    answers = [similar_to(c, text, most, clause, whose.reviews if whose else None)] if text.strip() else []
    if mistake and wanted(request, ("text/html", "application/json", "text/csv")) != "text/html":
        raise ProtocolError(400, mistake)

    def html() -> str:
        answer = answers[0] if answers else None
        return site.render(
            "similar.html",
            here="/similar",
            heading=TEXTS["askedBeforeTitle"],
            text=text,
            area=area,
            mistake=mistake,
            offered=[each.label for each in (c.partnerships or c.areas).values()][:_OFFERED],
            state="" if answer is None else in_words(answer),
            searched="" if answer is None else answer.searched,
            whose="" if answer is None or whose is None else whose.in_words(answers),
            shown=() if answer is None else shown_similar(c, answer),
            of=None if clause is None else _page(c, clause),
        )

    forms = {
        "text/html": html,
        "application/json": lambda: as_json(similar_answer(c, answers)),
        "text/csv": lambda: as_csv(similar_table(c, answers)),
        **papers.table(
            c,
            lambda: similar_table(c, answers),
            in_requests(TEXTS["askedBeforeTitle"], c.profile),
            sum(len(answer.rows) for answer in answers),
        ),
    }
    return site.respond(request, forms, takes=[TEXT, RECOMMENDATION, AREA, TOP], status=400 if mistake else 200)


def _whose(c: Collection, clause: Clause | None, area: str) -> tuple[Whose | None, str]:
    """Return whose recommendation it is, if that is known, and what is wrong with the name of an area."""
    try:
        return whose_area(c, area) or (whose_recommendation(c, clause) if clause else None), ""
    except UnknownName as error:
        return None, str(error)


def shown_similar(c: Collection, answer: SimilarTo) -> tuple[ShownSimilar, ...]:
    """Return what a page shows of each recommendation."""
    return tuple(_shown(c, row) for row in answer.rows)


def _shown(c: Collection, row: Similar) -> ShownSimilar:
    from dataclasses import replace

    own = replace(sentence(c, row.clause), pieces=marked_pieces(row.clause.text, row.spans))
    return ShownSimilar(
        row.relation == "same", row.is_here, own, f"{row.score:.2f}", ", ".join(row.words), _page(c, row.clause)
    )


def marked_pieces(text: str, shared: Iterable[Span]) -> tuple[Piece, ...]:
    """Return the pieces of a text with its words in common marked.

    >>> [(each.text, each.kinds) for each in marked_pieces("audit escalations", [Span(6, 17)])]
    [('audit ', ''), ('escalations', 'shared')]
    """
    pieces, end = list[Piece](), 0
    for span in shared:
        pieces += [Piece(text[end : span.start], ""), Piece(text[span.start : span.end], "shared")]
        end = span.end
    pieces.append(Piece(text[end:], ""))
    return tuple(piece for piece in pieces if piece.text)


def _page(c: Collection, clause: Clause) -> Link:
    iri = f"{c.made.base}recommendation/{clause.review}/{clause.number}"
    return Link(f"{in_requests('Recommendation', c.profile)} {clause.number}", address_of(iri, c.made.base))
