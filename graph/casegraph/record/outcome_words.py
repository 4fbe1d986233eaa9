"""What happened in words, with the doubt: one wording for the graph, the pages and the command line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from casegraph.record.model import Incident
from casegraph.schemes import scheme

__all__ = ["Happening", "happening_of", "outcome_in_words", "outcome_keys", "outcome_labels"]

_SAYS_LITTLE = {
    "not-stated": "Outcome not stated",
    "other": "Other outcome",
}  # where the label alone would not be understood
_DOUBT: Sequence[str] = ("suspected", "alleged")
_INVESTIGATED = re.compile(r"investigat|inquest|coroner|inquir|enquir|post[\s-]?mortem|toxicolog", re.IGNORECASE)
_OPEN = {"suspected": "cause or circumstances not confirmed", "alleged": "circumstances alleged"}
_KEYWORD_ONLY = "suicide given as a keyword only"


@dataclass(frozen=True, slots=True)
class Happening:
    """What an incident came to and how sure the text is of it.

    *keyword_only*: no words of the text say that it was suicide, only a keyword does. *adult*: an adult died. *doubt*
    are the words of doubt, "" where what happened is stated.
    """

    outcome: str
    suicide: bool = False
    certainty: str = "stated"
    keyword_only: bool = False
    adult: bool = False
    doubt: str = ""


def happening_of(incident: Incident) -> Happening:
    """Return what an incident came to; a keyword that is the only sign of suicide is also the words of doubt."""
    doubt = incident.certainty_words
    return Happening(
        incident.outcome,
        suicide=incident.suicide is not None,
        certainty=incident.certainty,
        keyword_only=incident.suicide is not None and incident.suicide == doubt,
        adult=incident.adult is not None,
        doubt=doubt.text if doubt else "",
    )


def outcome_in_words(happening: Happening) -> str:
    """Return what happened as all faces word it, with the doubt.

    >>> [outcome_in_words(Happening("death", True, each)) for each in ("stated", "suspected")]
    ['Death by suicide', 'Suspected suicide']
    >>> outcome_in_words(Happening("death", True, "suspected", keyword_only=True))
    'Death, suicide given as a keyword only'
    >>> outcome_in_words(Happening("death", False, "suspected", doubt="Police are investigating"))
    'Death, circumstances under investigation'
    >>> outcome_in_words(Happening("death", adult=True)), outcome_in_words(Happening("serious-harm", False, "alleged"))
    ('Death of an adult', 'Alleged serious harm')
    """
    id, certainty = happening.outcome, happening.certainty
    label = _SAYS_LITTLE.get(id) or scheme("outcomes.ttl")[id].label
    if id != "death":
        return label if certainty == "stated" or id in _SAYS_LITTLE else f"{certainty.capitalize()} {label.lower()}"
    label = f"{label} of an adult" if happening.adult else label
    if happening.suicide and certainty != "stated":
        whose = " of an adult" if happening.adult else ""
        return f"{label}, {_KEYWORD_ONLY}" if happening.keyword_only else f"{certainty.capitalize()} suicide{whose}"
    if happening.suicide:
        return f"{label} by suicide"
    if certainty == "suspected" and _INVESTIGATED.search(happening.doubt):
        return f"{label}, circumstances under investigation"
    return label if certainty == "stated" else f"{label}, {_OPEN[certainty]}"


def outcome_keys(happening: Happening) -> tuple[str, ...]:
    """Return what a review is counted as: its outcome, and the kinds of it that are an adult's, a suicide or in doubt.

    >>> outcome_keys(Happening("death", True, "suspected")), outcome_keys(Happening("abuse-or-neglect"))
    (('death', 'death-suspected-suicide'), ('abuse-or-neglect',))
    >>> outcome_keys(Happening("death", True, "suspected", keyword_only=True)), outcome_keys(Happening("death", adult=True))
    (('death', 'death-keyword-suicide'), ('death', 'death-adult'))
    """
    doubt = "keyword" if happening.keyword_only else happening.certainty
    kind = [*([doubt] if happening.certainty != "stated" else []), *(["suicide"] if happening.suicide else [])]
    keys = [happening.outcome]
    keys += ["-".join([happening.outcome, *kind])] if kind and happening.outcome not in _SAYS_LITTLE else []
    return (*keys, *([f"{happening.outcome}-adult"] if happening.adult else []))


def outcome_labels(labels: Mapping[str, str]) -> dict[str, str]:
    """Return the label of all that reviews are counted as, each outcome before its kinds; *labels* are those of the outcomes.

    >>> list(outcome_labels({"death": "Death"}).values())[:3]
    ['Death', 'Death – by suicide', 'Death – suspected suicide']
    >>> outcome_labels({"serious-harm": "Serious harm"})
    {'serious-harm': 'Serious harm', 'serious-harm-suspected': 'Serious harm – suspected', 'serious-harm-alleged': 'Serious harm – alleged'}
    """
    every = {}
    for id, label in labels.items():
        every[id] = label
        kinds = {}
        if id == "death":
            kinds = {"-suicide": "by suicide"} | {f"-{each}-suicide": f"{each} suicide" for each in _DOUBT}
            kinds |= {"-keyword-suicide": _KEYWORD_ONLY} | {f"-{each}": _OPEN[each] for each in _DOUBT}
            kinds |= {"-adult": "of an adult"}
        elif id not in _SAYS_LITTLE:
            kinds = {f"-{each}": each for each in _DOUBT}
        every |= {f"{id}{kind}": f"{label} – {words}" for kind, words in kinds.items()}
    return every
