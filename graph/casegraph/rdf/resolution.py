"""Resolution: which body a recommendation asks where its words only say of what kind, and how that is known."""

from collections.abc import Sequence

from casegraph.areas import Place
from casegraph.bodies import body_named, covering
from casegraph.extracting.agencies import former_agency
from casegraph.names import thing
from casegraph.rdf.triples import Triples
from casegraph.record.model import Addressing

__all__ = ["KINDS", "resolve"]

PARTNERSHIP = "safeguarding-partnership"
KINDS = ("icb", "police", PARTNERSHIP)
"""The kinds of body whose single bodies are known."""

_BOARD = "health board"


def resolve(
    triples: Triples, clause: str, addressing: str, each: Addressing, places: Sequence[Place], year: int
) -> None:
    """Say which body *each* means, with basis and share; or, of a kind whose bodies are known, why that is not known."""
    words = each.words.text if each.words else ""
    kind = each.agency
    if kind not in KINDS and not (kind == "health" and _BOARD in words.lower()):
        return
    named = body_named(words, kind) if words else None
    if named:
        _resolved(triples, clause, addressing, thing("body", named.id), "named")
    elif former_agency(words) and kind != PARTNERSHIP:
        triples.link(addressing, "notResolved", thing("resolution", "former-kind"))
    elif not places:
        triples.link(addressing, "notResolved", thing("resolution", "no-area"))
    elif kind == PARTNERSHIP:
        partnerships = [place.partnership for place in places if place.partnership]
        for partnership in partnerships:
            _resolved(triples, clause, addressing, thing("partnership", partnership.id), "commissioned")
        if not partnerships:
            triples.link(addressing, "notResolved", thing("resolution", "no-facts"))
    else:
        rows = covering(kind, [gss for place in places for gss in place.areas], year)
        for body in dict.fromkeys(row.body for row in rows):
            share = max(row.share for row in rows if row.body == body)
            _resolved(triples, clause, addressing, thing("body", body), "from-area", share)
        if not rows:
            triples.link(addressing, "notResolved", thing("resolution", "no-facts"))


def _resolved(
    triples: Triples, clause: str, addressing: str, body: str, basis: str, share: float | None = None
) -> None:
    resolution = f"{addressing}/{body.rpartition('/')[2]}"
    triples.link(addressing, "hasResolution", resolution)
    triples.type(resolution, "Resolution")
    triples.link(resolution, "resolvedTo", body)
    triples.link(resolution, "resolutionBasis", thing("resolution", basis))
    triples.link(clause, "addressedToBody", body)
    if share is not None:
        triples.say(
            resolution,
            "share",
            f"{share:.4f}".rstrip("0").rstrip(".") + (".0" if share == int(share) else ""),
            "decimal",
        )
