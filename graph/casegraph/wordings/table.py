"""Tables of wordings: read as spreadsheets save them, and written as they ship."""

import re
from collections.abc import Iterable
from typing import get_args

from casegraph.errors import TableError
from casegraph.nearest import either, nearest
from casegraph.saved_table import decoded, rows_of
from casegraph.wordings.wording import BE, CountsIn, Wording

__all__ = ["COLUMNS", "numbered_rows", "read_table", "table_rows", "table_text"]

COLUMNS = ("wording", "counts-in", "because", "from", "also-for")
"""The columns of a table; the first two are needed."""

_COUNTS_IN: dict[str, CountsIn] = {each: each for each in get_args(CountsIn)}
_NEEDED = COLUMNS[:2]
_MARKS = frozenset(" '’|*,…-&_")
_MEANINGLESS = re.compile(r"[^\w&'’|*,…\s.-]|(?<!\.)\.(?!\.)|(?<!\.)\.\.(?!\.)|\.{4}")  # three dots are read as …
_SHIPPED_HEAD = b"wording\tcounts-in\tbecause\tfrom\talso-for\n"
_UNSHIPPED = (b'"', b"\r", b"\t ", b" \t", b"\n ", b" \n", "\xa0".encode())  # cells that need more than to be split
_SHOWN = 60  # characters of a cell that a message repeats


def read_table(content: bytes, concept: str, file: str) -> tuple[Wording, ...]:
    r"""Return the wordings of a table, in its order; *file* is what errors call it.

    The table may come as spreadsheets save it: tabs, commas or semicolons between cells, quoted cells, any line ends,
    UTF-8 or UTF-16 with or without a byte order mark, and empty rows.

    Raises TableError for anything else that is no table of wordings.

    >>> read_table(b"wording\tcounts-in\nchild {be} heard\tany\n", "voice-of-the-child", "voice.tsv")[0].text
    'child {be} heard'
    """
    shipped = _as_shipped(content, concept)
    return tuple([wording for _, wording in numbered_rows(content, concept, file)]) if shipped is None else shipped


def _as_shipped(content: bytes, concept: str) -> tuple[Wording, ...] | None:
    """Return the wordings of a table without a fault that is written as tables ship, in a third of the time; else None."""
    is_plain = content.startswith(_SHIPPED_HEAD) and content.endswith(b"\n")
    if not is_plain or any(mark in content for mark in _UNSHIPPED):
        return None
    try:
        rows = [line.split("\t") for line in content.decode().split("\n")[1:-1]]
        wordings = [
            Wording(concept, text, _COUNTS_IN[counts_in], because, origin, tuple(also_for.split()) if also_for else ())
            for text, counts_in, because, origin, also_for in rows
        ]
    except (ValueError, KeyError):
        return None
    texts = {(row[0], row[1] == "exception") for row in rows}
    used = set("".join([text for text, _ in texts]).replace(BE, ""))
    is_sound = len(texts) == len(rows) and all(row[0] for row in rows) and _are_marks(used)
    return tuple(wordings) if is_sound else None


def numbered_rows(content: bytes, concept: str, file: str) -> list[tuple[int, Wording]]:
    """Return what ``read_table`` does, each wording with its line."""
    rows = rows_of(decoded(content, file), file)
    line, head = next(rows, (1, []))
    names = _columns(head, file, line)
    places = [names.index(name) if name in names else -1 for name in COLUMNS]
    width = len(names)
    lines: dict[tuple[str, bool], int] = {}
    wordings = []
    for line, row in rows:
        if len(row) != width:
            row = _fitted(row, width, file, line)
        row.append("")  # the cell of columns that the table does not have
        text, where, because, origin, also_for = [row[place] for place in places]
        counts_in = _COUNTS_IN.get(where) or _COUNTS_IN.get(where.lower())
        if counts_in is None or not text:
            if not any(row):
                continue
            raise _incomplete(text, where, file, line)
        key = (text, counts_in == "exception")
        if key in lines:
            raise TableError(
                file,
                line,
                f"the wording {_quoted(text)} is in line {lines[key]} too",
                "Delete one of the two lines; one that counts in any clause is enough.",
            )
        lines[key] = line
        also = tuple(also_for.replace(",", " ").split()) if also_for else ()
        wordings.append((line, Wording(concept, text, counts_in, because, origin, also)))
    _check_marks(lines, file)
    return wordings


def table_rows(wordings: Iterable[Wording]) -> list[tuple[str, ...]]:
    """Return the rows of a table, its head first: by where wordings count, and then by their text."""
    order = [*_COUNTS_IN]
    rows: list[tuple[str, ...]] = [COLUMNS]
    for each in sorted(wordings, key=lambda each: (order.index(each.counts_in), each.text.lower(), each.text)):
        rows.append((each.text, each.counts_in, each.because, each.origin, " ".join(each.also_for)))
    return rows


def table_text(wordings: Iterable[Wording]) -> str:
    r"""Return wordings as the text of a table, tab-separated, as tables ship.

    >>> table_text([Wording("neglect", "hunger", origin="domain knowledge")]).split("\n")[1]
    'hunger\tany\t\tdomain knowledge\t'
    """
    return "".join(["{}\t{}\t{}\t{}\t{}\n".format(*map(_cell, row)) for row in table_rows(wordings)])


def _cell(text: str) -> str:
    """Return a cell as spreadsheets read it back: in quotes if there are quotes in it."""
    return '"' + text.replace('"', '""') + '"' if '"' in text else text


def _columns(head: list[str], file: str, line: int) -> list[str]:
    names = [re.sub(r"[\s_]+", "-", name.lower()) for name in head]
    while names and not names[-1]:
        names.pop()
    missing = [name for name in _NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS or names.count(name) > 1]
    if missing or unknown:
        near = [f"{_quoted(name)} for {each}" for name in unknown for each in nearest(name, COLUMNS, most=1)]
        hint = f" Perhaps you wrote {either(near)}?" if near else ""
        problem = f"no column {either(missing)}" if missing else f"a column {_quoted(unknown[0])} that is not known"
        raise TableError(
            file,
            line,
            f"{problem}; the columns are {', '.join(map(_quoted, head)) or 'none'}",
            f"The first line names the columns: {', '.join(COLUMNS)}.{hint}",
        )
    return names


def _fitted(row: list[str], width: int, file: str, line: int) -> list[str]:
    """Return a row with as many cells as there are columns."""
    if extra := [cell for cell in row[width:] if cell]:
        raise TableError(
            file, line, f"{_quoted(extra[0])} behind the last column", "Empty the cell, or move it into its column."
        )
    return row[:width] + [""] * (width - len(row))


def _incomplete(text: str, where: str, file: str, line: int) -> TableError:
    if not text:
        return TableError(file, line, "no wording", "Write one in the column wording, or delete the line.")
    seen = f"{_quoted(where) or 'nothing'} in the column counts-in"
    return TableError(file, line, seen, f"Write {either(_COUNTS_IN)}.")


def _check_marks(lines: dict[tuple[str, bool], int], file: str) -> None:
    """Raise TableError for a wording with a character that means nothing in one."""
    for (text, _), line in lines.items():
        if strange := _MEANINGLESS.search(text.replace(BE, "be")):
            raise TableError(
                file,
                line,
                f"{_quoted(strange[0])} in the wording {_quoted(text)}, where it means nothing",
                "ontology/wordings/README.md lists the marks that a wording can have.",
            )


def _are_marks(characters: Iterable[str]) -> bool:
    """Tell whether all characters can be in a wording; a full stop may be out of place, so it is not enough to look."""
    return all(each.isalnum() or each in _MARKS for each in characters)


def _quoted(text: str) -> str:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"“{shown}”" if shown else ""
