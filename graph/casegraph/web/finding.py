"""Finding: names and sentences that have the words that somebody looks for."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from casegraph.web.address_parameters import PAGE, WORDS
from casegraph.web.collection import Collection, plain, tally, words_of
from casegraph.web.kinds import KINDS
from casegraph.web.listing import many_clauses, marked
from casegraph.web.parameters import Parameters, chips, paged, parameters_of
from casegraph.web.site import Site, address_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["alikeness", "find"]

_CHOOSE_BY = ("nation", "region", "agency", "theme", "keyword")  # facets that can be named among other words
_NEAR, _NEAREST = 0.6, 5  # how alike a name must be to be offered, and how many are
_TOLD = 80  # letters of what is looked for that a title has
_NAMES = """SELECT ?c ?label ?name {{ VALUES ?scheme {{ <{base}scheme/agency> <{base}scheme/theme> }}
  ?c skos:inScheme ?scheme ; skos:prefLabel ?label ; skos:prefLabel|skos:altLabel ?name }}"""


def find(site: Site, request: "Request") -> "Response":
    """Answer with names and sentences that have the words that are looked for."""
    c, parameters = site.collection, parameters_of(request)
    looked_for = " ".join(parameters.get("words", ()))
    words = words_of(parameters)
    kinds = [(kind, title, _matches(c, kind, words)) for kind, title in KINDS.items() if words or kind != "review"]
    kinds = [each for each in kinds if each[2]]
    clauses = c.saying(words) if words else []
    others = _others(site, words) if words else []
    shown, page, pages = paged(clauses, parameters)
    filters = _as_filters(c, words)
    reviews = len(c.chosen(filters).reviews) if words else 0
    near = _near(c, words) if words and not (kinds or others or reviews) else []

    def html() -> str:
        return site.render(
            "find.html",
            heading="Find",
            title=f"{looked_for[:_TOLD]} – Find" if looked_for else "",
            found_words=looked_for,
            parameters=parameters,
            kinds=kinds,
            others=others,
            reviews=reviews,
            chosen="; ".join(text for text, _ in chips(c, "/reviews", filters)),
            filters=filters,
            near=near,
            weights=_weights(c),
            names=sum(len(listed) for *_, listed in kinds) + len(others),
            sentences=clauses,
            shown=[(clause, marked(clause)) for clause in shown],
            page=page,
            pages=pages,
        )

    return site.respond(request, {"text/html": html, **many_clauses(c, clauses, site.base)}, takes=[WORDS, PAGE])


def _as_filters(c: Collection, words: Sequence[str]) -> Parameters:
    """Return what is looked for as filters: names of places, agencies, themes and keywords as such, the rest as words."""
    left, found = list(words), Parameters()
    for facet in (each for each in c.facets if each.id in _CHOOSE_BY):
        also = {each["id"]: each.get("also", ()) for each in c.lists.get(facet.id, ())}
        keys = {plain(name): key for key, label in facet.values.items() for name in (label, *also.get(key, ()))}
        for length in range(len(left), 0, -1):
            for start in range(len(left) - length + 1):
                key = keys.get(" ".join(left[start : start + length]))
                if key is not None:
                    found.setdefault(facet.id, []).append(key)
                    del left[start : start + length]
                    break
    return found | ({"words": [" ".join(left)]} if left else {})


def _near(c: Collection, words: Sequence[str]) -> list[tuple[str, int]]:
    """Return the things whose names are most like what is looked for, as kind and number."""
    query = " ".join(words)[:_TOLD]
    found = [
        (max(alikeness(query, plain(name)) for name in (each["label"], *each.get("also", ()))), kind, i)
        for kind in ("agency", "theme", "partnership", "keyword")
        for i, each in enumerate(c.lists[kind])
    ]
    found.sort(key=lambda each: -each[0])
    return [(kind, i) for near, kind, i in found[:_NEAREST] if near >= _NEAR]


def alikeness(one: str, other: str) -> float:
    """Return how alike two texts are, from 0 to 1: the share of the pairs of letters that they have in common.

    >>> round(alikeness("home educaton", "home education"), 2), alikeness("icb", "police")
    (0.88, 0.2857142857142857)
    """
    pairs, others = (Counter(map("".join, pairwise(text))) for text in (one, other))
    total = pairs.total() + others.total()
    return 2 * (pairs & others).total() / total if total else 0.0


def _weights(c: Collection) -> dict[str, dict[int, int]]:
    """Return how many recommendations ask an agency by name, or speak of a theme."""
    return {"agency": dict(tally(c.recommendations, c.asked)), "theme": dict(tally(c.recommendations, c.themes))}


def _matches(c: Collection, kind: str, words: Sequence[str]) -> list[int]:
    """Return the things of a kind whose name has all words, the nearest first."""
    whole = " ".join(words)
    found = []
    for i, thing in enumerate(c.lists[kind]):
        names = [plain(name) for name in (c.label(kind, i), *thing.get("also", ()))]
        fitting = [name for name in names if all(word in name for word in words)]
        if fitting:
            rank = 0 if whole in fitting else 1 if any(name.startswith(whole) for name in fitting) else 2
            found.append((rank if words else 0, c.label(kind, i).casefold(), i))
    return [i for *_, i in sorted(found)]


def _others(site: Site, words: Sequence[str]) -> list[tuple[str, str]]:
    """Return the agencies and themes that no review speaks of and whose names have all words: label and address."""
    here = {f"{site.base}{kind}/{name}" for kind in ("agency", "theme") for name in site.collection.at[kind]}
    found = {}
    for row in site.store.select(_NAMES.format(base=site.base)):
        iri = row["c"].value
        if iri not in here and all(word in plain(row["name"].value) for word in words):
            found[row["label"].value] = address_of(iri, site.base)
    return sorted(found.items())
