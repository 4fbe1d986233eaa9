"""The unseen pages: annotated pages that no wording, weight or rule was made with. Figures of quality come from these."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file
from pathlib import Path
from typing import NamedTuple

from casegraph.resources import resource

__all__ = ["UnseenPages", "unseen_pages"]


class UnseenPages(NamedTuple):
    """The files of annotated reviews and of who must act in them, and their pages, in the order of their names."""

    gold: Path
    who: Path
    pages: tuple[Path, ...]


@contextmanager
def unseen_pages() -> Iterator[UnseenPages]:
    """Give the unseen pages that ship with Casegraph (``data/corpus/test``).

    >>> with unseen_pages() as (gold, who, pages):
    ...     gold.name, who.name, len(pages) > 1
    ('gold.jsonl', 'who.tsv', True)
    """
    with as_file(resource("data", "corpus/test")) as folder:
        yield UnseenPages(folder / "gold.jsonl", folder / "who.tsv", tuple(sorted((folder / "pages").iterdir())))
