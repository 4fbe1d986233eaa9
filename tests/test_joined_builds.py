"""Collections that are built together: each a whole build of its own, none counted with another, all of them or nothing."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
import pytest
from click.testing import CliRunner, Result
from starlette.testclient import TestClient

from casegraph.asking.for_collections import not_for
from casegraph.asking.questions import Question, question
from casegraph.assistant.served import open_served
from casegraph.building import collection_build
from casegraph.building.build import Summary, build
from casegraph.cli import main
from casegraph.cli.error_words import error_words
from casegraph.collections import profile_named
from casegraph.collections.profile import Profile
from casegraph.errors import BuildError, UnknownName, UnusableFolder
from casegraph.explorer.elsewhere import QUOTES
from casegraph.graph import Graph
from casegraph.store.build_folder import BuildFolder
from casegraph.store.built_together import BuiltCollection, collections_in, folder_of
from casegraph.store.memory import MemoryStore
from casegraph.views.replies import replies_on
from casegraph.views.sendings import sendings
from casegraph.web import together
from casegraph.web.app import application
from letters import LETTERS

REVIEW = """2025 – Kent – Child U
Death of a baby.
Recommendations include: the police should share information about neglect; the ICB should revise training
Keywords: neglect
> Read the overview report
"""
OWN = {"build.json", "casegraph.trig", "explorer.html", "store", ".kept", "letters"}
"""What differs between a build of case reviews with letters and one without: these know of the letters."""
POLICE = "the police should share information about neglect"


@pytest.fixture(scope="module")
def pages(letters: Profile, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:  # noqa: ARG001
    """A page of letters, then one with a case review."""
    folder = tmp_path_factory.mktemp("pages")
    for name, text in (("letters.txt", LETTERS), ("reviews.txt", REVIEW)):
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / "letters.txt", folder / "reviews.txt"]


@pytest.fixture(scope="module")
def joined(pages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of both."""
    out = tmp_path_factory.mktemp("joined") / "exports"
    summary = build(pages, out)
    assert (summary.collection, [each.collection for each in summary.others]) == ("nspcc", ["letters"])
    return out


@pytest.fixture(scope="module")
def alone(pages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of case reviews alone."""
    out = tmp_path_factory.mktemp("alone") / "exports"
    build(pages[1:], out)
    return out


@pytest.fixture(scope="module")
def client(joined: Path) -> Iterator[TestClient]:
    """A server of both."""
    app = application(joined, hosts=("testserver",))
    yield TestClient(app)
    app.state.close()


def run(*words: str) -> Result:
    """The result of a command."""
    return CliRunner().invoke(main, words, catch_exceptions=False)


def test_the_first_collection_is_as_it_would_be_alone(joined: Path, alone: Path) -> None:
    """Byte for byte, whatever the order of pages; and the other one is a whole build."""
    names = {each.name for each in joined.iterdir() if each.is_file() or each.name == "tables"} - OWN - {".lock"}
    assert len(names) > 15 and names | OWN | {".lock"} == {each.name for each in joined.iterdir()}
    for path in sorted(each for name in names for each in [joined / name, *(joined / name).glob("*")]):
        if path.is_file():
            assert path.read_bytes() == (alone / path.relative_to(joined)).read_bytes(), path.name
    described = json.loads((joined / "build.json").read_bytes())
    del described["collections"]
    assert described == json.loads((alone / "build.json").read_bytes())
    assert {each.name for each in (joined / "letters").iterdir()} == {each.name for each in alone.iterdir()} - {".lock"}


def test_the_store_has_the_other_collection_as_a_named_graph(joined: Path, alone: Path) -> None:
    """So that no query counts it by accident; TriG has all of it."""
    graph = pyoxigraph.NamedNode("https://w3id.org/casegraph/graph/collection/letters")
    store = pyoxigraph.Store.read_only(str(joined / "store"))
    lines = (joined / "letters" / "casegraph.nt").read_text(encoding="utf-8").splitlines()
    assert sum(1 for _ in store.quads_for_pattern(None, None, None, graph)) == len(lines)
    both = pyoxigraph.Store()
    both.bulk_load(path=str(joined / "casegraph.trig"), format=pyoxigraph.RdfFormat.TRIG)
    assert sum(1 for _ in both.quads_for_pattern(None, None, None, graph)) == len(lines)
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    with Graph.open(joined) as opened, Graph.open(alone) as other:
        assert opened.query(count) == other.query(count)
        assert str(opened.ask("recommendations-to", agency="police")) == str(
            other.ask("recommendations-to", agency="police")
        )


def test_a_collection_that_fails_leaves_all_as_they_were(
    joined: Path, pages: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path: path.stat().st_mtime_ns for path in joined.rglob("*") if path.name != ".lock"}
    finish = collection_build.CollectionBuild.finish

    def failing(self: collection_build.CollectionBuild, collected: collection_build.Collected) -> Summary:
        if self.about.id == "letters":
            raise BuildError("No.")
        return finish(self, collected)

    monkeypatch.setattr(collection_build.CollectionBuild, "finish", failing)
    with pytest.raises(BuildError, match="No"):
        build(pages, joined)
    assert {path: path.stat().st_mtime_ns for path in joined.rglob("*") if path.name != ".lock"} == before


def test_a_build_again_reuses_both_and_one_without_a_collection_takes_it_away(
    joined: Path, pages: list[Path], alone: Path, tmp_path: Path
) -> None:
    """What people have put into its folder stays."""
    out = tmp_path / "exports"
    shutil.copytree(joined, out)
    (out / "letters" / "mine.txt").write_text("mine", encoding="utf-8")
    again = build(pages[::-1], out)
    assert again.unchanged == again.reviews and again.others[0].unchanged == again.others[0].reviews
    assert folder_of(out, "letters") == out / "letters" and collections_in(out)[0].folder == out
    assert build(pages[1:], out).gone == ("letters",)
    assert [each.name for each in (out / "letters").iterdir()] == ["mine.txt"]
    assert collections_in(out) == ()
    assert (out / "casegraph.trig").read_bytes() == (alone / "casegraph.trig").read_bytes()


def test_a_server_and_an_assistant_follow_a_build_that_has_another_collection(
    pages: list[Path], alone: Path, tmp_path: Path
) -> None:
    """Without being started again: a collection that is new is served, and one that is gone is not."""
    out = tmp_path / "exports"
    shutil.copytree(alone, out)
    app, served = application(out, hosts=("testserver",)), open_served(out)
    client, html = TestClient(app), {"accept": "text/html"}
    try:
        for step, number in enumerate((0, 1, 0)):
            if step:
                build(pages[1 - number :], out)
            assert len(served.beside) == number
            assert client.get("/letters/agency/police", headers=html).status_code == (200 if number else 404)
            assert client.get("/agency/police", headers=html).text.count('<nav class="collections') == number
    finally:
        app.state.close()
        served.close()


def test_a_collection_that_cannot_be_read_is_not_tried_with_each_request(
    joined: Path, alone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The former build is served meanwhile, and the new collection once it is whole."""
    out = tmp_path / "exports"
    shutil.copytree(alone, out)
    app, tried, now = application(out, hosts=("testserver",)), list[Path](), 0.0

    def collections(folder: Path) -> tuple[BuiltCollection, ...]:
        tried.append(folder)
        return collections_in(folder)

    monkeypatch.setattr(together, "collections_in", collections)
    monkeypatch.setattr(together, "monotonic", lambda: now)
    try:
        client = TestClient(app)
        shutil.rmtree(out)
        shutil.copytree(joined, out)
        (out / "letters" / "build.json").unlink()
        assert [client.get(address).status_code for address in ("/", "/about", "/letters/about")] == [200, 200, 404]
        assert tried == [out]
        shutil.copy(joined / "letters" / "build.json", out / "letters")
        now = 10_000.0
        assert client.get("/letters/about").status_code == 200
    finally:
        monkeypatch.undo()
        app.state.close()


def test_a_folder_of_others_is_not_taken(pages: list[Path], tmp_path: Path) -> None:
    (tmp_path / "exports" / "letters").mkdir(parents=True)
    (tmp_path / "exports" / "letters" / "explorer.html").write_text("mine", encoding="utf-8")
    with pytest.raises(UnusableFolder, match=r"letters holds explorer\.html, but no build"):
        build(pages, tmp_path / "exports")
    assert not (tmp_path / "exports" / "build.json").exists()


def test_one_file_has_one_collection(joined: Path, tmp_path: Path) -> None:
    """As nobody could tell which of the two builds it is for."""
    lines = [(folder / "reviews.jsonl").read_text(encoding="utf-8") for folder in (joined, joined / "letters")]
    (tmp_path / "both.jsonl").write_text("".join(lines), encoding="utf-8")
    with pytest.raises(BuildError, match="of several collections"):
        build([tmp_path / "both.jsonl"], tmp_path / "exports")


def test_a_command_looks_at_one_collection_and_says_which(joined: Path) -> None:
    first = run("ask", "recommendations-to", "--agency", "police", "--graph", str(joined))
    other = run("ask", "recommendations-to", "--agency", "police", "--graph", str(joined), "--collection", "letters")
    assert "1 of 2 recommendations in 1 published review." in first.stdout
    assert "of 2 open letters" in other.stdout or "in 2 open letters" in other.stdout
    assert "Collection: Letters of the Made-up Inspectorate." in other.stderr
    assert "--collection letters" in first.stderr and "--collection nspcc" in other.stderr
    with pytest.raises(UnknownName, match="Did you mean letters"):
        folder_of(joined, "leters")
    assert run("ask", "--graph", str(joined), "--collection", "x", "nobody-named").exit_code != 0


def test_a_role_has_a_part_for_each_collection(joined: Path) -> None:
    """Each with its own denominator; one alone if it is chosen."""
    both = run("role", "police", "--graph", str(joined)).stdout
    assert "CASE REVIEWS (1 published review)" in both and "LETTERS (2 open letters)" in both
    assert "1 recommendation in 1 of 2 open letters. They are counted apart" in both
    assert both.count("share information about neglect") == 2
    one = run("role", "police", "--graph", str(joined), "--collection", "letters").stdout
    assert "CASE REVIEWS" not in one and one.count("share information about neglect") == 1
    answer = json.loads(run("role", "police", "--format", "json", "--graph", str(joined)).stdout)
    assert (answer["asked"], answer["documents"], answer["elsewhere"][0]["documents"]) == (1, 1, 2)
    paper = run("briefing", "agency/police", "--graph", str(joined)).stdout
    assert "## In letters" in paper and "**1 recommendation in 1 of 2 open letters.**" in paper


def test_one_question_asks_all_collections_and_adds_none(joined: Path) -> None:
    answer = Graph.open(joined).ask("asked-across", agency="police", last=9)
    assert {row["collection"] for row in answer.rows} == {
        "Letters of the Made-up Inspectorate", "NSPCC National Case Review Collection"
    }  # fmt: skip
    assert "1 of 2 recommendations, in 1 of 1 published review." in answer.summary
    assert "1 of 2 recommendations, in 1 of 2 open letters." in answer.summary
    assert (answer.total, answer.denominator) == (1, 2), "those of the first collection alone"
    with Graph.open(joined / "letters") as other:
        assert other.ask("asked-across", agency="police", last=9).summary == answer.summary
    chosen = ("ask", "asked-across", "--agency", "police", "--last", "9", "--graph", str(joined), "--collection", "letters")  # fmt: skip
    assert answer.summary in run(*chosen).stdout


def test_a_question_for_other_collections_is_refused_with_what_to_type(joined: Path) -> None:
    typed = ("ask", "replies-due", "--graph", str(joined))
    assert "a question about coroners' reports, and these are case reviews." in run(*typed).stderr
    assert "has no others." in run(*typed).stderr and run(*typed).exit_code == 2
    error = not_for(question("replies-due"), profile_named("nspcc"))
    assert "Add --collection pfd, as in `casegraph ask replies-due --collection pfd`." in error_words(error)


def test_the_page_of_a_question_leads_to_the_collections_that_it_is_for(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calmly to people, as problem details to programs; a question across collections leads to the site that has all."""
    (moved,) = client.get("/letters/questions/asked-across.json?agency=police&last=9").history
    assert (moved.status_code, moved.headers["location"]) == (307, "/questions/asked-across.json?agency=police&last=9")
    none = client.get("/questions/replies-due", headers={"accept": "text/html"})
    assert none.status_code == 404 and "This server has no others." in none.text and "Page not found" not in none.text
    monkeypatch.setattr(Question, "holds_for", lambda self, profile: self.name != "repeats" or profile.id == "letters")
    page = client.get("/questions/repeats?year=2024", headers={"accept": "text/html"})
    assert page.status_code == 404 and 'href="/letters/questions/repeats?year=2024">Ask it of letters</a>' in page.text
    problem = client.get("/questions/repeats.json")
    assert (problem.status_code, problem.headers["content-type"]) == (404, "application/problem+json")
    assert problem.json()["detail"].endswith("and these are case reviews. Ask it of the collection letters.")


def test_every_page_has_the_switch_to_the_same_page_of_the_other(client: TestClient) -> None:
    for path, other in (
        ("/agency/police", "/letters/agency/police"),
        ("/letters/agency/police", "/agency/police"),
        ("/matrix", "/letters/matrix"),
        ("/letters/find?words=neglect", "/find?words=neglect"),
        ("/review/2025-kent-child-u", "/letters/reviews"),
        ("/questions/asked-across?agency=police", "/letters/questions"),
    ):
        page = client.get(path, headers={"accept": "text/html"})
        switch = page.text.partition('<nav class="collections')[2].partition("</nav>")[0]
        assert page.status_code == 200 and f'href="{other}"' in switch, path
        assert switch.index("Case reviews") < switch.index("Letters")


def test_pages_beneath_a_path_lead_to_pages_beneath_it(client: TestClient) -> None:
    """All links, forms, scripts and suggestions, but those to the other collection."""
    text = client.get("/letters/agency/police", headers={"accept": "text/html"}).text
    out = {each for each in re.findall(r'(?:href|action|src)="(/[^"]*)"', text) if not each.startswith("/letters")}
    assert out == {"/agency/police", "/review/2025-kent-child-u"}, "the switch, and what case reviews say"
    found = client.get("/letters/suggest.json?words=neg").json()["readings"]
    assert found and all(each["address"].startswith("/letters/") for each in found)
    assert "fetch(`/letters/suggest.json" in client.get("/letters/static/page.js").text
    assert client.get("/letters/agency/police/", follow_redirects=False).headers["location"] == "/letters/agency/police"


def test_one_page_shows_what_each_collection_asks_of_an_agency(client: TestClient) -> None:
    """Its words first, each with its own count; JSON has the same."""
    page = client.get("/agency/police", headers={"accept": "text/html"}).text
    part = page.partition('<section class="elsewhere"')[2]
    assert "In letters" in part and "1 recommendation in 1 of 2 open letters" in part
    assert 'href="/letters/review/letter-1-2024-kent"' in part and "neglect" in part
    answer = client.get("/agency/police.json").json()
    (there,) = answer["elsewhere"]
    assert answer["asked"] == 1 and (there["requests"], there["documents"]) == (1, 2)
    assert POLICE in [each["text"] for each in there["sentences"]]


def test_the_explorers_lead_to_each_other_and_have_words_of_each_other(joined: Path) -> None:
    """A few for each agency and theme, so that their size depends on neither."""
    data = {}
    for place in (".", "letters"):
        page = (joined / place / "explorer.html").read_text(encoding="utf-8")
        data[place] = json.loads(re.search(r'id="data">(.*?)</script>', page)[1])  # type: ignore[index]
    (letters,), (reviews,) = (each["elsewhere"] for each in data.values())
    assert (letters["file"], reviews["file"]) == ("letters/explorer.html", "../explorer.html")
    police = letters["parts"]["agency"]["police"]
    assert police["state"] == "1 recommendation in 1 of 2 open letters" and len(police["quotes"]) <= QUOTES
    assert letters["quotes"][police["quotes"][0]]["text"] == POLICE
    assert police["onward"]["href"] == "letters/explorer.html#/agency/police"


def test_replies_are_of_a_day() -> None:
    """One reply is enough; a document of several areas and agencies counts once, and one whose replies nobody counts is never overdue."""
    base = "https://w3id.org/casegraph"
    turtle = f"""
<{base}/review/a> cg:reference 'a' ; rdfs:label 'A' ; cg:responseDue '2026-01-31'^^xsd:date ; cg:isDueAssumed true ; cg:replies 0 ;
  cg:areaLabel 'Kent', 'Essex' ; cg:sentTo <x:1>, <x:2> .
<x:1> rdfs:label 'One' ; cg:position 1 ; cg:isAgency agency:icb . <x:2> rdfs:label 'Two' ; cg:position 2 .
<{base}/review/b> cg:reference 'b' ; rdfs:label 'B' ; cg:replies 1 .
<{base}/review/c> cg:reference 'c' ; rdfs:label 'C' ; cg:replies 0 .
<{base}/review/d> cg:reference 'd' ; rdfs:label 'D' ; cg:responseDue '2026-01-31'^^xsd:date ."""
    sent = sendings(MemoryStore.from_turtle(turtle))
    known = replies_on("2026-02-01", sent)
    statuses = {each.id: status for each, status in known.documents}
    assert statuses == {"a": "overdue", "b": "known", "c": "undated", "d": "unknown"}
    assert replies_on("2026-01-31", sent).having("due") == known.having("overdue")
    assert known.having("overdue")[0].sent_to == ("One", "Two") and known.assumed == 1


def test_readers_find_a_build_inside_another_that_is_taking_its_place(joined: Path, tmp_path: Path) -> None:
    """Files of it are where the outer one's are, for a moment."""
    (tmp_path / ".next" / "letters").mkdir(parents=True)
    (tmp_path / ".next" / "letters" / "build.json").write_bytes((joined / "letters" / "build.json").read_bytes())
    assert BuildFolder(tmp_path / "letters").description()["collections"][0]["id"] == "letters"
