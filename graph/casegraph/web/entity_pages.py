"""A page for each agency, theme, keyword, partnership, area and review: what it is, its sentences, what is one step away."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from casegraph.views.collection import Collection, Kind
from casegraph.views.concepts import Agency, Theme
from casegraph.views.entity import PARTS_OF, collected, sentences
from casegraph.views.highlights import highlighted, only_thing
from casegraph.views.json_answers import collected_answer, review_page_answer, sentences_answer
from casegraph.views.neighbours import neighbours
from casegraph.views.texts import PARTS
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.parameters import PIECE, Parameters, paged, parameters_of
from casegraph.web.representations import Form
from casegraph.web.resource_page import resource_page
from casegraph.web.saved_forms import as_json, forms_of_clauses, forms_of_reviews
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["entity", "entity_parameters"]

_NEAR = 10  # neighbours that are listed


class _Near(NamedTuple):
    """A heading, the strongest neighbours as number, label and address, and how many more there are."""

    heading: str
    rows: list[tuple[int, str, str]]
    rest: int


def entity(site: Site, request: "Request") -> "Response":
    """Answer with the page of a thing, a plain one if no review has it.

    Raises ProtocolError (404) if the graph does not know it.
    """
    kind: Kind = request.path_params["kind"]
    c, id = site.collection, request.path_params["name"]
    if id not in c.of_kind(kind):
        request.path_params["path"] = f"{kind}/{id}"
        return resource_page(site, request)
    parameters = parameters_of(request)
    if kind in PARTS_OF:
        forms = _sentences(site, kind, id, parameters)
    elif kind == "review":
        forms = _review(site, id)
    else:
        forms = _collected(site, kind, id, parameters)
    picture: dict[str, Form] = {} if kind == "area" else {"image/svg+xml": lambda: _picture(site, kind, id)}
    others = site.described(f"{site.base}{kind}/{id}") | picture
    return site.respond(request, {**forms, **others}, takes=entity_parameters(c, kind))


def entity_parameters(c: Collection, kind: Kind) -> list[AddressParameter]:
    """Return what the page of a thing of a kind takes."""
    if kind not in PARTS_OF:
        return [PAGE]
    other: Kind = "theme" if kind == "agency" else "agency"
    part = AddressParameter("part", "Which sentences; the first that there are unless it is said", PARTS_OF[kind])
    return [part, AddressParameter("with", f"Only those with this {other}", c.of_kind(other)), PAGE]


def _picture(site: Site, kind: Kind, id: str) -> str:
    from casegraph.drawing.neighbourhood import neighbourhood

    return neighbourhood(site.graph, id if kind == "review" else f"{kind}/{id}")


def _sentences(site: Site, kind: Kind, id: str, parameters: Parameters) -> dict[str, Callable[[], str]]:
    """Return an agency or a theme with one part of its clauses."""
    c = site.collection
    thing = c.of_kind(kind)[id]
    assert isinstance(thing, Agency | Theme)
    partner = parameters.get("with", [""])[0]
    found = sentences(c, kind, id, parameters.get("part", [""])[0], partner)
    shown, page, pages = paged(found.clauses, parameters)
    only = only_thing(kind, id, found.partner)

    def html() -> str:
        other = found.partner_kind
        titles = [PARTS[found.part]] * (found.part != found.first)
        titles += [] if found.partner is None else [c.label(other, found.partner)]
        partners = [("", f"Any {other}"), *((id, f"{c.label(other, id)} ({n:,})") for id, n in found.partners)]
        return site.render(
            "clauses.html",
            heading=thing.label,
            title=" – ".join([*titles, thing.label]),
            kind=kind,
            thing=thing,
            includes=[each.id for each in c.agencies.values() if kind == "agency" and each.broader == id],
            iri=f"{site.base}{kind}/{id}",
            address=f"/{kind}/{id}",
            parameters=parameters,
            part=found.part,
            sizes=[(each, f"{PARTS[each]} ({number:,})") for each, number in found.sizes.items()],
            partners=partners,
            **{"with": partner},
            fitting=found.clauses,
            shown=[(clause, highlighted(clause, only)) for clause in shown],
            page=page,
            pages=pages,
            near=_near(c, kind, id),
        )

    return {
        "text/html": html,
        **forms_of_clauses(c, found.clauses),
        "application/json": lambda: as_json(sentences_answer(c, kind, thing, found)),
    }


def _collected(site: Site, kind: Kind, id: str, parameters: Parameters) -> dict[str, Callable[[], str]]:
    """Return a keyword, a partnership or an area with its reviews."""
    c = site.collection
    thing = c.of_kind(kind)[id]
    found = collected(c, kind, id)
    shown, page, pages = paged(found.reviews, parameters)
    partnership = c.partnerships[id] if kind == "partnership" else None
    asks = found.recommendations

    def html() -> str:
        areas = [c.areas[each] for each in (partnership.areas if partnership else [id] if kind == "area" else ())]
        return site.render(
            "collected.html",
            heading=thing.label,
            kind=kind,
            thing=thing,
            derived=partnership is not None and partnership.derived,
            areas=areas,
            iri=f"{site.base}{kind}/{id}",
            address=f"/{kind}/{id}",
            parameters=parameters,
            found=found.reviews,
            shown=shown,
            asks=[(clause, highlighted(clause)) for clause in asks[:PIECE]],
            others=max(0, len(asks) - PIECE),
            page=page,
            pages=pages,
            near=_near(c, kind, id),
        )

    return {
        "text/html": html,
        **forms_of_reviews(c, found.reviews),
        "application/json": lambda: as_json(collected_answer(c, kind, id, found.reviews)),
    }


def _review(site: Site, id: str) -> dict[str, Callable[[], str]]:
    """Return a review with all its clauses."""
    c = site.collection
    review = c.reviews[id]
    link = review.link or ""

    def html() -> str:
        return site.render(
            "review.html",
            heading=review.title,
            review=review,
            report=link if link.lower().startswith(("https://", "http://")) else None,
            iri=f"{site.base}review/{id}",
            address=f"/review/{id}",
            asks=[(clause, highlighted(clause)) for clause in review.recommendations],
            learned=[(clause, highlighted(clause)) for clause in review.learning],
            near=_near(c, "review", id),
        )

    return {
        "text/html": html,
        **forms_of_clauses(c, review.clauses),
        "application/json": lambda: as_json(review_page_answer(c, review)),
    }


def _near(c: Collection, kind: Kind, id: str) -> list[_Near]:
    """Return what is one step away from a thing, as lists that lead there."""
    return [
        _Near(
            near.heading,
            [(number, c.label(near.kind, id), f"/{near.kind}/{id}") for id, number in near.counts[:_NEAR]],
            max(0, len(near.counts) - _NEAR),
        )
        for near in neighbours(c, kind, id)
    ]
