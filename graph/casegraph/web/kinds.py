"""Lists of all agencies, themes, keywords, partnerships and areas, with how often reviews speak of each."""

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from casegraph.web.collection import Collection, tally
from casegraph.web.forms import Form
from casegraph.web.linked_data import members
from casegraph.web.listing import table, written
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["KINDS", "all_of_a_kind"]

KINDS = {
    "agency": "Agencies",
    "theme": "Themes",
    "partnership": "Safeguarding partnerships",
    "keyword": "Keywords",
    "area": "Areas",
    "review": "Reviews",
}
"""The kinds of things that have pages, and what several of them are called."""

_CLASSES = {"partnership": "SafeguardingPartnership", "area": "Area"}  # the other kinds are concepts

_COUNTED = {
    "agency": ("Recommendations that ask it by name", "Reviews"),
    "theme": ("Recommendations", "Learning points", "Reviews"),
    "keyword": ("Reviews",),
    "partnership": ("Recommendations in its reviews", "Reviews"),
    "area": ("Reviews",),
}
"""What is counted of each kind; the first number decides the order."""


class _Line(NamedTuple):
    """A thing with its numbers, as many as _COUNTED has for its kind."""

    id: str
    label: str
    numbers: tuple[int, ...]


def all_of_a_kind(site: Site, request: "Request") -> "Response":
    """Answer with all things of a kind, the most frequent first; reviews have a page of their own."""
    from starlette.responses import RedirectResponse

    kind, ending = request.path_params["kind"], request.path_params["ending"]
    if kind == "review":
        return RedirectResponse(f"/reviews{ending}", 308)
    lines = _lines(site.collection, kind)
    heads = _COUNTED[kind]
    sheet = [["id", "label", *(head.lower() for head in heads), "iri"]]
    iri = f"{site.base}{kind}/"

    def told() -> list[dict[str, object]]:
        return [
            {"id": each.id, "label": each.label, **dict(zip(sheet[0][2:-1], each.numbers, strict=True)), "iri": iri + each.id}
            for each in lines
        ]  # fmt: skip

    return site.respond(
        request,
        {
            "text/html": lambda: site.render("kind.html", heading=KINDS[kind], kind=kind, heads=heads, lines=lines),
            "application/json": lambda: written(told()),
            "text/csv": lambda: table(
                [*sheet, *([each.id, each.label, *each.numbers, iri + each.id] for each in lines)]
            ),
            **_graph(site, kind),
        },
        takes=[],
    )


def _graph(site: Site, kind: str) -> dict[str, Form]:
    """Return how to write all things of a kind as a graph: a scheme with its concepts, or things with labels."""
    if kind in _CLASSES:
        return site.as_graph(lambda: members(_CLASSES[kind], site.store))
    return site.described(f"{site.base}scheme/{kind}")


def _lines(c: Collection, kind: str) -> list[_Line]:
    counts = _counts(c, kind)
    found = [
        _Line(each["id"], each["label"], tuple(count.get(i, 0) for count in counts))
        for i, each in enumerate(c.lists[kind])
    ]
    return sorted(found, key=lambda each: (*(-number for number in each.numbers), each.label.casefold()))


def _counts(c: Collection, kind: str) -> list[dict[int, int]]:
    """Return for each number of _COUNTED how often each thing has it."""
    if kind in ("agency", "theme"):
        of = c.asked if kind == "agency" else c.themes
        clauses = [c.recommendations] if kind == "agency" else [c.recommendations, c.learning]
        spoken = Counter[int]()
        for review in c.reviews:
            said = [each for each in c.clauses(review) if each["kind"] != "remark"]
            spoken.update({i for clause in said for i in of(clause)})
        return [*(dict(tally(each, of)) for each in clauses), dict(spoken)]
    field = {"keyword": "keywords", "partnership": "partnerships", "area": "areas"}[kind]
    reviews = dict(tally(c.reviews, lambda review: review[field]))
    if kind != "partnership":
        return [reviews]
    return [dict(tally(c.recommendations, lambda clause: clause["review"][field])), reviews]
