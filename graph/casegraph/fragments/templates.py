"""Where templates find fragments, and the script that fills them in a browser."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from casegraph.fragments.compiled import compiled
from casegraph.views.texts import TEXTS

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["copy_script", "filler", "templates"]

_SHARED = ("fill", "lists", "csv_table", "save", "png", "printed")


@cache
def templates() -> "Environment":
    """Return the environment of fragments and of the templates that use them; whatever it is filled with is escaped.

    >>> from types import SimpleNamespace
    >>> names = templates().get_template("fragments/names.html").module
    >>> print(names.link(SimpleNamespace(text="A & B", href="/theme/a")))
    <a href="/theme/a">A &amp; B</a>
    """
    from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined

    environment = Environment(
        loader=PrefixLoader({"fragments": PackageLoader("casegraph.fragments", "")}),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: "" if value is None else value,
    )
    environment.globals["texts"] = TEXTS
    environment.filters["number"] = "{:,}".format
    return environment


def filler(environment: "Environment", names: Iterable[str]) -> str:
    """Return the script that fills the fragments in files of these *names*, and those that they call."""
    import json

    fragments = json.dumps(compiled(environment, names), ensure_ascii=False, separators=(",", ":"))
    folder = files("casegraph.fragments")
    shared = [(folder / f"{name}.js").read_text(encoding="utf-8").strip("\n") for name in _SHARED]
    return "\n".join([f"const FRAGMENTS = {fragments.replace('<', chr(92) + 'u003c')};", *shared])


def copy_script() -> str:
    """Return the script of buttons that copy text, which the explorer and served pages share.

    >>> "navigator.clipboard" in copy_script()
    True
    """
    return (files("casegraph.fragments") / "copy.js").read_text(encoding="utf-8")
