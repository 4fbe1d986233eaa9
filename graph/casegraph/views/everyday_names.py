"""Everyday names: what people call ages, outcomes, agencies and themes when they search, beside the labels that these have.

Plurals, capitals, hyphens and small words need no name of their own (see ``search_words``).
"""

from collections.abc import Mapping, Sequence

__all__ = ["AGENCIES", "AGES", "KEYWORDS", "OUTCOMES", "SUICIDE", "THEMES", "year_olds"]

AGES: Mapping[Sequence[str], Sequence[str]] = {
    ("under 1",): ("baby", "infant", "newborn", "newborn baby", "under one", "less than 1"),
    ("1 to 4",): ("toddler", "preschooler", "pre-school child", "preschool child"),
    ("under 1", "1 to 4"): ("under 5", "under five", "young child", "very young child"),
    ("5 to 10",): ("primary school child", "primary school age", "primary age"),
    ("11 to 15", "16 and 17"): (
        "teenager", "teen", "teenage", "adolescent", "adolescence", "young person", "young people", "secondary school age",
    ),
    ("18 and over",): ("young adult", "over 18"),
}  # fmt: skip
"""What children of some groups of ages are called."""

_FIRST_YEARS = {"under 1": range(1), "1 to 4": range(1, 5), "5 to 10": range(5, 11), "11 to 15": range(11, 16), "16 and 17": range(16, 18)}  # fmt: skip

SUICIDE = ("suicide", "death by suicide", "died by suicide", "took own life", "suicidal")
"""What suicide is called, however certain it is."""

OUTCOMES: Mapping[str, Sequence[str]] = {
    "death": ("child death", "death of child", "died", "dead", "fatal", "fatality", "killed"),
    "serious-harm": ("seriously harmed", "serious injury", "seriously injured", "injured"),
    "abuse-or-neglect": ("abuse", "abused", "child abuse"),
}
"""What outcomes are called."""

AGENCIES: Mapping[str, Sequence[str]] = {
    "childrens-social-care": ("social care", "social worker", "social work"),
    "general-practice": ("doctor", "family doctor", "surgery"),
    "health-visiting": ("health visitor", "HV"),
    "local-authority": ("LA", "county council", "borough council", "LADO", "designated officer"),
    "maternity": ("midwife", "maternity"),
    "nhs-trust": ("accident and emergency", "emergency department", "ED"),
    "police": ("police officer", "officer", "policing"),
    "probation": ("NPS", "probation officer"),
    "safeguarding-partnership": ("LSCB", "safeguarding children board", "safeguarding children partnership", "partnership"),
    "youth-services": ("youth worker", "youth club"),
    "health": ("health service", "health board", "local health board"),
    "camhs": ("child and adolescent mental health",),
    "dfe": ("education department", "ministry of education"),
    "voluntary-sector": ("charities", "voluntary organisation"),
}  # fmt: skip
"""What agencies are called."""

THEMES: Mapping[str, Sequence[str]] = {
    "child-protection-planning": ("CIN", "child in need", "child protection"),
    "children-in-care": ("LAC", "CLA", "child in care", "care experienced child", "foster child"),
    "court-and-legal-processes": ("PLO",),
    "domestic-abuse": ("DA", "DV", "DVA"),
    "education-and-attendance": ("exclusion from school", "school absence"),
    "housing-and-homelessness": ("homeless", "temporary accommodation"),
    "missing-episodes": ("missing child", "runaway"),
    "neurodiversity": ("autistic", "autistic child", "neurodivergent"),
    "parental-substance-misuse": ("drug", "alcohol", "substance misuse"),
    "physical-abuse": ("NAI", "non-accidental injury"),
    "positions-of-trust": ("LADO", "designated officer"),
    "professional-curiosity": ("curiosity",),
    "racism-and-bias": ("racist",),
    "safe-sleeping": ("SUDI", "cot death", "co-sleeping"),
    "send": ("SEND", "SEN"),
    "strategy-discussions": ("strategy meeting", "section 47", "s47", "s 47"),
    "young-carers": ("young carer",),
    "youth-violence": ("knife crime", "stabbing", "gang violence"),
}
"""What themes are called."""


KEYWORDS: Mapping[str, Sequence[str]] = {
    "child-criminal-exploitation": ("CCE",),
    "child-sexual-exploitation": ("CSE",),
    "children-in-need": ("CIN",),
    "home-education": ("EHE",),
    "non-accidental-head-injuries": ("NAI", "non-accidental injury"),
    "partner-violence": ("DA",),
    "special-educational-needs-additional-needs-and-disabilities": ("SEND", "SEN", "EHCP"),
    "sudden-infant-death": ("SUDI",),
}
"""What keywords are called."""


def year_olds(group: str) -> list[str]:
    """Return what children of a group of ages are called by their age in years.

    >>> year_olds("16 and 17")
    ['16 year old', 'aged 16', '17 year old', 'aged 17']
    """
    return [name for age in _FIRST_YEARS.get(group, ()) for name in (f"{age} year old", f"aged {age}")]
