"""`casegraph wordings`: what each wording finds, and what a changed table gains and loses."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from casegraph.cli import main
from casegraph.csv_table import csv_table
from casegraph.evaluating import read_gold
from casegraph.evaluating.edited_table import with_table
from casegraph.evaluating.wording_changes import reading_changes
from casegraph.evaluating.wording_use import WordingUse, wording_use
from casegraph.extracting import extract
from casegraph.extracting.lexicons import shipped_lexicons
from casegraph.reading import read_page
from casegraph.reading.page import page_of
from casegraph.record.model import Review
from casegraph.wordings import LABEL, SchemeName, Wording, concept_named, read_table, table_rows, wordings_of

PAGE = """2031 – Kent – Child U
Death of a boy.
Learning includes: chronic neglect; famine pangs; the Graded Care Profile; clutter; a wild garden.
Recommendations include: the police should act on chronic neglect; train the police cadets.
"""
GOLD = {
    "title": "2031 – Kent – Child U", "place": ["Kent"], "subject": "Child U", "keywords": [],
    "incident": {"outcome": "death", "suicide": False, "children": [], "date": None},
    "learning": [
        {"text": "chronic neglect", "themes": ["neglect"]},
        {"text": "famine pangs", "themes": ["neglect"]},
        {"text": "the Graded Care Profile", "themes": ["assessment"], "themes_allowed": ["neglect"]},
        {"text": "clutter", "themes": ["neglect"]},
        {"text": "a wild garden", "themes": []},
    ],
    "recommendations": [
        {"text": "the police should act on chronic neglect", "themes": ["neglect"],
         "addressees": [{"agency": "police", "basis": "explicit"}], "concerns": []},
        {"text": "train the police cadets", "themes": ["training-and-workforce"],
         "addressees": [{"agency": "safeguarding-partnership", "basis": "default"}], "concerns": []},
    ],
}  # fmt: skip


NAMES: tuple[SchemeName, ...] = ("themes", "agencies")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder, the current one, with the page and its annotations."""
    (tmp_path / "page.txt").write_text(PAGE, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> Result:
    done = CliRunner().invoke(main, ["wordings", *words])
    assert done.exit_code == 0, done.output
    return done


def on_the_page(*words: str) -> Any:
    return json.loads(run(*words, "--page", "page.txt", "--gold", "gold.jsonl", "--format", "json").stdout)


def used(reviews: tuple[Review, ...], files: Path, concept: str, *more: Wording) -> dict[str, WordingUse]:
    """How the wordings of a theme are used on the page, with some more in its table."""
    own = tuple(each for each in wordings_of("themes") if each.concept == concept and each.origin != LABEL)
    lexicons = with_table("themes", concept, (*own, *more))
    again = extract(page_of(PAGE.encode(), "page.txt"), None, lexicons)
    assert len(again) == len(reviews)
    gold = read_gold(files / "gold.jsonl")
    return {each.wording.text: each for each in wording_use(again, gold, "themes", lexicons.themes, {concept})}


@pytest.fixture
def page_reviews() -> tuple[Review, ...]:
    return extract(page_of(PAGE.encode(), "page.txt"), lexicons=shipped_lexicons(learned=False))


def test_each_wording_says_how_often_it_fires_and_how_annotators_agree(
    files: Path, page_reviews: tuple[Review, ...]
) -> None:
    found = used(page_reviews, files, "neglect", Wording("neglect", "famine"), Wording("neglect", "wild garden"))
    figures = {text: (each.fires, each.reviews, each.right, each.wrong) for text, each in found.items() if each.fires}

    assert figures == {
        "chronic neglect": (2, 1, 2, 0),
        "famine": (1, 1, 1, 0),
        "clutter": (1, 1, 1, 0),
        "wild garden": (1, 1, 0, 1),
        "Graded Care Profile": (1, 1, 0, 0),
    }


def test_each_wording_says_what_takes_its_words(files: Path, page_reviews: tuple[Review, ...]) -> None:
    """A longer one, an exception, or one that finds the same."""
    more = (Wording("neglect", "chronic"), Wording("neglect", "garden|famine"), Wording("neglect", "pangs"),
            Wording("neglect", "famine pang", "exception"), Wording("neglect", "garden"))  # fmt: skip
    found = used(page_reviews, files, "neglect", *more)

    def shadows(text: str) -> list[tuple[str, str, int]]:
        return [(each.how, each.wording.text, each.times) for each in found[text].shadows if each.wording]

    assert shadows("chronic") == [("inside", "chronic neglect", 2)]
    assert shadows("pangs") == [("excepted", "famine pang", 1)]
    assert shadows("garden|famine") == [("excepted", "famine pang", 1), ("same", "garden", 1)]
    assert (found["famine pang"].fires, found["famine pang"].wrong) == (1, 1), "annotators have the theme there"


@pytest.mark.usefixtures("files")
def test_agencies_are_counted_as_addressed_and_as_mentioned() -> None:
    found = {each["wording"]: each for each in on_the_page("police")}
    fired = {text: (each["fires"], each["right"], each["wrong"]) for text, each in found.items() if each["fires"]}

    assert fired == {"Police": (2, 1, 1)}
    assert {each["concept"] for each in found.values()} == {"police"}


@pytest.mark.usefixtures("files")
def test_json_has_a_row_for_each_wording_with_the_keys_that_others_build_on() -> None:
    rows = on_the_page()
    shipped = [*wordings_of("themes"), *wordings_of("agencies")]

    assert {"concept", "wording", "where", "because", "from", "fires", "reviews", "right", "wrong"} <= rows[0].keys()
    assert sorted(
        (row["concept"], row["wording"], row["where"], row["because"], row["from"]) for row in rows
    ) == sorted((each.concept, each.text, each.counts_in, each.because, each.origin) for each in shipped)


@pytest.mark.usefixtures("files")
def test_csv_has_the_same_rows() -> None:
    text = run("neglect", "--page", "page.txt", "--gold", "gold.jsonl", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(text)))

    assert [(row["wording"], int(row["fires"])) for row in rows] == [
        (row["wording"], row["fires"]) for row in on_the_page("neglect")
    ]


@pytest.mark.usefixtures("files")
def test_unused_lists_what_never_fires_and_only_that() -> None:
    every = on_the_page("neglect")

    assert on_the_page("neglect", "--unused") == [row for row in every if not row["fires"]]
    assert 0 < len([row for row in every if row["fires"]]) < len(every)


@pytest.mark.usefixtures("files")
def test_without_a_concept_the_table_has_a_line_for_each() -> None:
    lines = run("--page", "page.txt", "--gold", "gold.jsonl").stdout.splitlines()
    neglect = next(line.split() for line in lines if line.startswith("neglect "))
    rows = on_the_page("neglect")

    assert neglect == ["neglect", "theme", *map(str, (
        len(rows), sum(not row["fires"] for row in rows), *(sum(row[name] for row in rows) for name in ("fires", "right", "wrong"))
    ))]  # fmt: skip
    assert len(lines) == 3 + len({(each.concept, name) for name in NAMES for each in wordings_of(name)})


def edited(folder: Path, *rows: str, without: str = "") -> str:
    """Save the table of neglect as a spreadsheet does, without some wordings and with more rows."""
    run("neglect", "--save-table", "neglect.csv")
    path = folder / "neglect.csv"
    kept = [line for line in path.read_text("utf-8").splitlines() if not (without and line.startswith(without))]
    path.write_text("".join(f"{line}\r\n" for line in [*kept, *rows]), encoding="utf-8", newline="")
    return str(path)


def test_a_changed_table_shows_what_is_gained_and_lost_as_sentences(files: Path) -> None:
    path = edited(files, "famine,any,famished children,domain knowledge,", "wild garden,any", without="clutter")
    said = run("neglect", "--with", path, "--page", "page.txt", "--gold", "gold.jsonl").stdout

    assert said.startswith(
        "2 new or changed wordings, 1 wording removed\n"
        "2 readings gained: 1 of them right and 1 wrong, as annotated\n"
        "1 reading lost: 1 of them right and 0 wrong, as annotated\n"
    )
    assert "+ Neglect: “famine” by famine, as annotated\n    famine pangs\n    (2031 – Kent – Child U)\n" in said
    assert "+ Neglect: “wild garden” by wild garden, which is not annotated\n    a wild garden\n" in said
    assert "- Neglect: “clutter” by clutter, as annotated\n" in said
    assert "\nfamine " in said, "a line on each new wording is below"


def test_a_table_that_would_take_all_memory_or_time_is_refused(files: Path) -> None:
    choices = " ".join(["|".join(f"w{number}" for number in range(30))] * 12)
    for path, message in (("/dev/zero", "line 1: more than 32 MB"), (edited(files, f"{choices},any"), "spellings")):
        shown = CliRunner().invoke(main, ["wordings", "neglect", "--with", path, "--page", "page.txt"])
        assert (shown.exit_code, message in shown.stderr) == (1, True), shown.output


def test_a_changed_table_shows_its_changes_in_json_and_csv(files: Path) -> None:
    path = edited(files, "famine,any", without="clutter")
    found = on_the_page("neglect", "--with", path)
    text = run("neglect", "--with", path, "--page", "page.txt", "--gold", "gold.jsonl", "--format", "csv").stdout

    assert found["removed"] == ["clutter"]
    assert [(row["wording"], row["fires"]) for row in found["new"]] == [("famine", 1)]
    assert [(each["change"], each["clause"], each["annotated"]) for each in found["readings"]] == [
        ("gained", "famine pangs", "right"),
        ("lost", "clutter", "right"),
    ]
    assert list(csv.DictReader(io.StringIO(text))) == found["readings"]


def test_a_longer_wording_that_takes_the_words_of_another_theme_shows_what_that_loses(files: Path) -> None:
    (files / "page.txt").write_text(PAGE.replace("a wild garden", "clutter of early help"), encoding="utf-8")
    found = on_the_page("neglect", "--with", edited(files, "clutter of early help,any"))

    assert [(each["change"], each["concept"]) for each in found["readings"]] == [
        ("lost", "early-help-and-intervention")
    ]


def test_a_changed_table_of_an_agency_changes_who_is_addressed(files: Path) -> None:
    (files / "police.tsv").write_text(
        "wording\tcounts-in\npolice cadet*\texception\nKent wardens\tany\n", encoding="utf-8"
    )
    (files / "page.txt").write_text(PAGE.replace("the police should", "the Kent wardens should"), encoding="utf-8")
    found = on_the_page("police", "--with", "police.tsv")

    assert [(each["change"], each["role"], each["words"]) for each in found["readings"]] == [
        ("gained", "addressed", "the Kent wardens"),
        ("lost", "mentioned", "police"),
    ]


def test_the_table_that_ships_changes_nothing(files: Path) -> None:
    found = on_the_page("neglect", "--with", edited(files))

    assert found == {"removed": [], "new": [], "readings": []}


def test_a_table_comes_back_from_a_spreadsheet_as_it_was(files: Path) -> None:
    path = edited(files)
    run("neglect", "--with", path, "--page", "page.txt", "--save-table", "neglect.tsv")
    shipped = Path(__file__).parent.parent / "ontology" / "wordings" / "themes" / "neglect.tsv"

    assert (files / "neglect.tsv").read_bytes() == shipped.read_bytes()


def test_every_table_survives_csv() -> None:
    """Also the guard against formulas, which could change a wording."""
    for name in NAMES:
        for concept in {each.concept for each in wordings_of(name)}:
            rows = [each for each in wordings_of(name) if each.concept == concept and each.origin != LABEL]
            head, *cells = table_rows(rows)
            assert sorted(read_table(csv_table(head, cells, mark=True).encode(), concept, "it.csv")) == sorted(rows)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("* care,any", "neglect.csv, line {n}: the wording “* care”, which lacks a word. Write at least one"),
        ("chronic neglects,any",
         "neglect.csv, line {n}: the wording “chronic neglects”, which finds the same as “chronic neglect” of neglect. Delete one"),
        ("young carer*,any", "line {n}: the wording “young carer*”, which finds the same as “young carer*” of young-carers. If both"),
        ("famine,anywhere", "line {n}: “anywhere” in the column counts-in. Write any, learning, recommendation or exception."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_used_is_named_by_file_and_line(files: Path, row: str, said: str) -> None:
    path = edited(files, row)
    shown = CliRunner().invoke(main, ["wordings", "neglect", "--with", path, "--page", "page.txt"])
    lines = len(Path(path).read_text("utf-8").splitlines())

    assert shown.exit_code == 1
    assert said.format(n=lines) in shown.stderr


def test_a_wording_that_another_concept_has_on_purpose_needs_a_change_there_too(files: Path) -> None:
    shown = run("neglect", "--with", edited(files, "young carer*,any,,,young-carers"), "--page", "page.txt")

    assert (
        "themes/young-carers.tsv, “young carer*” of young-carers finds the same as “young carer*” of neglect"
        in shown.stderr
    )
    assert "write neglect under also-for" in shown.stderr


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["negelct"], 1, "No theme or agency is called “negelct”. Did you mean neglect"),
        (["other"], 1, "“other” is a name of several concepts. Write theme:other or agency:other."),
        (["group-child"], 1, "No theme or agency is called “group-child”."),
        (["--with", "x.csv"], 2, "Name a concept"),
        (["--save-table", "x.csv"], 2, "Name a concept"),
        (["neglect", "--with", "missing.csv"], 1, "missing.csv"),
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said(words: list[str], code: int, said: str) -> None:
    shown = CliRunner().invoke(main, ["wordings", *words])

    assert (shown.exit_code, said in shown.stderr) == (code, True), shown.output


@pytest.mark.parametrize("name", ["neglect", "Neglect", "theme:Home conditions", "cumulative NEGLECT"])
def test_a_concept_is_found_by_id_and_label(name: str) -> None:
    assert concept_named(name) == ("themes", "neglect")


def test_reading_the_same_pages_twice_changes_nothing(page_reviews: tuple[Review, ...]) -> None:
    assert reading_changes(page_reviews, page_reviews, (), "themes") == []
    assert reading_changes(page_reviews, page_reviews, (), "agencies") == []


def test_the_readings_of_all_wordings_are_those_of_a_record_by_wordings_alone(page_2025: Path) -> None:
    """Each reading of a theme is credited to one wording that ships."""
    lexicons = shipped_lexicons(learned=False)
    reviews = extract(read_page(page_2025), lexicons=lexicons)
    uses = wording_use(reviews, (), "themes", lexicons.themes)
    read = sum(len(clause.themes) for review in reviews for clause in review.learning)
    read += sum(len(clause.themes) for review in reviews for clause in review.recommendations)

    assert sum(each.fires for each in uses if each.wording.counts_in != "exception") == read


def test_wordings_are_shown_without_the_learned_reader(page_2025: Path, files: Path) -> None:
    """Each fires as often as it makes a reading by itself, whatever the learned reader thinks of the clause."""
    text = page_2025.read_bytes()
    (files / "page.txt").write_bytes(text)
    alone, together = (
        _neglect(extract(page_of(text, "page.txt"), lexicons=shipped_lexicons(learned=learned)))
        for learned in (False, True)
    )
    fires = sum(row["fires"] for row in on_the_page("neglect") if row["where"] != "exception")

    assert fires == alone != together
    assert "Readings of whole sentences" in " ".join(run("--help").stdout.split())


def _neglect(reviews: tuple[Review, ...]) -> int:
    """How many readings of neglect there are."""
    points = [point.themes for review in reviews for point in review.learning]
    asks = [each.themes for review in reviews for each in review.recommendations]
    return sum(reading.concept == "neglect" for themes in (*points, *asks) for reading in themes)
