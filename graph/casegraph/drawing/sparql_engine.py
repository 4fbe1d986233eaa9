"""The scripts that npm brought for pages that answer SPARQL: Oxigraph, compiled to WebAssembly, and the editor.

``graph/editor/bundle.py`` makes them when Casegraph is set up; where it has not, an error says how to get them.
"""

import base64
from dataclasses import dataclass
from importlib.resources import files

from casegraph.errors import CasegraphError

__all__ = ["Engine", "engine"]


@dataclass(frozen=True, slots=True)
class Engine:
    """Oxigraph's *script* and its *compiled* code, compressed and in base 64; and the script of the *editor*."""

    script: str
    compiled: str
    editor: str


def engine() -> Engine:
    """Return the scripts; raises CasegraphError if they were not bundled because npm was missing."""
    folder = files("casegraph") / "web" / "static"
    parts = [folder / name for name in ("oxigraph.js", "oxigraph.wasm.gz", "editor.js")]
    if not all(part.is_file() for part in parts):
        raise CasegraphError(
            "Oxigraph for web pages is missing, because there was no npm when Casegraph was set up.",
            "Install Node.js, which brings npm, and run `python graph/editor/bundle.py` in a checkout of Casegraph.",
        )
    script, compiled, editor = (part.read_bytes() for part in parts)
    return Engine(script.decode(), base64.b64encode(compiled).decode(), editor.decode())
