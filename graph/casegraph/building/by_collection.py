"""The files of a build by collection: each collection is built on its own, and the first in order takes the folder itself."""

from collections.abc import Sequence
from pathlib import Path

from casegraph.collections import profile_of, profiles
from casegraph.errors import CasegraphError
from casegraph.extracting.records import page_at
from casegraph.reading.file_content import read_content, shown_name
from casegraph.record.json_lines import from_line, is_json_lines

__all__ = ["by_collection"]


def by_collection(paths: Sequence[Path], max_megabytes: float) -> dict[str, list[int]]:
    """Return the places of files by the id of their collection, collections in their order.

    A file that nobody can read counts with the first collection, whose reader says what is wrong with it. One file needs
    no look: it is of one collection, or its build says that it is not.

    >>> by_collection([Path("page.txt")], 1)
    {'': [0]}
    """
    known = profiles()
    if len(paths) < 2 or len(known) < 2:
        return {"": [*range(len(paths))]}
    ids = [_collection(path, max_megabytes) for path in paths]
    order = [each.id for each in known]
    first = min((each for each in ids if each), key=order.index, default="")
    places: dict[str, list[int]] = {}
    for place, id in sorted(enumerate(ids), key=lambda each: (order.index(each[1] or first) if first else 0, each[0])):
        places.setdefault(id or first, []).append(place)
    return places


def _collection(path: Path, max_megabytes: float) -> str:
    """Return the id of the collection of a file, "" where nobody can tell."""
    try:
        content, file = read_content(path, max_megabytes), shown_name(path)
        if is_json_lines(content, file):
            own = from_line(content.partition(b"\n")[0])[0].source.collection
        else:
            own = profile_of(page_at(path, max_megabytes=max_megabytes)).id
    except (CasegraphError, OSError):
        return ""
    return own if any(own == each.id for each in profiles()) else ""
