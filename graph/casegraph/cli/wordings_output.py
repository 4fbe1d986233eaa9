"""What ``casegraph wordings`` prints: tables of wordings, and readings that are gained and lost."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from casegraph.cli.table import grid, plain
from casegraph.csv_table import csv_table
from casegraph.evaluating.wording_changes import ReadingChange
from casegraph.evaluating.wording_use import Shadow, WordingUse
from casegraph.schemes import scheme
from casegraph.wordings import SchemeName, Wording

__all__ = ["Changes", "changes_text", "sums_text", "uses_text"]

Uses = Sequence[tuple[SchemeName, WordingUse]]
Changes = tuple[Sequence[Wording], Sequence[WordingUse], Sequence[ReadingChange]]
"""The wordings that are gone, those that are new, and the readings that change."""

_MOST_SHADOWS = 3
_ROLES = {"theme": "", "addressed": " (addressed)", "mentioned": " (mentioned)"}


def uses_text(uses: Uses, form: str, width: int | None) -> str:
    """Return wordings with their use, as a table no wider than *width*, CSV or JSON."""
    if form == "json":
        return json.dumps([_row(*each) for each in uses], ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        return csv_table(list(_row(*uses[0])) if uses else (), ([*map(_cell, _row(*each).values())] for each in uses))
    concepts = {(name, use.wording.concept) for name, use in uses}
    return _uses_table([use for _, use in uses], len(concepts) > 1, width) if uses else "No wordings.\n"


def sums_text(uses: Uses, width: int | None) -> str:
    """Return a table with a line for each concept: its wordings, how many find nothing, and how they do together."""
    sums: dict[tuple[SchemeName, str], list[int]] = {}
    for name, use in uses:
        line = sums.setdefault((name, use.wording.concept), [0] * 5)
        for place, number in enumerate((1, not use.fires, use.fires, use.right, use.wrong)):
            line[place] += number
    names = ["concept", "", "wordings", "unused", "fires", "right", "wrong"]
    rows = [
        [concept, "theme" if name == "themes" else "agency", *map(str, line)] for (name, concept), line in sums.items()
    ]
    total = [sum(line[place] for line in sums.values()) for place in range(5)]
    rows.append(["all", "", *map(str, total)])
    return grid(names, rows, [False, False, *[True] * 5], width)


def changes_text(name: SchemeName, changes: Changes, form: str, width: int | None) -> str:
    """Return what a changed table changes, as sentences, CSV (the readings alone) or JSON."""
    gone, new, readings = changes
    if form == "json":
        changed = {
            "removed": [each.text for each in gone],
            "new": [_row(name, each) for each in new],
            "readings": [_reading(each) for each in readings],
        }
        return json.dumps(changed, ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        head = ("change", "concept", "role", "wording", "words", "clause", "review", "annotated")
        return csv_table(head, (_reading(each).values() for each in readings))
    lines = [*_summary(gone, new, readings), ""]
    labels = {key: concept.label for key, concept in scheme(f"{name}.ttl").items()}
    for each in readings:
        lines += _sentences(each, labels[each.concept])
    text = "".join(f"{plain(line)}\n" for line in lines)
    return text + (_uses_table(new, False, width) if new else "")


def _summary(gone: Sequence[Wording], new: Sequence[WordingUse], readings: Sequence[ReadingChange]) -> Iterator[str]:
    yield f"{_counted(len(new), 'new or changed wording')}, {_counted(len(gone), 'wording')} removed"
    gained = [each for each in readings if each.change == "gained"]
    lost = [each for each in readings if each.change == "lost"]
    for name, part in (("gained", gained), ("lost", lost)):
        right, wrong = (sum(each.annotated == word for each in part) for word in ("right", "wrong"))
        judged = f": {right} of them right and {wrong} wrong, as annotated" if right or wrong else ""
        yield f"{_counted(len(part), 'reading')} {name}{judged}"


def _sentences(each: ReadingChange, label: str) -> Iterator[str]:
    sign = "+" if each.change == "gained" else "-"
    verdict = {
        "right": ", as annotated",
        "wrong": ", which is not annotated",
        "allowed": ", on which annotators differ",
    }
    by = f" by {each.wording}" if each.wording else ""
    yield f"{sign} {label}{_ROLES[each.role]}: “{each.words}”{by}{verdict.get(each.annotated or '', '')}"
    yield f"    {each.clause}"
    yield f"    ({each.review})"
    yield ""


def _uses_table(uses: Sequence[WordingUse], with_concept: bool, width: int | None) -> str:
    names = ["wording", "counts in", "fires", "reviews", "right", "wrong", "its words are taken by"]
    rows = []
    for each in uses:
        numbers = (each.fires, each.reviews, each.right, each.wrong)
        row = [plain(each.wording.text), each.wording.counts_in, *map(str, numbers), _shadows(each)]
        rows.append([each.wording.concept, *row] if with_concept else row)
    names = ["concept", *names] if with_concept else names
    numbers_at = {"fires", "reviews", "right", "wrong"}
    return grid(names, rows, [name in numbers_at for name in names], width)


def _shadows(use: WordingUse) -> str:
    shown = [plain(_shadow(each, use.wording)) for each in use.shadows[:_MOST_SHADOWS]]
    more = len(use.shadows) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more else "")


def _shadow(each: Shadow, wording: Wording) -> str:
    if each.wording is None:
        return f"other themes of the clause ({each.times})"
    of = "" if each.wording.concept == wording.concept else f" of {each.wording.concept}"
    how = "exception " if each.how == "excepted" else ""
    return f"{how}{each.wording.text}{of} ({each.times})"


def _row(name: SchemeName, use: WordingUse) -> dict[str, Any]:
    wording = use.wording
    return {
        "concept": wording.concept,
        "scheme": name,
        "wording": wording.text,
        "where": wording.counts_in,
        "because": wording.because,
        "from": wording.origin,
        "fires": use.fires,
        "reviews": use.reviews,
        "right": use.right,
        "wrong": use.wrong,
        "shadows": [
            {
                "how": each.how,
                "concept": each.wording.concept if each.wording else None,
                "wording": each.wording.text if each.wording else None,
                "times": each.times,
            }
            for each in use.shadows
        ],
    }


def _reading(each: ReadingChange) -> dict[str, Any]:
    return {
        "change": each.change,
        "concept": each.concept,
        "role": each.role,
        "wording": each.wording,
        "words": each.words,
        "clause": each.clause,
        "review": each.review,
        "annotated": each.annotated,
    }


def _cell(value: Any) -> Any:
    """Return a value of a row as a cell of CSV."""
    if isinstance(value, list):
        return "; ".join(f"{each['wording'] or 'other themes of the clause'} ({each['times']})" for each in value)
    return value


def _counted(number: int, name: str) -> str:
    return f"{number:,} {name}" if number == 1 else f"{number:,} {name}s"
