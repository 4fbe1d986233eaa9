"""Trackers that LibreOffice saves again: what people wrote comes back, whatever format they save."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from interop.cells import item
from interop.model import Facts, Reader, Sources
from interop.programs import deb, output

if TYPE_CHECKING:
    from casegraph.tracking.model import Tracker

__all__ = ["READERS", "trackers"]

_AGENCY = "police"
_FORMATS = ("xlsx", "ods")


def _filled(build: Path) -> "tuple[bytes, Tracker]":
    """A tracker in which something is written in each row, with a text that looks like a formula."""
    import casegraph
    from casegraph.briefings.taken_from import taken_from
    from casegraph.papers.excel import excel_file
    from casegraph.tracking.choosing import tracker
    from casegraph.tracking.model import STATUSES, Chosen, Entries
    from casegraph.tracking.workbook import tracker_workbook

    with casegraph.open(build) as graph:
        c = graph.collection()
        new = tracker(c, Chosen(agency=_AGENCY))
        lines = tuple(
            replace(
                line,
                entries=Entries(
                    STATUSES[number % len(STATUSES)],
                    "=1+1",
                    "007",
                    date(2027, 3, 1 + number % 28),
                    None,
                    "https://example.org/a",
                    number,
                ),
            )
            for number, line in enumerate(new.lines)
        )
        made = replace(new, lines=lines)
        return excel_file(tracker_workbook(made, taken_from(c))), made


def trackers(build: Path) -> Facts:
    """The lines that were written, once for each format."""
    _, made = _filled(build)
    return {"lines": [each for form in _FORMATS for each in _lines(form, made)]}


def _lines(form: str, tracker: "Tracker") -> Iterable[str]:
    entries = ((each.ask, each.entries) for each in tracker.lines)
    return (
        item(form, str(tracker.chosen), asked.id, asked.text, own.status, str(own.action), str(own.owner), str(own.due),
             str(own.evidence), str(own.impact))
        for asked, own in entries
    )  # fmt: skip


def by_calc(sources: Sources) -> Facts:
    """As LibreOffice Calc saves them again."""
    from casegraph.tracking.reading import read_tracker

    content, _ = _filled(sources.build)
    file = sources.work / "tracker.xlsx"
    file.write_bytes(content)
    home = f"-env:UserInstallation={(sources.work / 'home').as_uri()}"
    lines: list[str] = []
    for form in _FORMATS:
        output("soffice", home, "--headless", "--convert-to", form, "--outdir", sources.work / form, file)
        lines += _lines(form, read_tracker(sources.work / form / f"tracker.{form}"))
    return {"lines": lines}


READERS = (
    Reader("Trackers", "LibreOffice Calc, saved again", deb("libreoffice-calc-nogui", "276 MB"), "trackers", by_calc),
)
