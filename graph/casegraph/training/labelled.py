"""Labelled clauses: what the learned reader learns from, each with who wrote it."""

import csv
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from casegraph.evaluating.gold import read_gold

__all__ = ["ANNOTATED", "Labelled", "digest_of", "labelled_clauses"]

ANNOTATED = (
    "data/gold/dev.jsonl",
    "tests/gold/2025-others.jsonl",
    "tests/gold/lifelike-2013.jsonl",
    "tests/gold/nations.jsonl",
    "tests/gold/plain-words-2012.jsonl",
    "tests/gold/plain-words-2014.jsonl",
    "tests/gold/years.jsonl",
)
"""Annotated sets that are trained on too, because wordings were made with them. None of them measures anything any more."""

_END = "\t"  # of a field, in what the digest is of


class Labelled(NamedTuple):
    """A clause, its themes, and those that readers disagreed on; *voice* is who wrote it, *is_fresh* whether it stands on a page that no wording was made with."""

    voice: str
    kind: Literal["learning", "recommendation"]
    text: str
    themes: frozenset[str]
    doubtful: frozenset[str] = frozenset()
    is_fresh: bool = True


def labelled_clauses(root: Path) -> list[Labelled]:
    """Return the labelled clauses of a checkout: those of the corpus, its paraphrases, and the annotated sets."""
    return [*_corpus(root / "data/corpus"), *_annotated(root)]


def _corpus(folder: Path) -> Iterator[Labelled]:
    for path in sorted(folder.glob("clauses/*.tsv")):
        for row in _rows(path):
            first, second = _ids(row["themes"]), _ids(row["second"])
            both = first & second if row["second"] else first
            yield Labelled(path.stem, _kind(row["clause"]), row["text"], both, (first | second) - both)
    for row in _rows(folder / "paraphrases.tsv"):
        yield Labelled(row["voice"], _kind(row["clause"]), row["text"], _ids(row["themes"]), is_fresh=False)


def _annotated(root: Path) -> Iterator[Labelled]:
    for name in ANNOTATED:
        path = root / name
        for review in read_gold(path):
            for point in review.learning:
                yield Labelled(path.stem, "learning", point.text, point.themes, point.themes_allowed, False)
            for each in review.recommendations:
                if each.is_recommendation:
                    yield Labelled(path.stem, "recommendation", each.text, each.themes, each.themes_allowed, False)


def digest_of(clauses: Sequence[Labelled]) -> str:
    """Return the digest of clauses, by which weights name what they were made from."""
    lines = (_END.join([*each[:3], *sorted(each.themes), "|", *sorted(each.doubtful)]) for each in clauses)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def _ids(field: str) -> frozenset[str]:
    return frozenset(field.split(",")) - {"", "-"}


def _kind(clause: str) -> Literal["learning", "recommendation"]:
    return "learning" if clause.startswith("L") else "recommendation"
