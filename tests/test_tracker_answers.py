"""Answers: what people wrote in a tracker is a graph of its own, and three questions that it answers."""

import json
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from click.testing import CliRunner, Result

import casegraph
from casegraph.cli import main
from casegraph.names import PREFIXES
from casegraph.tracking.answers import answers, answers_as, graph_name
from casegraph.tracking.choosing import tracker
from casegraph.tracking.model import STATUSES, Chosen, Entries, Tracker
from casegraph.tracking.questions import EMPTY, QUESTIONS, ask_tracker
from casegraph.views.collection import Collection
from serving import serving
from trackers import AUDIT, DONE, KENT, LEEDS, MINUTES, TRAIN, Made, filled, written

ONTOLOGY = Path(__file__).parent.parent / "ontology"
CG = PREFIXES["cg"]
BUSY = Entries("in progress", due="31/12/2027", owner="B. Person <b@example.org>", action='say "yes"\n\\ and more')


@pytest.fixture(scope="module")
def page(tracked: Made) -> Collection:
    """The page of two reviews."""
    return tracked()


@pytest.fixture(scope="module")
def answered(page: Collection) -> Tracker:
    """A tracker of it with two answers."""
    return filled(page, {f"{KENT}/1": DONE, f"{KENT}/2": BUSY})


def loaded(text: str) -> ox.Store:
    """A store with answers in TriG."""
    store = ox.Store()
    store.load(text.encode(), format=ox.RdfFormat.TRIG)
    return store


def test_answers_are_a_graph_of_their_own(page: Collection, answered: Tracker) -> None:
    """Loaded beside readings, they are in the graph with their name and nowhere else."""
    text = answers_as("trig", answers(page, answered).lines)
    store = loaded(text)
    assert {quad.graph_name for quad in store} == {ox.NamedNode("https://w3id.org/casegraph/graph/answers")}
    assert not store.query("ASK { ?s ?p ?o }")
    query = """SELECT ?id ?status ?on ?due { GRAPH ?g {
      ?a cg:answers ?id ; cg:answerStatus/skos:prefLabel ?status ; cg:answerDue ?due OPTIONAL { ?a cg:answeredOn ?on }
    } } ORDER BY ?id"""
    found: Any = store.query(query, prefixes=dict(PREFIXES))
    rows = [[row[name] and row[name].value for name in ("id", "status", "on", "due")] for row in found]
    recommendation = PREFIXES["recommendation"]
    assert rows == [
        [f"{recommendation}{KENT}/1", "implemented", "soon", "2027-03-01"],
        [f"{recommendation}{KENT}/2", "in progress", None, "2027-12-31"],
    ]


def test_all_formats_say_the_same(page: Collection, answered: Tracker) -> None:
    """Turtle, N-Triples and TriG; the words are those that were written, and the same lines give the same bytes."""
    lines = answers(page, answered).lines
    turtle = rdflib.Graph().parse(data=answers_as("turtle", lines), format="turtle")
    assert {*turtle} == {*rdflib.Graph().parse(data=answers_as("ntriples", lines), format="nt")}
    assert len(turtle) == len(loaded(answers_as("trig", lines)))
    said = {str(each) for each in turtle.objects(None, rdflib.URIRef(f"{CG}answerAction"))}
    assert said == {DONE.action, BUSY.action}
    assert answers_as("trig", lines[::-1]) == answers_as("trig", lines)


def test_another_base_is_that_of_the_build(page: Collection, answered: Tracker) -> None:
    """Answers lead to the recommendations of the build that they are loaded beside."""
    text = answers_as("ntriples", answers(page, answered).lines, "https://example.org/")
    assert f"<https://example.org/recommendation/{KENT}/1>" in text
    assert f"<{graph_name('https://example.org/')}>" in text


def test_no_answer_is_about_a_recommendation_that_is_not_there(
    page: Collection, answered: Tracker, tracked: Made
) -> None:
    """Other words under an id, and lines that are gone, are left out and counted; empty lines are no answers."""
    moved = tracked(
        "Recommendations: the police should audit",
        "Recommendations: schools should hold files; the police should audit",
    )
    found = answers(moved, replace(answered, gone=answered.lines[:1]))
    assert [each.ask.text for each in found.lines] == []
    assert [each.ask.text for each in found.others] == [AUDIT, AUDIT, TRAIN]
    assert len(answers(page, answered).lines) == 2


WRONG = {
    "no recommendation": "?a cg:answers ?r",
    "nothing said": "?a cg:answerStatus ?s ; cg:answeredOn ?on ; cg:answerDue ?due ; cg:answerAction ?act ; cg:answerOwner ?who ; cg:answerEvidence ?e ; cg:answerImpact ?i",
}


def test_shapes_take_what_is_right_and_find_what_is_wrong(page: Collection, answered: Tracker) -> None:
    """An answer about nothing, one that says nothing, one with two statuses."""
    shapes = rdflib.Graph().parse(ONTOLOGY / "answers-shapes.ttl")
    graph = rdflib.Graph().parse(data=answers_as("turtle", answers(page, answered).lines), format="turtle")
    assert pyshacl.validate(graph, shacl_graph=shapes)[0]
    for pattern in WRONG.values():
        wrong = rdflib.Graph() + graph
        wrong.update(f"DELETE {{ {pattern} }} WHERE {{ {pattern} }}", initNs=dict(PREFIXES))
        assert len(wrong) < len(graph)
        assert not pyshacl.validate(wrong, shacl_graph=shapes)[0], pattern
    graph.update(
        "INSERT { ?a cg:answerStatus ?c } WHERE { ?a a cg:Answer . ?c skos:inScheme ?s }", initNs=dict(PREFIXES)
    )
    assert not pyshacl.validate(graph, shacl_graph=shapes)[0]


def test_every_term_of_an_answer_is_defined() -> None:
    """Each property and class has a label and says what it means; there are six statuses."""
    graph = rdflib.Graph().parse(ONTOLOGY / "answers.ttl")
    used = rdflib.Graph().parse(ONTOLOGY / "answers-shapes.ttl")
    terms = {each for each in used.objects() if str(each).startswith(CG)}
    assert len(terms) == 9
    for each in terms:
        assert graph.value(each, rdflib.RDFS.label), each
        assert graph.value(each, rdflib.RDFS.comment), each
    assert {str(each) for each in graph.objects(None, rdflib.SKOS.prefLabel)} == {*STATUSES, "Statuses of answers"}


def test_what_was_asked_of_us(page: Collection, answered: Tracker) -> None:
    """Each line once, with its status; choices and statuses narrow them."""
    shown = ask_tracker(page, answered, "what-was-asked-of-us")
    assert [row["recommendation"] for row in shown.rows][:3] == [AUDIT, TRAIN, MINUTES]
    assert shown.summary == "4 recommendations in 2 reviews: 1 in progress, 1 implemented, 2 without a status."
    police = ask_tracker(page, answered, "what-was-asked-of-us", chosen=Chosen(agency="police"), status=EMPTY)
    assert [row["id"] for row in police.rows] == [f"{LEEDS}/1"]


def test_what_did_we_do(page: Collection, answered: Tracker) -> None:
    """What was written, by status; of what is done, how much has evidence."""
    shown = ask_tracker(page, answered, "what-did-we-do")
    assert [(row["status"], row["action"], row["due"]) for row in shown.rows] == [
        ("in progress", BUSY.action, "31/12/2027"),
        ("implemented", "Audited 40 referrals", date(2027, 3, 1)),
    ]
    assert shown.summary.startswith("2 of 4 recommendations in 2 reviews have an answer: 1 in progress, 1 implemented.")
    assert shown.summary.endswith("Evidence is given for 1 of 1 implemented.")


def test_who_else_was_asked_the_same(tracked: Made) -> None:
    """Those of other reviews that ask the same or come near, and never one's own; how is said."""
    c = tracked("all conferences must be minuted", "review the escalation policy of the partnership")
    ours = filled(c, {}, Chosen(partnership="leeds"))
    shown = ask_tracker(c, ours, "who-else-was-asked", most=1)
    assert [(row["id"], row["also_asked_id"]) for row in shown.rows] == [(f"{LEEDS}/1", f"{KENT}/3")]
    assert shown.rows[0]["relation"] == "same"
    assert "escalation" in str(shown.rows[0]["words_in_common"])
    assert "Compared by subject, action and words" in shown.summary
    everybody = ask_tracker(c, filled(c, {}), "who-else-was-asked", most=1)
    assert (f"{KENT}/3", f"{LEEDS}/1") in [(row["id"], row["also_asked_id"]) for row in everybody.rows]
    assert all(
        str(row["id"]).partition("/")[0] != str(row["also_asked_id"]).partition("/")[0] for row in everybody.rows
    )


def run(*words: object) -> Result:
    """The command with these words."""
    return CliRunner().invoke(main, ["tracker", *map(str, words)])


def test_the_command_answers_and_leaves_the_build_alone(built: Path, tmp_path: Path) -> None:
    """Every question in every format; the graph of answers in a file of its own."""
    file = tmp_path / "tracker.xlsx"
    assert run("new", "--agency", "icb", "-o", file, "--graph", built).exit_code == 0
    for name in QUESTIONS:
        shown = run("ask", name, file, "--graph", built, "--format", "json")
        answer = json.loads(shown.stdout)
        assert answer["total"] == len(answer["rows"])
        assert answer["summary"] in run("ask", name, file, "--graph", built).stdout
    assert run("answers", file, "-o", tmp_path / "answers.trig", "--graph", built).exit_code == 0
    store = loaded((tmp_path / "answers.trig").read_text("utf-8"))
    assert {quad.graph_name for quad in store} == {ox.NamedNode(graph_name())}
    assert run("answers", file, "-o", tmp_path / "answers.csv", "--graph", built).exit_code == 2


def test_a_server_shows_what_the_file_says_now(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only where a tracker is served; what changes in the file changes on the page, and what cannot be read is said.

    A server that is terminated leaves nothing of what people wrote behind.
    """
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setenv("TMPDIR", str(private))
    with casegraph.open(built) as graph:
        new = tracker(graph.collection(), Chosen(agency="icb"))
    file = written(tmp_path, new)
    with serving(built, "--answers", str(file)) as server:

        def page(path: str) -> tuple[int, str]:
            status, _, body = server.ask("GET", path)
            return status, body.decode()

        assert page("/answers/what-did-we-do.json")[0] == 200
        first = json.loads(page("/answers/what-did-we-do.json")[1])
        assert first["rows"] == []
        text = "<script>alert(1)</script> https://example.org"
        lines = (replace(new.lines[0], entries=Entries("implemented", text)), *new.lines[1:])
        written(tmp_path, replace(new, lines=lines))
        later = json.loads(page("/answers/what-did-we-do.json")[1])
        assert [row["action"] for row in later["rows"]] == [text]
        shown = page("/answers/what-did-we-do?status=implemented")[1]
        assert "&lt;script&gt;alert(1)&lt;/script&gt; https://example.org" in shown
        assert 'href="https://example.org"' not in shown
        assert f'href="/recommendation/{new.lines[0].ask.id}"' in shown
        assert page(f"/recommendation/{new.lines[0].ask.id}")[0] == 200
        assert '<a href="/answers">' in page("/report")[1]
        file.write_bytes(b"no tracker")
        assert "The file has changed since and cannot be read" in page("/answers")[1]
        assert json.loads(page("/answers/what-did-we-do.json")[1]) == later
        assert page("/answers/what-did-we-do.json?status=done")[0] == 400
        assert page("/answers/who")[0] == 404
        described = json.loads(page("/openapi.json")[1])
        assert {path for path in described["paths"] if path.startswith("/answers")} >= {
            "/answers.json",
            "/answers/what-did-we-do.xlsx",
        }

        def asked(query: str) -> bool:
            accept = {"Accept": "application/sparql-results+json"}
            return bool(json.loads(server.ask("GET", f"/sparql?query={quote(query)}", headers=accept)[2])["boolean"])

        assert not asked("ASK { ?a a cg:Answer }")
        assert asked(f"ASK {{ GRAPH <{graph_name()}> {{ ?a cg:answers ?r }} ?r a cg:Recommendation }}")
        assert list(private.glob("casegraph-answers-*/store-*"))
        written(tmp_path, new)
        assert not asked(f"ASK {{ GRAPH <{graph_name()}> {{ ?a cg:answers ?r }} ?r a cg:Recommendation }}")
    assert list(private.iterdir()) == []


def test_a_query_names_the_graph_of_answers(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the recommendations of the build, whose default graph stays as it is; nothing is left behind."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    with casegraph.open(built) as graph:
        new = tracker(graph.collection(), Chosen(agency="icb"))
    file = written(
        tmp_path, replace(new, lines=(replace(new.lines[0], entries=Entries("implemented", "Audited")), *new.lines[1:]))
    )

    def rows(query: str, *options: str | Path) -> list[str]:
        result = CliRunner().invoke(
            main, ["query", query, "--graph", str(built), "--format", "csv", *map(str, options)]
        )
        assert (result.exit_code, result.stderr) == (0, ""), result.output
        return result.stdout.splitlines()[1:]

    asked = "SELECT ?done ?text { GRAPH ?g { ?a cg:answers ?r ; cg:answerAction ?done } ?r cg:text ?text }"
    assert [row.partition(",")[0] for row in rows(asked, "--answers", file)] == ["Audited"]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    assert rows(count, "--answers", file) == rows(count)
    away = CliRunner().invoke(main, ["query", count, "--answers", str(file), "--endpoint", "http://127.0.0.1:9/"])
    assert away.exit_code == 2 and "folder" in away.stderr
    assert [*temporary.iterdir()] == []
