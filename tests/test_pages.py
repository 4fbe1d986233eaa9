"""Served pages: every link leads somewhere, numbers are the graph's, all forms agree, and they say what the explorer says."""

import csv
import io
import json
import re
import threading
from collections import Counter
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
import rdflib

from casegraph.building.build import build
from serving import Server, serving
from test_explorer_data import data_of

HTML = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
PAGES = {
    "overview": "/",
    "matrix": "/matrix",
    "sentences": "/matrix?cell=information-sharing~safeguarding-partnership",
    "shares of groups": "/matrix?rows=groups&measure=share&named=no&order=similar",
    "reviews": "/reviews?region=London",
    "no review": "/reviews?words=zzzz",
    "agency": "/agency/icb",
    "theme": "/theme/neglect?part=learning",
    "keyword": "/keyword/suicide",
    "partnership": "/partnership/birmingham",
    "area": "/area/E08000025",
    "review": "/review/2025-camden-child-yue",
    "find": "/find?words=dfe",
    "learning": "/sentences?nation=Wales&kind=learning&marks=all",
    "agencies": "/agency",
    "partnerships": "/partnership",
    "downloads": "/downloads",
    "networks": "/networks",
    "network": "/networks/agency-theme",
    "about": "/about",
    "thing": "/outcome/death",
    "clause": "/recommendation/2025-camden-child-yue/1",
    "unknown": "/agency/nobody",
}


def get(server: Server, address: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and text of a page, as a browser asks for it."""
    status, told, body = server.ask("GET", address, headers={**HTML, **headers})
    return status, told, body.decode("utf-8")


def quotes(page: str) -> list[str]:
    """The sentences on a page."""
    return [
        unescape(re.sub(r"<[^>]*>", "", each)).strip("“”")
        for each in re.findall(r"<blockquote>(.*?)</blockquote>", page, re.DOTALL)
    ]


def links(page: str) -> set[str]:
    """The addresses on this server that a page leads to."""
    return {unescape(each).partition("#")[0] for each in re.findall(r'(?:href|action|src)="(/[^"]*)"', page)}


@pytest.mark.parametrize("most", [2, 10])
def test_every_link_leads_to_a_page(server: Server, most: int) -> None:
    """From the overview to some pages of each kind; of other forms and of parameters one address of each kind."""
    waiting, seen, shapes, often = ["/"], set(), set(), Counter[str]()
    while waiting:
        address = waiting.pop()
        path, _, query = address.partition("?")
        ending = path.rpartition(".")[1:] if re.search(r"\.[a-z]+$", path) else ("", "")
        kind = re.split(r"%23|\.", path.split("/")[1])[0]  # a term of the ontology is one of its kind
        shape = kind, *sorted(part.partition("=")[0] for part in query.split("&")), *ending
        if address in seen or ((query or all(ending)) and shape in shapes) or often[kind] >= most:
            continue
        seen.add(address)
        often[kind] += 1
        shapes.add(shape)
        status, told, body = server.ask("GET", address, headers=HTML)
        assert status == 200, (address, body[:300])
        if told["content-type"].startswith("text/html"):
            waiting += links(body.decode())
    kinds = {path.split("/")[1] for path in seen}
    assert {"agency", "theme", "keyword", "partnership", "area", "review", "downloads", "static"} <= kinds
    assert len(seen) > 20 * most


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_whole(server: Server, name: str) -> None:
    """It has a title, one heading, the helpline and a policy that lets no script run but our own that copies a citation."""
    status, told, page = get(server, PAGES[name])
    assert status == (404 if name == "unknown" else 200)
    (heading,) = re.findall(r"<h1>(.*?)</h1>", page)
    assert re.search(rf"<title>(?:[^<]+ – )?{re.escape(heading)} – Casegraph</title>", page)
    assert "0808\u00a0800\u00a05000" in page and " style=" not in page
    scripts = re.findall(r"<script[^>]*>[^<]*", page)
    assert {*scripts} <= {f'<script src="/static/{name}.js" defer>' for name in ("copy", "page")}
    assert ("; script-src 'self'" in told["content-security-policy"]) == bool(scripts)
    assert "unsafe" not in told["content-security-policy"] and "default-src 'none'" in told["content-security-policy"]
    assert told["x-content-type-options"] == "nosniff" and told["referrer-policy"] == "no-referrer"


def test_how_old_the_data_are_is_told(server: Server, built: Path) -> None:
    """On every page, to programs, and in the description of the service: the day on which the build was put there."""
    seconds = (built / "build.json").stat().st_mtime
    day = datetime.fromtimestamp(seconds, UTC).astimezone().date()
    told = f"{day.day} {day:%B %Y}"
    assert f"Data built on {told}." in " ".join(get(server, "/agency/icb")[2].split())
    assert f"Built on {told}; a newer build appears here automatically." in " ".join(get(server, "/about")[2].split())
    assert json.loads(server.ask("GET", "/about.json")[2])["since"] == day.isoformat()
    graph = rdflib.Graph().parse(
        data=server.ask("GET", "/sparql", headers={"Accept": "text/turtle"})[2], format="turtle"
    )
    (modified,) = graph.objects(rdflib.URIRef("https://w3id.org/casegraph/dataset"), rdflib.DCTERMS.modified)
    assert str(modified) == day.isoformat()


def test_each_number_of_the_table_is_the_graphs(server: Server, built_store: pyoxigraph.Store) -> None:
    """Every cell, by SPARQL; and the page of a cell lists as many sentences."""
    rows: Any = built_store.query(
        "PREFIX cg: <https://w3id.org/casegraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        " SELECT ?theme ?agency (COUNT(DISTINCT ?clause) AS ?n) {"
        " ?clause a cg:Recommendation ; cg:hasTheme/skos:broader* ?theme ; cg:hasAddressing ?by . ?by cg:readAs/skos:broader* ?agency ; cg:basis ?basis"
        " FILTER(!CONTAINS(STR(?theme), '/group-'))"
        " FILTER(?basis != <https://w3id.org/casegraph/basis/default>) } GROUP BY ?theme ?agency"
    )
    expected = {
        "~".join(row[name].value.rpartition("/")[2] for name in ("theme", "agency")): int(row["n"].value)
        for row in rows
    }
    assert json.loads(get(server, "/matrix.json?means=yes&named=yes")[2])["cells"] == expected
    means: Any = built_store.query("SELECT ?theme { ?theme <https://w3id.org/casegraph/ontology#isMeans> true }")
    ways = {row["theme"].value.rpartition("/")[2] for row in means}
    assert json.loads(get(server, "/matrix.json?named=yes")[2])["cells"] == {
        cell: number for cell, number in expected.items() if cell.partition("~")[0] not in ways
    }
    for cell in sorted(expected, key=lambda cell: -expected[cell])[::25]:
        assert len(quotes(get(server, f"/matrix?cell={cell}")[2])) == expected[cell]
        assert len(json.loads(get(server, f"/matrix/sentences.json?cell={cell}")[2])) == expected[cell]


@pytest.mark.parametrize("address", ["/agency/icb", "/theme/neglect", "/review/2025-camden-child-yue"])
def test_the_forms_of_a_page_agree(server: Server, address: str) -> None:
    """HTML, JSON and CSV have the same sentences in the same order; RDF is about the same thing."""
    shown = quotes(get(server, address)[2])
    told = json.loads(get(server, f"{address}.json")[2])
    listed = told.get("sentences") or told["learning"] + told["recommendations"]
    rows = list(csv.DictReader(io.StringIO(get(server, f"{address}.csv")[2].removeprefix("\ufeff"), newline="")))
    assert [each["text"] for each in listed] == [row["text"] for row in rows]
    assert sorted(shown) == sorted(each["text"] for each in listed)
    for ending, form in ((".ttl", "turtle"), (".nt", "nt"), (".rdf", "xml")):
        graph = rdflib.Graph().parse(data=get(server, address + ending)[2], format=form)
        assert rdflib.URIRef(f"https://w3id.org/casegraph{address}") in graph.subjects()


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [
        (HTML["Accept"], "text/html"),
        ("text/turtle, text/html;q=0.9", "text/turtle"),
        ("application/ld+json;q=0.5, application/json", "application/json"),
        ("*/*", "text/html"),
        ("text/csv", "text/csv"),
    ],
)
def test_a_thing_comes_as_the_client_likes_it(server: Server, accept: str, media_type: str) -> None:
    """By Accept, with its qualities; the answer says that it depends on it."""
    status, told, _ = get(server, "/agency/icb", Accept=accept)
    assert (status, told["content-type"].partition(";")[0]) == (200, media_type)
    assert "accept" in told["vary"].lower()


def test_what_cannot_be_sent_is_refused(server: Server) -> None:
    """406 for an Accept that nothing fits, 404 for an ending that the page does not have."""
    assert get(server, "/reviews", Accept="image/png")[0] == 406
    assert get(server, "/reviews.ttl")[0] == 404
    assert server.ask("POST", "/reviews", b"")[0] == 405
    assert server.ask("HEAD", "/reviews")[2] == b""


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/agency/", "/agency"),
        ("/review", "/reviews"),
        ("/review.csv", "/reviews.csv"),
        ("/reviews/?year=2025", "/reviews?year=2025"),
        ("/agency/icb/", "/agency/icb"),
        ("//example.org/", "/example.org"),
        ("/\\example.org//", "/%5Cexample.org"),
    ],
    ids=["agencies", "reviews", "table of reviews", "filters", "slash", "another host", "backslash"],
)
def test_an_address_that_was_shortened_leads_on(server: Server, address: str, place: str) -> None:
    """To the list of a kind or the page itself, and never to another host."""
    status, told, _ = get(server, address)
    assert (status, told["location"]) == (308, place)


def test_what_has_not_changed_is_not_sent_again(server: Server) -> None:
    """The same address in the same form has the same tag; another form has another."""
    _, told, _ = get(server, "/theme/neglect")
    status, _, body = get(server, "/theme/neglect", **{"If-None-Match": told["etag"]})
    assert (status, body) == (304, "")
    assert get(server, "/theme/neglect.json")[1]["etag"] != told["etag"]


def test_pages_say_what_the_explorer_says(server: Server, built: Path) -> None:
    """Each review's page has the clauses that the explorer has, in the same order; each theme's too."""
    data = data_of((built / "explorer.html").read_text(encoding="utf-8"))
    for review in data["reviews"][::6]:
        told = [clause["text"] for clause in (*review["recommendations"], *review["learning"])]
        assert quotes(get(server, f"/review/{quote(review['id'])}")[2]) == told
    for theme in data["themes"][::12]:
        index = data["themes"].index(theme)
        asks = [
            clause for review in data["reviews"] for clause in review["recommendations"] if not clause.get("remark")
        ]
        told = [clause["text"] for clause in asks if index in [each[0] for each in clause["themes"]]]
        if told:
            assert quotes(get(server, f"/theme/{theme['id']}")[2]) == told[:50]


def test_facets_count_what_they_give(server: Server) -> None:
    """Each value that is offered beside a choice gives as many reviews as it says, and at least one."""
    page = get(server, "/reviews?nation=Wales")[2]
    offered = re.findall(
        r'name="(keyword|outcome|age)" value="([^"]*)">.*?<span class="n">(\d+)</span>', page, re.DOTALL
    )
    assert offered
    for name, value, number in offered[::4]:
        found = json.loads(get(server, "/reviews.json?" + urlencode({"nation": "Wales", name: unescape(value)}))[2])
        assert len(found) == int(number) > 0


def test_long_lists_come_in_parts(server: Server) -> None:
    """Fifty reviews on the first page, the rest on the second, and no third."""
    first, second, third = (get(server, f"/reviews?page={page}")[2] for page in (1, 2, 3))
    assert [page.count('class="card"') for page in (first, second)] == [50, 23]
    assert "Part 2 of 2" in third


def test_files_of_the_build_and_no_others_can_be_downloaded(server: Server, built: Path) -> None:
    """Letter by letter; a path leads out of the folder nowhere."""
    for name in ("casegraph.ttl", "reviews.jsonl", "explorer.html"):
        status, told, body = server.ask("GET", f"/downloads/{name}")
        assert (status, body) == (200, (built / name).read_bytes())
        assert "attachment" in told["content-disposition"]
    for path in ("store/CURRENT", "../build.json", "..%2f..%2fetc%2fpasswd", ".lock", "store", "%2e%2e/pyproject.toml"):
        assert server.ask("GET", f"/downloads/{path}")[0] == 404
        assert server.ask("GET", f"/{path}")[0] in (200, 404)
        assert b"root:" not in server.ask("GET", f"/{path}")[2]


def test_a_new_build_is_served_without_a_failed_request(page_2025: Path, tmp_path: Path) -> None:
    """Requests go on while another build takes the place of the first; then they tell of the new one."""
    small = tmp_path / "small.txt"
    small.write_text(
        "2025 – Kent – Child Q\nDeath of a 4-year-old boy.\nRecommendations include: the police to review training.\n",
        encoding="utf-8",
    )
    out = tmp_path / "out"
    build([small], out)
    with serving(out) as server:
        assert len(json.loads(get(server, "/reviews.json")[2])) == 1
        enough = threading.Event()
        builder = threading.Thread(
            target=build, args=([page_2025], out), kwargs={"progress": lambda *_: enough.wait(60)}
        )
        builder.start()
        asked = 0
        while builder.is_alive():
            assert get(server, "/reviews.json")[0] == get(server, "/agency/police.ttl")[0] == 200
            asked += 1
            if asked > 3:
                enough.set()
        builder.join()
        assert len(json.loads(get(server, "/reviews.json")[2])) == 73
        counted = server.query("SELECT (COUNT(*) AS ?n) { ?r a cg:Review }", "text/csv")[2]
        assert counted.split() == [b"n", b"73"]


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/reviews?region=London&page=2", "Region: London – Reviews"),
        ("/reviews?page=2", "Reviews (part 2)"),
        ("/matrix?cell=neglect~police&year=2025", "Police, Neglect – Year: 2025 – Themes × agencies"),
        ("/find?words=dfe", "dfe – Find"),
        ("/recommendation/2025-camden-child-yue/1", "Recommendation 1: 2025 – Camden – Child Yue"),
    ],
    ids=["filters", "part", "cell", "words", "clause"],
)
def test_a_title_tells_one_page_from_another(server: Server, address: str, title: str) -> None:
    """In a history of visited pages, and among windows."""
    assert f"<title>{title} – Casegraph</title>" in get(server, address)[2]


def test_names_that_no_review_has_are_found_too(server: Server) -> None:
    page = get(server, "/find?words=DHSC")[2]
    assert "no recommendation is for it" in page and 'href="/agency/dhsc"' in page
    assert "Not in any review" not in get(server, "/find?words=dfe")[2]


@pytest.mark.parametrize("address", ["/reviews", "/matrix"])
def test_choosing_anew_keeps_to_exact_readings(server: Server, address: str) -> None:
    """Who comes from a network counts without narrower themes until it is taken away; nobody else sends it along."""
    kept = '<input type="hidden" name="narrower" value="no">'
    assert kept in get(server, f"{address}?theme=race-culture-religion&narrower=no")[2]
    assert 'name="narrower"' not in get(server, f"{address}?theme=race-culture-religion")[2]
