"""The progress bar on standard error, for whoever watches a terminal."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import click

from casegraph.building.build import Progress
from casegraph.cli.terminal import plain, unfiltered

__all__ = ["progress", "time_left"]

_SOON = 5.0  # seconds after which it can be told how long the rest will take


@contextmanager
def progress() -> Iterator[Progress]:
    """Give a function that moves a progress bar on a terminal, and does nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda doing, done, of: None
        return
    bar = click.progressbar(
        length=1,
        width=24,
        bar_template="[%(bar)s]  %(label)s",
        show_eta=False,
        show_percent=False,
        file=unfiltered(sys.stderr),
    )

    start = time.monotonic()

    def show(doing: str, done: int, of: int) -> None:
        bar.length, bar.pos = of, done
        bar.label = plain(f"{doing}{time_left(time.monotonic() - start, done, of)}")
        bar.render_progress()

    with bar:
        yield show


def time_left(seconds: float, done: int, of: int) -> str:
    """Return in words how long the rest will take after so many *seconds*; "" as long as that cannot be told.

    >>> time_left(60, 1, 4), time_left(30, 1, 2), time_left(2, 1, 50)
    (', about 3 minutes left', ', less than a minute left', '')
    """
    if seconds < _SOON or not done:
        return ""
    minutes = seconds * (of - done) / done / 60
    if minutes < 1:
        return ", less than a minute left"
    return f", about {round(minutes)} minute{'s' if round(minutes) > 1 else ''} left"
