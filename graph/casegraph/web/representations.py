"""In which form a page is sent: as its address ends, or as the client likes best."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from casegraph.web.negotiation import preferred
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["ENDINGS", "OF_OFFICES", "SAVED", "Form", "wanted"]

ENDINGS = {
    ".html": "text/html",
    ".json": "application/json",
    ".csv": "text/csv",
    ".md": "text/markdown",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ttl": "text/turtle",
    ".nt": "application/n-triples",
    ".jsonld": "application/ld+json",
    ".rdf": "application/rdf+xml",
    ".svg": "image/svg+xml",
    ".graphml": "application/graphml+xml",
    ".gexf": "application/gexf+xml",
}
"""The media types that an address can end in instead of an Accept header."""

OF_OFFICES = {ENDINGS[ending]: ending for ending in (".docx", ".xlsx")}
"""The media types of files for offices and their endings."""

SAVED = {**OF_OFFICES, ENDINGS[".csv"]: ".csv"}
"""The media types that a browser saves, and their endings."""

Form = Callable[[], str | bytes | Iterator[str]]
"""Makes an answer in one media type, or pieces of it (see ``casegraph.web.streams``)."""


def wanted(request: "Request", forms: Iterable[str]) -> str:
    """Return the media type that the address ends in, or else the one that the client likes best.

    Raises ProtocolError (404 for an ending that there is not, 406 if no form is acceptable).
    """
    ending = request.path_params.get("ending", "")
    media_type = ENDINGS.get(ending) if ending else preferred(request.headers.getlist("accept"), tuple(forms))
    if media_type is None:
        raise ProtocolError(406, f"This page is available as {', '.join(forms)}.")
    if ending and media_type not in forms:
        raise ProtocolError(404, f"This page is not available as {ending[1:]}.")
    return media_type
