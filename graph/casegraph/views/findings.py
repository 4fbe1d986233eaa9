"""Findings: what a collection's reviews recommend, in up to five sentences that its numbers support.

A finding that the data does not support is left out. No finding says what is most frequent where it is not clearly so
(``leaders``), speaks of a trend, or compares partnerships or areas.
"""

from collections.abc import Sequence
from dataclasses import replace

from casegraph.collections.words import filled
from casegraph.views.attribution import counted
from casegraph.views.collection import Collection, once
from casegraph.views.facts import facts
from casegraph.views.finding import Finding, Number, charts, in_sentence, leaders
from casegraph.views.findings_of_ages import ages
from casegraph.views.findings_of_years import years
from casegraph.views.recommendation_filters import ANY_SUBJECT, NAMING, STRENGTH, naming_mask
from casegraph.views.texts import action_labels

__all__ = ["findings"]

_SUBJECTS = 5  # that a chart shows
_ACTIONS = 6
_PARTS = ("text", "introduction", "through", "nobody")  # which add up


@once
def findings(c: Collection) -> tuple[Finding, ...]:
    """Return the findings that a collection supports, the most general first.

    >>> from casegraph.store.memory import MemoryStore
    >>> from casegraph.views.from_store import collection_of
    >>> findings(collection_of(MemoryStore.from_turtle("")))
    ()
    """
    if not facts(c).recommendations.any():
        return ()
    return tuple(each for each in (_who_acts(c), _subjects(c), ages(c), _actions(c), years(c)) if each is not None)


def _who_acts(c: Collection) -> Finding | None:
    """Return how many recommendations name who has to act, and how many do not."""
    known = facts(c)
    asks = known.recommendations
    numbers = {way: int((asks & naming_mask(known, way)).sum()) for way in NAMING}
    all, named = _all(c), numbers["named"]
    if named == all.value and not c.profile.default_addressee:
        return None  # each document says to whom it is sent
    title: tuple[str | Number, ...]
    if c.profile.has_replies:
        return _who_was_sent_it(c, named, all)
    if not named:
        title = ("None of ", all, " names who has to act")
    elif named == all.value:
        title = (all, f" {_do(named, 'names', 'name')} who has to act")
    else:
        title = (
            "Of ",
            all,
            ", ",
            Number(f"{named:,}", named, (("naming", "named"),)),
            f" {_do(named, 'names', 'name')} who has to act",
        )
    labels = {**NAMING, "through": "None named, others to ask", "nobody": "None named"}
    rows = tuple(Number(labels[way], numbers[way], (("naming", way),)) for way in _PARTS)
    parts = tuple(replace(each, most=all.value) for each in charts(("", rows)))  # a whole bar is all of them
    return Finding("who-acts", title, parts, None, _of(c))


def _who_was_sent_it(c: Collection, known: int, all: Number) -> Finding:
    """Return how many requests are sent to a known agency: an addressee of the document, or of this part of it alone."""
    to = "sent to an agency that Casegraph knows"
    title = (
        *(("None",) if not known else (Number(f"{known:,}", known, (("naming", "named"),)),)),
        " of ",
        all,
        f" {_do(known or 1, 'is', 'are')} {to}",
    )
    rows = (
        Number(f"{to[:1].upper()}{to[1:]}", known, (("naming", "named"),)),
        Number("Sent to no such agency", all.value - known, (("naming", "unnamed"),)),
    )
    parts = tuple(replace(each, most=all.value) for each in charts(("", rows)))
    return Finding("who-acts", title, parts, None, _of(c))


def _subjects(c: Collection) -> Finding | None:
    """Return what recommendations are about, without ways of acting."""
    known = facts(c)
    counts = [each for each in known.themes.tally(known.recommendations) if not c.themes[each.id].is_means]
    if not counts:
        return None
    all, first = _all(c), leaders(counts)
    title: tuple[str | Number, ...]
    if first:
        title = (
            "The most frequent subjects are " if len(first) > 1 else "The most frequent subject is ",
            *_listed([_about(c, each.id, each.number, all.value if not at else 0) for at, each in enumerate(first)]),
        )
    else:
        having = int((known.recommendations & known.themes.having([each.id for each in counts])).sum())
        title = (
            "Of ", all, ", ", Number(f"{having:,}", having, (("on", ANY_SUBJECT),)),
            f" {_do(having, 'is', 'are')} about {_among(len(counts))}",
        )  # fmt: skip
    shown = counts[: _SUBJECTS + (len(counts) == _SUBJECTS + 1)]
    rows = tuple(Number(c.themes[id].label, number, (("on", id),)) for id, number in shown)
    rest = len(counts) - len(shown)
    of = "Without ways of acting."
    return Finding(
        "subjects", title, charts(("", rows)), None, of, onward=f"All {counted(len(counts), 'subject')}" if rest else ""
    )


def _actions(c: Collection) -> Finding | None:
    """Return what recommendations ask to be done, and how firmly."""
    known = facts(c)
    actions, firmly = known.actions.tally(known.recommendations), known.strengths.counts(known.recommendations)
    if not actions and not firmly:
        return None
    verbs = {"deadline": ("gives a time or frequency", "give a time or frequency"), "measure": ("says how to check", "say how to check"),
             "soft": ("only asks to consider", "only ask to consider")}  # fmt: skip
    parts: list[tuple[str | Number, ...]] = []
    for strength, words in verbs.items():
        number = firmly.get(strength, 0)
        text = f"{number:,}" if number else "none"
        parts.append((Number(text, number, (("strength", strength),)), f" {_do(number or 1, *words)}"))
    labels = action_labels()
    kinds = [Number(labels[id], number, (("action", id),)) for id, number in actions[:_ACTIONS]]
    strengths = [Number(label, firmly.get(id, 0), (("strength", id),)) for id, label in STRENGTH.items()]
    rest = [in_sentence(labels[id]) for id, _ in actions[_ACTIONS:]]
    notes = (
        f"Fewer ask for: {', '.join(rest)}." if rest else "",
        filled(
            "[{Texts} shorten: read “at least”, as {a_text} can leave out a time or a way to check that the {whole} gives.]",
            c.profile.words,
        ),
    )
    return Finding(
        "actions",
        ("Of ", _all(c), ", ", *_listed(parts))
        if firmly
        else ("None of ", _all(c), " gives a time or says how to check"),
        charts(("Kind of action", kinds), ("How firmly", strengths if firmly else ())),
        None,
        f"{_of(c)} One can ask for several actions.",
        tuple(each for each in notes if each),
    )


def _all(c: Collection) -> Number:
    """Return all recommendations."""
    number = int(facts(c).recommendations.sum())
    return Number(counted(number, *c.profile.requests), number)


def _of(c: Collection) -> str:
    return f"Of {_all(c).text} in {counted(len(c.reviews), *c.profile.documents)}."


def _about(c: Collection, id: str, number: int, of: int) -> tuple[str | Number, ...]:
    """Return a subject with its number, the first with what it is *of*."""
    share = f"{number:,} of {of:,}" if of else f"{number:,}"
    return (f"{in_sentence(c.themes[id].label)} (", Number(share, number, (("on", id),)), ")")


def _listed(parts: Sequence[tuple[str | Number, ...]]) -> tuple[str | Number, ...]:
    """Return parts of a sentence with commas and an "and" between them."""
    listed: list[str | Number] = []
    for at, part in enumerate(parts):
        listed += [] if not at else [" and "] if at == len(parts) - 1 else [", "]
        listed += part
    return tuple(listed)


def _do(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _among(subjects: int) -> str:
    """Return what recommendations with a subject are about.

    >>> _among(1), _among(9)
    ('1 subject', 'one or more of 9 subjects')
    """
    return "1 subject" if subjects == 1 else f"one or more of {subjects:,} subjects"
