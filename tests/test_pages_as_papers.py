"""Pages of the server as Word and Excel files: the same sentences and figures, under names that say what was chosen."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from python_calamine import CalamineWorkbook

from casegraph.web import papers
from casegraph.web.sparql.protocol import ProtocolError
from serving import Server, serving

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(scope="module")
def server(built: Path) -> Iterator[Server]:
    """A server of the page that ships."""
    with serving(built) as running:
        yield running


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/agency/police.docx", "agency-police.docx"),
        ("/agency/police.docx?part=named", "agency-police-named.docx"),
        ("/theme/neglect.docx?with=icb", "theme-neglect-icb.docx"),
        ("/partnership/buckinghamshire.docx", "partnership-buckinghamshire.docx"),
        ("/review/2025-bromley-thomas.docx", "review-2025-bromley-thomas.docx"),
        ("/reviews.docx?region=London&year=2025", "reviews-london-2025.docx"),
        ("/find.docx?words=zzyzx", "find-zzyzx.docx"),
        ("/matrix/sentences.docx?cell=neglect~all", "matrix-sentences-neglect-all.docx"),
        ("/questions/recommendations-to.docx?agency=icb", "questions-recommendations-to-icb.docx"),
        ("/matrix.xlsx", "themes-by-agencies.xlsx"),
        ("/agency.xlsx", "agency.xlsx"),
        ("/networks/partnership-theme.xlsx", "networks-partnership-theme.xlsx"),
        ("/keyword/suicide.xlsx", "reviews-suicide.xlsx"),
    ],
)
def test_a_page_is_saved_under_a_name_that_says_what_was_chosen(server: Server, address: str, name: str) -> None:
    """As a file that opens, with the media type of its program."""
    status, headers, body = server.ask("GET", address)
    assert status == 200
    assert headers["content-type"] == (WORD if name.endswith("docx") else EXCEL)
    assert headers["content-disposition"] == f'attachment; filename="{name}"'
    if name.endswith("docx"):
        assert docx.Document(io.BytesIO(body)).core_properties.title
    else:
        assert CalamineWorkbook.from_filelike(io.BytesIO(body)).sheet_names[-1] == "About"


@pytest.mark.parametrize(
    "address",
    ["/agency/police?part=via", "/theme/neglect", "/find?words=safety", "/matrix/sentences?cell=neglect~all"],
)
def test_an_excel_file_has_the_sentences_of_the_page(server: Server, address: str) -> None:
    """In the same order, word for word."""
    path, _, query = address.partition("?")
    answer = json.loads(server.ask("GET", f"{path}.json?{query}".rstrip("?"))[2])
    sentences = answer if isinstance(answer, list) else answer["sentences"]
    book = CalamineWorkbook.from_filelike(io.BytesIO(server.ask("GET", f"{path}.xlsx?{query}".rstrip("?"))[2]))
    head, *rows = book.get_sheet_by_index(0).to_python()
    assert head[0] == "Text"
    assert [row[0] for row in rows] == [each["text"] for each in sentences] != []


@pytest.mark.parametrize(
    "address", ["/agency/icb", "/theme/neglect", "/review/2025-bromley-thomas", "/reviews", "/questions/actions-table"]
)
def test_pages_offer_word_and_excel(server: Server, address: str) -> None:
    """As buttons that say so."""
    page = server.ask("GET", address, headers={"Accept": "text/html"})[2].decode()
    assert f'href="{address}.docx">Word</a>' in page and f'href="{address}.xlsx">Excel</a>' in page


def test_a_question_without_its_values_is_no_file(server: Server) -> None:
    """The answer says what is missing."""
    status, _, body = server.ask("GET", "/questions/recommendations-to.xlsx")
    assert (status, body) == (400, b"The question needs agency.\n")
    assert server.ask("GET", "/agency.docx")[0] == 404


def test_more_rows_than_somebody_waits_for_are_refused() -> None:
    """Nothing is written then; CSV is named."""
    form = papers.workbook(lambda: pytest.fail("it was written"), 20_001)[EXCEL]
    with pytest.raises(ProtocolError, match=r"20,001 rows.* use CSV"):
        form()
