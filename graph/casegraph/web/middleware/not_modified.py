"""Conditional requests: a client that has an answer already gets 304 and no body (RFC 9110, section 13).

What answers a request only gives its answer a tag (see ``entity_tag``); whether the client has it is decided here.
"""

import hashlib

from casegraph.web.middleware.asgi import App, Message, Receive, Send, header

__all__ = ["NotModified", "entity_tag"]

_OF_A_BODY = (b"content-length", b"content-type", b"content-encoding", b"content-disposition", b"accept-ranges")


def entity_tag(*parts: str | bytes, weak: bool = False) -> str:
    """Return the entity tag of an answer that depends on these parts alone; one that is *weak* may differ in some bytes.

    >>> entity_tag("build 1", "/agency/icb") == entity_tag("build 1", "/agency/icb") != entity_tag("build 2", "/agency/icb")
    True
    >>> entity_tag("a", weak=True)[:3]
    'W/"'
    """
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        digest.update(b"%d " % len(content) + content)
    return f'{"W/" if weak else ""}"{digest.hexdigest()[:32]}"'


class NotModified:
    """An ASGI middleware: sends 304 in place of an answer whose entity tag the client names in If-None-Match."""

    def __init__(self, app: App) -> None:
        """Look at the answers of *app*."""
        self._app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Pass a request on, and hold back the body that the client has."""
        known = header(scope, "if-none-match") if scope["type"] == "http" else []
        if not known or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        held_back = False

        async def send_unless_known(message: Message) -> None:
            nonlocal held_back
            if message["type"] == "http.response.start" and message["status"] == 200:
                tags = [value.decode("latin-1") for name, value in message["headers"] if name.lower() == b"etag"]
                if tags and any(_names(each, tags[0]) for each in known):
                    held_back = True
                    headers = [each for each in message["headers"] if each[0].lower() not in _OF_A_BODY]
                    await send({**message, "status": 304, "headers": headers})
                    await send({"type": "http.response.body", "body": b""})
                    return
            if not held_back:
                await send(message)

        await self._app(scope, receive, send_unless_known)


def _names(none_match: str, tag: str) -> bool:
    """Return whether an If-None-Match header names an entity tag; weak tags are the same as strong ones there.

    >>> _names('"other", "known"', 'W/"known"'), _names("*", 'W/"known"'), _names('"other"', 'W/"known"')
    (True, True, False)
    """
    known = [each.strip().removeprefix("W/") for each in none_match.split(",")]
    return "*" in known or tag.removeprefix("W/") in known
