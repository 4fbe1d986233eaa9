"""Lists of all agencies, themes, keywords, partnerships and areas, with how often reviews have each."""

from dataclasses import replace
from typing import TYPE_CHECKING

from casegraph.collections.words import left_out
from casegraph.unranked import WHY_UNRANKED, is_ranked
from casegraph.views.collection import Kind
from casegraph.views.json_answers import list_answer
from casegraph.views.lists import COUNTED_OF, TITLES, extent, lines
from casegraph.views.roles import naming
from casegraph.views.tables import list_table
from casegraph.web.linked_data import members
from casegraph.web.papers import table
from casegraph.web.representations import Form
from casegraph.web.saved_forms import as_csv, as_json
from casegraph.web.site import Site

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["all_of_a_kind"]

_CLASSES: dict[Kind, str] = {"partnership": "SafeguardingPartnership", "area": "Area"}  # the other kinds are concepts


def all_of_a_kind(site: Site, request: "Request") -> "Response":
    """Answer with all things of a kind, in the order of ``lines``; reviews have a page of their own."""
    from starlette.responses import RedirectResponse

    kind: Kind = request.path_params["kind"]
    if kind == "review":
        return RedirectResponse(f"/reviews{request.path_params['ending']}", 308)
    listed = lines(site.collection, kind)
    shown = [
        at
        for at in range(len(COUNTED_OF[kind]))
        if at == 0 or not left_out(sum(each.numbers[at] for each in listed), site.collection.profile)
    ]
    return site.respond(
        request,
        {
            "text/html": lambda: site.render(
                "kind.html",
                heading=TITLES[kind],
                kind=kind,
                extent=extent(site.collection, kind, listed),
                naming=str(naming(site.collection)) if kind == "agency" else "",
                why_unranked="" if is_ranked(kind) else WHY_UNRANKED,
                heads=[COUNTED_OF[kind][at] for at in shown],
                lines=[replace(each, numbers=tuple(each.numbers[at] for at in shown)) for each in listed],
            ),
            "application/json": lambda: as_json(list_answer(kind, listed, site.base)),
            "text/csv": lambda: as_csv(list_table(kind, listed, site.base)),
            **table(site.collection, lambda: list_table(kind, listed, site.base), TITLES[kind], len(listed)),
            **_graph(site, kind),
        },
        takes=[],
    )


def _graph(site: Site, kind: Kind) -> dict[str, Form]:
    """Return how to write all things of a kind as a graph: a scheme with its concepts, or things with labels."""
    if kind in _CLASSES:
        return site.as_graph(lambda: members(_CLASSES[kind], site.store))
    return site.described(f"{site.base}scheme/{kind}")
