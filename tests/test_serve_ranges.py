"""Files and answers are read in pieces: each has its media type, its length and its tag, and a range is just that part."""

import asyncio
import gzip
import http.client
from pathlib import Path
from urllib.parse import quote

import pytest

from casegraph.web.middleware.asgi import Message, Receive, Send
from casegraph.web.middleware.ranges import Ranges
from serving import PATIENCE, Server

ROWS = f"/sparql?query={quote('SELECT ?r ?year { ?r cg:year ?year } ORDER BY ?r')}"
CSV = {"Accept": "text/csv"}
RANGED = [
    "/reviews.csv",
    "/reviews.json",
    "/theme/neglect.ttl",
    "/downloads/edges.csv",
    "/downloads/reviews.jsonl",
    ROWS,
]

MEDIA_TYPES = {
    "explorer.html": "text/html; charset=utf-8",
    "reviews.jsonl": "application/jsonl",
    "casegraph.ttl": "text/turtle; charset=utf-8",
    "casegraph.nt": "application/n-triples",
    "casegraph.jsonld": "application/ld+json",
    "casegraph.rdf": "application/rdf+xml",
    "casegraph.trig": "application/trig",
    "casegraph.graphml": "application/graphml+xml",
    "casegraph.gexf": "application/gexf+xml",
    "casegraph.cyjs": "application/json",
    "nodes.csv": "text/csv; charset=utf-8; header=present",
    "edges.csv": "text/csv; charset=utf-8; header=present",
    "tables/counts.parquet": "application/vnd.apache.parquet",
    "build.json": "application/json",
}


@pytest.mark.parametrize("name", MEDIA_TYPES)
def test_a_file_says_what_it_is_and_how_long(server: Server, built: Path, name: str) -> None:
    """By its head alone, with a tag by which it is not sent again."""
    status, headers, body = server.ask("HEAD", f"/downloads/{name}", headers={"Accept-Encoding": "gzip"})
    assert (status, headers["content-type"], body) == (200, MEDIA_TYPES[name], b"")
    assert int(headers["content-length"]) == (built / name).stat().st_size
    assert headers["accept-ranges"] == "bytes" and "content-encoding" not in headers
    assert headers["content-disposition"] == f'attachment; filename="{Path(name).name}"'
    known = {"If-None-Match": headers["etag"]}
    assert server.ask("GET", f"/downloads/{name}", headers=known)[0::2] == (304, b"")


@pytest.mark.parametrize("address", RANGED)
def test_a_range_is_just_that_part(server: Server, address: str) -> None:
    """Even where the client takes gzip; the pieces put together are the whole."""
    _, headers, whole = server.ask("GET", address, headers=CSV)
    length = len(whole)
    head = server.ask("HEAD", address, headers={**CSV, "Accept-Encoding": "gzip"})[1]
    assert (head["content-length"], head["accept-ranges"], head["etag"]) == (str(length), "bytes", headers["etag"])
    pieces = b""
    for first, last in ((0, 99), (100, length // 2), (length // 2 + 1, length + 50)):
        wanted = {**CSV, "Range": f"bytes={first}-{last}", "Accept-Encoding": "gzip", "If-Range": headers["etag"]}
        status, told, piece = server.ask("GET", address, headers=wanted)
        assert (status, told["content-range"]) == (206, f"bytes {first}-{min(last, length - 1)}/{length}")
        assert told["content-length"] == str(len(piece)) and "content-encoding" not in told
        pieces += piece
    assert pieces == whole
    assert server.ask("GET", address, headers={**CSV, "Range": "bytes=-7"})[2] == whole[-7:]


@pytest.mark.parametrize("address", RANGED)
def test_behind_the_end_there_is_nothing(server: Server, address: str) -> None:
    length = len(server.ask("GET", address, headers=CSV)[2])
    status, headers, _ = server.ask("GET", address, headers={**CSV, "Range": f"bytes={length}-"})
    assert (status, headers["content-range"]) == (416, f"bytes */{length}")


@pytest.mark.parametrize("address", RANGED)
def test_a_range_of_what_has_changed_is_the_whole(server: Server, address: str) -> None:
    """The client has a part of something else, of which this would be no continuation."""
    whole = server.ask("GET", address, headers=CSV)[2]
    changed = {**CSV, "Range": "bytes=0-9", "If-Range": '"of a former build"'}
    assert server.ask("GET", address, headers=changed)[0::2] == (200, whole)


@pytest.mark.parametrize("wanted", ["lines=1-2", "bytes=9-3", "bytes=", "bytes=x-y", "bytes=0-1,9-3"])
@pytest.mark.parametrize("address", ["/reviews.csv", "/downloads/nodes.csv"])
def test_what_is_no_range_is_passed_over(server: Server, address: str, wanted: str) -> None:
    """RFC 9110, section 14.2."""
    whole = server.ask("GET", address, headers=CSV)[2]
    assert server.ask("GET", address, headers={**CSV, "Range": wanted})[0::2] == (200, whole)


def test_a_range_of_an_answer_that_comes_in_pieces_is_just_that_part() -> None:
    """However the pieces lie."""
    whole = bytes(range(100))

    async def app(_scope: Message, _receive: Receive, send: Send) -> None:
        headers = [(b"content-length", b"100"), (b"etag", b'"whole"')]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        for start in range(0, 100, 7):
            await send({"type": "http.response.body", "body": whole[start : start + 7], "more_body": start + 7 < 100})

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    for first, last in ((0, 99), (6, 7), (14, 20), (33, 80), (98, 99)):
        sent: list[Message] = []

        async def send(message: Message, sent: list[Message] = sent) -> None:
            sent.append(message)

        scope = {
            "type": "http",
            "method": "GET",
            "path": "/",
            "headers": [(b"range", f"bytes={first}-{last}".encode())],
        }
        asyncio.run(Ranges(app)(scope, receive, send))
        assert sent[0]["status"] == 206 and not sent[-1]["more_body"]
        assert b"".join(each["body"] for each in sent[1:]) == whole[first : last + 1]


def test_what_is_another_each_time_has_no_ranges(server: Server) -> None:
    """Its pieces would not fit together."""
    target = f"/sparql?query={quote('SELECT (RAND() AS ?r) {}')}"
    status, headers, _ = server.ask("GET", target, headers={**CSV, "Range": "bytes=0-3"})
    assert status == 200 and "accept-ranges" not in headers and "etag" not in headers


@pytest.mark.parametrize("address", ["/downloads/edges.csv", "/reviews.csv", ROWS])
def test_what_is_packed_has_a_weak_tag(server: Server, address: str) -> None:
    """Its bytes are others, so that no range of the plain ones continues them; it is not sent again either."""
    _, plain, whole = server.ask("GET", address, headers=CSV)
    _, packed, body = server.ask("GET", address, headers={**CSV, "Accept-Encoding": "gzip"})
    assert (packed["content-encoding"], gzip.decompress(body)) == ("gzip", whole)
    assert packed["etag"] == f"W/{plain['etag']}" and "accept-ranges" not in packed
    assert server.ask("GET", address, headers={**CSV, "If-None-Match": packed["etag"]})[0] == 304


def test_a_reader_that_seeks_gets_the_rows_at_the_end(server: Server, built: Path) -> None:
    """One connection for all pieces, as programs do that look into a file over the network."""
    whole = (built / "nodes.csv").read_bytes()
    connection = http.client.HTTPConnection(server.host, server.port, timeout=PATIENCE)
    for start in range(len(whole) - 300, len(whole), 100):
        connection.request("GET", "/downloads/nodes.csv", headers={"Range": f"bytes={start}-{start + 99}"})
        assert connection.getresponse().read() == whole[start : start + 100]
    connection.close()
