"""Whom a report is sent to, as kinds of agency, and as an organisation where that is known.

The table ``addressees.tsv`` has words and the agency that they mean in a name. Where several fit, the first and then the
longest take the words; so “University Hospitals NHS Trust” is no university. Words that count “alone” do so only in a part of a name, between commas and “and”,
in which nothing else was found, and those that count for the “whole” only where nothing is found in any. Words without an agency only keep others from being found in them.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from casegraph.bodies import body_named
from casegraph.record.model import Addressee, Passage
from casegraph.reports.document import plain

__all__ = ["addressees_in", "agencies_in"]

_WORD = re.compile(r"[a-z0-9]+|[;,]")
_WITH_BODIES = ("icb", "police", "health")
_COUNCIL, _COUNCILS_OWN = "local-authority", ("childrens-social-care", "adult-social-care")


class _Rules(NamedTuple):
    pattern: re.Pattern[str]
    agencies: tuple[str, ...]


def addressees_in(names: Iterable[Passage]) -> tuple[Addressee, ...]:
    """Return the addressees with these names.

    >>> [(each.agencies, each.bodies) for each in addressees_in([Passage(0, 11, "Kent Police"), Passage(12, 15, "Col")])]
    [(('police',), ('police-kent',)), ((), ())]
    """
    return tuple(
        Addressee(name, agencies := agencies_in(name.text), tuple(_bodies(name.text, agencies))) for name in names
    )


def agencies_in(name: str) -> tuple[str, ...]:
    """Return the kinds of agency that a name means, in its order; none where that is not known.

    >>> agencies_in("Barking & Redbridge University Hospitals NHS Trust"), agencies_in("Acme Ltd and Network Rail"), agencies_in("Tru")
    (('nhs-trust',), ('private-sector', 'national-body'), ())
    """
    words, parts = _words(name)
    text = " ".join(words)
    place = {at: number for number, at in enumerate(_starts(words))}
    taken: set[int] = set()
    by_place: dict[int, str] = {}
    for match, agency in _matches(_rules(""), text):
        at = place[match.start()]
        taken.add(parts[at])
        taken.add(parts[at + match[0].count(" ")])
        if agency:
            by_place[match.start()] = agency
    for match, agency in _matches(_rules("alone"), text):
        if parts[place[match.start()]] not in taken:
            by_place.setdefault(match.start(), agency)
    for match, agency in _matches(_rules("whole"), text) if not by_place else ():
        by_place[match.start()] = agency
    agencies = dict.fromkeys(by_place[at] for at in sorted(by_place))
    if any(own in agencies for own in _COUNCILS_OWN):
        agencies.pop(_COUNCIL, None)
    return tuple(agencies)


def _matches(rules: _Rules, text: str) -> Iterator[tuple[re.Match[str], str]]:
    for match in rules.pattern.finditer(text):
        assert match.lastindex is not None, "every alternative is a group"
        yield match, rules.agencies[match.lastindex - 1]


def _words(name: str) -> tuple[list[str], list[int]]:
    """Return the words of a name, and for each the number of its part."""
    folded = plain(name).casefold().replace("&", " and ").replace("’", " ").replace("'", " ")
    words, parts, part = list[str](), list[int](), 0
    for word in _WORD.findall(folded):
        part += word in (";", ",", "and")
        if word not in (";", ","):
            words.append(word)
            parts.append(part)
    return words, parts


def _starts(words: Iterable[str]) -> Iterator[int]:
    start = 0
    for word in words:
        yield start
        start += len(word) + 1


def _bodies(name: str, agencies: tuple[str, ...]) -> Iterator[str]:
    """Yield the organisations of which Casegraph knows that the name is theirs."""
    for agency in agencies:
        body = body_named(name, agency) if agency in _WITH_BODIES else None
        if body:
            yield body.id


@cache
def _rules(counts: str) -> _Rules:
    """Return the words of the table that count in one way, the longest first."""
    text = (files("casegraph.collections.pfd") / "addressees.tsv").read_text(encoding="utf-8")
    table = (line.split("\t") for line in text.splitlines()[1:])
    rows = sorted(
        ((words, agency) for words, agency, how in table if how == counts), key=lambda row: (-len(row[0]), row)
    )
    phrases = (re.escape(words).replace(r"\ ", " ").replace(r"\*", "[a-z0-9]*+") for words, _ in rows)
    pattern = re.compile(r"(?<!\S)(?:" + "|".join(f"({phrase})" for phrase in phrases) + r")(?!\S)")
    return _Rules(pattern, tuple(agency for _, agency in rows))
