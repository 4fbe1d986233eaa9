"""The lexicon: which wordings are found in a text, and exactly where."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.errors import CasegraphError
from casegraph.extracting.agencies import agency_lexicon
from casegraph.extracting.lexicon import Lexicon
from casegraph.extracting.lexicon.doubles import doubles
from casegraph.extracting.themes import theme_lexicon
from casegraph.resources import resource
from casegraph.wordings import LABEL, SchemeName, Wording, wordings_of


def found(wordings: dict[str, str], text: str, exceptions: dict[str, str] | None = None) -> list[tuple[str, str]]:
    """Concepts found in a text, each with its words; *wordings* are by wording."""
    lexicon = Lexicon(
        [Wording(concept, wording) for wording, concept in wordings.items()]
        + [Wording(concept, wording, "exception") for wording, concept in (exceptions or {}).items()]
    )
    return [(mention.wording.concept, text[mention.start : mention.end]) for mention in lexicon.find(text)]


def concepts(lexicon: Lexicon, text: str, kind: str = "") -> list[str]:
    """The concepts found in a text."""
    return [mention.wording.concept for mention in lexicon.find(text, kind)]


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
        pytest.param(f"respond {'very ' * 6}risky", f"respond {'very ' * 6}risky", id="the widest gap, of six words"),
        pytest.param(f"respond {'very ' * 7}risky", None, id="a gap of seven words is too wide"),
    ],
)
def test_a_wording_with_a_gap_is_found_in_order_and_near(text: str, words: str | None) -> None:
    for wording in ("respon* … risk*", "respon*...risk*"):
        assert found({wording: "it"}, text) == ([("it", words)] if words else [])


def test_the_tables_readme_says_how_wide_a_gap_can_be() -> None:
    """Six words, as the test above holds."""
    assert "up to six other words between" in resource("ontology", "wordings/README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("the child heard it", "child heard", id="nothing"),
        pytest.param("a child was heard", "child was heard", id="one word"),
        pytest.param("children are not heard", "children are not heard", id="two words"),
        pytest.param("each child should be heard", "child should be heard", id="should be"),
        pytest.param("a child never heard", None, id="another word"),
        pytest.param("a child that was never heard", None, id="several words"),
    ],
)
def test_be_in_braces_stands_for_forms_of_to_be(text: str, words: str | None) -> None:
    assert found({"child {be} heard": "it"}, text) == ([("it", words)] if words else [])


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
    lexicon = Lexicon([Wording("health", "health"), Wording("health-visiting", "health visitor")])
    mentions = lexicon.find("health visitor", contained=True)

    assert [(start, end, wording.concept) for start, end, wording in mentions] == [
        (0, 6, "health"),
        (0, 14, "health-visiting"),
    ]


def test_two_concepts_can_share_the_very_same_words() -> None:
    wordings = [Wording("assessment", "Graded Care Profile"), Wording("neglect", "graded care profile")]

    assert Lexicon(wordings).find("Graded Care Profile") == [(0, 19, wordings[0]), (0, 19, wordings[1])]


def test_a_mention_has_the_wording_that_found_it() -> None:
    """Also where it is an odd one: a beginning, a gap, a form of "to be"."""
    wordings = [Wording("it", "assess* risk*"), Wording("it", "respond* … need*"), Wording("it", "child {be} heard")]
    text = "assessing risks, responding to a need; children were heard"

    assert [mention.wording for mention in Lexicon(wordings).find(text)] == wordings


def test_of_two_wordings_of_a_concept_for_the_same_words_the_first_by_alphabet_is_given() -> None:
    wordings = [Wording("it", "risk* plan*"), Wording("it", "risk … plan"), Wording("it", "risk|harm plan")]

    for order in (wordings, wordings[::-1]):
        assert [mention.wording.text for mention in Lexicon(order).find("a risk plan")] == ["risk … plan"]


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


OWN = [
    Wording("policy", "guidance", "recommendation"),
    Wording("policy", "write … rule*", "recommendation"),
    Wording("training", "train the police", "recommendation"),
]


@pytest.mark.parametrize(
    ("text", "anywhere", "in_recommendation"),
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
    text: str, anywhere: list[str], in_recommendation: list[str]
) -> None:
    lexicon = Lexicon([Wording("police", "police"), Wording("policy", "guidance note", "exception"), *OWN])

    assert concepts(lexicon, text) == concepts(lexicon, text, "learning") == anywhere
    assert concepts(lexicon, text, "recommendation") == in_recommendation


def test_a_wording_that_counts_in_any_text_and_in_those_of_a_kind_is_found_once() -> None:
    anywhere = Wording("it", "police officers")
    lexicon = Lexicon([anywhere, Wording("it", "police officer", "learning")])

    assert lexicon.find("police officers", "learning") == [(0, 15, anywhere)]


def test_an_exception_can_have_a_gap() -> None:
    assert found({"voice": "child"}, "voice of the parents", {"voice of … parent*": "child"}) == []


def test_a_mention_that_is_excepted_hides_no_other() -> None:
    wordings = {"mental health act": "law", "health": "health"}

    assert found(wordings, "Mental Health Act 1983", {"mental health act": "law"}) == [("health", "Health")]


def test_an_empty_text_and_an_empty_lexicon_find_nothing() -> None:
    assert Lexicon([Wording("a", "b")]).find("") == []
    assert Lexicon([]).find("some text") == []


@pytest.mark.parametrize("wording", ["", " ", "…", "respond* …", "a * b", "*", "one|* b", "(!)"])
def test_a_wording_without_a_word_is_refused(wording: str) -> None:
    with pytest.raises(CasegraphError, match="lacks a word"):
        Lexicon([Wording("it", wording)])


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
    assert concepts(agency_lexicon(), text) == agencies


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
    crossing = Wording("it", "zebra crossing")
    lexicon = Lexicon([crossing])
    text = f"{before} zebra-crossings {after}"

    assert (len(before) + 1, len(before) + 16, crossing) in lexicon.find(text)


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


@given(text=TEXTS)
def test_the_fates_of_wordings_in_a_text_agree_with_what_is_found(text: str) -> None:
    for lexicon, kind in ((agency_lexicon(), ""), (theme_lexicon(), "learning"), (theme_lexicon(), "recommendation")):
        fates = lexicon.fates(text, kind)

        assert [each.mention for each in fates if each.fate == "counts"] == lexicon.find(text, kind)
        assert all((each.by is None) == (each.fate == "counts") for each in fates)


@pytest.mark.parametrize(
    ("wordings", "text", "fates"),
    [
        pytest.param(
            [Wording("health", "health"), Wording("visiting", "health visitor")], "a health visitor",
            [("health", "inside", "health visitor"), ("health visitor", "counts", None)], id="inside a longer one",
        ),
        pytest.param(
            [Wording("a", "health"), Wording("b", "mental … visit")], "mental health visit",
            [("mental … visit", "counts", None), ("health", "counts", None)], id="in a gap",
        ),
        pytest.param(
            [Wording("a", "health"), Wording("b", "mental health … visit")], "mental health home visit",
            [("mental health … visit", "counts", None), ("health", "inside", "mental health … visit")],
            id="inside a part of one with a gap",
        ),
        pytest.param(
            [Wording("a", "health"), Wording("a", "mental health", "exception")], "mental health",
            [("mental health", "excepts", "health"), ("health", "excepted", "mental health")], id="excepted",
        ),
        pytest.param(
            [Wording("a", "health"), Wording("a", "health", "learning"), Wording("a", "healths")], "health",
            [("health", "counts", None), ("health", "same", "health"), ("healths", "same", "health")], id="the same",
        ),
        pytest.param([Wording("a", "mental health", "exception")], "mental health", [], id="an exception to nothing"),
    ],
)  # fmt: skip
def test_what_became_of_a_wording_in_a_text(
    wordings: list[Wording], text: str, fates: list[tuple[str, str, str | None]]
) -> None:
    found = Lexicon(wordings).fates(text, "learning")

    assert [(each.mention.wording.text, each.fate, each.by.text if each.by else None) for each in found] == fates


@pytest.mark.parametrize("name", ["themes", "agencies"])
def test_no_wording_that_ships_is_a_double(name: SchemeName) -> None:
    """Each finds something by itself, and what two concepts share they share on purpose."""
    assert [str(each) for each in doubles(wordings_of(name))] == []


FOSTER = Wording("care", "foster carer")


@pytest.mark.parametrize(
    ("wordings", "advice"),
    [
        pytest.param([FOSTER, Wording("care", "foster* carer"), Wording("home", "foster")], [], id="none"),
        pytest.param([FOSTER, Wording("care", "Foster carers’")], ["delete one of the two"], id="another form"),
        pytest.param([FOSTER, Wording("care", "foster-carers"), Wording("care", "fostercarers")],
                     ["delete one of the two"] * 2, id="a part of what another finds"),
        pytest.param([FOSTER, Wording("care", "foster carer", "learning")], ["delete one of the two"], id="counts already"),
        pytest.param([Wording("care", "foster carer", "recommendation"), Wording("care", "foster carer", "learning")], [],
                     id="in clauses of different kinds"),
        pytest.param([Wording("care", "foster carers", origin=LABEL), FOSTER], ["delete one of the two"], id="a label"),
        pytest.param([FOSTER, Wording("care", "foster carer", "exception")],
                     ["the exception takes all that it finds, so delete one of the two"], id="an exception of its own"),
        pytest.param([FOSTER, Wording("home", "foster carer", "exception")], [], id="another's exception"),
        pytest.param([FOSTER, Wording("home", "foster carers")],
                     ["if both are meant, write home under also-for, else delete one",
                      "if both are meant, write care under also-for, else delete one"], id="another's"),
        pytest.param([FOSTER._replace(also_for=("home",)), Wording("home", "foster carers", also_for=("care",))], [],
                     id="another's, on purpose"),
        pytest.param([FOSTER._replace(also_for=("home",))], ["home has no such wording, so take it out of also-for"],
                     id="shared with nobody"),
    ],
)  # fmt: skip
def test_a_double_is_seen_and_said_how_to_mend(wordings: list[Wording], advice: list[str]) -> None:
    assert [each.advice for each in doubles(wordings)] == advice
