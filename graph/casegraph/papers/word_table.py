"""Tables in Word files: a head that repeats on every page, rows that stay whole, and thin lines."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from casegraph.palette import ACCENT
from casegraph.papers.document import DataTable
from casegraph.papers.pieces import Piece, Text
from casegraph.papers.safe_text import plain
from casegraph.papers.tables import Cell, Column, in_words
from casegraph.papers.word_styles import RULE, element

if TYPE_CHECKING:
    from docx.document import Document as File
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph as Line

__all__ = ["row_heights", "word_table"]

_WIDE = 166  # millimetres between the margins
_HEAD = ACCENT.lstrip("#").upper()
_LEAST, _NUMBER = 14.0, 36.0  # millimetres of a column of numbers
_A_LETTER, _BESIDE = 2.0, 4.0  # millimetres of a letter of a head, and of the room around it
_A_LETTER_OF_TEXT, _BETWEEN = 1.85, 2.0  # millimetres of a letter of a cell, and between columns
_LINE, _PADDING = 4.0, 1.5  # millimetres of a line of a cell, and above and below a row
_MOST_OF_NUMBERS = 0.8  # of the width
_LONGEST = 40  # characters of a cell that count for the width of its column
_LONGEST_WORD, _LONGEST_OF_ALL = (
    16,
    160,
)  # characters of a word that is kept whole, and of a cell where words would be broken


def word_table(file: "File", table: DataTable, write: Callable[["Line", Text], None]) -> None:
    """Add a table to a file; *write* writes the pieces of a cell."""
    from docx.shared import Mm

    made = file.add_table(0, len(table.columns))
    made.autofit = False
    _look(made, table.caption)
    widths = _widths(table)
    for number, width in enumerate(widths):
        made.columns[number].width = Mm(width)
    head = [Piece(column.name, is_strong=True) for column in table.columns]
    for number, row in enumerate([head, *table.rows]):
        cells = made.add_row()
        properties = cells._tr.get_or_add_trPr()
        properties.append(element("w:cantSplit"))
        if number == 0:
            properties.append(element("w:tblHeader"))
        for cell, column, width, value in zip(cells.cells, table.columns, widths, row, strict=True):
            cell.width = Mm(width)
            _cell(cell, column, value, write, is_head=number == 0)


def _look(made: "Table", caption: str) -> None:
    """Give a table its lines, the room in its cells, and the words that programs read aloud for it."""
    properties = made._tbl.tblPr
    lines = element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        shown = side in ("bottom", "insideH")
        lines.append(element(f"w:{side}", val="single" if shown else "nil", sz="4", space="0", color=RULE))
    room = element("w:tblCellMar")
    for side, width in (("top", 35), ("left", 0), ("bottom", 35), ("right", 100)):
        room.append(element(f"w:{side}", w=str(width), type="dxa"))
    look = properties.find(_name("w:tblLook"))
    for each in (lines, room):
        if look is None:
            properties.append(each)
        else:
            look.addprevious(each)
    properties.append(element("w:tblCaption", val=plain(caption)[:255]))


def _cell(cell: "_Cell", column: Column, value: Cell, write: Callable[["Line", Text], None], *, is_head: bool) -> None:
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor
    from docx.text.run import Run

    (line,) = cell.paragraphs
    line.paragraph_format.space_after = Pt(0)
    line.paragraph_format.line_spacing = 1.05
    line.paragraph_format.keep_with_next = is_head or None
    if column.kind in ("number", "share"):
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    write(line, (value if isinstance(value, Piece) else Piece(in_words(value, column.kind)),))
    for run in (Run(each, line) for each in line._p.iter(_name("w:r"))):
        run.font.size = Pt(9.5)
        if is_head:
            run.font.color.rgb = RGBColor.from_string(_HEAD)
    if is_head:
        cell.vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
        line_below = element("w:tcBorders")
        line_below.append(element("w:bottom", val="single", sz="8", space="0", color=_HEAD))
        cell._tc.get_or_add_tcPr().append(line_below)


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name)


def row_heights(table: DataTable) -> list[float]:
    """Return about how high each row of a table is on paper, in millimetres.

    >>> row_heights(DataTable("", (Column("Way"),), (("Named in the text",), ("word " * 40,))))
    [5.5, 13.5]
    """
    widths = [max(1, int((width - _BETWEEN) / _A_LETTER_OF_TEXT)) for width in _widths(table)]
    return [
        max(
            (1 + (len(in_words(cell, column.kind)) // width) for cell, column, width in zip(row, table.columns, widths, strict=True)),
            default=1,
        ) * _LINE + _PADDING
        for row in table.rows
    ]  # fmt: skip


def _widths(table: DataTable) -> Sequence[float]:
    """Return how wide each column is in millimetres: numbers narrow, texts as their longest cells share the rest.

    >>> _widths(DataTable("", (Column("Way"), Column("Reviews", "number")), (("Named in the text", 3),)))
    [148.0, 18.0]

    No word of usual length is broken, nor is a day:

    >>> names = ("Report", "Due", "Status", "Sent to")
    >>> row = ("A report. " * 6, "2026-11-30", "No reply. " * 5, "An authority. " * 20)
    >>> [round(each, 1) for each in _widths(DataTable("", (*map(Column, names),), (row,)))]
    [35.4, 20.5, 30.8, 79.3]
    """
    numbers = [column.kind in ("number", "share") for column in table.columns]
    narrow = [
        _of_number(column.name) if is_number else 0.0 for column, is_number in zip(table.columns, numbers, strict=True)
    ]
    if sum(narrow) > _MOST_OF_NUMBERS * _WIDE:
        narrow = [each * _MOST_OF_NUMBERS * _WIDE / sum(narrow) for each in narrow]
    room = _WIDE - sum(narrow)
    needs = [
        max([len(column.name), *(min(len(in_words(row[at], column.kind)), _LONGEST) for row in table.rows)])
        for at, column in enumerate(table.columns)
    ]
    whole = sum(need for need, is_number in zip(needs, numbers, strict=True) if not is_number) or 1
    widths = [
        own if is_number else room * need / whole for own, need, is_number in zip(narrow, needs, numbers, strict=True)
    ]
    least = [
        own if is_number else _of_words(table, at)
        for at, (own, is_number) in enumerate(zip(widths, numbers, strict=True))
    ]
    if sum(least) > _WIDE or all(needed <= own for own, needed in zip(widths, least, strict=True)):
        return widths
    return _shared(table, least)


def _shared(table: DataTable, least: Sequence[float]) -> Sequence[float]:
    """Return widths of columns of at least so many millimetres each; those whose cells need more lines share the rest."""
    more = [
        max(
            [
                0.0,
                *(
                    min(len(in_words(row[at], column.kind)), _LONGEST_OF_ALL) * _A_LETTER_OF_TEXT - own
                    for row in table.rows
                ),
            ]
        )
        for at, (column, own) in enumerate(zip(table.columns, least, strict=True))
    ]
    rest = _WIDE - sum(least)
    return [own + rest * each / (sum(more) or 1) for own, each in zip(least, more, strict=True)]


def _of_words(table: DataTable, at: int) -> float:
    """Return how wide a column of texts is at least in millimetres, so that no word of usual length and no day is broken."""
    head = max((len(each) for each in table.columns[at].name.split()), default=0) * _A_LETTER
    words = (len(each) for row in table.rows for each in in_words(row[at], table.columns[at].kind).split())
    longest = max((each for each in words if each <= _LONGEST_WORD), default=0) * _A_LETTER_OF_TEXT
    return max(head, longest) + _BETWEEN


def _of_number(name: str) -> float:
    """Return how wide a column of numbers is in millimetres, so that no word of its name is broken."""
    longest = max(map(len, name.split()), default=0)
    return max(_LEAST, min(_NUMBER, longest * _A_LETTER + _BESIDE))
