"""Ranges: a program reads a part of an answer, as DuckDB and pandas do, or goes on where a download broke off (RFC 9110, section 14)."""

import re
from typing import TYPE_CHECKING

from casegraph.web.error_forms import error_response
from casegraph.web.gate import App, Message, Receive, Send, header

if TYPE_CHECKING:
    from starlette.datastructures import MutableHeaders

__all__ = ["Ranges", "part_of"]

_RANGE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.ASCII | re.IGNORECASE)


def part_of(text: str, length: int) -> range | None:
    """Return the places of *length* bytes that a Range header names, none of them where it begins behind the last.

    None stands for all: for a header that names no range or several, which may be passed over.

    >>> part_of("bytes=10-19", 100), part_of("bytes=90-200", 100), part_of("bytes=-5", 100), part_of("bytes=100-", 100)
    (range(10, 20), range(90, 100), range(95, 100), range(100, 100))
    >>> part_of("bytes=0-1,5-6", 100), part_of("lines=1-2", 100), part_of("bytes=9-3", 100)
    (None, None, None)
    """
    found = _RANGE.fullmatch(text)
    if found is None or not any(found.groups()):
        return None
    if not found[1]:
        return range(max(0, length - int(found[2])), length)
    first, last = int(found[1]), int(found[2] or length)
    return None if last < first else range(min(first, length), min(last + 1, length))


class Ranges:
    """An ASGI middleware: what has a strong entity tag is sent in ranges, and what is packed has a weak one.

    A request for a range, or for the head alone, is answered as if the client took no gzip, so that places and lengths are
    those of the answer itself.
    """

    def __init__(self, app: App) -> None:
        """Cut the answers of *app*, which may pack them."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, and send what it asks for of the answer."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        if header(scope, "range") or scope["method"] == "HEAD":
            kept = [each for each in scope["headers"] if each[0] != b"accept-encoding"]
            scope = {**scope, "headers": kept}
        await self._app(scope, receive, _Cut(scope, receive, send).send)


class _Cut:
    """One answer on its way to the client."""

    def __init__(self, scope: Message, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._held: Message | None = None  # the head, until it is known what the body has

    async def send(self, message: Message) -> None:
        """Send a message of the answer, changed where only a part is wanted."""
        if message["type"] == "http.response.start":
            if self._begins_whole(message):
                await self._send(message)
            else:
                self._held = message
        elif self._held is None:
            await self._send(message)
        else:
            start, self._held = self._held, None
            await self._send_part(start, message)

    def _begins_whole(self, start: Message) -> bool:
        """Return whether an answer is sent as it is; its headers say from now on what can be asked for."""
        from starlette.datastructures import MutableHeaders

        headers = MutableHeaders(raw=start["headers"])
        tag = headers.get("etag", "")
        if "content-encoding" in headers:
            del headers["accept-ranges"]
            if tag.startswith('"'):
                headers["etag"] = f"W/{tag}"
        elif start["status"] == 200 and tag.startswith('"') and "accept-ranges" not in headers:  # files cut themselves
            headers["accept-ranges"] = "bytes"
            return self._scope["method"] == "HEAD" or not self._wants_range(headers)
        return True

    def _wants_range(self, headers: "MutableHeaders") -> bool:
        """Return whether the client wants a range of just this answer."""
        condition = header(self._scope, "if-range")
        return len(header(self._scope, "range")) == 1 and (not condition or condition == [headers["etag"]])

    async def _send_part(self, start: Message, message: Message) -> None:
        from starlette.datastructures import MutableHeaders

        body: bytes = message.get("body", b"")
        wanted = None if message.get("more_body") else part_of(header(self._scope, "range")[0], len(body))
        if wanted is not None and not wanted:
            there = {"Content-Range": f"bytes */{len(body)}"}
            words = f"The answer has {len(body):,} bytes."
            refusal = error_response(self._scope["path"], header(self._scope, "accept"), 416, words, there)
            await refusal(self._scope, self._receive, self._send)
            return
        if wanted is not None:
            headers = MutableHeaders(raw=start["headers"])
            headers["content-range"] = f"bytes {wanted.start}-{wanted.stop - 1}/{len(body)}"
            headers["content-length"] = str(len(wanted))
            start, message = {**start, "status": 206}, {**message, "body": body[wanted.start : wanted.stop]}
        await self._send(start)
        await self._send(message)
