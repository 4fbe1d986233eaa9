"""Plain words: which question they mean, with which values, and what of them an answer does not use."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import casegraph
from casegraph.asking import matches
from casegraph.cli import main
from casegraph.graph import Graph
from watched import WatchedStore

MEANT: list[tuple[str, str, dict[str, str]]] = [
    ("who was asked about home education", "recommendations-on", {"theme": "home-education"}),
    ("what was Birmingham told?", "told-to-partnership", {"partnership": "birmingham"}),
    ("reviews in London", "reviews-in-region", {"region": "london"}),
    ("which reviews are like Child Yue", "reviews-like", {"review": "2025-camden-child-yue"}),
    ("national recommendations", "", {}),
    ("keywords that go together", "keyword-pairs", {}),
    ("what were ICBs asked", "recommendations-to", {"agency": "icb"}),
    ("what were the police asked about information sharing", "recommendations-on", {"theme": "information-sharing", "agency": "police"}),
    ("how many recommendations name nobody", "nobody-named", {}),
    ("what do reviews in Wales say about elective home education", "list-reviews", {"place": "wales", "theme": "home-education"}),
    ("what was the DfE asked to do", "recommendations-to", {"agency": "dfe"}),
    ("what was the Department for Education asked about home education", "recommendations-on", {"theme": "home-education", "agency": "dfe"}),
    ("which agencies were asked about neglect", "agencies-of-theme", {"theme": "neglect"}),
    ("which themes was the police asked about", "themes-of-agency", {"agency": "police"}),
    ("who was asked about safe sleeping", "recommendations-on", {"theme": "safe-sleeping"}),
    ("what was learned about voice of the child", "learning-on", {"theme": "voice-of-the-child"}),
    ("what did we learn about professional curiosity", "reviews-by-keyword", {"keyword": "professional-curiosity"}),
    ("lessons on domestic abuse", "learning-on", {"theme": "domestic-abuse"}),
    ("learning on neglect", "learning-on", {"theme": "neglect"}),
    ("learning without a recommendation", "learning-without-recommendation", {}),
    ("themes without recommendation", "", {}),
    ("recommendations that name nobody about information sharing", "nobody-named", {"theme": "information-sharing"}),
    ("recommendations on training", "recommendations-on", {"theme": "training-and-workforce"}),
    ("who should provide training", "nobody-named", {"theme": "training-and-workforce"}),
    ("recommendations to Cafcass", "recommendations-to", {"agency": "cafcass"}),
    ("what were schools asked to do", "recommendations-to", {"agency": "schools"}),
    ("recommendations for GPs", "", {}),
    ("recommendations about the police", "recommendations-about", {"agency": "police"}),
    ("what was said about the voice of the child", "reviews-by-keyword", {"keyword": "voice-of-the-child"}),
    ("recommendations after a death", "recommendations-after", {"outcome": "death"}),
    ("recommendations after deaths about safe sleeping", "recommendations-after", {"outcome": "death", "theme": "safe-sleeping"}),
    ("reviews of suicide", "reviews-of-suicide", {}),
    ("reviews of suspected suicide", "reviews-of-suicide", {"how-certain": "suspected"}),
    ("alleged abuse", "reviews-by-outcome", {"outcome": "abuse-or-neglect", "how-certain": "alleged"}),
    ("reviews of alleged sexual abuse", "list-reviews", {"keyword": "child-sexual-abuse", "how-certain": "alleged"}),
    ("suspected deaths in London", "list-reviews", {"outcome": "death", "place": "london", "how-certain": "suspected"}),
    ("reviews about suicide", "reviews-by-keyword", {"keyword": "suicide"}),
    ("reviews of deaths", "reviews-by-outcome", {"outcome": "death"}),
    ("reviews of serious harm", "reviews-by-outcome", {"outcome": "serious-harm"}),
    ("reviews with keyword autism", "reviews-by-keyword", {"keyword": "autism-spectrum-disorder"}),
    ("reviews in the area of the Metropolitan Police", "list-reviews", {"agency": "police"}),
    ("reviews in the North West", "reviews-in-region", {"region": "north-west"}),
    ("reviews in Scotland", "", {}),
    ("reviews in Wales", "reviews-in-region", {"region": "wales"}),
    ("reviews of babies under one year", "reviews-by-age", {"age-band": "under-1"}),
    ("reviews of children aged 16 and 17 years", "reviews-by-age", {"age-band": "16-17"}),
    ("suicide and autism", "reviews-by-keyword", {"keyword": "suicide", "also": "autism-spectrum-disorder"}),
    ("suicide and neurodiversity", "reviews-by-keyword", {"keyword": "neurodevelopmental-conditions", "also": "suicide"}),
    ("infants and adolescents", "reviews-by-keyword", {"keyword": "adolescents", "also": "infants"}),
    ("how long does it take until publication", "years-to-publication", {}),
    ("years from incident to publication in 2025", "years-to-publication", {"year": "2025"}),
    ("which reviews only have an executive summary", "summaries-only", {}),
    ("cross border reviews", "cross-border-reviews", {}),
    ("reviews of several areas", "cross-border-reviews", {}),
    ("bodies of Child Yue", "bodies-of-review", {"review": "2025-camden-child-yue"}),
    ("which bodies are responsible for Child Yue", "bodies-of-review", {"review": "2025-camden-child-yue"}),
    ("who is meant in Bromley Thomas", "who-is-meant", {"review": "2025-bromley-thomas"}),
    ("yearly table", "yearly-table", {}),
    ("table by agency", "yearly-table", {}),
    ("recommendations per year", "yearly-table", {}),
    ("how many recommendations did each agency get in 2025", "yearly-table", {"year": "2025"}),
    ("theme agency table", "theme-agency-table", {}),
    ("matrix of themes and agencies", "theme-agency-table", {}),
    ("kinds of action", "actions-table", {}),
    ("how many ask for training", "actions-table", {"action": "training"}),
    ("panel themes", "panel-themes-table", {}),
    ("recommendations on panel theme sharing information in a timely and appropriate way", "recommendations-by-panel-theme", {"panel-theme": "5"}),
    ("learning on panel theme 3", "panel-themes-table", {}),
    ("which themes were read from the whole sentence", "theme-readings", {}),
    ("doubtful themes", "theme-readings", {}),
    ("uncertain themes on neglect", "theme-readings", {"theme": "neglect"}),
    ("recommendations by basis explicit", "recommendations-by-basis", {"basis": "explicit"}),
    ("who is named explicitly", "", {}),
    ("recommendations in 2025", "yearly-table", {"year": "2025"}),
    ("recommendations to the police in 2025", "recommendations-to", {"agency": "police", "year": "2025"}),
    ("learning on neglect in 2025", "learning-on", {"theme": "neglect", "year": "2025"}),
    ("reviews of deaths in 2025", "reviews-by-outcome", {"outcome": "death", "year": "2025"}),
    ("what was Camden told about suicide", "told-to-partnership", {"partnership": "camden", "theme": "self-harm-and-suicide"}),
    ("what was South Tees told", "told-to-partnership", {"partnership": "south-tees"}),
    ("information sharing", "recommendations-on", {"theme": "information-sharing"}),
    ("neglect", "recommendations-on", {"theme": "neglect"}),
    ("police", "recommendations-to", {"agency": "police"}),
    ("London", "reviews-in-region", {"region": "london"}),
    ("housing", "recommendations-to", {"agency": "housing"}),
    ("mental health", "recommendations-to", {"agency": "health"}),
    ("children in care", "recommendations-on", {"theme": "children-in-care"}),
    ("exploitation", "", {}),
    ("what did NHS South East London ICB have to do", "reviews-in-region", {"region": "south-east"}),
    ("recommendations to the Metropolitan Police", "recommendations-to", {"agency": "police"}),
    ("where does it say so", "", {}),
    ("source of a recommendation", "", {}),
    ("unborn babies", "recommendations-on", {"theme": "infants"}),
    ("fathers", "recommendations-on", {"theme": "male-carers"}),
    ("who was asked to do training", "", {}),
    ("CAMHS and self-harm", "recommendations-to", {"agency": "camhs", "theme": "self-harm-and-suicide"}),
    ("reviews similar to Child Yue", "reviews-like", {"review": "2025-camden-child-yue"}),
    ("who has a deadline", "recommendations-by-strength", {"strength": "deadline"}),
    ("which recommendations have a deadline", "recommendations-by-strength", {"strength": "deadline"}),
    ("recommendations to the police with a deadline", "recommendations-by-strength", {"strength": "deadline", "agency": "police"}),
    ("which recommendations set a measure", "recommendations-by-strength", {"strength": "measure"}),
    ("which recommendations only ask to consider", "recommendations-by-strength", {"strength": "soft"}),
    ("which recommendations name nobody", "nobody-named", {}),
    ("which recommendations are measurable", "recommendations-by-strength", {"strength": "measure"}),
    ("recommendations without a deadline", "owner-deadline-measure", {}),
    ("how many recommendations are soft", "owner-deadline-measure", {}),
    ("who is likely to own recommendations that name nobody", "likely-owner", {}),
    ("likely owners among schools", "likely-owner", {"agency": "schools"}),
    ("who plainly must act although nobody is named", "likely-owner", {}),
    ("which recommendations ask for training", "recommendations-by-action", {"action": "training"}),
    ("which recommendations ask for an audit", "recommendations-by-action", {"action": "assurance"}),
    ("kinds of action by agency", "actions-table", {"by": "agency"}),
    ("what kinds of action are asked of the police", "actions-table", {"agency": "police"}),
    ("how many audits are asked for by year", "actions-table", {"action": "assurance", "by": "year"}),
    ("were we told before", "told-again", {}),
    ("was Oldham told before", "told-again", {"partnership": "oldham"}),
    ("themes of London beside the rest", "beside-the-rest", {"place": "london"}),
    ("London compared with other regions", "beside-the-rest", {"place": "london"}),
    ("which themes are typical of children in care", "beside-the-rest", {"keyword": "children-in-care"}),
    ("which recommendations mention probation", "recommendations-about", {"agency": "probation"}),
    ("how many are measurable", "owner-deadline-measure", {}),
    ("how many recommendations are measurable", "owner-deadline-measure", {}),
    ("how many have a deadline", "owner-deadline-measure", {}),
    ("how many recommendations have a deadline by agency", "owner-deadline-measure", {"by": "agency"}),
    ("how many recommendations name an owner by partnership", "owner-deadline-measure", {"by": "partnership"}),
    ("named, deadline and measure by year", "owner-deadline-measure", {"by": "year"}),
    ("how many recommendations on neglect are measurable", "owner-deadline-measure", {"theme": "neglect"}),
    ("xyzzy", "", {}),
    ("asdf qwer", "", {}),
    ("Who should act on domestic abuse?", "nobody-named", {"theme": "domestic-abuse"}),
    ("what should health visitors do", "recommendations-to", {"agency": "health-visiting"}),
    ("probation", "recommendations-to", {"agency": "probation"}),
    ("which keywords occur together", "keyword-pairs", {}),
    ("reviews published in 2025", "list-reviews", {"year": "2025"}),
    ("reviews published in 2018", "list-reviews", {"year": "2018"}),
    ("what changed between 2018 and 2025", "theme-year-table", {"year": "2018-2025"}),
    ("list reviews", "list-reviews", {}),
    ("reviews", "list-reviews", {}),
    ("reviews in Wales since 2020", "reviews-in-region", {"region": "wales", "year": "2020.."}),
    ("reviews from Birmingham before 2026", "list-reviews", {"year": "..2025", "place": "E08000025"}),
    ("reviews about neglect in Birmingham", "list-reviews", {"place": "E08000025", "theme": "neglect"}),
    ("list reviews about domestic abuse", "list-reviews", {"theme": "domestic-abuse"}),
    ("how many reviews are there", "list-reviews", {}),
    ("themes by year", "theme-year-table", {}),
    ("recommendations by agency and year", "agency-year-table", {}),
    ("how did recommendations to schools change over time", "theme-year-table", {"agency": "schools"}),
    ("deaths by year", "outcome-year-table", {}),
    ("keywords by year", "keyword-year-table", {}),
    ("which themes have become more common since 2018", "theme-year-table", {"year": "2018.."}),
    ("recommendations to the police since 2020", "recommendations-to", {"agency": "police", "year": "2020.."}),
    ("learning on neglect between 2018 and 2025", "learning-on", {"theme": "neglect", "year": "2018-2025"}),
    ("reviews of deaths 2018-2025", "reviews-by-outcome", {"outcome": "death", "year": "2018-2025"}),
    ("domestic abuse before 2019", "recommendations-on", {"theme": "domestic-abuse", "year": "..2018"}),
    ("neglect over time", "theme-year-table", {"theme": "neglect"}),
    ("how often were ICBs asked each year", "agency-year-table", {"agency": "icb"}),
    ("recommendations in 2018 and 2021", "yearly-table", {"year": "2018,2021"}),
]  # fmt: skip
"""What each phrase means on the page of 2025: a question and its values; "" where it is not clear."""

CLEAR = 1.0  # the score from which a question is asked


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with casegraph.open(built) as opened:
        yield opened


def run(built: Path, *words: str) -> Result:
    """Run `casegraph ask` on the built graph."""
    return CliRunner().invoke(main, ["ask", *words, "--graph", str(built)])


@pytest.mark.parametrize(("words", "name", "values"), MEANT, ids=[words for words, _, _ in MEANT])
def test_words_mean_a_question(words: str, name: str, values: dict[str, str], graph: Graph) -> None:
    best = next(iter(matches(graph.store, words)), None)
    clear = best is not None and best.complete and best.score >= CLEAR
    assert (best.question.name if best and clear else "") == name
    assert (dict(best.values) if best and clear else {}) == values


def test_words_look_once_at_each_list_of_values_and_compile_nothing(graph: Graph) -> None:
    """Words once cost a pattern for each name of each value and each question, some 30,000."""
    watched = WatchedStore(graph.store)
    matches(watched, "who was asked about home education")
    assert len(watched.queries) < 20
    compiled: Counter[str] = Counter()

    def note(frame: Any, event: str, _argument: object) -> None:
        if event == "call" and frame.f_code.co_name == "_compile" and frame.f_globals["__name__"] == "re._compiler":
            compiled["patterns"] += 1

    sys.setprofile(note)
    try:
        matches(watched, "who was asked about information sharing")
    finally:
        sys.setprofile(None)
    assert compiled["patterns"] < 100


@pytest.mark.parametrize(
    ("words", "unused"),
    [
        ("keywords that go together since 2020", "2020.."),
        ("which reviews are like Child Yue since 2020", "2020.."),
        ("unicorn recommendations to the police", "unicorn"),
        ("what was Birmingham told about the moon in 2025", "moon"),
    ],
)
def test_names_years_and_words_that_are_not_used_are_said(words: str, unused: str, built: Path) -> None:
    """An answer about all is not taken for one about a place or a year."""
    done = run(built, words)
    assert done.exit_code == 0, done.stderr
    assert f"Ignored words: {unused}." in done.stderr


def test_words_that_are_all_used_are_not_complained_of(built: Path) -> None:
    for words in (
        "what was the Department for Education asked to do?",
        "Show me all reviews published in 2025, please",
    ):
        assert "Not used" not in run(built, words).stderr


def test_a_year_that_the_graph_does_not_have_is_said(built: Path) -> None:
    done = run(built, "reviews published in 2018")
    assert done.exit_code == 2 and done.stdout == ""
    assert "Question: casegraph ask list-reviews --year 2018" in done.stderr
    assert "2018 is not in this graph, which has 2025." in done.stderr


def test_both_ends_of_a_range_of_years_are_used(built: Path) -> None:
    """What is not in the graph is said with the answer."""
    done = run(built, "what changed between 2018 and 2025")
    assert done.exit_code == 0
    assert "--year 2018-2025" in done.stderr
    assert "2018 to 2024 are not in this graph." in done.stdout
    assert re.search(r"of \d+ listed themes in 73 published reviews of 2025", done.stdout)


def test_words_that_mean_no_question_say_which_they_are(built: Path) -> None:
    done = run(built, "reviews in Scotland")
    assert done.exit_code == 2
    assert "No question uses these words: scotland. The nearest questions are:" in done.stderr


@pytest.mark.parametrize("form", ["table", "csv"])
def test_an_answer_without_rows_says_what_was_searched(form: str, built: Path) -> None:
    """And how to search more widely; a bare 0 would say neither."""
    done = run(built, "recommendations-to", "--agency", "dfe", "--theme", "neglect", "--year", "2025", "--format", form)
    assert done.exit_code == 0
    said = done.stdout if form == "table" else done.stderr
    assert re.search(
        r"None of the \d+ recommendations in 73 published reviews of 2025 fits: "
        r"agency Department for Education, theme Neglect\.",
        said,
    )
    assert "Leave out --theme or --year to search more widely." in said
