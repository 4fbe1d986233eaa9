"""Clauses: the cutting rules of docs/contract.md, on text of every kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.reading.clauses import clauses_of
from casegraph.record.model import Passage


def cut(text: str) -> list[str]:
    """The clauses of one paragraph."""
    return [clause.passage.text for clause in clauses_of([Passage.of(text, 0, len(text))])]


@pytest.mark.parametrize(
    ("paragraph", "clauses"),
    [
        pytest.param("Learning themes include: a b; c d; and e f.", ["a b", "c d", "e f"], id="semicolons"),
        pytest.param("Learning focuses on: a; b.", ["a", "b"], id="another lead-in"),
        pytest.param("includes: no agency held it; drift.", ["no agency held it", "drift"], id="lost lead word"),
        pytest.param("Key issues: drift. Nobody asked why.", ["drift", "Nobody asked why"], id="sentences"),
        pytest.param("Learning is embedded in the recommendations.", [], id="embedded"),
        pytest.param("Learning", [], id="label alone"),
        pytest.param("Learning: a; and", ["a"], id="and alone"),
        pytest.param(
            "Recommendations include: do a; do b. Also details all work.", ["do a", "do b", "Also details all work"], id="sentence after"
        ),
        pytest.param(
            "Recommends that X acts. Recommendations to the partnership include: do a.", ["Recommends that X acts", "do a"], id="sentence before"
        ),
        pytest.param("Recommendations include: LA1 CSC: do a; and do b.", ["LA1 CSC: do a", "do b"], id="prefix stays"),
        pytest.param("Recommendations include: do a. The DfE should: do b.", ["do a", "The DfE should: do b"], id="later prefix"),
        pytest.param("Recommendations include: a (b; c. D) e; ‘f; g’ h; 'i; j'.", ["a (b; c. D) e", "‘f; g’ h", "'i; j'"], id="brackets and quotes"),
        pytest.param("Recommendations include: parents’ needs; children's needs.", ["parents’ needs", "children's needs"], id="apostrophes"),
        pytest.param("Recommendations include: tools (e.g. GCP2. More) used, i.e. Daily.", ["tools (e.g. GCP2. More) used, i.e. Daily"], id="abbreviations"),
        pytest.param("Makes recommendations that bruises are seen.", ["Makes recommendations that bruises are seen"], id="no colon"),
        pytest.param("Recommendations include: a strategy that includes: x, y; b.", ["a strategy that includes: x, y", "b"], id="colon inside"),
    ],
)  # fmt: skip
def test_how_a_paragraph_is_cut(paragraph: str, clauses: list[str]) -> None:
    """Clauses have neither lead-in nor leading "and" nor closing mark; an actor's prefix stays."""
    assert cut(paragraph) == clauses


def test_a_lead_in_governs_until_the_next_one() -> None:
    """The lead-in of a clause is the last one before it, in an earlier paragraph or sentence."""
    text = "Recommendations include:\n- do a\n- do b. Further recommendations to the board include: do c."
    lines = [Passage.of(text, 0, 24), Passage.of(text, 25, 31), Passage.of(text, 32, len(text))]
    found = [(clause.passage.text, clause.lead_in.text if clause.lead_in else None) for clause in clauses_of(lines)]
    assert found == [
        ("do a", "Recommendations include:"),
        ("do b", "Recommendations include:"),
        ("do c", "Further recommendations to the board include:"),
    ]


@given(st.text(alphabet="ab;. ()'’‘\"“”:A–[]e.g\n", max_size=120))
def test_offsets_hold_and_clauses_never_overlap(text: str) -> None:
    """Each clause is what stands at its place, in order, with no white space or closing mark at its ends."""
    place = 0
    for clause in clauses_of([Passage.of(text, 0, len(text))]):
        passage = clause.passage
        assert text[passage.start : passage.end] == passage.text
        assert passage.text == passage.text.strip() and passage.text[-1] not in ";."
        assert passage.start >= place
        place = passage.end


def test_bullets_inside_a_line_part_clauses() -> None:
    """A list that lost its line breaks keeps its bullets."""
    text = "Key issues: • lack of information sharing • no lead professional"
    assert [clause.passage.text for clause in clauses_of([Passage.of(text, 0, len(text))])] == [
        "lack of information sharing",
        "no lead professional",
    ]
