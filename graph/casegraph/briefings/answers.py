"""The answer to a question as a document of two pages at most: its count, then quotes with their place, or a table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate

from casegraph.asking.answering import Answer, Row
from casegraph.briefings.briefing import closing, foot
from casegraph.briefings.own_words import blocks_in_own_words
from casegraph.briefings.taken_from import TakenFrom
from casegraph.briefings.workbooks import cells, columns_of
from casegraph.papers.document import Block, DataTable, Document, Heading, Note, Paragraph, Quote
from casegraph.papers.pieces import Piece, as_text
from casegraph.papers.tables import Cell, Column
from casegraph.papers.word_table import row_heights

__all__ = ["answer_document"]

_LINES = 78.0  # of quotes
_A_LINE, _BESIDE = 92, 2.6
_ROWS, _COLUMNS, _ROOM = 60, 6, 320.0  # of a table; the room is in millimetres
_FOR_PROGRAMS = ("iri", "passage", "link")
_REST = "The other {others}: save the answer as Excel or CSV, which have them all."


def answer_document(answer: Answer, source: TakenFrom) -> Document:
    """Return an answer as a document."""
    values = ", ".join(f"{name} {value}" for name, value in answer.values.items())
    lead = " ".join(filter(None, (answer.naming_in_words and f"{answer.naming_in_words}", answer.remark)))
    blocks: list[Block] = [
        Note("", as_text(source.profile.notice.on_pages)),
        Paragraph((Piece(answer.summary, is_strong=True), Piece(f" {lead}" if lead else "")), "lead"),
    ]
    if answer.rows:
        blocks += _quotes(answer.rows) if "quote" in answer.columns else _table(answer)
    elif answer.relaxed is not None:
        remarks = f"{answer.relaxed.filters_in_words} {answer.nearest_in_words}".strip()
        blocks += [Heading("Nearest in meaning"), Paragraph(as_text(remarks))] if remarks else []
        blocks += _quotes(answer.relaxed.nearest) if answer.relaxed.nearest else []
    if answer.note:
        blocks.append(Paragraph((Piece("Note. ", is_strong=True), Piece(answer.note)), "small"))
    blocks = [*blocks_in_own_words(blocks, source.profile), *closing(source)]
    return Document(answer.question, values.capitalize(), blocks, foot(source), answer.summary)


def _quotes(rows: Sequence[Row]) -> list[Block]:
    """Return as many quotes as fit, no review a second time before each has been quoted."""
    first: list[Row] = []
    later: list[Row] = []
    seen: set[object] = set()
    for row in rows:
        (later if row.get("review") in seen else first).append(row)
        seen.add(row.get("review"))
    blocks: list[Block] = []
    left = _LINES
    for row in (*first, *later):
        needed = 1 + len(str(row["quote"])) // _A_LINE + _BESIDE
        if needed <= left:
            left -= needed
            link = str(row.get("link") or "")
            report = (Piece("; "), Piece("report", link)) if link else ()
            blocks.append(Quote(str(row["quote"]), (Piece(_source(row)), *report), str(len(blocks) + 1)))
    others = len(rows) - len(blocks)
    rule = f"{len(blocks):,} of {len(rows):,} are quoted, in the order of the answer: every review once before any review again."
    return [
        Heading("In their words"),
        *blocks,
        Paragraph(as_text(f"{rule} {_REST.format(others=f'{others:,}') if others else ''}"), "small"),
    ]


def _source(row: Mapping[str, object]) -> str:
    """Return where a quote is from: its review, whom it asks, and its place on the page."""
    characters = str(row.get("passage") or "").partition("#char=")[2].replace(",", " to ")
    addressed = "; ".join(str(row[name]) for name in ("asked", "known_by") if row.get(name))
    parts = [
        str(row.get("review") or ""),
        f"asked: {addressed}" if addressed else "",
        f"characters {characters}" if characters else "",
    ]
    return "; ".join(filter(None, parts))


def _table(answer: Answer) -> list[Block]:
    """Return the first rows in the columns that there is room for."""
    names = [
        name
        for name in answer.columns
        if name not in _FOR_PROGRAMS and any(row[name] is not None for row in answer.rows)
    ]
    shown, left_out = names[:_COLUMNS], names[_COLUMNS:]
    first = [tuple(row) for row in cells([row[name] for name in shown] for row in answer.rows[:_ROWS])]
    columns = tuple(
        _column(column, [row[at] for row in first]) for at, column in enumerate(columns_of(shown, answer.profile))
    )
    heights = accumulate(row_heights(DataTable("", columns, tuple(first))))
    rows = tuple(row for row, height in zip(first, heights, strict=True) if height <= _ROOM)
    remarks = []
    if len(answer.rows) > len(rows):
        others = len(answer.rows) - len(rows)
        remarks.append(_REST.format(others="row" if others == 1 else f"{others:,} rows"))
    if left_out:
        remarks.append(f"Columns left out: {', '.join(map(answer.head, left_out))}.")
    is_whole = len(answer.rows) == len(rows)
    caption = f"All {len(rows):,} rows" if is_whole else f"The first {len(rows):,} of {len(answer.rows):,} rows"
    return [DataTable(caption, columns, rows), *([Paragraph(as_text(" ".join(remarks)), "small")] if remarks else [])]


def _column(column: Column, values: Sequence[Cell]) -> Column:
    """Return a column with numbers on the right, if they are counts or shares."""
    shown = [each for each in values if each is not None]
    are_numbers = all(isinstance(each, int | float | Decimal) and not isinstance(each, bool) for each in shown)
    is_counted = bool(shown) and are_numbers and column.kind == "text" and column.name != "Year"
    return replace(column, kind="number") if is_counted else column
