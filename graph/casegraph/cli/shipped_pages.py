"""The pages that ship with Casegraph, for commands that are given none."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file
from pathlib import Path

from casegraph.errors import PageError
from casegraph.resources import resource

__all__ = ["pages_or_shipped"]


@contextmanager
def pages_or_shipped(pages: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Give the *pages* that the user named, or else those that ship with Casegraph.

    >>> with pages_or_shipped([]) as paths:
    ...     paths[0].suffix
    '.txt'
    """
    if pages:
        yield pages
        return
    with ExitStack() as stack:
        entries = sorted(resource("data").iterdir(), key=lambda entry: entry.name)
        shipped = [entry for entry in entries if entry.name.endswith((".txt", ".html"))]
        if not shipped:
            raise PageError("No page ships with this casegraph. Name one: casegraph build PAGE.")
        yield [stack.enter_context(as_file(entry)) for entry in shipped]
