"""What a recommendation asks to be done (training, guidance, an audit …), and who plainly must do it where nobody is named."""

import re
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from casegraph.extracting.clause_parts import parts_of
from casegraph.extracting.lexicon import Lexicon, Mention
from casegraph.extracting.themes import themes_of
from casegraph.learned import ACTS, OWNERS, LearnedReader, shipped_reader
from casegraph.learned.features import words_of
from casegraph.resources import resource
from casegraph.wordings.table import read_table

__all__ = ["ACTIONS", "Part", "action_lexicon", "acts_of", "hints_of"]

ACTIONS = (
    "training",
    "awareness",
    "guidance",
    "tool",
    "assurance",
    "supervision",
    "resource",
    "coordination",
    "practice",
    "national",
    "learning",
)
"""Kinds of action, as annotators list them."""

_LEAST = 0.42  # about where adding an action is as likely to raise F1 as to lower it, at the F1 that is reached
_MOST = 3
_PLAINLY = (
    0.2  # below, a guess is more often wrong than right; on reviews unheard, 56 of 100 above are right (real ones: 77)
)
_PARTNERSHIP = "safeguarding-partnership"
_EARLY = 25  # characters at the beginning of a clause, where its main verb mostly stands
_VERB = re.compile(r"\b(?:to|should|must|that)\s+(?:be\s+)?(\w{1,30})", re.IGNORECASE)


class Part(NamedTuple):
    """An action or an owner, where its words stand in the clause, the wording that they fit ("" for none), and how probable it is."""

    id: str
    start: int
    end: int
    wording: str = ""
    probability: float | None = None


@cache
def action_lexicon() -> Lexicon:
    """Return the wordings of actions (``ontology/wordings/actions``); compiled once a process."""
    tables = [(action, f"wordings/actions/{action}.tsv") for action in ACTIONS]
    return Lexicon(
        wording
        for action, table in tables
        for wording in read_table(resource("ontology", table).read_bytes(), action, f"ontology/{table}")
    )


def acts_of(
    texts: Sequence[str],
    mentioned: Sequence[Collection[str]],
    named: Sequence[bool],
    themes: Sequence[Collection[str]] | None = None,
    *,
    learned: bool = True,
) -> list[tuple[tuple[Part, ...], Part | None]]:
    """Return for each recommendation its actions, the most probable first, and its likely owner.

    *mentioned* are the agencies that each mentions, *named* tells whether it names who is asked: then it has no likely
    owner. Nor has it one where the partnership is most probable, or nobody likely enough. *themes* are those that
    wordings find in each, if that is known already. Many at once take a third of the time. Not *learned*:
    actions are those whose wordings stand there, and no owner is inferred.

    >>> [part.id for part in acts_of(["audit the protocol"], [()], [True], learned=False)[0][0]]
    ['assurance', 'guidance']
    """
    listed = [action_lexicon().find(text, "recommendation") for text in texts]
    if not learned:
        return [(_listed(mentions), None) for mentions in listed]
    themes = [_themes(text) for text in texts] if themes is None else themes
    hints = [
        sorted(_hints(text, mentions, agencies, about))
        for text, mentions, agencies, about in zip(texts, listed, mentioned, themes, strict=True)
    ]
    acts, owners = shipped_reader(ACTS), shipped_reader(OWNERS)
    judged = acts.judge(texts, "recommendation", hints, 0.01)
    unnamed = [at for at, is_named in enumerate(named) if not is_named]
    inferred = owners.judge([texts[at] for at in unnamed], "recommendation", [hints[at] for at in unnamed], 0.01)
    owner = {
        at: _owner(texts[at], probable[0], owners) for at, probable in zip(unnamed, inferred, strict=True) if probable
    }
    return [
        (_actions(text, mentions, _chosen(probable), acts), owner.get(at))
        for at, (text, mentions, probable) in enumerate(zip(texts, listed, judged, strict=True))
    ]


def hints_of(text: str, mentioned: Collection[str]) -> set[str]:
    """Return what is known of a recommendation before all its words are weighed.

    >>> sorted(hints_of("audit neglect", ["police"]))
    ['action:assurance', 'agency:police', 'early:assurance', 'first two:audit neglect', 'first:audit', 'main:audit', 'main:neglect', 'no verb that asks', 'object:neglect', 'theme:neglect', 'theme:quality-assurance', 'verb object:audit neglect', 'verb:audit']
    """
    return _hints(text, action_lexicon().find(text, "recommendation"), mentioned, _themes(text))


def _themes(text: str) -> set[str]:
    return {each.wording.concept for each in themes_of(text, "recommendation")}


def _hints(text: str, mentions: Sequence[Mention], mentioned: Collection[str], themes: Collection[str]) -> set[str]:
    hints = {*parts_of(text), *(f"agency:{agency}" for agency in mentioned)}
    hints.update(f"theme:{theme}" for theme in themes)
    hints.update(f"action:{each.wording.concept}" for each in mentions)
    hints.update(f"early:{each.wording.concept}" for each in mentions if each.start < _EARLY)
    words = words_of(text)
    hints.add(f"first:{words[0] if words else ''}")
    hints.add(f"first two:{' '.join(words[:2])}")
    if behind := words_of(text.partition(":")[2])[:1]:
        hints.add(f"first:{behind[0]}")
    if verb := _VERB.search(text):
        hints.add(f"verb:{verb[1].lower()}")
    return hints


def _chosen(probable: Sequence[tuple[str, float]]) -> list[tuple[str, float]]:
    """Return the actions that are probable enough: at least one, three at most."""
    return [each for at, each in enumerate(probable[:_MOST]) if at == 0 or each[1] >= _LEAST]


def _listed(mentions: Sequence[Mention]) -> tuple[Part, ...]:
    first: dict[str, Mention] = {}
    for each in mentions:
        first.setdefault(each.wording.concept, each)
    return tuple([Part(action, each.start, each.end, each.wording.text) for action, each in first.items()][:_MOST])


def _actions(
    text: str, mentions: Sequence[Mention], chosen: Sequence[tuple[str, float]], reader: LearnedReader
) -> tuple[Part, ...]:
    listed = {each.id: each for each in map(_part, reversed(mentions))}
    learned = [action for action, _ in chosen if action not in listed]
    places = dict(zip(learned, reader.words_for(text, learned), strict=True)) if learned else {}
    return tuple(
        listed[action]._replace(probability=probability)
        if action in listed
        else Part(action, *places[action], probability=probability)
        for action, probability in chosen
    )


def _part(mention: Mention) -> Part:
    return Part(mention.wording.concept, mention.start, mention.end, mention.wording.text)


def _owner(text: str, best: tuple[str, float], reader: LearnedReader) -> Part | None:
    agency, probability = best
    if agency == _PARTNERSHIP or probability < _PLAINLY:
        return None
    return Part(agency, *reader.words_for(text, [agency])[0], probability=probability)
