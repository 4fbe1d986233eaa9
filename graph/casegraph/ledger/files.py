"""The ledger as CSV files, for spreadsheets and statistics programs.

There is one row for each clause. Several values in a cell have ``; `` between them; ids have no semicolon, so ids, agencies
and themes can be split there. Other text is as on the page.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields

from casegraph.csv_table import csv_table
from casegraph.ledger.from_collection import Tables
from casegraph.ledger.rows import LearningRow, RecommendationRow

__all__ = ["LEDGER_FILES", "ledger_csv"]


def ledger_csv(row_type: type[LearningRow | RecommendationRow], rows: Iterable[LearningRow | RecommendationRow]) -> str:
    r"""Return rows of the ledger as CSV, with a head even if there are no rows.

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
"""The files of the ledger in a build, each with the function that writes it."""
