"""Corrections in words: what a person overruled, as every page and list says it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from casegraph.record.corrected_fields import SCHEMES, CorrectedField
from casegraph.schemes import scheme
from casegraph.store.rows import Rows
from casegraph.views.incidents import date_in_words

__all__ = ["Corrected", "in_words", "stored_corrections"]

_FIELDS: Mapping[CorrectedField, str] = {
    "theme": "theme",
    "addressee": "agency that is asked",
    "via": "agency that is asked through another",
    "mentioned": "agency that is mentioned",
    "owner": "likely owner",
    "action": "action",
    "strength": "strength",
    "outcome": "outcome",
    "suicide": "answer to whether it was a suicide",
    "certainty": "certainty",
}

_CORRECTIONS = """
SELECT ?what ?number ?field ?before ?now ?suicide ?who ?when ?why {
  ?number a cg:Correction ; cg:corrects ?clause ; cg:correctedField ?field ; cg:correctedBy ?who ; dcterms:date ?when
  BIND(STR(?clause) AS ?what)
  OPTIONAL { ?number cg:readBefore ?before }
  OPTIONAL { ?number cg:readNow ?now }
  OPTIONAL { ?number cg:suicideNow ?suicide }
  OPTIONAL { ?number rdfs:comment ?why }
}"""


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a person overruled: ids of what was read and of what is right, "" for nothing, and who, when and why."""

    field: CorrectedField
    before: str
    now: str
    who: str
    when: str
    why: str


def in_words(correction: Corrected) -> str:
    """Return a correction in a sentence or two.

    >>> in_words(Corrected("theme", "housing-and-homelessness", "neglect", "A. Reader", "2026-11-02", "Food was withheld."))
    'Corrected by A. Reader on 2 November 2026: the theme is “Neglect”, not “Housing, homelessness and poverty”. Food was withheld.'
    >>> in_words(Corrected("via", "", "police", "A. Reader", "2026-11-02", ""))
    'Corrected by A. Reader on 2 November 2026: the agency that is asked through another “Police” was added.'
    """
    field = _FIELDS[correction.field]
    before, now = (_label(correction.field, id) for id in (correction.before, correction.now))
    if not before:
        change = f"the {field} “{now}” was added"
    elif not now:
        change = f"the {field} “{before}” was taken out"
    else:
        change = f"the {field} is “{now}”, not “{before}”"
    made = f"Corrected by {correction.who} {date_in_words(correction.when)}: {change}."
    return f"{made} {correction.why}".strip()


def _label(field: CorrectedField, id: str) -> str:
    file = SCHEMES.get(field)
    return scheme(file)[id].label if file and id in scheme(file) else id


def stored_corrections(rows: Rows) -> Mapping[str, Sequence[str]]:
    """Return the corrections in a store in words, by the IRI of the clause or review, in their order."""
    of: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows.select(_CORRECTIONS):
        field = cast(CorrectedField, row["field"])
        before, now = row.get("before", ""), row.get("now", "")
        if field == "suicide":
            before, now = ("no", "yes") if row.get("suicide") == "true" else ("yes", "no")
        correction = Corrected(field, before, now, row["who"], row["when"], row.get("why", ""))
        of[row["what"]].append((int(row["number"].rpartition("/")[2]), in_words(correction)))
    return {iri: [text for _, text in sorted(each)] for iri, each in of.items()}
