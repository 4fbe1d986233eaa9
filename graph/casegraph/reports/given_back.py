"""A table that a person has corrected and given back: it is checked row by row, and nothing of it is guessed."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from casegraph.errors import PageError
from casegraph.nearest import nearest
from casegraph.reports.cells import cells_of, is_filled
from casegraph.reports.document import plain
from casegraph.reports.local_report import LocalRecommendation, LocalReport, Taken
from casegraph.reports.row_ids import is_row_id, report_of
from casegraph.reports.table_file import COLUMNS, SHEET

__all__ = ["is_table", "report_in_table"]

_NEEDED = ("id", "keep", "taken for", "text", "review", "year")
_HEADS_IN = 20  # rows
_YES, _NO = {"yes", "y", "true", "1", "x"}, {"no", "n", "false", "0"}
_TAKEN: dict[str, Taken] = {
    "recommendation": "recommendation",
    "learning point": "learning point",
    "learning": "learning point",
}
_LONGEST = 8_000
_YEARS = range(1900, 2101)


def is_table(content: bytes, file: str) -> bool:
    r"""Tell whether a file is a table to build from, by its first bytes: a spreadsheet, or CSV whose heads are the table's.

    >>> is_table(b"id,number,keep,taken for,text\n", "table.csv"), is_table(b"2025 - Kent - Child U", "kent.txt")
    (True, False)
    """
    if content.startswith(b"PK"):
        return file.lower().endswith((".xlsx", ".xlsm", ".ods"))
    first = content[:400].removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0].replace(b'"', b"").lower()
    return b"taken for" in first and b"keep" in first


def report_in_table(content: bytes, file: str) -> LocalReport:
    """Return the report that a table holds; raises PageError that names the row and the column, never what stands there."""
    rows = cells_of(content, file, SHEET)
    at, place = _heads(rows, file)
    items: list[LocalRecommendation] = []
    about: dict[str, str] = {}
    seen: dict[str, int] = {}
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if not is_filled(row):
            continue
        values = {name: row[column] if column < len(row) else "" for name, column in place.items()}
        for name in ("review", "area", "year"):
            given = plain(values.get(name, ""))
            if given and about.setdefault(name, given) != given:
                raise _wrong(
                    file,
                    number,
                    name,
                    "it differs from the rows above",
                    "A table is of one report: write the same in all rows.",
                )
        items.append(_item(values, file, number, seen))
    year = _year(about.get("year", ""), file, at + 2)
    title = about.get("review", "")
    if not title:
        raise _wrong(file, at + 2, "review", "it is empty", "Write the title of the report.")
    if not any(each.keep for each in items):
        raise PageError(f"{file} keeps no row.", "Write yes in the column “keep” of the rows that are right.")
    sha256 = hashlib.sha256(content).hexdigest()
    return LocalReport(
        Path(file).name, sha256, title[:300], about.get("area", "")[:100], year, tuple(items), is_confirmed=True
    )


def _heads(rows: Sequence[Sequence[str]], file: str) -> tuple[int, dict[str, int]]:
    """Return which row has the heads of the columns, and where each column is."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(rows[:_HEADS_IN]):
        names = [plain(cell).lower() for cell in row]
        place = {name: names.index(name) for name in COLUMNS if name in names}
        if len(place) > len(best[1]):
            best = at, place
    missing = [name for name in _NEEDED if name not in best[1]]
    if missing:
        heads = [plain(cell) for cell in rows[best[0]]] if best[1] else []
        near = [
            f"“{each}”" for name in missing for each in nearest(name, [head for head in heads if head not in COLUMNS])
        ]
        hint = f" (is it {near[0]}?)" if near else ""
        listed = ", ".join(f"“{name}”" for name in missing)
        raise PageError(
            f"{file} is no table of a local report: the column{'s' if len(missing) > 1 else ''} {listed} "
            f"{'are' if len(missing) > 1 else 'is'} missing{hint}.",
            "Put the heads back as they were, or read the report again.",
        )
    return best


def _item(values: dict[str, str], file: str, number: int, seen: dict[str, int]) -> LocalRecommendation:
    row, text = plain(values["id"]), plain(values["text"])
    if row:
        if not is_row_id(row):
            raise _wrong(file, number, "id", "it was changed", "Put it back, or empty it if you have added this row.")
        if row in seen:
            raise _wrong(
                file,
                number,
                "id",
                f"row {seen[row]} has the same",
                "If you cut a recommendation in two, empty the id of the second row.",
            )
        if seen and report_of(row) != report_of(next(iter(seen))):
            raise _wrong(
                file,
                number,
                "id",
                "it is of another report than the rows above",
                "Give each report a table of its own.",
            )
        seen[row] = number
    keep = plain(values["keep"]).lower()
    if keep not in _YES | _NO:
        raise _wrong(file, number, "keep", "it is neither yes nor no", "Write yes or no.")
    taken = _TAKEN.get(plain(values["taken for"]).lower())
    if taken is None:
        raise _wrong(
            file, number, "taken for", "it is neither of the two", "Write “recommendation” or “learning point”."
        )
    if keep in _YES and not text:
        raise _wrong(file, number, "text", "it is empty", "Write the words, or no in the column “keep”.")
    if len(text) > _LONGEST:
        raise _wrong(
            file,
            number,
            "text",
            f"it has {len(text):,} characters, and {_LONGEST:,} are the most",
            "Cut it into several rows.",
        )
    others = {
        name: plain(values.get(name, ""))[:500] for name in ("number", "agency", "due", "heading", "place", "found by")
    }
    return LocalRecommendation(
        text,
        taken,
        others["number"],
        others["agency"],
        others["due"],
        others["heading"],
        others["place"],
        others["found by"] or "a person",
        keep in _YES,
        row,
    )


def _year(text: str, file: str, number: int) -> int:
    if not text:
        raise _wrong(file, number, "year", "it is empty", "Write the year of the report, such as 2026.")
    if not (text.isascii() and text.isdigit() and len(text) == 4 and int(text) in _YEARS):
        raise _wrong(file, number, "year", "it is no year", "Write four digits, such as 2026.")
    return int(text)


def _wrong(file: str, row: int, column: str, seen: str, remedy: str) -> PageError:
    return PageError(f"{file}, row {row}, column “{column}”: {seen}.", remedy)
