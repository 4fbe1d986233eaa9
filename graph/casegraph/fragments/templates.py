"""Where templates find fragments, and the script that fills them in a browser."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from casegraph.fragments.compiled import compiled
from casegraph.views.texts import TEXTS

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["filler", "script", "templates"]

_SHARED = ("fill", "lists", "csv_table", "save", "png")


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
    return "\n".join([f"const FRAGMENTS = {fragments.replace('<', chr(92) + 'u003c')};", *map(script, _SHARED)])


def script(name: str) -> str:
    """Return a script that several faces share: “copy” for buttons that copy text, “combobox” for the search box, and so on.

    >>> "navigator.clipboard" in script("copy")
    True
    """
    return (files("casegraph.fragments") / f"{name}.js").read_text(encoding="utf-8").strip("\n")
