"""The table of corrections: one line a correction, as people write it in a spreadsheet or an editor."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import get_args

from casegraph.csv_table import unguarded
from casegraph.errors import TableError
from casegraph.names import BASE
from casegraph.nearest import either, nearest
from casegraph.record.corrected_fields import OF_A_REVIEW, CorrectedField, values_of
from casegraph.record.corrected_fields import TABLE_COLUMNS as COLUMNS
from casegraph.record.web_access import is_day
from casegraph.saved_table import decoded, rows_of

__all__ = ["NO_CORRECTIONS", "Corrections", "Row", "read_corrections", "same_words"]

_NEEDED = COLUMNS[:6]
_FIELDS: Mapping[str, CorrectedField] = {each: each for each in get_args(CorrectedField)}
_KINDS = ("recommendation", "learning", "review")
_MOST = 100_000
_LONGEST = 4_000
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the passage by its address (``recommendation/2025-kent-child-u/3``) or in its words, and what is wrong there.

    *words* are those of the passage that say what it is now, "" for all of them.
    """

    line: int
    passage: str
    field: CorrectedField
    was: str
    now: str
    who: str
    when: str
    why: str
    words: str

    @property
    def address(self) -> tuple[str, str, int] | None:
        """The kind, the review's slug and the number of a passage that is given by its address; None if it is in words.

        >>> row = Row(2, "recommendation/2025-kent-child-u/3", "theme", "", "neglect", "A. Reader", "2026-11-02", "", "")
        >>> row.address
        ('recommendation', '2025-kent-child-u', 3)
        """
        kind, _, rest = self.passage.rpartition(BASE)[2].strip("/").partition("/")
        slug, _, number = rest.partition("/")
        if kind not in _KINDS or not slug or not (number.isdecimal() or (kind == "review" and not number)):
            return None
        return kind, slug, int(number[:9] or 0)


@dataclass(frozen=True)
class Corrections:
    """The rows of a table, and what it is called; none where nobody corrects anything."""

    file: str = ""
    rows: Sequence[Row] = ()
    digest: str = field(default="", compare=False)

    @cached_property
    def by_slug(self) -> Mapping[str, Sequence[Row]]:
        """The rows that give the address of a review or of something in it, by the review's slug."""
        return _grouped((each.address[1], each) for each in self.rows if each.address)

    @cached_property
    def by_words(self) -> Mapping[str, Sequence[Row]]:
        """The rows that give a passage in its words."""
        return _grouped((same_words(each.passage), each) for each in self.rows if not each.address)


NO_CORRECTIONS = Corrections()
"""Where nobody corrects anything."""


def _grouped(pairs: Iterable[tuple[str, Row]]) -> Mapping[str, Sequence[Row]]:
    groups: dict[str, list[Row]] = {}
    for key, row in pairs:
        groups.setdefault(key, []).append(row)
    return groups


def same_words(text: str) -> str:
    r"""Return words as they are compared: white space and case make no difference.

    >>> same_words(" Audit\n the  Protocol ")
    'audit the protocol'
    """
    return " ".join(text.casefold().split())


def read_corrections(content: bytes, file: str) -> Corrections:
    r"""Return the corrections in the bytes of a table; *file* is what errors call it.

    The table is text or a file of Excel or LibreOffice. Raises TableError for the first line that cannot be used.

    >>> table = b"passage\tfield\twas\tis\twho\twhen\nAudit it\ttheme\t\tneglect\tA. Reader\t2026-11-02\n"
    >>> read_corrections(table, "corrections.tsv").rows[0].now
    'neglect'
    """
    lines = _of_workbook(content, file) if content.startswith(b"PK") else rows_of(decoded(content, file), file)
    line, head = next(lines, (1, []))
    names = _columns(head, file, line)
    rows, seen = list[Row](), dict[tuple[str, ...], int]()
    for line, cells in lines:
        if not any(cells):
            continue
        if len(rows) == _MOST:
            raise TableError(file, line, f"more than {_MOST:,} corrections", "Split the table.")
        if extra := [cell for cell in cells[len(names) :] if cell]:
            raise TableError(file, line, f"{_quoted(extra[0])} behind the last column", "Move it into its column.")
        value = dict.fromkeys(COLUMNS, "") | dict(zip(names, map(unguarded, cells), strict=False))
        row = _row(value, file, line)
        key = (same_words(row.passage), row.field, row.was, row.now)
        if key in seen:
            raise TableError(file, line, f"the correction of line {seen[key]} again", "Delete one of the two lines.")
        seen[key] = line
        rows.append(row)
    return Corrections(PurePath(file).name, tuple(rows), hashlib.sha256(content).hexdigest())


def _of_workbook(content: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of an Excel or LibreOffice file; raises PageError for one that is broken, locked or too large."""
    from casegraph.reports.cells import cells_of

    for number, cells in enumerate(cells_of(content, file, ""), start=1):
        yield number, [*map(str.strip, cells)]


def _columns(head: Sequence[str], file: str, line: int) -> list[str]:
    names = [name.lower() for name in head]
    while names and not names[-1]:
        names.pop()
    missing = [name for name in _NEEDED if name not in names]
    unknown = [name for name in names if name not in COLUMNS or names.count(name) > 1]
    if missing or unknown:
        problem = f"no column {either(missing)}" if missing else f"a column {_quoted(unknown[0])} that is not known"
        listed = ", ".join(map(_quoted, head)) or "none"
        columns = ", ".join(COLUMNS)
        raise TableError(file, line, f"{problem}; the columns are {listed}", f"The first line names them: {columns}.")
    return names


def _row(value: Mapping[str, str], file: str, line: int) -> Row:
    field = _FIELDS.get(value["field"].lower())
    if field is None:
        near = nearest(value["field"], _FIELDS) or [*_FIELDS]
        raise TableError(
            file, line, f"the field {_quoted(value['field']) or 'that is empty'}", f"Write {either(near)}."
        )
    for name in ("passage", "who", "when"):
        if not value[name]:
            raise TableError(file, line, f"nothing in the column {name}", "Fill the cell, or delete the line.")
    for name in COLUMNS:
        if len(value[name]) > _LONGEST:
            raise TableError(file, line, f"{len(value[name]):,} characters in the column {name}", "Shorten the cell.")
    for name in ("was", "is"):
        if value[name] and value[name] not in values_of(field):
            near = nearest(value[name], values_of(field))
            remedy = f"Write {either(near)}." if near else "Give its id, the last part of the address of its page."
            raise TableError(file, line, f"{_quoted(value[name])} as {field}, which is not known", remedy)
    if value["was"] == value["is"]:
        seen = f"{_quoted(value['was']) or 'nothing'} both in was and in is"
        raise TableError(file, line, seen, "Leave was empty to add a reading, and is empty to remove one.")
    if field in OF_A_REVIEW and not (value["was"] and value["is"]):
        raise TableError(file, line, f"a correction of the {field} without was or is", "Fill both cells.")
    if not is_day(value["when"]):
        raise TableError(file, line, f"the day {_quoted(value['when'])}", "Write it as YYYY-MM-DD, such as 2026-11-02.")
    row = Row(
        line, value["passage"], field, value["was"], value["is"], value["who"], value["when"], value["why"], value["words"]
    )  # fmt: skip
    is_review = row.address is not None and row.address[0] == "review"
    if is_review != (field in OF_A_REVIEW):
        one = "review/2025-kent-child-u" if field in OF_A_REVIEW else "recommendation/2025-kent-child-u/3, or its words"
        raise TableError(file, line, f"a {field} of the passage {_quoted(row.passage)}", f"Give it as {one}.")
    return row


def _quoted(text: str) -> str:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return f"“{shown}”" if shown else ""
