"""What Casegraph says in sentences is in the words of the collection that was built, and of no other."""

import asyncio
import io
import re
from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin
from zipfile import ZipFile

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.exceptions import HTTPException

import casegraph
from casegraph.asking.questions import questions
from casegraph.cli import main
from casegraph.collections import profiles
from casegraph.collections.profile import profile_from
from casegraph.collections.words import NEUTRAL, filled, shared_words
from casegraph.drawing.heatmap import heatmap
from casegraph.drawing.neighbourhood import neighbourhood
from casegraph.drawing.network_page import network_page
from casegraph.drawing.sparql_page import sparql_page
from casegraph.drawing.timeline import timeline
from casegraph.errors import CasegraphError
from casegraph.exporting.data_package import write_package
from casegraph.graph import Graph
from casegraph.network.projection_queries import projection_query, projections
from casegraph.rdf.vocabulary import SCHEMES
from casegraph.schemes import scheme
from casegraph.store.memory import MemoryStore
from casegraph.views.network_scores import scores
from casegraph.web.measured_networks import MeasuredNetworks
from casegraph.web.middleware.asgi import Message
from casegraph.web.problems import error_handler
from casegraph.web.routes import routes
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError
from letters import PROFILE

PACKAGE = Path(casegraph.__file__).parent
FIRST = profiles()[0]


@pytest.mark.parametrize("most", [60, 1000])
def test_no_page_of_a_second_collection_speaks_in_words_of_the_first(letters_graph: Graph, most: int) -> None:
    """Every question and network, and of all other pages one of each kind in each form and with each set of parameters; or the first of these."""
    pages = asyncio.run(_linked_pages(letters_graph, most))
    kinds = {path.partition("?")[0].strip("/").partition("/")[0] for path in pages}
    assert (
        min(most, 101) <= len(pages) <= most
        and {"about", "agency", "matrix", "networks", "questions", "review"} <= kinds
    )
    assert [(path, found[0]) for path, text in pages.items() for found in _foreign(text)] == []
    assert "no agency named, the school assumed" in pages["/about"]
    assert "Search the recommendations in open letters of the made-up inspectorate by agency and theme" in pages["/"]
    assert "Words in the letter" in pages["/reviews"]
    assert "earning point" not in pages["/review/letter-1-2024-kent"], "letters have none"
    shown = {path: re.sub(r"<(script|details|style|code|pre)\b.*?</\1>|<[^>]*>", "\n", text, flags=re.DOTALL) for path, text in pages.items()
             if text.startswith("<!doctype html>") and not path.startswith(NAMED_AS_TERMS)}  # fmt: skip
    assert [(path, found[0]) for path, text in shown.items() for found in OUR_NOUNS.finditer(text)] == []
    assert "A program read the letters:" in pages["/about"] and "is a summary" not in pages["/about"]
    assert "We tested Casegraph on" not in pages["/about"], "nobody has measured how well letters are read"


def test_no_file_of_a_second_collection_speaks_in_words_of_the_first(letters_graph: Graph) -> None:
    """The explorer with its data and scripts, tables, the description of the build, and all that the graph says but its terms."""
    assert letters_graph.directory is not None
    files = {
        each.name: each.read_text(encoding="utf-8")
        for each in letters_graph.directory.iterdir()
        if each.suffix in TEXTS
    }
    assert {"explorer.html", "build.json", "recommendations.csv", "reviews.jsonl", "casegraph.nt"} <= files.keys()
    terms = f"<{letters_graph.base}ontology"
    for name in [name for name in files if name.startswith("casegraph.")]:
        text = files.pop(name)
        if name == "casegraph.nt":
            files[name] = "\n".join(line for line in text.splitlines() if not line.startswith(terms))
    assert [(name, found[0]) for name, text in files.items() for found in _foreign(text)] == []
    assert "where the letter gives it" in files["casegraph.nt"] and "{text}" not in files["casegraph.nt"]


def test_no_data_package_of_a_second_collection_speaks_in_words_of_the_first(
    letters_graph: Graph, tmp_path: Path
) -> None:
    with letters_graph.sorted_lines() as lines:
        write_package(letters_graph.collection(), lines, tmp_path / "data", date="2026-11-29")
    files = {each.name: each.read_text(encoding="utf-8") for each in (tmp_path / "data").iterdir()}
    files["CITATION.cff"] = files["CITATION.cff"].replace("\nabstract: ", "\n")  # a key of that format
    assert [(name, match[0]) for name, text in files.items() for match in _foreign(text)] == []
    assert "the inspectorate's letters, and the licence does not cover them" in files["README.md"]
    assert "Where its letter begins on the page" in files["datapackage.json"]


def test_no_picture_or_answer_of_a_second_collection_speaks_in_words_of_the_first(letters_graph: Graph) -> None:
    """Timelines of one year and of several, heat map, neighbourhood, networks, a page to query, answers, and measures on a terminal."""
    assert letters_graph.directory is not None
    text = (letters_graph.directory / "casegraph.nt").read_text(encoding="utf-8")
    (year,) = re.findall(r'\n\S+/review/letter-2-2024-essex> \S+#year> "2024"\S* \.', text)
    of_years = Graph(
        MemoryStore.from_ntriples(text.replace(year, year.replace('"2024"', '"2023"')), letters_graph.base)
    )
    said = [
        timeline(letters_graph),
        timeline(of_years),
        heatmap(letters_graph),
        neighbourhood(letters_graph, "agency/police"),
    ]
    said += [network_page(letters_graph, name) for name in projections()]
    said.append(re.sub(r'(id="(?:compiled|graph)">)[^<]*', r"\1", sparql_page(letters_graph)))
    said += [
        str(letters_graph.ask("recommendations-to", agency="police")),
        str(letters_graph.ask("themes-without-recommendation")),
    ]
    command = ["metrics", "agency-theme", "--samples", "2", "--graph", str(letters_graph.directory)]
    said.append(CliRunner().invoke(main, command, catch_exceptions=False).output)
    assert [found[0] for each in said for found in _foreign(each)] == []
    assert "The letters list" in said[0] and "in their letters." in said[1]
    assert "or no agency named, and the school assumed" in said[-3] and "whole" not in said[-2]
    assert "(assumed: local school)" in said[-1]


def test_what_opens_no_build_speaks_of_all_collections() -> None:
    """Help and lists of questions: in the words that all collections share, else in neutral ones."""
    mine = profile_from(PROFILE, "letters")
    assert shared_words([mine]) == mine.words
    assert shared_words([mine, FIRST]) == NEUTRAL
    alike = replace(mine, words=replace(FIRST.words, text="summary"))
    assert shared_words([alike, FIRST]) == replace(FIRST.words, text="text")


@pytest.mark.usefixtures("letters")
def test_help_names_no_collection_where_there_are_several() -> None:
    """As it is not known whose build will be asked."""
    for command in (["ask", "reviews-by-age", "--help"], ["metrics", "--help"], ["ask", "--format", "json"]):
        text = CliRunner().invoke(main, command, catch_exceptions=False).output
        assert [found[0] for found in _foreign(text)] == [] and "letter" not in text
        assert (
            command[0] == "metrics" or "where the text gives it" in text or "usual addressee" in " ".join(text.split())
        )


def test_all_that_is_left_for_words_in_the_ontology_is_filled() -> None:
    """In questions, schemes and networks; a name that no word has would be shown as it is."""
    notes = [each.note for each in questions().values()] + [
        projection_query(name).description for name in projections()
    ]
    notes += [each.definition for file in SCHEMES for each in scheme(file).values()]
    left = [note for note in notes if "{" in note]
    assert len(left) > 12
    assert [note for note in left if re.search(r"[][{}]", filled(note, FIRST.words) + filled(note, NEUTRAL))] == []


def test_no_template_or_script_speaks_in_words_of_the_first_collection() -> None:
    """Whatever a page of letters may not show."""
    files = [
        path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".js", ".html") and "static" not in path.parts
    ]
    assert len(files) > 50
    assert [(path.name, match[0]) for path in files for match in _foreign(path.read_text(encoding="utf-8"))] == []


async def _linked_pages(graph: Graph, most: int) -> dict[str, str]:
    """The first pages of a server that links lead to: each question and network, else one of each form; no files, no terms."""
    assert graph.directory is not None
    site = Site(graph, seconds=60)
    site.networks = MeasuredNetworks(partial(scores, graph.store))  # without starting a process for each
    handlers = dict.fromkeys((ProtocolError, CasegraphError, HTTPException), error_handler(site))
    app = Starlette(routes=routes(site), exception_handlers=handlers)
    seen: set[tuple[str, ...]] = set()
    waiting = deque(["/", "/openapi.json", "/review/letter-1-2024-kent"])
    pages: dict[str, str] = {}
    while waiting and len(pages) < most:
        target = waiting.popleft()
        path, _, query = target.partition("?")
        if path.startswith(("/downloads/", "/ontology", "/static/", "//")) or path[:1] != "/":
            continue
        kind, _, name = path.strip("/").partition("/")
        ending = path.rpartition(".")[2] if "." in name else ""
        form = (path,) if kind in ("questions", "networks") or not name else (kind, ending)
        shape = (*form, *sorted({key for key, _ in parse_qsl(query)} - {"by"}))
        if shape in seen or (kind in ("networks", "query") and query):
            continue
        seen.add(shape)
        text = pages[target] = await _page(app, path, query)
        if text.startswith("<!doctype html>"):
            links = [unescape(link) for link in re.findall(r'(?:href|action)="([^"]*)"', text)]
            waiting += [urljoin(target, link).partition("#")[0] for link in links if not link.startswith("http")]
    return pages


async def _page(app: Starlette, path: str, query: str) -> str:
    """The body of the answer to a GET."""
    body: list[bytes] = []
    requests = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> Message:
        if (request := next(requests, None)) is None:
            await asyncio.Event().wait()  # the client stays
        return request or {}

    async def send(message: Message) -> None:
        body.append(message.get("body", b""))

    scope = {"type": "http", "method": "GET", "scheme": "http", "path": unquote(path), "query_string": query.encode(),
             "root_path": "", "headers": [(b"accept", b"text/html, */*;q=0.1")], "server": ("localhost", 80)}  # fmt: skip
    await app(scope, receive, send)
    content = b"".join(body)
    return _words_in(content) if content.startswith(b"PK") else content.decode()


def _words_in(content: bytes) -> str:
    """What a Word or an Excel file says."""
    with ZipFile(io.BytesIO(content)) as parts:
        said = [
            name for name in parts.namelist() if re.match(r"word/(?:document|footer)|xl/worksheets/|docProps/", name)
        ]
        return "\n".join(parts.read(name).decode() for name in said if name.endswith(".xml"))


def _foreign(text: str) -> Iterator[re.Match[str]]:
    """What a text says in words of the first collection; a library that pages of networks have says what it wants."""
    text = re.sub(r"<script>[^<]*@version(?:[^<]|<(?!/script>))*", "", text)
    yield from ITS_WORDS.finditer(text)


TEXTS = (".html", ".json", ".jsonl", ".csv", ".nt", ".graphml", ".gexf", ".ttl")
ITS_WORDS = re.compile(
    r"NSPCC|nspcc|\b0808(?:\s|\d|&nbsp;|\\u)|orried about a child|\b[Aa]bstracts?\b|\bthe (?:safeguarding )?partnership\b|\bPartnership if\b|local partnership"
)
"""How sentences call the texts of the first collection, and who is meant where one of them names nobody."""

OUR_NOUNS = re.compile(
    r"[^\n]*(?:\b(?<!Learning from )(?<!Learning from the )(?<!Practice )[Rr]eviews?\b(?!:)|\bAnonymous\b)[^\n]*"
)
"""What pages say where a collection has no word of its own, but in names of themes and agencies."""

NAMED_AS_TERMS = (
    "/question/",
    "/projection",
    "/recommendation/",
    "/scheme/",
    "/action",
    "/ontology",
    "/prefixes",
    "/about",
    "/query",
    "/downloads",
    "/networks/",
    "/openapi",
)
"""Pages of terms, whose definitions are the same for all, and of names of files; pictures of networks have the words in scripts."""
