"""Trackers: what people write beside a recommendation stays beside it, whatever becomes of the build."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casegraph.tracking.choosing import tracker
from casegraph.tracking.columns import GONE
from casegraph.tracking.model import STATUSES, Chosen, Entries, Line, Tracker
from casegraph.tracking.reading import read_tracker
from casegraph.tracking.updating import updated
from trackers import (
    AUDIT,
    DONE,
    KENT,
    LEEDS,
    MINUTES,
    TRAIN,
    Made,
    again,
    by_id,
    filled,
    rows,
    with_cell,
    written,
)


def test_a_new_tracker_has_a_row_for_each_recommendation(tracked: Made, tmp_path: Path) -> None:
    """Id, words, review, year, agency and how it is addressed stand there; the columns of people are empty."""
    head, *lines = rows(written(tmp_path, tracker(tracked(), Chosen())))
    assert head[:9] == [
        "ID",
        "Recommendation",
        "Review",
        "Year",
        "Agency",
        "How it is addressed",
        "Themes",
        "Kind of action",
        "Status",
    ]
    assert [line[0] for line in lines] == [f"{KENT}/1", f"{KENT}/2", f"{KENT}/3", f"{LEEDS}/1"]
    assert [line[1] for line in lines[:3]] == [AUDIT, TRAIN, MINUTES]
    assert lines[0][2:6] == ["2025 – Kent – Child A", 2025, "Police", "Named in the text"]
    assert all(line[8:] == [""] * 8 for line in lines)


@pytest.mark.parametrize(
    ("chosen", "ids"),
    [
        (Chosen(agency="police"), [f"{KENT}/1", f"{LEEDS}/1"]),
        (Chosen(partnership="leeds"), [f"{LEEDS}/1"]),
        (Chosen(agency="police", partnership="kent"), [f"{KENT}/1"]),
        (Chosen(theme="no-such-theme"), []),
    ],
)
def test_choices_narrow_each_other(tracked: Made, tmp_path: Path, chosen: Chosen, ids: list[str]) -> None:
    """The file says what it was chosen by, so that an update knows what belongs in it."""
    file = read_tracker(written(tmp_path, tracker(tracked(), chosen)))
    assert [each.ask.id for each in file.lines] == ids
    assert file.chosen == chosen


def test_an_update_of_the_same_build_changes_nothing(tracked: Made, tmp_path: Path) -> None:
    """Everything that was written is there, of its type; nothing is new, gone or remarked on."""
    wrote = filled(tracked(), {f"{KENT}/1": DONE, f"{LEEDS}/1": Entries("no answer", more={"Risk": None})})
    assert again(tmp_path, tracked(), wrote) == wrote


def test_what_came_is_added_and_what_went_is_kept(tracked: Made, tmp_path: Path) -> None:
    """A review that goes moves to a sheet of its own with what was written, and back when it comes again."""
    other = "Leeds – Child B", "York – Child Z", "review the escalation policy", "publish data"
    wrote = filled(tracked(), {f"{LEEDS}/1": DONE, f"{KENT}/3": Entries("rejected")})
    later = again(tmp_path, tracked(*other), wrote)
    assert [(each.ask.id, each.entries, each.change) for each in later.gone] == [
        (f"{LEEDS}/1", DONE, "Not in the collection")
    ]
    lines = by_id(later.lines)
    assert lines["2025-york-child-z/1"].change == "New"
    assert lines[f"{KENT}/3"].entries.status == "rejected"
    assert rows(tmp_path / "next.xlsx", GONE)[1][0] == f"{LEEDS}/1"
    returned = again(tmp_path, tracked(), later)
    assert by_id(returned.lines)[f"{LEEDS}/1"].entries == DONE
    assert [each.ask.id for each in returned.gone] == ["2025-york-child-z/1"]


def test_words_find_a_recommendation_whose_number_moved(tracked: Made, tmp_path: Path) -> None:
    """One more before it takes its id; what was written goes with the words, and the file says so."""
    more = (
        "Recommendations: the police should audit",
        "Recommendations: schools should hold files; the police should audit",
    )
    wrote = filled(tracked(), {f"{KENT}/1": DONE, f"{KENT}/3": Entries("accepted")})
    lines = by_id(again(tmp_path, tracked(*more), wrote).lines)
    assert lines[f"{KENT}/1"] == Line(lines[f"{KENT}/1"].ask, Entries(more={"Risk": None}), "New")
    assert lines[f"{KENT}/2"].ask.text == AUDIT
    assert lines[f"{KENT}/2"].entries == DONE
    assert lines[f"{KENT}/2"].change == f"Found by its words; its id was {KENT}/1"
    assert lines[f"{KENT}/4"].entries.status == "accepted"


def test_other_words_under_an_id_are_said(tracked: Made, tmp_path: Path) -> None:
    """A recommendation that is reworded keeps what was written, with its former words beside it."""
    wrote = filled(tracked(), {f"{KENT}/2": DONE})
    lines = by_id(again(tmp_path, tracked("train health visitors in", "train all health visitors in"), wrote).lines)
    assert lines[f"{KENT}/2"].entries == DONE
    assert TRAIN in lines[f"{KENT}/2"].change


def test_what_is_written_never_goes_to_another_recommendation(tracked: Made, tmp_path: Path) -> None:
    """Where quite other words have the id, the line is gone, and the new one is empty."""
    wrote = filled(tracked(), {f"{KENT}/3": DONE})
    later = again(tmp_path, tracked("all conferences must be minuted", "schools should teach about online harm"), wrote)
    assert not by_id(later.lines)[f"{KENT}/3"].entries
    assert [(each.ask.text, each.entries) for each in later.gone] == [(MINUTES, DONE)]


def test_words_find_a_review_that_has_another_id(tracked: Made, tmp_path: Path) -> None:
    """A corrected heading gives a review another id."""
    wrote = filled(tracked(), {f"{LEEDS}/1": DONE})
    later = again(tmp_path, tracked("Leeds – Child B", "Leeds – Child Beth"), wrote)
    assert by_id(later.lines)["2025-leeds-child-beth/1"].entries == DONE
    assert later.gone == ()


def test_a_row_that_is_no_longer_read_as_chosen_stays(tracked: Made, tmp_path: Path) -> None:
    """Somebody works on it: it is remarked on and kept."""
    wrote = filled(tracked(), {f"{KENT}/1": DONE}, Chosen(agency="police"))
    lines = by_id(again(tmp_path, tracked(), wrote, Chosen(agency="icb")).lines)
    assert [*lines] == [f"{KENT}/1", f"{KENT}/2", f"{LEEDS}/1"]
    assert lines[f"{KENT}/1"].entries == DONE
    assert "No longer one of the chosen" in lines[f"{KENT}/1"].change


def test_columns_of_casegraph_are_restored(tracked: Made, tmp_path: Path) -> None:
    """What people change there by mistake is as the build has it."""
    file = with_cell(tmp_path, written(tmp_path, filled(tracked(), {f"{KENT}/1": DONE})), 1, "Agency", "nobody")
    line = by_id(updated(tracked(), read_tracker(file)).tracker.lines)[f"{KENT}/1"]
    assert line.ask.agency == "Police"
    assert line.entries == DONE


WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=30).filter(lambda text: text == "" or text.strip() != "")  # fmt: skip
CELLS = st.one_of(
    st.none(),
    WORDS.filter(bool),
    st.integers(-(10**9), 10**9),
    st.dates(date(1990, 1, 1), date(2100, 1, 1)),
)
WRITTEN = st.builds(Entries, st.sampled_from(("", *STATUSES)), CELLS, CELLS, CELLS, CELLS, CELLS, CELLS, st.fixed_dictionaries({"Risk": CELLS}))  # fmt: skip


@settings(max_examples=12)
@given(wrote=st.lists(WRITTEN, min_size=4, max_size=4), change=st.sampled_from(((), ("Recommendations: the police should audit", "Recommendations: schools should hold files; the police should audit"), ("Leeds – Child B", "York – Child Z", "review the escalation policy", "publish data"))))  # fmt: skip
def test_an_update_keeps_whatever_people_wrote(
    tracked: Made, tmp_path_factory: pytest.TempPathFactory, wrote: list[Entries], change: tuple[str, ...]
) -> None:
    """Beside the same words, on one sheet or the other, of the same type."""
    new = tracker(tracked(), Chosen())
    lines = tuple(Line(line.ask, entries) for line, entries in zip(new.lines, wrote, strict=True))
    later = again(tmp_path_factory.mktemp("kept"), tracked(*change), Tracker(lines, more=("Risk",)))
    kept = {each.ask.text: each.entries for each in (*later.lines, *later.gone)}
    assert {each.ask.text: each.entries for each in lines}.items() <= kept.items()
