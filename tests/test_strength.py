"""How strongly a recommendation asks is read from its grammar: a time, a way to know that it is done, or no more than a thought."""

import pytest

from casegraph.extracting.strength import strength_in


def found(text: str) -> dict[str, str]:
    """The strengths of a text, each with its words."""
    return {name: text[start:end] for name, start, end in strength_in(text)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("the trust to write to every parent within six weeks", "within six weeks"),
        ("revise the bruising protocol by March 2024", "by March 2024"),
        ("look through a sample of closed files quarterly", "quarterly"),
        ("hold a joint learning day twice a year", "twice a year"),
        ("visit on the next working day", "on the next working day"),
        ("clinics to send an annual report", "an annual "),
        ("carers to be seen on at least two occasions a year", "two occasions a year"),
        ("schools to bring small concerns together every half term", "every half term"),
        ("bring waiting for assessment down to eight weeks", "bring waiting for assessment down to eight weeks"),
        ("notify the health visitor 48 hours in advance", "48 hours in advance"),
        ("keep the plan open until adulthood", "until adulthood"),
        ("support plans to be reviewed at 7, 11 and 14", "at 7, 11 and 14"),
        ("review at six weeks any package that is not delivered", "at six weeks"),
        ("the bruise to be seen by a doctor that day", "that day"),
        ("run the safer sleep campaign in December", "in December"),
        ("ring the ward daily until the baby is home", "daily"),
    ],
)
def test_a_date_a_period_or_a_frequency_is_a_deadline(text: str, words: str) -> None:
    assert found(text)["deadline"] == words


@pytest.mark.parametrize(
    "text",
    [
        "flag any child who attends three times within a month",
        "write to families who have not been seen for two years",
        "agree how infants under six months are weighed",
        "schools to teach water safety to every year group",
        "use the learning of the review published in Norfolk",
        "record who has care of the baby by day and by night",
        "a record of daily routines",
        "understand the daily experiences of children",
        "audit assessments begun after 34 weeks",
        "record what the child's daily routines are",
    ],
)
def test_a_period_that_is_only_spoken_of_is_none(text: str) -> None:
    assert "deadline" not in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "audit the use of the pathway",
        "the trust to report back to the partnership",
        "and provide evidence of its impact",
        "publish the protocol and test whether midwives know it",
        "monitor compliance with the standard",
        "undertake quality assurance activity on transfers of records",
        "examine a sample of closed cases",
        "and report on the number of moves in public",
        "evaluate the parenting programme",
        "data on its effect to be collected",
        "searches to be reported weekly to the unit",
        "measure the number of children who are seen",
    ],
)
def test_a_way_to_know_that_it_is_done_is_a_measure(text: str) -> None:
    assert "measure" in found(text)


@pytest.mark.parametrize(
    "text",
    [
        "seek assurance from schools",
        "record neglect with evidence in the file",
        "a verbal report at discharge",
        "refresh the audit tool",
        "use of interpreting to be monitored",
        "assess and evidence the impact of grandparents' support",
        "include an evaluation of parental needs",
        "the council to publish its offer for families",
    ],
)
def test_assurance_alone_and_words_that_only_look_like_measuring_are_none(text: str) -> None:
    assert "measure" not in found(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("consider a joint record for siblings", "consider"),
        ("the council should explore other ways of housing", "explore"),
        ("the board may wish to raise this with ministers", "may wish to"),
        ("ask the inspectorate to consider home visits", "consider"),
        ("consideration of a single point of contact", "consideration of"),
        ("research into such injuries might usefully be commissioned", "might usefully be commissioned"),
        ("the Scottish Government considers producing guidance", "considers"),
        ("the panel to take note", "take note"),
        ("explore whether staff know the tool, and develop training if this is needed", "explore"),
        ("consider how faith leaders can have access to and undertake training", "consider"),
    ],
)
def test_an_ask_for_no_more_than_a_thought_is_soft(text: str, words: str) -> None:
    assert found(text)["soft"] == words


@pytest.mark.parametrize(
    "text",
    [
        "consider the tool and review the training for it",
        "ensure that practitioners consider the voice of the child",
        "review the protocol and consider its reach",
        "train midwives to consider coercion",
        "police to consider trafficking in each case of a child who lives alone",
        "evaluate the service and consider its reach",
        "a passport order to be considered in writing",
    ],
)
def test_a_firmer_verb_beside_it_makes_it_no_longer_soft(text: str) -> None:
    assert "soft" not in found(text)


def test_hostile_text_is_read_in_bounded_pieces() -> None:
    assert strength_in("to " * 100_000) == []
    assert strength_in("within six " * 50_000) == []
    assert strength_in("evaluate " + "the new " * 50_000) == []
    assert strength_in("consider it and " + "develop " * 50_000) == []
