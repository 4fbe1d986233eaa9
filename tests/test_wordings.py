"""Tables of wordings: how they are read, and what is in those that ship."""

from pathlib import Path

import pytest

from casegraph.errors import CasegraphError, TableError
from casegraph.schemes import scheme
from casegraph.wordings import COLUMNS, LABEL, SchemeName, Wording, read_table, table_text, wordings_of

TABLES = sorted((Path(__file__).parent.parent / "ontology" / "wordings").rglob("*.tsv"))
NAMES: tuple[SchemeName, ...] = ("themes", "agencies")


@pytest.mark.parametrize("name", NAMES)
def test_every_concept_is_found_by_its_labels_and_by_its_table(name: SchemeName) -> None:
    concepts = {key: each for key, each in scheme(f"{name}.ttl").items() if not key.startswith("group-")}
    found = wordings_of(name)
    tables = {path.stem: path for path in TABLES if path.parent.name == name}

    assert {each.concept for each in found} == concepts.keys()
    assert tables.keys() <= concepts.keys()
    for key, concept in concepts.items():
        own = [each for each in found if each.concept == key]
        assert {each.text for each in own if each.origin == LABEL} == {concept.label, *concept.alternatives}
        written = read_table(tables[key].read_bytes(), key, key) if key in tables else ()
        assert [each for each in own if each.origin != LABEL] == [*written]


def test_a_group_of_themes_has_no_wordings() -> None:
    assert not [each for each in wordings_of("themes") if each.concept.startswith("group-")]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_table_that_ships_is_as_casegraph_writes_it(path: Path) -> None:
    """Sorted, UTF-8, tabs and plain line ends, so that a change of one wording is a change of one line.

    `casegraph wordings CONCEPT --with FILE --save-table FILE` writes a table so.
    """
    wordings = read_table(path.read_bytes(), path.stem, path.name)

    assert path.read_bytes() == table_text(wordings).encode()
    assert read_table(path.read_bytes().replace(b"\n", b"\r\n"), path.stem, path.name) == wordings, (
        "read in the other way"
    )
    assert wordings, "a table without wordings can go"
    assert all(each.origin for each in wordings), "say under from where each wording comes from"


HEAD = "wording\tcounts-in\tbecause\tfrom\talso-for\n"
VOICE = Wording("voice", "child {be} heard", "any", "the child was not heard", "page of 2025", ("rights", "views"))


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(HEAD + "child {be} heard\tany\tthe child was not heard\tpage of 2025\trights views\n", id="tabs"),
        pytest.param("\ufeff" + HEAD + "child {be} heard\tAny\tthe child was not heard\tpage of 2025\trights, views", id="mark"),
        pytest.param((HEAD + "child {be} heard \tany\t the child was not heard\tpage of 2025\trights views\n\t\t\t\t\n\n")
                     .replace("\n", "\r\n"), id="Windows, blanks and empty rows"),
        pytest.param('"wording","counts-in","because","from","also-for"\n"child {be} heard","any",the child was not heard,'
                     'page of 2025,"rights,views"\n', id="commas and quotes"),
        pytest.param("Counts in;Also for;From;Wording;Because\nany;rights views;page of 2025;child {be} heard;"
                     "the child was not heard\n", id="semicolons and columns in another order"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_table_can_come_as_spreadsheets_save_it(table: str, encoding: str) -> None:
    content = table.encode(encoding) if encoding == "utf-8" else table.removeprefix("\ufeff").encode(encoding)

    assert read_table(content, "voice", "voice.tsv") == (VOICE,)


def test_only_two_columns_are_needed() -> None:
    assert read_table(b"wording\tcounts-in\nhunger\texception", "it", "it.tsv") == (
        Wording("it", "hunger", "exception"),
    )


@pytest.mark.parametrize("end", ["", "\n", "\n\n", "\n\t\t\t\t\n", "\r\n"])
def test_the_last_row_counts_however_the_file_ends(end: str) -> None:
    found = read_table(f"{HEAD}hunger\tany\t\t\t\nthirst\tany\t\t\t{end}".encode(), "it", "it.tsv")

    assert [each.text for each in found] == ["hunger", "thirst"]


def test_what_is_written_is_read_back() -> None:
    odd = Wording("it", "hunger", "learning", 'a "quoted" sentence, with; marks', "", ("other",))

    assert read_table(table_text([odd, VOICE._replace(concept="it")]).encode(), "it", "it.tsv") == (
        VOICE._replace(concept="it"),
        odd,
    )


@pytest.mark.parametrize(
    ("table", "line", "seen", "advice"),
    [
        pytest.param("", 1, "no column wording or counts-in; the columns are none", "first line names the columns", id="empty"),
        pytest.param("hunger\tany\n", 1, "no column wording or counts-in; the columns are “hunger”, “any”", "first line", id="no head"),
        pytest.param("wording\tcount-in\n", 1, "no column counts-in", "Perhaps you wrote “count-in” for counts-in?", id="a slip"),
        pytest.param("wording\tcounts-in\tnote\n", 1, "a column “note” that is not known", "The first line", id="one too many"),
        pytest.param(HEAD + "hunger\teverywhere\n", 2, "“everywhere” in the column counts-in",
                     "Write any, learning, recommendation or exception.", id="counts in nothing known"),
        pytest.param(HEAD + "hunger\n", 2, "nothing in the column counts-in", "Write any", id="short row"),
        pytest.param(HEAD + "hunger\tany\n\t\t\n\tany\n", 4, "no wording", "or delete the line", id="empty wording"),
        pytest.param(HEAD + "hunger\tany\t\t\t\tmore\n", 2, "“more” behind the last column", "Empty the cell", id="too long"),
        pytest.param(HEAD + "thirst\tany\nhunger\tany\nhunger\tlearning\n", 4, "the wording “hunger” is in line 3 too",
                     "Delete one of the two lines", id="double"),
        pytest.param(HEAD + "hunger (food)\tany\n", 2, "“(” in the wording “hunger (food)”", "README.md lists", id="a bracket"),
        pytest.param(HEAD + "hunger – thirst\tany\n", 2, "“–” in the wording", "README.md lists", id="a dash"),
        pytest.param(HEAD + "hunger. thirst\tany\n", 2, "“.” in the wording", "README.md lists", id="a full stop"),
        pytest.param(HEAD + "hunger {is} felt\tany\n", 2, "“{” in the wording", "README.md lists", id="an unknown brace"),
        pytest.param(HEAD + '"hunger\tany\nthirst\tany\n', 2, "quotation marks that do not fit", "leave the quotes out", id="open quotes"),
        pytest.param(HEAD + '"hunger\n"\tany\n', 2, "a cell that goes on in the next line", "not closed", id="a line break"),
        pytest.param((HEAD + "hunger\tany\tfor it…\n").encode("cp1252").decode("latin-1"), 2, "the byte 0x85, which is not UTF-8",
                     "Save the table as “CSV UTF-8”", id="Windows letters"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_used_says_where_what_and_what_to_do(
    table: str, line: int, seen: str, advice: str
) -> None:
    content = table.encode("latin-1" if "\x85" in table else "utf-8")
    with pytest.raises(TableError) as caught:
        read_table(content, "it", "mine.tsv")

    assert (caught.value.file, caught.value.line) == ("mine.tsv", line)
    assert seen in caught.value.seen and advice in caught.value.remedy
    assert str(caught.value) == f"mine.tsv, line {line}: {caught.value.seen}. {caught.value.remedy}"


def test_a_table_of_no_concept_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Else a slip in a file's name would take all its wordings away without a word."""
    (tmp_path / "wordings" / "themes").mkdir(parents=True)
    (tmp_path / "wordings" / "themes" / "neglekt.tsv").write_text(HEAD, "utf-8")
    monkeypatch.setattr("casegraph.wordings.shipped.resource", lambda _folder, name: tmp_path / name)

    with pytest.raises(CasegraphError, match=r"wordings/themes/neglekt\.tsv belongs to no concept"):
        wordings_of.__wrapped__("themes")


def test_the_readme_names_every_column() -> None:
    text = (TABLES[0].parents[1] / "README.md").read_text("utf-8")

    assert [column for column in COLUMNS if f"| `{column}` |" not in text] == []
