"""Two builds beside each other: what came, what went, what is read differently, and why."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casegraph.building.build import build
from casegraph.comparing import Comparison, compare
from casegraph.comparing.alignment import aligned
from casegraph.comparing.changes import Change, ClauseChange, FieldChange, ReviewChange
from casegraph.errors import BuildError, DamagedBuild, NoBuild, NoRecords
from casegraph.record.json_lines import to_line
from casegraph.record.model import Correction, Review
from records import records

PAGE = """2025 – Kent – Child A
Death of a 3-year-old boy in May 2023.
Learning includes: neglect; safe sleep.
Recommendations include: the ICB should train GPs about neglect; schools should keep chronologies; hear the child.
Keywords: child neglect

2025 – Essex – Child B
Serious harm to a girl.
Learning includes: hear the child's voice.
Recommendations include: the police should review the escalation policy.
Keywords: physical abuse
"""

Folder = Callable[..., Path]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """What makes a folder that looks like a build of some records, read by rules of a name."""
    number = 0

    def make(reviews: list[Review], *, version: str = "1.2", rules: str = "a") -> Path:
        nonlocal number
        number += 1
        return as_build(tmp_path / str(number), reviews, version, rules)

    return make


def as_build(path: Path, reviews: list[Review], version: str = "1.2", rules: str = "a") -> Path:
    """A folder with what a comparison reads of a build."""
    (path / "store").mkdir(parents=True)
    made = {"version": version, "pages": [], "reading": {"rules": rules}, "counts": {}}
    (path / "build.json").write_text(json.dumps(made), encoding="utf-8")
    lines = "".join(f"{to_line(each)}\n" for each in reviews)
    (path / "reviews.jsonl").write_text(lines, encoding="utf-8", newline="\n")
    return path


def reviews_of(page: str) -> list[Review]:
    """The reviews of a page."""
    from casegraph.extracting import extract
    from casegraph.reading.page import page_of

    return [*extract(page_of(page.encode(), "page.txt"))]


def clauses_of(comparison: Comparison) -> list[tuple[str, str, str, str]]:
    """Each clause that differs, with how and why."""
    return [(each.kind, each.change, each.cause, each.text) for review in comparison for each in review.clauses]


def test_a_build_does_not_differ_from_itself(folder: Folder) -> None:
    """Not even if it was made again from a page with other bytes, as long as the words are the same."""
    again = reviews_of("Case reviews\n\n" + PAGE)
    comparison = compare(folder(reviews_of(PAGE)), folder(again))
    assert [*comparison] == []
    assert str(comparison.summary) == "No review differs."
    assert comparison.summary.reviews.unchanged == 2
    assert comparison.summary.recommendations.unchanged == 4


def test_reviews_come_and_go_with_all_their_clauses(folder: Folder) -> None:
    """A review that is new or gone is listed with its recommendations, and they are counted as those of a new review."""
    both = reviews_of(PAGE)
    comparison = compare(folder(both[:1]), folder(both[1:]))
    assert [(each.change, each.id) for each in comparison] == [
        ("new", "2025-essex-child-b"),
        ("gone", "2025-kent-child-a"),
    ]
    assert len([*comparison][1].of_kind("recommendation")) == 3
    assert str(comparison.summary) == (
        "1 review new, 1 gone; 1 recommendation new (all in new reviews), 3 gone; 1 learning point new (all in new reviews), 2 gone."
    )


def test_a_clause_that_is_reworded_added_or_moved_is_told_apart(folder: Folder) -> None:
    """The page's doing is what its words do; a clause that only moved is the same clause."""
    now = PAGE.replace("train GPs about", "train all GPs about").replace(
        "schools should keep chronologies; hear the child", "hear the child; publish the results"
    )
    comparison = compare(folder(reviews_of(PAGE)), folder(reviews_of(now)))
    assert clauses_of(comparison) == [
        ("recommendation", "changed", "page", "the ICB should train all GPs about neglect"),
        ("recommendation", "gone", "page", "schools should keep chronologies"),
        ("recommendation", "new", "page", "publish the results"),
    ]
    reworded = next(iter(comparison)).clauses[0]
    assert reworded.was and reworded.was.text == "the ICB should train GPs about neglect"


def test_the_same_words_read_by_other_rules_are_read_otherwise(folder: Folder) -> None:
    """What was and what is stand side by side, with the words that each was read from."""
    old, new = reviews_of(PAGE), reviews_of(PAGE)
    first = new[0].recommendations[0]
    without = first._replace(themes=(), addressings=(first.addressings[0]._replace(basis="lead-in"),))
    incident = replace(new[0].incident, certainty="suspected")
    new[0] = replace(new[0], recommendations=(without, *new[0].recommendations[1:]), incident=incident)
    comparison = compare(folder(old), folder(new, version="1.3", rules="b"))
    (review,) = comparison
    assert (review.change, review.cause) == ("changed", "reading")
    (certainty,) = review.fields
    assert [each.label for each in certainty.lost + certainty.gained] == ["Stated", "Suspected"]
    fields = {each.field: each for each in review.clauses[0].fields}
    assert {*fields} == {"addressees", "themes"}
    assert ("neglect", ("neglect",)) in [(each.id, each.words) for each in fields["themes"].lost]
    assert [each.basis for each in fields["addressees"].gained] == ["lead-in"]
    assert str(comparison.summary) == (
        "1 review changed; 1 recommendation read differently; program 1.2 → 1.3; the rules of reading changed."
    )


def test_what_the_same_rules_read_otherwise_is_the_pages_doing(folder: Folder) -> None:
    """With nothing else changed, only words that no record holds can have: those before a list."""
    now = reviews_of(
        PAGE.replace("Recommendations include: the police", "Recommendations to the ICB include: the police")
    )
    assert {cause for _, _, cause, _ in clauses_of(compare(folder(reviews_of(PAGE)), folder(now)))} <= {"page"}


def test_where_the_page_and_the_rules_changed_either_may_be_why(folder: Folder) -> None:
    """A clause of the same words in a review with other ones is claimed for neither."""
    now = reviews_of(PAGE.replace("Serious harm to a girl", "Serious harm to a young girl"))
    asks = now[1].recommendations[0]
    now[1] = replace(now[1], recommendations=(asks._replace(actions=()),))
    (review,) = compare(folder(reviews_of(PAGE)), folder(now, rules="b"))
    assert review.clauses[0].cause == "either"


def test_a_mended_heading_is_no_new_review(folder: Folder) -> None:
    """It has another id now, and the same words."""
    (review,) = compare(folder(reviews_of(PAGE)), folder(reviews_of(PAGE.replace("Child B", "Child Bea"))))
    assert (review.change, review.id, review.was_id) == ("changed", "2025-essex-child-bea", "2025-essex-child-b")
    assert [each.field for each in review.fields] == ["title"]


def test_reviews_with_one_heading_keep_their_ids(folder: Folder) -> None:
    """Their ids are those of the build, which depend on their words."""
    twice = PAGE.replace("2025 – Essex – Child B", "2025 – Kent – Child A")
    there = compare(folder([]), folder(reviews_of(twice)))
    assert [each.id for each in there] == sorted(minted_ids(twice))


def minted_ids(page: str) -> list[str]:
    """The ids that a build gives to the reviews of a page."""
    from casegraph.record.identity import mint

    return [each.slug for each in mint([reviews_of(page)])]


def test_what_an_older_record_does_not_have_is_not_compared(folder: Folder) -> None:
    """Records of the first release have no likely owner, no action and no strength: none of these is new for that."""
    path = folder(reviews_of(PAGE), version="1.0")
    lines = [json.loads(line) for line in (path / "reviews.jsonl").read_text(encoding="utf-8").splitlines()]
    for line in lines:
        line["incident"].pop("certainty")
        for clause in line["recommendations"]:
            for key in ("via", "owner", "actions", "strength"):
                clause.pop(key)
                clause.pop(f"{key}_words", None)
    (path / "reviews.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert [*compare(path, folder(reviews_of(PAGE)))] == []


def test_a_folder_that_cannot_be_compared_gets_a_clear_line(folder: Folder, tmp_path: Path) -> None:
    """Each says what is missing or wrong, and where."""
    whole, other = folder(reviews_of(PAGE)), folder(reviews_of(PAGE))
    with pytest.raises(NoBuild, match="nowhere"):
        compare(tmp_path / "nowhere", whole)
    (other / "reviews.jsonl").write_text('{"title": "2020 – Kent – Child A"}\n', encoding="utf-8")
    with pytest.raises(BuildError, match=r"line 1.*is from version 1\.2 of Casegraph.*Build its pages again"):
        compare(other, whole)
    (other / "reviews.jsonl").unlink()
    with pytest.raises(NoRecords, match=r"has no reviews\.jsonl"):
        compare(whole, other)
    (other / "build.json").write_text('{"version": "1.2"}', encoding="utf-8")
    with pytest.raises(DamagedBuild, match="KeyError: 'pages'"):
        compare(whole, other)


def test_a_build_that_is_replaced_meanwhile_is_not_read_halfway(folder: Folder) -> None:
    """Places in the former file mean nothing in another one."""
    old, new = folder(reviews_of(PAGE)), folder(reviews_of(PAGE)[:1])
    comparison = compare(old, new)
    as_build(old.with_name("other"), []).joinpath("reviews.jsonl").replace(old / "reviews.jsonl")
    with pytest.raises(BuildError, match="was replaced during the comparison"):
        list(comparison)


TEXTS = st.lists(st.text("abc ", min_size=1, max_size=12), max_size=6)


@given(TEXTS, TEXTS)
def test_alignment_pairs_every_clause_once_and_has_no_preferred_side(old: list[str], new: list[str]) -> None:
    """Seen from the other side the pairs are the same."""
    pairs = aligned(old, new)
    assert sorted(one for one, _ in pairs if one is not None) == [*range(len(old))]
    assert sorted(other for _, other in pairs if other is not None) == [*range(len(new))]
    assert {(other, one) for one, other in pairs} == {*aligned(new, old)}


@st.composite
def two_readings(draw: st.DrawFn) -> tuple[list[Review], list[Review]]:
    """Two builds that share some reviews, of which the newer one has other clauses, and readings, in part."""
    old, other = draw(st.lists(records(), max_size=2)), draw(st.lists(records(), max_size=1))
    new = list(other)
    for each in old:
        lent = draw(records())
        mixed = draw(st.permutations([*each.recommendations, *lent.recommendations]))
        again = replace(
            each,
            recommendations=(*mixed[: draw(st.integers(0, len(mixed)))],),
            incident=draw(st.sampled_from([each.incident, lent.incident])),
            learning=draw(st.sampled_from([each.learning, lent.learning])),
        )
        new += draw(st.sampled_from([[], [each], [again]]))
    return old, new


@settings(max_examples=15)
@given(two_readings(), st.booleans())
def test_a_comparison_mirrors_that_of_the_other_direction(
    tmp_path_factory: pytest.TempPathFactory, builds: tuple[list[Review], list[Review]], is_same: bool
) -> None:
    """What came has gone, what was is; and no records differ from themselves."""
    path = tmp_path_factory.mktemp("builds")
    one, other = as_build(path / "old", builds[0]), as_build(path / "new", builds[1], rules="a" if is_same else "b")
    assert [*compare(one, one)] == []
    there, back = compare(one, other), compare(other, one)
    assert sorted(map(mirrored, there)) == sorted(map(normal, back))
    assert there.summary.reviews.new == back.summary.reviews.gone
    assert there.summary.recommendations.reading == back.summary.recommendations.reading


_MIRROR: Mapping[Change, Change] = {"new": "gone", "gone": "new", "changed": "changed"}


def normal(change: ReviewChange) -> list[str]:
    """A change without the order of its clauses, which is that of the newer list, and without its name, which is too."""
    return [change.change, change.cause, *map(repr, change.fields), *sorted(map(repr, change.clauses))]


def mirrored(change: ReviewChange) -> list[str]:
    """The same as it looks from the other side."""

    def field(each: FieldChange) -> FieldChange:
        return FieldChange(each.field, each.now, each.was)

    def clause(each: ClauseChange) -> ClauseChange:
        return ClauseChange(each.kind, each.now, each.was, tuple(map(field, each.fields)), each.cause)

    return normal(
        replace(
            change,
            change=_MIRROR[change.change],
            fields=tuple(map(field, change.fields)),
            clauses=tuple(map(clause, change.clauses)),
        )
    )


def test_a_build_keeps_by_which_rules_it_read(built: Path, tmp_path: Path) -> None:
    """So that the same page in two builds of one version is known to be read in the same way."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    build([page], tmp_path / "small", write=["records"])
    comparison = compare(built, tmp_path / "small")
    assert comparison.rules == ()
    assert comparison.summary.reviews.new == 2
    assert {*comparison.new.reading} == {"rules", "vocabulary"}


def test_a_correction_explains_what_changed_in_its_review_and_nothing_elsewhere(folder: Folder) -> None:
    """The same corrections on both sides explain nothing; another one explains its own review, though the counts are the same."""
    reviews = reviews_of(PAGE)
    clause = reviews[0].recommendations[0]
    made = Correction(clause.passage, "theme", "neglect", "", "A. Reader", "2026-11-02", "")
    without = replace(
        reviews[0], recommendations=(clause._replace(themes=()), *reviews[0].recommendations[1:]), corrections=(made,)
    )
    (review,) = compare(folder(reviews), folder([without, reviews[1]]))
    assert (review.id, review.cause) == ("2025-kent-child-a", "reading")
    now = reviews_of(PAGE.replace("review the escalation policy", "audit the escalation policy"))
    comparison = compare(folder([without, reviews[1]]), folder([without, now[1]]))
    assert [(each.id, each.cause) for each in comparison] == [("2025-essex-child-b", "page")]
    other = replace(without, corrections=(made._replace(now="child-sexual-abuse"),))
    assert compare(folder([without]), folder([other])).summary.rules == (
        "as many corrections as before, but different ones",
    )
