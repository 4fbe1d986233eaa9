"""The gold standard: reviews as people annotated them by data/gold/GUIDE.md, one a line of JSON."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casegraph.errors import CasegraphError

__all__ = ["Gold", "GoldClause", "GoldIncident", "cuts_of", "read_gold", "squash"]


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """An annotated incident; *children* as (age, unit, sex), *date* as EDTF."""

    outcome: str
    suicide: bool
    children: tuple[tuple[float | None, str | None, str | None], ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class GoldClause:
    """An annotated clause: its words, the ways in which they may be cut, and its themes and agencies.

    *addressees* has the right bases for each agency. Anything in an *…_allowed* is neither right nor wrong, because
    annotators disagreed.
    """

    text: str
    cuts: frozenset[str]
    themes: frozenset[str]
    themes_allowed: frozenset[str]
    is_recommendation: bool
    addressees: Mapping[str, tuple[str, ...]]
    addressees_allowed: frozenset[str]
    concerns: frozenset[str]
    concerns_allowed: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gold:
    """An annotated review; each of its *incidents* is a right reading of what happened."""

    title: str
    places: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    incidents: tuple[GoldIncident, ...]
    learning: tuple[GoldClause, ...]
    recommendations: tuple[GoldClause, ...]


def read_gold(path: Path) -> tuple[Gold, ...]:
    """Return the annotated reviews of a file.

    Raises CasegraphError for a line that is no annotated review, and for a file without any.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CasegraphError(f"{path} is not UTF-8 ({error.reason}). Save it as UTF-8.") from None
    reviews = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                reviews.append(_review(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
                raise CasegraphError(
                    f"{path}, line {number} is no annotated review: {reason}. data/gold/GUIDE.md explains the format."
                ) from None
    if not reviews:
        raise CasegraphError(
            f"{path} has no annotated review. Give a file with one a line, such as data/gold/dev.jsonl."
        )
    return tuple(reviews)


def squash(text: str) -> str:
    """Return text without differences of case, spaces and punctuation.

    >>> squash("Children’s  Services: act!")
    'children s services act'
    """
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def _review(annotated: dict[str, Any]) -> Gold:
    incidents = annotated["incident"] if isinstance(annotated["incident"], list) else [annotated["incident"]]
    return Gold(
        title=annotated["title"],
        places=tuple(annotated["place"]),
        subject=annotated["subject"],
        keywords=tuple(annotated["keywords"]),
        incidents=tuple(map(_incident, incidents)),
        learning=tuple(_clause(clause) for clause in annotated["learning"] if not _refers(clause["text"])),
        recommendations=tuple(map(_clause, annotated["recommendations"])),
    )


def _refers(text: str) -> bool:
    """Return whether a learning paragraph only points to the recommendations."""
    return "embedded in the recommendations" in text


def _incident(annotated: dict[str, Any]) -> GoldIncident:
    children = tuple(
        (None if child["age"] is None else float(child["age"]), child["age_unit"], child["sex"])
        for child in annotated["children"] or ()
    )
    return GoldIncident(annotated["outcome"], annotated["suicide"], children, annotated["date"])


def _clause(annotated: dict[str, Any]) -> GoldClause:
    addressees = annotated.get("addressees", [])
    if all(isinstance(each, dict) for each in addressees):
        bases: dict[str, tuple[str, ...]] = {each["agency"]: (each["basis"],) for each in addressees}
    else:
        bases = {agency: tuple(annotated["basis"].get(agency, ())) for agency in addressees}
    return GoldClause(
        text=annotated["text"],
        cuts=cuts_of(annotated.get("theme") or annotated["text"]),
        themes=frozenset(annotated["themes"]),
        themes_allowed=frozenset(annotated.get("themes_allowed", ())),
        is_recommendation=annotated.get("is_recommendation", True),
        addressees=bases,
        addressees_allowed=frozenset(annotated.get("addressees_allowed", ())),
        concerns=frozenset(annotated.get("concerns", ())),
        concerns_allowed=frozenset(annotated.get("concerns_allowed", ())),
    )


_LEAD_IN = re.compile(
    r"^[^:]{0,90}\b(?:includes?|explores|considers|focuses on)\b:?\s*(?:that\s+)?|^[^:]{0,60}:\s*", re.IGNORECASE
)


def cuts_of(text: str) -> frozenset[str]:
    """Return the right ways to cut a clause: as annotated, without lead-ins, and without a leading "and".

    >>> sorted(cuts_of("Learning includes: and hear the child"))
    ['and hear the child', 'hear the child', 'learning includes and hear the child']
    """
    cuts = [text]
    for cut in cuts:
        cuts += {_LEAD_IN.sub("", cut, count=1), re.sub(r"^and\s+", "", cut, flags=re.IGNORECASE)} - {*cuts, ""}
    return frozenset(map(squash, cuts))
