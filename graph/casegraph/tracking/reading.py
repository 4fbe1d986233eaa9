"""A tracker from its file: what people wrote, by the ids of recommendations; and all that can be wrong with a file."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casegraph.nearest import either, nearest
from casegraph.papers.safe_text import CELL, is_longer
from casegraph.tracking.columns import CHANGE, ENTERED, GONE, ID, READ, STATUS, TEXT, TRACKER
from casegraph.tracking.model import STATUSES, Ask, Chosen, Entries, Line, OtherSheet, Tracker, TrackerError, Value
from casegraph.tracking.sheets import RawSheet, read_sheets
from casegraph.tracking.workbook import CHOSEN

__all__ = ["read_tracker"]

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*/[0-9]+")
_LOOKED_AT = 30  # rows in which a head is looked for, as people write above it
_SHOWN = 60  # characters of a wrong cell
_NOT_ONE = "Name a file that was made as a tracker, with its columns under their names."


def read_tracker(path: Path) -> Tracker:
    """Return the tracker in a file; raises TrackerError with the row and what to do."""
    sheets = read_sheets(path)
    tables = {sheet.name: head for sheet in sheets if (head := _head(sheet)) is not None}
    main = next((each for each in sheets if each.name == TRACKER and each.name in tables), None)
    main = main or next((each for each in sheets if each.name in tables and each.name != GONE), None)
    if main is None:
        raise TrackerError(f"{path.name} is no tracker: no sheet has the columns {TEXT} and {STATUS}.", _NOT_ONE)
    more: dict[str, None] = {}
    lines = _Table(path.name, main, tables[main.name]).lines(more)
    left = next((each for each in sheets if each.name == GONE and each.name in tables and each is not main), None)
    gone = _Table(f"{path.name}, {GONE}", left, tables[GONE]).lines(more) if left is not None else []
    about = next((each for each in sheets if each.name == "About"), None)
    others = [
        OtherSheet(each.name, each.rows)
        for each in sheets
        if each not in (main, left, about) and any(map(any, each.rows))
    ]
    return Tracker(tuple(lines), _chosen(about), tuple(gone), tuple(more), tuple(others))


def _chosen(about: RawSheet | None) -> Chosen | None:
    """Return what a file says of the recommendations that belong in it."""
    for row in about.rows if about is not None else ():
        if len(row) > 1 and row[0] == CHOSEN:
            return Chosen.of_text(str(row[1]))
    return None


def _head(sheet: RawSheet) -> int | None:
    """Return which row of a sheet has the names of the columns of a tracker, None for another sheet."""
    for number, row in enumerate(sheet.rows[:_LOOKED_AT]):
        if {_key(TEXT), _key(STATUS)} <= {*map(_key, row)}:
            return number
    return None


def _key(cell: Value) -> str:
    return " ".join(str(cell or "").casefold().split())


@dataclass(frozen=True, slots=True)
class _Table:
    """A sheet with its head in the row *head*, called *where* in errors."""

    where: str
    sheet: RawSheet
    head: int

    def lines(self, more: dict[str, None]) -> list[Line]:
        """Return its lines, and add the names of columns of people to *more*; raises TrackerError."""
        known, added = self._columns()
        more.update(dict.fromkeys(added.values()))
        lines: dict[str, tuple[int, Line]] = {}
        wrong: list[TrackerError] = []
        for number, cells in enumerate(self.sheet.rows[self.head + 1 :], self.head + 2):
            if all(each is None or not str(each).strip() for each in cells):
                continue
            try:
                line = self._line(number, cells, known, added)
            except TrackerError as error:
                wrong.append(error)
                continue
            if line.ask.id in lines and self.sheet.name != GONE:
                first = lines[line.ask.id][0]
                wrong.append(
                    TrackerError(
                        f"{self.where}, rows {first} and {number}: both have the id {line.ask.id}.",
                        "Put what you wrote into one of them and delete the other.",
                        row=number,
                        value=line.ask.id,
                    )
                )
                continue
            lines[line.ask.id if self.sheet.name != GONE else f"{number}"] = number, line
        if wrong:
            raise _together(wrong)
        return [line for _, line in lines.values()]

    def _columns(self) -> tuple[dict[str, int], dict[int, str]]:
        """Return the columns of a tracker by key, and the names of those that people added by place."""
        own = {_key(each.name) for each in (*READ, *ENTERED.values())} | {_key(CHANGE)}
        known: dict[str, int] = {}
        added: dict[int, str] = {}
        head, rows = self.sheet.rows[self.head], self.sheet.rows[self.head + 1 :]
        for number, name in enumerate(head):
            key = _key(name)
            if key in own and key not in known:
                known[key] = number
            elif key == _key(ID):
                raise TrackerError(f"{self.where}: two columns are called {ID}.", "Rename the one that you added.")
            elif key or any(row[number] is not None for row in rows):
                added[number] = _unused(str(name or "").strip() or f"Column {number + 1}", added.values())
        if _key(ID) not in known:
            raise TrackerError(
                f"{self.where}: the column {ID} is missing, so Casegraph cannot tell which recommendation a row is about.",
                f"Put it back from an earlier copy, with {ID} in its first cell.",
            )
        return known, added

    def _line(self, number: int, cells: Sequence[Value], known: Mapping[str, int], added: Mapping[int, str]) -> Line:
        def cell(name: str) -> Value:
            at = known.get(_key(name))
            return cells[at] if at is not None else None

        def text(name: str) -> str:
            value = cell(name)
            return "" if value is None else str(value)

        for value in cells:
            if isinstance(value, str) and is_longer(value):
                problem = f"{self.where}, row {number}: a cell has {len(value):,} characters, and Excel holds {CELL:,}."
                raise TrackerError(problem, "Shorten it, or put the rest in another column.", row=number)
        id = text(ID).strip()
        if not _ID.fullmatch(id):
            raise self._wrong_id(number, id)
        year = text("Year").strip()
        ask = Ask(
            id,
            text(TEXT),
            text("Review"),
            int(year) if re.fullmatch(r"[0-9]{4}", year) else None,
            text("Agency"),
            text("How it is addressed"),
            text("Themes"),
            text("Kind of action"),
        )
        entered = {field: cell(column.name) for field, column in ENTERED.items() if field != "status"}
        entries = Entries(
            self._status(number, text(STATUS)), **entered, more={name: cells[at] for at, name in added.items()}
        )
        return Line(ask, entries, text(CHANGE))

    def _wrong_id(self, number: int, id: str) -> TrackerError:
        seen = f"“{id[:_SHOWN]}” is no id of a recommendation" if id else "there is no id"
        remedy = (
            f"Put the id back from an earlier copy, such as 2025-kent-child-a/3. Put your own rows, which no review recommends, "
            f"on a sheet other than {self.sheet.name}."
        )
        return TrackerError(f"{self.where}, row {number}: {seen} in the column {ID}.", remedy, row=number, value=id)

    def _status(self, number: int, seen: str) -> str:
        """Return a status as it is listed; capitals, hyphens and spaces do not matter."""
        status = " ".join(seen.casefold().replace("-", " ").split())
        if not status or status in STATUSES:
            return status
        near = nearest(status, STATUSES, most=1, cutoff=0.5)
        meant = f"Did you mean {near[0]}? " if near else ""
        raise TrackerError(
            f"{self.where}, row {number}: “{seen[:_SHOWN]}” is no status.",
            f"{meant}Choose {either(STATUSES)}.",
            row=number,
            value=seen,
            near=near,
        )


def _unused(name: str, used: Iterable[str]) -> str:
    """Return a name that no other column of people has."""
    taken = {_key(each) for each in used}
    free, number = name, 2
    while _key(free) in taken:
        free, number = f"{name} ({number})", number + 1
    return free


def _together(wrong: Sequence[TrackerError]) -> TrackerError:
    """Return several errors as one, the first with its remedy."""
    first, *others = wrong
    if not others:
        return first
    rows = ", ".join(str(each.row) for each in others[:20])
    problem = f"{first.problem} {first.remedy}"
    return TrackerError(
        problem, f"Later rows with mistakes: {rows}.", row=first.row, value=first.value, near=first.near
    )
