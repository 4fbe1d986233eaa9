"""Corrections: what people overrule is what every face has, with who, when and why; the words of a page never change."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from rdflib import OWL, RDF, Graph

from casegraph.building.build import build
from casegraph.building.recorded_reviews import recorded_review
from casegraph.cli import main
from casegraph.corrections import Corrections, corrected, read_corrections
from casegraph.errors import TableError
from casegraph.extracting.records import record_of
from casegraph.names import BASE
from casegraph.rdf.statements import review_statements
from casegraph.reading.page import page_of
from casegraph.record.identity import mint
from casegraph.record.json_lines import from_line, to_line
from casegraph.record.model import Review
from casegraph.store.memory import MemoryStore
from casegraph.views.from_store import collection_of

PAGE = """2025 – Kent – Child U
Death of a boy aged 3 in 2024. It is not known why.
Learning includes: years of neglect in the home.
Recommendations include: audit the escalation policy; the police should share what they know with schools.
Keywords: drugs
"""
HEAD = "passage\tfield\twas\tis\twho\twhen\twhy\twords"
ASK, OTHER = "recommendation/2025-kent-child-u/1", "recommendation/2025-kent-child-u/2"
POINT, WHOLE = "learning/2025-kent-child-u/1", "review/2025-kent-child-u"
BY = "A. Reader\t2026-11-02"


def review_in(page: str = PAGE) -> Review:
    (review,) = record_of(page_of(page.encode(), "kent.txt")).reviews
    return review


def table(*lines: str) -> Corrections:
    return read_corrections("\n".join((HEAD, *lines)).encode(), "mine.tsv")


def after(*lines: str) -> Review:
    """Return the review with corrections, each of which must have been made."""
    made = corrected(review_in(), table(*lines), "safeguarding-partnership")
    assert made.lines == frozenset(range(2, 2 + len(lines)))
    return made.review


def test_a_theme_is_taken_out_added_or_replaced() -> None:
    assert [each.concept for each in review_in().learning[0].themes] == ["neglect"]
    assert after(f"{POINT}\ttheme\tneglect\t\t{BY}").learning[0].themes == ()
    added = after(f"{POINT}\ttheme\t\tmale-carers\t{BY}\t\tin the home").learning[0].themes
    assert [(each.concept, each.basis, each.words.text) for each in added] == [
        ("neglect", "wording", "neglect"),
        ("male-carers", "corrected", "in the home"),
    ]
    replaced = (
        after(f"years of neglect  in the HOME\ttheme\tneglect\thousing-and-homelessness\t{BY}").learning[0].themes
    )
    assert [(each.concept, each.words.text) for each in replaced] == [
        ("housing-and-homelessness", "years of neglect in the home")
    ]


def test_who_is_asked_follows_a_correction() -> None:
    """Naming somebody ends what holds where nobody is named; taking the last one out brings it back."""
    first = after(f"{ASK}\taddressee\tsafeguarding-partnership\ticb\t{BY}").recommendations[0]
    assert [(each.agency, each.basis) for each in first.addressings] == [("icb", "explicit")]
    assert first.owner is None
    assert first.addressings[0].resolutions, "which board is meant follows from the area, as for what is read"
    second = after(f"{OTHER}\taddressee\tpolice\t\t{BY}").recommendations[1]
    assert [(each.agency, each.basis) for each in second.addressings] == [("safeguarding-partnership", "default")]
    through = after(f"{OTHER}\tvia\t\tschools\t{BY}").recommendations[1]
    assert [(each.concept, each.words.text) for each in through.via] == [("schools", "schools")]
    assert "schools" not in {each.concept for each in through.concerns}


def test_what_happened_follows_a_correction() -> None:
    review = after(
        f"{WHOLE}\toutcome\tdeath\tserious-harm\t{BY}",
        f"{WHOLE}\tcertainty\t{review_in().incident.certainty}\talleged\t{BY}\t\tIt is not known why",
    )
    assert (review.incident.outcome, review.incident.certainty) == ("serious-harm", "alleged")
    assert review.incident.certainty_words is not None
    assert review.incident.certainty_words.text == "It is not known why"


def test_words_never_change_and_every_record_can_be_read_back() -> None:
    review = after(
        f"{POINT}\ttheme\tneglect\thousing-and-homelessness\t{BY}\tIt was hunger.", f"{ASK}\taction\t\ttraining\t{BY}"
    )
    assert [each.passage for each in review.learning] == [each.passage for each in review_in().learning]
    assert from_line(to_line(review).encode()) == (review,)
    assert (
        corrected(review, table(f"{POINT}\ttheme\tneglect\thousing-and-homelessness\t{BY}\tIt was hunger.")).review
        == review
    )


@pytest.mark.parametrize(
    "line",
    [
        f"{POINT}\ttheme\thousing-and-homelessness\tmale-carers\t{BY}",
        f"{POINT}\ttheme\t\tneglect\t{BY}",
        f"{POINT}\taddressee\t\tpolice\t{BY}",
        f"learning/2025-kent-child-u/7\ttheme\tneglect\t\t{BY}",
        f"learning/2024-kent-child-u/1\ttheme\tneglect\t\t{BY}",
        f"no such words\ttheme\tneglect\t\t{BY}",
        f"{OTHER}\towner\t\tschools\t{BY}",
        f"{WHOLE}\toutcome\tother\tdeath\t{BY}",
    ],
    ids=[
        "was not read",
        "is there",
        "of learning",
        "no clause",
        "no review",
        "no words",
        "somebody is named",
        "outcome",
    ],
)
def test_a_correction_of_what_is_not_there_changes_nothing(line: str) -> None:
    made = corrected(review_in(), table(line), "safeguarding-partnership")
    assert (made.review, made.lines) == (review_in(), frozenset())


@pytest.mark.parametrize(
    ("line", "seen"),
    [
        (f"{POINT}\tteme\tneglect\t\t{BY}", "line 2: the field “teme”. Write theme"),
        (f"{POINT}\ttheme\tneglet\t\t{BY}", "“neglet” as theme, which is not known. Write neglect"),
        (f"{POINT}\ttheme\tneglect\tneglect\t{BY}", "“neglect” both in was and in is"),
        (f"{POINT}\ttheme\tneglect\t\tA. Reader\t2.11.2026", "the day “2.11.2026”"),
        (f"{POINT}\ttheme\tneglect\t\t\t2026-11-02", "nothing in the column who"),
        (f"{POINT}\toutcome\tdeath\tother\t{BY}", "a outcome of the passage"),
        (f"{WHOLE}\ttheme\tneglect\t\t{BY}", "a theme of the passage"),
        (f"{WHOLE}\toutcome\tdeath\t\t{BY}", "a correction of the outcome without was or is"),
        (f"{POINT}\ttheme\tneglect\t\t{BY}\n{POINT}\ttheme\tneglect\t\t{BY}", "line 3: the correction of line 2 again"),
        (f"{POINT}\ttheme\tneglect\t\t{BY}\t\t\tmore", "“more” behind the last column"),
    ],
    ids=["field", "id", "same", "day", "nobody", "passage", "whole", "half", "twice", "too long"],
)
def test_a_line_that_cannot_be_used_is_named(line: str, seen: str) -> None:
    with pytest.raises(TableError) as caught:
        table(line)
    assert seen in str(caught.value)


def test_a_correction_is_in_the_graph_and_is_shown_where_its_passage_is() -> None:
    """The view from the graph and the one from the record say the same sentence, and only declared terms are used."""
    review = after(
        f"{POINT}\ttheme\tneglect\thousing-and-homelessness\t{BY}\tIt was hunger.",
        f"{WHOLE}\toutcome\tdeath\tother\t{BY}",
    )
    (minted,) = mint([[review]])
    statements = review_statements([minted])
    graph = Graph().parse(data=statements.own.text(), format="nt")
    declared = Graph().parse(Path(__file__).parents[1] / "ontology/casegraph.ttl")
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    known = {term for kind in kinds for term in declared.subjects(RDF.type, kind)}
    used = {*graph.predicates(), *graph.objects(None, RDF.type)}
    assert {term for term in used if str(term).startswith(f"{BASE}ontology#")} <= known
    said = "Corrected by A. Reader on 2 November 2026: the theme is “Housing, homelessness and poverty”, not “Neglect”. It was hunger."
    shown = recorded_review(minted)
    assert shown.learning[0].corrected == (said,)
    assert shown.corrected == ("Corrected by A. Reader on 2 November 2026: the outcome is “Other”, not “Death”.",)


def test_a_build_makes_corrections_and_says_which_hold_of_nothing(tmp_path: Path) -> None:
    page, mine = tmp_path / "kent.txt", tmp_path / "mine.tsv"
    page.write_text(PAGE)
    mine.write_text(
        f"{HEAD}\n{POINT}\ttheme\tneglect\thousing-and-homelessness\t{BY}\tIt was hunger.\n{ASK}\ttheme\tneglect\t\t{BY}\n"
    )
    run = CliRunner().invoke(main, ["build", str(page), "--corrections", str(mine), "-o", str(tmp_path / "out")])
    assert run.exit_code == 0, run.output
    assert "mine.tsv: 1 of 2 corrections were made." in run.output
    assert "mine.tsv, line 3 was not made: no such passage, or “neglect” is no theme there" in run.output
    store = MemoryStore.of_folder(tmp_path / "out/store")
    from_graph = collection_of(store).reviews["2025-kent-child-u"]
    assert from_graph.learning[0].corrected[0].endswith("not “Neglect”. It was hunger.")
    again = build([tmp_path / "out/reviews.jsonl"], tmp_path / "again")
    assert again.corrections == 1
    assert (tmp_path / "again/casegraph.nt").read_bytes() == (tmp_path / "out/casegraph.nt").read_bytes()
    rows = CliRunner().invoke(main, ["ask", "corrections", "--graph", str(tmp_path / "out"), "--format", "csv"])
    assert "2026-11-02,A. Reader,theme,Neglect," in rows.output
    table = tmp_path / "back.csv"
    CliRunner().invoke(main, ["export", "corrections", "--graph", str(tmp_path / "out"), "-o", str(table)])
    given_back = read_corrections(table.read_bytes(), "back.csv").rows
    assert [(each.passage, each.was, each.now, each.who, each.why) for each in given_back] == [
        (POINT, "neglect", "housing-and-homelessness", "A. Reader", "It was hunger.")
    ]


def test_a_table_from_excel_is_read_like_one_of_text(tmp_path: Path) -> None:
    """With a date as Excel has it; a text that CSV guards as no formula comes back as it was."""
    import xlsxwriter

    with xlsxwriter.Workbook(tmp_path / "mine.xlsx") as workbook:
        sheet = workbook.add_worksheet()
        sheet.write_row(0, 0, HEAD.split("\t"))
        sheet.write_row(1, 0, [POINT, "theme", "neglect", "", "A. Reader"])
        sheet.write_datetime(1, 5, date(2026, 11, 2), workbook.add_format({"num_format": "dd/mm/yyyy"}))
    read = read_corrections((tmp_path / "mine.xlsx").read_bytes(), "mine.xlsx")
    assert read.rows == table(f"{POINT}\ttheme\tneglect\t\t{BY}").rows
    guarded = f"passage,field,was,is,who,when\n{POINT},theme,neglect,,'=A. Reader,2026-11-02\n"
    assert read_corrections(guarded.encode(), "mine.csv").rows[0].who == "=A. Reader"
