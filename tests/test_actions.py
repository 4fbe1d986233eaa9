"""What a recommendation asks to be done, and its likely owner, are read with their words."""

from collections import Counter
from pathlib import Path

import pytest

from casegraph.evaluating.who import read_who
from casegraph.extracting import extract
from casegraph.extracting.actions import ACTIONS, acts_of, hints_of
from casegraph.extracting.agencies import mentions_in
from casegraph.extracting.clause_parts import parts_of
from casegraph.extracting.lexicons import shipped_lexicons
from casegraph.learned import ACTS, OWNERS, shipped_reader
from casegraph.reading.page import page_of
from casegraph.record.model import Recommendation, Review
from casegraph.schemes import scheme
from casegraph.training.acts import labelled_acts, labelled_owners, without_names
from casegraph.training.labelled import digest_of, ids_of, rows_of
from casegraph.views.collection_file import read_collection
from casegraph.views.texts import action_labels
from casegraph.web.listed import sentence

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("deliver training on coercive control to midwives", "training"),
        ("audit whether strategy discussions include health", "assurance"),
        ("the protocol for bruising in infants should be revised", "guidance"),
        ("ask the Department for Education to change the law on home education", "national"),
    ],
)
def test_the_main_action_comes_first_with_its_words_and_how_probable_it_is(text: str, action: str) -> None:
    ((actions, owner),) = acts_of([text], [()], [True])
    assert actions[0].id == action
    assert 0 <= actions[0].start < actions[0].end <= len(text)
    assert actions[0].probability is not None and actions[0].probability > 0.3
    assert owner is None, "who is named needs no inferred owner"


def test_every_recommendation_has_one_to_three_actions() -> None:
    texts = [each.text for each in labelled_acts(ROOT)[::40]]
    found = acts_of(texts, [()] * len(texts), [False] * len(texts))
    assert {len(actions) for actions, _ in found} <= {1, 2, 3}
    assert {part.id for actions, _ in found for part in actions} <= {*ACTIONS}


def test_an_owner_is_inferred_where_nobody_is_named_and_never_the_partnership() -> None:
    texts = [each.text for each in labelled_owners(ROOT)[::20]]
    owners = [owner for _, owner in acts_of(texts, [()] * len(texts), [False] * len(texts))]
    inferred = {owner.id for owner in owners if owner}
    assert len(inferred) > 3 and "safeguarding-partnership" not in inferred
    assert None in owners
    assert all(owner.probability and owner.start < owner.end for owner in owners if owner)
    assert {owner for _, owner in acts_of(texts, [()] * len(texts), [True] * len(texts))} == {None}


def test_with_wordings_alone_there_are_listed_actions_and_no_owner() -> None:
    ((actions, owner),) = acts_of(["write guidance for schools"], [()], [False], learned=False)
    assert [(part.id, part.wording, part.probability) for part in actions] == [("guidance", "guidance", None)]
    assert owner is None


def test_judging_together_gives_what_judging_alone_gives() -> None:
    texts = [each.text for each in labelled_acts(ROOT)[::300]]
    together = acts_of(texts, [()] * len(texts), [False] * len(texts))
    assert together == [acts_of([text], [()], [False])[0] for text in texts]


def test_hints_of_nothing_are_few() -> None:
    assert hints_of("", []) == {"first:", "first two:"}


def test_the_verb_and_its_object_are_found_behind_a_heading_a_subject_and_a_modal() -> None:
    parts = parts_of(
        "For health: the trust should also be asked to review the discharge policy so that fathers are seen"
    )
    assert {"heading", "verb:review", "object:policy", "who:trust", "main:discharge"} <= parts
    assert "main:fathers" not in parts, "a purpose is no main part"
    assert {"passive", "verb:be revised", "done to:protocol"} <= parts_of("the protocol should be revised")
    assert parts_of("") == parts_of("...") == set()


def test_hostile_text_is_cut_into_parts_in_bounded_pieces() -> None:
    assert len(parts_of("a:" * 50_000)) < 20
    assert len(parts_of("to be asked to " * 20_000)) < 20


def test_who_is_named_teaches_who_acts_where_nobody_is_named_without_the_name() -> None:
    named = [each for each in without_names(labelled_owners(ROOT)) if not each.is_fresh]
    assert len(named) > 2_000
    assert all(len(each.themes) == 1 for each in named)
    still = [each for each in named if each.themes & {found.agency for found in mentions_in(each.text)}]
    assert len(still) < len(named) / 5, "few speak of the same body a second time"
    assert {each.text for each in named}.isdisjoint({each.text for each in labelled_acts(ROOT)})


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("teachers to record what pupils say about home", "schools"),
        ("officers to check who lives in the house before a suspect is released on bail", "police"),
        ("social workers to see each child alone at every visit", "childrens-social-care"),
    ],
)
def test_words_of_a_trade_tell_who_must_act(text: str, owner: str) -> None:
    ((_, inferred),) = acts_of([text], [()], [False])
    assert inferred and inferred.id == owner


def test_what_two_read_is_learned_from_once_and_what_one_of_them_gave_is_doubtful() -> None:
    learned = {(each.voice, each.text): each for each in labelled_acts(ROOT)}
    files = [read_who(ROOT / "data/gold" / name) for name in ("who.tsv", "who-annotated.tsv")]
    assert {each.text for each in files[0]}.isdisjoint({each.text for each in files[1]})
    assert len(files[1]) == 132
    for each in files[1]:
        labelled = learned["a25", each.text]
        assert (labelled.themes, labelled.doubtful) == each.labels["actions"]
        assert labelled.weight > 1, "a real page counts more than one of the corpus"
    assert sum(bool(each.labels["actions"][1]) for each in files[1]) > 10


def test_of_four_readers_three_are_right_and_two_are_in_doubt() -> None:
    learned = {(each.voice, each.text): each for each in labelled_acts(ROOT)}
    given: dict[str, list[frozenset[str]]] = {}
    for name in ("who.tsv", "who-again.tsv"):
        for row in rows_of(ROOT / "data/gold" / name):
            given.setdefault(row["text"], []).append(ids_of(row["actions"]))
    four = {
        text: Counter(action for each in readers for action in each)
        for text, readers in given.items()
        if len(readers) == 4
    }
    assert len(four) == 351, "each of the page of 2025 that the second two read was read by the first two"
    for text, times in four.items():
        labelled = learned["p25", text]
        assert labelled.themes == {action for action, number in times.items() if number >= 3}
        assert labelled.doubtful == {action for action, number in times.items() if number == 2}


def test_the_weights_that_ship_were_made_from_the_labels_that_ship() -> None:
    assert shipped_reader(ACTS).weights.corpus == digest_of(labelled_acts(ROOT))
    assert shipped_reader(OWNERS).weights.corpus == digest_of(labelled_owners(ROOT))
    assert {*shipped_reader(ACTS).weights.labels} == {*ACTIONS}


def test_the_scheme_has_the_kinds_that_are_read_and_former_ones_lead_to_them() -> None:
    assert {*scheme("actions.ttl")} == {*ACTIONS} == {*action_labels()}
    former = scheme("former-actions.ttl")
    assert not {*former} & {*ACTIONS} and "direct-practice" in former


def recommended(*clauses: str, learned: bool = True) -> tuple[Recommendation, ...]:
    """What is read of these clauses on a page."""
    text = f"2031 – Kent – Child U\nDeath of a boy.\nRecommendations include: {'; '.join(clauses)}.\n"
    (review,) = extract(page_of(text.encode(), "page.txt"), lexicons=shipped_lexicons(learned=learned))
    return review.recommendations


def test_a_page_gives_owners_where_nobody_is_named_with_words_of_the_clause() -> None:
    minuted, named = recommended(
        "all child protection conferences must be formally minuted", "the police should minute all meetings"
    )
    assert minuted.owner and minuted.owner.concept == "childrens-social-care" and minuted.owner.probability
    assert minuted.owner.words.text in minuted.passage.text
    assert [each.agency for each in minuted.addressings] == ["safeguarding-partnership"], "the owner is not addressed"
    assert named.owner is None


def test_with_wordings_alone_a_page_gives_listed_actions_and_no_owner() -> None:
    (asked,) = recommended("write guidance on bruises", learned=False)
    assert [(each.concept, each.wording, each.probability) for each in asked.actions] == [
        ("guidance", "guidance", None)
    ]
    assert asked.owner is None


def test_every_recommendation_of_the_page_of_2025_has_actions_in_the_order_of_their_words(
    reviews: tuple[Review, ...],
) -> None:
    asked = [each for review in reviews for each in review.recommendations if each.is_recommendation]
    assert {len(each.actions) for each in asked} == {1, 2, 3}
    for each in asked:
        assert each.actions == tuple(
            sorted(each.actions, key=lambda one: (one.words.start, one.words.end, one.concept))
        )
        assert all(each.passage.start <= one.words.start < one.words.end <= each.passage.end for one in each.actions)
        assert each.owner is None or {at.basis for at in each.addressings} == {"default"}
    assert 20 < sum(each.owner is not None for each in asked) < 263


def test_a_sentence_on_a_page_has_its_actions_by_name_and_the_words_of_its_likely_owner(built: Path) -> None:
    c = read_collection(built / "collection.msgpack")
    clauses = [clause for review in c.reviews.values() for clause in review.asks if clause.owner]
    for clause in clauses[:20]:
        shown = sentence(c, clause)
        assert shown.owner and shown.owner.quote and shown.owner.quote in clause.text
        assert shown.actions == tuple(action_labels()[each.id] for each in clause.actions)
    assert len(clauses) > 20
