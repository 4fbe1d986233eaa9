"""Incidents in words: what happened to a child and when, and how old children were."""

from collections.abc import Iterable, Mapping, Sequence

from casegraph.views.concepts import Outcome
from casegraph.views.reviews import Child

__all__ = ["ages", "date_in_words", "happened", "outcome_in_words", "outcome_keys", "outcome_labels"]

_MONTHS = {
    "01": "January", "02": "February", "03": "March", "04": "April", "05": "May", "06": "June", "07": "July",
    "08": "August", "09": "September", "10": "October", "11": "November", "12": "December",
    "21": "spring", "22": "summer", "23": "autumn", "24": "winter",
}  # fmt: skip

_PERSON = {"female": "girl", "male": "boy"}
_SAYS_LITTLE = {
    "not-stated": "Outcome not stated",
    "other": "Other outcome",
}  # where the label alone would not be understood
_DOUBT: Sequence[str] = ("suspected", "alleged")
_CAUSE = {"suspected": "cause in doubt", "alleged": "cause alleged"}


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


def outcome_in_words(outcome: str, label: str, suicide: bool, certainty: str) -> str:
    """Return what happened to the child as all faces word it, with the doubt; *label* is that of the *outcome*.

    >>> [outcome_in_words("death", "Death", True, each) for each in ("stated", "suspected")]
    ['Death by suicide', 'Suspected suicide']
    >>> outcome_in_words("death", "Death", False, "suspected"), outcome_in_words("serious-harm", "Serious harm", False, "alleged")
    ('Death, cause in doubt', 'Alleged serious harm')
    """
    if suicide:
        return f"{label} by suicide" if certainty == "stated" else f"{certainty.capitalize()} suicide"
    if certainty == "stated":
        return _SAYS_LITTLE.get(outcome, label)
    return f"{label}, {_CAUSE[certainty]}" if outcome == "death" else f"{certainty.capitalize()} {label.lower()}"


def happened(what: str, when: str) -> str:
    """Return what happened to the child, and when.

    >>> happened("Suspected suicide", "in 2023"), happened("Death", "")
    ('Suspected suicide, in 2023', 'Death')
    """
    return f"{what}, {when}" if when else what


def outcome_keys(outcome: str, suicide: bool, certainty: str) -> tuple[str, ...]:
    """Return what a review is counted as: its outcome, and the kind of it that is a suicide or in doubt.

    >>> outcome_keys("death", True, "suspected"), outcome_keys("abuse-or-neglect", False, "stated")
    (('death', 'death-suspected-suicide'), ('abuse-or-neglect',))
    """
    kind = [*([certainty] if certainty != "stated" else []), *(["suicide"] if suicide else [])]
    return (outcome, "-".join([outcome, *kind])) if kind else (outcome,)


def outcome_labels(outcomes: Mapping[str, Outcome]) -> dict[str, str]:
    """Return the label of all that reviews are counted as, each outcome before its kinds.

    >>> list(outcome_labels({"death": Outcome("death", "Death")}).values())[:3]
    ['Death', 'Death – by suicide', 'Death – suspected suicide']
    >>> outcome_labels({"serious-harm": Outcome("serious-harm", "Serious harm")})
    {'serious-harm': 'Serious harm', 'serious-harm-suspected': 'Serious harm – suspected', 'serious-harm-alleged': 'Serious harm – alleged'}
    """
    labels = {}
    for id, outcome in outcomes.items():
        labels[id] = outcome.label
        kinds = {"-suicide": "by suicide"} if id == "death" else {}
        if id == "death":
            kinds |= {f"-{each}-suicide": f"{each} suicide" for each in _DOUBT}
            kinds |= {f"-{each}": _CAUSE[each] for each in _DOUBT}
        elif id not in _SAYS_LITTLE:
            kinds |= {f"-{each}": each for each in _DOUBT}
        labels |= {f"{id}{kind}": f"{outcome.label} – {words}" for kind, words in kinds.items()}
    return labels


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
