"""What a network shows in one plain sentence, which counts and never says more than it counted."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations

from casegraph.network.model import Edge, Node, Projection

__all__ = ["Seen", "seen"]

_GROUPS = ("all-agencies", "safeguarding-partners", "statutory-partners", "practitioners")
"""Agencies that stand for many at once; that they share themes with others says nothing."""

_ONE_BODY = ("board", "police", "panel", "database", "authority", "government")
"""The last words of agencies that need “the” in a sentence."""

_MOST = {
    "partnership-theme": ("partnership", "theme", "The reviews of {n} of {all} partnerships have learning or recommendations on “{name}”"),
    "review-keyword": ("review", "keyword", "{n} of {all} reviews have the keyword “{name}”"),
    "collection": ("review", "theme", "{n} of {all} reviews have learning or recommendations on “{name}”"),
}  # fmt: skip
_SHARED = {
    "agency-theme": "{one} and {other} are addressed on the same {n} {themes}",
    "agency-theme-concerns": "{one} and {other} are asked through others, or mentioned, on the same {n} {themes}",
}


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence on a network, without its full stop, and the IRIs of the nodes that it is about, one or two."""

    text: str
    about: tuple[str, ...]


def seen(
    projection: Projection, themes: str = "themes", reviews: Mapping[str, int] | None = None, of: int = 0
) -> Seen | None:
    """Return what a network shows, None if it has no link; *themes* is what its themes are called.

    *reviews* says how many reviews have each node, *of* so many in all: two agencies may have little to share.

    Of several nodes or links with the same number it is about the first in the alphabet, and says “more than any other”
    only of one alone.

    >>> nodes = (Node("agency/a", "Housing", "agency"), Node("agency/b", "Police", "agency"), Node("theme/t", "T", "theme"))
    >>> links = (Edge("agency/a", "theme/t", "l", 2, 1), Edge("agency/b", "theme/t", "l", 1, 1))
    >>> seen(Projection("agency-theme", "P", nodes, links)).text
    'Housing and the police are addressed on the same 1 theme'
    """
    if not projection.edges:
        return None
    if projection.name in _SHARED:
        return _with_reviews(_shared(projection, _SHARED[projection.name], themes), reviews or {}, of)
    if projection.name in _MOST:
        return _most(projection, *_MOST[projection.name])
    return _strongest(projection)


def _with_reviews(shown: Seen | None, reviews: Mapping[str, int], of: int) -> Seen | None:
    """Return a sentence on two agencies with how many reviews name each."""
    if shown is None or not of:
        return shown
    one, other = (reviews.get(iri, 0) for iri in shown.about)
    return Seen(f"{shown.text}; {one:,} and {other:,} of {of:,} reviews name them", shown.about)


def _shared(projection: Projection, text: str, themes: str) -> Seen | None:
    """Return the two agencies with the most themes in common."""
    node = {each.iri: each for each in projection.nodes}
    themes_of: defaultdict[str, set[str]] = defaultdict(set)
    for edge in projection.edges:
        if edge.source.rpartition("/")[2] not in _GROUPS:
            themes_of[edge.source].add(edge.target)
    pairs = [
        (-len(themes_of[one] & themes_of[other]), node[one].label, node[other].label, one, other)
        for one, other in combinations(sorted(themes_of, key=lambda iri: (node[iri].label, iri)), 2)
    ]
    if not pairs or not min(pairs)[0]:
        return None
    first = min(pairs)
    n = -first[0]
    words = text.format(
        one=_named(first[1]), other=_named(first[2], False), n=n, themes=themes.removesuffix("s") if n == 1 else themes
    )
    alone = len(pairs) > 1 and sum(pair[0] == first[0] for pair in pairs) == 1
    return Seen(f"{words}, more than any other two agencies" if alone else words, first[3:])


def _named(label: str, begins: bool = True) -> str:
    """Return an agency as a sentence names it: with “the” before one body, and small unless it is a name or the sentence begins.

    >>> _named("Integrated care board"), _named("Integrated care board", False), _named("Department for Education", False)
    ('The integrated care board', 'the integrated care board', 'the Department for Education')
    >>> _named("Children's social care", False)
    "children's social care"
    """
    is_name = any(letter.isupper() for letter in label[1:])
    words = label if is_name else label[:1].lower() + label[1:]
    if label.rpartition(" ")[2].lower() in _ONE_BODY or label.startswith("Department "):
        words = f"the {words}"
    return words[:1].upper() + words[1:] if begins else words


def _most(projection: Projection, counted: str, kind: str, text: str) -> Seen | None:
    """Return the node of a kind that is linked to the most nodes of another kind."""
    node = {each.iri: each for each in projection.nodes}
    linked: defaultdict[str, set[str]] = defaultdict(set)
    for edge in projection.edges:
        for one, other in ((edge.source, edge.target), (edge.target, edge.source)):
            if node[one].kind == kind and node[other].kind == counted:
                linked[one].add(other)
    if not linked:
        return None
    best = min(linked, key=lambda iri: (-len(linked[iri]), node[iri].label))
    everyone = sum(each.kind == counted for each in projection.nodes)
    return Seen(text.format(n=len(linked[best]), all=everyone, name=node[best].label), (best,))


def _strongest(projection: Projection) -> Seen:
    """Return the strongest link of a one-mode network, in words; by reviews where the weight is a ratio of few."""
    node = {each.iri: each for each in projection.nodes}
    by_reviews = projection.name == "keyword-keyword"

    def size(edge: Edge) -> float:
        return edge.reviews if by_reviews else edge.weight

    edges = [edge for edge in projection.edges if not _is_group(edge)] or list(projection.edges)
    best = min(edges, key=lambda edge: (-size(edge), node[edge.source].label, node[edge.target].label))
    words = _in_words(best, node[best.source], node[best.target])
    alone = len(edges) > 1 and sum(edge.link == best.link and size(edge) == size(best) for edge in edges) == 1
    others = {"agency": "agencies", "theme": "themes", "keyword": "keywords", "review": "reviews"}.get(
        node[best.source].kind, "nodes"
    )
    alone = alone and not by_reviews
    return Seen(f"{words}, more than any other two {others}" if alone else words, (best.source, best.target))


def _is_group(edge: Edge) -> bool:
    return any(iri.rpartition("/")[2] in _GROUPS for iri in (edge.source, edge.target))


def _in_words(edge: Edge, one: Node, other: Node) -> str:
    n = int(edge.weight)
    match edge.link:
        case "asked on the same themes":
            return f"{_named(one.label)} and {_named(other.label, False)} are addressed on the same {n} theme{'s' * (n != 1)}"
        case "asked together":
            return f"{n} recommendation{'s' * (n != 1)} are addressed to both {_named(one.label, False)} and {_named(other.label, False)}"
        case "together" if one.kind == "theme":
            return f"“{one.label}” and “{other.label}” appear together in {n} recommendation{'s' * (n != 1)}"
        case "together":
            often = f"{edge.weight:.1f} times as many as would by chance"
            return f"{edge.reviews} reviews list both “{one.label}” and “{other.label}”, {often}"
        case _:
            return (
                f"“{one.label}” and “{other.label}” share {edge.weight:.0%} of the keywords and themes that either has"
            )
