"""Local reports: a graph of their own, marked wherever it is shown, counted with nothing published, and kept on this computer."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import DefaultGraph, Store
from starlette.requests import Request

from casegraph.asking import permitted
from casegraph.asking.questions import all_questions
from casegraph.assistant.instructions import instructions
from casegraph.building.build import build
from casegraph.cli import main
from casegraph.collections import every_profile, profile_named, profiles
from casegraph.drawing.heatmap import heatmap
from casegraph.drawing.picture_page import picture_page
from casegraph.drawing.timeline import timeline
from casegraph.errors import BuildError, PageError
from casegraph.extracting.records import read_records
from casegraph.graph import Graph
from casegraph.names import BASE
from casegraph.record.model import Given
from casegraph.store.memory import MemoryStore
from casegraph.views.from_store import collection_of
from casegraph.web import pages
from casegraph.web.entity_pages import entity
from casegraph.web.site import Site

PAGE = """2025 – Kent – Child U
Death of a 3-month-old boy in May 2024.
Learning themes include: neglect; safe sleeping.
Recommendations include: the ICB should audit records of domestic abuse; train all staff on neglect; the police should share information.
Keywords: neglect, domestic abuse
> Read the overview report
"""
TABLE = """id,number,keep,taken for,text,agency,due,heading,place,found by,review,area,year
,1,yes,recommendation,The ICB should audit records of domestic abuse by May 2026.,,May 2026,,,,Child Linnet,Kent,2025
,2,yes,recommendation,Review the neglect strategy; tell schools.,Police; ICB,,,,,,,
,,yes,learning point,Neglect was not named.,,,,,,,,
,3,no,recommendation,Left out.,,,,,,,,
"""
LOCAL = "Local, not published"


def run(*words: object) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A page built alone, and the same page built with a table of a local report."""
    folder = tmp_path_factory.mktemp("local")
    page, table = folder / "page.txt", folder / "linnet.csv"
    page.write_text(PAGE, encoding="utf-8")
    table.write_text(TABLE, encoding="utf-8")
    build([page], folder / "alone")
    done = run("build", page, table, "--out", folder / "both")
    assert done.exit_code == 0, done.output
    assert LOCAL in done.stderr
    return {
        "alone": folder / "alone",
        "both": folder / "both",
        "local": folder / "both-local",
        "table": table,
        "page": page,
    }


def memory(folder: Path) -> MemoryStore:
    """The graph of a build."""
    return MemoryStore.of_folder(folder / "store", BASE)


def answer(graph: Graph, name: str, values: dict[str, str]) -> tuple[Any, ...]:
    """What a question answers."""
    answered = graph.ask(name, **values)
    return answered.rows, answered.total, answered.denominator


def needed(store: MemoryStore, name: str) -> dict[str, str]:
    """Values for what a question needs, from the graph that it is asked of."""
    parameters = [each for each in all_questions()[name].parameters if not each.optional and each.default is None]
    return {each.name: next((value.id for value in permitted(store, each)), "neglect") for each in parameters}


def test_published_numbers_of_every_question_stay_when_a_local_report_is_added(folders: dict[str, Path]) -> None:
    """Every question that ships is asked before and after; counted together, many would answer something else."""
    mixed = Store()
    for folder in ("alone", "local"):
        for quad in Store.read_only(str(folders[folder] / "store")):
            mixed.add(quad)
    assert any(quad.graph_name == DefaultGraph() for quad in mixed)
    changed = []
    alone, both, counted = memory(folders["alone"]), memory(folders["both"]), MemoryStore(mixed, BASE)
    for name in all_questions():
        values = needed(alone, name)
        before, after, together = (answer(Graph(store), name, values) for store in (alone, both, counted))
        assert before == after, name
        if together != before:
            changed.append(name)
    assert len(changed) > 10


def test_every_file_of_the_published_build_is_the_same(folders: dict[str, Path]) -> None:
    """So no matrix, network, yearly table, overview, explorer or export can count a local report."""

    def files(folder: Path) -> dict[str, bytes]:
        """The files of a build by name, without its store and its lock."""
        paths = (path for path in folder.rglob("*") if path.is_file())
        names = {path.relative_to(folder).as_posix(): path for path in paths}
        return {
            name: path.read_bytes()
            for name, path in names.items()
            if name.split("/")[0] not in ("store", ".kept", ".lock")
        }

    alone, both = files(folders["alone"]), files(folders["both"])
    assert len(alone) > 15
    assert alone == both


def test_the_record_says_so_and_keeps_what_the_person_has_given(folders: dict[str, Path]) -> None:
    """Status, number, agency and time; nothing that a person has cut is cut again."""
    (record,) = read_records(folders["table"])
    (review,) = record.reviews
    assert (review.year, review.places, review.subject) == (2025, ("Kent",), "Child Linnet (local, not published)")
    first, second = review.recommendations
    assert second.passage.text == "Review the neglect strategy; tell schools."
    assert [(each.agency, each.basis) for each in first.addressings] == [("icb", "explicit")]
    assert [(each.agency, each.basis) for each in second.addressings] == [("police", "lead-in"), ("icb", "lead-in")]
    assert ("neglect", "wording") in [(each.concept, each.basis) for each in second.themes]
    assert "deadline" in {each.concept for each in first.strength}
    assert isinstance(first.given, Given)
    assert first.given.due is not None
    assert [point.passage.text for point in review.learning] == ["Neglect was not named."]
    for passage in (*(each.passage for each in review.recommendations), *(each.passage for each in review.learning)):
        assert record.text is not None
        assert record.text[passage.start : passage.end] == passage.text
    (line,) = (folders["local"] / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    written = json.loads(line)
    assert written["status"] == "local, not published"
    assert [each.get("given", {}).get("agency", {}).get("text") for each in written["recommendations"]] == [
        None,
        "Police; ICB",
    ]
    assert "status" not in json.loads((folders["both"] / "reviews.jsonl").read_text(encoding="utf-8"))


def test_the_graph_says_so(folders: dict[str, Path]) -> None:
    """A class and a status of its own; published reviews have neither."""
    query = "SELECT ?status ?number ?agency ?due { ?r a cg:LocalReview ; cg:status ?status ; cg:hasRecommendation ?c OPTIONAL { ?c cg:numberGiven ?number } OPTIONAL { ?c cg:agencyGiven ?agency } OPTIONAL { ?c cg:dueGiven ?due } } ORDER BY ?number"
    assert Graph(memory(folders["local"])).query(query) == [
        {"status": "local, not published", "number": "1", "agency": None, "due": "May 2026"},
        {"status": "local, not published", "number": "2", "agency": "Police; ICB", "due": None},
    ]
    assert Graph(memory(folders["both"])).query(query) == []


def test_a_local_graph_is_valid_and_its_record_gives_the_same_graph(folders: dict[str, Path], tmp_path: Path) -> None:
    """reviews.jsonl of local reports is lossless too, and goes to the local folder by itself."""
    assert run("validate", "--graph", folders["local"]).exit_code == 0
    done = run("build", folders["local"] / "reviews.jsonl", "--out", tmp_path / "again")
    assert done.exit_code == 0, done.output
    assert not (tmp_path / "again" / "build.json").exists()
    again = tmp_path / "again-local" / "reviews.jsonl"
    assert again.read_bytes() == (folders["local"] / "reviews.jsonl").read_bytes()
    both = (Store.read_only(str(folder / "store")) for folder in (folders["local"], tmp_path / "again-local"))
    first, second = ({str(quad) for quad in store} for store in both)
    assert first == second


def faces(folders: dict[str, Path]) -> Iterator[tuple[str, str]]:
    """What each face shows of the local reports."""
    local = ("--graph", folders["local"])
    for words in (
        ("ask", "recommendations-to", "--agency", "icb"),
        ("role", "icb"),
        ("explain", "2025-kent-child-linnet-local-not-published"),
    ):
        done = run(*words, *local)
        assert done.exit_code == 0, done.output
        yield " ".join(words), done.output
    with Graph.open(folders["local"]) as graph:
        for name, picture in (("heatmap", heatmap(graph)), ("timeline", timeline(graph))):
            yield name, picture
            yield f"page of {name}", picture_page(picture, profile_named("local"))
    for name in ("explorer.html", "build.json"):
        yield name, (folders["local"] / name).read_text(encoding="utf-8")
    yield "recommendations.csv", (folders["local"] / "recommendations.csv").read_text(encoding="utf-8-sig")


def test_every_face_says_local_not_published(folders: dict[str, Path]) -> None:
    """On the command line, in pictures, in the explorer, in tables."""
    seen = dict(faces(folders))
    assert len(seen) == 10
    for name, text in seen.items():
        assert "local, not published" in text.lower(), name


def test_served_pages_say_so_and_the_denominators_are_their_own(folders: dict[str, Path]) -> None:
    """On the pages that all others have their notice from; answers count local reviews alone."""
    with Graph.open(folders["local"]) as graph:
        site = Site(graph, seconds=10)
        scope = {"type": "http", "method": "GET", "query_string": b"", "headers": [], "server": ("localhost", 80)}
        for page, path in ((pages.home, "/"), (pages.about, "/about")):
            request = Request({**scope, "path": path, "root_path": "", "scheme": "http"})
            assert LOCAL in bytes(page(site, request).body).decode(), path
        answered = graph.ask("recommendations-to", agency="icb")
        assert "of 2 recommendations in 1 unpublished local review" in answered.summary


def test_nothing_of_local_reports_is_exported_unless_somebody_says_so(folders: dict[str, Path]) -> None:
    """The graph, networks, tables of networks, a page to query; and no file for other programs is made by a build."""
    for words in (("export", "turtle"), ("export", "csv", "--projection", "agency-theme"), ("draw", "sparql")):
        refused = run(*words, "--graph", folders["local"])
        assert refused.exit_code == 1
        assert "--with-local" in refused.output and "neglect strategy" not in refused.output
        allowed = run(*words, "--graph", folders["local"], "--with-local")
        assert allowed.exit_code == 0
        published = run(*words, "--graph", folders["both"])
        assert published.exit_code == 0
        assert "linnet" not in published.output.lower()
    refused = run("export", "package", "--graph", folders["local"], "-o", folders["local"] / "data")
    assert refused.exit_code == 1 and "--with-local" in refused.output
    names = {path.name for path in folders["local"].iterdir()}
    assert "data" not in names and {"casegraph.ttl", "casegraph.nt", "casegraph.graphml", ".kept"}.isdisjoint(names)
    assert {"explorer.html", "recommendations.csv"} <= names


@pytest.mark.parametrize("words", [("--host", "0.0.0.0"), ("--host", "example.org"), ("--cors", "*")])
def test_local_reports_are_served_to_this_computer_alone(folders: dict[str, Path], words: tuple[str, str]) -> None:
    """Neither to a network nor to other websites."""
    refused = run("serve", "--graph", folders["local"], "--port", 0, *words)
    assert refused.exit_code == 1
    assert "others could reach this server" in refused.output and "--with-local" in refused.output


def test_an_assistant_gets_local_reports_only_if_somebody_says_so(folders: dict[str, Path]) -> None:
    """What it reads may go to the company that runs it."""
    refused = run("mcp", "--graph", folders["local"])
    assert refused.exit_code == 1
    assert "an assistant may send" in refused.output and "--with-local" in refused.output
    with Graph.open(folders["local"]) as graph:
        told = instructions(graph.collection().profile, "1 unpublished local review")
    assert "NOT PUBLISHED" in told


def test_a_cluster_gets_no_local_report() -> None:
    """Its computers are not this one."""
    import pandas

    from casegraph.building.entry_rows import entry_frames, pages_of
    from casegraph.building.table_rows import EntryRow

    frames = entry_frames([pandas.DataFrame({"path": ["linnet.csv"], "content": [TABLE]})])
    with pytest.raises(PageError, match=r"linnet\.csv is a local report, which is not published"):
        pages_of(EntryRow(*row) for frame in frames for row in frame.itertuples(index=False))


def test_one_kind_of_build_never_takes_the_place_of_the_other(folders: dict[str, Path], tmp_path: Path) -> None:
    """Neither local reports that of published reviews, nor these theirs; and one graph never has both."""
    with pytest.raises(
        BuildError, match=r"holds a build of reviews that are published, and local reports are never built in its place"
    ):
        build([folders["table"]], folders["alone"], force=True)
    with pytest.raises(
        BuildError, match=r"holds a build of local reports, and reviews that are published are never built"
    ):
        build([folders["page"]], folders["local"], force=True)
    with pytest.raises(BuildError, match=r"several collections"):
        build([folders["page"], folders["table"]], tmp_path / "mixed")
    assert not (tmp_path / "mixed").exists()


def test_a_broken_table_leaves_no_build(tmp_path: Path) -> None:
    """Nothing is half written, and the message has no word of the table."""
    broken = tmp_path / "broken.csv"
    broken.write_text(TABLE.replace(",2025\n", ",soon\n"), encoding="utf-8")
    failed = run("build", broken, "--out", tmp_path / "out")
    assert failed.exit_code == 1
    assert "row 2, column “year”: it is no year" in failed.output and "Linnet" not in failed.output
    assert not [*tmp_path.rglob("build.json")]


def test_local_reports_are_no_published_collection() -> None:
    """What is said of all collections is said of published ones."""
    assert [each.id for each in every_profile() if not each.is_published] == ["local"]
    assert "local" not in {each.id for each in profiles()}


def test_what_was_given_with_a_recommendation_is_shown_with_it(folders: dict[str, Path]) -> None:
    """On its page, in lists, in briefings and in the explorer's data; from the records and from the store alike."""
    number, agency = (
        "Given in the report: number 1; due May 2026.",
        "Given in the report: number 2; agency Police; ICB.",
    )
    listed = ["number 1; due May 2026", "number 2; agency Police; ICB"]
    for folder in ("alone", "local"):
        with Graph.open(folders[folder]) as graph:
            written, stored = graph.collection(), collection_of(graph.store)
            sentences = [each.given for review in written.reviews.values() for each in review.clauses]
            assert sentences == [each.given for review in stored.reviews.values() for each in review.clauses]
            assert [each for each in sentences if each] == ([number, agency] if folder == "local" else [])
    rows = run("role", "police", "--graph", folders["local"], "--format", "csv").stdout.splitlines()
    assert ",given," in f"{rows[0].rstrip()}," and any(listed[1] in row for row in rows)
    assert listed[1] in " ".join(run("role", "police", "--graph", folders["local"]).stdout.split())
    assert listed[0] in " ".join(run("briefing", "agency/icb", "--graph", folders["local"]).stdout.split())
    assert number in (folders["local"] / "explorer.html").read_text(encoding="utf-8")
    with Graph.open(folders["local"]) as graph:
        site = Site(graph, seconds=10)
        (review,) = site.collection.reviews
        scope = {"type": "http", "method": "GET", "query_string": b"", "headers": [(b"accept", b"text/html")]}
        place = {"path": f"/review/{review}", "path_params": {"kind": "review", "name": review}}
        request = Request({**scope, **place, "server": ("localhost", 80), "root_path": "", "scheme": "http"})
        assert f'<p class="given">{number}</p>' in bytes(entity(site, request).body).decode()
