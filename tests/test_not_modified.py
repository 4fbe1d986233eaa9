"""A client that has an answer already gets 304: decided in one place, for whatever has a tag."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest

import casegraph.web
from casegraph.web.middleware.not_modified import NotModified, entity_tag

TAG = entity_tag("the answer")


def answered(
    method: str, none_match: list[str], status: int = 200, tag: str = TAG
) -> tuple[int, dict[bytes, bytes], bytes]:
    """Status, headers and body of an answer in two pieces that has a tag."""
    sent: list[Any] = []

    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        headers = [
            (b"etag", tag.encode()),
            (b"vary", b"Accept"),
            (b"content-type", b"text/plain"),
            (b"content-length", b"6"),
        ]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": b"the ", "more_body": True})
        await send({"type": "http.response.body", "body": b"an"})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        raise AssertionError("the body of the request is not read")

    headers = [(b"if-none-match", each.encode()) for each in none_match]
    asyncio.run(NotModified(app)({"type": "http", "method": method, "headers": headers}, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), b"".join(each.get("body", b"") for each in sent[1:])


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("known", [[TAG], [f"W/{TAG}"], [f'"x", {TAG}'], ['"x"', TAG], ["*"]])
def test_a_client_that_names_the_tag_gets_no_body(method: str, known: list[str]) -> None:
    status, headers, body = answered(method, known)
    assert (status, body) == (304, b"")
    assert headers == {b"etag": TAG.encode(), b"vary": b"Accept"}, "what a cache needs, and nothing of the body"


@pytest.mark.parametrize(
    ("method", "known", "status"),
    [("GET", [], 200), ("GET", ['"x"'], 200), ("GET", [""], 200), ("POST", [TAG], 200), ("GET", [TAG], 404)],
)
def test_any_other_answer_stays_as_it_is(method: str, known: list[str], status: int) -> None:
    seen, headers, body = answered(method, known, status)
    assert (seen, headers[b"content-length"], body) == (status, b"6", b"the an")


def test_a_tag_depends_on_each_part() -> None:
    """Parts are not just joined, and what a browser gets compressed is still the same answer."""
    assert len({entity_tag("a", "b"), entity_tag("ab"), entity_tag("a", "b", ""), entity_tag("b", "a")}) == 4
    assert entity_tag("a", weak=True) == f"W/{entity_tag('a')}"


def test_nothing_else_of_the_server_compares_tags() -> None:
    """The header is read in one module."""
    folder = Path(casegraph.web.__file__).parent
    readers = [path.name for path in folder.rglob("*.py") if re.search(r"[\"']if-none-match[\"']", path.read_text())]
    assert readers == ["not_modified.py"]
