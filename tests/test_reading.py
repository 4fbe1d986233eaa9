"""Reading: from a file to entries, with nothing lost and nothing guessed in silence."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.collections import contents
from casegraph.collections.nspcc.headings import heading_of
from casegraph.collections.nspcc.sections import section_of
from casegraph.errors import PageError
from casegraph.reading import Contents, Page, read_page
from casegraph.reading.html import read_html
from casegraph.reading.lines import lines_of
from casegraph.reading.page import page_of

PAGES = Path(__file__).parent / "pages"

ENTRY = """2025 – Kent – Child U
Death of a boy in May 2020.
Learning themes include: neglect.
Recommendations include: review it.
Keywords: child neglect, drugs
> Read the overview report
"""


def page(text: str) -> Page:
    """A page with *text*."""
    return page_of(text.encode(), "page.txt")


def accounted(found: Contents, text: str) -> None:
    """Every line that is not blank is in an entry, furniture or unread, and only in one of them."""
    parts = []
    for entry in found.entries:
        inside = (
            entry.heading,
            *entry.narrative,
            *entry.learning,
            *entry.recommendations,
            *entry.keywords,
            *entry.link,
        )
        parts.append([range(part.start, part.end) for part in inside])
    aside = [line.start for line in (*found.furniture, *found.unread)]
    for line in lines_of(text):
        owners = sum(any(line.start in part for part in entry) for entry in parts) + aside.count(line.start)
        assert owners == 1, (line, owners)


def test_the_page_of_2025_is_read_to_its_last_line(page_2025: Path) -> None:
    """73 headings, 73 whole entries, three lines of furniture, nothing unread."""
    read = read_page(page_2025)
    found = contents(read)
    assert (found.headings, len(found.entries), len(found.furniture), found.unread) == (73, 73, 3, ())
    assert all(entry.complete for entry in found.entries)
    for entry in found.entries:
        assert [len(part) for part in (entry.narrative, entry.learning, entry.recommendations, entry.keywords)] == [
            1
        ] * 4
    accounted(found, read.text)


@pytest.mark.parametrize("name", ["layout-2012.txt", "layout-2014.txt", "layout-2018.txt"])
def test_other_layouts_are_read_to_their_last_line(name: str) -> None:
    """Pages of other years leave nothing unread and lose nothing."""
    read = read_page(PAGES / name)
    found = contents(read)
    assert found.unread == ()
    accounted(found, read.text)


def test_parts_of_older_layouts() -> None:
    """Background and Model are narrative, a paragraph of short terms is keywords, a cut-off entry is incomplete."""
    child_d, ex7 = contents(read_page(PAGES / "layout-2012.txt")).entries
    assert child_d.keywords[0].text == "Non-accidental injuries, bruising, infants."
    assert child_d.recommendations[0].text.startswith("Makes recommendations that")
    assert [part.text[:6] for part in ex7.narrative] == ["Death ", "EX7 ha"]
    assert ex7.learning[0].text.startswith("Issues identified include:")
    child_zz, child_y = contents(read_page(PAGES / "layout-2014.txt")).entries
    assert [part.text[:6] for part in child_zz.narrative] == ["Death ", "Backgr", "Model:"]
    assert child_zz.complete and not child_y.complete
    assert child_y.says.area is None


@pytest.mark.parametrize(
    ("line", "year", "area", "subject"),
    [
        ("2025 – Birmingham - BSCP2022-23/03", 2025, "Birmingham", "BSCP2022-23/03"),
        ("2018 - Anonymous- Children F, G and H", 2018, None, "Children F, G and H"),
        ("December 2014 – Blackpool - Child BR", 2014, "Blackpool", "Child BR"),
        ("2012Area – Name", 2012, "Area", "Name"),
        ("December 2014The charity on behalf of an unnamed LSCB - Child Y", 2014, None, "Child Y"),
        ("2016 – Stoke-on-Trent – Child A - part 2", 2016, "Stoke-on-Trent", "Child A - part 2"),
        ("2025 - North Wales - 2022/2", 2025, "North Wales", "2022/2"),
        ("2017 - Child Z", 2017, None, "Child Z"),
        ("2012 – Bath & North East Somerset: Child A", 2012, "Bath & North East Somerset", "Child A"),
        ("2014 – ‘Tom’ – a review", 2014, "‘Tom’", "a review"),
    ],
)
def test_headings(line: str, year: int, area: str | None, subject: str) -> None:
    """A heading says its year, area and subject, whatever its dashes."""
    heading = heading_of(line)
    assert heading is not None
    assert (heading.year, heading.area, heading.subject) == (year, area, subject)


@pytest.mark.parametrize(
    "line",
    ["Death of a boy in 2012.", "2012 was a hard year – for all.", "2014", "2023-24 budget", "20255 – Kent – A", ""],
)
def test_lines_that_are_no_heading(line: str) -> None:
    """A sentence, a bare year or a number is no heading."""
    assert heading_of(line) is None


@pytest.mark.parametrize(
    ("paragraph", "part"),
    [
        ("Background: known to the GP.", "narrative"),
        ("Model: a systems model.", "narrative"),
        ("Key issues: neglect; drift.", "learning"),
        ("Learning: neglect; drift.", "learning"),
        ("Issues identified include: drift.", "learning"),
        ("includes: no agency held the picture; drift.", "learning"),
        ("Makes recommendations that bruises are seen.", "recommendations"),
        ("Makes various recommendations for the LSCB.", "recommendations"),
        ("Recommendations: review the protocol.", "recommendations"),
        ("Keywords: child neglect, drugs", "keywords"),
        ("Key words - child neglect, drugs", "keywords"),
        ("Child neglect, drugs, young parents", "keywords"),
    ],
)
def test_what_introduces_a_part(paragraph: str, part: str) -> None:
    """A paragraph goes to the part that its first words introduce."""
    entry = contents(page(f"2014 – Kent – Child U\nDeath of a boy.\n{paragraph}\n")).entries[0]
    assert paragraph in [passage.text for passage in getattr(entry, part)]


def test_a_part_that_begins_inside_a_paragraph() -> None:
    """Older entries run narrative, issues and recommendations together; each still becomes a part."""
    text = "2012 – Kent – Child U\nDeath of a boy. Issues identified include: drift. Recommendations include: act.\n"
    entry = contents(page(text)).entries[0]
    assert [p.text for p in entry.narrative] == ["Death of a boy."]
    assert [p.text for p in entry.learning] == ["Issues identified include: drift."]
    assert [p.text for p in entry.recommendations] == ["Recommendations include: act."]


def test_lines_after_an_entry_are_unread_or_furniture() -> None:
    """A line between two entries that is neither is listed as unread, with its number."""
    found = contents(page(ENTRY + "Back to top\nThis line says something odd.\n" + ENTRY.replace("Child U", "Child V")))
    assert [(line.number, line.text) for line in found.unread] == [(8, "This line says something odd.")]
    assert [(line.text, line.rule) for line in found.furniture] == [("Back to top", "navigation")]


@pytest.mark.parametrize("end", [len(ENTRY) - 26, ENTRY.index("Keywords"), ENTRY.index("Learning"), 22])
def test_an_entry_cut_off_by_the_page_is_incomplete_and_its_parts_are_read(end: int) -> None:
    """What is there is read; only the last entry can be incomplete."""
    first, second = contents(page(ENTRY + ENTRY.replace("Child U", "Child V")[:end])).entries
    assert first.complete and not second.complete
    assert second.says.subject == "Child V"


def test_html_gives_the_same_parts_as_text() -> None:
    """A saved web page is read like its text; navigation that it marks is furniture; the link's address is known."""
    lines = [f"<p>{line}</p>" for line in ENTRY.splitlines()[1:5]]
    markup = (
        "<!DOCTYPE html><html><head><title>x</title><script>var a = '2025 – Kent – B';</script></head><body>"
        "<nav><ul><li><a href='/'>Home of everything that we do for all</a></li></ul></nav>"
        "<button>2025 – Kent &ndash; Child U</button>"
        + "".join(lines)
        + "<p>&gt; <a href='https://example.org/report.pdf'>Read the overview report</a></p></body></html>"
    )
    read = page_of(markup.encode(), "page.html")
    found = contents(read)
    assert found.unread == ()
    assert [line.rule for line in found.furniture] == ["marked as navigation, header or footer by the page"]
    entry = found.entries[0]
    assert entry.narrative[0].text == "Death of a boy in May 2020."
    (link,) = [link for link in read.links if link.address.startswith("https")]
    assert read.text[link.start : link.end] == "Read the overview report"
    accounted(found, read.text)


def test_html_white_space_and_entities() -> None:
    """White space folds as in a browser, and a line break breaks the line."""
    assert read_html("<p>a\n  b&nbsp;&amp; <i>c</i>d<br/>e</p>f").text == "a b & cd\ne\nf"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_offsets_count_the_text_as_it_stands(newline: str, mark: str) -> None:
    """A byte-order mark is dropped, line ends stay; each passage is what stands at its place."""
    text = ENTRY.replace("\n", newline)
    read = page_of((mark + text).encode(), "page.txt")
    assert read.text == text
    entry = contents(read).entries[0]
    for part in (entry.heading, *entry.narrative, *entry.learning, *entry.keywords, *entry.link):
        assert read.text[part.start : part.end] == part.text


BAD_FILES = [
    pytest.param(b"%PDF-1.7 ...", "PDF", id="pdf"),
    pytest.param(b"PK\x03\x04....", "Office file", id="docx"),
    pytest.param(b"2025 \x00\x01\x02", "binary", id="binary"),
    pytest.param("2025 – Kent – Réaltín".encode("cp1252"), "line 1 is not valid", id="windows-1252"),
    pytest.param("2025 – Kent – A".encode("utf-16"), "UTF-16", id="utf-16"),
    pytest.param(b"", "is empty", id="empty"),
    pytest.param(b" \n\n", "is empty", id="blank"),
    pytest.param(b"Nothing here.\nAt all.", "none of its 2 lines reads like a heading", id="no entry"),
]


@pytest.mark.parametrize(("content", "said"), BAD_FILES)
def test_a_wrong_file_gets_one_clear_line(content: bytes, said: str, tmp_path: Path) -> None:
    """The message names the file, says what was seen, and is one line."""
    file = tmp_path / "wrong.txt"
    file.write_bytes(content)
    with pytest.raises(PageError, match=said) as caught:
        contents(read_page(file))
    assert "wrong.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "said"), [(lambda folder: folder, "is a folder"), (lambda folder: folder / "none.txt", "does not exist")]
)
def test_a_folder_or_a_missing_file(path: Callable[[Path], Path], said: str, tmp_path: Path) -> None:
    """Neither is a page."""
    with pytest.raises(PageError, match=said):
        read_page(path(tmp_path))


LINES = st.sampled_from(
    [
        *ENTRY.splitlines(),
        "",
        "  ",
        "Back to top",
        "Odd words here.",
        "2019Leeds – Child Ö",
        "includes: a; b",
        "- a",
        "©",
        "2014",
    ]
) | st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)


@given(st.lists(LINES, max_size=25), st.sampled_from(["\n", "\r\n"]))
def test_no_line_is_ever_lost(lines: list[str], newline: str) -> None:
    """Whatever a page holds, each line that is not blank is read, furniture or unread, and counts reconcile."""
    text = newline.join([ENTRY.splitlines()[0], *lines]).replace("\0", "")
    read = page(text)
    found = contents(read)
    assert found.headings == len(found.entries)
    accounted(found, read.text)


def test_a_second_line_of_keywords_after_the_link_is_of_another_entry() -> None:
    """What follows an entry that is over is unread, and not quietly added to it."""
    found = contents(page(f"{ENTRY}Child J, Leeds\nDeath of a boy.\nKeywords: infants\n"))
    assert [term.text for term in found.entries[0].keywords] == ["Keywords: child neglect, drugs"]
    assert [line.text for line in found.unread] == ["Child J, Leeds", "Death of a boy.", "Keywords: infants"]


def test_keywords_without_label_are_found_before_the_foot_of_a_page() -> None:
    """Short lines after the last list of terms are not part of the entry."""
    text = "2012Kent – Child W\nDeath of a boy.\nIssues: drift; delay.\nInfants, housing, neglect.\nMore for boards\nTop of page\n"
    found = contents(page(text))
    assert [term.text for term in found.entries[0].keywords] == ["Infants, housing, neglect."]
    assert [line.text for line in (*found.unread, *found.furniture)] == ["More for boards", "Top of page"]
    accounted(found, text)


@pytest.mark.parametrize(
    ("paragraph", "part"),
    [
        ("The review found: his risk was rated low", "learning"),
        ("Identifies shortcomings in: seeing each episode on its own", "learning"),
        ("Points for learning: cutting was seen as attention seeking", "learning"),
        ("Practice and organisational learning: a mother who is a child needs a worker", "learning"),
        ("The Trust should: set up an assessment", "recommendations"),
        ("Both boards should: sign an agreement", "recommendations"),
        ("No recommendations are made.", "recommendations"),
        ("The family were known to services and should have been seen.", None),
    ],
)
def test_other_words_that_introduce_a_part(paragraph: str, part: str | None) -> None:
    """Abstractors of other years begin their lists in other words."""
    assert section_of(paragraph) == part
