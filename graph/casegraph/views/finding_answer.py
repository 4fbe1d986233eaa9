"""A finding as plain values for JSON; /openapi.json has the schema of its type, so its names and keys stay."""

from typing import TypedDict

from casegraph.views.citation import citation_of_numbers
from casegraph.views.collection import Collection
from casegraph.views.finding import Counted, Finding, finding_lines

__all__ = ["FindingAnswer", "FindingNumber", "finding_answer"]


class FindingNumber(TypedDict):
    """A number of a finding; *filters* are those of the list that it counts: /recommendations or /reviews, as *counted* says."""

    part: str
    what: str
    number: int
    counted: Counted
    filters: str


class FindingAnswer(TypedDict):
    """A finding: a sentence, what its numbers are part of, the numbers, and how to cite them."""

    id: str
    sentence: str
    of: str
    notes: list[str]
    numbers: list[FindingNumber]
    citation: str


def finding_answer(c: Collection, finding: Finding) -> FindingAnswer:
    """Return a finding of a collection."""
    return {
        "id": finding.id,
        "sentence": finding.sentence,
        "of": finding.of,
        "notes": [*finding.notes],
        "numbers": [
            {
                "part": each.part,
                "what": each.what,
                "number": each.number,
                "counted": each.counted,
                "filters": each.filters,
            }
            for each in finding_lines(finding)
        ],
        "citation": citation_of_numbers(c, finding.id, finding.sentence).harvard,
    }
