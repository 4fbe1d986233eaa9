"""The lexicon: which wordings are found in a text, and exactly where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.errors import CasegraphError
from casegraph.extracting.lexicon import GAP, Lexicon, agency_lexicon
from casegraph.extracting.themes import theme_lexicon


def found(wordings: dict[str, str], text: str, exceptions: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Concepts found in a text, each with its words; *wordings* are by wording."""
    lexicon = Lexicon(
        ((concept, wording) for wording, concept in wordings.items()),
        ((concept, wording) for wording, concept in (exceptions or {}).items()),
    )
    return [(concept, text[start:end]) for start, end, concept in lexicon.find(text)]


@pytest.mark.parametrize(
    ("wording", "text", "words"),
    [
        pytest.param("neglect", "on Neglect, again", "Neglect", id="case"),
        pytest.param("school nurse", "the School nurses’ role", "School nurses", id="plural and possessive"),
        pytest.param("agencies", "an agency's part", "agency's", id="singular of a plural"),
        pytest.param("process", "two processes", "processes", id="plural in es"),
        pytest.param("children's home", "a child’s homes", "child’s homes", id="child and children"),
        pytest.param("child's voice", "the child‘s voice", None, id="an opening quote is no apostrophe"),
        pytest.param("child's voice", "the child's voice", "child's voice", id="straight apostrophe"),
        pytest.param("child's voice", "the child’s voice", "child’s voice", id="curly apostrophe"),
        pytest.param("multi-agency", "(multi-agency)", "multi-agency", id="hyphen"),
        pytest.param("multi-agency", "a multiagency plan", "multiagency", id="written together"),
        pytest.param("multi-agency", "a multi agency plan", "multi agency", id="written apart"),
        pytest.param("multi-agency", "a multi–agency plan", "multi–agency", id="dash"),
        pytest.param("multi agency", "a multi-agency plan", "multi-agency", id="space stands for a hyphen"),
        pytest.param("was not brought", "a ‘was not brought’ policy", "was not brought", id="in quotes"),
        pytest.param("health education", "health/education", "health/education", id="slash"),
        pytest.param("risk assessment", "risk\u00a0assessment", "risk\u00a0assessment", id="no-break space"),
        pytest.param("risk assessment", "risk  assessment", "risk  assessment", id="two spaces"),
        pytest.param("risk assessment", "risk\n      assessment", "risk\n      assessment", id="wrapped line"),
        pytest.param("assess* risk*", "assessing risks", "assessing risks", id="any ending"),
        pytest.param("assess*", "reassessing", None, id="an ending is no beginning"),
        pytest.param("review*|updat* policy", "to update our policies", None, id="side by side"),
        pytest.param("review*|updat* policy", "updated policies", "updated policies", id="either word"),
        pytest.param("wishes, feelings", "their wishes, feelings", "wishes, feelings", id="comma"),
        pytest.param("wishes, feelings", "their wishes feelings", "wishes feelings", id="comma left out"),
        pytest.param("wishes feelings", "their wishes, feelings", None, id="a comma parts words"),
        pytest.param("child protection", "for each child. Protection is", None, id="a full stop parts words"),
        pytest.param("child protection", "a child (protection)", None, id="a bracket parts words"),
        pytest.param("act", "impact of acting", None, id="whole words only"),
        pytest.param("SEND", "send it", None, id="capitals only in capitals"),
        pytest.param("SEND", "SEND pupils", "SEND", id="capitals"),
        pytest.param("IRO", "the IROs’ view", "IROs", id="plural of capitals"),
        pytest.param("send*", "SENDING it", "SENDING", id="capitals are a word in any case"),
        pytest.param("A&E", "in A&E.", "A&E", id="ampersand"),
        pytest.param("this", "thi", None, id="a short word keeps its s"),
    ],
)
def test_which_forms_of_a_wording_are_found(wording: str, text: str, words: str | None) -> None:
    assert found({wording: "it"}, text) == ([("it", words)] if words else [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("responding to a child at risk", "responding to a child at risk", id="words between"),
        pytest.param("respond, where needed, to risks", "respond, where needed, to risks", id="commas between"),
        pytest.param("risk of a response", None, id="the order counts"),
        pytest.param(f"respond {'very ' * GAP}risky", f"respond {'very ' * GAP}risky", id="the widest gap"),
        pytest.param(f"respond {'very ' * (GAP + 1)}risky", None, id="too wide a gap"),
    ],
)
def test_a_wording_with_a_gap_is_found_in_order_and_near(text: str, words: str | None) -> None:
    assert found({"respon* … risk*": "it"}, text) == ([("it", words)] if words else [])


def test_a_wording_can_have_two_gaps() -> None:
    assert found({"a … b … c": "it"}, "a 1 b 2 c") == [("it", "a 1 b 2 c")]
    assert found({"a … b … c": "it"}, "a 1 c 2 b") == []


def test_the_longer_wording_counts_and_not_the_one_inside_it() -> None:
    wordings = {"health": "health", "health visitor": "health-visiting"}

    assert found(wordings, "health visitors and health") == [
        ("health-visiting", "health visitors"),
        ("health", "health"),
    ]


def test_what_lies_inside_a_longer_wording_can_be_asked_for() -> None:
    lexicon = Lexicon([("health", "health"), ("health-visiting", "health visitor")])

    assert lexicon.find("health visitor", contained=True) == [(0, 6, "health"), (0, 14, "health-visiting")]


def test_two_concepts_can_share_the_very_same_words() -> None:
    lexicon = Lexicon([("assessment", "Graded Care Profile"), ("neglect", "graded care profile")])

    assert lexicon.find("Graded Care Profile") == [(0, 19, "assessment"), (0, 19, "neglect")]


def test_wordings_that_only_overlap_both_count() -> None:
    wordings = {"child protection": "protection", "protection plan": "plan"}

    assert found(wordings, "child protection plan") == [("protection", "child protection"), ("plan", "protection plan")]


def test_what_stands_in_the_gap_of_a_wording_still_counts() -> None:
    """The gap is not the wording's own words; its parts are."""
    wordings = {"respond* … risk*": "risk", "neglect": "neglect", "risk*": "other"}

    assert found(wordings, "respond to neglect and risk") == [
        ("risk", "respond to neglect and risk"),
        ("neglect", "neglect"),
    ]


def test_an_exception_takes_its_own_concept_away_and_no_other() -> None:
    wordings = {"health": "health", "mental": "mind"}

    assert found(wordings, "mental health", {"mental health": "health"}) == [("mind", "mental")]


def test_an_exception_that_is_longer_on_the_left_only_does_not_bar_a_longer_wording() -> None:
    assert found({"health service": "health"}, "mental health services", {"mental health": "health"}) == [
        ("health", "health services")
    ]


OWN = {"advice": [("policy", "guidance"), ("policy", "write … rule*"), ("training", "train the police")]}


@pytest.mark.parametrize(
    ("text", "concepts", "concepts_in_advice"),
    [
        pytest.param("new guidance", [], ["policy"], id="words"),
        pytest.param("write better rules", [], ["policy"], id="words with a gap"),
        pytest.param(
            "to train the police", ["police"], ["training"], id="the longer one counts where it counts at all"
        ),
        pytest.param("guide the police", ["police"], ["police"], id="what counts anywhere"),
        pytest.param("guidance notes", [], [], id="an exception"),
    ],
)
def test_a_wording_can_count_in_texts_of_a_kind_only(
    text: str, concepts: list[str], concepts_in_advice: list[str]
) -> None:
    lexicon = Lexicon([("police", "police")], [("policy", "guidance note")], OWN)

    assert [concept for _, _, concept in lexicon.find(text)] == concepts
    assert [concept for _, _, concept in lexicon.find(text, "advice")] == concepts_in_advice


def test_a_wording_that_counts_in_any_text_and_in_those_of_a_kind_is_found_once() -> None:
    lexicon = Lexicon([("it", "police officer")], own={"advice": [("it", "police officers")]})

    assert lexicon.find("police officers", "advice") == [(0, 15, "it")]


def test_an_exception_can_have_a_gap() -> None:
    assert found({"voice": "child"}, "voice of the parents", {"voice of … parent*": "child"}) == []


def test_a_mention_that_is_excepted_hides_no_other() -> None:
    wordings = {"mental health act": "law", "health": "health"}

    assert found(wordings, "Mental Health Act 1983", {"mental health act": "law"}) == [("health", "Health")]


def test_an_empty_text_and_an_empty_lexicon_find_nothing() -> None:
    assert Lexicon([("a", "b")]).find("") == []
    assert Lexicon([]).find("some text") == []


@pytest.mark.parametrize("wording", ["", "…", "respond* …", "a * b", "*", "one|* b", "(!)"])
def test_a_wording_without_a_word_is_refused(wording: str) -> None:
    with pytest.raises(CasegraphError, match="lacks a word"):
        Lexicon([("it", wording)])


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        pytest.param("CAMHS and the ICB", ["camhs", "icb"], id="short names"),
        pytest.param("child protection conference chairs", ["childrens-social-care"], id="a role"),
        pytest.param("the LSCB, the PCT and social services", ["safeguarding-partnership", "icb", "childrens-social-care"], id="older names"),
        pytest.param("children's mental health", [], id="health is no agency in mental health"),
        pytest.param("adult and children’s mental health services", ["camhs"], id="the service, not health"),
        pytest.param("mother's partners who live there", [], id="a parent's partner is no agency"),
        pytest.param("education, health and care plans (EHCPs)", [], id="a plan is no agency"),
        pytest.param("elective home education in the community", [], id="home education is no agency"),
        pytest.param("the police and crime commissioner", ["community-safety"], id="longer name"),
    ],
)  # fmt: skip
def test_agencies_are_found_by_the_names_that_people_use(text: str, agencies: list[str]) -> None:
    assert [agency for _, _, agency in agency_lexicon().find(text)] == agencies


# Text of the kind that pages hold, and text of any kind.
WORDS = st.sampled_from(
    "assessing risk children's child’s multi-agency ‘trust (SEND) health, visitors. – — / the and to İstanbul ß ‐ \u00a0 \n".split(" ")
)  # fmt: skip
TEXTS = st.one_of(st.lists(WORDS, max_size=25).map(" ".join), st.text(max_size=200))
KINDS = ("", "learning", "recommendation")


@given(text=TEXTS)
def test_a_mention_lies_in_its_text_and_is_made_of_whole_words(text: str) -> None:
    for mentions in (agency_lexicon().find(text), *(theme_lexicon().find(text, kind) for kind in KINDS)):
        for start, end, _ in mentions:
            assert 0 <= start < end <= len(text)
            assert text[start].isalnum() or text[start] in "_&"
            assert text[end - 1].isalnum() or text[end - 1] in "_&"
            assert not text[start - 1 : start].isalnum()
            assert not text[end : end + 1].isalnum()


@given(before=TEXTS, after=TEXTS)
def test_a_wording_is_found_wherever_it_stands(before: str, after: str) -> None:
    lexicon = Lexicon([("it", "zebra crossing")])
    text = f"{before} zebra-crossings {after}"

    assert (len(before) + 1, len(before) + 16, "it") in lexicon.find(text)


@given(text=TEXTS)
def test_what_is_found_again_is_the_same(text: str) -> None:
    for kind in KINDS:
        found = theme_lexicon().find(text, kind)
        assert found == theme_lexicon().find(text, kind)
        assert found == sorted(set(found))


@given(text=TEXTS)
def test_leaving_out_what_is_contained_only_leaves_out(text: str) -> None:
    for kind in KINDS:
        assert set(theme_lexicon().find(text, kind)) <= set(theme_lexicon().find(text, kind, contained=True))
