"""What is behind the links of a network: exactly the sentences, reviews or things that a number counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from casegraph.fragments.elements import Link
from casegraph.fragments.networks import NetworkPanel
from casegraph.network.model import Projection
from casegraph.views.attribution import counted
from casegraph.views.clauses import ClauseKind
from casegraph.views.collection import KINDS, Collection, Kind
from casegraph.views.facts import facts
from casegraph.views.highlights import Only
from casegraph.views.read_as_shown import Clauses
from casegraph.web.addresses import address_of
from casegraph.web.elements import pager
from casegraph.web.listed import review_list, sentence_list
from casegraph.web.network_elements import Here
from casegraph.web.parameters import Parameters, paged

__all__ = ["behind_panel"]

_FOLDERS: Mapping[ClauseKind, str] = {
    "recommendation": "recommendation",
    "remark": "recommendation",
    "learning point": "learning",
}


def behind_panel(
    c: Collection,
    projection: Projection,
    panel: NetworkPanel,
    ends: tuple[str, str],
    here: Here,
    parameters: Parameters,
) -> NetworkPanel | None:
    """Return the *panel* with what is behind the links between two IRIs, or between one and "all"; None if there is no link.

    Of several links between two nodes *parameters* can choose one.
    """
    at, other = ends
    link = parameters.get("link", [""])[0]
    edges = [
        edge
        for edge in projection.edges
        if at in (edge.source, edge.target)
        and (other == "all" or other in (edge.source, edge.target))
        and link in ("", edge.link)
    ]
    base = c.made.base
    paths = sorted({iri.removeprefix(base) for edge in edges for iri in edge.behind})
    if not paths:
        return None
    label = {node.iri: node.label for node in projection.nodes}
    named = replace(
        panel,
        heading=label[at] if other == "all" else f"{label[at]} – {label[other]}",
        links=(Link(f"links of {label[at]}", here.focused(at.removeprefix(base))), Link("whole network", here.whole)),
        shown=(),
        more=None,
    )
    clauses = _clauses(c, paths)
    reviews = [id for id in (path.removeprefix("review/") for path in paths) if id in c.reviews]
    things = [path for path in paths if path.partition("/")[0] in ("theme", "keyword")]
    counts = []
    if len(clauses):
        counts.append(f"{_named(clauses)} in {counted(clauses.reviews, 'review')}")
        shown, page, pages = paged(clauses, parameters)
        listed = sentence_list(c, shown, _only(c, ends), pager=pager(here.path, parameters, page, pages))
        named = replace(named, sentences=listed)
    if reviews:
        counts.append(counted(len(reviews), "review"))
        cards, page, pages = paged([c.reviews[id] for id in reviews], parameters)
        named = replace(named, reviews=review_list(c, cards, pager=pager(here.path, parameters, page, pages)))
    if things:
        counts.append(counted(len(things), "theme or keyword", "themes and keywords"))
        named = replace(named, shared=tuple(Link(_label(c, path), address_of(base + path, base)) for path in things))
    return replace(named, counts="; ".join(counts))


def _clauses(c: Collection, paths: Iterable[str]) -> Clauses:
    """Return the clauses with these paths, such as recommendation/2025-camden-child-yue/1; others are passed over."""
    import numpy as np

    known = facts(c)
    wanted: dict[str, set[str]] = {}
    for path in paths:
        folder, _, rest = path.partition("/")
        review, _, number = rest.rpartition("/")
        if folder in ("recommendation", "learning") and review in c.reviews:
            wanted.setdefault(review, set()).add(f"{folder}/{number}")
    place = {id: at for at, id in enumerate(known.columns.ids)} if wanted else {}
    numbers = [
        int(known.first[place[review]]) + at
        for review, own in wanted.items()
        for at, clause in enumerate(c.reviews[review].clauses)
        if f"{_FOLDERS[clause.kind]}/{clause.number}" in own
    ]
    return Clauses(c, np.array(sorted(numbers), np.int64))


def _named(clauses: Clauses) -> str:
    """Return how many clauses there are, by what they are called."""
    kinds = Counter(_FOLDERS[clause.kind] for clause in clauses)
    words = {"recommendation": "recommendation", "learning": "learning point"}
    return " and ".join(counted(kinds[each], noun) for each, noun in words.items() if kinds[each])


def _only(c: Collection, ends: Iterable[str]) -> Only:
    """Return which words are highlighted: those of the agencies and themes at the ends of a link, all if there are none."""
    paths = [iri.removeprefix(c.made.base).partition("/") for iri in ends]
    chosen = {kind: frozenset(id for each, _, id in paths if each == kind) or None for kind in ("agency", "theme")}
    return Only(agencies=chosen["agency"], themes=chosen["theme"])


def _label(c: Collection, path: str) -> str:
    kind, _, id = path.partition("/")
    known: dict[str, Kind] = {each: each for each in KINDS}
    return c.label(known[kind], id) if kind in known and id in c.of_kind(known[kind]) else id
