"""In which form an error is sent: as problem details (RFC 9457) to who asked for JSON, as a page to people, else as a line."""

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from casegraph.web.negotiation import VARY, preferred
from casegraph.web.representations import ENDINGS

if TYPE_CHECKING:
    from starlette.responses import Response

__all__ = ["PROBLEM", "error_form", "error_response"]

PROBLEM = "application/problem+json"
"""The media type of problem details."""

_HTML, _LINE = "text/html", "text/plain"
_JSON = ("application/json", PROBLEM, "application/sparql-results+json", "application/ld+json")
_ENDPOINT = "/sparql"


def error_form(path: str, accept: Sequence[str]) -> str:
    """Return the media type for an error at *path*: as its ending says, or else as the Accept headers do.

    The endpoint has no errors for people: only programs use it.

    >>> error_form("/reviews.json", []), error_form("/reviews.csv", ["application/json"]), error_form("/reviews", ["*/*"])
    ('application/problem+json', 'text/plain', 'text/plain')
    >>> error_form("/reviews", ["text/html, */*;q=0.8"]), error_form("/sparql", ["application/sparql-results+json"])
    ('text/html', 'application/problem+json')
    """
    media_type = ENDINGS.get(PurePosixPath(path).suffix)
    if media_type is None:
        pages = () if path.rstrip("/") == _ENDPOINT else (_HTML,)
        names_json = "json" in ",".join(accept).lower()  # and does not just take anything
        media_type = preferred(accept, (*(_JSON if names_json else ()), _LINE, *pages))
    if media_type is None or media_type == _HTML:
        return media_type or _LINE
    return PROBLEM if media_type.endswith("json") else _LINE


def error_response(path: str, accept: Sequence[str], status: int, words: str, headers: Mapping[str, str]) -> "Response":
    """Return an error for a program: its status, and in words what was wrong."""
    from starlette.responses import Response

    headers = {"Vary": VARY, **headers}
    if error_form(path, accept) != PROBLEM:
        return Response(f"{words}\n", status, headers, f"{_LINE}; charset=utf-8")
    problem = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": words}
    return Response(json.dumps(problem, ensure_ascii=False, indent=1) + "\n", status, headers, PROBLEM)
