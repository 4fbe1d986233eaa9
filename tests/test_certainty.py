"""How sure a text is of what happened: doubt is read with its words, and what nobody doubts is stated."""

import pytest

from casegraph.extracting.incidents import incident_of
from casegraph.record.model import Incident, Passage

CERTAIN = (
    "Suicide of a 16-year-old boy. He had apparent neurodiversity, and his mother suspected that he took drugs.",
    "Suspected suicide of a boy. The coroner concluded that he had taken his own life.",
    "Suspected suicide of a boy in 2020. The death was later concluded as suicide.",
    "Death of a girl. There was a history of alleged abuse in 2015.",
    "Death of a girl. Her mother was believed to be under the influence of cannabis.",
    "Sexual abuse of a boy following allegations of sexual abuse. His uncle was convicted of rape.",
    "Presentation of a boy with a fractured arm. A medical concluded that the fracture should be treated as non-accidental.",
    "Physical abuse of a girl believed to be 13.",
    "Neglect of two children, aged 4 and 6. Earlier alleged abuse had not been looked into.",
    "Death of a boy. It is suspected that his father took his own life.",
    "Serious injuries to a boy, who had made allegations of abuse.",
    "Serious injuries to a girl of four months. Neither parent was charged, as it could not be shown which had done it.",
    "Fatal stabbing of a boy of 16. A police investigation is ongoing and another boy was charged with murder.",
    "Suspected non-accidental injuries to a baby. At a hearing the court found that the father had shaken her.",
    "Death of a baby. Her mother pleaded guilty to infanticide. A sibling's death in 2009 was of unascertained cause.",
    "Death of a boy in a road traffic collision. The family's circumstances were not known to agencies.",
    "Sexual abuse of a boy by a coach, who was convicted. Two earlier allegations were found to be unsubstantiated.",
    "Removal of two siblings from the care of their mother, who had alleged domestic abuse by her former partner.",
    "Female genital mutilation of a girl, believed to have been carried out abroad.",
    "Death of a boy. He had been released under investigation; an inquest returned a conclusion of suicide.",
    "Death of a 3-year-old. His mother has been charged with murder and awaits trial.",
    "Sexual abuse of a girl by her uncle. Criminal proceedings are ongoing.",
    "Death of a boy. There were no suspicious circumstances.",
    "Suicide of a girl of 15. Suspected abuse by her uncle had been reported in 2019.",
    "Suicide of a boy. His mother was believed to have a personality disorder.",
    "Death of a baby from sepsis. Concerns about possible neglect were raised by the health visitor.",
    "Sexual abuse of a girl by her father, who was found guilty of rape. Earlier allegations had been withdrawn.",
    "Murder of a girl by her stepfather. It is believed that agencies could have done more.",
    "Neglect of four children. The family was thought to be coping.",
    "Death of a 17-year-old boy by stabbing. He was believed to be involved in county lines.",
    "Suicide of a 17-year-old boy who was under investigation for suspected sexual offences.",
    "Serious head injury to a 10-week-old boy. The injury was initially thought to be accidental.",
    "Death of a girl in 2020. The inquest concluded that she died of natural causes.",
    "Death of a baby. Alcohol was suspected to be a factor in the parents' conflict.",
    "Suicide of a girl. She may have been exploited by older men.",
    "Physical abuse of a boy by his stepfather, who was convicted of assault. Suspected domestic abuse of the mother.",
    "Rape of a girl by a man who was thought to be her friend.",
    "Suicide of a boy of 16. An inquest concluded that he intended to take his own life.",
    "Death of an infant in a house fire. Police investigations into the landlord are ongoing.",
    "Neglect of a boy of 4 with suspected autism.",
    "Sexual exploitation of girls by men, some of whom were suspected of drug dealing.",
    "Death of a boy aged 15 with suspected autism, who took his own life.",
    "Child sexual abuse within a family where there was alleged domestic abuse.",
    "Suicide of a 14-year-old girl following alleged bullying.",
    "Death of a girl by suicide after alleged sexual assault by a peer.",
)
DOUBTED = (
    ("Death of a boy. It is suspected that he took his own life, not yet confirmed by the coroner.", "suspected"),
    ("Death of a boy, who is believed to have taken his own life.", "suspected"),
    ("Death of a girl by apparent suicide in 2020.", "suspected"),
    ("Death of a girl in what is thought to be suicide.", "suspected"),
    ("Death of a boy in 2024. An inquest is awaited.", "suspected"),
    ("Death of a girl in circumstances being considered by the coroner.", "suspected"),
    ("Death of a boy in October 2018. He was found in the river; the coroner gave an open conclusion.", "suspected"),
    ("Death of a baby. Cause of death is believed to be sudden unexpected death of an infant.", "suspected"),
    ("Death of a boy from a head injury. Police are investigating the injury as non-accidental.", "suspected"),
    ("Suspected non-accidental injury to a baby.", "suspected"),
    ("Injury to a baby. The injury is thought to be non-accidental.", "suspected"),
    ("Suspected child sexual exploitation of a girl in 2022.", "suspected"),
    ("Alleged sexual abuse of a girl by her uncle.", "alleged"),
    ("Allegations of sexually abusive behaviour made by a girl in 2023.", "alleged"),
    ("Removal of four children following allegations of sexual abuse by their father.", "alleged"),
    ("Death of a girl. An inquest into her suspected suicide is awaited.", "suspected"),
    ("Death of a boy of 15. It is not known whether he intended to take his own life.", "suspected"),
    ("Suicide of a boy of 17; the coroner recorded an open conclusion.", "suspected"),
    ("Suspected suicide of a girl. Her cousin was convicted of rape.", "suspected"),
    ("Death of a baby. Cause of death was unascertained.", "suspected"),
    ("Death of a baby, cause unascertained, in the care of his parents.", "suspected"),
    ("Death of a boy in an institution; the inquest is still to be heard.", "suspected"),
    (
        "Death of a girl in 2019. The investigation into the circumstances continues at the time of writing.",
        "suspected",
    ),
    ("Death of a baby. At the time of writing police were investigating co-sleeping as a factor.", "suspected"),
    ("Death of a baby, whose parents remain under investigation.", "suspected"),
    (
        "Death of a child. Cause of death has not been confirmed. Her father had been convicted of an assault.",
        "suspected",
    ),
    (
        "Death of a child. Cause of death has not been confirmed. Her father was convicted of possession of drugs.",
        "suspected",
    ),
    ("Illness of a boy of 4, admitted to hospital, believed to have been caused by his mother.", "suspected"),
    ("Potential neglect of three siblings.", "suspected"),
    ("Abuse of a girl, alleged to have been committed by a teacher.", "alleged"),
    ("Sexual abuse of a girl by a teacher, who was acquitted at trial.", "alleged"),
    ("Sexual abuse of a girl. The allegations were later withdrawn.", "alleged"),
    ("Alleged abuse of a girl by her uncle. He was convicted of assaulting a former partner.", "alleged"),
    (
        "Removal of two boys from the care of their mother. Their father alleged that he had seen one being restrained.",
        "alleged",
    ),
    ("Death of a boy. His stepfather is alleged to have poisoned him.", "alleged"),
    ("Death of a 15-year-old girl who is thought to have taken her own life.", "suspected"),
    ("Death of a 17-year-old boy in 2023, believed to be by suicide.", "suspected"),
    ("Death of a 16-year-old by what appears to have been suicide.", "suspected"),
    ("Death of a boy who was found hanged; the inquest has not yet taken place.", "suspected"),
    ("Death of a girl from a suspected overdose in 2023.", "suspected"),
    ("Presumed suicide of a girl aged 14.", "suspected"),
    ("Death of a 16-year-old boy; his death is being treated as suicide.", "suspected"),
    ("Death of a girl, recorded as a likely suicide pending the coroner's inquest.", "suspected"),
    ("Death of a boy who apparently took his own life.", "suspected"),
    ("Death of a girl. It appears that she took her own life.", "suspected"),
    ("Death of a boy. It is likely that he ended his life.", "suspected"),
    ("Death of a girl in what was believed to be a suicide.", "suspected"),
    ("Death of a boy. His death is understood to have been self-inflicted.", "suspected"),
    ("Death of a girl in 2022. Police believe that she took her own life.", "suspected"),
    ("Death of a girl in 2022. Agencies suspect she took her own life.", "suspected"),
    ("Alleged rape of a 14-year-old girl.", "alleged"),
    ("A 12-year-old girl alleged that she had been sexually abused by her stepfather in 2022.", "alleged"),
    ("Allegation of physical abuse against a foster carer by a 9-year-old boy.", "alleged"),
    ("Disclosure of alleged sexual abuse by a 7-year-old girl.", "alleged"),
    ("Alleged sexual assault of a boy by a peer at a residential school.", "alleged"),
    ("In 2021 a 13-year-old girl made allegations of sexual abuse against her father.", "alleged"),
    ("A boy of 10 made an allegation that his foster carer had physically abused him.", "alleged"),
    ("Injuries to a baby. His father is accused of shaking him.", "alleged"),
    ("It is alleged that a 15-year-old girl was sexually exploited by several men.", "alleged"),
    ("Reported and alleged neglect of three siblings.", "alleged"),
    ("Non-accidental injuries are suspected in a 4-month-old girl.", "suspected"),
    ("Serious injuries to a baby believed to be non-accidental.", "suspected"),
    ("Serious injuries to a baby, thought to have been caused non-accidentally.", "suspected"),
    ("Suspected neglect of three siblings.", "suspected"),
    ("Possible sexual abuse of a girl of 4.", "suspected"),
    ("Suspected fabricated or induced illness in a boy of 6.", "suspected"),
    ("Death of a baby, suspected to be due to overlaying.", "suspected"),
    ("Death of a baby in suspicious circumstances.", "suspected"),
    ("Possible non-accidental head injury to a 6-week-old boy.", "suspected"),
    ("Death of a baby. The cause of death is not known.", "suspected"),
    ("Death of a baby. The cause of death has yet to be established.", "suspected"),
    ("Death of a baby. The cause of his death remains unclear.", "suspected"),
    ("Death of a boy. The outcome of the inquest was not known at the time of writing.", "suspected"),
    ("Death of a girl. At the time of writing the inquest had not concluded.", "suspected"),
    ("Death of a girl. The inquest is due to be held in 2026.", "suspected"),
    ("Death of a girl. The coroner's inquest remains open.", "suspected"),
    ("Death of a girl. The coroner is yet to determine the cause of death.", "suspected"),
    ("Suspected murder of two siblings by their mother.", "suspected"),
    ("Death of a child believed to have been murdered by a relative.", "suspected"),
    ("Alleged murder of a boy by his father.", "alleged"),
    ("Death of a boy, allegedly killed by his stepfather.", "alleged"),
    ("Death of a 2-month-old boy. A post-mortem was inconclusive.", "suspected"),
    ("Death of a baby. The criminal investigation into the death is ongoing.", "suspected"),
    ("Death of a 3-month-old baby. Police enquiries are continuing.", "suspected"),
    ("A 16-year-old girl is believed to have been trafficked into the UK.", "suspected"),
    ("Suspected trafficking of two boys.", "suspected"),
    ("Death of a boy from suspected carbon monoxide poisoning.", "suspected"),
    ("Death of a 5-week-old baby, possibly as a result of co-sleeping.", "suspected"),
    ("Serious injury to a baby. It is unclear whether the injury was accidental.", "suspected"),
    ("Suspected non-accidental injury of a 5-week-old baby. Both parents were arrested.", "suspected"),
)


def read(narrative: str) -> Incident:
    """The incident that a narrative of one paragraph tells."""
    return incident_of((Passage.of(narrative, 0, len(narrative)),), (), "EX7")


@pytest.mark.parametrize("narrative", CERTAIN)
def test_what_nobody_doubts_of_the_incident_is_stated(narrative: str) -> None:
    """Doubt about earlier times or about an adult is none, and what a coroner or a court found ends it."""
    incident = read(narrative)
    assert (incident.certainty, incident.certainty_words) == ("stated", None)


def test_a_heading_or_a_keyword_may_doubt_a_suicide() -> None:
    text = "Review of deaths by suspected suicide\nNine deaths of young people.\nsuicide"
    heading, narrative, term = (
        Passage.of(text, text.rindex(each), text.rindex(each) + len(each)) for each in text.split("\n")
    )
    incident = incident_of((narrative,), [term], "EX7", heading)
    words = incident.certainty_words
    assert incident.certainty == "suspected"
    assert words and text[words.start : words.end] == words.text == "suspected suicide"
    alone = incident_of((narrative,), [term], "EX7", None)
    assert (alone.certainty, alone.certainty_words) == ("suspected", term)


@pytest.mark.parametrize(("narrative", "certainty"), DOUBTED)
def test_certainty_is_read_with_the_words_of_doubt(narrative: str, certainty: str) -> None:
    """What a text suspects or alleges of the incident is read so, and its words stand in the text."""
    incident = read(narrative)
    words = incident.certainty_words
    assert incident.certainty == certainty
    assert words and narrative[words.start : words.end] == words.text


@pytest.mark.parametrize(
    ("narrative", "whose"),
    [
        ("Death of a 15-year-old girl in 2024. She had reported suicidal thoughts.", "hers, by the keyword alone"),
        ("Death of an 8-year-old girl, whose mother had a history of depression.", "nobody under ten is taken to have done it"),
        ("Death of a boy of 15 in a house fire. His father had taken his own life in 2019.", "his father's"),
        ("Death of a boy of 14. He was killed by his mother, who then killed herself.", "his mother's"),
    ],
)  # fmt: skip
def test_a_suicide_that_only_a_keyword_names_is_never_stated(narrative: str, whose: str) -> None:
    text = f"{narrative}\nsuicide"
    term = Passage.of(text, len(text) - len("suicide"), len(text))
    incident = incident_of((Passage.of(text, 0, len(narrative)),), [term], "EX7")
    is_hers = whose.startswith("hers")
    assert (incident.suicide is not None) == is_hers
    assert (incident.certainty, incident.certainty_words) == (("suspected", term) if is_hers else ("stated", None))


@pytest.mark.parametrize(
    ("narrative", "certainty"),
    [
        ("Disclosure of sexual abuse by a girl of 12. Her uncle was arrested.", "alleged"),
        ("A boy of 9 disclosed that he had been sexually abused by his stepfather.", "alleged"),
        ("Disclosure of sexual abuse by a girl of 12. Her uncle was convicted of rape.", "stated"),
        ("Disclosure of sexual abuse by a girl of 12. Her uncle admitted the abuse.", "stated"),
        ("Sexual abuse of a girl of 12, which she disclosed in 2020.", "stated"),
    ],
)
def test_what_is_disclosed_is_alleged_until_somebody_finds_it(narrative: str, certainty: str) -> None:
    assert read(narrative).certainty == certainty


def test_an_adult_who_died_is_read_with_the_words_that_say_so() -> None:
    adult = read("Rosa was found dead in 2019. Rosa was the mother to three children.").adult
    assert adult and adult.text == "Rosa was the mother to three children"
    assert read("Death of a boy of 4. His mother was the mother of three children.").adult is None
