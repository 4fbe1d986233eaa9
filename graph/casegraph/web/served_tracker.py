"""A tracker whose answers are served: its file is read again when it has changed."""

import threading
from pathlib import Path

from casegraph.tracking.model import Tracker, TrackerError
from casegraph.tracking.reading import read_tracker

__all__ = ["ServedTracker"]

_CHANGED = "The file has changed since and cannot be read: {problem}"


class ServedTracker:
    """The tracker in a file as it is now, or as it was when it could last be read."""

    def __init__(self, file: Path) -> None:
        """Read the file; raises TrackerError if it is no tracker."""
        self.file = file
        self._lock = threading.Lock()
        self._mark = self._mark_now()
        self._tracker = read_tracker(file)
        self._remark = ""

    @property
    def key(self) -> str:
        """What tells the file from another state of it."""
        return "-".join(map(str, self._mark_now()))

    def read(self) -> tuple[Tracker, str]:
        """Return the tracker, and a remark if its file has changed and cannot be read, such as while somebody has it open."""
        with self._lock:
            mark = self._mark_now()
            if mark != self._mark:
                try:
                    self._tracker = read_tracker(self.file)
                    self._mark, self._remark = mark, ""
                except (TrackerError, OSError) as error:  # it is tried again, as a lock is no change of the file
                    problem = error.problem if isinstance(error, TrackerError) else str(error.strerror)
                    self._remark = _CHANGED.format(problem=problem)
            return self._tracker, self._remark

    def _mark_now(self) -> tuple[int, int]:
        """Return what tells one state of the file from another."""
        try:
            state = self.file.stat()
        except OSError:
            return 0, 0
        return state.st_mtime_ns, state.st_size
