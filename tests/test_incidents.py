"""Incidents: what happened to whom and when, and silence where the text is silent."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.extracting.dates import dates_in
from casegraph.extracting.incidents import incident_of
from casegraph.record.model import Incident, Passage, Review


def read(narrative: str, subject: str = "Child A", keywords: tuple[str, ...] = ()) -> Incident:
    """The incident that a narrative tells."""
    terms = tuple(Passage.of(term, 0, len(term)) for term in keywords)
    return incident_of((Passage.of(narrative, 0, len(narrative)),), terms, subject)


@pytest.mark.parametrize(
    ("narrative", "outcome"),
    [
        ("Death of a 3-month-old girl in April 2014.", "death"),
        ("Murder of a 10-year-old girl by her father.", "death"),
        ("Fatal stabbing of a 16-year-old boy in 2023.", "death"),
        ("Elizabeth was found deceased at home.", "death"),
        ("Young person Z, a 17-year-old girl in care, hanged herself in November 2012.", "death"),
        ("Ash was strangled by a former boyfriend.", "death"),
        ("Serious head injury of a baby, who later died in hospital.", "death"),
        ("Near-drowning of a 2-year-old girl.", "serious-harm"),
        ("Ryan suffered a broken arm while being held down by staff.", "serious-harm"),
        ("Four siblings were removed in autumn 2010 from a house without heating.", "abuse-or-neglect"),
        ("Review of the services given to six young people.", "other"),
        ("Serious injury of a 6-month-old girl.", "serious-harm"),
        ("Hospitalisation of a 2-week-old girl with a head injury.", "serious-harm"),
        ("Serious incident involving an assault on a young Black person in care.", "serious-harm"),
        ("Removal of a girl from parental care in September 2018.", "abuse-or-neglect"),
        ("Chronic neglect of a sibling group.", "abuse-or-neglect"),
        ("Thematic review concerning 14 children involved in serious incidents.", "other"),
        ("Incident involving three boys. The details of the incident are not included in the review.", "not-stated"),
        ("Police found the boy safe after his father had said that he had killed him. He had been neglected.", "abuse-or-neglect"),
    ],
)  # fmt: skip
def test_outcomes(narrative: str, outcome: str) -> None:
    """The first telling words decide the outcome, and stand in the text."""
    incident = read(narrative)
    assert incident.outcome == outcome
    assert narrative[incident.outcome_words.start : incident.outcome_words.end] == incident.outcome_words.text


@pytest.mark.parametrize(
    ("narrative", "keywords", "suicide"),
    [
        ("Suicide of a 16-year-old boy.", (), True),
        ("Death of a boy. It is suspected that he took his own life.", (), True),
        ("Death of a girl in 2024. She was known to services.", ("suicide",), True),
        ("Death of a girl. She was killed by her mother, who then killed herself.", ("suicide",), False),
        ("Death of a girl, who had reported suicidal ideation.", (), False),
        ("Attempted suicide of a girl, who was admitted to hospital.", ("suicide",), False),
        ("Death of a boy, who was found in a river.", ("suspected suicide",), True),
        ("Death of a boy by asphyxiation and the attempted suicide of his father.", (), False),
        ("Death of a girl. Her mother, a nurse, administered medication to her before taking her own life.", (), False),
    ],
)
def test_suicide(narrative: str, keywords: tuple[str, ...], suicide: bool) -> None:
    """A suicide is said by the narrative, or by the keywords unless somebody else's is meant."""
    assert (read(narrative, keywords=keywords).suicide is not None) is suicide


@pytest.mark.parametrize(
    ("narrative", "children"),
    [
        ("Death of a 16-day-old-infant in July 2022.", [(16, "days", None)]),
        ("Death of a 7-month-old infant boy.", [(7, "months", "male")]),
        ("Death of an 18-year-old in 2023.", [(18, "years", None)]),
        ("Death of a 5-year-old child in the care of his mother.", [(5, "years", "male")]),
        ("Rape of a 13-year-old girl by her 19-year-old male partner.", [(13, "years", "female")]),
        ("Abuse of a 9-year-old girl by her 13-year-old brother.", [(9, "years", "female"), (13, "years", "male")]),
        ("Removal of two children aged 2 and 5-years-old.", [(2, "years", None), (5, "years", None)]),
        ("Abuse of two adolescent boys by their carer.", [(None, None, "male"), (None, None, "male")]),
        ("Death of a baby.", [(None, None, None)]),
        ("Death of a newborn baby at one day old in January 2011.", [(1, "days", None)]),
        ("Death of a baby boy, at 6 days old, after an attack by a dog.", [(6, "days", "male")]),
        ("Death of a six-week-old girl.", [(6, "weeks", "female")]),
        ("Four siblings, girls aged 8 years and 14 months and boys aged 6 and 3 years, were removed.", [(8, "years", "female"), (14, "months", "female"), (6, "years", "male"), (3, "years", "male")]),
        ("Trafficking of a 14-year-old unaccompanied asylum seeking boy.", [(14, "years", "male")]),
        ("Leah, a 15-year-old girl, was strangled by her 18-year-old former boyfriend.", [(15, "years", "female")]),
        ("Considers four incidents involving infants aged 7-10-weeks-old. Children A, B, C and D are from different families.", [(None, None, None)] * 4),
        ("Chronic neglect of a sibling group.", []),
        ("Death of a 16-year-old girl. Child A was assigned male sex at birth, and identified as female.", [(16, "years", "trans-female")]),
        ("Thematic review of practice with 7-10-week-old infants.", []),
    ],
)  # fmt: skip
def test_children(narrative: str, children: list[tuple[int | None, str | None, str | None]]) -> None:
    """Each child of the incident has the age, unit and sex that the text gives, and None for what it does not."""
    assert [(child.age, child.age_unit, child.sex) for child in read(narrative).children] == children


@pytest.mark.parametrize(
    ("text", "edtf", "earliest", "latest"),
    [
        ("in February 2024", "2024-02", "2024-02-01", "2024-02-29"),
        ("in early September 2023", "2023-09", "2023-09-01", "2023-09-30"),
        ("in early 2020", "2020", "2020-01-01", "2020-12-31"),
        ("at the end of 2021", "2021", "2021-01-01", "2021-12-31"),
        ("in Autumn 2022", "2022-23", "2022-09-01", "2022-11-30"),
        ("in spring 2013", "2013-21", "2013-03-01", "2013-05-31"),
        ("in winter 2020", "2020-24", "2020-01-01", "2021-02-28"),
        ("between March 2023 and July 2024", "2023-03/2024-07", "2023-03-01", "2024-07-31"),
        ("between 2019 and 2021", "2019/2021", "2019-01-01", "2021-12-31"),
        ("in March and July 2024", "2024-03/2024-07", "2024-03-01", "2024-07-31"),
        ("on 4th March 2013", "2013-03-04", "2013-03-04", "2013-03-04"),
        ("during the weekend of 19–20 June 2010", "2010-06-19/2010-06-20", "2010-06-19", "2010-06-20"),
        ("on 31 June 2010", "2010-06", "2010-06-01", "2010-06-30"),
        ("between March 2020 and January 2019", "2020-03", "2020-03-01", "2020-03-31"),
    ],
)
def test_dates(text: str, edtf: str, earliest: str, latest: str) -> None:
    """A stated date is EDTF with its earliest and latest day."""
    (date,) = dates_in(text)
    assert (date.edtf, date.earliest, date.latest) == (edtf, earliest, latest)


@pytest.mark.parametrize(
    ("narrative", "edtf"),
    [
        ("Death of a boy from head injuries in May 2020.", "2020-05"),
        ("Abuse of a boy, known to services since 2012.", None),
        ("Abuse of two boys. One disclosed it in April 2020. The other in March 2021.", "2020-04"),
        ("Death of a girl. The family had been known since January 2015.", None),
    ],
)
def test_the_incident_s_own_date(narrative: str, edtf: str | None) -> None:
    """Dates of what went before are not the incident's."""
    date = read(narrative).date
    assert (date.edtf if date else None) == edtf


@given(st.text(max_size=200))
def test_any_narrative_is_read_and_its_words_stand_in_it(narrative: str) -> None:
    """No text breaks the reading, and each part of it quotes the text."""
    incident = read(narrative)
    quoted = [incident.outcome_words, *(child.words for child in incident.children)]
    quoted += [incident.suicide] if incident.suicide else []
    quoted += [incident.date.words] if incident.date else []
    for words in quoted:
        assert narrative[words.start : words.end] == words.text


def test_against_the_annotated_reviews(reviews: tuple[Review, ...], gold: Path) -> None:
    """Of the annotated reviews, outcome, suicide and date are right in nine of ten at least."""
    read = {review.title: review.incident for review in reviews}
    wanted = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    right = {"outcome": 0, "suicide": 0, "date": 0}
    for review in wanted:
        incident, said = read[review["title"]], review["incident"]
        right["outcome"] += incident.outcome == said["outcome"]
        right["suicide"] += (incident.suicide is not None) == said["suicide"]
        right["date"] += (incident.date.edtf if incident.date else None) == said["date"]
    assert all(count >= 0.9 * len(wanted) for count in right.values()), right


@pytest.mark.parametrize(
    ("narrative", "children"),
    [
        ("Death of a 2-year-ten-month-old girl.", [(2.83, "years", "female")]),
        ("Death of a boy aged 2-years-and-5-months after swallowing methadone.", [(2.42, "years", "male")]),
        ("Death of a boy of 3 years and 2 months.", [(3.17, "years", "male")]),
        ("Serious injuries to a girl aged three months.", [(3, "months", "female")]),
        ("Self-harm by a boy of 16 while on remand.", [(16, "years", "male")]),
        ("Servitude of a girl believed to be 13 when she ran away.", [(13, "years", "female")]),
        ("Abuse of two brothers, then aged 7 and 9, by their 15-year-old cousin.", [(7, "years", "male"), (9, "years", "male")]),
        ("Neglect of a brother and sister, aged 6 and 9.", [(6, "years", "male"), (9, "years", "female")]),
        ("Neglect of three siblings, aged 4, 2 and 8 months.", [(4, "years", None), (2, "years", None), (8, "months", None)]),
        ("Two boys, 15 and 16, were placed in one home.", [(15, "years", "male"), (16, "years", "male")]),
        ("Death of Child A, aged 3, and injury of Child B, aged 5.", [(3, "years", None), (5, "years", None)]),
        ("Death of a girl of 11, and illness of her brother, 9, from smoke.", [(11, "years", "female"), (9, "years", "male")]),
        ("Neglect of 14-month-old twins.", [(14, "months", None)] * 2),
        ("Injuries to twin boys aged seven weeks.", [(7, "weeks", "male")] * 2),
        ("Neglect of four siblings aged between 2 and 11-years-old.", [(None, None, None)] * 4),
        ("Exploitation of two girls aged 12 to 16.", [(None, None, "female")] * 2),
        ("Murder of a 14-year-old girl by an 18-year-old with whom she had been.", [(14, "years", "female")]),
        ("Deaths of two care leavers, aged 18 and 20, three weeks apart.", [(18, "years", None), (20, "years", None)]),
        ("Death of a 17-year-old young woman.", [(17, "years", "female")]),
        ("Death of a 17-year-old in custody. He had been moved twice.", [(17, "years", "male")]),
        ("Murder of an adult by two young people, aged 14 and 15. Both boys were in care.", [(14, "years", "male"), (15, "years", "male")]),
    ],
)  # fmt: skip
def test_ages_in_every_form(narrative: str, children: list[tuple[float | None, str | None, str | None]]) -> None:
    """Ages in mixed units, in words, of twins and of several, with the youngest and oldest of a range left unknown."""
    assert [(child.age, child.age_unit, child.sex) for child in read(narrative).children] == children


@pytest.mark.parametrize(
    ("narrative", "date"),
    [
        ("Deaths of two infants in 2012 and 2013.", "2012/2013"),
        ("Deaths of five young people over the period 2018 to 2021.", "2018/2021"),
        ("Thirteen children lived at one address in 2020-2023.", "2020/2023"),
        ("Injury of a baby on Boxing Day 2014.", "2014-12-26"),
        ("Death of a baby in the early hours of New Year's Day 2015.", "2015-01-01"),
        ("Forced marriage of a girl during the summer holidays of 2016.", "2016-22"),
        ("Neglect of two boys over ten years to 2017.", "2007/2017"),
        ("Exploitation of a girl over 18 months to June 2011.", "2009-12/2011-06"),
        ("Concise child practice review. Murder of a girl in December 2017.", "2017-12"),
        ("Abuse of three brothers. They had been known for years. They were removed in June 2021.", "2021-06"),
        ("Neglect of a boy whose parents had come from eastern Europe in 2012.", None),
        ("A study of reviews commissioned between 2014 and 2020.", None),
    ],
)
def test_dates_of_spans_feasts_and_later_sentences(narrative: str, date: str | None) -> None:
    """A span is an interval, also where only its length and its end are stated; what happened before is no date of it."""
    incident = read(narrative)
    assert (incident.date.edtf if incident.date else None) == date


@pytest.mark.parametrize(
    ("narrative", "outcome"),
    [
        ("Murder of a woman by her husband while their children were upstairs.", "other"),
        ("Children were present when their mother was stabbed to death by their father.", "other"),
        ("Killing of a 71-year-old man by his grandson.", "other"),
        ("Fatal stabbing of a man by a 15-year-old boy.", "other"),
        ("Death of a mother and serious injury of a 9-year-old girl.", "serious-harm"),
        ("Deaths of a mother and her two sons.", "death"),
        ("Thematic review of nine deaths of young people.", "death"),
        ("Thematic review of six infants who died or were injured.", "other"),
        ("Considers eight boys, one of whom was injured.", "other"),
        ("Non-fatal strangulation of a girl by her stepmother.", "serious-harm"),
        ("Sexual exploitation and serious assault of a girl.", "serious-harm"),
        ("Neglect of a boy. He was admitted to hospital.", "abuse-or-neglect"),
        ("Disappearance and death of a girl.", "death"),
        ("Disappearance of a boy from his placement.", "abuse-or-neglect"),
        ("Radicalisation of a boy, who was stopped at an airport.", "other"),
    ],
)
def test_outcomes_of_wider_reviews_and_of_harm_to_adults(narrative: str, outcome: str) -> None:
    """What happens to an adult is no outcome of a child's; a wider review has one only if all its cases share it."""
    incident = read(narrative)
    assert incident.outcome == outcome
    assert narrative[incident.outcome_words.start : incident.outcome_words.end] == incident.outcome_words.text
