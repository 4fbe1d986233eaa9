"""Signs of how well a page is likely to be read, beside those of the pages that reading was tested on."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from casegraph.evaluating.signs import SIGNS, Signs, advice, ranges_of, signs_of, unseen_ranges
from casegraph.evaluating.unseen import unseen_pages
from casegraph.extracting import extract
from casegraph.learned import shipped_reader
from casegraph.learned.features import words_of
from casegraph.reading import read_page
from casegraph.reading.page import page_of

TESTED = Path(__file__).parent.parent / "graph" / "casegraph" / "evaluating" / "tested.json"
PAGE = "2025 – Kent – Child U\nDeath of a boy.\nLearning includes: {learning}.\nKeywords: drugs\n"
USUAL = Signs(200, 0.1, 0.05, 0.3, 0.7)
RANGES = {"without_theme": (0.05, 0.15), "unknown_words": (0.02, 0.06), "whole_sentence": (0.2, 0.4), "probability": (0.6, 0.8)}  # fmt: skip


def signs(learning: str) -> Signs:
    """The signs of PAGE with some learning points."""
    return signs_of(extract(page_of(PAGE.format(learning=learning).encode(), "kent.txt")), shipped_reader())


def test_the_ranges_are_those_of_the_unseen_pages() -> None:
    """graph/casegraph/evaluating/tested.json; UPDATE_README=1 writes it anew."""
    with unseen_pages() as (_, _, pages):
        found = ranges_of([signs_of(extract(read_page(page)), shipped_reader()) for page in pages])
    now = {key: [round(least, 3), round(most, 3)] for key, (least, most) in found.items()}
    if os.environ.get("UPDATE_README"):
        lines = ",\n".join(f'  "{key}": {json.dumps(each)}' for key, each in now.items())
        TESTED.write_text(f"{{\n{lines}\n}}\n", encoding="utf-8", newline="\n")

    assert json.loads(TESTED.read_text(encoding="utf-8")) == now, f"run: UPDATE_README=1 pytest {Path(__file__).name}"
    assert list(now) == [sign.key for sign in SIGNS]
    assert all(least < most for least, most in now.values())


def test_signs_are_counted_by_hand() -> None:
    """Two clauses, of which one speaks of nothing; six words, of which two are of no language."""
    found = signs("neglect; the qwxz was zzqx")

    assert (found.clauses, found.without_theme) == (2, 0.5)
    assert found.unknown_words == pytest.approx(2 / 5)
    assert {"neglect", "the", "was"} <= set(shipped_reader().weights.words.names)
    assert (found.whole_sentence, found.probability > 0.5) == (0.0, True)


def test_themes_without_a_wording_are_a_sign() -> None:
    text = "nobody told the midwives what the police knew of him"
    (review,) = extract(page_of(PAGE.format(learning=text).encode(), "kent.txt"))
    themes = [theme for point in review.learning for theme in point.themes]
    learned = [theme for theme in themes if not theme.wording]

    assert learned
    assert signs(text).whole_sentence == pytest.approx(len(learned) / len({theme.concept for theme in themes}))


def test_a_page_without_a_clause_has_no_shares() -> None:
    assert signs_of([], shipped_reader()) == Signs(0, 0.0, 0.0, 0.0, 0.0)


@pytest.mark.parametrize(
    ("changed", "worse"),
    [
        pytest.param({}, "", id="as tested"),
        pytest.param({"without_theme": 0.0, "unknown_words": 0.0, "probability": 0.9}, "", id="better than tested"),
        pytest.param({"without_theme": 0.2}, "more clauses without a theme than", id="themes missing"),
        pytest.param({"unknown_words": 0.1}, "more words that were never learned from than", id="strange words"),
        pytest.param({"whole_sentence": 0.5}, "more themes without a listed wording than", id="strange wordings"),
        pytest.param({"probability": 0.5}, "less probable themes than", id="doubtful"),
        pytest.param(
            {"unknown_words": 0.1, "without_theme": 0.2, "probability": 0.5},
            "more clauses without a theme, more words that were never learned from and less probable themes than",
            id="several",
        ),
    ],
)
def test_a_page_that_differs_for_the_worse_is_warned_of(changed: dict[str, float], worse: str) -> None:
    is_worse, sentence = advice(replace(USUAL, **changed), RANGES)  # type: ignore[arg-type]

    assert is_worse == bool(worse)
    assert worse in sentence


def test_a_few_clauses_say_nothing() -> None:
    assert advice(Signs(20, 1.0, 1.0, 1.0, 0.0), RANGES) == (
        False,
        "Fewer than 50 clauses say too little of how well themes are likely to be read.",
    )


def test_no_page_that_was_tested_is_warned_of() -> None:
    with unseen_pages() as (_, _, pages):
        assert not any(
            advice(signs_of(extract(read_page(page)), shipped_reader()), unseen_ranges())[0] for page in pages
        )


def test_check_shows_signs_to_people_and_programs(tmp_path: Path) -> None:
    """A page of strange words is warned of; the exit code still tells of lines and places alone."""
    strange = "; ".join(f"the qwx{number} zzqx{number} was vvqz{number} of wwjq{number}" for number in range(60))
    page = tmp_path / "kent.txt"
    page.write_text(PAGE.format(learning=strange), encoding="utf-8")
    shown = CliRunner().invoke(main, ["check", str(page)])
    (found,) = json.loads(CliRunner().invoke(main, ["check", str(page), "--format", "json"]).stdout)
    least, most = unseen_ranges()["unknown_words"]
    words = [word for clause in strange.split("; ") for word in words_of(clause)]
    share = sum("q" in word for word in words) / len(words)

    assert shown.exit_code == 0
    assert (
        f"{100 * share:.1f} % of words were never learned from (pages that were tested: {100 * least:.1f} to {100 * most:.1f} %)\n"
        in shown.stdout
    )
    assert found["signs"]["unknown_words"] == {"value": round(share, 3), "tested": [least, most]}
    assert found["signs"]["likely_worse"] is True
    assert shown.stdout.endswith(f"              {found['signs']['advice']}\n")
    assert "more words that were never learned from" in found["signs"]["advice"]
