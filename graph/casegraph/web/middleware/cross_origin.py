"""Cross-origin requests: pages of other websites read nothing here unless whoever runs the server has named their origin.

Everything that is served stands on this computer, and a browser on it shows pages of anybody. Two things keep those out:
no answer has the headers of CORS, so no script elsewhere can read it, and requests that a browser says a page elsewhere
makes (Fetch Metadata) are not answered at all, so that none can measure how long a query takes. Links lead here as ever.
"""

import re
from collections.abc import Sequence

from casegraph.web.error_forms import error_response
from casegraph.web.middleware.gate import App, Message, Receive, Send, header

__all__ = ["ANY_ORIGIN", "CrossOrigin", "origin_of"]

ANY_ORIGIN = "*"
"""Stands for every origin."""

_METHODS = ("GET", "HEAD", "POST", "OPTIONS")
_ASKS = ("Accept", "Content-Type", "If-None-Match", "If-Range", "Range")
_READS = ("Accept-Ranges", "Content-Disposition", "Content-Length", "Content-Range", "ETag", "Link", "Retry-After")
_A_DAY = 86_400
_ORIGIN = re.compile(r"https?://(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])(?::\d{1,5})?")
_REFUSED = "A page of another website asked. Whoever runs this server can let it: casegraph serve --cors {origin}"


def origin_of(text: str) -> str | None:
    """Return an origin as browsers write it, None if *text* is none; a page in a file has none that can be told apart.

    >>> origin_of("https://Editor.example:443/"), origin_of("http://[::1]:8080"), origin_of("*")
    ('https://editor.example', 'http://[::1]:8080', '*')
    >>> origin_of("editor.example"), origin_of("https://editor.example/page"), origin_of("null")
    (None, None, None)
    """
    origin = text.strip().lower().removesuffix("/")
    if origin == ANY_ORIGIN:
        return origin
    if not _ORIGIN.fullmatch(origin):
        return None
    usual = ":443" if origin.startswith("https:") else ":80"
    return origin.removesuffix(usual)


class CrossOrigin:
    """An ASGI middleware: only pages of some *origins* get and read answers, beside those that are served here."""

    def __init__(self, app: App, origins: Sequence[str] = ()) -> None:
        """Let pages of *origins* ask *app*; ANY_ORIGIN lets all."""
        self._origins = origins
        self._ask: App = self._same_origin(app)
        if origins:
            from starlette.middleware.cors import CORSMiddleware

            self._ask = CORSMiddleware(
                self._ask,
                allow_origins=origins,
                allow_methods=_METHODS,
                allow_headers=_ASKS,
                allow_private_network=True,  # this computer, for a page on the internet
                expose_headers=_READS,
                max_age=_A_DAY,
            )

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, or turn it away."""
        await self._ask(scope, receive, send)

    def _same_origin(self, app: App) -> App:
        """Return *app* for the requests of pages that are served here, of links, and of programs."""

        async def ask(scope: Message, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or self._may_ask(scope):
                await app(scope, receive, send)
                return
            origin = next(iter(header(scope, "origin")), "ORIGIN")
            words = _REFUSED.format(origin=origin_of(origin) or "ORIGIN")
            await error_response(scope["path"], header(scope, "accept"), 403, words, {})(scope, receive, send)

        return ask

    def _may_ask(self, scope: Message) -> bool:
        """Return whether a request comes from here, from a link, from a program, or from a page that may ask."""
        if ANY_ORIGIN in self._origins or set(header(scope, "sec-fetch-site")) <= {"same-origin", "none"}:
            return True  # programs, and browsers before 2023, do not say
        is_link = (header(scope, "sec-fetch-mode"), header(scope, "sec-fetch-dest")) == (["navigate"], ["document"])
        return is_link or bool(set(header(scope, "origin")) & set(self._origins))
