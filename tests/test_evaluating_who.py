"""Evaluating who must act: readings are compared with recommendations that people labelled by themselves."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from casegraph.errors import CasegraphError
from casegraph.evaluating import scores
from casegraph.evaluating.who import WHO_FIELDS, evaluate_who, is_who, read_who, who_agreements
from casegraph.extracting import extract
from casegraph.reading.page import page_of

PAGE = """2031 – Kent – Child U
Death of a boy.
Recommendations include: ask the probation service to audit its records every year; all child protection conferences must be formally minuted; the police should train officers.
"""
ASKED = "Recommendations include: ask the probation service to audit its records every year"
MINUTED = "all child protection conferences must be formally minuted"
HEAD = ["reader", "title", "entry", "clause", "text", "addressees", "concerns", "via", "owner", "actions", "strength"]


def line(text: str, **labels: object) -> str:
    """An annotated recommendation of the page, right as it is read unless *labels* say otherwise."""
    nothing: dict[str, object] = {"to": {}, "via": [], "owner": [], "actions": [], "strength": []}
    return json.dumps({"title": "2031 - Kent - Child U", "text": text, **nothing, **labels})


def counted(path: Path) -> dict[str, tuple[int, int, int]]:
    """What was right, wrong and missed in each field."""
    findings = evaluate_who(read_who(path), extract(page_of(PAGE.encode(), "page.txt")))
    return {field: (each.right, each.wrong, each.missed) for field, each in scores(findings, WHO_FIELDS).items()}


def test_each_field_is_compared_and_what_annotators_disagreed_on_is_neither_right_nor_wrong(tmp_path: Path) -> None:
    path = tmp_path / "who.jsonl"
    rows = [
        line(ASKED, via=["probation"], actions=["assurance"], strength=["deadline"], strength_allowed=["measure"]),
        line(MINUTED, owner=["childrens-social-care", "police"], actions=["training"], actions_allowed=["practice"]),
        line("the police should train officers", to={"health": ["explicit"]}, actions=["training"]),
    ]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    assert is_who(path)
    by_field = counted(path)
    assert by_field["named"] == (0, 1, 1), "the police is named, and not health"
    assert by_field["via"] == (1, 0, 0)
    assert by_field["owner"] == (1, 0, 0), "any of the owners is right"
    assert by_field["strength"] == (1, 0, 0)
    assert by_field["actions"][0] == 2 and by_field["actions"][2] == 1, "training is missed where practice is read"


def test_an_owner_counts_only_where_nobody_is_named_and_the_partnership_where_none_is_inferred(tmp_path: Path) -> None:
    path = tmp_path / "who.jsonl"
    rows = [
        line(ASKED, owner=["safeguarding-partnership"]),
        line("the police should train officers", owner=["schools"]),
    ]
    path.write_text("\n".join([*rows, line(MINUTED, owner=["?"])]), encoding="utf-8")
    right, wrong, missed = counted(path)["owner"]
    assert right + missed == 1 and wrong == missed, "somebody is named in the second, and nobody can tell in the third"


def test_two_readers_in_a_table_are_right_together_and_alone_neither_right_nor_wrong(tmp_path: Path) -> None:
    path = tmp_path / "who.tsv"
    row = [
        "1",
        "2031 – Kent – Child U",
        "E1",
        "R1",
        ASKED,
        "safeguarding-partnership:default",
        "-",
        "probation",
        "?",
        "assurance",
        "-",
    ]
    other = ["2", *row[1:7], "-", "safeguarding-partnership", "assurance,learning", "deadline"]
    path.write_text("\n".join(map("\t".join, [HEAD, row, other])), encoding="utf-8")
    assert is_who(path)
    (request,) = read_who(path)
    assert request.labels["via"] == (frozenset(), frozenset({"probation"}))
    assert request.labels["actions"] == (frozenset({"assurance"}), frozenset({"learning"}))
    assert request.labels["named"] == (frozenset(), frozenset()) and request.owners == {"safeguarding-partnership"}
    assert counted(path)["via"] == (0, 0, 0)

    agreed = who_agreements(read_who(path), extract(page_of(PAGE.encode(), "page.txt")))
    assert agreed["via"] == (2 / 3, 0.0), "Casegraph reads it as one of the two readers did"
    assert "named" not in agreed, "they differ in nothing there"


def test_the_command_shows_the_five_fields_their_errors_and_keeps_a_floor(tmp_path: Path) -> None:
    page, path = tmp_path / "page.txt", tmp_path / "who.jsonl"
    page.write_text(PAGE, encoding="utf-8")
    path.write_text(line(ASKED, via=["cafcass"], actions=["assurance"]), encoding="utf-8")
    words = ["evaluate", str(path), "--page", str(page)]
    shown = CliRunner().invoke(main, [*words, "--format", "json"])
    assert [row["field"] for row in json.loads(shown.stdout)] == list(WHO_FIELDS)
    assert "1 annotated recommendations, 1 reviews read." in shown.stderr
    errors = CliRunner().invoke(main, [*words, "--errors", "via"]).stdout
    assert "probation" in errors and "cafcass" in errors
    assert CliRunner().invoke(main, [*words, "--floor", "via=0.5"]).exit_code == 3
    refused = CliRunner().invoke(main, [*words, "--by-theme"])
    assert refused.exit_code == 2 and "--by-theme" in refused.stderr


def test_a_line_that_is_no_recommendation_is_named(tmp_path: Path) -> None:
    path = tmp_path / "who.jsonl"
    path.write_text(line(ASKED) + '\n{"title": "2031"}\n', encoding="utf-8")
    with pytest.raises(CasegraphError, match=r"line 2 is no annotated recommendation: 'to' is missing"):
        read_who(path)
    table = tmp_path / "who.tsv"
    table.write_text("\t".join(HEAD) + "\n1\tonly two", encoding="utf-8")
    with pytest.raises(CasegraphError, match="row 2 has 2 fields, not 11"):
        read_who(table)
