"""Learning points and recommendations from JSON values."""

from collections.abc import Sequence

from casegraph.areas import partnership
from casegraph.bodies import bodies
from casegraph.record.checks import before, check, known, passage_of, spanned, within
from casegraph.record.json_objects import (
    ActionWords,
    AddresseeObject,
    BodyObject,
    ConcernWords,
    GivenObject,
    LearningObject,
    OwnerObject,
    RecommendationObject,
    StrengthWords,
    ThemeWords,
    Words,
)
from casegraph.record.model import (
    Addressing,
    Given,
    LearningPoint,
    Passage,
    Reading,
    Recommendation,
    Resolution,
    Source,
    basis_of,
)
from casegraph.schemes import scheme

__all__ = ["learning_of", "recommendation_of"]

_OF_REQUESTS = ("addressees", "concerns", "themes", "via", "owner", "actions", "strength", "given")


def learning_of(point: LearningObject, source: Source, key: str) -> LearningPoint:
    """Return the learning point at a *key* of an entry; raises InvalidValue."""
    passage = passage_of(point, source, key)
    return LearningPoint(passage, _themes(point["themes"], point["themes_words"], passage, source, key))


def recommendation_of(clause: RecommendationObject, source: Source, key: str) -> Recommendation:
    """Return the recommendation at a *key* of an entry; raises InvalidValue."""
    passage = passage_of(clause, source, key)
    addressings = tuple(
        _addressing(each, source, f"{key}.addressees[{number}]") for number, each in enumerate(clause["addressees"])
    )
    agencies = [each.agency for each in addressings]
    check(len(agencies) == len(set(agencies)), f"{key}.addressees", "an agency is there twice")
    check(
        clause["is_recommendation"] or not any(clause.get(name) for name in _OF_REQUESTS),
        f"{key}.is_recommendation",
        "it is false, so there can be no addressees, concerns and themes",
    )
    concerns = _agencies("concerns", clause["concerns"], clause["concerns_words"], passage, key)
    via = _agencies("via", clause.get("via", []), clause.get("via_words", []), passage, key)
    twice = {each.concept for each in concerns} & {each.concept for each in via}
    check(not twice, f"{key}.via", f"{', '.join(sorted(twice))} cannot be in concerns as well")
    owner = _owner(clause.get("owner"), passage, f"{key}.owner")
    check(
        owner is None or all(each.basis == "default" for each in addressings),
        f"{key}.owner",
        "it must be null where an agency is named",
    )
    return Recommendation(
        passage,
        clause["is_recommendation"],
        addressings,
        concerns,
        _themes(clause["themes"], clause["themes_words"], passage, source, key),
        via,
        owner,
        _actions(clause.get("actions", []), clause.get("actions_words", []), passage, key),
        _strength(clause.get("strength", []), clause.get("strength_words", []), passage, key),
        _given(clause.get("given"), source, f"{key}.given"),
    )


def _given(given: GivenObject | None, source: Source, key: str) -> Given | None:
    """Return what a person has given with a recommendation."""
    if not given:
        return None
    parts = {"number": given.get("number"), "agency": given.get("agency"), "due": given.get("due")}
    return Given(
        *(each and spanned(each["text"], each["words"], source, f"{key}.{name}") for name, each in parts.items())
    )


def _addressing(addressee: AddresseeObject, source: Source, key: str) -> Addressing:
    known(addressee["agency"], scheme("agencies.ttl"), f"{key}.agency", "agency")
    _former(addressee["former_agency"], f"{key}.former_agency")
    printed, words = addressee["as_printed"], None
    if printed is None:
        check(not addressee["words"], f"{key}.words", "as_printed is null, so there can be no words")
    else:
        words = spanned(printed, addressee["words"], source, f"{key}.words")
    resolutions = tuple(_resolution(body, f"{key}.bodies[{number}]") for number, body in enumerate(addressee["bodies"]))
    check(
        not (resolutions and addressee["not_resolved"]), f"{key}.not_resolved", "it must be null where bodies are known"
    )
    return Addressing(
        addressee["agency"],
        addressee["basis"],
        words,
        addressee["wording"],
        addressee["former_agency"],
        resolutions,
        addressee["not_resolved"],
    )


def _resolution(body: BodyObject, key: str) -> Resolution:
    share = body["share"]
    if body["basis"] == "commissioned":
        check(partnership(body["body"]) is not None, f"{key}.body", f"{body['body']!r:.80} is no partnership")
    else:
        known(body["body"], bodies(), f"{key}.body", "body")
    check((share is not None) == (body["basis"] == "from-area"), f"{key}.share", "only a body from an area has a share")
    check(share is None or 0 <= share <= 1, f"{key}.share", f"{share} is not from 0 to 1")
    return Resolution(body["body"], body["basis"], share)


def _themes(
    themes: Sequence[str], words: Sequence[ThemeWords], clause: Passage, source: Source, key: str
) -> tuple[Reading, ...]:
    _same(themes, [each["theme"] for each in words], f"{key}.themes_words")
    readings: list[Reading] = []
    for number, each in enumerate(words):
        at = f"{key}.themes_words[{number}]"
        known(each["theme"], scheme("themes.ttl"), f"{at}.theme", "theme")
        probability = each.get("probability")
        _probable(probability, f"{at}.probability")
        introduction = each.get("introduction")
        of_theme = (
            _introduced(each, introduction, clause, source, at, probability)
            if introduction
            else _readings(each["theme"], each["words"], each["wordings"], [], clause, at, probability)
        )
        basis = basis_of(of_theme)
        check(each.get("basis", basis) == basis, f"{at}.basis", f"wordings and probability make it “{basis}”")
        readings += of_theme
    return _in_order(readings)


def _introduced(
    theme: ThemeWords, texts: Sequence[str], clause: Passage, source: Source, key: str, probability: float | None
) -> list[Reading]:
    """Return the readings of a theme from words that stand before a clause."""
    words, wordings = theme["words"], theme["wordings"]
    check(
        len(texts) == len(words) == len(wordings),
        f"{key}.introduction",
        f"it has {len(texts)} entries for {len(words)} words and {len(wordings)} wordings",
    )
    return [
        Reading(
            theme["theme"],
            before(span, text, clause, source, f"{key}.introduction[{number}]"),
            wording,
            None,
            probability,
        )
        for number, (span, text, wording) in enumerate(zip(words, texts, wordings, strict=True))
    ]


def _owner(owner: OwnerObject | None, clause: Passage, key: str) -> Reading | None:
    if owner is None:
        return None
    known(owner["agency"], scheme("agencies.ttl"), f"{key}.agency", "agency")
    _probable(owner["probability"], f"{key}.probability")
    check(len(owner["words"]) == 1, f"{key}.words", f"it has {len(owner['words'])} entries, not one")
    return Reading(
        owner["agency"],
        within(owner["words"][0], clause, f"{key}.words[0]"),
        owner["wording"],
        None,
        owner["probability"],
    )


def _actions(actions: Sequence[str], words: Sequence[ActionWords], clause: Passage, key: str) -> tuple[Reading, ...]:
    _same(actions, [each["action"] for each in words], f"{key}.actions_words")
    readings: list[Reading] = []
    for number, each in enumerate(words):
        at = f"{key}.actions_words[{number}]"
        known(each["action"], scheme("actions.ttl"), f"{at}.action", "kind of action")
        _probable(each["probability"], f"{at}.probability")
        readings += _readings(each["action"], each["words"], each["wordings"], [], clause, at, each["probability"])
    return _in_order(readings)


def _strength(
    strength: Sequence[str], words: Sequence[StrengthWords], clause: Passage, key: str
) -> tuple[Reading, ...]:
    _same(strength, [each["strength"] for each in words], f"{key}.strength_words")
    readings: list[Reading] = []
    for number, each in enumerate(words):
        at = f"{key}.strength_words[{number}]"
        known(each["strength"], scheme("strengths.ttl"), f"{at}.strength", "strength")
        readings += _readings(each["strength"], each["words"], [""] * len(each["words"]), [], clause, at)
    return _in_order(readings)


def _probable(probability: float | None, key: str) -> None:
    check(
        probability is None or (0.01 <= probability <= 0.99 and probability == round(probability, 2)),
        key,
        f"{probability} is not from 0.01 to 0.99, to two decimal places",
    )


def _agencies(
    name: str, agencies: Sequence[str], words: Sequence[ConcernWords], clause: Passage, key: str
) -> tuple[Reading, ...]:
    _same(agencies, [each["agency"] for each in words], f"{key}.{name}_words")
    readings: list[Reading] = []
    for number, each in enumerate(words):
        at = f"{key}.{name}_words[{number}]"
        known(each["agency"], scheme("agencies.ttl"), f"{at}.agency", "agency")
        former = each.get("former_agencies", [])
        for former_agency in former:
            _former(former_agency, f"{at}.former_agencies")
        readings += _readings(each["agency"], each["words"], each["wordings"], former, clause, at)
    return _in_order(readings)


def _same(listed: Sequence[str], with_words: Sequence[str], key: str) -> None:
    check(listed == with_words, key, f"it has {with_words!r:.80}, not {listed!r:.80}")
    check(len(set(listed)) == len(listed), key, "a concept is there twice")


def _readings(
    concept: str,
    words: Words,
    wordings: Sequence[str],
    former: Sequence[str | None],
    clause: Passage,
    key: str,
    probability: float | None = None,
) -> list[Reading]:
    check(bool(words), f"{key}.words", "it is empty: nothing leads to the concept")
    check(len(wordings) == len(words), f"{key}.wordings", f"it has {len(wordings)} entries for {len(words)} words")
    check(
        len(former) in (0, len(words)), f"{key}.former_agencies", f"it has {len(former)} entries for {len(words)} words"
    )
    return [
        Reading(concept, within(span, clause, f"{key}.words[{number}]"), wording, of, probability)
        for number, (span, wording, of) in enumerate(zip(words, wordings, former or [None] * len(words), strict=True))
    ]


def _in_order(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """Return readings as an extraction has them: by their place in the clause, of one place by concept."""
    return tuple(sorted(readings, key=lambda each: (each.words.start, each.words.end, each.concept)))


def _former(former: str | None, key: str) -> None:
    if former is not None:
        known(former, scheme("former-agencies.ttl"), key, "former agency")
