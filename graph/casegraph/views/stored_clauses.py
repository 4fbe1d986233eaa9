"""Clauses from a store: what learning points and recommendations say, and which of their words were read as what."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from casegraph.store.rows import Row, Rows, place
from casegraph.views.clauses import (
    BASES,
    THEME_BASES,
    Addressing,
    Basis,
    Clause,
    ClauseKind,
    Owner,
    Quote,
    Reading,
    Span,
    ThemeBasis,
    ThemeReading,
)
from casegraph.views.given import given_in_words

__all__ = ["addressings_in", "owner_in", "readings_in", "stored_clauses", "themes_in"]

_SUREST = list(BASES)
_KINDS: Mapping[str, ClauseKind] = {
    "LearningPoint": "learning point",
    "Recommendation": "recommendation",
    "Remark": "remark",
}

_CLAUSES = """
SELECT ?review (STR(?clause) AS ?id) ?kind ?number ?text ?passage {
  ?clause cg:fromReview ?review ; a ?kind ; cg:position ?number ; cg:text ?text ; cg:inPassage ?passage
  VALUES ?kind { cg:LearningPoint cg:Recommendation cg:Remark }
}"""
_THEMES = """
SELECT (STR(?clause) AS ?id) ?concept ?passage ?basis ?probability ?quote {
  ?reading a cg:ThemeReading ; cg:readAs ?concept ; cg:inPassage ?passage . ?clause cg:hasReading ?reading
  OPTIONAL { ?reading cg:basis ?basis }
  OPTIONAL { ?reading cg:probability ?probability }
  OPTIONAL { ?reading cg:asPrinted ?quote }
}"""
_OTHERS = """
SELECT (STR(?clause) AS ?id) ?concept ?passage ?kind ?probability {
  ?reading a ?kind ; cg:readAs ?concept ; cg:inPassage ?passage . ?clause cg:hasReading ?reading
  VALUES ?kind { cg:ActionReading cg:AskedThrough cg:Concern cg:LikelyOwner }
  OPTIONAL { ?reading cg:probability ?probability }
}"""
_ADDRESSINGS = """
SELECT (STR(?clause) AS ?id) ?concept ?passage ?basis ?quote {
  ?clause cg:hasAddressing ?reading . ?reading cg:readAs ?concept ; cg:basis ?basis ; cg:inPassage ?passage .
  ?passage cg:quote ?quote
}"""

_STRENGTHS = "SELECT (STR(?clause) AS ?id) ?strength { ?clause cg:hasStrength ?strength }"

_GIVEN = """
SELECT (STR(?clause) AS ?id) ?what ?text {
  VALUES (?property ?what) { (cg:numberGiven "number") (cg:agencyGiven "agency") (cg:dueGiven "due") }
  ?clause ?property ?text
}"""


def stored_clauses(rows: Rows, corrected: Mapping[str, Sequence[str]]) -> dict[str, list[Clause]]:
    """Return the clauses of each review by its id, in the order of the page; *corrected* says what people overruled, by IRI."""
    themes = rows.by("id", _THEMES)
    others = rows.by("id", _OTHERS)
    given = rows.by("id", _GIVEN)
    strengths = rows.by("id", _STRENGTHS)
    addressings = rows.by("id", _ADDRESSINGS)
    is_reply_due = bool(given) and rows.profile.has_replies
    by_review: defaultdict[str, list[Clause]] = defaultdict(list)
    for row in rows.select(_CLAUSES):
        at, id = Span(*place(row["passage"])), row["id"]
        other = _by_kind(others.get(id, ()))
        via = {each["concept"] for each in other["AskedThrough"]}  # which are concerns as well
        clause = Clause(
            kind=_KINDS.get(row["kind"], "recommendation"),  # what another collection asks has a class of its own
            review=row["review"],
            number=int(row["number"]),
            text=row["text"],
            start=at.start,
            end=at.end,
            themes=_themes(themes.get(id, ()), at),
            addressed=_addressings(addressings.get(id, ()), at),
            mentioned=_readings((each for each in other["Concern"] if each["concept"] not in via), at),
            via=_readings(other["AskedThrough"], at),
            owner=_owner(other["LikelyOwner"], at),
            actions=_readings(other["ActionReading"], at),
            strength=tuple(sorted({each["strength"] for each in strengths.get(id, ())})),
            corrected=tuple(corrected.get(id, ())),
            given=given_in_words(
                **{each["what"]: each["text"] for each in given.get(id, ())}, is_reply_due=is_reply_due
            ),
        )
        by_review[row["review"]].append(clause)
    for clauses in by_review.values():
        clauses.sort(key=lambda each: (each.number, each.start))
    return by_review


def readings_in(clause: Span, concepts: Iterable[tuple[str, Span]]) -> tuple[Reading, ...]:
    """Return what was read in the words of a clause, by concept; *clause* and the concepts' words are places on the page."""
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    for id, words in concepts:
        spans[id].add(words)
    return tuple(Reading(id, _within(clause, spans[id])) for id in sorted(spans))


def themes_in(clause: Span, themes: Iterable[tuple[str, Quote, ThemeBasis, float | None]]) -> tuple[ThemeReading, ...]:
    """Return the themes of a clause, by id, each on the surest basis of its words, whose places are on the page.

    Only words outside the clause need a text.
    """
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    outside: defaultdict[str, set[Quote]] = defaultdict(set)
    how: dict[str, tuple[ThemeBasis, float | None]] = {}
    for id, words, basis, probability in themes:
        if words.start < clause.start:
            outside[id].add(words)
        else:
            spans[id].add(Span(words.start, words.end))
        if id not in how or basis == THEME_BASES[0]:
            how[id] = basis, probability
    return tuple(
        ThemeReading(id, _within(clause, spans.get(id, ())), *how[id], tuple(sorted(outside.get(id, ()))))
        for id in sorted(how)
    )


def addressings_in(clause: Span, agencies: Iterable[tuple[str, Basis, Quote]]) -> tuple[Addressing, ...]:
    """Return the agencies that a clause is addressed to, by id, each on the surest basis; places are on the page."""
    bases: dict[str, Basis] = {}
    spans: defaultdict[str, set[Span]] = defaultdict(set)
    outside: defaultdict[str, set[Quote]] = defaultdict(set)
    for id, basis, quote in agencies:
        bases[id] = min(bases.get(id, basis), basis, key=_SUREST.index)
        if basis == "default":  # the passage is the whole clause, as no words name anybody
            continue
        if clause.start <= quote.start and quote.end <= clause.end:
            spans[id].add(Span(quote.start, quote.end))
        else:
            outside[id].add(quote)
    return tuple(
        Addressing(id, _within(clause, spans[id]), bases[id], tuple(sorted(outside[id]))) for id in sorted(bases)
    )


def _by_kind(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    kinds: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        kinds[row["kind"]].append(row)
    return kinds


def owner_in(clause: Span, owners: Iterable[tuple[str, Span, float | None]]) -> Owner | None:
    """Return the likely owner of a clause with all its words, whose places are on the page; None if there is none."""
    known = sorted(owners, key=lambda each: (each[0], each[1]))
    if not known:
        return None
    id, _, probability = known[0]
    return Owner(id, _within(clause, {words for each, words, _ in known if each == id} - {clause}), probability)


def _owner(rows: Iterable[Row], clause: Span) -> Owner | None:
    return owner_in(
        clause,
        (
            (row["concept"], Span(*place(row["passage"])), float(row["probability"]) if "probability" in row else None)
            for row in rows
        ),
    )


def _readings(rows: Iterable[Row], clause: Span) -> tuple[Reading, ...]:
    return readings_in(clause, ((row["concept"], Span(*place(row["passage"]))) for row in rows))


def _themes(rows: Iterable[Row], clause: Span) -> tuple[ThemeReading, ...]:
    """Return the themes that rows name; graphs of older versions have no basis, because all was read by wordings."""
    return themes_in(
        clause,
        (
            (
                row["concept"],
                Quote(*place(row["passage"]), row.get("quote", "")),
                cast(ThemeBasis, row.get("basis", "wording")),
                float(row["probability"]) if "probability" in row else None,
            )
            for row in rows
        ),
    )


def _addressings(rows: Iterable[Row], clause: Span) -> tuple[Addressing, ...]:
    return addressings_in(
        clause,
        ((row["concept"], cast(Basis, row["basis"]), Quote(*place(row["passage"]), row["quote"])) for row in rows),
    )


def _within(clause: Span, spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return places on a page as places in the text of a clause."""
    return tuple(Span(start - clause.start, end - clause.start) for start, end in sorted(spans))
