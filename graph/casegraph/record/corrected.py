"""Corrections from JSON values."""

from collections.abc import Mapping, Sequence

from casegraph.record.checks import check, known
from casegraph.record.corrected_fields import OF_A_REVIEW, values_of
from casegraph.record.json_objects import CorrectionObject
from casegraph.record.model import Correction, LearningPoint, Passage, Recommendation
from casegraph.record.web_access import is_day

__all__ = ["corrections_of"]


def corrections_of(
    given: Sequence[CorrectionObject], clauses: Sequence[LearningPoint | Recommendation], key: str
) -> tuple[Correction, ...]:
    """Return the corrections of an entry with these *clauses*; raises InvalidValue."""
    passages = {(each.passage.start, each.passage.end): each.passage for each in clauses}
    return tuple(_correction(each, passages, f"{key}[{number}]") for number, each in enumerate(given))


def _correction(given: CorrectionObject, passages: Mapping[tuple[int, int], Passage], key: str) -> Correction:
    field, clause = given["field"], None
    if field in OF_A_REVIEW:
        check(not given["clause"], f"{key}.clause", "what happened is of the review, so there can be no clause")
    else:
        check(len(given["clause"]) == 1, f"{key}.clause", f"it has {len(given['clause'])} places, not one")
        clause = passages.get(given["clause"][0])
        check(clause is not None, f"{key}.clause", "no learning point or recommendation is there")
    for name, id in (("was", given["was"]), ("is", given["is"])):
        if id:
            known(id, values_of(field), f"{key}.{name}", field)
    check(given["was"] != given["is"], f"{key}.is", "it is as it was")
    check(bool(given["who"]), f"{key}.who", "it is empty")
    check(is_day(given["when"]), f"{key}.when", f"{given['when']!r:.40} is no day (YYYY-MM-DD)")
    return Correction(clause, field, given["was"], given["is"], given["who"], given["when"], given["why"])
