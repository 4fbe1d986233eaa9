"""The folder of a build, as those see it who read it: where its files are, and what it was made of."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from casegraph.errors import BuildError
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
        """Return the folder; raises BuildError if no whole build is in it."""
        folder = cls(Path(path))
        folder.read("build.json")
        folder.locate("store")
        return folder

    @property
    def base(self) -> str:
        """The IRI base that the build was made with."""
        return str(self.description().get("base", BASE))

    def description(self) -> Mapping[str, Any]:
        """Return build.json: what the build was made of and what it holds."""
        try:
            found = json.loads(self.read("build.json"))
            if not isinstance(found, dict):
                raise ValueError("it is no JSON object")
        except ValueError as error:
            raise BuildError(
                f"The file build.json in {self.path} is damaged ({error}). Make the build again with "
                f"`casegraph build --out {self.path}`."
            ) from None
        return found

    def locate(self, name: str) -> Path:
        """Return where a file or folder of the build is right now; raises BuildError if it is not there."""
        path = locate(self.path, name)
        if not path.exists():
            raise self._no_build(name)
        return path

    def read(self, name: str) -> bytes:
        """Return what a file of the build holds; raises BuildError if it is not there."""
        content = read(self.path, name)
        if content is None:
            raise self._no_build(name)
        return content

    def store(self) -> LocalStore:
        """Return the store of the build, to be closed by the caller."""
        return LocalStore(lambda: self.locate("store"), self.base)

    def _no_build(self, name: str) -> BuildError:
        return BuildError(
            f"There is no build in {self.path} (it has no {name}). Make one with "
            f"`casegraph build --out {self.path}`, or name the folder that holds one."
        )
