"""Which body a recommendation means where it names only an agency ("the ICB"), and how that is known."""

import re
from collections.abc import Sequence
from functools import lru_cache

from casegraph.bodies import body_named, covering
from casegraph.extracting.addressees import Request
from casegraph.extracting.agencies import former_agency
from casegraph.record.model import Addressing, NotResolved, Place, Reading, Resolution, new

__all__ = ["resolved"]

_PARTNERSHIP = "safeguarding-partnership"
_AGENCIES = ("icb", "police", _PARTNERSHIP)
"""The agencies whose bodies are known."""

_BOARD = "health board"
_NATIONAL_BODY = "national-body"
_MINISTRIES = ("dfe", "dhsc", "moj")
_DEPARTMENT = re.compile(r"(?:the\s+)?department\s+(?:of|for)\b", re.IGNORECASE)

_Resolved = tuple[tuple[Resolution, ...], NotResolved | None]


def resolved(clauses: Sequence[Request], places: Sequence[Place], year: int) -> list[Request]:
    """Return the addressees of a review's clauses with the bodies that they mean, and former agencies named as such.

    *places* are those of the review's heading and *year* is the year of its publication.

    >>> from casegraph.areas import places_of
    >>> from casegraph.record.model import Passage
    >>> addressing = Addressing("icb", "explicit", Passage(0, 7, "the ICB"))
    >>> request, = resolved([Request(True, (addressing,), ())], places_of(["Birmingham"]), 2025)
    >>> request.addressings[0].resolutions
    (Resolution(body='icb-qhl', basis='from-area', share=1.0),)
    """
    at_stormont = any(gss.startswith("N") for place in places for gss in place.areas)
    if at_stormont:
        clauses = [_of_northern_ireland(clause) for clause in clauses]
    done: dict[Addressing, Addressing] = {}  # clauses share addressees: a prefix or lead-in holds for several
    requests = []
    for clause in clauses:
        for each in clause.addressings:
            if each not in done:
                done[each] = _addressing(each, places, year)
        addressings = tuple([done[each] for each in clause.addressings])
        concerns = tuple([_concern(each) for each in clause.concerns])
        via = tuple([_concern(each) for each in clause.via])
        requests.append(clause._replace(addressings=addressings, concerns=concerns, via=via))
    return requests


def _of_northern_ireland(clause: Request) -> Request:
    """Return a clause in which departments are those of Northern Ireland, which are no ministries in London."""
    addressings: dict[tuple[str, str], Addressing] = {}
    for each in clause.addressings:
        own = each.words is not None and each.agency in _MINISTRIES and _DEPARTMENT.match(each.words.text)
        each = each._replace(agency=_NATIONAL_BODY, wording="") if own else each
        addressings.setdefault((each.agency, each.basis), each)
    concerns, via = tuple(map(_of_no_ministry, clause.concerns)), tuple(map(_of_no_ministry, clause.via))
    return clause._replace(addressings=tuple(addressings.values()), concerns=concerns, via=via)


def _of_no_ministry(body: Reading) -> Reading:
    own = body.concept in _MINISTRIES and _DEPARTMENT.match(body.words.text)
    return body._replace(concept=_NATIONAL_BODY, wording="") if own else body


def _concern(concern: Reading) -> Reading:
    former = former_agency(concern.words.text)
    return concern._replace(former_agency=former) if former else concern


def _addressing(addressing: Addressing, places: Sequence[Place], year: int) -> Addressing:
    former = former_agency(addressing.words.text) if addressing.words else None
    resolutions, reason = _resolutions(addressing, former, places, year)
    agency, basis, words, wording, *_ = addressing
    return new(Addressing, (agency, basis, words, wording, former, resolutions, reason))


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
    if agency == _PARTNERSHIP:
        return _commissioners(places)
    return _covering(agency, tuple([gss for place in places for gss in place.areas]), year)


def _commissioners(places: Sequence[Place]) -> _Resolved:
    behind = dict.fromkeys([place.partnership for place in places if place.partnership])
    return (tuple([Resolution(each, "commissioned") for each in behind]), None) if behind else ((), "no-facts")


@lru_cache(maxsize=10_000)  # a collection has some hundred areas and a dozen years
def _covering(agency: str, areas: tuple[str, ...], year: int) -> _Resolved:
    """Return the bodies that cover the areas, each with its largest share of one."""
    shares: dict[str, float] = {}
    for row in covering(agency, areas, year):
        shares[row.body] = max(row.share, shares.get(row.body, 0.0))
    if not shares:
        return (), "no-facts"
    return tuple(Resolution(body, "from-area", share) for body, share in shares.items()), None
