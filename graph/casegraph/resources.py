"""The files that travel with the package: the ontology folder and the data folder."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from casegraph.errors import CasegraphError

__all__ = ["resource"]


def resource(folder: str, name: str = "") -> Traversable:
    """Return a shipped file, from the installed package or from the checkout that the package is run from.

    >>> resource("ontology", "themes.ttl").is_file()
    True
    """
    installed = files("casegraph") / folder
    if installed.is_dir():
        return installed / name if name else installed
    root = Path(__file__).parents[2]
    if (root / "pyproject.toml").is_file() and (root / folder).is_dir():
        return root / folder / name if name else root / folder
    raise CasegraphError(f"The folder {folder}/ that ships with casegraph is missing; install casegraph again.")
