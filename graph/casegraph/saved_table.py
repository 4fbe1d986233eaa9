"""Saved tables: rows of tables as spreadsheets save them.

There may be tabs, commas or semicolons between cells, quoted cells, any line ends, UTF-8 or UTF-16 with or without a
byte order mark, and empty rows.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from casegraph.errors import TableError

__all__ = ["decoded", "rows_of"]


def decoded(content: bytes, file: str) -> str:
    """Return the text of a table; raises TableError for bytes that are neither UTF-8 nor UTF-16."""
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise TableError(
            file,
            line,
            f"the byte {content[error.start]:#04x}, which is not UTF-8",
            "Save the table as “CSV UTF-8” or as “Unicode text”.",
        ) from None


def rows_of(text: str, file: str) -> Iterator[tuple[int, list[str]]]:
    r"""Yield each row with the line that it is in, its cells without white space around them.

    >>> [*rows_of("a;b\n 1 ;2\n", "table.csv")]
    [(1, ['a', 'b']), (2, ['1', '2'])]
    """
    head = text.partition("\n")[0]
    between = next((mark for mark in "\t;," if mark in head), "\t")
    reader = csv.reader(StringIO(text, newline=""), delimiter=between, strict=True)
    line = 0
    try:
        for row in reader:
            line += 1
            if reader.line_num > line:
                raise TableError(
                    file,
                    line,
                    "a cell that goes on in the next line",
                    "Look for a quotation mark that is not closed, or take the line break out.",
                )
            yield line, [*map(str.strip, row)]
    except csv.Error as error:
        raise TableError(
            file,
            line + 1,
            f"quotation marks that do not fit ({error})",
            "Write a quotation mark inside a quoted cell twice, or leave the quotes out.",
        ) from None
