"""The collections that a former build in a folder has inside, each in a folder of its own."""

import json
import re
from pathlib import Path

from casegraph.store.release import read as read_built

__all__ = ["former_collections"]

_FOLDER = re.compile("[a-z0-9][a-z0-9_-]*")


def former_collections(folder: Path) -> tuple[str, ...]:
    """Return the names of the folders inside, none if there is no build or one of a single collection."""
    try:
        listed = json.loads(read_built(folder, "build.json") or "{}").get("collections", ())
        names = [str(each["folder"]) for each in listed]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ()
    return tuple(name for name in names if _FOLDER.fullmatch(name))
