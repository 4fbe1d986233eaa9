"""The corpus is what its README says it is: so many entries, clauses and voices, on which readers agree so well."""

import csv
import json
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from casegraph.extracting import extract
from casegraph.extracting.lexicons import shipped_lexicons
from casegraph.reading import read_page
from casegraph.schemes import scheme

CORPUS = Path(__file__).parent.parent / "data" / "corpus"
README = " ".join((CORPUS / "README.md").read_text(encoding="utf-8").split())
KINDS = {"L": "learning", "R": "recommendations"}


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of tab-separated values."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def ids(field: str) -> set[str]:
    """The themes of a field."""
    return set(field.split(",")) - {"", "-"}


CLAUSES = [row for path in sorted(CORPUS.glob("clauses/*.tsv")) for row in rows(path)]


def agreement(both: int, one: int) -> str:
    """F1 of two readers, as the README has it."""
    return f"{2 * both / (2 * both + one):.2f}"


def entries(pages: Iterable[Path]) -> Counter[str]:
    """The number of entries on pages by voice."""
    counts: Counter[str] = Counter()
    for page in pages:
        counts[page.stem.split("-", maxsplit=1)[0]] += len(
            extract(read_page(page), lexicons=shipped_lexicons(learned=False))
        )
    return counts


def test_what_is_learned_from_has_the_size_and_agreement_that_the_readme_says() -> None:
    clauses = Counter(row["clause"][0] for row in CLAUSES)
    agreed = [
        agreement(
            sum(len(ids(row["themes"]) & ids(row["second"])) for row in CLAUSES if row["clause"][0] == kind),
            sum(len(ids(row["themes"]) ^ ids(row["second"])) for row in CLAUSES if row["clause"][0] == kind),
        )
        for kind in KINDS
    ]
    pages = sorted(CORPUS.glob("pages/*.txt"))
    counted = entries(pages)

    assert {row["entry"] for row in CLAUSES} == {row["entry"] for row in rows(CORPUS / "incidents.tsv")}
    assert len({row["entry"] for row in CLAUSES}) == counted.total()
    assert set(counted) == {path.stem for path in CORPUS.glob("clauses/*.tsv")}
    assert (
        f"| to learn from | {counted.total()} | {len(pages)} | {clauses['L']:,} | {clauses['R']:,} | {' | '.join(agreed)} |"
        in README
    )


def test_what_is_measured_with_has_the_size_and_agreement_that_the_readme_says() -> None:
    gold = [*map(json.loads, (CORPUS / "test" / "gold.jsonl").read_text(encoding="utf-8").splitlines())]
    numbers, agreed = [], []
    for kind in KINDS.values():
        clauses = [clause for each in gold for clause in each[kind] if clause.get("is_recommendation", True)]
        numbers.append(len(clauses))
        agreed.append(
            agreement(
                sum(len(clause["themes"]) for clause in clauses),
                sum(len(clause["themes_allowed"]) for clause in clauses),
            )
        )
    pages = sorted(CORPUS.glob("test/pages/*.txt"))
    counted = entries(pages)
    shape = [len(gold), counted.total(), sorted(counted)]

    assert shape == [104, 104, ["w17", "w18"]]
    assert (
        f"| to measure with | {len(gold)} | {len(pages)} | {numbers[0]} | {numbers[1]} | {' | '.join(agreed)} |"
        in README
    )


def test_numbers_in_sentences_are_counted() -> None:
    voices = {path.stem.split("-", maxsplit=1)[0] for path in CORPUS.glob("**/w*.txt")}
    paraphrases = rows(CORPUS / "paraphrases.tsv")
    themes = Counter(theme for row in paraphrases for theme in ids(row["themes"]))
    years = sorted(int(path.stem.split("-")[1]) for path in CORPUS.glob("**/w*.txt"))
    given = sum(len(ids(row[reader])) for row in CLAUSES for reader in ("themes", "second"))
    all_entries = len({row["entry"] for row in CLAUSES}) + 104

    assert f"{all_entries} entries in the manner of pages of {years[0]} to {years[-1]}, by eighteen voices" in README
    assert len(voices) == 18
    assert f"six more voices wrote and labelled {len(paraphrases):,} clauses" in README
    assert len({row["voice"] for row in paraphrases}) == 6
    assert min(themes.values()) >= 50 and len(themes) > 90
    assert f"A reader gives {given / len(CLAUSES) / 2:.1f} themes to a clause" in README


def test_each_label_is_a_theme() -> None:
    known = {id.rpartition("/")[2] for id in scheme("themes.ttl")} | {"other"}
    labels = {label for row in CLAUSES for reader in ("themes", "second") for label in ids(row[reader])}
    labels |= {label for row in rows(CORPUS / "paraphrases.tsv") for label in ids(row["themes"])}

    assert len(labels) > 90
    assert labels <= known


def test_no_clause_is_markup_or_lost_its_kind() -> None:
    assert {row["clause"][0] for row in CLAUSES} == {*KINDS}
    assert not [row["entry"] for row in CLAUSES if re.search(r"<\w|&\w+;", row["text"]) or not row["text"].strip()]


def test_the_guide_names_concepts_that_are_there() -> None:
    guide = (CORPUS.parent / "gold" / "GUIDE.md").read_text(encoding="utf-8")
    later = guide[guide.index("Concepts that came later") : guide.index("Two readers\n")]
    known = {id.rpartition("/")[2] for file in ("themes.ttl", "agencies.ttl") for id in scheme(file)}
    newer = {row["id"] for row in rows(CORPUS.parent / "gold" / "new-concepts.tsv")}
    named = set(re.findall(r"[a-z]+(?:-[a-z]+)+|bereavement|bullying|radicalisation|mash", later))

    assert newer <= named
    assert set(re.findall(r"-> ([a-z-]+)", later)) <= known
