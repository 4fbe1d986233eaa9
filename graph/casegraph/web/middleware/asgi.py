"""ASGI: the types of what passes between the server, middleware and the application."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

__all__ = ["App", "Message", "Receive", "Send", "header"]

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]


def header(scope: Message, name: str) -> list[str]:
    """Return the values of a request's header: one for each line with that name.

    >>> header({"headers": [(b"accept", b"text/csv"), (b"host", b"localhost")]}, "Accept")
    ['text/csv']
    """
    wanted = name.lower().encode()
    return [value.decode("latin-1") for each, value in scope["headers"] if each == wanted]
