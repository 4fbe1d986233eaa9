"""Changes of a clause: a theme, an agency, an action or a strength more, less, or instead of another."""

from collections.abc import Callable, Mapping, Sequence

from casegraph.areas import Place
from casegraph.corrections.table import Row
from casegraph.extracting.addressees import Request
from casegraph.extracting.agencies import mentions_in
from casegraph.extracting.resolution import resolved
from casegraph.record.model import Addressing, LearningPoint, Passage, Reading, Recommendation

__all__ = ["changed_clause"]


def changed_clause(
    clause: LearningPoint | Recommendation, row: Row, places: Sequence[Place], year: int, default: str
) -> LearningPoint | Recommendation | None:
    """Return a clause as a row says that it is; None where what was is not read there, or what is to be cannot be.

    *places* and *year* are the review's: which bodies are meant depends on them. *default* is asked where nobody is
    named.

    >>> clause = LearningPoint(Passage(0, 6, "Hunger"), (Reading("poverty", Passage(0, 6, "Hunger"), "hunger"),))
    >>> row = Row(2, "Hunger", "theme", "poverty", "neglect", "A. Reader", "2026-11-02", "", "")
    >>> changed = changed_clause(clause, row, (), 2025, "")
    >>> [(each.concept, each.basis) for each in changed.themes]
    [('neglect', 'corrected')]
    """
    if row.field == "theme":
        themes = _changed(clause.themes, row, clause.passage)
        return None if themes is None else clause._replace(themes=themes)
    if isinstance(clause, LearningPoint) or not clause.is_recommendation:
        return None
    if row.field == "addressee":
        return _readdressed(clause, row, places, year, default)
    return _CHANGES[row.field](clause, row)


def _changed(readings: Sequence[Reading], row: Row, clause: Passage) -> tuple[Reading, ...] | None:
    """Return readings with what a row adds, and without what it takes out."""
    concepts = {each.concept for each in readings}
    if (row.was and row.was not in concepts) or (row.now and row.now in concepts):
        return None
    kept = [each for each in readings if each.concept != row.was]
    added = [Reading(row.now, _words(clause, row))] if row.now else []
    return tuple(sorted([*kept, *added], key=lambda each: (each.words.start, each.words.end, each.concept)))


def _words(clause: Passage, row: Row) -> Passage:
    """Return the words of a clause that a row names, or that name the agency; else all of them."""
    at = clause.text.find(row.words) if row.words else -1
    if at >= 0:
        return clause.part(clause.start + at, clause.start + at + len(row.words))
    if row.field in ("addressee", "via", "mentioned", "owner"):
        for each in mentions_in(clause.text):
            if each.agency == row.now:
                return clause.part(clause.start + each.start, clause.start + each.end)
    return clause


def _via(clause: Recommendation, row: Row) -> Recommendation | None:
    via = _changed(clause.via, row, clause.passage)
    concerns = tuple(each for each in clause.concerns if each.concept != row.now)
    return None if via is None else clause._replace(via=via, concerns=concerns)


def _mentioned(clause: Recommendation, row: Row) -> Recommendation | None:
    concerns = _changed(clause.concerns, row, clause.passage)
    via = tuple(each for each in clause.via if each.concept != row.now)
    return None if concerns is None else clause._replace(concerns=concerns, via=via)


def _owner(clause: Recommendation, row: Row) -> Recommendation | None:
    if any(each.basis != "default" for each in clause.addressings):
        return None
    owners = _changed((clause.owner,) if clause.owner else (), row, clause.passage)
    if owners is None or len(owners) > 1:
        return None
    return clause._replace(owner=owners[0] if owners else None)


def _actions(clause: Recommendation, row: Row) -> Recommendation | None:
    actions = _changed(clause.actions, row, clause.passage)
    return None if actions is None else clause._replace(actions=actions)


def _strength(clause: Recommendation, row: Row) -> Recommendation | None:
    strength = _changed(clause.strength, row, clause.passage)
    return None if strength is None else clause._replace(strength=strength)


_CHANGES: Mapping[str, Callable[[Recommendation, Row], Recommendation | None]] = {
    "via": _via,
    "mentioned": _mentioned,
    "owner": _owner,
    "action": _actions,
    "strength": _strength,
}


def _readdressed(
    clause: Recommendation, row: Row, places: Sequence[Place], year: int, default: str
) -> Recommendation | None:
    """Return a recommendation that is asked of another agency, of one more, or of one less.

    Where somebody is named now, nobody is asked by default any more; where nobody is, the default agency is.
    """
    named = [each for each in clause.addressings if each.basis != "default"]
    if row.was and row.was not in {each.agency for each in clause.addressings}:
        return None
    if row.now and row.now in {each.agency for each in named}:
        return None
    kept = [each for each in named if each.agency != row.was]
    if row.now:
        kept.append(Addressing(row.now, "explicit", _words(clause.passage, row)))
    elif not kept and not (default and row.was in {each.agency for each in named}):
        return None
    addressings = tuple(kept) or (Addressing(default, "default", None),)
    concerns = tuple(each for each in clause.concerns if each.concept != row.now)
    via = tuple(each for each in clause.via if each.concept != row.now)
    (request,) = resolved([Request(True, addressings, concerns, via)], places, year)
    owner = None if kept else clause.owner
    return clause._replace(addressings=request.addressings, concerns=concerns, via=via, owner=owner)
