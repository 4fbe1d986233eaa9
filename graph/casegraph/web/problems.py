"""What a client gets when something goes wrong: a status, the reason in words, and when to try again."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from casegraph.errors import CasegraphError
from casegraph.web.answers import reason
from casegraph.web.error_forms import error_form, error_response
from casegraph.web.middleware.security_headers import SECURITY
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

__all__ = ["error_handler"]

_RETRY = {503: "5", 504: "10"}  # seconds until another try is worth it


def error_handler(site: Site) -> Callable[["Request", Exception], "Response"]:
    """Return the handler of errors: it answers people with a page, and programs in the form that they accept."""
    from starlette.exceptions import HTTPException

    def answer(request: "Request", error: Exception) -> "Response":
        known = reason(error) if isinstance(error, CasegraphError) else error
        if isinstance(known, HTTPException):  # of Starlette: another method than an address has
            known = ProtocolError(known.status_code, f"{known.detail}.")
        status, words = (
            (known.status, known.reason)
            if isinstance(known, ProtocolError)
            else (500, "The server had an internal error.")
        )
        headers = {"Retry-After": _RETRY[status]} if status in _RETRY else {}
        if status == 405:
            headers["Allow"] = "GET, HEAD, POST, OPTIONS" if request.url.path == "/sparql" else "GET, HEAD"
        path, accept = request.url.path, request.headers.getlist("accept")
        if isinstance(known, ProtocolError) and error_form(path, accept) == "text/html":
            return site.problem(status, words, headers)
        if status == 500:  # which no middleware sees
            headers |= SECURITY
        return error_response(path, accept, status, words, headers)

    return answer
