"""The served report: each figure leads to its sentences on this server, and files bring them along."""

import io
import json
import re
from html import unescape

import docx
import pytest

from serving import Server


@pytest.fixture(scope="module")
def page(server: Server) -> str:
    """The report as a page."""
    status, _, body = server.ask("GET", "/report", headers={"Accept": "text/html"})
    assert status == 200
    return body.decode()


def sentences_at(server: Server, address: str) -> set[str]:
    """The recommendations on a page, each once."""
    path, _, query = address.partition("#")[0].partition("?")
    path = path.replace("/matrix", "/matrix/sentences")
    status, _, body = server.ask("GET", f"{path}.json?{query}".rstrip("?"))
    assert status == 200, address
    answer = json.loads(body)
    rows = answer if isinstance(answer, list) else answer.get("rows") or answer["sentences"]
    return {each.get("iri") or json.dumps(each) for each in rows}


def test_every_kind_of_figure_leads_to_as_many_sentences(server: Server, page: str) -> None:
    """All recommendations, those that name an agency or none, kinds of action, of an agency or of none, subjects, strength."""
    shown: dict[str, tuple[str, int]] = {}
    for address, number in re.findall(r'<a href="(/[^"]*)">([0-9,]+)</a>', page):
        path, _, query = unescape(address).partition("?")
        kind = path if path.startswith("/questions") else path.split("/")[1]
        names = re.sub(r"(?<!named)=[^&#]*", "", query)
        shown.setdefault(f"{kind} {names}", (unescape(address), int(number.replace(",", ""))))
    address, number = shown.pop("repeat ")  # whose page is a thing of the graph
    body = server.ask("GET", address)[2].decode()
    assert body[: body.index("<h2>Properties</h2>")].count("<blockquote>") == number > 1, "its sentences come first"
    assert "read them before you count" in body and '<mark class="shared">' in body
    assert len(shown) == 8
    for address, number in shown.values():
        assert len(sentences_at(server, address)) == number, address


def test_no_figure_leads_to_nothing(page: str) -> None:
    """A number that is 0 is no link."""
    assert ">0</td>" in page and ">0</a>" not in page


def test_the_report_is_saved_with_its_sentences(server: Server) -> None:
    """In Word and Markdown all recommendations are quoted at the end, so that nobody needs the server."""
    status, headers, body = server.ask("GET", "/report.docx")
    assert (status, headers["content-disposition"]) == (200, 'attachment; filename="report.docx"')
    headings = [
        each.text
        for each in docx.Document(io.BytesIO(body)).paragraphs
        if each.style and "Heading" in str(each.style.name)
    ]
    assert {"Repeated recommendations", "Behind the figures", "The 483 recommendations"} <= {*headings}
    status, headers, body = server.ask("GET", "/report.md")
    assert (status, headers["content-type"]) == (200, "text/markdown; charset=utf-8")
    assert body.startswith(b"# What 73 case reviews") and b"(#r483)" in body
