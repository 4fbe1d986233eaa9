"""Bodies asked through the addressee: whom it is to get to act, and who is only mentioned."""

import pytest

from casegraph.extracting.actors import subject_of
from casegraph.extracting.agencies import mentions_in
from casegraph.extracting.asked_through import asked_through
from casegraph.extracting.noun_phrases import Mention


def through(clause: str) -> list[str]:
    """The bodies that a clause asks through its addressee."""
    mentions = mentions_in(clause)
    return [mention.agency for mention in asked_through(clause, mentions, subject_of(clause, mentions))]


@pytest.mark.parametrize(
    ("clause", "bodies"),
    [
        ("ask the probation service to share its risk assessments", ["probation"]),
        ("Request that midwives record who lives at home", ["maternity"]),
        ("the partnership to ask the Home Office to change its rules", ["home-office"]),
        ("remind GPs to follow the bruising protocol", ["general-practice"]),
        ("work with the police on a review of how warnings are given", ["police"]),
        ("with the police, decide who keeps the record", ["police"]),
        ("work should be done with housing associations to find empty homes", ["housing"]),
        ("the LSCB to agree with landlords that repairs are done in a week", ["housing"]),
        ("promote the involvement of GPs in conferences", ["general-practice"]),
        ("develop a joint protocol between the police, midwives and schools", ["police", "maternity", "schools"]),
        ("agree with landlords that repairs are done in a week", ["housing"]),
        ("the LSCB to ask mosques for evidence that volunteers are checked", ["voluntary-sector"]),
        ("NHS England to be asked about waiting times", ["nhs-england"]),
        ("require all agencies to audit their files", ["all-agencies"]),
        ("work with schools to find children who are out of education", ["schools"]),
        ("lobby the Department for Education for a register", ["dfe"]),
        ("write to the Welsh Government to press for a national standard", ["welsh-government"]),
        ("the Home Office to be asked to look again at dispersal", ["home-office"]),
        ("CAMHS and the police should be asked to meet each month", ["camhs", "police"]),
    ],
)
def test_the_object_of_a_verb_of_asking_is_asked_through(clause: str, bodies: list[str]) -> None:
    assert through(clause) == bodies


@pytest.mark.parametrize(
    ("clause", "bodies"),
    [
        ("ensure that schools and health visitors know whom to call", ["schools", "health-visiting"]),
        ("ensure that, where a baby is bruised, the police attend", ["police"]),
        ("seek assurance from CAMHS that waiting times have fallen", ["camhs"]),
        ("seek assurance that when midwives make a referral they hear the outcome", ["maternity"]),
        ("strengthen the expectation that probation takes part in reviews", ["probation"]),
        ("ensure that all agencies, especially schools, know whom to call", ["all-agencies", "schools"]),
        (
            "ensure good liaison between midwives and health visitors before each birth",
            ["maternity", "health-visiting"],
        ),
        ("ensure the supervision policies of all agencies are alike", ["all-agencies"]),
        ("ensure that plans are completed by the local authority before birth", ["local-authority"]),
        ("seek evidence from the ambulance service of change", ["ambulance-service"]),
        ("ensure that practitioners and schools know whom to call", ["schools"]),
        ("ensure managers in all agencies understand their part", ["all-agencies"]),
        ("ensure that the standards are embedded in policies across all agencies", ["all-agencies"]),
    ],
)
def test_who_is_to_act_in_what_is_ensured_is_asked_through(clause: str, bodies: list[str]) -> None:
    assert through(clause) == bodies


@pytest.mark.parametrize(
    "clause",
    [
        "share the findings with the police",
        "review the use of police powers of protection",
        "ensure that police records are searched",
        "ensure that school nurses are invited to strategy meetings",
        "ensure that the health visitor is told of each move",
        "the police should ask for an interpreter",
        "schools should ensure that children are heard",
        "invite pharmacists and schools to the local forum",
        "schools to be asked to every review meeting",
        "ensure that practitioners are curious",
        "remind GPs of the bruising protocol",
        "schools to be reminded that they may refer",
        "childminders should ask schools for their closing dates",
        "ensure that legal advice is taken",
        "write to the Home Office about fees",
        "girls attending sexual health clinics to be asked about their partners",
        "teach parents that they have the right to ask the police about a partner",
        "ensure that flags are understood across all agencies",
        "the LSCB to work with mosques on a code of conduct",
        "with regard to the police, revise the protocol",
        "review the difference between the police and midwives",
    ],
)
def test_who_acts_itself_or_only_receives_is_not_asked_through(clause: str) -> None:
    assert through(clause) == []


def test_no_more_of_a_clause_is_searched_than_any_recommendation_has() -> None:
    """Each "ensure" is compared with each body, so the time of a hostile clause would grow with its square."""
    far = "ask schools to tell the police; " + "x" * 4_000 + " ask the probation service to act"
    mentions = [Mention(4, 11, "schools"), Mention(far.index("probation"), far.index(" service to act"), "probation")]
    assert [each.agency for each in asked_through(far, mentions, None)] == ["schools"]
