"""Pages of other websites read nothing from the server on this computer, unless whoever runs it has named their origin."""

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from serving import Server, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EDITOR = "https://editor.example"
QUERY = f"/sparql?query={quote('SELECT ?r { ?r a cg:Review }')}"
ADDRESSES = [QUERY, "/sparql", "/reviews.json", "/reviews", "/theme/neglect.ttl", "/matrix.csv", "/downloads/edges.csv",
             "/downloads/casegraph.gexf", "/sparql?query=ASK%7B", "/nothing", "/openapi.json", "/static/casegraph.css"]  # fmt: skip
"""Data, pages, files and errors."""

READ = """async address => {
    try { const answer = await fetch(address); return [answer.status, (await answer.text()).length]; }
    catch (error) { return error.name; }
}"""
"""What a script gets of an address: status and length, or the name of its error."""

SHOWN = """address => new Promise(done => {
    const image = new Image(); image.onload = () => done(image.width); image.onerror = () => done("nothing");
    image.src = address;
})"""
"""What a picture of an address tells a page."""


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[str]:
    """The origin of another website: an empty page on a port of its own."""

    class Blank(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Blank) as website:
        threading.Thread(target=website.serve_forever).start()
        yield f"http://127.0.0.1:{website.server_port}"
        website.shutdown()


@pytest.fixture(scope="module")
def closed(built: Path) -> Iterator[Server]:
    """A server as it starts without a word about other websites."""
    with serving(built) as running:
        yield running


@pytest.fixture(scope="module")
def opened(built: Path, elsewhere: str) -> Iterator[Server]:
    """A server that two websites may ask."""
    with serving(built, "--cors", EDITOR, "--cors", elsewhere) as running:
        yield running


def at(server: Server, address: str = "") -> str:
    return f"http://{server.host}:{server.port}{address}"


def allowed(server: Server, address: str, origin: str, method: str = "GET", **headers: str) -> str | None:
    """Whom an answer says that it is for."""
    return server.ask(method, address, headers={"Origin": origin, **headers})[1].get("access-control-allow-origin")


def preflight(server: Server, address: str, origin: str) -> tuple[int, dict[str, str]]:
    headers = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "content-type",
    }
    return server.ask("OPTIONS", address, headers=headers)[:2]


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_answer_is_for_other_websites(closed: Server, address: str) -> None:
    _, headers, _ = closed.ask("GET", address, headers={"Origin": EDITOR})
    assert not [name for name in headers if name.startswith("access-control-")]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not [name for name in preflight(closed, address, EDITOR)[1] if name.startswith("access-control-")]


@pytest.mark.parametrize("address", ADDRESSES)
def test_with_the_option_answers_are_for_that_website_alone(opened: Server, address: str) -> None:
    """What keeps answers is told that they differ by who asks."""
    status, headers, _ = opened.ask("GET", address, headers={"Origin": EDITOR})
    assert headers["access-control-allow-origin"] == EDITOR and status in (200, 400, 404)
    assert "origin" in headers["vary"].lower()
    assert allowed(opened, address, "https://evil.example") is None
    assert "origin" in opened.ask("GET", address)[1]["vary"].lower()


def test_a_website_may_ask_first(opened: Server) -> None:
    """A preflight says who may send what; nobody else is told yes."""
    status, headers = preflight(opened, "/sparql", EDITOR)
    assert (status, headers["access-control-allow-origin"]) == (200, EDITOR)
    assert "POST" in headers["access-control-allow-methods"]
    status, headers = preflight(opened, "/sparql", "https://evil.example")
    assert status == 400 and "access-control-allow-origin" not in headers


def test_the_host_comes_first(opened: Server) -> None:
    """A name that was led here (DNS rebinding) opens nothing to a website that may ask."""
    status, headers, _ = opened.ask("GET", "/reviews.json", headers={"Host": "evil.example", "Origin": EDITOR})
    assert status == 421 and "access-control-allow-origin" not in headers


def test_all_websites_may_ask_if_that_is_said(built: Path) -> None:
    with serving(built, "--cors", "*") as server:
        assert allowed(server, "/reviews.json", "https://anybody.example") == "*"
        foreign = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "image"}
        assert server.ask("GET", "/theme/neglect.svg", headers=foreign)[0] == 200


@pytest.mark.parametrize(
    ("mode", "target", "origin", "status"),
    [
        ("navigate", "document", None, 200),
        ("navigate", "iframe", None, 403),
        ("no-cors", "empty", None, 403),
        ("no-cors", "image", None, 403),
        ("cors", "empty", "https://evil.example", 403),
        ("cors", "empty", EDITOR, 200),
    ],
)
def test_a_query_of_another_website_is_not_even_run(
    opened: Server, mode: str, target: str, origin: str | None, status: int
) -> None:
    """It could measure how long that takes; a link leads here as ever, and browsers say which is which."""
    headers = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": target}
    got, _, words = opened.ask("GET", QUERY, headers=headers | ({"Origin": origin} if origin else {}))
    assert got == status and (got == 200 or b"can allow" in words)


def test_a_page_of_another_website_reads_nothing(browser: "Browser", closed: Server, elsewhere: str) -> None:
    """Neither rows nor reviews, by script or as a picture; the pages that are served here do."""
    page = browser.new_page()
    page.goto(elsewhere)
    assert [page.evaluate(READ, at(closed, address)) for address in (QUERY, "/reviews.json")] == ["TypeError"] * 2
    assert page.evaluate(SHOWN, at(closed, "/theme/neglect.svg")) == "nothing"
    page.goto(at(closed, "/about"))
    own = closed.ask("GET", "/theme/neglect.svg")[2]
    assert page.evaluate(SHOWN, "/theme/neglect.svg") > 100 and own
    page.close()


def test_a_page_of_a_website_that_may_ask_reads_all(browser: "Browser", opened: Server, elsewhere: str) -> None:
    """By GET and with a preflight before; an error tells it why."""
    page = browser.new_page()
    page.goto(elsewhere)
    for address in (QUERY, "/reviews.json", "/downloads/casegraph.gexf"):
        status, length = page.evaluate(READ, at(opened, address))
        assert (status, length > 1_000) == (200, True)
    assert page.evaluate(READ, at(opened, "/sparql?query=ASK%7B"))[0] == 400
    asked = """async address => {
        const headers = {"Content-Type": "application/sparql-query", "Accept": "text/csv"};
        const answer = await fetch(address, {method: "POST", headers, body: "ASK {}"});
        return answer.text();
    }"""
    assert page.evaluate(asked, at(opened, "/sparql")) == "true"
    page.close()


@pytest.mark.parametrize("given", ["editor.example", "null", "https://editor.example/page", "ftp://editor.example", ""])
def test_what_is_no_origin_is_told(given: str) -> None:
    """Not taken, so that nobody waits for a website that never gets an answer."""
    done = CliRunner().invoke(main, ["serve", "--cors", given])
    assert done.exit_code == 2 and "is not an origin" in done.output and "https://editor.example" in done.output


def test_an_error_is_read_by_who_may_ask(opened: Server) -> None:
    _, headers, body = opened.ask("GET", "/reviews.json?yaer=1", headers={"Origin": EDITOR})
    assert headers["access-control-allow-origin"] == EDITOR and json.loads(body)["status"] == 400
