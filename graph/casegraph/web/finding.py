"""Finding: names and sentences that have the words that somebody looks for."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casegraph.web.collection import Collection, plain, words_of
from casegraph.web.listing import marked
from casegraph.web.pages import KINDS, many_clauses, paged, parameters_of
from casegraph.web.site import Site, address_of

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["find"]

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

    def html() -> str:
        return site.render(
            "find.html",
            heading="Find",
            title=f"{looked_for[:_TOLD]} – Find" if looked_for else "",
            found_words=looked_for,
            parameters=parameters,
            kinds=kinds,
            others=others,
            names=sum(len(listed) for *_, listed in kinds) + len(others),
            sentences=clauses,
            shown=[(clause, marked(clause)) for clause in shown],
            page=page,
            pages=pages,
        )

    return site.respond(request, {"text/html": html, **many_clauses(c, clauses, site.base)}, takes=("words", "page"))


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
    for row in site.graph.solutions(_NAMES.format(base=site.base)):
        iri = row["c"].value
        if iri not in here and all(word in plain(row["name"].value) for word in words):
            found[row["label"].value] = address_of(iri, site.base)
    return sorted(found.items())
