"""Doubles: wordings that find nothing that another of their concept does not find, or that two concepts share unsaid."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from casegraph.extracting.lexicon.notation import Parts, parts_of
from casegraph.wordings import LABEL, Wording

__all__ = ["Double", "doubles"]


class Double(NamedTuple):
    """A wording that should not be as it is, the *other* wording that finds the same, and what to do."""

    wording: Wording
    other: Wording | None
    advice: str

    def __str__(self) -> str:
        same = f" finds the same as “{self.other.text}” of {self.other.concept}" if self.other else ""
        return f"“{self.wording.text}” of {self.wording.concept}{same}: {self.advice}"


def doubles(wordings: Iterable[Wording]) -> list[Double]:
    """Return the doubles among the wordings of a scheme.

    Within a concept, a wording has to find something that no other finds. Two concepts may have the same wording if both
    name each other under *also_for*; of a label and a wording, the wording names the other concept.

    >>> print(*doubles([Wording("care", "foster carer"), Wording("care", "foster carers")]))
    “foster carers” of care finds the same as “foster carer” of care: delete one of the two
    """
    wordings = sorted(set(wordings))
    by_parts: defaultdict[Parts, list[Wording]] = defaultdict(list)
    for each in wordings:
        for parts in parts_of(each.text):
            by_parts[parts].append(each)
    return [double for each in wordings if each.origin != LABEL for double in _doubles_of(each, by_parts)]


def _doubles_of(wording: Wording, by_parts: dict[Parts, list[Wording]]) -> Iterator[Double]:
    alike = [by_parts[parts] for parts in parts_of(wording.text)]
    for other in alike[0]:
        if other is not wording and other.concept == wording.concept and all(other in others for others in alike):
            if "exception" == other.counts_in != wording.counts_in:
                yield Double(wording, other, "the exception takes all that it finds, so delete one of the two")
            elif _finds_as_much(other, wording) and not (wording < other and _is_same(wording, other)):
                yield Double(wording, other, "delete one of the two")
    if wording.counts_in == "exception":
        return
    shared = {other.concept: other for others in alike for other in others if _finds_together(wording, other)}
    for concept in sorted(shared.keys() - {*wording.also_for}):
        yield Double(wording, shared[concept], f"if both are meant, write {concept} under also-for, else delete one")
    for concept in sorted({*wording.also_for} - shared.keys()):
        yield Double(wording, None, f"{concept} has no such wording, so take it out of also-for")


def _finds_as_much(other: Wording, wording: Wording) -> bool:
    """Tell whether the other counts wherever the wording does."""
    return other.counts_in == wording.counts_in or (other.counts_in == "any" and wording.counts_in != "exception")


def _is_same(wording: Wording, other: Wording) -> bool:
    """Tell whether each would be a double of the other; then one report is enough."""
    return (
        other.origin != LABEL
        and wording.counts_in == other.counts_in
        and {*parts_of(wording.text)} == {*parts_of(other.text)}
    )


def _finds_together(wording: Wording, other: Wording) -> bool:
    """Tell whether two concepts are found together by these wordings."""
    if other.concept == wording.concept or other.counts_in == "exception":
        return False
    return other.counts_in == wording.counts_in or "any" in (other.counts_in, wording.counts_in)
