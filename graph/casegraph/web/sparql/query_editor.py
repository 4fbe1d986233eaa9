"""The editor of the query page: its script, and the terms that it completes."""

from dataclasses import asdict
from importlib.resources import files
from typing import TYPE_CHECKING

from casegraph.views.query_terms import query_terms
from casegraph.web.saved_forms import as_json
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["completion", "editor", "editor_script"]


def editor_script() -> bytes | None:
    """Return the bundled editor, None if it was not made because npm was missing (see graph/editor)."""
    bundle = files("casegraph.web") / "static" / "editor.js"
    return bundle.read_bytes() if bundle.is_file() else None


def editor(site: Site, request: "Request") -> "Response":
    """Answer with the editor's script; raises ProtocolError (404) if it was not made."""
    script = editor_script()
    if script is None:
        raise ProtocolError(404, "The editor was not bundled; the page works without it.")
    return site.respond(request, {"text/javascript": lambda: script})


def completion(site: Site, request: "Request") -> "Response":
    """Answer with the words that the editor completes: terms of the ontology, and themes, agencies and outcomes of the graph."""
    return site.respond(
        request, {"application/json": lambda: as_json([asdict(each) for each in query_terms(site.store)])}
    )
