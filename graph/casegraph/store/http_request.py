"""One HTTP request with limits: a time that holds for all of it, a size, and no redirect to another host or scheme.

The limits of ``http.client`` hold for each read, so a server that sends a byte now and then could keep a caller for
ever. Here a timer cuts the connection when the time is over.
"""

import contextlib
import http.client
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from casegraph.errors import AnswerTooLarge, EndpointError
from casegraph.store.results import cancelled, too_slow

__all__ = ["Cut", "Response", "post"]

_REDIRECTS = (301, 302, 307, 308)
_MOST_REDIRECTS = 3
_PIECE = 64 * 1024
_CHECK = "Check the address, and that the server runs."


@dataclass(frozen=True, slots=True)
class Response:
    """What came back: the status, the media type without its parameters, and the body."""

    status: int
    media_type: str
    body: bytes


class Cut:
    """Ends a request from another thread: what waits for its connection, or is about to make one, raises QueryTimeout."""

    def __init__(self) -> None:
        """Begin with no connection."""
        self._lock = threading.Lock()
        self._sock: socket.socket | None = None
        self.is_made = False

    def make(self) -> None:
        """End the request."""
        with self._lock:
            self.is_made = True
            sock = self._sock
        if sock is not None:
            _end(sock)

    def connected(self, sock: socket.socket) -> None:
        """Note the connection that is to be ended."""
        with self._lock:
            self._sock = sock
            is_late = self.is_made
        if is_late:
            _end(sock)


def post(
    address: str, body: bytes, headers: Mapping[str, str], *, timeout: float, largest: int, cut: Cut | None = None
) -> Response:
    """Post *body* to an http or https address, and return the response; *cut* can end that from another thread.

    Raises QueryTimeout after *timeout* seconds or when it is cut, AnswerTooLarge where the response has more than *largest* bytes, and
    EndpointError where no connection can be made, where it breaks, and for a redirect to another host or scheme.
    """
    deadline = time.monotonic() + min(timeout, threading.TIMEOUT_MAX)
    at = address
    for _ in range(_MOST_REDIRECTS + 1):
        reply = _once(at, body, headers, deadline, timeout, largest, cut or Cut())
        if isinstance(reply, Response):
            return reply
        target = urljoin(at, reply)
        if _origin(urlsplit(target)) != _origin(urlsplit(at)):
            can_ask = urlsplit(target).scheme in ("http", "https")
            advice = "open that address instead" if can_ask else "which is no endpoint"
            raise EndpointError("redirect", address, f"it redirects to {target[:200]}; {advice}")
        at = target
    raise EndpointError("redirect", address, "it redirects again and again")


def _once(
    address: str, body: bytes, headers: Mapping[str, str], deadline: float, timeout: float, largest: int, cut: Cut
) -> Response | str:
    """Make one request; return the response, or the address of a redirect."""
    parts = urlsplit(address)
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=max(0.001, deadline - time.monotonic()))
    late = Cut()
    try:
        connection.connect()
        late.connected(connection.sock)
        cut.connected(connection.sock)
        timer = threading.Timer(max(0.0, deadline - time.monotonic()), late.make)
        timer.daemon = True
        timer.start()
        try:
            target = parts.path or "/"
            connection.request("POST", f"{target}?{parts.query}" if parts.query else target, body, dict(headers))
            with connection.getresponse() as response:
                location = response.getheader("Location")
                if response.status in _REDIRECTS and location:
                    return location
                content = _read(response, largest)
            if late.is_made or cut.is_made:
                raise too_slow(timeout) if late.is_made else cancelled()
            return Response(
                response.status, (response.getheader("Content-Type") or "").partition(";")[0].strip().lower(), content
            )
        finally:
            timer.cancel()
    except (OSError, ValueError, http.client.HTTPException) as error:
        if cut.is_made:
            raise cancelled() from None
        if late.is_made or isinstance(error, TimeoutError):
            raise too_slow(timeout) from None
        raise EndpointError("unreachable", address, _reason(error), remedy=_CHECK) from None
    finally:
        connection.close()


def _end(sock: socket.socket) -> None:
    """End whatever waits for a connection."""
    with contextlib.suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)  # of TLS too, whose own way waits for the other side


def _read(response: http.client.HTTPResponse, largest: int) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > largest:
            raise AnswerTooLarge(largest)
    if response.length:  # what was promised and did not come
        raise http.client.IncompleteRead(b"", response.length)
    return b"".join(pieces)


def _origin(parts: SplitResult) -> tuple[str, str | None, int]:
    return parts.scheme, parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)


def _reason(error: Exception) -> str:
    """Return why a connection failed, in words."""
    if isinstance(error, http.client.IncompleteRead):
        return "the connection broke before the answer was whole"
    if isinstance(error, ConnectionResetError | BrokenPipeError):  # http.client's RemoteDisconnected too
        return "the server ended the connection without an answer"
    if isinstance(error, http.client.HTTPException):
        return f"what answers there does not speak HTTP ({type(error).__name__})"
    cause = getattr(error, "strerror", None) or str(error)
    return f"no connection can be made ({cause})" if cause else "no connection can be made"
