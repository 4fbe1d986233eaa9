"""Collections: a second one is put beside the first as a folder, and what Casegraph says of a collection is its own."""

import json
import re
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from starlette.requests import Request

import casegraph.collections
from casegraph.collections import contents, profile_in, profile_named, profile_of, profiles
from casegraph.collections.profile import Profile, profile_from
from casegraph.drawing.network_page import network_page
from casegraph.drawing.picture_page import picture_page
from casegraph.drawing.timeline import timeline
from casegraph.errors import CasegraphError, PageError
from casegraph.explorer.page import explorer
from casegraph.extracting import extract
from casegraph.graph import Graph
from casegraph.reading.page import page_of
from casegraph.record.model import LOCAL
from casegraph.schemes import scheme
from casegraph.web import pages
from casegraph.web.openapi.document import openapi
from casegraph.web.site import Site
from letters import LETTERS, PROFILE, READER

PACKAGE = Path(casegraph.collections.__file__).parent.parent
FIRST = profiles()[0]

MAY_BE_EMPTY = ("whole", "wholes", "meant_which", "thesaurus")
ENTRY = "2025 – Kent – Child U\nDeath of a boy.\nRecommendations include: train all staff."


def test_a_page_is_read_by_the_collection_whose_form_it_has(letters: Profile) -> None:
    """Whatever the file is called; a page of no form is refused with all forms named."""
    assert profile_of(page_of(LETTERS.encode(), "page.txt")) is letters
    assert profile_of(page_of(ENTRY.encode(), "letters.txt")) == FIRST
    with pytest.raises(PageError, match=r"other\.txt .*2025 – Area – Name.*Letter 7"):
        contents(page_of(b"Something else.", "other.txt"))


def test_the_example_of_how_a_collection_is_added_is_the_one_that_these_tests_build() -> None:
    """Page, profile and reader stand in the document for people as they are."""
    text = (PACKAGE.parents[1] / "docs" / "adding-a-collection.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?ms)^```(text|toml|python)\n(.*?)^```$", text)
    assert dict(blocks) == {"text": LETTERS, "toml": PROFILE.lstrip("\n"), "python": READER.lstrip("\n")}


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


def test_a_graph_names_its_collection_and_its_rights(letters_graph: Graph) -> None:
    """In SPARQL, so that whoever has the graph alone finds them."""
    (row,) = letters_graph.query(
        "SELECT ?collection ?title ?rights { ?page a cg:SourcePage ; dcterms:rights ?rights ; dcterms:isPartOf ?collection . "
        "?collection a cg:Collection ; rdfs:label ?title }"
    )
    assert row == {
        "collection": "https://w3id.org/casegraph/collection/letters",
        "title": "Letters of the Made-up Inspectorate",
        "rights": "Text of the page: the inspectorate.",
    }
    (about,) = letters_graph.query("SELECT ?title { ?dataset a dcat:Dataset ; dcterms:title ?title }")
    assert about["title"] == "Casegraph: letters"


def test_pictures_say_whose_words_they_show(letters_graph: Graph) -> None:
    """Source, notice, helpline and rights are those of the collection; none of the other's is left."""
    picture = timeline(letters_graph)
    page, network = picture_page(picture, FIRST), network_page(letters_graph, "agency-theme")
    for text in (picture, picture_page(picture, profile_named("letters")), network):
        assert "01632 960 000" in text and "help@example.org" in text and "112" in text
        assert not FOREIGN.search(text)
    assert "Source: the inspectorate's letters (letters.txt)" in picture
    assert "2 letters sent in 2024" in picture
    assert "Quotations are the &lt;made-up&gt; inspectorate's" in network
    assert FOREIGN.search(page), "or the claim above would hold of anything"


def test_the_explorer_says_whose_words_it_shows(letters_graph: Graph) -> None:
    """Title, notice, helpline, rights and first questions; what is said of the other collection is not even in its scripts."""
    page = explorer(letters_graph)
    assert "<title>What 2 letters sent in 2024 recommend" in page and "These pages are about made-up things." in page
    assert '<a href="tel:+441632960000">01632\u00a0960\u00a0000</a>' in page
    assert "belong to\nthe &lt;made-up&gt; inspectorate." in page and '"first_agencies":["schools"]' in page
    assert not FOREIGN.search(page)


def test_served_pages_say_whose_words_they_show(letters_graph: Graph) -> None:
    """Notice, helpline and rights, in the description for programs as well."""
    site = Site(letters_graph, seconds=10)
    scope = {"type": "http", "method": "GET", "query_string": b"", "headers": [], "server": ("localhost", 80)}
    home, about = (
        bytes(page(site, Request({**scope, "path": path, "root_path": "", "scheme": "http"})).body).decode()
        for page, path in ((pages.home, "/"), (pages.about, "/about"))
    )
    described = json.dumps(openapi(site))
    assert "What 2 letters sent in 2024 recommend" in home and "These pages are about made-up things." in home
    assert '<a href="https://example.org/letters">inspectorate&#39;s letters</a>' in about
    assert "What letters recommend, and to whom" in described
    assert [found[0] for text in (home, about) for found in FOREIGN.finditer(text)] == []


def test_an_answer_counts_the_documents_of_the_collection(letters_graph: Graph) -> None:
    assert "in 2 open letters." in letters_graph.ask("recommendations-to", agency="police").summary
    assert "of 2 open letters" in letters_graph.ask("list-reviews").summary


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
    texts = [
        getattr(each, field.name) for field in fields(each) if field.name not in ("default_addressee", "no_requests")
    ]
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


FOREIGN = re.compile(
    r"nspcc|\b0808(?:\s|\d|&nbsp;|\\u)|worried about a child|serious case review|case review collection|published reviews?\b",
    re.IGNORECASE,
)
"""Words that only the first collection may say."""


def test_no_other_module_speaks_of_the_first_collection() -> None:
    """What is said of it is in its folder: Python, scripts, templates and styles elsewhere take it from the profile.

    Local reports have the same helpline, and tell themselves from what is published.
    """
    files = [path for path in sorted(PACKAGE.rglob("*")) if path.suffix in (".py", ".js", ".html", ".css", ".toml")]
    own = [
        path for path in files if path.parent in (PACKAGE / "collections" / FIRST.id, PACKAGE / "collections" / LOCAL)
    ]
    others = [path for path in files if path not in own and "static" not in path.parts]
    assert len(others) > 150 and any(FOREIGN.search(path.read_text(encoding="utf-8")) for path in own)
    said = [
        f"{path.relative_to(PACKAGE)}: {found[0]}"
        for path in others
        for found in FOREIGN.finditer(path.read_text(encoding="utf-8"))
    ]
    assert said == []
