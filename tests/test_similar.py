"""Asked before: the same ask is found by what it is about and what is to be done, and an empty answer says what was searched."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

import casegraph
from casegraph.cli import main
from casegraph.similar.asks import asks_of
from casegraph.similar.numbers import shipped_numbers
from casegraph.similar.pairs import scores_of
from casegraph.similar.scoring import likeness_of, score
from casegraph.training.similar import Labels, Pair, counted, held_out, labels, numbers_of
from casegraph.views.collection import Collection
from casegraph.views.similar import recommendation_at, similar_to

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
    assert share_above([*labelled.pairs], scores) >= 0.87


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
    pair = {"a": {"text": "promote chronologies", "review": "x"}, "b": {"text": "embed the use of chronologies"}}
    path.write_text(f"{json.dumps(pair)}\n" * 2, encoding="utf-8")
    lines = similar(tmp_path / "none", "--pairs", str(path), "--format", "jsonl").splitlines()
    assert [json.loads(line)["relation"] for line in lines] == ["same", "same"]
    path.write_text('{"a": 1}\n', encoding="utf-8")
    result = CliRunner().invoke(main, ["similar", "--pairs", str(path)])
    assert result.exit_code == 1 and "line 1: this is no pair" in result.output


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ([], "Say what is asked"),
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
