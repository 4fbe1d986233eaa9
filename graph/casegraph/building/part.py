"""A part of a build: some reviews that follow each other by slug, and all that can be made of them alone.

Parts know nothing of each other, so that they can be made in any order, in any process and on any computer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from casegraph.areas import partnership
from casegraph.building.facts import Facts, common_lines
from casegraph.building.recorded_reviews import recorded_review
from casegraph.building.rows import row_of
from casegraph.building.tally import Tally
from casegraph.collections import profile_named, profiles
from casegraph.counts.review_lines import line_of
from casegraph.names import BASE, PREFIXES
from casegraph.rdf.partitions import Counts
from casegraph.rdf.statements import review_statements
from casegraph.rdf.triples import text_of
from casegraph.rdf.vocabulary import examples
from casegraph.record.identity import Minted
from casegraph.record.json_lines import to_line
from casegraph.record.model import Place
from casegraph.validating import validate_part
from casegraph.validating.quotes import Text

__all__ = ["NTRIPLES", "RECORDS", "REVIEWS", "TABLES", "Part", "make_part"]

NTRIPLES, RECORDS, REVIEWS, TABLES = "casegraph.nt", "reviews.jsonl", "reviews.msgpack", "tables.jsonl"
"""The names of what a part has a share of: the graph, and in rows of one review each the records, what pages show, and what is counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is made of some reviews: their *ntriples*, their *rows* of each other file by its name, and the *facts* of them.

    The N-Triples are sorted, in the IRIs of the build, and are the reviews' own triples alone. There is a row for each
    review, in their order.
    """

    ntriples: bytes
    rows: Mapping[str, Sequence[bytes]]
    facts: Facts


def make_part(minted: Sequence[Minted], base: str = BASE, *, pages: Mapping[str, Text] = MappingProxyType({})) -> Part:
    """Make the part of some reviews, for a graph whose IRIs begin with *base*.

    Quotes are compared with the texts of *pages* (by SHA-256) that are at hand.
    """
    statements = review_statements(minted)
    own, areas = sorted(statements.own), _areas(minted)
    profile = profile_named(minted[0].review.source.collection) if minted else profiles()[0]
    context = common_lines(statements.shared, statements.keywords, areas, profile)
    counts = Counts.of(own, context)
    findings = validate_part([*own, *sorted(context)], pages=pages)
    typed = (f"<{iri}> <{PREFIXES['rdf']}type> {kind}" for iri in examples() for kind in counts.classes)
    facts = Facts(
        shared={*statements.shared},
        keywords=statements.keywords,
        areas=areas,
        counts=counts,
        tally=Tally.of(minted),
        examples={line for line in typed if line in statements.own},
        findings=[replace(findings, shares=findings.shares - context)],
    )
    rows = {
        RECORDS: [*map(_line, minted)],
        REVIEWS: [row_of(recorded_review(each)) for each in minted],
        TABLES: [*map(line_of, minted)],
    }
    return Part(text_of(own, base).encode(), rows, facts)


def _areas(minted: Sequence[Minted]) -> set[str]:
    """Return the areas of reviews, and those of the partnerships there."""
    places = {place for each in minted for place in each.having(lambda entry: entry.places).areas}
    return {gss for place in places for gss in _covered(place)}


def _covered(place: Place) -> tuple[str, ...]:
    here = partnership(place.partnership) if place.partnership else None
    return (*place.areas, *(here.covers if here else ()))


def _line(minted: Minted) -> bytes:
    """Return the record of a review with all its entries, so that a build can be made of such lines alone."""
    return f"{to_line(minted.review, (*minted.others, *minted.repeated))}\n".encode()
