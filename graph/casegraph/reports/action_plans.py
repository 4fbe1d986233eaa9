"""Action plans: tables with a column of recommendations, and others that say who is to act and by when."""

from collections.abc import Iterator

from casegraph.reports.columns import Columns, columns_of
from casegraph.reports.document import Row, Table, plain
from casegraph.reports.local_report import LocalRecommendation
from casegraph.reports.markers import label_of, marker_of

__all__ = ["found_in_table"]

_HEADS = 3
"""Rows in which the heads may be; a title often stands above them."""


def found_in_table(table: Table, heading: str) -> Iterator[LocalRecommendation]:
    """Yield what the rows of an action plan say, nothing for another table.

    >>> heads, row = Row(("Recommendation", "Lead", "Due"), "p"), Row(("Review it.", "ICB", "May"), "page 2")
    >>> [(each.text, each.agency, each.due) for each in found_in_table(Table((heads, row)), "")]
    [('Review it.', 'ICB', 'May')]
    """
    for at, row in enumerate(table.rows[:_HEADS]):
        columns = columns_of(row.cells)
        if columns and sum(map(bool, row.cells)) > 1:
            yield from _rows(table.rows[at + 1 :], row, columns, heading)
            return
    for row in table.rows:
        yield from _pair(row, heading)


def _rows(rows: tuple[Row, ...], heads: Row, columns: Columns, heading: str) -> Iterator[LocalRecommendation]:
    for row in rows:
        cells = [*row.cells, *[""] * (len(heads.cells) - len(row.cells))]
        text = plain(cells[columns.text])
        number = plain(cells[columns.number]) if columns.number is not None else ""
        filled = sum(map(bool, cells))
        if (
            row.cells == heads.cells
            or len(text) < 2
            or number.lower().startswith("total")
            or (filled == 1 and len(cells) > 2)
        ):
            continue
        label, marker = label_of(text), marker_of(text)
        if label and label.is_firm and len(text) > label.length:
            number, text = number or label.number, text[label.length :]
        elif marker and not number and marker.number != "•":
            number, text = marker.number.strip("()."), text[marker.length :]
        elif marker and marker.number == "•":
            text = text[marker.length :]
        yield LocalRecommendation(
            text,
            "learning point" if columns.is_learning else "recommendation",
            number.rstrip("."),
            _cell(cells, columns.agency),
            _cell(cells, columns.due),
            heading,
            row.place,
            "a row of a table",
        )


def _cell(cells: list[str], column: int | None) -> str:
    return plain(cells[column].replace("\n", "; ")) if column is not None else ""


def _pair(row: Row, heading: str) -> Iterator[LocalRecommendation]:
    """Yield what a row says that has a label in one cell and the words in the next."""
    cells = [plain(cell) for cell in row.cells if cell.strip()]
    label = label_of(cells[0]) if len(cells) > 1 else None
    if label and label.length == len(cells[0]) and len(cells[1]) > 1:
        taken = "learning point" if label.kind == "learning" else "recommendation"
        yield LocalRecommendation(cells[1], taken, label.number, "", "", heading, row.place, "its label")  # type: ignore[arg-type]
