"""What a document asks that says itself to whom it is sent: all of it is asked of its addressees, whatever else it names."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from casegraph.extracting.addressees import Request
from casegraph.extracting.agencies import former_agency, mentions_in
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.mentioned import concerns_in
from casegraph.reading.clauses import Clause
from casegraph.record.model import Addressee, Addressing, Resolution, Sending

__all__ = ["requests_sent"]

_BETWEEN = " | "
"""Stands between the names of those to whom a clause is put."""


def requests_sent(
    clauses: Sequence[Clause],
    sending: Sending,
    abbreviations: Mapping[str, str] = MappingProxyType({}),
    lexicon: Lexicon | None = None,
) -> list[Request]:
    """Say for each clause of a document to whom it is sent, or to which of these it is put, and which other agencies its words name.

    The basis is ``lead-in``: the names stand before the list of what is asked. Nothing is said of how firmly it is asked.

    >>> from casegraph.record.model import Addressee, Passage
    >>> sent = Sending(Passage(0, 9, "2026-0042"), None, (Addressee(Passage(10, 21, "NHS England"), ("nhs-england",)),))
    >>> [request] = requests_sent([Clause(Passage.of("The police knew.", 0, 16), None)], sent)
    >>> [(each.agency, each.basis) for each in request.addressings], [each.concept for each in request.concerns]
    ([('nhs-england', 'lead-in')], ['police'])
    """
    of_all = _addressings(sending.addressees)
    requests = []
    for clause in clauses:
        addressings = (
            _addressings(_put_to(clause, sending.addressees)) if clause.given and clause.given.agency else of_all
        )
        mentions = mentions_in(clause.passage.text, abbreviations, lexicon)
        concerns = concerns_in(clause.passage, mentions, None, addressings) if mentions else ()
        concerns = tuple(each._replace(former_agency=former_agency(each.words.text)) for each in concerns)
        requests.append(Request(True, addressings, concerns, mentioned=tuple(each.agency for each in mentions)))
    return requests


def _put_to(clause: Clause, addressees: Sequence[Addressee]) -> Sequence[Addressee]:
    """Return those addressees to whom a clause is put, all if it names none of them."""
    given = clause.given.agency.text if clause.given and clause.given.agency else ""
    return [
        each for each in addressees if f"{_BETWEEN}{each.name.text}{_BETWEEN}" in f"{_BETWEEN}{given}{_BETWEEN}"
    ] or addressees


def _addressings(addressees: Sequence[Addressee]) -> tuple[Addressing, ...]:
    """Return an addressing for each agency, with the name that stands first and all bodies of that agency."""
    named: dict[str, Addressing] = {}
    for addressee in addressees:
        for agency in addressee.agencies:
            bodies = (
                tuple(Resolution(body, "named") for body in addressee.bodies) if len(addressee.agencies) == 1 else ()
            )
            former = former_agency(addressee.name.text)
            first = named.setdefault(agency, Addressing(agency, "lead-in", addressee.name, "", former))
            more = tuple(each for each in bodies if each not in first.resolutions)
            named[agency] = first._replace(resolutions=(*first.resolutions, *more))
    return tuple(named.values())
