"""The progress bar on standard error, for whoever watches a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from casegraph.building.build import Progress
from casegraph.cli.terminal import plain, unfiltered

__all__ = ["progress"]


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

    def show(doing: str, done: int, of: int) -> None:
        bar.length, bar.pos, bar.label = of, done, plain(doing)
        bar.render_progress()

    with bar:
        yield show
