"""Citations: what they say of a review, whatever is in its title and words."""

from dataclasses import replace

import pytest
from click.testing import CliRunner

from casegraph.building.build import build
from casegraph.cli import main
from casegraph.names import BASE
from casegraph.store.memory import MemoryStore
from casegraph.views.citation import citation
from casegraph.views.collection import Collection
from casegraph.views.from_store import collection_of

PAGE = """2025 – Kent – Child U & {B}
Death of a boy aged 3 in 2024.
Recommendations include: audit 100% of plans; the police should write $5 \\\\ 6_a.
Keywords: drugs
"""


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    """One review with characters that mean something to TeX."""
    folder = tmp_path_factory.mktemp("cited")
    (folder / "kent.txt").write_text(PAGE, encoding="utf-8", newline="\n")
    build([folder / "kent.txt"], folder / "out", write=[])
    return collection_of(MemoryStore.of_folder(folder / "out/store", BASE))


def test_where_no_address_is_known_a_citation_says_where_to_search(collection: Collection) -> None:
    (review,) = collection.reviews.values()
    cited = citation(collection, review).harvard
    assert "(2025) 2025 – Kent – Child U & {B}. Abstract in the NSPCC National Case Review Collection." in cited
    assert cited.endswith("search for its title at https://learning.nspcc.org.uk/case-reviews.")


def test_a_clause_is_cited_with_its_number_and_exact_words(collection: Collection) -> None:
    (review,) = collection.reviews.values()
    second = review.recommendations[1]
    made = citation(collection, review, second)
    assert f", recommendation 2: “{second.text}”. " in made.harvard
    assert r"write \$5 \textbackslash{}\textbackslash{} 6\_a" in made.bibtex
    assert r"title = {{2025 – Kent – Child U \& \{B\}}}" in made.bibtex
    assert made.ris.split("\n")[0] == "TY  - RPRT"
    assert made.ris.split("\n")[-1] == "ER  - "
    assert all(line[2:6] == "  - " for line in made.ris.split("\n"))


def test_a_document_without_an_author_is_cited_by_its_title(collection: Collection) -> None:
    """Unless its collection says what to write there, as that of case reviews does."""
    review = replace(*collection.reviews.values(), partnerships=())
    assert citation(collection, review).harvard.startswith("Anonymous (2025) 2025 – Kent")
    made = citation(replace(collection, id="local"), review)
    assert made.harvard.startswith("2025 – Kent – Child U & {B} (2025). Report in the Local review reports")
    assert "author = " not in made.bibtex and "AU  - " not in made.ris


def test_an_address_that_is_none_is_refused_before_anything_is_read() -> None:
    for option, value in (("--source-url", "javascript:alert(1)"), ("--accessed", "29.11.2026")):
        run = CliRunner().invoke(main, ["build", "no-such-page.txt", option, value])
        assert run.exit_code == 1
        assert value in run.output
