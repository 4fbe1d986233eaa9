"""Pages as programs ask for them: what does not exist is told, what is cut short says so, and odd headers are understood."""

import csv
import io
import json
import socket
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest

from serving import PATIENCE, Server, serving


def get(server: Server, target: str, **headers: str) -> tuple[int, dict[str, str], str]:
    status, told, body = server.ask("GET", target, headers={"Accept": "*/*", **headers})
    return status, told, body.decode()


def raw(server: Server, request: str) -> str:
    """What comes back for a request that no client would write."""
    with socket.create_connection((server.host, server.port), timeout=PATIENCE) as connection:
        connection.sendall(request.encode("latin-1"))
        connection.settimeout(5)
        answer = b""
        while piece := connection.recv(65_536):
            answer += piece
    return answer.decode("latin-1")


def test_a_year_of_which_nothing_is_known_has_no_review(server: Server) -> None:
    """It may have one some day."""
    assert json.loads(get(server, "/reviews.json?year=1900")[2]) == []
    assert json.loads(get(server, "/matrix.json?year=1900")[2])["reviews"] == 0


@pytest.mark.parametrize("parameter", ["theme=nonsense", "keyword=suicide&region=Atlantis"])
def test_no_review_has_a_value_that_does_not_exist(server: Server, parameter: str) -> None:
    """Programs are told; the page shows what was asked for, so that it can be taken away."""
    for address in ("/reviews.json", "/matrix.json", "/matrix/sentences.csv"):
        status, _, said = get(server, f"{address}?{parameter}")
        assert status == 400 and f"“{parameter.rpartition('=')[2]}”" in said
    page = get(server, f"/reviews?{parameter}", Accept="text/html")[2]
    assert f"{parameter.rpartition('=')[2]} ×</a>" in page and "No reviews match" in page


@pytest.mark.parametrize(
    "address", ["/agency/icb.json?with=zzz", "/agency/icb.csv?part=zzz", "/matrix.json?measure=zzz"]
)
def test_programs_are_told_of_values_that_there_are_not(server: Server, address: str) -> None:
    """A slip would give what was not asked for."""
    status, _, said = get(server, address)
    assert status == 400 and "“zzz”" in said


@pytest.mark.parametrize("kind", ["agency", "theme", "keyword", "partnership", "area"])
def test_all_of_a_kind_are_listed_with_their_numbers(server: Server, kind: str) -> None:
    """As a page, as JSON and as CSV, the most frequent first, but places by name; a number is what the page of the thing says."""
    listed = json.loads(get(server, f"/{kind}.json")[2])
    rows = list(csv.DictReader(io.StringIO(get(server, f"/{kind}.csv")[2].removeprefix("\ufeff"), newline="")))
    assert [each["id"] for each in listed] == [row["id"] for row in rows] and len(listed) > 20
    first, *_ = (name for name in listed[0] if name not in ("id", "label", "iri"))
    numbers = [each[first] for each in listed]
    names = [each["label"].casefold() for each in listed]
    assert (names == sorted(names)) if kind in ("partnership", "area") else (numbers == sorted(numbers, reverse=True))
    assert max(numbers) > 1
    page = get(server, f"/{kind}", Accept="text/html")[2]
    assert all(f'href="/{kind}/{each["id"]}"' in page for each in listed[:5])
    told = json.loads(get(server, f"/{kind}/{listed[0]['id']}.json")[2])
    parts = told.get("counts", {})
    number = parts["named"] + parts["introduced"] if kind == "agency" else len(told.get("sentences") or told["reviews"])
    assert number == listed[0]["reviews" if kind == "partnership" else first]


def test_an_agency_opens_with_what_asks_it_in_any_way(server: Server) -> None:
    """No sentence is there for a word that does not exist; one part is there when it is wanted."""
    opened = json.loads(get(server, "/agency/icb.json")[2])
    assert (opened["part"], len(opened["sentences"]), opened["asked"]) == ("asked", 12, 12)
    named = json.loads(get(server, "/agency/icb.json?part=named")[2])
    assert (named["part"], len(named["sentences"]), named["counts"]["named"]) == ("named", 5, 5)


@pytest.mark.parametrize(
    "address",
    ["/reviews.json", "/matrix.csv", "/matrix/sentences.json", "/find.csv", "/agency/icb.json", "/keyword/suicide.csv",
     "/questions/actions-table.json"],
)  # fmt: skip
def test_programs_are_told_of_parameters_that_there_are_not(server: Server, address: str) -> None:
    """A slip in a name would give numbers of everything; people get the page without it."""
    status, _, said = get(server, f"{address}?yaer=2025")
    assert status == 400 and "“yaer”" in said
    assert get(server, f"{address.rpartition('.')[0]}?yaer=2025", Accept="text/html")[0] in (200, 406)


@pytest.mark.parametrize("ending", [".json", ".csv", ".ttl"])
@pytest.mark.parametrize("query", ["SELCT", "SELECT * { ?s cg:year }", "ASK { SERVICE <http://127.0.0.1/> { } }"])
def test_programs_are_told_what_is_wrong_with_a_query(server: Server, query: str, ending: str) -> None:
    """Not that the page lacks the form; where the engine alone finds the mistake, only in forms for its rows."""
    status, _, said = get(server, f"/query{ending}?{urlencode({'query': query})}")
    if ending == ".ttl" and query.startswith("SELECT"):
        assert (status, said) == (404, "This page is not available as ttl.\n")
    else:
        words = json.loads(said)["detail"] if ending == ".json" else said
        assert status == 400 and words.startswith(
            ("The query cannot be read at line 1", "The query asks another server")
        )


def test_words_are_looked_for_once_each(server: Server) -> None:
    """Whatever a client repeats."""
    assert get(server, f"/find.json?words={'+'.join(['e'] * 15_000)}")[0] == 200
    many = json.loads(get(server, f"/find.json?words={'+'.join(['child', 'voice'] * 2_000)}")[2])
    assert many == json.loads(get(server, "/find.json?words=voice+child")[2]) != []


def test_what_has_a_hash_in_its_name_has_a_page(server: Server) -> None:
    """A browser keeps what stands behind a # for itself, so links have it as a part of the path."""
    ontology = get(server, "/ontology", Accept="text/html")[2]
    assert 'href="/ontology%23Review"' in ontology and 'href="/ontology#' not in ontology
    assert "<h1>case review</h1>" in get(server, "/ontology%23Review", Accept="text/html")[2]
    answer = get(server, "/questions/recommendations-to?agency=icb", Accept="text/html")[2]
    passage = answer.partition('href="/source/')[2].partition('"')[0]
    assert "%23char=" in passage and get(server, f"/source/{passage}")[0] == 200


def test_a_document_of_terms_describes_them(server: Server, built_store: pyoxigraph.Store) -> None:
    """As whoever follows the IRI of a class or property gets to it."""
    terms = {
        quad.subject for quad in built_store if quad.subject.value.startswith("https://w3id.org/casegraph/ontology#")
    }
    told = pyoxigraph.parse(get(server, "/ontology.nt")[2].encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert terms <= {quad.subject for quad in told} and len(terms) > 90


def test_what_is_cut_short_says_so(server: Server) -> None:
    """The source of all sentences has thousands of passages."""
    told = json.loads(get(server, "/source/76c29de6110f605e.json")[2])
    assert len(told["into"]) == 500 < told["all_into"]
    page = get(server, "/source/76c29de6110f605e", Accept="text/html")[2]
    assert f"The first 500 of {told['all_into']:,}." in page
    assert "The first" not in get(server, "/outcome/suicide", Accept="text/html")[2]


def test_a_recommendation_has_its_words_and_its_review(server: Server) -> None:
    """The IRI of a single clause shows the sentence as every list does, and leads to its review."""
    page = get(server, "/recommendation/2025-camden-child-yue/1", Accept="text/html")[2]
    assert '<p class="crumb quiet">Recommendation</p>' in page
    assert '<mark class="theme">mental health</mark>' in page and 'href="/review/2025-camden-child-yue"' in page


def test_names_in_an_answer_lead_to_their_pages(server: Server) -> None:
    page = get(server, "/questions/recommendations-to?agency=dfe&theme=home-education", Accept="text/html")[2]
    for address in ("/review/2025-surrey-sara-sharif", "/partnership/surrey", "/agency/dfe", "/recommendation/"):
        assert f'href="{address}' in page


@pytest.mark.parametrize(
    ("accepted", "is_packed"),
    [("gzip", True), ("br, gzip;q=0.5", True), ("gzip;q=0", False), ("identity, gzip;q=0.0, *", False), ("gzipped", False)],
)  # fmt: skip
def test_gzip_is_for_those_who_take_it(server: Server, accepted: str, is_packed: bool) -> None:
    """And whatever keeps answers is told that they differ by it."""
    status, headers, _ = server.ask("GET", "/matrix", headers={"Accept": "text/html", "Accept-Encoding": accepted})
    assert (status, headers.get("content-encoding") == "gzip") == (200, is_packed)
    assert {each.strip() for each in headers["vary"].lower().split(",")} == {"accept", "accept-encoding"}


@pytest.mark.parametrize("target", ["/theme/neglect", f"/sparql?query={quote('ASK {}')}"])
def test_a_tag_may_come_back_weak_strong_or_as_a_star(server: Server, target: str) -> None:
    """RFC 9110, section 13.1.2: the comparison is weak."""
    tag = get(server, target)[1]["etag"]
    for known in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        status, headers, body = get(server, target, **{"If-None-Match": known})
        assert (status, body, headers["etag"]) == (304, "", tag)
    assert get(server, target, **{"If-None-Match": '"other"'})[0] == 200


def test_an_absolute_target_is_a_path(server: Server) -> None:
    """RFC 9112, section 3.2.2; its host is held against our names."""
    at = f"{server.host}:{server.port}"
    assert raw(server, f"GET http://{at}/about HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").startswith(
        "HTTP/1.1 200"
    )
    assert raw(server, f"GET http://evil.example/about HTTP/1.1\r\nHost: {at}\r\nConnection: close\r\n\r\n").startswith(
        "HTTP/1.1 421"
    )


@pytest.mark.parametrize("request_line", ["GET /a b HTTP/1.1", "GET / HTTP/1.1\r\nHost: a\r\nHost: b", "NONSENSE"])
def test_what_is_no_request_gets_the_same_headers(server: Server, request_line: str) -> None:
    answer = raw(server, f"{request_line}\r\n\r\n").lower()
    assert answer.startswith("http/1.1 400")
    assert "x-content-type-options: nosniff" in answer and "content-security-policy: default-src 'none'" in answer


def test_a_client_that_leaves_in_the_middle_is_no_error(built: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is written of it, and the next one is served."""
    with serving(built) as server:
        for _ in range(3):
            with socket.create_connection((server.host, server.port)) as connection:
                head = f"POST /sparql HTTP/1.1\r\nHost: {server.host}\r\nContent-Type: application/sparql-query\r\n"
                connection.sendall(f"{head}Content-Length: 50\r\n\r\nASK {{".encode())
                time.sleep(0.1)
        assert server.query("ASK {}")[0] == 200
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize(("method", "path", "allowed"), [
    ("PUT", "/sparql", "GET, HEAD, POST, OPTIONS"), ("TRACE", "/sparql", "GET, HEAD, POST, OPTIONS"),
    ("POST", "/about", "GET, HEAD"), ("OPTIONS", "/about", "GET, HEAD"),
])  # fmt: skip
def test_a_method_that_there_is_not_is_told_which_there_are(
    server: Server, method: str, path: str, allowed: str
) -> None:
    status, headers, _ = server.ask(method, path)
    assert (status, headers["allow"]) == (405, allowed)
