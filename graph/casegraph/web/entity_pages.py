"""A page for each agency, theme, keyword, partnership, area and review: what it is, its sentences, what is one step away."""

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any

from casegraph.views.texts import NEIGHBOURS, PARTS
from casegraph.web.address_parameters import PAGE, AddressParameter
from casegraph.web.collection import Clause, Collection, Review, tally
from casegraph.web.listing import clause_json, many_clauses, many_reviews, marked, review_json, written
from casegraph.web.parameters import PIECE, Parameters, paged, parameters_of
from casegraph.web.site import Site
from casegraph.web.things import thing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["entity", "entity_parameters"]

_NEAR = 10
_PARTS = {"agency": ("asked", "meant", "concerned"), "theme": ("recommendations", "learning")}

Group = tuple[str, list[tuple[int, str, str]], int]
"""A heading, the strongest neighbours as number, label and address, and how many more there are."""


def entity(site: Site, request: "Request") -> "Response":
    """Answer with the page of a thing, a plain one if no review speaks of it.

    Raises ProtocolError (404) if the graph does not know it.
    """
    c, kind, name = site.collection, request.path_params["kind"], request.path_params["name"]
    i = c.at[kind].get(name)
    if i is None:
        request.path_params["path"] = f"{kind}/{name}"
        return thing(site, request)
    iri = f"{site.base}{kind}/{name}"
    parameters = parameters_of(request)
    make = {"agency": _clauses, "theme": _clauses, "review": _review}.get(kind, _collected)
    forms = make(site, c, kind, i, parameters, iri)
    picture: dict[str, Callable[[], str]] = (
        {} if kind == "area" else {"image/svg+xml": lambda: _picture(site, kind, name)}
    )
    return site.respond(request, {**forms, **site.described(iri), **picture}, takes=entity_parameters(c, kind))


def entity_parameters(c: Collection, kind: str) -> list[AddressParameter]:
    """Return what the page of a thing of a kind takes."""
    if kind not in _PARTS:
        return [PAGE]
    other = "theme" if kind == "agency" else "agency"
    part = AddressParameter("part", "Which sentences; the first that there are unless it is said", _PARTS[kind])
    return [part, AddressParameter("with", f"Only those with this {other}", c.at[other]), PAGE]


def _picture(site: Site, kind: str, name: str) -> str:
    from casegraph.drawing.neighbourhood import neighbourhood

    return neighbourhood(site.graph, name if kind == "review" else f"{kind}/{name}")


def _clauses(
    site: Site, c: Collection, kind: str, i: int, parameters: Parameters, iri: str
) -> dict[str, Callable[[], str]]:
    """Return an agency with what it is asked and what concerns it, or a theme with what is asked and learned about it."""
    parts = _parts(c, kind, i)
    first = next((each for each in parts if parts[each]), next(iter(parts)))
    part = parameters.get("part", [""])[0]
    if part not in parts:
        part = first
    other = "theme" if kind == "agency" else "agency"
    of = c.themes if other == "theme" else lambda clause: [*c.asked(clause), *c.concerned(clause)]
    beside = parameters.get("with", [""])[0]
    partner = c.at[other].get(beside)
    fitting = [clause for clause in parts[part] if not beside or partner in of(clause)]
    shown, page, pages = paged(fitting, parameters)
    own = c.lists[kind][i]
    wanted = {kind: (i,), other: None if partner is None else (partner,)}

    def html() -> str:
        partners = [("", f"Any {other}")]
        told = [PARTS[part]] * (part != first) + ([] if partner is None else [c.label(other, partner)])
        partners += [(c.lists[other][j]["id"], f"{c.label(other, j)} ({n:,})") for j, n in tally(parts[part], of)]
        return site.render(
            "clauses.html",
            heading=own["label"],
            title=" – ".join([*told, own["label"]]),
            kind=kind,
            thing={"broader": None, **own},
            includes=[j for j, each in enumerate(c.lists["agency"]) if kind == "agency" and each["broader"] == i],
            iri=iri,
            address=f"/{kind}/{own['id']}",
            parameters=parameters,
            part=part,
            sizes=[(each, f"{PARTS[each]} ({len(clauses):,})") for each, clauses in parts.items()],
            partners=partners,
            **{"with": beside},
            fitting=fitting,
            shown=[(clause, marked(clause, wanted["theme"], wanted["agency"])) for clause in shown],
            page=page,
            pages=pages,
            near=_near(c, kind, i),
        )

    return {
        "text/html": html,
        **many_clauses(c, fitting, site.base),
        "application/json": lambda: written(
            {
                "iri": iri,
                **{key: own[key] for key in ("id", "label", "also", "definition")},
                "part": part,
                "sentences": [clause_json(c, clause) for clause in fitting],
            }
        ),
    }


def _parts(c: Collection, kind: str, i: int) -> dict[str, list[Clause]]:
    asks = c.recommendations
    if kind == "theme":
        return {
            "recommendations": [clause for clause in asks if i in c.themes(clause)],
            "learning": [clause for clause in c.learning if i in c.themes(clause)],
        }
    named = [clause for clause in asks if i in c.asked(clause)]
    return {
        "asked": named,
        "meant": [each for each in asks if i in c.asked(each, named=False) and i not in c.asked(each)],
        "concerned": [clause for clause in asks if i in c.concerned(clause)],
    }


def _collected(
    site: Site, c: Collection, kind: str, i: int, parameters: Parameters, iri: str
) -> dict[str, Callable[[], str]]:
    """Return a keyword, a partnership or an area with its reviews."""
    own = c.lists[kind][i]
    found = _reviews(c, kind, i)
    shown, page, pages = paged(found, parameters)
    asks = [each for review in found for each in review["recommendations"] if not each["remark"]] * (
        kind == "partnership"
    )

    def html() -> str:
        areas = [c.lists["area"][j] for j in own.get("areas", ())] if kind != "area" else [own]
        return site.render(
            "collected.html",
            heading=own["label"],
            kind=kind,
            thing={"derived": False, **own},
            areas=areas,
            iri=iri,
            address=f"/{kind}/{own['id']}",
            parameters=parameters,
            found=found,
            shown=shown,
            asks=[(clause, marked(clause)) for clause in asks[:PIECE]],
            others=max(0, len(asks) - PIECE),
            page=page,
            pages=pages,
            near=_near(c, kind, i) if kind != "area" else (),
        )

    return {
        "text/html": html,
        **many_reviews(c, found, site.base),
        "application/json": lambda: written(
            {
                "iri": iri,
                "id": own["id"],
                "label": own["label"],
                "reviews": [review_json(c, each) for each in found],
            }
        ),
    }


def _reviews(c: Collection, kind: str, i: int) -> list[Review]:
    field = {"keyword": "keywords", "partnership": "partnerships", "area": "areas"}[kind]
    return [review for review in c.reviews if i in review[field]]


def _review(site: Site, c: Collection, kind: str, i: int, _: Parameters, iri: str) -> dict[str, Callable[[], str]]:
    """Return a review with all its clauses."""
    review = c.reviews[i]
    link = review["link"] or ""

    def html() -> str:
        return site.render(
            "review.html",
            heading=review["title"],
            review=review,
            report=link if link.lower().startswith(("https://", "http://")) else None,
            iri=iri,
            address=f"/review/{review['id']}",
            asks=[(clause, marked(clause)) for clause in review["recommendations"]],
            learned=[(clause, marked(clause)) for clause in review["learning"]],
            near=_near(c, kind, i),
        )

    every = c.clauses(review)
    return {
        "text/html": html,
        **many_clauses(c, every, site.base),
        "application/json": lambda: written(
            {
                "iri": iri,
                **review_json(c, review),
                "narrative": review["narrative"],
                "learning": [clause_json(c, clause) for clause in review["learning"]],
                "recommendations": [clause_json(c, clause) for clause in review["recommendations"]],
            }
        ),
    }


def _near(c: Collection, kind: str, i: int) -> list[Group]:
    """Return what is one step away from a thing, the strongest links first."""
    one, other = NEIGHBOURS[kind]

    def group(head: str, of: str, counted: Sequence[tuple[int, int]]) -> Group:
        rows = [(n, c.label(of, j), f"/{of}/{c.lists[of][j]['id']}") for j, n in counted[:_NEAR]]
        return head, rows, max(0, len(counted) - _NEAR)

    def at(clauses: Iterable[Clause]) -> list[tuple[int, int]]:
        return tally(clauses, lambda clause: [c.at["review"][clause["review"]["id"]]])

    if kind == "agency":
        own = [clause for clause in c.recommendations if i in c.asked(clause)]
        return [group(one, "theme", tally(own, c.themes)), group(other, "review", at(own))]
    if kind == "theme":
        own = [clause for clause in c.recommendations if i in c.themes(clause)]
        beside = tally(own, lambda clause: [theme for theme in c.themes(clause) if theme != i])
        return [group(one, "agency", tally(own, c.asked)), group(other, "theme", beside)]
    if kind == "review":
        every: list[Any] = c.clauses(c.reviews[i])
        asks = [clause for clause in every if clause["kind"] == "recommendation"]
        return [group(one, "agency", tally(asks, c.asked)), group(other, "theme", tally(every, c.themes))]
    found = _reviews(c, kind, i)
    asks = [clause for review in found for clause in review["recommendations"] if not clause["remark"]]
    if kind == "partnership":
        return [group(one, "theme", tally(asks, c.themes)), group(other, "review", at(asks))]
    beside = tally(found, lambda review: [word for word in review["keywords"] if word != i])
    return [group(one, "keyword", beside), group(other, "theme", tally(asks, c.themes))]
