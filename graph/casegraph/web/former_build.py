"""The former build that the one that is served is compared with."""

import threading
from pathlib import Path

from casegraph.comparing import Comparison, compare
from casegraph.comparing.builds import build_of
from casegraph.comparing.records import records_path
from casegraph.store.build_folder import BuildFolder

__all__ = ["FormerBuild"]


class FormerBuild:
    """The build in a folder that the one that is served is compared with, whichever is there right now."""

    def __init__(self, folder: Path, served: BuildFolder) -> None:
        """Compare with the build in a *folder*; raises NoBuild and NoRecords if one of them cannot be compared."""
        self.folder = BuildFolder(folder)
        for each in (self.folder, served):
            build_of(each)
            records_path(each)
        self._lock = threading.Lock()
        self._known: tuple[tuple[object, ...], Comparison] | None = None

    @property
    def key(self) -> str:
        """What tells the build from another one in its folder."""
        return "-".join(map(str, self.folder.mark()))

    def compared_with(self, now: BuildFolder) -> Comparison:
        """Return what differs; the builds are read once, as long as both are the same."""
        key = (self.key, now.mark())
        with self._lock:
            if self._known is None or self._known[0] != key:
                self._known = key, compare(self.folder.path, now.path)
            return self._known[1]
