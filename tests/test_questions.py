"""The questions that ship: complete as they stand, right on the page of 2025, and deaf to what is no value."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode, Store

import casegraph
from casegraph.asking import Answer, permitted, question, questions
from casegraph.asking.binding import fill
from casegraph.asking.questions import all_questions, every_question, prefixes
from casegraph.asking.values import with_prefixes
from casegraph.graph import Graph
from casegraph.names import BASE
from casegraph.record.ages import AGE_GROUPS
from casegraph.store.memory import MemoryStore

ROOT = Path(__file__).parent.parent
FILES = sorted((ROOT / "ontology" / "questions").glob("*.ttl"))
NAMES = list(all_questions())
WITH_ROWS = [name for name in NAMES if name != "corrections"]  # nobody corrects the page of 2025
REVIEW = f"{BASE}review/"

ASKED_FOR = {
    "recommendations-to", "themes-of-agency", "agencies-of-theme", "theme-agency-table", "told-to-partnership",
    "learning-without-recommendation", "themes-without-recommendation", "nobody-named", "infants-and-adolescents",
    "reviews-like", "keyword-pairs", "national-recommendations", "recommendations-by-action", "reviews-in-area",
    "reviews-in-region", "cross-border-reviews", "source-of", "yearly-table",
}  # fmt: skip
"""The questions that the project was asked for."""

THERE: dict[str, tuple[dict[str, str], dict[str, Any]]] = {
    "recommendations-to": (
        {"agency": "dfe", "theme": "home-education"},
        {"review": "2025 - Surrey - Sara Sharif", "asked": "Department for Education", "known_by": "named in the text"},
    ),
    "recommendations-on": ({"theme": "home-education"}, {"review": "2025 - Surrey - Sara Sharif"}),
    "recommendations-by-action": ({"action": "training", "agency": "cafcass"}, {"review": "2025 – Hertfordshire - Ivy"}),
    "owner-deadline-measure": ({"by": "partnership"}, {"group": "All", "recommendations": 483, "named": 220, "no_agency_named": 263, "all_three": 0}),
    "recommendations-by-strength": ({"strength": "deadline"}, {"words": "twice a year", "review": "2025 – Devon - Child Jody"}),
    "recommendations-by-basis": ({"basis": "explicit"}, {"asked": "Integrated care board", "as_printed": "the ICB"}),
    "theme-readings": ({"theme": "home-education"}, {"review": "2025 - Surrey - Sara Sharif", "theme_read": "Elective home education"}),
    "recommendations-about": ({"agency": "police"}, {"about": "Police", "way": "mentioned"}),
    "recommendations-after": ({"outcome": "death", "theme": "safe-sleeping"}, {"year": 2025}),
    "recommendations-by-panel-theme": ({"panel_theme": "5"}, {"theme": "Information sharing"}),
    "recommendations-saying": ({"words": "SAFETY plans"}, {"quote": "consider how to action safety plans"}),
    "recommendations-to-body": (
        {"body": "NHS South East London ICB"},
        {"review": "2025 – Bromley - Thomas", "meant_because": "from the area", "share": 1},
    ),
    "national-recommendations": ({}, {"asked": "Department for Education", "review": "2025 - Surrey - Sara Sharif"}),
    "nobody-named": ({"partnership": "camden"}, {"review": "2025 – Camden – Child Yue", "likely_owner": "Schools and colleges"}),
    "likely-owner": ({"agency": "schools"}, {"review": "2025 – Camden – Child Yue", "likely_owner": "Schools and colleges"}),
    "told-to-partnership": (
        {"partnership": "Redcar and Cleveland"},
        {"review": "2025 - South Tees - Aiden", "partnership": "South Tees Safeguarding Children Partnership"},
    ),
    "who-is-meant": (
        {"review": "2025-bromley-thomas"},
        {"asked": "Integrated care board", "body": "NHS South East London Integrated Care Board"},
    ),
    "actions-table": ({}, {"action": "Training"}),
    "agencies-of-theme": ({"theme": "information-sharing"}, {"agency": "Local safeguarding children partnership or board"}),
    "bodies-of-review": ({"review": "Child Yue"}, {"body": "Metropolitan Police force", "region": "London", "share_of_area": 1, "as_of": 2025}),
    "beside-the-rest": ({"place": "London"}, {"theme": "Neglect", "all_chosen": 15, "all_others": 58}),
    "told-again": ({"partnership": "oldham"}, {"safeguarding_partnership": "Oldham Safeguarding Children Partnership", "years": "2025"}),
    "cross-border-reviews": ({}, {"why": "the heading names several areas", "review": "2025 - Cambridgeshire and Peterborough - Ava"}),
    "infants-and-adolescents": ({"least": "2"}, {"theme": "Infants and unborn babies", "adolescents": 0, "typical_of": "infants"}),
    "keyword-pairs": ({}, {"keyword": "autism spectrum disorder", "with": "suicide", "together": 3}),
    "list-reviews": (
        {"place": "Camden", "year": "2020..", "theme": "information-sharing"},
        {"review": "2025 – Camden – Child Yue", "outcome": "Death", "year": 2025},
    ),
    "learning-by-panel-theme": ({"panel_theme": "3"}, {"theme": "Professional curiosity and critical thinking"}),
    "learning-on": ({"theme": "voice-of-the-child"}, {"year": 2025}),
    "learning-without-recommendation": ({"review": "2025-bromley-thomas"}, {"review": "2025 – Bromley - Thomas"}),
    "panel-themes-table": ({}, {"panel_theme": "5. Sharing information in a timely and appropriate way"}),
    "reviews-by-age": ({"age_band": "under-1"}, {"quote": "3-week-old boy", "review": "2025 – Birmingham - BSCP2022-23/03"}),
    "reviews-by-keyword": ({"keyword": "suicide", "also": "autism"}, {"iri": f"{REVIEW}2025-redbridge-zara"}),
    "reviews-of-suicide": (
        {"how-certain": "suspected"},
        {"review": "2025 - Redbridge - Zara", "happened": "Death, suicide given as a keyword only", "certainty": "Suspected"},
    ),
    "reviews-by-outcome": ({"outcome": "death"}, {"review": "2025 – Camden – Child Yue", "quote": "Suicide", "occurred": "2023"}),
    "reviews-in-area": ({"body": "police-metropolitan"}, {"review": "2025 – Camden – Child Yue", "area": "Camden"}),
    "reviews-in-region": ({"region": "north east"}, {"review": "2025 – Durham – Baby C", "area": "County Durham"}),
    "repeats": ({"theme": "family-history-and-chronologies"}, {"words": "chronologies, use, promote", "reviews": 3, "years": "2025"}),
    "reviews-like": ({"review": "Child Yue"}, {"review": "2025 – Bromley - Thomas", "shared_keywords": "prescription drugs, suicide"}),
    "source-of": (
        {"statement": "recommendation/2025-camden-child-yue/1"},
        {"kind": "recommendation", "review": "2025 – Camden – Child Yue", "start": 40287, "end": 40400},
    ),
    "suicide-and-neurodiversity": ({}, {"review": "2025 - Redbridge - Zara", "sign": "keyword autism spectrum disorder"}),
    "summaries-only": ({}, {"year": 2025}),
    "years-to-publication": ({}, {"group": "All", "give_both": 58, "of_reviews": 73, "fewest_years": 1, "most_years": 7}),
    "agency-year-table": ({"agency": "dfe"}, {"agency": "Department for Education", "year": 2025, "recommendations": 6}),
    "keyword-year-table": ({"keyword": "suicide"}, {"keyword": "suicide", "year": 2025, "reviews": 9}),
    "outcome-year-table": ({"year": "2025"}, {"outcome": "Death", "year": 2025, "reviews": 37, "suspected_or_alleged": 6}),
    "theme-year-table": ({"agency": "dfe"}, {"theme": "Elective home education", "year": 2025, "recommendations": 3}),
    "theme-agency-table": ({"basis": "explicit"}, {"theme": "Elective home education", "agency": "Department for Education"}),
    "themes-of-agency": ({"agency": "dfe"}, {"theme": "Elective home education", "recommendations": 3}),
    "themes-without-recommendation": ({}, {"theme": "Voice of the child"}),
    "yearly-table": ({"year": "2025"}, {"agency": "Integrated care board", "recommendations": 5, "reviews": 3, "explicit": 5}),
}  # fmt: skip
"""A row that each question brings on the page of 2025: the values it is asked with, and what the row says."""


@pytest.fixture(scope="module")
def graph(built: Path) -> Iterator[Graph]:
    """The graph of the page that ships."""
    with casegraph.open(built) as opened:
        yield opened


@pytest.fixture(scope="module")
def told() -> rdflib.Graph:
    """All files of ontology/questions, read by rdflib."""
    whole = rdflib.Graph()
    for file in FILES:
        whole.parse(file)
    return whole


def holds(answer: Answer, said: dict[str, Any]) -> bool:
    """Whether a row of an answer says all that is *said*."""
    return any(all(row.get(name) == value for name, value in said.items()) for row in answer.rows)


# As they stand


def test_all_that_were_asked_for_are_there_and_each_is_in_a_file_of_its_name() -> None:
    assert set(NAMES) >= ASKED_FOR
    assert len(NAMES) >= 30
    assert {file.stem for file in FILES} == {*every_question(), "parameters"}


def test_a_former_question_is_answered_and_names_the_one_that_replaces_it(graph: Graph) -> None:
    """No list has it."""
    former = [each for each in all_questions().values() if each.replaced_by]
    assert [each.name for each in former] == ["infants-and-adolescents"]
    for each in former:
        assert each.name not in questions() and each.replaced_by in questions()
        answer = graph.ask(each.name)
        assert answer.rows
        assert answer.remark == f"This question is kept for existing users; {each.replaced_by} replaces it."


def test_no_blank_nodes_and_only_executables(told: rdflib.Graph) -> None:
    """They travel in the graph, and other editors find them by their type."""
    assert not any(isinstance(term, rdflib.BNode) for triple in told for term in triple)
    sh = rdflib.Namespace("http://www.w3.org/ns/shacl#")
    found = {str(each).rpartition("/")[2] for each in told.subjects(rdflib.RDF.type, sh.SPARQLExecutable)}
    assert found == set(every_question())
    for query in told.objects(None, sh.select):
        assert isinstance(query, rdflib.Literal)


@pytest.mark.parametrize("name", NAMES)
def test_a_question_is_complete(name: str) -> None:
    """It has a wording, described parameters with value lists, and its query holds exactly the example's values."""
    asked = question(name)
    assert asked.wording.endswith("?")
    assert asked.title
    assert len({each.name for each in asked.parameters}) == len(asked.parameters)
    for each in asked.parameters:
        assert each.description.endswith(".")
        assert each.values or each.datatype
        assert each.optional or each.example is not None
        assert each.default is None or each.optional
    variables = {each.variable for each in asked.parameters}
    in_rows = set(" ".join(re.findall(r"VALUES \(([^)?]*)\)", asked.sparql)).replace("$", "").split())
    assert in_rows == variables
    assert set(re.findall(r"\$(\w+)", asked.sparql)) == variables
    example = {each.variable: each.example for each in asked.parameters if each.example is not None}
    assert same_rows(fill(asked.sparql, example), asked.sparql)


def same_rows(filled: str, stored: str) -> bool:
    """Whether two forms of a query are one query, prefixed names spelt out."""

    def spelt(found: re.Match[str]) -> str:
        return f"<{prefixes()[found[1]]}{found[2]}>".replace("\\", "")

    name = re.compile(r"(?<![\w<:#\"])([a-z]+):([\w-]+(?:\\/[\w-]+)*)")
    return name.sub(spelt, filled) == name.sub(spelt, stored)


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_query_runs_as_it_ships_with_the_example(name: str, built: Path) -> None:
    """In any engine that gets the declared prefixes; here straight in Oxigraph, without our binding. It brings rows."""
    store = Store.read_only(str(next(built.glob("store*"))))
    assert next(iter(store.query(with_prefixes(question(name).sparql, BASE))), None) is not None  # type: ignore[arg-type]


def test_declared_prefixes_are_those_of_the_project() -> None:
    from casegraph.names import PREFIXES

    assert {name: PREFIXES[name] for name in prefixes() if name in PREFIXES}.items() <= prefixes().items()


def test_questions_travel_in_the_graph(graph: Graph) -> None:
    rows = graph.query("SELECT ?q { ?q a <http://www.w3.org/ns/shacl#SPARQLExecutable> }")
    assert {str(row["q"]).rpartition("/")[2] for row in rows} == set(NAMES)


# On the page of 2025


@pytest.mark.parametrize("name", WITH_ROWS)
def test_a_row_that_must_be_there_is_there(name: str, graph: Graph) -> None:
    """And the count does not exceed its denominator."""
    values, said = THERE[name]
    answer = graph.ask(name, **values)
    assert holds(answer, said), answer.rows[:5]
    assert 0 < answer.total <= answer.denominator
    assert answer.reviews == 73
    assert "published review" in answer.summary


@pytest.mark.parametrize("name", WITH_ROWS)
def test_the_example_brings_rows(name: str, graph: Graph) -> None:
    answer = graph.ask(name, **{each.variable: value_of(each.example) for each in question(name).parameters})
    assert answer.rows
    assert answer.question == question(name).wording


def value_of(term: NamedNode | Literal | None) -> str | None:
    """What a person would type for a term."""
    return term.value if term is not None else None


def test_quotes_are_the_words_of_their_passages(graph: Graph) -> None:
    """Each row of quotes leads to its page in one step, and has review, partnership, year and link."""
    for name in WITH_ROWS:
        answer = graph.ask(name, **THERE[name][0])
        if "quote" not in answer.columns or name in ("source-of", "who-is-meant"):
            continue
        assert {"review", "partnership", "year", "link", "passage", "iri"} <= set(answer.columns)
        row = answer.rows[0]
        (quote,) = graph.query(f"SELECT ?quote {{ <{row['passage']}> cg:quote ?quote }}")
        assert row["quote"] == quote["quote"]


def test_narrower_themes_and_agencies_count(graph: Graph) -> None:
    wide = graph.ask("recommendations-to", agency="national-body")
    assert {"Department for Education", "Welsh Government"} <= {row["asked"] for row in wide.rows}
    assert graph.ask("learning-on", theme="group-harm").total > graph.ask("learning-on", theme="neglect").total


def test_basis_theme_and_year_narrow_the_answer(graph: Graph) -> None:
    whole = graph.ask("recommendations-to", agency="safeguarding-partnership")
    parts = [
        graph.ask("recommendations-to", agency="safeguarding-partnership", basis=each)
        for each in ("explicit", "lead-in", "default")
    ]
    assert sum(len(each.rows) for each in parts) == len(whole.rows)
    assert graph.ask("nobody-named").total == parts[2].total
    assert graph.ask("nobody-named", year=2025).total == graph.ask("nobody-named").total


def test_unanswered_learning_is_the_same_told_by_clause_and_by_theme(graph: Graph) -> None:
    clauses = graph.ask("learning-without-recommendation")
    themes = graph.ask("themes-without-recommendation")
    subjects = {row["theme"] for row in themes.rows}
    pairs = {(row["unanswered_theme"], row["review"]) for row in clauses.rows if row["unanswered_theme"] in subjects}
    assert sum(row["unanswered"] for row in themes.rows) == len(pairs)
    assert any(row["by_neighbours"] for row in themes.rows)  # which neither counts as unanswered


NEIGHBOURS = """
theme:risk skos:prefLabel "Risk" ; skos:inScheme scheme:theme ; skos:related theme:assessment .
theme:assessment skos:prefLabel "Assessment" ; skos:inScheme scheme:theme ; skos:related theme:risk .
theme:baby-risk skos:prefLabel "Risk to babies" ; skos:inScheme scheme:theme ; skos:broader theme:risk .
theme:voice skos:prefLabel "Voice" ; skos:inScheme scheme:theme .
review:a a cg:Review ; cg:year 2031 ; cg:hasLearning <x:a1> ; cg:hasRecommendation recommendation:a1, recommendation:a2 .
review:b a cg:Review ; cg:year 2031 ; cg:hasLearning <x:b1> ; cg:hasRecommendation recommendation:b1 .
review:c a cg:Review ; cg:year 2032 ; cg:hasLearning <x:c1> ; cg:hasRecommendation recommendation:c1, recommendation:c2 .
review:d a cg:Review ; cg:year 2032 ; cg:hasLearning <x:d1> .
<x:a1> cg:hasTheme theme:risk . recommendation:a1 cg:hasTheme theme:risk . recommendation:a2 cg:hasTheme theme:assessment .
<x:b1> cg:hasTheme theme:risk, theme:voice . recommendation:b1 cg:hasTheme theme:assessment .
<x:c1> cg:hasTheme theme:risk . recommendation:c1 cg:hasTheme theme:assessment . recommendation:c2 cg:hasTheme theme:baby-risk .
<x:d1> cg:hasTheme theme:risk, theme:voice .
"""
"""Risk is learned in four reviews: answered itself (a), by neighbours (b, c), and not at all (d)."""


def test_a_recommendation_on_a_neighbouring_theme_answers_and_is_named() -> None:
    with Graph(MemoryStore.from_turtle(NEIGHBOURS)) as graph:
        answer = graph.ask("themes-without-recommendation")
        later = graph.ask("themes-without-recommendation", year=2032)
    numbers = ("learned_in", "answered", "by_neighbours", "unanswered", "neighbours")
    assert [(row["theme"], *(row[name] for name in numbers)) for row in answer.rows] == [
        ("Risk", 4, 1, 2, 1, "Assessment 2; Risk to babies 1"),
        ("Voice", 2, 0, 0, 2, None),  # nobody answers it, which is no reason to put it first
    ]
    assert [(row["theme"], row["unanswered"], row["neighbours"]) for row in later.rows] == [
        ("Risk", 1, "Assessment 1; Risk to babies 1"),
        ("Voice", 1, None),
    ]


def test_what_is_answered_itself_by_neighbours_and_not_adds_up(graph: Graph) -> None:
    rows = graph.ask("themes-without-recommendation").rows
    assert all(row["answered"] + row["by_neighbours"] + row["unanswered"] == row["learned_in"] for row in rows)
    assert all((row["by_neighbours"] > 0) == (row["neighbours"] is not None) for row in rows)
    assert [row["learned_in"] for row in rows] == sorted((row["learned_in"] for row in rows), reverse=True)
    risk = next(row for row in rows if row["theme"] == "Risk assessment and management")
    assert risk["unanswered"] < risk["by_neighbours"]  # two thirds unanswered was how a table without neighbours read


def test_a_share_stands_for_five_reviews_or_more_and_the_rows_are_subjects(graph: Graph) -> None:
    rows = graph.ask("themes-without-recommendation").rows
    assert all((row["share"] is None) == (row["learned_in"] < 5) for row in rows)
    assert all(round(row["share"] * row["learned_in"]) == row["unanswered"] for row in rows if row["share"] is not None)
    means = {theme.label for theme in graph.collection().themes.values() if theme.is_means}
    assert means and not {row["theme"] for row in rows} & (means | {"COVID-19", "Other theme"})


def test_the_groups_of_ages_are_those_of_pages_and_files(graph: Graph) -> None:
    """One list: each group of the question has the reviews that a page has under it."""
    reviews = graph.collection().reviews.values()
    ids = ("under-1", "1-4", "5-10", "11-15", "16-17", "18-and-over")
    assert {*ids} == {each.id for each in permitted(graph.store, question("reviews-by-age").parameters[0])}
    for group, id in zip(AGE_GROUPS[:-1], ids, strict=True):
        listed = {row["review"] for row in graph.ask("reviews-by-age", age_band=id).rows}
        assert listed == {each.title for each in reviews if group in each.age_groups} != set()


def test_the_yearly_table_adds_up(graph: Graph) -> None:
    answer = graph.ask("yearly-table", year=2025)
    assert "abstracts, which are not whole reports" in answer.note
    for row in answer.rows:
        assert row["explicit"] + row["lead_in"] + row["default"] == row["recommendations"]
        assert row["recommendations"] >= row["reviews"] > 0


def test_every_recommendation_asks_for_some_kind_of_action(graph: Graph) -> None:
    kinds = [each.id for each in permitted(graph.store, question("recommendations-by-action").parameters[0])]
    found = {row["iri"] for kind in kinds for row in graph.ask("recommendations-by-action", action=kind).rows}
    (count,) = graph.query("SELECT (COUNT(?r) AS ?n) { ?r a cg:Recommendation }")
    assert len(found) == count["n"]


@pytest.mark.parametrize("kind", ["learning", "incident", "child", "entry", "review"])
def test_the_source_of_any_statement_is_found(kind: str, graph: Graph) -> None:
    (row, *_) = graph.query(
        f'SELECT ?s {{ ?s cg:inPassage [] FILTER(CONTAINS(STR(?s), "/{kind}/")) }} ORDER BY ?s LIMIT 1'
    )
    answer = graph.ask("source-of", statement=row["s"])
    assert answer.rows
    assert all(row["quote"] and row["end"] > row["start"] for row in answer.rows)


def test_a_build_under_another_base_is_asked_the_same(tmp_path: Path, page_2025: Path, graph: Graph) -> None:
    from casegraph.building.build import build

    build([page_2025], tmp_path / "out", base="https://example.org/reviews/")
    with casegraph.open(tmp_path / "out") as other:
        for name in ("recommendations-to", "recommendations-by-action", "yearly-table", "source-of"):
            there, here = (each.ask(name, **THERE[name][0]) for each in (other, graph))
            assert (there.total, there.denominator) == (here.total, here.denominator)


def test_the_package_asks_without_opening(built: Path) -> None:
    answer = casegraph.ask("recommendations-to", built, agency="icb")
    assert isinstance(answer, Answer)
    assert answer.total == 5
