"""Facts: the little of each part that a build must know of all parts together."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from casegraph.building.tally import Tally
from casegraph.collections import Profile
from casegraph.rdf.keywords import keyword_statements
from casegraph.rdf.partitions import Counts
from casegraph.rdf.triples import Triples
from casegraph.rdf.vocabulary import vocabulary_lines
from casegraph.validating import PartFindings

__all__ = ["Facts", "common_lines"]


@dataclass(slots=True)
class Facts:
    """What parts say together.

    *shared* are lines of N-Triples that several parts may have, under the usual base of IRIs; *keywords* has the printed
    forms of each keyword, *areas* the GSS codes of the areas that the graph describes. *counts* are those of the
    parts' own triples, *tally* those of their reviews. *examples* are lines with the classes of what the vocabularies
    name as an example.
    """

    shared: set[str] = field(default_factory=set)
    keywords: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    areas: set[str] = field(default_factory=set)
    counts: Counts = field(default_factory=Counts)
    tally: Tally = field(default_factory=Tally)
    examples: set[str] = field(default_factory=set)
    findings: list[PartFindings] = field(default_factory=list)

    def update(self, other: "Facts") -> None:
        """Add the facts of another part."""
        self.shared |= other.shared
        for key, forms in other.keywords.items():
            self.keywords[key] |= forms
        self.areas |= other.areas
        self.counts.update(other.counts)
        self.tally.update(other.tally)
        self.examples |= other.examples
        self.findings += other.findings


def common_lines(
    shared: Collection[str], keywords: Mapping[str, Collection[str]], areas: Collection[str], profile: Profile
) -> set[str]:
    """Return what a graph says beside its reviews: what these share, their keywords, and the vocabularies, in the words of a collection."""
    named = Triples()
    for key, forms in keywords.items():
        keyword_statements(named, key, forms)
    return {*shared, *named, *vocabulary_lines(areas, keywords.keys(), profile)}
