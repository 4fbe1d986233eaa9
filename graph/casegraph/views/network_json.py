"""The explorer's network: agencies and themes, with all that its picture needs worked out here."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from casegraph.collections import Profile
from casegraph.collections.words import in_requests
from casegraph.network.model import Projection
from casegraph.views.collection import Collection
from casegraph.views.network_choice import MEANS, PARTNERSHIP, hiding
from casegraph.views.network_labels import label_lines
from casegraph.views.network_map import sides, without
from casegraph.views.network_sentence import seen
from casegraph.views.network_sizes import radii_of, sizes
from casegraph.views.networks import first_in_words

if TYPE_CHECKING:
    from casegraph.network.tallies import Tally

__all__ = ["NODES", "explorer_network"]

NODES = 300
"""How many nodes the explorer's network has at most; the ones with the strongest links stay."""

Thing = dict[str, object]

_HEADINGS = {"agency": "Agencies", "theme": "Themes"}


def explorer_network(c: Collection, projection: Projection, numbers: Mapping[str, Mapping[str, int]]) -> Thing:
    """Return the network as plain values; *numbers* are those of agencies and themes in the explorer's lists, by kind and id.

    A node has its label in lines, its radius by each size, and how many reviews have it, with its place and the range of
    that. A picture is for one value of both switches: the nodes of its columns, and what it shows in a sentence.
    """
    from casegraph.network.tallies import tallies

    base = c.made.base
    strength = dict.fromkeys((node.iri for node in projection.nodes), 0.0)
    for edge in projection.edges:
        strength[edge.source] += edge.weight
        strength[edge.target] += edge.weight
    strongest = sorted(strength, key=lambda iri: (-strength[iri], iri))[:NODES]
    order = {iri: number for number, iri in enumerate(sorted(strongest))}
    counted = tallies(projection)
    of_sizes = {name: radii_of(projection, values) for name, values in sizes(projection, counted).items()}
    nodes = []
    for at, (node, tally) in enumerate(zip(projection.nodes, counted, strict=True)):
        if node.iri in order:
            id = node.iri.removeprefix(f"{base}{node.kind}/")
            nodes.append(
                {
                    "kind": node.kind,
                    "i": numbers[node.kind][id],
                    "lines": label_lines(node.label),
                    "radii": [radii[at] for radii in of_sizes.values()],
                    "tally": _tally(tally),
                }
            )
    edges = sorted(
        [order[edge.source], order[edge.target], edge.weight]
        for edge in projection.edges
        if edge.source in order and edge.target in order
    )
    can = hiding(projection, f"{base}agency/{c.profile.default_addressee}", _means(c))
    named = {node.iri: tally.value for node, tally in zip(projection.nodes, counted, strict=True)}, len(c.reviews)
    return {
        "title": in_requests(projection.title, c.profile),
        "nodes": nodes,
        "edges": edges,
        "sizes": [*of_sizes],
        "first": {
            kind: in_requests(_first(projection, counted, kind, len(c.reviews)), c.profile) for kind in _HEADINGS
        },
        "share": round(100 * can.share),
        "agency": order.get(can.agency, -1),
        "swamps": can.swamps,
        "pictures": [
            [
                partnership,
                means,
                *_picture(without(projection, can.hidden(partnership, means)), order, means, named, c.profile),
            ]
            for partnership in PARTNERSHIP
            for means in MEANS
        ],
    }


def _means(c: Collection) -> set[str]:
    return {f"{c.made.base}theme/{theme.id}" for theme in c.themes.values() if theme.is_means}


def _first(projection: Projection, counted: "Sequence[Tally]", kind: str, reviews: int) -> str:
    """Return which node of a kind most reviews have."""
    own = [
        (tally.rank, node.label, tally)
        for node, tally in zip(projection.nodes, counted, strict=True)
        if node.kind == kind
    ]
    if not own:
        return ""
    _, label, tally = min(own)
    return first_in_words(_HEADINGS[kind], label, "reviews", tally, len(own), reviews)


def _tally(tally: "Tally") -> list[int]:
    return [tally.value, tally.rank, tally.rank_low, tally.rank_high]


def _picture(
    part: Projection, order: Mapping[str, int], means: str, named: tuple[Mapping[str, int], int], own: Profile
) -> Sequence[object]:
    """Return the numbers of the nodes of both columns, and the sentence with the nodes that it is about."""

    def listed(side: Sequence[int]) -> list[int]:
        return [order[part.nodes[node].iri] for node in side if part.nodes[node].iri in order]

    left, right = sides(part) or ([], [])
    shown = seen(part, "themes" if means == "yes" else "subjects", *named)
    return [
        listed(left),
        listed(right),
        in_requests(shown.text, own) if shown else "",
        [order[iri] for iri in shown.about if iri in order] if shown else [],
    ]
