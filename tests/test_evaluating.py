"""Evaluating: agreement with annotated reviews is counted as it is, and its errors are shown."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from casegraph.errors import CasegraphError
from casegraph.evaluating import FIELDS, Scores, evaluate, read_gold, scores
from casegraph.evaluating.cross_validation import cross_validated
from casegraph.extracting import extract
from casegraph.extracting.lexicons import shipped_lexicons
from casegraph.reading.page import page_of
from casegraph.record.model import Review
from casegraph.resources import resource

PAGE = """2025 – Kent – Child U
Death of a 3-year-old boy in March 2023.
Learning includes: neglect; information sharing.
Recommendations include: the police should share information; review guidance on neglect for schools.
Keywords: child neglect
"""

ANNOTATED: dict[str, Any] = {
    "title": "2025 - Kent - Child U",
    "place": ["Kent"],
    "subject": "Child U",
    "keywords": ["child neglect"],
    "incident": {
        "outcome": "death",
        "suicide": False,
        "children": [{"age": 3, "age_unit": "years", "sex": "male"}],
        "date": "2023-03",
    },
    "learning": [
        {"text": "Learning includes: neglect", "theme": "neglect", "themes": ["neglect"]},
        {"text": "information sharing.", "theme": "information sharing", "themes": ["information-sharing"]},
    ],
    "recommendations": [
        {
            "text": "Recommendations include: the police should share information",
            "is_recommendation": True,
            "addressees": [{"agency": "police", "basis": "explicit", "as_printed": "the police"}],
            "concerns": [],
            "themes": ["information-sharing"],
        },
        {
            "text": "review guidance on neglect for schools.",
            "is_recommendation": True,
            "addressees": [{"agency": "safeguarding-partnership", "basis": "default", "as_printed": None}],
            "concerns": ["schools"],
            "themes": ["policy-and-procedure", "neglect"],
        },
    ],
}


@pytest.fixture
def review() -> Review:
    """The review of PAGE, as wordings alone read it."""
    return extract(page_of(PAGE.encode(), "kent.txt"), lexicons=shipped_lexicons(learned=False))[0]


def annotated(tmp_path: Path, **changes: Any) -> Path:
    """A file of gold with one review."""
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({**ANNOTATED, **changes}) + "\n", encoding="utf-8")
    return path


def test_a_review_that_is_read_as_annotated_has_no_error(review: Review, tmp_path: Path) -> None:
    counted = scores(evaluate(read_gold(annotated(tmp_path)), [review]))

    assert list(counted) == list(FIELDS)
    assert {field: each.f1 for field, each in counted.items()} == dict.fromkeys(FIELDS, 1.0)


@pytest.mark.parametrize(
    ("changes", "field", "expected"),
    [
        pytest.param({"place": ["Essex"]}, "places", Scores(0, 1, 1), id="another place"),
        pytest.param({"keywords": ["child neglect", "police"]}, "keywords", Scores(1, 0, 1), id="a keyword missed"),
        pytest.param(
            {"incident": {**ANNOTATED["incident"], "date": None}}, "date", Scores(0, 1, 1), id="a date out of nothing"
        ),
        pytest.param(
            {"incident": [{**ANNOTATED["incident"], "outcome": "other"}, ANNOTATED["incident"]]},
            "outcome",
            Scores(1, 0, 0),
            id="any of several annotated incidents is right",
        ),
        pytest.param({"learning": ANNOTATED["learning"][:1]}, "learning found", Scores(1, 1, 0), id="a clause too many"),
        pytest.param(
            {"learning": [{"text": "neglect; information sharing", "themes": ["neglect"]}]},
            "learning exact cut",
            Scores(0, 1, 1),
            id="cut where it is one",
        ),
    ],
)  # fmt: skip
def test_every_difference_is_counted(
    changes: dict[str, Any], field: str, expected: Scores, review: Review, tmp_path: Path
) -> None:
    assert scores(evaluate(read_gold(annotated(tmp_path, **changes)), [review]))[field] == expected


def test_labels_on_which_annotators_differed_count_neither_way(review: Review, tmp_path: Path) -> None:
    first, second = ANNOTATED["recommendations"]
    second = {**second, "themes": ["neglect"], "themes_allowed": ["policy-and-procedure"]}
    found = evaluate(read_gold(annotated(tmp_path, recommendations=[first, second])), [review])

    assert scores(found)["recommendation themes"] == Scores(2, 0, 0)


def test_the_right_agency_on_the_wrong_basis_is_right_as_addressee_alone(review: Review, tmp_path: Path) -> None:
    first, second = ANNOTATED["recommendations"]
    first = {**first, "addressees": [{"agency": "police", "basis": "lead-in", "as_printed": "the police"}]}
    counted = scores(evaluate(read_gold(annotated(tmp_path, recommendations=[first, second])), [review]))

    assert counted["addressees"] == Scores(2, 0, 0)
    assert counted["addressees with basis"] == Scores(1, 1, 1)
    assert counted["addressees explicit"] == Scores(0, 1, 0)


def test_a_review_that_was_not_read_is_missed_in_every_field(tmp_path: Path) -> None:
    counted = scores(evaluate(read_gold(annotated(tmp_path)), []))

    assert {field for field, each in counted.items() if each.right} == set()
    assert counted["reviews"] == Scores(0, 0, 1)
    assert counted["learning found"] == Scores(0, 0, 2)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("", "no annotated review", id="empty"),
        pytest.param("{}", "line 1 is no annotated review: 'incident' is missing", id="without fields"),
        pytest.param("\n{", "line 2", id="no JSON"),
        pytest.param("[]", "line 1", id="a list"),
    ],
)
def test_a_file_that_is_no_gold_is_refused_with_its_line(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(CasegraphError, match=said):
        read_gold(path)


def test_wordings_at_home_in_one_fold_are_withheld_there_and_nowhere_else(review: Review, tmp_path: Path) -> None:
    twin = replace(review, heading=review.heading._replace(text="2025 – Kent – Child V"))
    path = annotated(tmp_path)
    path.write_text("".join(json.dumps({**ANNOTATED, "title": each.title}) + "\n" for each in (review, twin)), "utf-8")
    gold = read_gold(path)

    alone = cross_validated(gold[:1], [review], folds=2)
    both = cross_validated(gold, [review, twin], folds=2)

    # "neglect" is the theme's own label, "guidance" leads to policy by a wording of the scheme
    assert [theme.concept for theme in alone[0].recommendations[1].themes] == ["neglect"]
    assert [each.learning for each in both] == [review.learning, twin.learning]
    assert [each.recommendations for each in both] == [review.recommendations, twin.recommendations]


NEWER = {
    row.split("\t")[0]: row.split("\t")[2].split(",")
    for row in resource("data", "gold/new-concepts.tsv").read_text("utf-8").splitlines()[1:]
}
"""Concepts that came after the annotation, with the older ones that stand for them."""


def test_the_figures_agree_with_a_count_by_hand(gold: Path, reviews: tuple[Review, ...]) -> None:
    """Themes of all annotated learning points, put beside the clauses of the same words without any alignment."""
    by_words = {(each.title, point.passage.text): point for each in reviews for point in each.learning}
    right = wrong = missed = 0
    for each in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
        for clause in each["learning"]:
            point = by_words.get((each["title"], clause["theme"].rstrip(".")))
            if point:
                wanted, read = set(clause["themes"]), {theme.concept for theme in point.themes}
                got = read - NEWER.keys() | {
                    next((each for each in NEWER[key] if each in wanted), NEWER[key][0]) for key in read & NEWER.keys()
                }
                right, wrong, missed = right + len(wanted & got), wrong + len(got - wanted), missed + len(wanted - got)
    counted = scores(evaluate(read_gold(gold), reviews))["learning themes"]

    assert right > 300
    assert abs(counted.right - right) <= 5 and abs(counted.wrong - wrong) <= 5 and abs(counted.missed - missed) <= 5


def test_evaluate_prints_a_table_of_all_fields() -> None:
    done = CliRunner().invoke(main, ["evaluate"])

    assert done.exit_code == 0
    assert [line.split("  ")[0] for line in done.stdout.splitlines()[2:]] == list(FIELDS)
    assert "43 annotated reviews" in done.stderr


@pytest.mark.parametrize(
    ("floor", "code"),
    [
        pytest.param("reviews=1", 0, id="reached"),
        pytest.param("learning themes=1", 3, id="not reached"),
        pytest.param("1", 3, id="for every field"),
        pytest.param("2", 2, id="no share"),
        pytest.param("weather=0.5", 2, id="no field"),
    ],
)
def test_a_floor_that_is_not_reached_is_a_problem_found(floor: str, code: int) -> None:
    assert CliRunner().invoke(main, ["evaluate", "--floor", floor]).exit_code == code


def test_errors_are_shown_on_demand_with_their_clause(tmp_path: Path) -> None:
    page = tmp_path / "kent.txt"
    page.write_text(PAGE, encoding="utf-8")
    gold = annotated(tmp_path, learning=[{**ANNOTATED["learning"][0], "themes": ["neglect", "thresholds"]}])
    asked = ["evaluate", str(gold), "--page", str(page), "--errors", "themes", "--wordings-only"]

    assert CliRunner().invoke(main, asked).stdout == (
        "learning themes: 2025 - Kent - Child U\n"
        "  Learning includes: neglect\n"
        "  right   neglect\n"
        "  missed  thresholds\n"
    )
    rows = json.loads(CliRunner().invoke(main, [*asked, "--format", "json"]).stdout)
    assert [(row["field"], row["missed"]) for row in rows] == [("learning themes", ["thresholds"])]


def test_evaluate_does_not_need_a_build(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "casegraph", "evaluate", "--format", "csv", "--folds", "5"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=True)

    assert [line.split(",")[0] for line in done.stdout.splitlines()] == [
        "field",
        "learning themes",
        "recommendation themes",
    ]
