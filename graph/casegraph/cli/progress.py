"""The progress bar on standard error, for whoever watches a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from casegraph.building.build import Progress
from casegraph.cli.terminal import plain, unfiltered

__all__ = ["progress"]


@contextmanager
def progress() -> Iterator[Progress]:
    """Give a function that moves a progress bar on a terminal, and does nothing elsewhere."""
    if not sys.stderr.isatty():
        yield lambda doing, done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=Console(file=unfiltered(sys.stderr)), transient=True) as bar:
        task = bar.add_task("Starting")

        def show(doing: str, done: int, of: int) -> None:
            bar.update(task, description=plain(doing), completed=done, total=of)

        yield show
