"""Collections: a second one is put beside the first as a folder, and what Casegraph says of a collection is its own."""

import asyncio
import json
import re
import sys
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urljoin

import pytest
from click.testing import CliRunner
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request

import casegraph.collections
from casegraph.asking.questions import questions
from casegraph.building.build import build
from casegraph.cli import main
from casegraph.collections import contents, profile_in, profile_named, profile_of, profiles
from casegraph.collections.profile import Profile, profile_from
from casegraph.collections.words import NEUTRAL, filled, shared_words
from casegraph.drawing.heatmap import heatmap
from casegraph.drawing.neighbourhood import neighbourhood
from casegraph.drawing.network_page import network_page
from casegraph.drawing.picture_page import picture_page
from casegraph.drawing.timeline import timeline
from casegraph.errors import BuildError, CasegraphError, PageError
from casegraph.explorer.page import explorer
from casegraph.extracting import extract
from casegraph.graph import Graph
from casegraph.network.projections import projection_query, projections
from casegraph.rdf.vocabulary import SCHEMES
from casegraph.reading.page import page_of
from casegraph.schemes import scheme
from casegraph.store.memory import MemoryStore
from casegraph.web import pages
from casegraph.web.middleware.asgi import Message
from casegraph.web.openapi.document import openapi
from casegraph.web.problems import error_handler
from casegraph.web.routes import routes
from casegraph.web.site import Site
from casegraph.web.sparql.protocol import ProtocolError

PACKAGE = Path(casegraph.collections.__file__).parent.parent
FIRST = profiles()[0]

READER = '''
"""One letter a line: "Letter 7 (2024), Kent: What it asks"."""
import re

from casegraph.reading import Contents, Entry, Heading
from casegraph.reading.lines import lines_of
from casegraph.record.model import Passage

LETTER = re.compile(r"(?P<name>Letter \\d+) \\((?P<year>\\d+)\\), (?P<area>[^:]+): (?P<asks>.+)")


def recognises(page):
    return page.text.startswith("Letters of the made-up inspectorate")


def contents(page):
    title, *lines = lines_of(page.text)
    entries = []
    for line in lines:
        found = LETTER.fullmatch(line.text)
        start, asks = line.start, line.start + found.start("asks")
        entries.append(
            Entry(
                heading=Passage.of(page.text, start, start + found.end("area")),
                says=Heading(int(found["year"]), found["area"], found["name"]),
                narrative=(),
                learning=(),
                recommendations=(Passage.of(page.text, asks, line.end),),
                keywords=(),
                link=(),
            )
        )
    return Contents(tuple(entries), (title._replace(rule="title"),), (), len(entries))
'''
PROFILE = """
title = "Letters of the Made-up Inspectorate"
name = "inspectorate's letters"
address = "https://example.org/letters"
form = "lines such as Letter 7 (2024), Kent: what it asks"
documents = ["letter", "letters"]
counted_as = ["open letter", "open letters"]
default_addressee = "schools"
first_agencies = ["schools"]

[notice]
on_pages = "These pages speak of made-up things."
on_pictures = "The letters behind this speak of made-up things."
counts = "Counts are of what letters say."

[helpline]
question = "Worried about a letter?"
name = "Post Office"
telephone = "01632\\u00a0960\\u00a0000"
international = "+441632960000"
email = "help@example.org"
emergency = "112"

[rights]
holders = "the <made-up> inspectorate"
possessive = "the <made-up> inspectorate's"
words = "the inspectorate's letters"
page = "Text of the page: the inspectorate."
dataset = "The made-up inspectorate"

[dataset]
title = "Casegraph: letters"
description = "What letters ask for."
keywords = ["letters"]

[words]
text = "letter"
a_text = "a letter"
texts = "letters"
read = "open letters of the made-up inspectorate"
whole = ""
wholes = ""
meant = "the school"
meant_in_full = "the school of the place"
meant_locally = "local school"
meant_which = "that got the letter"
thesaurus = ""
"""
LETTERS = """Letters of the made-up inspectorate
Letter 1 (2024), Kent: the police should share information about neglect
Letter 2 (2024), Essex: revise training on domestic abuse
"""
MAY_BE_EMPTY = ("whole", "wholes", "meant_which", "thesaurus")
ENTRY = "2025 – Kent – Child U\nDeath of a boy.\nRecommendations include: train all staff."


@pytest.fixture(scope="module")
def letters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Profile]:
    """A second collection, called letters, in a folder of its own; nothing else of the package knows it."""
    folder = tmp_path_factory.mktemp("collections")
    (folder / "letters").mkdir()
    for name, text in (("__init__.py", ""), ("reader.py", READER), ("profile.toml", PROFILE)):
        (folder / "letters" / name).write_text(text, encoding="utf-8")
    before = casegraph.collections.__path__
    casegraph.collections.__path__ = [*before, str(folder)]
    yield profile_named("letters")
    casegraph.collections.__path__ = before
    profile_named.cache_clear()
    for name in [name for name in sys.modules if name.startswith("casegraph.collections.letters")]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def graph(letters: Profile, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:  # noqa: ARG001
    """The graph of a page of letters."""
    folder = tmp_path_factory.mktemp("letters")
    (folder / "letters.txt").write_text(LETTERS, encoding="utf-8")
    build([folder / "letters.txt"], folder / "exports")
    with Graph.open(folder / "exports") as graph:
        yield graph


def test_a_page_is_read_by_the_collection_whose_form_it_has(letters: Profile) -> None:
    """Whatever the file is called; a page of no form is refused with all forms named."""
    assert profile_of(page_of(LETTERS.encode(), "page.txt")) is letters
    assert profile_of(page_of(ENTRY.encode(), "letters.txt")) is FIRST
    with pytest.raises(PageError, match=r"other\.txt .*Letter 7.*2025 – Area – Name"):
        contents(page_of(b"Something else.", "other.txt"))


@pytest.mark.usefixtures("letters")
def test_what_a_reader_finds_becomes_reviews_of_its_collection() -> None:
    """Words, agencies and themes as in any other; who is asked where nobody is named is the collection's."""
    first, second = extract(page_of(LETTERS.encode(), "page.txt"))
    assert (first.source.collection, first.year, first.places, first.subject) == (
        "letters",
        2024,
        ("Kent",),
        "Letter 1",
    )
    (asked,), (by_default,) = (review.recommendations for review in (first, second))
    assert [(each.agency, each.basis) for each in asked.addressings] == [("police", "explicit")]
    assert [(each.agency, each.basis) for each in by_default.addressings] == [("schools", "default")]
    assert "domestic-abuse" in {theme.concept for theme in by_default.themes}


def test_a_graph_names_its_collection_and_its_rights(graph: Graph) -> None:
    """In SPARQL, so that whoever has the graph alone finds them."""
    (row,) = graph.query(
        "SELECT ?collection ?title ?rights { ?page a cg:SourcePage ; dcterms:rights ?rights ; dcterms:isPartOf ?collection . "
        "?collection a cg:Collection ; rdfs:label ?title }"
    )
    assert row == {
        "collection": "https://w3id.org/casegraph/collection/letters",
        "title": "Letters of the Made-up Inspectorate",
        "rights": "Text of the page: the inspectorate.",
    }
    (about,) = graph.query("SELECT ?title { ?dataset a dcat:Dataset ; dcterms:title ?title }")
    assert about["title"] == "Casegraph: letters"


def test_pictures_say_whose_words_they_show(graph: Graph) -> None:
    """Source, notice, helpline and rights are those of the collection; none of the other's is left."""
    picture = timeline(graph)
    page, network = picture_page(picture, FIRST), network_page(graph, "agency-theme")
    for text in (picture, picture_page(picture, profile_named("letters")), network):
        assert "01632 960 000" in text and "help@example.org" in text and "112" in text
        assert not FOREIGN.search(text)
    assert "Source: letters of the Letters of the Made-up Inspectorate (letters.txt)" in picture
    assert "2 letters published in 2024" in picture
    assert "Quoted words are the &lt;made-up&gt; inspectorate's" in network
    assert FOREIGN.search(page), "or the claim above would hold of anything"


def test_the_explorer_says_whose_words_it_shows(graph: Graph) -> None:
    """Title, notice, helpline, rights and first questions; what is said of the other collection is not even in its scripts."""
    page = explorer(graph)
    assert "<title>What 2 letters of 2024 asked" in page and "These pages speak of made-up things." in page
    assert '<a href="tel:+441632960000">01632\u00a0960\u00a0000</a>' in page
    assert "belong to\nthe &lt;made-up&gt; inspectorate." in page and '"first_agencies":["schools"]' in page
    assert not FOREIGN.search(page)


def test_served_pages_say_whose_words_they_show(graph: Graph) -> None:
    """Notice, helpline and rights, in the description for programs as well."""
    assert graph.directory is not None
    site = Site(graph, graph.directory, seconds=10)
    scope = {"type": "http", "method": "GET", "query_string": b"", "headers": [], "server": ("localhost", 80)}
    home, about = (
        bytes(page(site, Request({**scope, "path": path, "root_path": "", "scheme": "http"})).body).decode()
        for page, path in ((pages.home, "/"), (pages.about, "/about"))
    )
    described = json.dumps(openapi(site))
    assert "What 2 letters of 2024 asked" in home and "These pages speak of made-up things." in home
    assert '<a href="https://example.org/letters">inspectorate&#39;s letters</a>' in about
    assert "What letters asked, of whom" in described
    assert [found[0] for text in (home, about) for found in FOREIGN.finditer(text)] == []


def test_no_page_of_a_second_collection_speaks_in_words_of_the_first(graph: Graph) -> None:
    """Every question and network, and of all other pages one of each kind in each form and with each set of parameters."""
    pages = asyncio.run(_linked_pages(graph))
    kinds = {path.partition("?")[0].strip("/").partition("/")[0] for path in pages}
    assert len(pages) > 100 and {"about", "agency", "matrix", "networks", "questions", "review"} <= kinds
    assert [(path, found[0]) for path, text in pages.items() for found in _foreign(text)] == []
    assert "nobody is named, so the school is taken to be meant" in pages["/about"]
    assert "Casegraph reads open letters of the made-up inspectorate and notes" in pages["/"]
    assert "Words in the letter" in pages["/reviews"] and "School if nobody is named" in pages["/matrix"]
    assert "The letter lists none." in pages["/review/letter-1-2024-kent"]
    assert "A program read the letters:" in pages["/about"] and "says more than is read here" not in pages["/about"]
    assert "Measured on" not in pages["/about"], "nobody has measured how well letters are read"


def test_no_file_of_a_second_collection_speaks_in_words_of_the_first(graph: Graph) -> None:
    """The explorer with its data and scripts, tables, the description of the build, and all that the graph says but its terms."""
    assert graph.directory is not None
    files = {each.name: each.read_text(encoding="utf-8") for each in graph.directory.iterdir() if each.suffix in TEXTS}
    assert {"explorer.html", "build.json", "recommendations.csv", "reviews.jsonl", "casegraph.nt"} <= files.keys()
    terms = f"<{graph.base}ontology"
    for name in [name for name in files if name.startswith("casegraph.")]:
        text = files.pop(name)
        if name == "casegraph.nt":
            files[name] = "\n".join(line for line in text.splitlines() if not line.startswith(terms))
    assert [(name, found[0]) for name, text in files.items() for found in _foreign(text)] == []
    assert "as far as the letter tells it" in files["casegraph.nt"] and "{text}" not in files["casegraph.nt"]


def test_no_picture_or_answer_of_a_second_collection_speaks_in_words_of_the_first(graph: Graph) -> None:
    """Timelines of one year and of several, heat map, neighbourhood, networks, answers, and measures on a terminal."""
    assert graph.directory is not None
    text = (graph.directory / "casegraph.nt").read_text(encoding="utf-8")
    (year,) = re.findall(r'\n\S+/review/letter-2-2024-essex> \S+#year> "2024"\S* \.', text)
    of_years = Graph(MemoryStore.from_ntriples(text.replace(year, year.replace('"2024"', '"2023"')), graph.base))
    said = [timeline(graph), timeline(of_years), heatmap(graph), neighbourhood(graph, "agency/police")]
    said += [network_page(graph, name) for name in projections()]
    said += [str(graph.ask("recommendations-to", agency="police")), str(graph.ask("themes-without-recommendation"))]
    command = ["metrics", "agency-theme", "--samples", "2", "--graph", str(graph.directory)]
    said.append(CliRunner().invoke(main, command, catch_exceptions=False).output)
    assert [found[0] for each in said for found in _foreign(each)] == []
    assert "The letters list" in said[0] and "their letters list" in said[1]
    assert "nobody is named and the school is taken to be meant" in said[-3] and "whole" not in said[-2]
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
        assert "as far as the text tells it" in text or "usual addressee" in " ".join(text.split())


def test_all_that_is_left_for_words_in_the_ontology_is_filled() -> None:
    """In questions, schemes and networks; a name that no word has would be shown as it is."""
    notes = [each.note for each in questions().values()] + [
        projection_query(name).description for name in projections()
    ]
    notes += [each.definition for file in SCHEMES for each in scheme(file).values()]
    left = [note for note in notes if "{" in note]
    assert len(left) > 12
    assert [note for note in left if re.search(r"[][{}]", filled(note, FIRST.words) + filled(note, NEUTRAL))] == []


def test_an_answer_counts_the_documents_of_the_collection(graph: Graph) -> None:
    assert "in 2 open letters." in graph.ask("recommendations-to", agency="police").summary
    assert "of 2 open letters" in graph.ask("list-reviews").summary


@pytest.mark.usefixtures("letters")
def test_pages_of_two_collections_make_no_graph(tmp_path: Path) -> None:
    """There would be one notice and one statement of rights for the words of both."""
    (tmp_path / "a.txt").write_text(LETTERS, encoding="utf-8")
    (tmp_path / "b.txt").write_text(ENTRY, encoding="utf-8")
    with pytest.raises(BuildError, match=r"a\.txt is part of the Letters.*b\.txt is part of the "):
        build([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "exports")
    assert not (tmp_path / "exports" / "build.json").exists()


def test_a_graph_of_an_unknown_collection_gets_no_other_rights() -> None:
    """Nor is what it calls its collection imported or opened."""
    for name in ("inquests", "choice", "nspcc.reader", "../nspcc", ""):
        with pytest.raises(CasegraphError, match="does not know the collection"):
            profile_in([{"collection": f"https://w3id.org/casegraph/collection/{name}"}])


@pytest.mark.parametrize("each", profiles(), ids=lambda each: each.id)
def test_a_profile_is_whole(each: Profile) -> None:
    """Every value is there, agencies exist, and no text can be taken for markup."""
    agencies = scheme("agencies.ttl")
    assert {*each.first_agencies, each.default_addressee} <= agencies.keys() | {""}
    texts = [getattr(each, field.name) for field in fields(each)]
    for part in (each.notice, each.helpline, each.rights, each.dataset, each.words):
        texts += [getattr(part, field.name) or "–" for field in fields(part) if field.name in MAY_BE_EMPTY]
        texts += [getattr(part, field.name) for field in fields(part) if field.name not in MAY_BE_EMPTY]
    assert [text for text in texts if isinstance(text, str) and (not text or re.search(r"[<>&]", text))] == []
    assert re.fullmatch(r"\+\d+", each.helpline.international) and len(each.documents) == len(each.counted_as) == 2


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda text: text.replace('emergency = "112"\n', ""), "helpline lacks .*emergency"),
        (lambda text: text.replace("[rights]", "[rihgts]"), "rights"),
        (lambda text: f"colour = 1\n{text}", "colour"),
        (lambda text: text.replace('title = "L', "title = L"), "line 2"),
    ],
    ids=["a value less", "a part less", "a value more", "no TOML"],
)
def test_a_profile_with_a_mistake_is_refused(change: Callable[[str], str], said: str) -> None:
    """With the place of the mistake."""
    with pytest.raises(CasegraphError, match=said):
        profile_from(change(PROFILE), "letters")


async def _linked_pages(graph: Graph) -> dict[str, str]:
    """The pages of a server that links lead to: each question and network, else one of each form; no files, no terms."""
    assert graph.directory is not None
    site = Site(graph, graph.directory, seconds=60)
    handlers = dict.fromkeys((ProtocolError, CasegraphError, HTTPException), error_handler(site))
    app = Starlette(routes=routes(site), exception_handlers=handlers)
    seen: set[tuple[str, ...]] = set()
    waiting, pages = deque(["/", "/openapi.json", "/review/letter-1-2024-kent"]), {}
    while waiting:
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
    return b"".join(body).decode()


def _foreign(text: str) -> Iterator[re.Match[str]]:
    """What a text says in words of the first collection; a library that pages of networks have says what it wants."""
    text = re.sub(r"<script>[^<]*@version(?:[^<]|<(?!/script>))*", "", text)
    yield from ITS_WORDS.finditer(text)


TEXTS = (".html", ".json", ".jsonl", ".csv", ".nt", ".graphml", ".gexf", ".ttl")
ITS_WORDS = re.compile(
    r"NSPCC|nspcc|\b0808(?:\s|\d|&nbsp;|\\u)|orried about a child|\b[Aa]bstracts?\b|\bthe (?:safeguarding )?partnership\b|\bPartnership if\b|local partnership"
)
"""How sentences call the texts of the first collection, and who is meant where one of them names nobody."""

FOREIGN = re.compile(
    r"nspcc|\b0808(?:\s|\d|&nbsp;|\\u)|worried about a child|serious case review|case review collection|published reviews?\b",
    re.IGNORECASE,
)
"""Words that only the first collection may say."""


def test_no_other_module_speaks_of_the_first_collection() -> None:
    """What is said of it is in its folder: Python, scripts, templates and styles elsewhere take it from the profile."""
    files = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".py", ".js", ".html", ".css", ".toml")]
    own = [path for path in files if path.is_relative_to(PACKAGE / "collections" / FIRST.id)]
    others = [path for path in files if path not in own and "static" not in path.parts]
    assert len(others) > 150 and any(FOREIGN.search(path.read_text(encoding="utf-8")) for path in own)
    said = [
        f"{path.relative_to(PACKAGE)}: {found[0]}"
        for path in others
        for found in FOREIGN.finditer(path.read_text(encoding="utf-8"))
    ]
    assert said == []
    shown = [path for path in others if path.suffix in (".js", ".html")]
    assert [(path.name, found[0]) for path in shown for found in _foreign(path.read_text(encoding="utf-8"))] == []
