"""The folder of a build, as those see it who read it: where its files are, and what it was made of."""

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from casegraph.errors import DamagedBuild, NoBuild
from casegraph.names import BASE
from casegraph.store.local import LocalStore
from casegraph.store.release import locate, read

__all__ = ["BuildFolder"]


@dataclass(frozen=True, slots=True)
class BuildFolder:
    """A folder that holds a build."""

    path: Path

    @classmethod
    def at(cls, path: str | PathLike[str]) -> "BuildFolder":
        """Return the folder; raises NoBuild if no whole build is in it."""
        folder = cls(Path(path))
        folder.read("build.json")
        folder.locate("store")
        return folder

    @property
    def base(self) -> str:
        """The IRI base that the build was made with."""
        return str(self.description().get("base", BASE))

    @property
    def is_local(self) -> bool:
        """Whether the build is of local reports, which nobody has published."""
        return "status" in self.description()

    def description(self) -> Mapping[str, Any]:
        """Return build.json: what the build was made of and what it holds."""
        try:
            description = json.loads(self.read("build.json"))
            if not isinstance(description, dict):
                raise ValueError("it is no JSON object")
        except ValueError as error:
            raise DamagedBuild(f"The file build.json in {self.path} is damaged ({error}).", str(self.path)) from None
        return description

    def locate(self, name: str) -> Path:
        """Return where a file or folder of the build is right now; raises NoBuild if it is not there."""
        path = self.within(name)
        if not path.exists():
            raise self._no_build(name)
        return path

    def read(self, name: str) -> bytes:
        """Return what a file of the build holds; raises NoBuild if it is not there."""
        content = read(self.path, name)
        if content is None:
            raise self._no_build(name)
        return content

    def within(self, name: str) -> Path:
        """Return where a file or folder of the build is right now, or would be: it may not be there."""
        return locate(self.path, name)

    def mark(self) -> tuple[int, int]:
        """Return what tells a build from another one in the same folder at a glance: number and time of its build.json."""
        for _ in range(3):
            with suppress(OSError):  # taking its place in this very moment
                status = self.within("build.json").stat()
                return status.st_ino, status.st_mtime_ns
        return 0, 0

    def store(self) -> LocalStore:
        """Return the store of the build, to be closed by the caller."""
        return LocalStore(lambda: self.locate("store"), self.base)

    def _no_build(self, name: str) -> NoBuild:
        return NoBuild(str(self.path), name)
