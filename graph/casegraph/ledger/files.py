"""The ledger as CSV files, for a spreadsheet and for statistics programs.

One row a clause, several values in a cell with ``; `` between them. Ids have no semicolon, so ids, agencies and themes can
be split there; other text is as the page has it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields

from casegraph.csv_table import csv_table
from casegraph.ledger.rows import LearningRow, RecommendationRow
from casegraph.ledger.select import Tables

__all__ = ["LEDGER_FILES", "ledger_csv"]


def ledger_csv(row_type: type[LearningRow | RecommendationRow], rows: Iterable[LearningRow | RecommendationRow]) -> str:
    r"""Return rows of the ledger as CSV, with a head even if there is no row.

    >>> ledger_csv(LearningRow, ()).startswith("\ufeffiri,text,theme_ids,themes,theme_words,review_iri")
    True
    """
    names = [each.name for each in fields(row_type)]
    return csv_table(names, ([_cell(getattr(row, name)) for name in names] for row in rows), mark=True)


def _cell(value: object) -> object:
    return "; ".join(value) if isinstance(value, tuple) else value


LEDGER_FILES: Mapping[str, Callable[[Tables], str]] = {
    "recommendations.csv": lambda tables: ledger_csv(RecommendationRow, tables.recommendations),
    "learning.csv": lambda tables: ledger_csv(LearningRow, tables.learning),
}
"""The files of a build that hold the ledger, each with what writes it."""
