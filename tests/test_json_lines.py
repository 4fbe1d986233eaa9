"""JSON lines lose nothing of a record, and files of lines are read as the pages that they come from."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import casegraph
from casegraph.errors import PageError, RecordError
from casegraph.extracting import extract
from casegraph.extracting.records import record_of
from casegraph.reading import read_page
from casegraph.reading.page import page_of
from casegraph.record.json_lines import from_line, read_json_lines, to_line
from casegraph.record.model import Place, Resolution, Review, UnreadLine
from learned import BY_WORDINGS
from records import PAGE, REVIEW, records

ROOT = Path(__file__).parent.parent
PAGES = [path for folder in ("gold", "pages") for path in sorted((ROOT / "tests" / folder).glob("*.txt"))]


def test_every_page_comes_back_from_its_lines(reviews: tuple[Review, ...]) -> None:
    """The page of 2025 and all pages of the tests: each review, each reading, each offset."""
    read = [reviews, *(extract(read_page(path)) for path in PAGES)]
    assert len(read) == 9
    for page in read:
        for review in page:
            assert from_line(to_line(review)) == (review,)
        (record,) = read_json_lines("".join(f"{to_line(each)}\n" for each in reversed(page)).encode(), "x.jsonl")
        assert record.reviews == page


def test_a_record_has_what_its_entry_says_and_what_that_means() -> None:
    """Places, the bodies that are meant, former agencies, keywords and unread lines are there before any triple is."""
    assert REVIEW.areas == (Place(("Kent",), ("E10000016",), "kent"), Place(("Essex",), ("E10000012",), "essex"))
    ccg, police, child = REVIEW.recommendations
    assert (ccg.addressings[0].former_agency, ccg.addressings[0].not_resolved) == (
        "clinical-commissioning-group",
        "former-kind",
    )
    assert police.addressings[0].resolutions == (
        Resolution("police-essex", "from-area", 1.0),
        Resolution("police-kent", "from-area", 1.0),
    )
    assert [(each.concept, each.former_agency) for each in police.concerns] == [("icb", "clinical-commissioning-group")]
    assert child.addressings[0].resolutions == (Resolution("kent", "commissioned"), Resolution("essex", "commissioned"))
    assert [term.concept for term in REVIEW.keywords] == ["drugs", "suicide"]
    assert REVIEW.incident.children[0].months == 0.69
    assert REVIEW.source.unread == (UnreadLine(7, "An odd line."),)


def test_the_words_of_a_line_are_the_words_of_the_page() -> None:
    """Everything that a line says of what was read leads to its place: no reading is without one."""
    found = json.loads(to_line(REVIEW))

    def quoted(words: list[list[int]]) -> list[str]:
        return [PAGE[start:end] for start, end in words]

    assert quoted(found["title_words"]) == [found["title"]]
    assert [quoted(each["words"]) for each in found["keywords_words"]] == [["drugs"], ["suicide"]]
    assert [PAGE[each["start"] : each["end"]] for each in found["narrative"]] == [found["narrative"][0]["text"]]
    incident = found["incident"]
    assert quoted(incident["outcome_words"]) == ["Death"]
    assert quoted(incident["suicide_words"]) == ["suicide"]
    assert quoted(incident["date_words"]) == ["May 2018"]
    assert quoted(incident["children"][0]["words"]) == ["3-week-old girl"]
    asked = found["recommendations"]
    assert [quoted(who["words"]) for each in asked for who in each["addressees"]] == [["the CCG"], ["the police"], []]
    assert [quoted(each["words"]) for each in asked[1]["concerns_words"]] == [["Kent and Medway CCG"]]
    assert [quoted(each["words"]) for each in found["learning"][1]["themes_words"]] == [["neglect"], ["teenagers"]]


@settings(max_examples=40)
@given(records(), st.lists(records(), max_size=1))
def test_any_record_comes_back_from_its_line(review: Review, others: list[Review]) -> None:
    """With whatever characters, ids, readings and other entries: one line, and the same record again."""
    line = to_line(review, others)
    assert "\n" not in line
    assert from_line(line) == (review, *others)
    assert from_line(line.encode()) == (review, *others)


def test_a_theme_says_how_it_was_read_and_how_probable_it_is() -> None:
    """A wording with a probability is a wording still; words that fit none are learned, if a probability is there."""
    (point, *others) = BY_WORDINGS.learning
    (neglect,) = point.themes
    ways = {
        ("wording", None): [neglect],
        ("wording", 0.97): [neglect._replace(probability=0.97)],
        ("learned", 0.83): [neglect._replace(wording="", probability=0.83)],
        ("wording", 0.6): [neglect._replace(wording="", probability=0.6), neglect._replace(probability=0.6)],
    }
    for (basis, probability), readings in ways.items():
        review = replace(BY_WORDINGS, learning=(point._replace(themes=tuple(readings)), *others))
        (words,) = json.loads(to_line(review))["learning"][0]["themes_words"]
        assert (words["basis"], words["probability"]) == (basis, probability)
        assert from_line(to_line(review)) == (review,)


def test_a_line_of_an_older_version_was_read_by_wordings() -> None:
    """Its themes have neither a basis nor a probability."""
    line = json.loads(to_line(BY_WORDINGS))
    clauses = [*line["learning"], *line["recommendations"]]
    for words in (each for clause in clauses for each in clause["themes_words"]):
        assert (words.pop("basis"), words.pop("probability")) == ("wording", None)
    assert from_line(json.dumps(line)) == (BY_WORDINGS,)


def test_an_entry_counts_once_and_two_that_differ_are_refused() -> None:
    """The same file twice is that file; another text for the same place is a mistake."""
    line = to_line(REVIEW)
    (record,) = read_json_lines(f"{line}\n{line}\n".encode(), "two.jsonl")
    assert record.reviews == (REVIEW,)
    other = json.loads(line) | {"subject": "Child V"}
    with pytest.raises(
        RecordError, match=r"two\.jsonl, line 2, “source\.start”: the entry differs from that of line 1"
    ):
        read_json_lines(f"{line}\n{json.dumps(other)}\n".encode(), "two.jsonl")


@pytest.mark.parametrize("content", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_a_file_without_a_line_is_refused(content: bytes) -> None:
    with pytest.raises(PageError, match=r"none\.jsonl holds no review"):
        read_json_lines(content, "none.jsonl")


def test_pages_come_in_the_order_in_which_they_were_read() -> None:
    """By their number, of the same number by their first line: files of single pages can be put together."""
    pages = [record_of(page_of(PAGE.replace("Child U", f"Child {name}").encode(), f"{name}.txt")) for name in "CAB"]
    numbered = [page.numbered(number) for number, page in zip((3, 1, 2), pages, strict=True)]
    for records_of, order in ((pages, "CAB"), (numbered, "ABC")):
        content = "".join(f"{to_line(page.reviews[0])}\n" for page in records_of)
        assert "".join(page.file[0] for page in read_json_lines(content.encode(), "x.jsonl")) == order


def test_reading_lines_is_reading_their_page(built: Path, page_2025: Path, tmp_path: Path) -> None:
    """`casegraph.read` gives the same reviews in the same order, whatever the file is called."""
    copy = tmp_path / "saved"
    copy.write_bytes(b"\xef\xbb\xbf" + (built / "reviews.jsonl").read_bytes())
    assert casegraph.read(built / "reviews.jsonl") == casegraph.read(copy) == casegraph.read(page_2025)


def test_annotated_reviews_are_no_record(gold: Path) -> None:
    """They have no offsets, so no graph can be made of them; the error says which key is missing."""
    with pytest.raises(RecordError, match=r"dev\.jsonl, line 1, “incident.children\[0\]”: “words” is missing"):
        casegraph.read(gold)
