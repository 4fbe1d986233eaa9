"""A build made from reviews.jsonl is the build that it came from, file by file; the graph says what the record says."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import casegraph
from casegraph.areas import Place
from casegraph.building import build
from casegraph.building.graph import graph_text
from casegraph.cli import main
from casegraph.errors import RecordError
from casegraph.record.identity import mint
from casegraph.record.model import Resolution, Review

LONG = "train all staff of every agency in how bruises of babies are seen, recorded and followed up"
BOY = (
    "2023 – Kent – Child U\nDeath of a boy of 3 years in May 2022.\nLearning includes: neglect.\n"
    f"Recommendations include: the CCG should {LONG}; the police should hear the child.\nKeywords: neglect, drugs\n"
    "> Read the overview report\n"
)
GIRL = BOY.replace("Child U", "Child V").replace("Kent", "Atlantis").replace("boy", "girl").replace("bruises", "burns")
A = f"{BOY}An odd line.\n{GIRL}{GIRL}Another one.\n"
"""Lines that are not read, an area that nobody knows, and an entry that is there twice."""
B = BOY.replace("2023", "2024").replace("Child U", "Child W").replace("bruises", "bites") + BOY.replace("May", "June")
"""A review of its own, and another text of the first page's."""
C = (
    BOY.replace("a boy", "a baby")
    + BOY.replace("drugs", "alcohol")
    + GIRL.replace("Keywords: neglect", "Keywords: fire")
)
"""Two reviews with the heading of one."""


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a build but the store, whose tables have the time in them."""
    return {
        path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file() and path.name != ".lock"
    }


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Three pages whose names are not in the order in which they are given."""
    folder = tmp_path_factory.mktemp("pages")
    for name, text in (("c.txt", A), ("a.txt", B), ("b.txt", C)):
        (folder / name).write_text(text, encoding="utf-8")
    return [folder / name for name in ("c.txt", "a.txt", "b.txt")]


@pytest.fixture(scope="module")
def of_pages(pages: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of them."""
    out = tmp_path_factory.mktemp("of-pages") / "out"
    build(pages, out, force=True)
    return out


def run(*words: str | Path) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, [str(word) for word in words])


def test_the_page_of_2025_and_its_lines_make_the_same_files(built: Path, tmp_path: Path) -> None:
    """Graph, networks, tables, explorer, counts and the lines themselves, byte for byte."""
    build([built / "reviews.jsonl"], tmp_path / "out")
    made = files(tmp_path / "out")
    assert len(made) == 19
    assert made == files(built)


def test_lines_of_several_pages_make_the_same_files(of_pages: Path, tmp_path: Path) -> None:
    """With their order, what was not read, entries on several pages, repeated ones, and headings of several reviews."""
    counts = json.loads((of_pages / "build.json").read_text(encoding="utf-8"))
    assert [(page["file"], page["entries"]) for page in counts["pages"]] == [("c.txt", 3), ("a.txt", 2), ("b.txt", 3)]
    assert (counts["counts"]["unread"], counts["counts"]["unresolved"]) == (2, ["Atlantis"])
    assert counts["counts"]["clashes"] == ["2023 – Kent – Child U"]
    build([of_pages / "reviews.jsonl"], tmp_path / "out", force=True)
    assert files(tmp_path / "out") == files(of_pages)


def test_lines_and_pages_can_be_mixed(pages: list[Path], of_pages: Path, tmp_path: Path) -> None:
    """Lines of the first pages, then the page of the last, make the graph of all."""
    first = run("extract", *pages[:2])
    assert first.exit_code == 0
    (tmp_path / "first.jsonl").write_text(first.stdout, encoding="utf-8")
    build([tmp_path / "first.jsonl", pages[2]], tmp_path / "out", force=True)
    assert files(tmp_path / "out") == files(of_pages)


def test_extracting_lines_gives_them_again(pages: list[Path], of_pages: Path) -> None:
    """From lines of an extraction and from those of a build, in the order of the pages."""
    extracted = run("extract", *pages).stdout
    assert [json.loads(line)["source"]["page"] for line in extracted.splitlines()] == [1, 1, 1, 2, 2, 3, 3, 3]
    assert run("extract", of_pages / "reviews.jsonl").stdout == extracted


def test_a_wrong_line_leaves_the_build_before_it_whole(of_pages: Path, tmp_path: Path) -> None:
    """Nothing of the lines before it is built."""
    out = tmp_path / "out"
    lines = (of_pages / "reviews.jsonl").read_text(encoding="utf-8").splitlines()
    (tmp_path / "mine.jsonl").write_text("\n".join(lines[:2]), encoding="utf-8")
    build([tmp_path / "mine.jsonl"], out, force=True)
    before = files(out)
    broken = json.loads(lines[2]) | {"link": "javascript:alert(1)"}
    (tmp_path / "mine.jsonl").write_text("\n".join([*lines[:2], json.dumps(broken)]), encoding="utf-8")
    with pytest.raises(RecordError, match=r"mine\.jsonl, line 3, “link”"):
        build([tmp_path / "mine.jsonl"], out, force=True)
    assert files(out) == before
    found = run("build", tmp_path / "mine.jsonl", "--out", out)
    assert (
        found.exit_code == 1 and "mine.jsonl, line 3, “link”: 'javascript:alert(1)' is no web address" in found.stderr
    )


def test_lines_of_a_collection_that_nobody_knows_are_refused(of_pages: Path, tmp_path: Path) -> None:
    """Its notice and its rights would be missing from every face."""
    line = json.loads((of_pages / "reviews.jsonl").read_text(encoding="utf-8").splitlines()[0])
    line["source"]["collection"] = "npscc"
    (tmp_path / "mine.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with pytest.raises(RecordError, match=r"mine\.jsonl, line 1, “source.collection”: .*; did you mean “nspcc”\?"):
        casegraph.read(tmp_path / "mine.jsonl")


def test_a_line_that_misquotes_itself_is_not_built(of_pages: Path, tmp_path: Path) -> None:
    """Two texts for one place of the page: the shapes find it, and the error does not blame casegraph alone."""
    line = json.loads((of_pages / "reviews.jsonl").read_text(encoding="utf-8").splitlines()[0])
    clause = line["recommendations"][1]
    line["learning"].append({key: clause[key] for key in ("text", "start", "end", "themes", "themes_words")})
    line["learning"][-1]["text"] = clause["text"].upper()
    (tmp_path / "mine.jsonl").write_text(json.dumps(line), encoding="utf-8")
    found = run("build", tmp_path / "mine.jsonl", "--out", tmp_path / "out", "--force")
    assert found.exit_code == 1
    assert "If nobody has changed the extracted lines, this is a fault of casegraph" in found.stderr
    assert not (tmp_path / "out" / "build.json").exists()


def test_the_graph_says_what_the_record_says(reviews: tuple[Review, ...]) -> None:
    """Which area, body, former agency and keyword is meant comes from the record, whatever the words are."""
    review = next(each for each in reviews if each.recommendations[0].addressings[0].basis == "default")
    recommendation = review.recommendations[0]
    addressing = recommendation.addressings[0]._replace(
        former_agency="primary-care-trust",
        resolutions=(Resolution("icb-qhl", "from-area", 0.25),),
        not_resolved=None,
    )
    changed = replace(
        review,
        areas=(Place(review.places, ("E10000016",), "south-tees"),),
        keywords=(review.keywords[0]._replace(concept="llamas"),),
        recommendations=(recommendation._replace(addressings=(addressing,)),),
    )
    lines = [line for line in graph_text(mint([[changed]])).splitlines() if "/ontology#" in line or "/subject>" in line]

    def objects(predicate: str, subject: str = "") -> set[str]:
        found = (line.split(" ", 2) for line in lines if f"{predicate}>" in line.split(" ", 2)[1] and subject in line)
        return {value.removesuffix(" .").rstrip(">").rpartition("/")[2] for _, _, value in found}

    assert objects("#forArea") == {"E10000016"}
    assert objects("#commissionedBy") == {"south-tees"}
    assert objects("/subject", "/review/") == {"llamas"}
    assert objects("#addressedToBody") == {"icb-qhl"}
    assert objects("#namedAs") == {"primary-care-trust"}
    assert objects("#notResolved") == set()
