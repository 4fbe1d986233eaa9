"""Annotated recommendations: who must act, what is to be done and how firmly, and how readings agree with that.

A file has one recommendation a line: as JSON (`to`, `via`, `owner`, `actions`, `strength`, and the same with ``_allowed``
for what annotators disagreed on), or as tab-separated values with a row for each of two readers, as data/gold/who.tsv has.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path

from casegraph.errors import CasegraphError
from casegraph.evaluating.gold import GoldClause, cuts_of, squash
from casegraph.evaluating.newer_concepts import as_annotated
from casegraph.evaluating.readers import Agreement, ReadTwice, agreement_of, read_twice
from casegraph.evaluating.scores import Finding, aligned_clauses, finding_of
from casegraph.record.model import Reading, Recommendation, Review

__all__ = ["WHO_FIELDS", "AnnotatedRequest", "evaluate_who", "is_who", "read_who", "who_agreements"]

WHO_FIELDS = ("named", "via", "owner", "actions", "strength")
"""The fields that are scored: bodies named in the text or its introduction, asked through others, and so on."""

_NOBODY_CAN_TELL = "?"
_COLUMNS = {"title", "entry", "clause", "text", "addressees", "via", "owner", "actions", "strength"}
_PARTNERSHIP = "safeguarding-partnership"

Labels = tuple[frozenset[str], frozenset[str]]
"""What is right, and what is neither right nor wrong."""


@dataclass(frozen=True, slots=True)
class AnnotatedRequest:
    """A recommendation with the labels of each field; any of the *owners* is right, and there are none if somebody is named."""

    title: str
    text: str
    labels: Mapping[str, Labels]
    owners: frozenset[str]


def is_who(path: Path) -> bool:
    """Return whether a file has annotated recommendations by themselves; other annotated files have whole reviews."""
    try:
        first = path.read_text(encoding="utf-8-sig").partition("\n")[0]
        return {*first.split("\t")} >= _COLUMNS or {"to", "actions"} <= {*json.loads(first)}
    except (UnicodeDecodeError, ValueError, TypeError):
        return False


def read_who(path: Path) -> tuple[AnnotatedRequest, ...]:
    """Return the annotated recommendations of a file; raises CasegraphError for a line that is none."""
    text = path.read_text(encoding="utf-8-sig")
    if text.startswith("{"):
        return tuple(_from_json(line, number, path) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    readers: dict[tuple[str, str], list[dict[str, str]]] = {}
    head, *rows = (line.split("\t") for line in text.splitlines() if line)
    for number, cells in enumerate(rows, start=2):
        if len(cells) != len(head):
            raise CasegraphError(f"{path}, row {number} has {len(cells)} fields, not {len(head)} as its head.")
        row = dict(zip(head, cells, strict=True))
        readers.setdefault((row["entry"], row["clause"]), []).append(row)
    return tuple(map(_from_readers, readers.values()))


def evaluate_who(annotated: Sequence[AnnotatedRequest], reviews: Iterable[Review]) -> list[Finding]:
    """Compare the recommendations of *reviews* with annotated ones; of a review that was not read, all is missed."""
    return [finding for request, asks in _aligned(annotated, reviews) for finding in _compared(request, asks)]


def who_agreements(annotated: Sequence[AnnotatedRequest], reviews: Iterable[Review]) -> dict[str, Agreement]:
    """Return how two readers agree in each field, and Casegraph with either; not in owners, of which any is right."""
    labels: dict[str, list[ReadTwice]] = {field: [] for field in WHO_FIELDS if field != "owner"}
    for request, asks in _aligned(annotated, reviews):
        read = _read(asks)
        for field, (both, one) in request.labels.items():
            labels[field].append(read_twice(both, one, read[field]))
    return {field: agreement_of(each) for field, each in labels.items() if any(clause.one for clause in each)}


def _aligned(
    annotated: Sequence[AnnotatedRequest], reviews: Iterable[Review]
) -> Iterator[tuple[AnnotatedRequest, list[Recommendation]]]:
    """Yield each annotated recommendation with those that were read of its words."""
    read = {squash(review.title): review for review in reviews}
    by_title: dict[str, list[AnnotatedRequest]] = {}
    for each in annotated:
        by_title.setdefault(squash(each.title), []).append(each)
    for title, requests in by_title.items():
        review = read.get(title)
        hits = [each for each in review.recommendations if each.is_recommendation] if review else []
        aligned = aligned_clauses([_clause(each) for each in requests], hits)
        for request, (_, clauses) in zip(requests, aligned, strict=False):  # the last has the clauses without a match
            yield request, [each for each in clauses if isinstance(each, Recommendation)]


def _read(asks: Sequence[Recommendation]) -> dict[str, set[str]]:
    """Return what was read in each field but owners."""
    return {
        "named": {each.agency for hit in asks for each in hit.addressings if each.basis != "default"},
        "via": _concepts(reading for hit in asks for reading in hit.via),
        "actions": _concepts(reading for hit in asks for reading in hit.actions),
        "strength": _concepts(reading for hit in asks for reading in hit.strength),
    }


def _compared(request: AnnotatedRequest, asks: Sequence[Recommendation]) -> Iterator[Finding]:
    labels = _read(asks)
    for field, (right, allowed) in request.labels.items():
        yield finding_of(
            field, request.title, request.text, right, as_annotated(labels[field], right | allowed), allowed
        )
    if request.owners and not labels["named"]:
        inferred = _concepts(hit.owner for hit in asks if hit.owner) or {_PARTNERSHIP}
        owners = as_annotated(inferred, request.owners)
        meant = request.owners & owners or {min(request.owners)}
        yield finding_of("owner", request.title, request.text, meant, owners)


def _concepts(readings: Iterable[Reading]) -> set[str]:
    return {each.concept for each in readings}


def _clause(request: AnnotatedRequest) -> GoldClause:
    """Return an annotated recommendation as clauses are matched with: by the ways in which its words may be cut."""
    none: frozenset[str] = frozenset()
    return GoldClause(request.text, cuts_of(request.text), none, none, True, {}, none, none, none)


def _from_json(line: str, number: int, path: Path) -> AnnotatedRequest:
    try:
        row = json.loads(line)
        labels = {
            field: (frozenset(row[key]), frozenset(row.get(f"{key}_allowed", ())))
            for field, key in (("named", "to"), ("via", "via"), ("actions", "actions"), ("strength", "strength"))
        }
        return AnnotatedRequest(row["title"], row["text"], labels, frozenset(row["owner"]) - {_NOBODY_CAN_TELL})
    except (ValueError, KeyError, TypeError) as error:
        reason = f"{error} is missing" if isinstance(error, KeyError) else str(error)
        raise CasegraphError(
            f"{path}, line {number} is no annotated recommendation: {reason}. data/gold/GUIDE.md explains the format."
        ) from None


def _from_readers(rows: Sequence[dict[str, str]]) -> AnnotatedRequest:
    """Return what both readers say as right, and what one says as neither right nor wrong."""
    addressees = [[each.split(":") for each in _listed(row["addressees"])] for row in rows]
    named = [{agency for agency, basis in of_reader if basis != "default"} for of_reader in addressees]
    given = {field: [_listed(row[field]) for row in rows] for field in ("via", "actions", "strength")}
    labels = {field: _agreed(sets) for field, sets in {"named": named, **given}.items()}
    owners = set().union(*(_listed(row["owner"]) for row in rows)) - {_NOBODY_CAN_TELL}
    return AnnotatedRequest(rows[0]["title"], rows[0]["text"], labels, frozenset() if any(named) else frozenset(owners))


def _agreed(given: Sequence[AbstractSet[str]]) -> Labels:
    both, either = frozenset(set.intersection(*map(set, given))), frozenset(set().union(*given))
    return both, either - both


def _listed(field: str) -> set[str]:
    return {*field.split(",")} - {"", "-"}
