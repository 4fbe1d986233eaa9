"""The facts of a part in a form that a file can have, and back: plain values of known types, which nothing can run."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from casegraph.building.facts import Facts
from casegraph.building.tally import Tally, Unread
from casegraph.rdf.partitions import Counts, Kinds
from casegraph.record.model import UnreadLine
from casegraph.validating import PartFindings, Result
from casegraph.validating.shapes import shapes

__all__ = ["KeptFacts", "facts_of", "kept_facts"]


class _Within(NamedTuple):
    """How many triples there are of a property, by the classes of the subject and those of the object, or what ends it."""

    kinds: tuple[str, ...]
    predicate: str
    to: tuple[str, ...] | str
    number: int


class _Counts(NamedTuple):
    subjects: int
    properties: dict[str, int]
    classes: dict[str, int]
    within: list[_Within]


class _Tally(NamedTuple):
    reviews: int
    incomplete: int
    learning: int
    recommendations: int
    unnamed_via: int
    addressings: dict[str, int]
    theme_readings: dict[str, int]
    themes: list[str]
    agencies: list[str]
    keywords: list[str]
    years: list[int]
    unread: list[tuple[int, int, str, str]]
    unresolved: list[str]
    without_text: int
    unknown_addressees: dict[str, int]
    clashes: list[str]
    corrections: int


class _Findings(NamedTuple):
    results: list[tuple[str, str, str]]
    reviews: list[str]
    shares: list[str]


class KeptFacts(NamedTuple):
    """The facts of a part (see `Facts`); everything is sorted."""

    shared: list[str]
    keywords: dict[str, list[str]]
    areas: list[str]
    counts: _Counts
    tally: _Tally
    examples: list[str]
    findings: list[_Findings]


def kept_facts(facts: Facts) -> KeptFacts:
    """Return the facts of a part as they are kept."""
    counts, tally = facts.counts, facts.tally
    within = [_Within(kinds, predicate, to, number) for (kinds, predicate, to), number in counts.within.items()]
    return KeptFacts(
        shared=sorted(facts.shared),
        keywords={key: sorted(forms) for key, forms in sorted(facts.keywords.items())},
        areas=sorted(facts.areas),
        counts=_Counts(
            subjects=counts.subjects,
            properties=dict(sorted(counts.properties.items())),
            classes=dict(sorted(counts.classes.items())),
            within=sorted(within, key=repr),
        ),
        tally=_Tally(
            reviews=tally.reviews,
            incomplete=tally.incomplete,
            learning=tally.learning,
            recommendations=tally.recommendations,
            unnamed_via=tally.unnamed_via,
            addressings=dict(sorted(tally.addressings.items())),
            theme_readings=dict(sorted(tally.theme_readings.items())),
            themes=sorted(tally.themes),
            agencies=sorted(tally.agencies),
            keywords=sorted(tally.keywords),
            years=sorted(tally.years),
            unread=[(each.page, each.number, each.text, each.file) for each in sorted(tally.unread)],
            unresolved=sorted(tally.unresolved),
            without_text=tally.without_text,
            unknown_addressees=dict(sorted(tally.unknown_addressees.items())),
            clashes=sorted(tally.clashes),
            corrections=tally.corrections,
        ),
        examples=sorted(facts.examples),
        findings=[
            _Findings(
                sorted((each.shape.name, each.node, each.value) for each in part.results),
                sorted(part.reviews),
                sorted(part.shares),
            )
            for part in facts.findings
        ],
    )


def facts_of(kept: KeptFacts, pages: Mapping[int, int]) -> Facts:
    """Return the facts of a part; *pages* has the numbers that pages have now, by those that they had.

    Raises KeyError for what names a page or a shape that there is not.
    """
    by_name = {shape.name: shape for shape in shapes()}
    within: dict[tuple[Kinds, str, Kinds | str], int] = {
        (each.kinds, each.predicate, each.to): each.number for each in kept.counts.within
    }
    tally = kept.tally
    return Facts(
        shared={*kept.shared},
        keywords=defaultdict(set, {key: {*forms} for key, forms in kept.keywords.items()}),
        areas={*kept.areas},
        counts=Counts(kept.counts.subjects, kept.counts.properties, kept.counts.classes, within),
        tally=Tally(
            reviews=tally.reviews,
            incomplete=tally.incomplete,
            learning=tally.learning,
            recommendations=tally.recommendations,
            unnamed_via=tally.unnamed_via,
            addressings=Counter(tally.addressings),
            theme_readings=Counter(tally.theme_readings),
            themes={*tally.themes},
            agencies={*tally.agencies},
            keywords={*tally.keywords},
            years={*tally.years},
            unread=[Unread(pages[page], UnreadLine(number, text), file) for page, number, text, file in tally.unread],
            unresolved={*tally.unresolved},
            without_text=tally.without_text,
            unknown_addressees=Counter(tally.unknown_addressees),
            clashes={*tally.clashes},
            corrections=tally.corrections,
        ),
        examples={*kept.examples},
        findings=[
            PartFindings(
                tuple(Result(by_name[name], node, value) for name, node, value in part.results),
                frozenset(part.reviews),
                frozenset(part.shares),
            )
            for part in kept.findings
        ],
    )
