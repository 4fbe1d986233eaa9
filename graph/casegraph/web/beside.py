"""Several collections on one server: the first at the addresses that it has alone, each other one beneath a path of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import quote

from casegraph.asking.questions import questions_for
from casegraph.explorer.elsewhere import elsewhere_part
from casegraph.fragments.elsewhere import ElsewherePart, Switch
from casegraph.views.collection import KINDS, Collection, Kind
from casegraph.views.elsewhere import elsewhere, has_page, label_of
from casegraph.views.json_answers import elsewhere_answer
from casegraph.views.json_types import ElsewhereAnswer
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import address
from casegraph.web.middleware.beneath import OUTSIDE

__all__ = ["BesideSite", "other_answers", "other_parts", "switch"]

QUOTES = 12
"""Sentences of another collection that a page shows; all of them are on the page of that collection."""

_PAGES = ("", "matrix", "reviews", "find", "similar", "compare", "questions", "networks", "query", "about", "downloads", "report", "recommendations")  # fmt: skip
_SAME_QUERY = ("find", "similar", "compare", "questions", "query")
"""Pages whose parameters mean the same in every collection: what somebody looks for, or asks."""


class Served(Protocol):
    """What one site has to know of another."""

    prefix: str
    place: int

    @property
    def collection(self) -> Collection:
        """The collection that is served right now."""

    @property
    def has_graphs_of_others(self) -> bool:
        """Whether its store has the graphs of the others too."""


@dataclass(frozen=True, slots=True)
class BesideSite:
    """The site of another collection, and what its addresses begin with: "/letters", or "" for the first.

    An address *leads out* where the one is beneath a path itself.
    """

    site: Served
    root: str
    leads_out: bool

    def address(self, path: str) -> str:
        """Return the address of a path there."""
        return f"/{OUTSIDE}" * self.leads_out + self.root + path


def switch(site: Served, beside: Sequence[BesideSite], path: str, query: str) -> tuple[Switch, ...]:
    """Return the collections to choose from: the same page in each, or where it has none like it, its first one."""
    own = Switch(label_of(site.collection), "")
    others = [(each.site.place, Switch(label_of(each.site.collection), each.address(_same(each.site.collection, path, query)))) for each in beside]  # fmt: skip
    return tuple(each for _, each in sorted([(site.place, own), *others], key=lambda pair: pair[0]))


def other_parts(beside: Sequence[BesideSite], kind: Kind, id: str) -> tuple[ElsewherePart, ...]:
    """Return what other collections say of an agency or a theme."""

    def href(each: BesideSite) -> Callable[[Kind, str], str]:
        return lambda kind, name: each.address(address(kind, name))

    def replies(each: BesideSite) -> str:
        has_replies = kind == "agency" and each.site.collection.profile.has_replies
        return each.address(with_parameters("/replies", {"agency": id})) if has_replies else ""

    listed = [(each, elsewhere(each.site.collection, kind, id)) for each in beside]
    return tuple(
        elsewhere_part(there, href(each), QUOTES, has_anchor=True, replies=replies(each))
        for each, there in listed
        if there
    )


def other_answers(beside: Sequence[BesideSite], kind: Kind, id: str) -> list[ElsewhereAnswer]:
    """Return the same for programs, with all sentences."""
    listed = [(each, elsewhere(each.site.collection, kind, id)) for each in beside]
    return [elsewhere_answer(there, each.root + address(kind, id)) for each, there in listed if there]


def _same(c: Collection, path: str, query: str) -> str:
    kind, _, rest = path.strip("/").partition("/")
    if kind in KINDS:
        if not rest:
            return f"/{kind}"
        return quote(path) if has_page(c, kind, rest) else ("/reviews" if kind == "review" else f"/{kind}")
    page = kind if kind in _PAGES else ""
    if page == "questions" and rest and rest not in questions_for(c.profile):
        return "/questions"
    named = f"/{page}/{quote(rest)}" if page in ("questions", "networks") and rest and "/" not in rest else f"/{page}"
    return f"{named}?{query}" if query and page in _SAME_QUERY else named
