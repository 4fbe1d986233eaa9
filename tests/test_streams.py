"""Streams: a long answer is written while it is sent, with the same bytes as a short one has."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from casegraph.web import site
from casegraph.web.app import application
from casegraph.web.streams import whole_or_stream

ADDRESSES = (
    "/reviews.csv",
    "/reviews.json",
    "/theme/neglect.json",
    "/matrix/sentences.json?cell=all~all&named=yes",
    "/area/E08000025.json",
)


async def answer(app: Any, path: str, method: str = "GET") -> tuple[dict[bytes, bytes], list[bytes]]:
    """Headers and pieces of the answer of an application."""
    path, _, query = path.partition("?")
    messages: list[Any] = []
    waiting = asyncio.Event()

    async def receive() -> Any:
        if not messages and not waiting.is_set():
            waiting.set()
            return {"type": "http.request", "body": b"", "more_body": False}
        return await asyncio.Event().wait()

    async def send(message: Any) -> None:
        messages.append(message)

    scope = {
        "type": "http", "method": method, "path": path, "raw_path": path.encode(), "query_string": query.encode(),
        "headers": [(b"host", b"localhost")], "client": ("127.0.0.1", 1), "server": ("localhost", 80), "scheme": "http",
        "http_version": "1.1", "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    assert messages[0]["status"] == 200, path
    return dict(messages[0]["headers"]), [each["body"] for each in messages[1:] if each.get("body")]


@pytest.mark.parametrize("path", ADDRESSES)
def test_a_stream_has_the_bytes_of_the_whole(path: str, built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In several pieces, without a length, under the same entity tag; a HEAD request makes none of them."""
    app = application(built)
    try:
        headers, (body,) = asyncio.run(answer(app, path))
        assert int(headers[b"content-length"]) == len(body)
    finally:
        app.state.pool.close()
    monkeypatch.setattr(site, "whole_or_stream", partial(whole_or_stream, whole=100))
    app = application(built)
    try:
        streamed, pieces = asyncio.run(answer(app, path))
        assert b"content-length" not in streamed and len(pieces) > 1 and b"".join(pieces) == body
        assert (streamed[b"etag"], streamed[b"content-type"]) == (headers[b"etag"], headers[b"content-type"])
        assert asyncio.run(answer(app, path, "HEAD"))[1] == []
    finally:
        app.state.pool.close()
