"""Scores of pairs of recommendations in a file, for ``casegraph similar --pairs``."""

import json
from pathlib import Path
from typing import Any

import click

from casegraph.cli.asks_in_file import text_of
from casegraph.errors import CasegraphError

__all__ = ["scored_pairs"]


def scored_pairs(path: Path, form: str) -> str:
    """Return the score of each pair of recommendations in a file, in a format: "table", "csv", "json" or "jsonl".

    Raises UsageError if there is no such file, CasegraphError for a line that is no pair.
    """
    from casegraph.cli.table import grid
    from casegraph.csv_table import csv_table
    from casegraph.similar.pairs import scores_of
    from casegraph.similar.scoring import relation
    from casegraph.views.similar import words_shared

    if not path.is_file():
        raise click.UsageError(f"There is no file {path}. Give JSON lines, each with a and b that have a text.")
    pairs = _pairs_in(path)
    rows = [
        {"score": score, "relation": relation(score), "words": [*words_shared(one, other)[0]]}
        for (one, other), score in zip(pairs, scores_of(pairs), strict=True)
    ]
    if form == "json":
        return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"
    if form == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    cells = [[f"{row['score']}", str(row["relation"]), "; ".join(row["words"])] for row in rows]  # type: ignore[arg-type]
    head = ["score", "relation", "words in common"]
    return csv_table(head, cells, mark=True) if form == "csv" else f"{grid(head, cells, [True, False, False])}\n"


def _pairs_in(path: Path) -> list[tuple[str, str]]:
    pairs = []
    for number, line in enumerate(text_of(str(path)).split("\n"), 1):
        if line.strip():
            try:
                pair: Any = json.loads(line)
                one, other = pair["a"]["text"], pair["b"]["text"]
            except (ValueError, KeyError, TypeError, RecursionError):
                one = other = None
            if not isinstance(one, str) or not isinstance(other, str):
                raise CasegraphError(
                    f'{path}, line {number}: this is not a pair. Write {{"a": {{"text": "…"}}, "b": {{"text": "…"}}}}.'
                )
            pairs.append((one, other))
    return pairs
