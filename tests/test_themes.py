"""Themes: under which concepts a clause is filed, and by which words."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.extracting.themes import MOST_THEMES, ClauseKind, themes_of
from casegraph.schemes import scheme


def themes(text: str, kind: ClauseKind = "learning") -> set[str]:
    """The themes of a clause."""
    return {mention.wording.concept for mention in themes_of(text, kind)}


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        pytest.param("the child's voice and daily life", {"voice-of-the-child", "lived-experience"}, id="child"),
        pytest.param("children’s wishes and feelings were not sought", {"voice-of-the-child"}, id="wishes"),
        pytest.param("chronic neglect and home conditions", {"neglect"}, id="neglect"),
        pytest.param("appointments that were missed: the child was not brought", {"medical-neglect"}, id="was not brought"),
        pytest.param("bruising in non-mobile babies", {"physical-abuse"}, id="injuries"),
        pytest.param("parental mental ill-health", {"parental-mental-health"}, id="a parent's mental health"),
        pytest.param("mental health of young people", {"child-mental-health"}, id="a child's mental health"),
        pytest.param("mothers with learning difficulties", {"parental-disability-and-illness"}, id="a parent's learning needs"),
        pytest.param("children with learning difficulties", {"send"}, id="a child's learning needs"),
        pytest.param("fathers who stay unseen", {"unseen-men"}, id="fathers"),
        pytest.param("risk assessment", {"risk-assessment"}, id="risk assessment is not assessment as well"),
        pytest.param("assessing a family's needs", {"assessment"}, id="assessment"),
        pytest.param("domestic violence and the toxic trio", {"domestic-abuse", "parental-substance-misuse"}, id="older words"),
        pytest.param("the common assessment framework", {"early-help-and-intervention"}, id="an older tool"),
        pytest.param("elective home education", {"home-education"}, id="home education is not education as well"),
        pytest.param("a culture of challenge", {"escalation-and-challenge"}, id="a working culture is not culture"),
        pytest.param("culture and religion", {"culture-and-faith"}, id="culture"),
        pytest.param("race, ethnicity and culture", {"race-culture-religion"}, id="race and culture in one breath"),
        pytest.param("racism was not named", {"racism-and-bias"}, id="racism"),
        pytest.param("fathers were not asked", {"unseen-men"}, id="fathers unasked"),
        pytest.param("the needs of young fathers", {"male-carers"}, id="fathers who are known"),
        pytest.param("special guardians and kinship carers", {"kinship-care"}, id="kinship"),
        pytest.param("privately fostered children", {"private-fostering"}, id="private fostering"),
        pytest.param("housing for care leavers", {"care-leavers", "housing-and-homelessness"}, id="care leavers"),
        pytest.param("children were victims in their own right", {"domestic-abuse"}, id="children as victims"),
        pytest.param("disguised compliance", {"engaging-families", "professional-curiosity"}, id="words that find and do not name"),
        pytest.param("the local child exploitation strategy", {"child-exploitation"}, id="umbrella"),
        pytest.param("Family Help", {"early-help-and-intervention"}, id="Family Help"),
        pytest.param("forced marriage", {"harmful-practices", "domestic-abuse"}, id="forced marriage"),
        pytest.param("signs of spirit possession", {"harmful-practices"}, id="spirit possession"),
        pytest.param("grief after the death of a friend", {"bereavement"}, id="grief"),
        pytest.param("young people who misuse alcohol", {"substance-use-by-young-people"}, id="young people's drinking"),
        pytest.param("a mother's use of alcohol", {"parental-substance-misuse"}, id="a parent's drinking"),
        pytest.param("homophobic bullying", {"bullying"}, id="bullying"),
        pytest.param("workplace bullying", set(), id="bullying of staff"),
        pytest.param("referral to the Channel panel", {"radicalisation", "referrals"}, id="Channel"),
        pytest.param("a section 7 report", {"private-law-proceedings"}, id="section 7"),
        pytest.param("an early family group conference", {"family-group-decision-making"}, id="family group conference"),
        pytest.param("the lived experience of parents", set(), id="a parent's experience"),
        pytest.param("lockdown", {"covid-19"}, id="one word"),
        pytest.param("the weather", set(), id="nothing"),
    ],
)  # fmt: skip
def test_a_learning_point_is_filed_under_what_it_speaks_of(clause: str, expected: set[str]) -> None:
    assert themes(clause) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        pytest.param("review the process for case transfer", {"policy-and-procedure", "case-closure-and-transfer"}, id="process"),
        pytest.param("raise awareness of neglect", {"training-and-workforce", "neglect"}, id="awareness"),
        pytest.param("ensure practitioners are aware of neglect", {"neglect"}, id="to be aware is not training"),
        pytest.param("seek assurance that core groups meet", {"quality-assurance", "child-protection-planning"}, id="assurance"),
        pytest.param("audit the use of chronologies", {"quality-assurance", "family-history-and-chronologies"}, id="audit"),
        pytest.param("deliver training on coercive control", {"training-and-workforce", "domestic-abuse"}, id="training"),
        pytest.param("schools should share information", {"information-sharing"}, id="who is asked is not the subject"),
        pytest.param("hold a strategy meeting", {"strategy-discussions"}, id="a meeting is no strategy"),
    ],
)  # fmt: skip
def test_a_recommendation_is_filed_under_means_and_subject(clause: str, expected: set[str]) -> None:
    assert themes(clause, "recommendation") == expected


def test_means_are_a_theme_of_what_is_asked_and_not_of_what_was_learnt() -> None:
    clause = "the process by which agencies raise awareness of neglect, and its effectiveness"

    assert themes(clause, "learning") == {"neglect"}
    assert themes(clause, "recommendation") == {"neglect", "training-and-workforce", "quality-assurance"}


def test_a_theme_comes_with_the_words_that_mean_it() -> None:
    clause = "Information sharing about children’s lived experiences"

    mentions = themes_of(clause, "learning")
    words = [(wording.concept, clause[start:end]) for start, end, wording in mentions]

    assert words == [
        ("information-sharing", "Information sharing"),
        ("lived-experience", "children’s lived experiences"),
    ]


def test_other_stands_alone() -> None:
    assert themes("decision-making") == {"other"}
    assert themes("decision-making about neglect") == {"neglect"}


def test_a_clause_has_at_most_five_themes_the_first_ones() -> None:
    clause = "neglect, autism, housing, covid-19, adultification, suicide, drowning and knife crime"

    assert list(dict.fromkeys(mention.wording.concept for mention in themes_of(clause, "learning"))) == [
        "neglect",
        "neurodiversity",
        "housing-and-homelessness",
        "covid-19",
        "adultification",
    ]


def test_a_name_of_every_theme_leads_to_it() -> None:
    for theme in scheme("themes.ttl").values():
        if theme.alternatives and not theme.id.startswith("group-"):
            assert any(theme.id in themes(name) for name in theme.alternatives), theme.id


def test_no_clause_of_the_page_is_filed_under_a_group(gold: Path) -> None:
    groups = {key for key in scheme("themes.ttl") if key.startswith("group-")}
    filed: set[str] = set()
    for line in gold.read_text(encoding="utf-8").splitlines():
        for part in ("learning", "recommendations"):
            for clause in json.loads(line)[part]:
                filed |= themes(clause["text"], "learning" if part == "learning" else "recommendation")

    assert len(filed) > 60
    assert not filed & groups


WORDS = st.sampled_from("neglect risk of review guidance, the child's voice fathers; SEND (autism) and other".split())


@given(
    text=st.one_of(st.lists(WORDS, max_size=20).map(" ".join), st.text()),
    kind=st.sampled_from(["learning", "recommendation"]),
)
def test_themes_are_known_few_and_lie_in_the_text(text: str, kind: ClauseKind) -> None:
    found = themes_of(text, kind)

    assert {mention.wording.concept for mention in found} <= scheme("themes.ttl").keys()
    assert len({mention.wording.concept for mention in found}) <= MOST_THEMES
    assert all(0 <= mention.start < mention.end <= len(text) for mention in found)
    assert found == themes_of(text, kind)


def f1(gold: Path, part: str, kind: ClauseKind) -> float:
    """F1 of themes over the annotated clauses of a part."""
    right = wrong = missed = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        for clause in json.loads(line)[part]:
            if clause.get("is_recommendation", True):
                wanted, got = set(clause["themes"]), themes(clause.get("theme", clause["text"]), kind)
                right, wrong, missed = right + len(wanted & got), wrong + len(got - wanted), missed + len(wanted - got)
    return 2 * right / (2 * right + wrong + missed)


def test_annotated_learning_points_are_filed_as_annotated(gold: Path) -> None:
    assert f1(gold, "learning", "learning") >= 0.9


def test_annotated_recommendations_are_filed_as_annotated(gold: Path) -> None:
    assert f1(gold, "recommendations", "recommendation") >= 0.85
