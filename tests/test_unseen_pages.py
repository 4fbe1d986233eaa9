"""Unseen pages: figures of quality come from pages that nothing was made with, beside those of the readers themselves."""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from docs.reliability import diagram, shown_bands

from casegraph.cli import main
from casegraph.evaluating import Gold, evaluate, read_gold, scores
from casegraph.evaluating.by_theme import theme_scores
from casegraph.evaluating.gold import squash
from casegraph.evaluating.readers import agreements
from casegraph.evaluating.reliability import Band, bands_of, calibration_error, judged_probabilities
from casegraph.evaluating.unseen import unseen_pages
from casegraph.evaluating.who import read_who
from casegraph.extracting import extract
from casegraph.reading import read_page
from casegraph.reading.page import page_of
from casegraph.record.model import Review
from casegraph.training import labelled_clauses

ROOT = Path(__file__).parent.parent
PAGE = """2025 – Kent – Child U
Death of a 3-year-old boy in March 2023.
Learning includes: neglect; domestic abuse.
Keywords: child neglect
"""


@dataclass(frozen=True)
class Unseen:
    """The unseen reviews as annotated, and as read; a test that fails shows none of their sentences."""

    gold: tuple[Gold, ...] = field(repr=False)
    read: tuple[Review, ...] = field(repr=False)


@pytest.fixture(scope="module")
def unseen() -> Unseen:
    """The unseen reviews as annotated, and as read."""
    with unseen_pages() as (gold, _, pages):
        return Unseen(read_gold(gold), tuple(review for page in pages for review in extract(read_page(page))))


def annotated(tmp_path: Path, *clauses: tuple[list[str], list[str]]) -> tuple[Gold, ...]:
    """PAGE as two people annotated it: for each learning point the themes that both gave, and those that one gave."""
    learning = [
        {"text": text, "themes": both, "themes_allowed": one}
        for text, (both, one) in zip(("neglect", "domestic abuse"), clauses, strict=True)
    ]
    incident: dict[str, Any] = {"outcome": "death", "suicide": False, "children": [], "date": None}
    review = {"title": "2025 – Kent – Child U", "place": ["Kent"], "subject": "Child U", "keywords": []}
    path = tmp_path / "gold.jsonl"
    path.write_text(
        json.dumps({**review, "incident": incident, "learning": learning, "recommendations": []}), encoding="utf-8"
    )
    return read_gold(path)


@pytest.fixture
def read() -> tuple[Review, ...]:
    """PAGE as wordings and weights read it."""
    return extract(page_of(PAGE.encode(), "kent.txt"))


def test_nothing_that_was_learned_from_stands_on_an_unseen_page(unseen: Unseen) -> None:
    """But for one short sentence, which two people wrote who did not know of each other."""
    learned = Counter(squash(clause.text) for clause in labelled_clauses(ROOT))
    kept = Counter(squash(each.text) for gold in unseen.gold for each in (*gold.learning, *gold.recommendations))
    sizes = [len(learned), len(kept), (kept & learned).total()]

    assert sizes[0] > 10_000 and sizes[1] > 1_000
    assert sizes[2] <= 1


def test_readers_agree_as_a_count_by_hand_says(unseen: Unseen) -> None:
    counts: Counter[str] = Counter()
    with unseen_pages() as (gold, _, _):
        for line in map(json.loads, gold.read_text(encoding="utf-8").splitlines()):
            for clause in line["recommendations"]:
                if clause["is_recommendation"]:
                    counts["both"] += len(clause["themes"])
                    counts["one"] += len(clause["themes_allowed"])
    between = agreements(unseen.gold, unseen.read)["recommendation themes"].between_readers

    assert counts["one"] > 100
    assert between == pytest.approx(2 * counts["both"] / (2 * counts["both"] + counts["one"]))


def test_casegraph_is_held_against_readers_by_the_measure_they_are_held_to(
    tmp_path: Path, read: tuple[Review, ...]
) -> None:
    """Neglect is what both gave and was read; domestic abuse is what one gave: right against one of the two."""
    assert [theme.concept for point in read[0].learning for theme in point.themes] == ["neglect", "domestic-abuse"]
    agreed = agreements(annotated(tmp_path, (["neglect"], []), ([], ["domestic-abuse"])), read)["learning themes"]

    assert agreed.between_readers == pytest.approx(2 / 3)  # one gave two themes, the other gave one of these
    assert agreed.with_reader == pytest.approx((1 + 2 / 3) / 2, abs=0.04)
    assert agreed.with_reader == pytest.approx(2 * 3 / (2 * 2 + 3))


def test_reviews_that_one_person_annotated_have_no_agreement(tmp_path: Path, read: tuple[Review, ...]) -> None:
    assert agreements(annotated(tmp_path, (["neglect"], []), (["domestic-abuse"], [])), read) == {}


def test_casegraph_is_below_the_readers_and_above_its_wordings() -> None:
    """What README says of the unseen pages in words."""
    rows = {}
    for option in ([], ["--wordings-only"]):
        done = CliRunner().invoke(main, ["evaluate", "--unseen", "--format", "json", *option])
        rows[bool(option)] = {row["field"]: row for row in json.loads(done.stdout)}
    for name in ("learning themes", "recommendation themes"):
        assert rows[True][name]["F1"] + 0.05 < rows[False][name]["F1"] < rows[False][name]["two readers"]
    assert rows[False]["date"]["two readers"] is None


def test_themes_add_up_to_the_fields(unseen: Unseen) -> None:
    findings = evaluate(unseen.gold, unseen.read)
    themes, fields = theme_scores(findings), scores(findings)

    for index in range(3):
        whole = fields["learning themes"][index] + fields["recommendation themes"][index]
        assert sum(each.scores[index] for each in themes) == whole
    assert [each.support for each in themes] == sorted((each.support for each in themes), reverse=True)


def test_a_theme_is_confused_with_the_one_read_in_its_place(tmp_path: Path, read: tuple[Review, ...]) -> None:
    findings = evaluate(annotated(tmp_path, (["neglect"], []), (["infants", "bullying"], [])), read)
    confused = {each.theme: (each.support, each.confused_with, each.times) for each in theme_scores(findings)}

    assert confused == {
        "neglect": (1, "", 0),
        "infants": (1, "domestic-abuse", 1),
        "bullying": (1, "domestic-abuse", 1),
        "domestic-abuse": (0, "bullying", 1),
    }


def test_probabilities_mean_what_they_say_on_unseen_pages(
    unseen: Unseen,
) -> None:
    """A sign that readings of probability 0.7 are right about seven times in ten: docs/reliability.svg shows it."""
    pairs = judged_probabilities(unseen.gold, unseen.read)
    bands = bands_of(pairs)

    assert sum(band.readings for band in bands) == len(pairs) > 2_000
    assert all(band.low <= band.probability <= band.high for band in bands)
    assert calibration_error(bands) < 0.04
    assert all(low <= band.right <= high for band in bands for low, high in [band.interval])


def test_a_theme_of_one_reader_is_right_by_a_half(tmp_path: Path, read: tuple[Review, ...]) -> None:
    pairs = judged_probabilities(annotated(tmp_path, (["neglect"], []), ([], ["domestic-abuse"])), read)

    assert [right for _, right in pairs] == [1.0, 0.5]
    assert [probability for probability, _ in pairs] == [
        theme.probability for point in read[0].learning for theme in point.themes
    ]


@pytest.mark.parametrize(
    ("option", "columns"),
    [
        ("--by-theme", "theme,precision,recall,F1,support,wrong,missed,confused with,times"),
        ("--reliability", "from,to,readings,probability,right,95 % from,95 % to"),
    ],
)
def test_reports_are_tables_for_people_spreadsheets_and_programs(option: str, columns: str) -> None:
    shown = {
        form: CliRunner(env={"COLUMNS": None}).invoke(main, ["evaluate", "--unseen", option, "--format", form]).stdout
        for form in ("table", "csv", "json")
    }
    rows = json.loads(shown["json"])

    assert shown["csv"].lstrip("\ufeff").splitlines()[0] == columns == ",".join(rows[0])
    assert len(shown["csv"].splitlines()) == len(rows) + 1 == len(shown["table"].splitlines()) - 1
    assert shown["table"].split()[0] == next(iter(rows[0]))


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--unseen", "--page", "x.txt"], "--unseen brings its own reviews and pages"),
        (["mine.jsonl", "--unseen"], "--unseen brings its own reviews and pages"),
        (["--by-theme", "--reliability"], "Choose one of"),
        (["--folds", "3", "--reliability"], "which give no probabilities"),
    ],
)
def test_options_that_leave_no_room_for_each_other_are_refused(arguments: list[str], expected: str) -> None:
    done = CliRunner().invoke(main, ["evaluate", *arguments])

    assert done.exit_code == 2
    assert expected in done.stderr


def test_the_reviews_that_wordings_were_made_with_say_so() -> None:
    assert "made with these reviews" in CliRunner().invoke(main, ["evaluate"]).stderr
    assert "made with these reviews" not in CliRunner().invoke(main, ["evaluate", "--unseen"]).stderr


def test_the_picture_of_probabilities_shows_those_of_the_unseen_pages() -> None:
    """docs/reliability.svg; where this fails, `make docs` has to be run again."""
    bands = shown_bands()
    kept = (ROOT / "docs" / "reliability.svg").read_text(encoding="utf-8")

    assert kept == diagram(bands)
    assert kept.count("<circle") == len(bands) > 5
    assert f"{calibration_error(bands):.3f} apart" in " ".join(re.sub("<[^>]*>", " ", kept).split())


def test_a_point_of_the_picture_stands_where_its_numbers_are() -> None:
    drawn = diagram([Band(0.7, 0.8, 100, 0.75, 0.5)])
    point = re.search(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)
    line = re.search(r'd="M480 ([\d.]+)V([\d.]+)"', drawn)

    assert point and [*map(float, point.groups())] == [120 + 0.75 * 480, 480 - 0.5 * 480]
    assert line and [*map(float, line.groups())] == pytest.approx([240 + 46.2, 240 - 46.2], abs=2)


def test_what_the_readme_says_of_other_readers_is_measured() -> None:
    readers = agreements(
        read_gold(ROOT / "tests" / "gold" / "2025-others.jsonl"),
        extract(read_page(ROOT / "data" / "nspcc-case-reviews-2025.txt")),
    )
    readme = " ".join((ROOT / "README.md").read_text(encoding="utf-8").split())

    for field_ in ("learning themes", "recommendation themes"):
        assert f"two readers agree on themes with {readers[field_].between_readers:.2f}" in readme


def test_files_do_not_say_who_read_them_so_users_do() -> None:
    """What a file allows need not be a second reader's: the columns come when asked for."""
    asked = ["evaluate", str(ROOT / "tests" / "gold" / "2025-others.jsonl"), "--format", "json"]
    alone, beside = (
        {key for row in json.loads(CliRunner().invoke(main, [*asked, *option]).stdout) for key in row}
        for option in ([], ["--two-readers"])
    )

    assert beside - alone == {"one reader", "two readers"}


def test_recommendations_that_say_who_must_act_are_those_of_the_unseen_reviews() -> None:
    """The second file of labels belongs to the same words as the first."""
    with unseen_pages() as (gold, who, _):
        of_reviews = [(each.title, clause.text) for each in read_gold(gold) for clause in each.recommendations]
        assert [(each.title, each.text) for each in read_who(who)] == of_reviews
