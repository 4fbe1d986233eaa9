"""Clauses for the explorer: what learning points and recommendations say, and which of their words were read as what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from casegraph.store.rows import Row, Rows, place

__all__ = ["BASES", "Clause", "Read", "clauses"]

BASES = ("explicit", "lead-in", "default")
"""How it is known who is asked, the surest first."""

Places = list[list[int]]
"""Where words stand in a text: [start, end] each, in code points."""

_CLAUSES = """
SELECT ?review (STR(?clause) AS ?id) ?kind ?number ?text ?passage {
  ?clause cg:fromReview ?review ; a ?kind ; cg:position ?number ; cg:text ?text ; cg:inPassage ?passage
  VALUES ?kind { cg:LearningPoint cg:Recommendation cg:Remark }
}"""
_READ = """
SELECT (STR(?clause) AS ?id) ?concept ?passage {{
  ?reading a {} ; cg:readAs ?concept ; cg:inPassage ?passage . ?clause cg:hasReading ?reading
}}"""
_ASKED = """
SELECT (STR(?clause) AS ?id) ?concept ?passage ?basis ?quote {
  ?clause cg:hasAddressing ?reading . ?reading cg:readAs ?concept ; cg:basis ?basis ; cg:inPassage ?passage .
  ?passage cg:quote ?quote
}"""


@dataclass(slots=True)
class Read:
    """What was read as one concept: where in the clause, or in which words *outside* it, and on which basis if it is asked."""

    places: Places = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    basis: str = "default"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a review; *kind* is LearningPoint, Recommendation or Remark, and the readings are by concept."""

    kind: str
    text: str
    start: int
    end: int
    themes: Mapping[str, Read]
    asked: Mapping[str, Read]
    concerns: Mapping[str, Read]

    @property
    def agencies(self) -> Iterable[str]:
        """The agencies that it asks or is about."""
        return (*self.asked, *self.concerns)

    def learned(self, theme: Mapping[str, int]) -> dict[str, Any]:
        """Return what all clauses have, with themes by their index."""
        read = sorted((theme[concept], each.places) for concept, each in self.themes.items())
        return {"text": self.text, "start": self.start, "end": self.end, "themes": [list(each) for each in read]}

    def recommended(self, theme: Mapping[str, int], agency: Mapping[str, int]) -> dict[str, Any]:
        """Return that and what recommendations have besides."""
        asked = sorted((agency[concept], each) for concept, each in self.asked.items())
        read = sorted((agency[concept], each.places) for concept, each in self.concerns.items())
        said: dict[str, Any] = {"remark": self.kind == "Remark", "asked": [], "concerns": [list(each) for each in read]}
        for concept, each in asked:
            quote = [" … ".join(each.outside)] if each.outside and not each.places else []
            said["asked"].append([concept, BASES.index(each.basis), each.places, *quote])
        return self.learned(theme) | said


def clauses(rows: Rows) -> dict[str, list[Clause]]:
    """Return the clauses of each review, in the order of the page."""
    queries = (_READ.format("cg:ThemeReading"), _ASKED, _READ.format("cg:Concern"))
    readings = [rows.by("id", query) for query in queries]
    found: defaultdict[str, list[tuple[int, int, Clause]]] = defaultdict(list)
    for row in rows.select(_CLAUSES):
        start, end = place(row["passage"])
        themes, asked, concerns = (_read(each.get(row["id"], ()), start, end) for each in readings)
        clause = Clause(row["kind"], row["text"], start, end, themes, asked, concerns)
        found[row["review"]].append((int(row["number"]), start, clause))
    return {
        review: [clause for *_, clause in sorted(listed, key=lambda each: each[:2])] for review, listed in found.items()
    }


def _read(rows: Iterable[Row], start: int, end: int) -> dict[str, Read]:
    """Return what was read of the clause that stands from *start* to *end*, by concept."""
    found: dict[str, Read] = {}
    for row in rows:
        read = found.setdefault(row["concept"], Read())
        basis = row.get("basis", "explicit")
        if basis == "default":  # no words were read, the whole clause is only where it stands
            continue
        read.basis = min(read.basis, basis, key=BASES.index)
        begins, ends = place(row["passage"])
        if start <= begins and ends <= end:
            read.places = sorted([*read.places, [begins - start, ends - start]])
        else:
            read.outside.append(row["quote"])
    return found
