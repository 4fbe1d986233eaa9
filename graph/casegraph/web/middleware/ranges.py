"""Ranges: a client can read part of an answer, as DuckDB does, or resume a download (RFC 9110, section 14)."""

import re
from typing import TYPE_CHECKING

from casegraph.web.error_forms import error_response
from casegraph.web.middleware.asgi import App, Message, Receive, Send, header

if TYPE_CHECKING:
    from starlette.datastructures import MutableHeaders

__all__ = ["Ranges", "part_of"]

_RANGE = re.compile(r"bytes\s*+=\s*+(\d{0,18})\s*+-\s*+(\d{0,18})\s*+", re.ASCII | re.IGNORECASE)


def part_of(text: str, length: int) -> range | None:
    """Return which of *length* bytes a Range header asks for; an empty range if it begins behind the last.

    None is all of them: a header with no range or several may be ignored.

    >>> part_of("bytes=10-19", 100), part_of("bytes=90-200", 100), part_of("bytes=-5", 100), part_of("bytes=101-", 100)
    (range(10, 20), range(90, 100), range(95, 100), range(100, 100))
    >>> part_of("bytes=0-1,5-6", 100), part_of("lines=1-2", 100), part_of("bytes=9-3", 100)
    (None, None, None)
    """
    match = _RANGE.fullmatch(text)
    if match is None or not any(match.groups()):
        return None
    if not match[1]:
        return range(max(0, length - int(match[2])), length)
    first = int(match[1])
    last = int(match[2]) if match[2] else max(first, length)
    return None if last < first else range(min(first, length), min(last + 1, length))


class Ranges:
    """An ASGI middleware: sends ranges of answers with a strong entity tag, and gives compressed answers a weak one.

    An answer to a HEAD request, or to one for a range, is not compressed, so that positions and lengths are those of the
    answer itself. A range that cannot be parsed is ignored.
    """

    def __init__(self, app: App) -> None:
        """Cut the answers of *app*, which may compress them."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, and send the range of the answer that it asks for."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        ranges = header(scope, "range")
        left_out = {b"accept-encoding"} if ranges or scope["method"] == "HEAD" else set()
        if not (len(ranges) == 1 and _is_range(ranges[0])):
            left_out.add(b"range")
        scope = {**scope, "headers": [each for each in scope["headers"] if each[0] not in left_out]}
        await self._app(scope, receive, _Cut(scope, receive, send).send)


def _is_range(text: str) -> bool:
    """Return whether a Range header names one range of bytes or several.

    >>> _is_range("bytes=0-1,5-6"), _is_range("bytes=9-3"), _is_range("lines=1-2")
    (True, False, False)
    """
    unit, _, ranges = text.partition("=")
    return all(part_of(f"{unit}={each}", 1) is not None for each in ranges.split(","))


class _Cut:
    """One answer, as it is sent to the client."""

    def __init__(self, scope: Message, receive: Receive, send: Send) -> None:
        self._scope, self._receive, self._send = scope, receive, send
        self._part: range | None = None  # the bytes that the client wants; None is all
        self._position = 0

    async def send(self, message: Message) -> None:
        """Send a message of the answer, or the part of it that the client wants."""
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif message["type"] != "http.response.body" or self._part is None:
            await self._send(message)
        elif self._part:
            await self._send(self._cut(message))

    async def _begin(self, start: Message) -> None:
        from starlette.datastructures import MutableHeaders

        headers = MutableHeaders(raw=start["headers"])
        tag = headers.get("etag", "")
        if "content-encoding" in headers:
            del headers["accept-ranges"]
            if tag.startswith('"'):
                headers["etag"] = f"W/{tag}"
        elif (
            start["status"] == 200 and tag.startswith('"') and "accept-ranges" not in headers
        ):  # as a file's answer has
            headers["accept-ranges"] = "bytes"
            self._part = self._wanted(headers)
        if self._part is None:
            await self._send(start)
        elif self._part:
            headers["content-range"] = f"bytes {self._part.start}-{self._part.stop - 1}/{headers['content-length']}"
            headers["content-length"] = str(len(self._part))
            await self._send({**start, "status": 206})
        else:
            length = int(headers["content-length"])
            words, content_range = f"The answer has {length:,} bytes.", {"Content-Range": f"bytes */{length}"}
            refusal = error_response(self._scope["path"], header(self._scope, "accept"), 416, words, content_range)
            await refusal(self._scope, self._receive, self._send)

    def _wanted(self, headers: "MutableHeaders") -> range | None:
        """Return the part of this answer that the client wants; None is all of it."""
        ranges, condition = header(self._scope, "range"), header(self._scope, "if-range")
        if not ranges or self._scope["method"] == "HEAD" or "content-length" not in headers:
            return None
        return part_of(ranges[0], int(headers["content-length"])) if condition in ([], [headers["etag"]]) else None

    def _cut(self, message: Message) -> Message:
        """Return a piece of the body without the bytes that the client does not want."""
        assert self._part is not None
        body: bytes = message.get("body", b"")
        start, self._position = self._position, self._position + len(body)
        return {**message, "body": body[max(0, self._part.start - start) : max(0, self._part.stop - start)]}
