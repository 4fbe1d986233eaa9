"""How coroners write: where the reference stands, how matters are numbered and headed, whom they are put to, and what names look like."""

import pytest

from casegraph.collections import page_in
from casegraph.collections.pfd.directed import put_by_number
from casegraph.collections.pfd.heads import addressees_of, due_of
from casegraph.collections.pfd.matters import matters_in
from casegraph.collections.pfd.printed import unprinted
from casegraph.collections.pfd.reference import reference_of
from casegraph.errors import PageError
from casegraph.extracting import extract
from casegraph.extracting.subjects import own_wordings, subjects_of
from casegraph.wordings import wordings_of

REPORT = """Name: Prevention of future deaths report 2022-0101
REGULATION 28: REPORT TO PREVENT FUTURE DEATHS
THIS REPORT IS BEING SENT TO:
1. Kent County Council
2. Ofsted
1 | CORONER
I am Ada Ferrowhite, Assistant Coroner, Mid Kent.
3 | INVESTIGATION and INQUEST
On 1 May 2021 I commenced an investigation into the death of Quenby “Quen” Zorander-
Lisk, aged 14.
4 | CIRCUMSTANCES OF THE DEATH
Quenby, or Bibi to her nan, met a man she knew only as “Doc Sunshine”, and posted as @bibi_zz. Another boy, Tarn W., was
there. Wilhelmina Oxbarrow, a teaching assistant, saw them. Paramedic Kit Underwold came. Zelmira Lisk (mother) was at work.
PRYDERON Y CRWNER / CORONER'S CONCERNS
The MATTERS OF CONCERN are as follows:

For the Council

(1) Nobody at the Council supervised swimming. Oxbarrow had no training. Young people in Kent are at risk, said Mr Lisk.

(2) Quen, Bibi and Tarn had met Doc Sunshine; bibi_zz was known to Kit. J.B. told Kent County Council.

Ofsted

(3) No inspec-

Page 2 of 3

tor visited Quenby’s school.

I offer my condolences to the family.

6 | ACTION SHOULD BE TAKEN
7 | YOUR RESPONSE
namely by March 28, 2022.
8 | COPIES and PUBLICATION
DATED THIS 27TH DAY OF JANUARY 2022
"""


def test_a_report_is_read_from_its_own_head_to_its_end() -> None:
    """Reference, area, days, whom each matter is put to; names are masked, bodies and places stay."""
    page = page_in(REPORT.encode(), "scan.txt")
    assert page is not None
    assert page.text.splitlines()[1:] == [
        "2022-0101 – Mid Kent",
        "Date: 2022-01-27",
        "Area: Mid Kent",
        "Sent to: Kent County Council | Ofsted",
        "Response due: 2022-03-28",
        "Number: (1)",
        "Put to: Kent County Council",
        "Concern: Nobody at the Council supervised swimming. [name] had no training. Young people in Kent are at risk, said [name].",
        "Number: (2)",
        "Put to: Kent County Council",
        "Concern: [the person who died], [the person who died] and [name] had met [name]; [name] was known to [name]. [name] told Kent County Council.",
        "Number: (3)",
        "Put to: Ofsted",
        "Concern: No inspector visited [the person who died]’s school.",
    ]
    (report,) = extract(page)
    first, _, third = report.recommendations
    assert (
        {each.agency for each in first.addressings}
        == {"local-authority"}
        != {each.agency for each in third.addressings}
    )
    assert "accident-prevention" in {each.concept for each in first.themes}


@pytest.mark.parametrize(
    ("head", "reference"),
    [
        (["Our ref: PFD-2021-0071"], "2021-0071"),
        (["Reference", "2021-0071"], "2021-0071"),
        (["Quenby Lisk: Prevention of future deaths report (2021–0071)"], "2021-0071"),
        (["See also ref 2019-0001.", "PFD report 2021/0071"], "2021-0071"),
    ],
)
def test_a_reference_is_found_in_the_head(head: list[str], reference: str) -> None:
    assert reference_of("", head, [], "a.txt") == reference


@pytest.mark.parametrize("head", [[], ["I reported before (2019-0001)."], ["The years 2019-2021 were hard."]])
def test_the_reference_of_another_report_is_not_taken(head: list[str]) -> None:
    with pytest.raises(PageError, match="without a reference") as problem:
        reference_of("", head, ["I refer to 2019-0001."], "a.txt")
    assert "2026-0042.txt, or write a line" in str(problem.value)


@pytest.mark.parametrize(
    ("text", "matters"),
    [
        ("1\nNo plan.\n\n2\nNo list.", ["No plan.", "No list."]),
        ("5.1 No plan.\n5.2 No list.", ["No plan.", "No list."]),
        ("Concern 1: No plan.\n\nConcern 2: No list.", ["No plan.", "No list."]),
        ("(i) A.\n(ii) B.\n(iii) C.\n(iv) D.\n(v) E.", ["A.", "B.", "C.", "D.", "E."]),
        ("Trust\n\n1. No plan.\n\nBoard\n\n1. No list.", ["No plan.", "No list."]),
        ("A. For the Trust\n\n1. No plan.\n\nB. For the Board\n\n2. No list.", ["No plan.", "No list."]),
        ("(1) No plan.\n\nNone was made.\n\n(2) No list.", ["No plan. None was made.", "No list."]),
        ("(1) No plan.\n\n(2) No list.\n\nI am grateful to counsel.", ["No plan.", "No list."]),
        ("(1) No plan.\n\nI am also concerned that none knew.", ["No plan.", "I am also concerned that none knew."]),
        ("Before I turn to these I wish to say a word.\n\nNo plan.\n\nI end with thanks.", ["No plan."]),
        ("No. | Concern | For\n1 | No plan. | Trust\n2 | No list. | Board", ["No plan.", "No list."]),
        ("The Trust was left to choose among these three forms, of which none was right:\n\n• old; and\n• new.", None),
        ("Of these concerns: (1) No plan. (2) No list.", ["No plan.", "No list."]),
    ],
)
def test_matters_are_cut_in_whatever_form_they_come(text: str, matters: list[str] | None) -> None:
    whole = [" ".join(text.split())]
    assert [each.text for each in matters_in(text)] == (matters or whole)


def test_lines_go_on_over_hyphens_and_the_ends_of_pages() -> None:
    text = "No one at the hos-\npital knew of the self-\nharm of Rao-\nMitchell and\n\nPage 1 of 3\n\nnever asked.\n2\nNo list."
    assert unprinted(text) == (
        "No one at the hospital knew of the self-harm of Rao-Mitchell and\nnever asked.\n2\nNo list."
    )


def test_a_time_that_is_extended_for_all_is_when_a_reply_is_due() -> None:
    assert due_of("by 29 May 2026. I extend the period to 30 June 2026.") == "2026-06-30"
    assert due_of("by 29 May 2026. The period is extended in its case only to 30 June 2026.") == "2026-05-29"


def test_addressees_in_one_line_are_several_where_all_are_known() -> None:
    def listed(names: str) -> list[str]:
        return addressees_of([f"THIS REPORT IS BEING SENT TO: {names}"], {})

    assert listed("Department for Education and Ofsted") == ["Department for Education", "Ofsted"]
    assert listed("Department of Health and Social Care") == ["Department of Health and Social Care"]
    assert listed("Ada Ferrowhite, Chief Executive, Kent NHS Trust") == ["Kent NHS Trust"]


def test_a_sentence_can_put_numbered_matters_to_some() -> None:
    assert put_by_number("1 happened to Ofsted. 2 of 3 spoke to Ofsted.", ["Ofsted", "Kent Council"]) == {}
    assert put_by_number("The concerns at 1 and 2 are mainly directed to Ofsted.", ["Ofsted", "NICE"]) == {
        "1": ("Ofsted",),
        "2": ("Ofsted",),
    }


def test_what_themes_are_read_with_belongs_to_a_collection_alone() -> None:
    """Its wordings are none of the ontology's; asides leave a text as long as it was."""
    own = {(each.concept, each.text) for each in own_wordings("pfd")}
    shared = {
        (each.concept, each.text) for each in wordings_of("themes") if each.counts_in in ("any", "recommendation")
    }
    assert len(own) == len(own_wordings("pfd")) > 100 and not own & shared
    assert own_wordings("local") == ()
    text = "I heard that [the person who died]’s notes were lost."
    assert subjects_of("pfd").text_of(text).split() == ["that", "notes", "were", "lost."]
    assert len(subjects_of("pfd").text_of(text)) == len(text)
