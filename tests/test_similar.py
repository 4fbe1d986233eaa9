"""Asked before: the same ask is found by what it is about and what is to be done, and an empty answer says what was searched."""

import json
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pytest
from click.testing import CliRunner

import casegraph
from casegraph.building.recorded_reviews import recorded_review
from casegraph.building.repeats import asks_in, repeat_lines
from casegraph.cli import main
from casegraph.extracting import extract
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.record.model import Review
from casegraph.similar.asks import asks_of
from casegraph.similar.numbers import shipped_numbers
from casegraph.similar.pairs import scores_of
from casegraph.similar.scoring import likeness_of, score
from casegraph.training.similar import Labels, Pair, counted, held_out, labels, numbers_of
from casegraph.views.collection import Collection
from casegraph.views.collection_file import read_collection
from casegraph.views.filed_asks import read_asks
from casegraph.views.similar import recommendation_at, similar_to
from serving import Server, serving

ROOT = Path(__file__).parents[1]
ESCALATION = "Relaunch the policy on resolving professional differences"


@pytest.fixture(scope="module")
def labelled() -> Labels:
    """The labelled recommendations of the page that ships."""
    return labels(ROOT, "2025")


@pytest.fixture(scope="module")
def collection(built: Path) -> Collection:
    """The collection of the page that ships."""
    return casegraph.open(built).collection()


def similar(built: Path, *arguments: str) -> str:
    """Return what the command prints."""
    result = CliRunner().invoke(main, ["similar", "--graph", str(built), *arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def get(server: Server, address: str) -> tuple[int, str]:
    """The status and the text of a page."""
    status, _, body = server.ask("GET", address, headers={"Accept": "text/html"})
    return status, body.decode()


def members_of(lines: set[str]) -> dict[str, set[str]]:
    """The recommendations of each repeat, by the last parts of their IRIs."""
    members: dict[str, set[str]] = {}
    for line in lines:
        if "#repeatedBy>" in line:
            repeat, _, one = line.removesuffix(" .").split(" ")
            members.setdefault(repeat.partition("/repeat/")[2].strip(">"), set()).add(
                one.partition("/recommendation/")[2].strip(">")
            )
    return members


def share_above(pairs: list[Pair], scores: dict[tuple[int, int], float]) -> float:
    """Return how often a pair that asks the same has a higher score than one that does not (the area under the curve)."""
    same = np.array([scores[pair.one, pair.other] for pair in pairs if pair.label == "same"])
    rest = np.array([scores[pair.one, pair.other] for pair in pairs if pair.label != "same"])
    above = (same[:, None] > rest).mean() + (same[:, None] == rest).mean() / 2
    return float(above)


def test_the_same_ask_scores_above_others_where_neither_was_learned_from(labelled: Labels) -> None:
    """Held out: the asks of a pair, with all who ask the same, were not among what was learned from."""
    scores = held_out(shipped_numbers(), labelled, [labels(ROOT, "invented")])
    assert share_above([pair for pair in labelled.pairs if pair.gold], scores) >= 0.9
    assert share_above([*labelled.pairs], scores) >= 0.86


def test_the_first_ten_hold_nine_of_ten_that_ask_the_same(labelled: Labels) -> None:
    """For each recommendation that others repeat."""
    asks = asks_of(labelled.texts)
    repeats: dict[int, set[int]] = {}
    for pair in labelled.pairs:
        if pair.label == "same":
            repeats.setdefault(pair.one, set()).add(pair.other)
            repeats.setdefault(pair.other, set()).add(pair.one)
    shares = []
    for number, same in repeats.items():
        scores = score(likeness_of(asks, number, asks))
        scores[number] = 0
        first = {*np.argsort(-scores, kind="stable")[:10].tolist()}
        shares.append(len(same & first) / min(len(same), 10))
    assert sum(shares) / len(shares) >= 0.9


def test_the_numbers_that_ship_are_those_that_the_labels_give() -> None:
    """`make weights` makes them again."""
    made, shipped = numbers_of(counted(ROOT), [labels(ROOT, name) for name in ("2025", "invented")]), shipped_numbers()
    assert (made.words, made.themes, made.actions) == (shipped.words, shipped.themes, shipped.actions)
    assert made.worth == pytest.approx(shipped.worth, abs=0.01)


def test_no_word_need_be_shared() -> None:
    """The escalation policy is found by its other name; the same words about something else are not."""
    same, other = scores_of(
        [
            (ESCALATION, "re-circulate the escalation procedure to all agencies"),
            ("develop a neglect strategy", "develop a strategy for online safety"),
        ]
    )
    assert same > 0.5 > other


def test_a_text_finds_who_was_asked_the_same(built: Path) -> None:
    """Each row has its review and the words in common, with where they stand."""
    answer = json.loads(similar(built, ESCALATION, "--top", "5", "--format", "json"))
    assert len(answer["rows"]) == 5
    first = answer["rows"][0]
    assert (first["review"], first["relation"]) == ("2025 – Cambridgeshire and Peterborough – Princess", "same")
    assert "resolving" in first["words"]
    assert "resolving" in [first["text"][start:end] for start, end in first["places"]]
    assert first["agencies"][0].keys() == {"agency", "label", "basis"}
    assert [row["score"] for row in answer["rows"]] == sorted((row["score"] for row in answer["rows"]), reverse=True)
    assert answer["same"] >= 8, "those that are not shown count too"


def test_nothing_found_says_what_was_searched(built: Path) -> None:
    """An answer is never empty without a word."""
    answer = json.loads(similar(built, "zzz", "--format", "json"))
    assert answer["rows"] == []
    assert answer["searched"] == [
        "Nothing among 483 recommendations of 73 reviews; searched for the subject, the action, and the words zzz."
    ]
    assert "has no word that says anything" in " ".join(similar(built, "…").split())


def test_a_recommendation_does_not_find_itself(built: Path, collection: Collection) -> None:
    """By its id or its IRI."""
    row = json.loads(similar(built, ESCALATION, "--top", "1", "--format", "json"))["rows"][0]
    for id in (row["iri"], row["iri"].rpartition("recommendation/")[2]):
        found = json.loads(similar(built, id, "--format", "json"))["rows"]
        assert found and row["iri"] not in [each["iri"] for each in found]
        assert {each["asked"] for each in found} == {row["text"]}
    assert recommendation_at(collection, "2025-nowhere/1") is None
    clause = recommendation_at(collection, row["iri"])
    assert clause is not None and len(similar_to(collection, clause.text, 500, clause).rows) < 482


def test_a_file_has_an_ask_a_line(built: Path, tmp_path: Path) -> None:
    """Numbers before them are no part of it."""
    path = tmp_path / "ours.txt"
    path.write_text("\ufeff1. promote chronologies\r\n2) refresh the neglect strategy\r\n", encoding="utf-8")
    rows = json.loads(similar(built, str(path), "--top", "2", "--format", "json"))["rows"]
    assert [row["asked"] for row in rows] == ["promote chronologies"] * 2 + ["refresh the neglect strategy"] * 2
    path.write_text("promote\nchronologies\n\nrefresh the strategy\n", encoding="utf-8")
    assert similar(built, str(path), "--format", "csv").count("promote chronologies,") >= 2


def test_pairs_are_scored_without_a_graph(tmp_path: Path) -> None:
    """A line of JSON for each."""
    path = tmp_path / "pairs.jsonl"
    pair = {
        "a": {"text": "promote the use of chronologies", "review": "x"},
        "b": {"text": "embed the use of chronologies"},
    }
    path.write_text(f"{json.dumps(pair)}\n" * 2, encoding="utf-8")
    lines = similar(tmp_path / "none", "--pairs", str(path), "--format", "jsonl").splitlines()
    assert [json.loads(line)["relation"] for line in lines] == ["same", "same"]
    path.write_text('{"a": 1}\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["similar", "--pairs", str(path)])
    assert result.exit_code == 1 and "line 1: this is not a pair" in result.output


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "Give a TEXT"),
        (["gone.docx"], "There is no file gone.docx"),
        (["2025-kent-nobody/3"], "There is no recommendation"),
        ([" "], "The text is empty"),
        (["x", "--pairs", "y"], "not both"),
    ],
)
def test_wrong_usage_says_what_to_do(built: Path, arguments: list[str], problem: str) -> None:
    """It is no answer of nothing."""
    result = CliRunner().invoke(main, ["similar", "--graph", str(built), *arguments])
    assert result.exit_code == 2 and problem in result.output


def test_a_page_finds_what_was_asked_before(built: Path) -> None:
    """With a box for a text; its JSON is what the command prints, and a recommendation's own page shows the nearest."""
    with serving(built) as server:
        page = get(server, f"/similar?text={quote(ESCALATION)}")[1]
        assert "Probably the same" in page and '<mark class="shared">resolving</mark>' in page
        served = json.loads(get(server, f"/similar.json?text={quote(ESCALATION)}&top=3")[1])
        assert served == json.loads(similar(built, ESCALATION, "--top", "3", "--format", "json"))
        path = served["rows"][0]["iri"].partition("casegraph")[2]
        own = get(server, path)[1]
        assert "Asked before?" in own and "Asked before in" in own
        assert get(server, f"/similar.json?recommendation={path.removeprefix('/recommendation/')}")[0] == 200
        assert get(server, "/similar.json?recommendation=2025-nowhere/1")[0] == 404
        assert "<b>" not in get(server, "/similar?text=%3Cb%3Eneglect")[1]


def test_repeats_are_the_same_whatever_else_there_is(reviews: tuple[Review, ...]) -> None:
    """A repeat is called after its first recommendation; half of the reviews give the same repeats where their members are all there."""
    shown = [recorded_review(each) for each in mint([reviews])]
    lines = repeat_lines(asks_in(shown))
    assert lines == repeat_lines(asks_in(reversed(shown)))
    members = members_of(lines)
    assert len(members) > 30
    assert {len({each.rpartition("/")[0] for each in own}) > 1 for own in members.values()} == {True}
    assert all(
        name == min(own, key=lambda each: (each.rpartition("/")[0], int(each.rpartition("/")[2])))
        for name, own in members.items()
    )
    name = (
        next(line for line in lines if "chronologies" in line and "#label>" in line)
        .partition("/repeat/")[2]
        .partition(">")[0]
    )
    own = members[name]
    some = [each for each in shown if each.id in {member.rpartition("/")[0] for member in own}]
    assert members_of(repeat_lines(asks_in(some)))[name] == own


def test_recommendations_that_say_the_same_words_are_a_repeat() -> None:
    """Also where their words are all that there is; two of one review are none."""
    words = "Recommendations include: promote chronologies; promote chronologies.\nKeywords: neglect"
    page = "\n".join(
        f"2025 – {area} – Child {area[0]}\nDeath of a child.\n{words}\n> Read the overview report"
        for area in ("Kent", "Cardiff")
    )
    both = [recorded_review(each) for each in mint([extract(page_of(page.encode(), "page.txt"))])]
    assert [len(own) for own in members_of(repeat_lines(asks_in(both))).values()] == [4]
    assert repeat_lines(asks_in(both[:1])) == set()


def test_a_build_keeps_what_recommendations_ask(built: Path) -> None:
    """The same numbers that are read from their words, which takes 16 seconds for 66,000 of them; those of another build are not used."""
    filed = read_collection(built / "collection.msgpack")
    read = read_asks(built / "asks.msgpack", filed.made)
    assert read is not None
    kept, of = read
    texts = [each.text for review in filed.reviews.values() for each in review.recommendations if not each.is_remark]
    fresh = asks_of(texts)
    assert len(of) == len(texts) > 480
    taken = kept.taken(of)
    for name in ("themes", "actions", "verbs", "sizes", "weights", "starts"):
        assert (getattr(taken, name) == getattr(fresh, name)).all(), name
    own = asks_of([ESCALATION])
    assert (score(likeness_of(own, 0, taken)) == score(likeness_of(own, 0, fresh))).all()
    assert read_asks(built / "asks.msgpack", replace(filed.made, version="0")) is None
