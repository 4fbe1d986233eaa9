"""Incidents in words: what reviews are counted as, when it happened, and how old children were."""

from collections.abc import Iterable, Mapping

from casegraph.collections import Profile
from casegraph.record.outcome_words import outcome_labels
from casegraph.views.concepts import Outcome
from casegraph.views.reviews import Child, Review

__all__ = ["ages", "counted_as", "date_in_words", "happened", "happened_in"]

_MONTHS = {
    "01": "January", "02": "February", "03": "March", "04": "April", "05": "May", "06": "June", "07": "July",
    "08": "August", "09": "September", "10": "October", "11": "November", "12": "December",
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
}  # fmt: skip

_PERSON = {"female": "girl", "male": "boy"}


def ages(children: Iterable[Child]) -> str:
    """Return sex and age of each child in words.

    >>> ages([Child(1, "years", "female"), Child(None, None, None)])
    'girl, 1 year'
    """
    described = []
    for child in children:
        unit = child.unit or ""
        age = "" if child.age is None else f"{child.age} {unit.removesuffix('s') if child.age == 1 else unit}"
        described.append(", ".join(part for part in (_PERSON.get(child.sex or ""), age) if part))
    return "; ".join(each for each in described if each)


def counted_as(outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """Return the label of all that reviews are counted as, each outcome before its kinds.

    >>> list(counted_as({"death": Outcome("death", "Death")}))[:2]
    ['death', 'death-suicide']
    """
    return outcome_labels({id: each.label for id, each in outcomes.items()})


def happened(what: str, when: str) -> str:
    """Return what happened to the child, and when.

    >>> happened("Suspected suicide", "in 2023"), happened("Death", "")
    ('Suspected suicide, in 2023', 'Death')
    """
    return f"{what}, {when}" if when else what


def date_in_words(edtf: str) -> str:
    """Return a date of EDTF in words: a year, month, season or day, or from one to another.

    >>> [date_in_words(edtf) for edtf in ("2023", "2023-11-05", "2022-23", "2023-03/2024-07", "")]
    ['in 2023', 'on 5 November 2023', 'in autumn 2022', 'between March 2023 and July 2024', '']
    """
    first, _, last = edtf.partition("/")
    if last:
        return f"between {_day(first)} and {_day(last)}"
    return f"{'on' if edtf.count('-') == 2 else 'in'} {_day(edtf)}" if edtf else ""


def _day(edtf: str) -> str:
    year, *parts = edtf.split("-")
    return " ".join(
        [*(day.lstrip("0") for day in parts[1:]), *(_MONTHS.get(month, month) for month in parts[:1]), year]
    )


def happened_in(review: Review, profile: Profile) -> str:
    """Return what happened as a page shows it: "" in a collection whose documents cannot be chosen by it, unless somebody corrected it."""
    return "" if "outcome" in profile.facets_left_out and not review.corrected else review.happened
