"""The explorer: the graph as one HTML file, with its data, style and script inside.

``scripts/`` holds the template, the words that it shares with served pages (``parts.html``), one style sheet and the
scripts, which are joined by name, ``explorer.js`` last. The policy forbids everything but this style and this script.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from casegraph.drawing.policy import in_script, policy
from casegraph.palette import css
from casegraph.views.explorer_data import explorer_data, made_of
from casegraph.views.texts import MEASURED, VIEWS, words

if TYPE_CHECKING:
    from jinja2 import Environment

    from casegraph.graph import Graph

__all__ = ["data_in", "explorer", "explorer_page", "heading", "styles", "templates"]

_DATA = '<script type="application/json" id="data">'
_FOLDER = files("casegraph.explorer") / "scripts"


def explorer(graph: "Graph") -> str:
    """Return the explorer of an open graph."""
    projection = graph.projection("agency-theme", inherited=False)
    return explorer_page(explorer_data(graph.store, projection, made_of(graph)))


def explorer_page(data: Mapping[str, Any]) -> str:
    """Return the explorer of *data* (see ``casegraph.views.explorer_data.explorer_data``)."""
    from markupsafe import Markup

    style, script = styles(), f'"use strict";\n(() => {{\n{_joined(".js")}\n}})();'
    called = heading(data)
    return (
        templates()
        .get_template("explorer.html")
        .render(
            title=f"{called} – Casegraph",
            heading=called,
            views=VIEWS,
            made=data["made"],
            policy=policy(f"<style>{style}</style><script>{script}</script>"),
            styles=Markup(style),  # ours
            script=Markup(script),  # ours
            data=Markup(in_script({"words": words(), **data})),  # without a "<"
        )
    )


@cache
def templates() -> "Environment":
    """Return the templates, which escape whatever they are filled with."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    loader = PackageLoader("casegraph.explorer", "scripts")
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.globals["measured"] = MEASURED
    return found


def styles() -> str:
    """Return the style sheet of the explorer and of served pages."""
    return f"{css()}\n{_joined('.css')}"


def heading(data: Mapping[str, Any]) -> str:
    """Return what the explorer of *data* is called.

    >>> heading({"reviews": [{"year": 2024}, {"year": 2025}, {"year": None}]})
    'What 3 case reviews of 2024 to 2025 asked, of whom, in which words'
    """
    years = sorted({review["year"] for review in data["reviews"] if review["year"] is not None})
    when = f" of {years[0]}" + (f" to {years[-1]}" if len(years) > 1 else "") if years else ""
    count = len(data["reviews"])
    return f"What {count:,} case review{'s' * (count != 1)}{when} asked, of whom, in which words"


def data_in(page: str) -> dict[str, Any]:
    """Return the data of an explorer's text; raises ValueError if it is none."""
    _, _, rest = page.partition(_DATA)
    if not rest:
        raise ValueError("no explorer's data in this page")
    data: dict[str, Any] = json.loads(rest.partition("</script>")[0])
    return data


def _joined(ending: str) -> str:
    """Return the files with this ending as one text."""
    found = [entry for entry in _FOLDER.iterdir() if entry.name.endswith(ending)]
    found.sort(key=lambda entry: (entry.name == f"explorer{ending}", entry.name))
    return "\n".join(entry.read_text(encoding="utf-8").strip("\n") for entry in found)
