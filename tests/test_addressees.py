"""Addressees: who is asked to act, on which basis, and whom a recommendation concerns."""

import json
from pathlib import Path

import pytest

from casegraph.extracting import extract
from casegraph.extracting.addressees import Request, requests_of
from casegraph.reading.clauses import clauses_of
from casegraph.reading.page import page_of
from casegraph.record.model import Passage, Review


def read(paragraph: str, default: str = "safeguarding-partnership") -> list[Request]:
    """What each clause of a recommendations paragraph asks of whom."""
    return requests_of(tuple(clauses_of([Passage.of(paragraph, 0, len(paragraph))])), default=default)


def who(each: Request) -> list[str]:
    """The addressees as agency/basis."""
    return [f"{addressing.agency}/{addressing.basis}" for addressing in each.addressings]


DEFAULT = "safeguarding-partnership/default"


@pytest.mark.parametrize(
    ("clause", "addressees"),
    [
        ("LA1 CSC: review their policy", ["childrens-social-care/explicit"]),
        ("LA1 integrated care board (ICB): ensure oversight", ["icb/explicit"]),
        ("The DfE should: revise guidance", ["dfe/explicit"]),
        ("With regards to EHE the Department for Education should: review it", ["dfe/explicit"]),
        ("Actions for the NHS Trust include: ensure compliance", ["nhs-trust/explicit"]),
        ("schools should be aware of advice", ["schools/explicit"]),
        ("children’s social care and the police should review it", ["childrens-social-care/explicit", "police/explicit"]),
        ("CAFCASS and ADCS to review policy", ["cafcass/explicit", "adcs/explicit"]),
        ("the integrated care board (ICB) and the health and wellbeing board to review it", ["icb/explicit", "health-and-wellbeing-board/explicit"]),
        ("all leaders (including governors) in education settings should complete training", ["education/explicit"]),
        ("agencies providing ante-natal care and health visiting services should talk", ["maternity/explicit", "health-visiting/explicit"]),
        ("child protection conference chairs should assure reports", ["childrens-social-care/explicit"]),
        ("there is a need for all agencies to ensure this", ["all-agencies/explicit"]),
        ("the partnership may wish to work with others", ["safeguarding-partnership/explicit"]),
        ("the partnership create a challenge event", ["safeguarding-partnership/explicit"]),
        ("when a child moves, schools should pass on records", ["schools/explicit"]),
        ("Recommends that the National Panel considers it", ["national-panel/lead-in"]),
        ("all safeguarding partners must agree it", ["statutory-partners/explicit"]),
        ("the chief officers' group to fund it", ["statutory-partners/explicit"]),
        ("partner agencies to audit it", ["all-agencies/explicit"]),
        ("the MASH should answer every referrer", ["mash/explicit"]),
        ("the safeguarding adults board and the police should act", ["safeguarding-adults-board/explicit", "police/explicit"]),
        ("the sexual assault referral centre should tell the school nurse", ["sexual-violence-services/explicit"]),
        ("the LSCB should review its protocol", ["safeguarding-partnership/explicit"]),
        ("the clinical commissioning group should audit it", ["icb/explicit"]),
        ("and for the police to appoint a co-ordinator", ["police/explicit"]),
        ("conference chairs not to end a plan at the first review", ["childrens-social-care/explicit"]),
        ("Scottish Ministers are invited to consider the law", ["national-body/explicit"]),
        ("Welsh Ministers are invited to consider the law", ["welsh-government/explicit"]),
        ("the National Crime Agency to share what it knows sooner", ["national-body/explicit"]),
        ("the Crown Office to reissue its guidance", ["national-body/explicit"]),
        ("the Crown Prosecution Service to reissue its guidance", ["national-body/explicit"]),
        ("R6: schools and police to treat it as abuse", ["schools/explicit", "police/explicit"]),
        ("Also asks the Home Office to speed up decisions", ["home-office/explicit"]),
        ("Also recommends that London Probation Trust amends its form", ["probation/explicit"]),
        ("the receiving council to inspect the blocks", ["local-authority/explicit"]),
        ("environmental health officers to ask about children", ["local-authority/explicit"]),
        ("HMP Durham to send reports", ["prison-service/explicit"]),
        ("NHS boards to agree who stays involved", ["health/explicit"]),
        ("the ICB's designated doctor to chair a meeting", ["icb/explicit"]),
        ("the CCG and hospice to appoint a coordinator", ["icb/explicit"]),
        ("the partnership and the rail operator to sign it", ["safeguarding-partnership/explicit"]),
        ("youth justice service and police roads unit to share stops", ["youth-justice/explicit", "police/explicit"]),
        ("Cafcass officers and social workers should meet", ["cafcass/explicit", "childrens-social-care/explicit"]),
        ("the clinical commissioning group publishes its waiting times", ["icb/explicit"]),
        ("young carers to be identified by schools and referred", ["schools/explicit"]),
        ("an order to be reviewed by legal services", ["legal-services/explicit"]),
        ("develop a prompt, to be used by all agencies", [DEFAULT]),
        ("the policy to be followed by a named paediatrician's call", [DEFAULT]),
        ("examine agency approaches to neglect", [DEFAULT]),
        ("British Transport Police to be signed up to the agreement", [DEFAULT]),
        ("Nationally: a single register of foster carers", ["national-body/explicit"]),
        ("For public health: a campaign on safe sleep", ["public-health/explicit"]),
        ("the Home Office to be asked about name changes", [DEFAULT]),
        ("health visitors to be shown how to talk with parents", [DEFAULT]),
        ("For health: a midwife to visit at 32 weeks", ["maternity/explicit"]),
        ("For housing: tell the health visitor", ["housing/explicit"]),
        ("Cafcass (risk letters to the court to state every incident)", ["cafcass/explicit"]),
        ("services involved in the care of a child to provide full information", ["all-agencies/explicit"]),
        ("that hospital staff book an interpreter", ["nhs-trust/explicit"]),
        ("police protection processes should be known", [DEFAULT]),
        ("ask the probation service to consider it", [DEFAULT]),
        ("ensure that CAMHS shares information", [DEFAULT]),
        ("home visiting policies should include it", [DEFAULT]),
        ("all staff should be encouraged to talk", [DEFAULT]),
        ("points of difference between the guardian and the local authority should be recorded", [DEFAULT]),
        ("when a child moves to another school, there should be a system", [DEFAULT]),
    ],
)  # fmt: skip
def test_who_is_asked(clause: str, addressees: list[str]) -> None:
    """The actor is the prefix or the grammatical subject; a body that is only mentioned is not asked."""
    (each,) = read(f"Recommendations include: {clause}.")
    assert who(each) == addressees


def test_a_collection_without_a_default_asks_nobody_where_nobody_is_named() -> None:
    """Who is asked then is a fact about the collection, not about the words."""
    named, unnamed = read("Recommendations include: the DfE should act; share records.", default="")
    assert who(named) == ["dfe/explicit"]
    assert unnamed.is_recommendation and who(unnamed) == []


def test_after_recommends_that_any_verb_will_do() -> None:
    """Police forces that "share intelligence" are asked to, without any should."""
    first, second, third = read(
        "Recommends that: police forces share intelligence; every agency put it down; checks happen."
    )
    assert [who(each) for each in (first, second, third)] == [
        ["police/explicit"],
        ["all-agencies/explicit"],
        [DEFAULT],
    ]


@pytest.mark.parametrize(
    ("lead_in", "addressees"),
    [
        ("Recommendations to the partnership include:", ["safeguarding-partnership/lead-in"]),
        ("Recommendations to the safeguarding partners include:", ["statutory-partners/lead-in"]),
        ("Recommendations to the Welsh Government include:", ["welsh-government/lead-in"]),
        ("National recommendations include:", ["national-body/lead-in"]),
        ("Recommendations include:", [DEFAULT]),
    ],
)
def test_what_a_lead_in_names_is_asked_where_no_actor_is(lead_in: str, addressees: list[str]) -> None:
    """The lead-in holds for every clause without an actor of its own."""
    first, police, last = read(f"{lead_in} review it; the police should act; and ensure it.")
    assert (who(first), who(police), who(last)) == (addressees, ["police/explicit"], addressees)


def test_a_prefix_runs_on_until_another_takes_over() -> None:
    """Clauses after "LA1 partnership:" are asked of it, until "LA2 CSC:" or a new lead-in."""
    clauses = read(
        "Recommendations include: LA1 partnership: review a; review b; LA2 CSC: audit c; and audit d. "
        "Recommendations to the Welsh Government include: do e."
    )
    assert [who(each)[0].split("/")[0] for each in clauses] == [
        "safeguarding-partnership", "safeguarding-partnership", "childrens-social-care", "childrens-social-care", "welsh-government",
    ]  # fmt: skip


def test_a_sentence_carries_on_only_while_it_plainly_speaks_of_its_actor() -> None:
    """After "agencies should …", a clause about "their agencies" goes on; any other falls back to the default."""
    first, second, third = read("Recommendations include: agencies should do a; ensure b within their agencies; do c.")
    assert (who(first), who(second), who(third)) == (
        ["all-agencies/explicit"],
        ["all-agencies/explicit"],
        [DEFAULT],
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Recommendations highlight action already taken by the partnership.",
        "Recommendations include: do a. Highlights work already undertaken on these.",
        "Recommendations include: do a. Also details all single agency recommendations.",
        "Recommendations include: do a. Includes actions taken against each recommendation.",
        "Recommendations include: do a; actions for health have already been completed.",
        "Recommendations include: do a; the findings about schools have already been addressed by the partnership.",
        "Recommendations include: do a; the police have already implemented a new policy.",
    ],
)
def test_a_sentence_that_asks_nobody(sentence: str) -> None:
    """It is no recommendation, and has no addressee, concern or theme."""
    last = read(sentence)[-1]
    assert (last.is_recommendation, last.addressings, last.concerns) == (False, (), ())


def test_already_alone_does_not_make_a_clause_ask_nobody() -> None:
    """What is asked on top of what has been done is a recommendation."""
    last = read("Recommendations include: do a; the police should build on training that is already in place.")[-1]
    assert (last.is_recommendation, who(last)) == (True, ["police/explicit"])


@pytest.mark.parametrize(
    ("clause", "via", "concerns"),
    [
        ("ask the probation service to tell the police", ["probation"], ["police"]),
        ("seek assurance from CAMHS that it shares", ["camhs"], []),
        ("ensure practitioners know the tool", [], ["practitioners"]),
        ("ensure practitioners and schools know the tool", ["schools"], []),
        ("develop multi-agency guidance with schools", [], ["schools"]),
        ("develop multi-agency guidance", [], []),
        ("the police should tell practitioners", [], []),
        ("learn from the Child Safeguarding Practice Review Panel’s 2025 report", [], []),
    ],
)
def test_whom_a_recommendation_asks_through_its_addressee_and_whom_it_concerns(
    clause: str, via: list[str], concerns: list[str]
) -> None:
    """Whom the addressee is to get to act, apart from bodies only named; practitioners only where no body is named."""
    (each,) = read(f"Recommendations include: {clause}.")
    assert [reading.concept for reading in each.via] == via
    assert [reading.concept for reading in each.concerns] == concerns


def test_words_are_the_page_s_own() -> None:
    """Each addressee has the words that name it, article included."""
    paragraph = "Recommendations include: the ICB and the mental health trust to act."
    (each,) = read(paragraph)
    words = [addressing.words for addressing in each.addressings]
    assert [passage.text for passage in words if passage] == ["the ICB", "the mental health trust"]
    assert all(passage and paragraph[passage.start : passage.end] == passage.text for passage in words)


def test_against_the_annotated_reviews(reviews: tuple[Review, ...], gold: Path) -> None:
    """Of the annotated addressees, at least 95 in 100 are found on their basis, and as few are wrong."""
    read = {review.title: review.recommendations for review in reviews}
    right = found = wanted = 0
    for line in gold.read_text(encoding="utf-8").splitlines():
        review = json.loads(line)
        for segment, each in zip(review["recommendations"], read[review["title"]], strict=True):
            want = {(each["agency"], each["basis"]) for each in segment["addressees"]}
            have = {(addressing.agency, addressing.basis) for addressing in each.addressings}
            right, found, wanted = right + len(want & have), found + len(have), wanted + len(want)
    assert right >= 0.95 * found and right >= 0.95 * wanted, (right, found, wanted)


def test_an_abbreviation_that_the_entry_explains_is_known_in_it() -> None:
    """The letters AGS alone name nobody; behind "the advice and guidance service" they are children's social care."""
    text = (
        "2025 – Kent – Child U\nDeath of a boy, known to the advice and guidance service (AGS).\n"
        "Recommendations include: review how AGS professionals decide; AGS should write it down.\nKeywords: neglect\n"
    )
    (review,) = extract(page_of(text.encode(), "kent.txt"))
    first, second = review.recommendations
    assert [each.concept for each in first.concerns] == ["childrens-social-care"]
    assert [(each.agency, each.basis) for each in second.addressings] == [("childrens-social-care", "explicit")]


@pytest.mark.parametrize(
    ("clause", "addressees"),
    [
        ("NHS Highland should fund recovery work", ["health/explicit"]),
        ("refuges and IDVA services to accept referrals", ["domestic-abuse-services/explicit"]),
        ("secondary schools and colleges to hand over files", ["schools/explicit"]),
        ("CAMHS and refugee charities to run a group", ["camhs/explicit", "voluntary-sector/explicit"]),
        ("the LADO to report each year", ["local-authority/explicit"]),
        ("the procurator fiscal to take exploitation into account", ["other/explicit"]),
        ("the young offender institution should train its staff", ["prison-service/explicit"]),
        ("the adult and children's services should meet", ["childrens-social-care/explicit", "adult-social-care/explicit"]),
    ],
)  # fmt: skip
def test_bodies_of_other_nations_and_years(clause: str, addressees: list[str]) -> None:
    (each,) = read(f"Recommendations include: {clause}.")
    assert sorted(who(each)) == sorted(addressees)


def test_they_include_goes_on_with_whom_the_sentence_before_names() -> None:
    first, second = read(
        "Recommendations are addressed to the LSCB and to places of worship. They include: train clergy; audit it."
    )
    assert who(first) == who(second) == ["safeguarding-partnership/lead-in", "voluntary-sector/lead-in"]


def test_departments_in_a_review_of_northern_ireland_are_its_own() -> None:
    """The same words name a ministry in London where the review is of England."""
    for area, agencies in (("Northern Ireland", ["national-body"]), ("Kent", ["dhsc", "national-body"])):
        text = f"2021 - {area} - Orla\nDeath of a girl.\nRecommends: Department of Health and Department of Justice to: change the law."
        (review,) = extract(page_of(text.encode(), "a.txt"))
        assert [each.agency for each in review.recommendations[0].addressings] == agencies


@pytest.mark.parametrize(
    ("lead_in", "addressees"),
    [
        (
            "Recommendations to the partnership and board include:",
            ["safeguarding-partnership/lead-in", "safeguarding-adults-board/lead-in"],
        ),
        ("Recommendations to the partnership include:", ["safeguarding-partnership/lead-in"]),
    ],
)
def test_an_introduction_can_name_a_partnership_and_the_adults_board(lead_in: str, addressees: list[str]) -> None:
    assert [who(each) for each in read(f"{lead_in} agree a plan; check it.")] == [addressees, addressees]


def test_a_heading_ends_what_was_said_to_others_before_though_it_names_no_known_body() -> None:
    asked = read("Recommendations include: Police: train call handlers; keep a log; Signwriters: check who books rooms")
    assert [who(each) for each in asked] == [["police/explicit"], ["police/explicit"], [DEFAULT]]


def test_boards_of_both_areas_and_a_host_partnership_are_addressees() -> None:
    asked = read(
        "Recommendations include: LSCBs of both areas to share a learning event; for the host partnership: to keep a chronology"
    )
    assert [who(each) for each in asked] == [["safeguarding-partnership/explicit"]] * 2


@pytest.mark.parametrize(
    "trust",
    [
        "Essex Partnership University NHS Foundation Trust",
        "Leeds and York Partnership NHS Foundation Trust",
        "Oxford University Hospitals NHS Trust",
    ],
)
def test_a_trust_is_one_body_whatever_partnership_or_university_its_name_holds(trust: str) -> None:
    (asked,) = read(f"Recommendations include: {trust} to review its discharge letters")
    assert [(each.agency, each.words and each.words.text) for each in asked.addressings] == [("nhs-trust", trust)]
    assert asked.concerns == ()


def test_a_university_is_no_school() -> None:
    assert [
        who(each) for each in read("Recommendations include: agree with the university how lecturers are trained")
    ] == [[DEFAULT]]
    assert read("Recommendations include: agree with the university how lecturers are trained")[0].concerns == ()


@pytest.mark.parametrize(
    ("paragraph", "agency"),
    [
        ("Recommendations include: the mental health trust to review how it plans leave", "adult-mental-health"),
        ("Recommendations include: the mental health trust to review discharge when treating young people", "camhs"),
        (
            "Recommendations include: the mental health trust to ask patients about children of their own",
            "adult-mental-health",
        ),
        (
            "Recommendations include: the child mental health trust to train staff; the mental health trust to plan leave",
            "camhs",
        ),
    ],
)
def test_a_mental_health_trust_is_camhs_where_its_patients_are_children(paragraph: str, agency: str) -> None:
    assert [each.agency for each in read(paragraph)[-1].addressings] == [agency]
