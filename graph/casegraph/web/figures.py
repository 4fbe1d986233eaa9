"""Figures: where the sentences are that a number of the table of names, deadlines and measures counts."""

from collections.abc import Mapping
from typing import Any

from casegraph.asking.questions import Question
from casegraph.views.collection import Collection, Kind
from casegraph.views.lists import id_of_label
from casegraph.web.addresses import with_parameters
from casegraph.web.elements import address

__all__ = ["figure_address"]

_TABLE = "owner-deadline-measure"
_KINDS: Mapping[str, Kind] = {"agency": "agency", "theme": "theme", "partnership": "partnership"}
_PARTS = {"recommendations": "asked", "asked_through": "via", "as_partner": "statutory", "likely_owner": "owner"}
"""The parts of an agency's page that columns count."""

_STRENGTHS = {"deadline": "deadline", "measure": "measure", "only_consider": "soft"}
_QUESTIONS = {"no_agency_named": "nobody-named", "likely_owner": "likely-owner"}
_WHOLE = "All"


def figure_address(
    c: Collection, question: Question, given: Mapping[str, str], row: Mapping[str, Any], column: str
) -> str:
    """Return where the sentences of a figure are, "" where there is no list of just these.

    *given* is what was chosen for the question; where it narrows the table, no other page has the same number.
    """
    if question.name != _TABLE or not row[column] or any(value for name, value in given.items() if name != "by"):
        return ""
    own = _of_row(c, given.get("by", ""), str(row["group"]))
    if own is None:
        return ""
    if column in _STRENGTHS:
        return with_parameters("/questions/recommendations-by-strength", {"strength": _STRENGTHS[column], **own})
    if "agency" in own:
        if column == "named":
            return _cell({}, f"all~{own['agency']}")
        part = {"part": _PARTS.get(column)}
        return with_parameters(address("agency", own["agency"]), part) + "#sentences" if column in _PARTS else ""
    if column in _QUESTIONS:
        return with_parameters(f"/questions/{_QUESTIONS[column]}", own)
    if column in ("recommendations", "named"):
        theme = own.pop("theme", "all")
        return _cell({**own, "named": "no" if column == "recommendations" else "yes"}, f"{theme}~all")
    return ""


def _of_row(c: Collection, by: str, group: str) -> dict[str, str] | None:
    """Return what a row stands for as a parameter, nothing for the row of all; None for “No agency named” and the like."""
    if group == _WHOLE:
        return {}
    if by not in _KINDS:
        return {by: group}
    id = id_of_label(c, _KINDS[by], group)
    return None if id is None else {by: id}


def _cell(own: Mapping[str, str], cell: str) -> str:
    return with_parameters("/matrix", {**own, "cell": cell}) + "#behind"
