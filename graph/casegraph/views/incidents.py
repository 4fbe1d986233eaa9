"""Incidents in words: what happened to a child and when, and how old children were."""

from collections.abc import Iterable

from casegraph.views.reviews import Child

__all__ = ["ages", "date_in_words", "happened"]

_MONTHS = {
    "01": "January", "02": "February", "03": "March", "04": "April", "05": "May", "06": "June", "07": "July",
    "08": "August", "09": "September", "10": "October", "11": "November", "12": "December",
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
}  # fmt: skip

_PERSON = {"female": "girl", "male": "boy"}
_OUTCOMES = {
    ("death", True): "Death by suicide",
    ("not-stated", False): "Outcome not stated",
    ("other", False): "Other outcome",
}  # where the label alone would not be understood


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


def happened(outcome: str, label: str, suicide: bool, when: str, certainty: str = "stated") -> str:
    """Return in a few words what happened to the child, and when; *label* is that of the *outcome*.

    >>> happened("death", "Death", True, "in 2023"), happened("abuse-or-neglect", "Abuse or neglect", False, "")
    ('Death by suicide, in 2023', 'Abuse or neglect')
    >>> happened("death", "Death", True, "", "suspected"), happened("abuse-or-neglect", "Abuse or neglect", False, "", "alleged")
    ('Death (suspected suicide)', 'Alleged abuse or neglect')
    """
    if certainty != "stated":
        doubted = _doubted(outcome, label, suicide, certainty)
        return f"{doubted}, {when}" if when else doubted
    what = _OUTCOMES.get((outcome, suicide)) or (f"{label}, suicide" if suicide else label)
    return f"{what}, {when}" if when else what


def _doubted(outcome: str, label: str, suicide: bool, certainty: str) -> str:
    if suicide:
        return f"{label} ({certainty} suicide)"
    if outcome == "death":
        return f"{label} (cause {'not confirmed' if certainty == 'suspected' else certainty})"
    return f"{certainty.capitalize()} {label.lower()}"


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
