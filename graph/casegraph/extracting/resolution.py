"""Which body a recommendation means where it names only an agency ("the ICB"), and how that is known."""

from collections.abc import Sequence
from dataclasses import replace

from casegraph.bodies import body_named, covering
from casegraph.extracting.addressees import Asked
from casegraph.extracting.agencies import former_agency
from casegraph.record.model import Addressing, NotResolved, Place, Reading, Resolution

__all__ = ["resolved"]

_PARTNERSHIP = "safeguarding-partnership"
_AGENCIES = ("icb", "police", _PARTNERSHIP)
"""The agencies whose bodies are known."""

_BOARD = "health board"

_Resolved = tuple[tuple[Resolution, ...], NotResolved | None]


def resolved(clauses: Sequence[Asked], places: Sequence[Place], year: int) -> list[Asked]:
    """Return the addressees of a review's clauses with the bodies that they mean, and former agencies named as such.

    *places* are those of the review's heading and *year* is the year of its publication.

    >>> from casegraph.areas import places_of
    >>> from casegraph.record.model import Passage
    >>> addressing = Addressing("icb", "explicit", Passage(0, 7, "the ICB"))
    >>> asked, = resolved([Asked(True, (addressing,), ())], places_of(["Birmingham"]), 2025)
    >>> asked.addressings[0].resolutions
    (Resolution(body='icb-qhl', basis='from-area', share=1.0),)
    """
    done: dict[Addressing, Addressing] = {}  # clauses share addressees: a prefix or lead-in holds for several
    found = []
    for clause in clauses:
        for each in clause.addressings:
            if each not in done:
                done[each] = _addressing(each, places, year)
        found.append(
            Asked(
                clause.is_recommendation,
                tuple(done[each] for each in clause.addressings),
                tuple(_concern(each) for each in clause.concerns),
            )
        )
    return found


def _concern(concern: Reading) -> Reading:
    former = former_agency(concern.words.text)
    return concern._replace(former_agency=former) if former else concern


def _addressing(addressing: Addressing, places: Sequence[Place], year: int) -> Addressing:
    former = former_agency(addressing.words.text) if addressing.words else None
    resolutions, reason = _resolutions(addressing, former, places, year)
    return replace(addressing, former_agency=former, resolutions=resolutions, not_resolved=reason)


def _resolutions(addressing: Addressing, former: str | None, places: Sequence[Place], year: int) -> _Resolved:
    """Return the bodies that an addressing means, or the reason why that is not known."""
    words, agency = addressing.words.text if addressing.words else "", addressing.agency
    if agency not in _AGENCIES and not (agency == "health" and _BOARD in words.lower()):
        return (), None
    named = body_named(words, agency) if words else None
    if named:
        return (Resolution(named.id, "named"),), None
    if former and agency != _PARTNERSHIP:
        return (), "former-kind"
    if not any(place.areas for place in places):
        return (), "no-area"
    return _commissioners(places) if agency == _PARTNERSHIP else _covering(agency, places, year)


def _commissioners(places: Sequence[Place]) -> _Resolved:
    found = dict.fromkeys(place.partnership for place in places if place.partnership)
    return (tuple(Resolution(each, "commissioned") for each in found), None) if found else ((), "no-facts")


def _covering(agency: str, places: Sequence[Place], year: int) -> _Resolved:
    """Return the bodies that cover the areas, each with its largest share of one."""
    shares: dict[str, float] = {}
    for row in covering(agency, [gss for place in places for gss in place.areas], year):
        shares[row.body] = max(row.share, shares.get(row.body, 0.0))
    if not shares:
        return (), "no-facts"
    return tuple(Resolution(body, "from-area", share) for body, share in shares.items()), None
