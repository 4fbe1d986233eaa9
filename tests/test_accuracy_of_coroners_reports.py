"""How well coroners' reports are read: measured on 14 invented reports that were kept from whoever made the rules.

Two readers labelled them by tests/gold/coroners/GUIDE.md, each alone. Do not open them or their errors: they would measure nothing then.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from accuracy_file import assert_accuracy_is
from casegraph.collections import page_in
from casegraph.collections.pfd.days import day_in
from casegraph.evaluating.newer_concepts import as_annotated
from casegraph.evaluating.scores import Finding, Scores, finding_of, scores
from casegraph.extracting import extract
from casegraph.record.model import Passage
from casegraph.views.made import accuracy_of

ROOT = Path(__file__).parent.parent
KEPT = ROOT / "tests" / "gold" / "coroners" / "kept"
FIELDS = (
    "reference",
    "date of the report",
    "area",
    "last day for a reply",
    "concerns found",
    "concerns: exact boundaries",
    "themes of concerns",
)
MARK = re.compile(r"\[(?:the person who died|the coroner|name)\]")
ALIKE, SAME = 0.5, 0.95
"""The share of words that two texts have in common, of those of both: where they are of one concern, and where they are cut alike."""


class Concern(NamedTuple):
    """A concern as somebody cut it, and its themes; those in *allowed* are neither right nor wrong."""

    text: str
    themes: frozenset[str]
    allowed: frozenset[str] = frozenset()


class Report(NamedTuple):
    """What somebody read in a report: a value for each of the first fields, and its concerns."""

    values: tuple[str | None, ...]
    concerns: tuple[Concern, ...]


@cache
def names() -> Mapping[str, list[str]]:
    """The names that each report has, in every form."""
    every: dict[str, list[str]] = json.loads((KEPT / "names.json").read_text("utf-8"))
    return every


def words(text: str, file: str) -> list[str]:
    """The words of a text without names, which are left out of what is read."""
    for name in sorted(names()[file], key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", text)
    return re.findall(r"\w+", re.sub(r"(\w)- (?=[a-z])", r"\1", MARK.sub(" ", text)).lower())


def in_common(one: Sequence[str], other: Sequence[str]) -> float:
    """The share of words that two texts have in common."""
    shared = (Counter(one) & Counter(other)).total()
    return 2 * shared / (len(one) + len(other)) if one or other else 0.0


def as_labelled(reader: str) -> dict[str, Report]:
    """What a reader gave."""
    lines = [json.loads(line) for line in (KEPT / f"{reader}-reader.jsonl").read_text("utf-8").splitlines()]
    return {
        each["file"]: Report(
            (each["ref"], each["date"], " ".join(words(each["area"], each["file"])), each["due"]),
            tuple(Concern(concern["text"], frozenset(concern["themes"])) for concern in each["concerns"]),
        )
        for each in lines
    }


def agreed(first: Mapping[str, Report], second: Mapping[str, Report]) -> dict[str, Report]:
    """What both readers gave; a theme that only one of them gave is allowed. They cut all concerns alike."""
    both = {}
    for file, report in first.items():
        pairs = zip(report.concerns, second[file].concerns, strict=True)
        concerns = tuple(Concern(one.text, one.themes & two.themes, one.themes ^ two.themes) for one, two in pairs)
        both[file] = Report(report.values, concerns)
    return both


def as_read() -> dict[str, Report]:
    """What Casegraph reads."""
    read = {}
    for path in sorted(KEPT.glob("*.txt")):
        page = page_in(path.read_bytes(), path.name)
        assert page
        (review,) = extract(page)
        assert review.sending

        def day(words: Passage | None) -> str | None:
            return day_in(words.text) if words else None

        area = next((line[6:] for line in page.text.splitlines() if line.startswith("Area: ")), "")
        due = None if review.sending.is_due_assumed else day(review.sending.due)
        read[path.name] = Report(
            (review.sending.reference.text, day(review.sending.dated), " ".join(words(area, path.name)), due),
            tuple(
                Concern(each.passage.text, frozenset(theme.concept for theme in each.themes))
                for each in review.recommendations
            ),
        )
    return read


def findings(right: Mapping[str, Report], read: Mapping[str, Report]) -> Iterator[Finding]:
    """How one reading agrees with another, field by field; each concern with the one that has most of its words."""
    for file, report in right.items():
        for field, wanted, value in zip(FIELDS, report.values, read[file].values, strict=False):
            yield finding_of(field, file, "", {wanted} if wanted else set(), {value} if value else set())
        texts = [words(each.text, file) for each in report.concerns]
        others = [words(each.text, file) for each in read[file].concerns]
        alike = sorted(
            ((in_common(a, b), i, j) for i, a in enumerate(texts) for j, b in enumerate(others)), reverse=True
        )
        pair_of: dict[int, tuple[int, float]] = {}
        for share, i, j in alike:
            if share >= ALIKE and i not in pair_of and j not in {pair for pair, _ in pair_of.values()}:
                pair_of[i] = j, share
        spare = tuple(str(j) for j in range(len(others)) if j not in {pair for pair, _ in pair_of.values()})
        for field in FIELDS[4:6]:
            yield Finding(field, file, "", (), spare, ())
        for i, concern in enumerate(report.concerns):
            pair = pair_of.get(i)
            yield finding_of(FIELDS[4], file, concern.text, {"it"}, {"it"} if pair else set())
            cut = set() if pair is None else {"it"} if pair[1] >= SAME else {"otherwise"}
            yield finding_of(FIELDS[5], file, concern.text, {"it"}, cut)
            if pair is not None:
                themes = as_annotated(read[file].concerns[pair[0]].themes, concern.themes | concern.allowed)
                yield finding_of(FIELDS[6], file, concern.text, concern.themes, themes, concern.allowed)


def measured() -> dict[str, Any]:
    """The figures of accuracy.json."""
    first, second, read = as_labelled("first"), as_labelled("second"), as_read()
    of_both = scores(findings(agreed(first, second), read), FIELDS)
    with_one: list[Scores] = [scores(findings(reader, read), FIELDS)[FIELDS[6]] for reader in (first, second)]
    between = scores(findings(first, second), FIELDS)[FIELDS[6]].f1
    pages = {path.name: page_in(path.read_bytes(), path.name) for path in KEPT.glob("*.txt")}
    left = [
        name
        for file, page in pages.items()
        for name in names()[file]
        if page and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", " ".join(page.text.split()))
    ]
    every = sum(map(len, names().values()))
    return {
        "on": f"{len(read)} invented coroners' reports that were not used to build it, each labelled by two readers, both of them programs. A theme that only one of "
        "them gave counts neither way. Themes of a concern that was not found count neither way. The readers agreed in every other field. "
        f"Of {every} names of people in these reports, {every - len(left)} were left out and {len(left)} were not. "
        "How likely a theme is was fitted to case reviews; how true that is of concerns was not measured.",
        "rows": [
            [
                field,
                *(round(number, 3) for number in (each.precision, each.recall, each.f1)),
                *(
                    [round(sum(one.f1 for one in with_one) / 2, 3), round(between, 3)]
                    if field == FIELDS[6]
                    else [None] * 2
                ),
            ]
            for field, each in of_both.items()
        ],
    }


def test_the_accuracy_that_pages_of_coroners_reports_tell_is_measured() -> None:
    """graph/casegraph/collections/pfd/accuracy.json; UPDATE_README=1 writes it anew."""
    assert_accuracy_is(measured(), "pfd")
    assert "About one of two themes that it finds in concerns is right" in accuracy_of("pfd").in_words
