"""What a recommendation asks to be done, and its likely owner, are read with their words."""

from pathlib import Path

import pytest

from casegraph.extracting.actions import ACTIONS, acts_of, hints_of
from casegraph.learned import ACTS, OWNERS, shipped_reader
from casegraph.training.acts import labelled_acts, labelled_owners
from casegraph.training.labelled import digest_of

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


def test_the_weights_that_ship_were_made_from_the_labels_that_ship() -> None:
    assert shipped_reader(ACTS).weights.corpus == digest_of(labelled_acts(ROOT))
    assert shipped_reader(OWNERS).weights.corpus == digest_of(labelled_owners(ROOT))
    assert {*shipped_reader(ACTS).weights.labels} == {*ACTIONS}
