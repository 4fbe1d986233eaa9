"""Gold: reviews as people annotated them, one a line of JSON, by the guide in data/gold."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from casegraph.errors import CasegraphError

__all__ = ["Gold", "GoldClause", "GoldIncident", "read_gold", "squash"]


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """What happened to whom, as annotated; *children* as (age, unit, sex), *date* as EDTF."""

    outcome: str
    suicide: bool
    children: tuple[tuple[float | None, str | None, str | None], ...]
    date: str | None


@dataclass(frozen=True, slots=True)
class GoldClause:
    """A clause as annotated: its words and how they may be cut, and what it was filed under.

    *addressees* lead to the bases that hold for each. What stands in an *…_allowed* is neither right nor wrong:
    annotators differed on it.
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
    """An annotated review; any of its *incidents* is a right reading of what happened."""

    title: str
    places: tuple[str, ...]
    subject: str
    keywords: tuple[str, ...]
    incidents: tuple[GoldIncident, ...]
    learning: tuple[GoldClause, ...]
    recommendations: tuple[GoldClause, ...]


def read_gold(path: Path) -> tuple[Gold, ...]:
    """Return the annotated reviews of a file.

    Raises CasegraphError, with the line, for one that is no annotated review, and for a file without any.
    """
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise CasegraphError(f"{path} is not UTF-8 ({error.reason}). Save it as UTF-8.") from None
    found = []
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(_review(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                said = f"{error} is missing" if isinstance(error, KeyError) else str(error)
                raise CasegraphError(
                    f"{path}, line {number} is no annotated review: {said}. data/gold/GUIDE.md tells how one is written."
                ) from None
    if not found:
        raise CasegraphError(f"{path} holds no annotated review. Give a file with one a line, as data/gold/dev.jsonl.")
    return tuple(found)


def squash(text: str) -> str:
    """Return text without differences of case, spaces and punctuation.

    >>> squash("Children’s  Services: act!")
    'children s services act'
    """
    return re.sub(r"[\W_]+", " ", text.lower()).strip()


def _review(said: dict[str, Any]) -> Gold:
    incidents = said["incident"] if isinstance(said["incident"], list) else [said["incident"]]
    return Gold(
        title=said["title"],
        places=tuple(said["place"]),
        subject=said["subject"],
        keywords=tuple(said["keywords"]),
        incidents=tuple(map(_incident, incidents)),
        learning=tuple(_clause(clause) for clause in said["learning"] if not _refers(clause["text"])),
        recommendations=tuple(map(_clause, said["recommendations"])),
    )


def _refers(text: str) -> bool:
    """Tell whether a learning paragraph only says that the recommendations hold the learning."""
    return "embedded in the recommendations" in text


def _incident(said: dict[str, Any]) -> GoldIncident:
    children = tuple(
        (None if child["age"] is None else float(child["age"]), child["age_unit"], child["sex"])
        for child in said["children"] or ()
    )
    return GoldIncident(said["outcome"], said["suicide"], children, said["date"])


def _clause(said: dict[str, Any]) -> GoldClause:
    addressees = said.get("addressees", [])
    if all(isinstance(each, dict) for each in addressees):
        bases: dict[str, tuple[str, ...]] = {each["agency"]: (each["basis"],) for each in addressees}
    else:
        bases = {agency: tuple(said["basis"].get(agency, ())) for agency in addressees}
    return GoldClause(
        text=said["text"],
        cuts=_cuts(said.get("theme") or said["text"]),
        themes=frozenset(said["themes"]),
        themes_allowed=frozenset(said.get("themes_allowed", ())),
        is_recommendation=said.get("is_recommendation", True),
        addressees=bases,
        addressees_allowed=frozenset(said.get("addressees_allowed", ())),
        concerns=frozenset(said.get("concerns", ())),
        concerns_allowed=frozenset(said.get("concerns_allowed", ())),
    )


_LEAD_IN = re.compile(
    r"^[^:]{0,90}\b(?:includes?|explores|considers|focuses on)\b:?\s*(?:that\s+)?|^[^:]{0,60}:\s*", re.IGNORECASE
)


def _cuts(text: str) -> frozenset[str]:
    """Return the ways in which a clause may rightly be cut: as annotated, without lead-ins and leading "and".

    >>> sorted(_cuts("Learning includes: and hear the child"))
    ['and hear the child', 'hear the child', 'learning includes and hear the child']
    """
    cuts = [text]
    for cut in cuts:
        cuts += {_LEAD_IN.sub("", cut, count=1), re.sub(r"^and\s+", "", cut, flags=re.IGNORECASE)} - {*cuts, ""}
    return frozenset(map(squash, cuts))
