"""Labelled clauses: what the learned reader learns from, each with who wrote it."""

import csv
import hashlib
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from casegraph.evaluating.gold import read_gold
from casegraph.evaluating.newer_concepts import older_concepts

__all__ = ["ANNOTATED", "Labelled", "digest_of", "ids_of", "labelled_clauses", "rows_of", "with_newer_themes"]

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

_AGAIN = 3.0  # what a clause of the annotated sets or a paraphrase counts beside one of the corpus


class Labelled(NamedTuple):
    """A clause, its themes, and those that readers disagreed on (*doubtful*).

    *voice* is who wrote it, *is_fresh* whether it stands on a page that no wording was made with (probabilities are
    calibrated on these), *weight* what it counts in training.
    """

    voice: str
    kind: Literal["learning", "recommendation"]
    text: str
    themes: frozenset[str]
    doubtful: frozenset[str] = frozenset()
    is_fresh: bool = True
    weight: float = 1.0


def labelled_clauses(root: Path) -> list[Labelled]:
    """Return the labelled clauses of a checkout: those of the corpus, its paraphrases, and the annotated sets."""
    return [*_corpus(root / "data/corpus"), *_annotated(root)]


def _corpus(folder: Path) -> Iterator[Labelled]:
    for path in sorted(folder.glob("clauses/*.tsv")):
        for row in rows_of(path):
            first, second = ids_of(row["themes"]), ids_of(row["second"])
            both = first & second if row["second"] else first
            yield Labelled(path.stem, _kind(row["clause"]), row["text"], both, (first | second) - both)
    for row in rows_of(folder / "paraphrases.tsv"):
        yield Labelled(
            row["voice"], _kind(row["clause"]), row["text"], ids_of(row["themes"]), frozenset(), False, _AGAIN
        )


def _annotated(root: Path) -> Iterator[Labelled]:
    for name in ANNOTATED:
        path = root / name
        for review in read_gold(path):
            for point in review.learning:
                yield Labelled(path.stem, "learning", point.text, point.themes, point.themes_allowed, False, _AGAIN)
            for each in review.recommendations:
                if each.is_recommendation:
                    yield Labelled(
                        path.stem, "recommendation", each.text, each.themes, each.themes_allowed, False, _AGAIN
                    )


def with_newer_themes(clauses: Sequence[Labelled], fired: Sequence[Collection[str]]) -> list[Labelled]:
    """Return clauses, those of annotated sets with the themes that came after the annotation.

    Annotators gave an older theme for them ("race, culture and religion" for racism); where the wordings found the newer
    one, that is meant. Without this, the annotated sets would teach that a newer theme is never right.
    """
    annotated = {Path(name).stem for name in ANNOTATED}
    return [
        _with_newer(clause, by_wordings) if clause.voice in annotated else clause
        for clause, by_wordings in zip(clauses, fired, strict=True)
    ]


def _with_newer(clause: Labelled, by_wordings: Collection[str]) -> Labelled:
    older = older_concepts()
    newer = {theme: older[theme] for theme in by_wordings if theme in older}
    stood_for = {each for theme in newer for each in older[theme]} - {*by_wordings}
    themes, doubtful = (
        (given | {theme for theme in newer if given.intersection(newer[theme])}) - stood_for
        for given in (clause.themes, clause.doubtful)
    )
    return clause._replace(themes=themes, doubtful=doubtful - themes)


def digest_of(clauses: Sequence[Labelled]) -> str:
    """Return the digest of clauses, by which weights name what they were made from."""
    lines = (_END.join([*each[:3], *sorted(each.themes), "|", *sorted(each.doubtful)]) for each in clauses)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def rows_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a file of tab-separated values."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def ids_of(field: str) -> frozenset[str]:
    """Return the ids of a field."""
    return frozenset(field.split(",")) - {"", "-"}


def _kind(clause: str) -> Literal["learning", "recommendation"]:
    return "learning" if clause.startswith("L") else "recommendation"
