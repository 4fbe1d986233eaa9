"""Whatever happens to a page on its way, reading it never breaks, loses no clause and quotes exactly."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casegraph.collections import contents
from casegraph.errors import PageError
from casegraph.extracting import extract
from casegraph.extracting.themes import MOST_THEMES
from casegraph.reading import Contents, Page
from casegraph.reading.clauses import clauses_of
from casegraph.reading.lines import lines_of
from casegraph.reading.page import page_of
from casegraph.record.model import Passage, Review

PAGES = Path(__file__).parent / "pages"
LINES = (
    [
        line
        for path in sorted(PAGES.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    + """2025 – Kent – Child U
Death of a 3-year-old boy, in March 2023, whilst in the care of his mother’s partner.
Learning themes include: neglect; the child's voice (wishes; feelings); ‘think family’; and professional curiosity.
Recommendations to the partnership include: ensure GPs share information; the DfE should: revise guidance; train schools.
Keywords: child neglect, special educational needs, additional needs and disabilities, drugs
> Read the overview report""".split("\n")
)

Mangle = Callable[[list[str], int], list[str]]


def everywhere(change: Callable[[str], str]) -> Mangle:
    """A change of every line."""
    return lambda lines, at: [change(line) for line in lines]


def at_one(change: Callable[[str], str]) -> Mangle:
    """A change of one line."""
    return lambda lines, at: [change(line) if index == at % len(lines) else line for index, line in enumerate(lines)]


MANGLES: dict[str, Mangle] = {
    "a line deleted": lambda lines, at: [line for index, line in enumerate(lines) if index != at % len(lines)] or lines,
    "a line doubled": lambda lines, at: lines[: at % len(lines) + 1] + lines[at % len(lines) :],
    "two lines swapped": lambda lines, at: [*lines[: at % len(lines)], *lines[at % len(lines) :][:2][::-1], *lines[at % len(lines) + 2 :]],
    "two lines joined": lambda lines, at: [*lines[: at % len(lines)], " ".join(lines[at % len(lines) :][:2]), *lines[at % len(lines) + 2 :]],
    "a line cut off": at_one(lambda line: line[: len(line) // 2]),
    "a line broken hard": lambda lines, at: [piece for index, line in enumerate(lines) for piece in (line.split(" ", 9) if index == at % len(lines) else [line])],
    "other dashes": everywhere(lambda line: line.replace("–", "—").replace("-", "‑")),
    "no dashes": everywhere(lambda line: line.replace("–", " ").replace("-", " ")),
    "straight quotes": everywhere(lambda line: line.replace("‘", "'").replace("’", "'").replace("“", '"')),
    "quotes that never close": at_one(lambda line: f"“‘({line.replace('; ', '; (‘')}"),
    "no-break spaces": everywhere(lambda line: line.replace(" ", "\xa0")),
    "doubled spaces": everywhere(lambda line: line.replace(" ", "  \t")),
    "no spaces": at_one(lambda line: line.replace(" ", "")),
    "accents apart": everywhere(lambda line: unicodedata.normalize("NFD", line.replace("e", "é"))),
    "control characters": at_one(lambda line: "\x01\x07".join(line.split(" ", 5)) + "\x1b[31m"),
    "right-to-left marks": everywhere(lambda line: f"\u200f\u202b{line}\u202c\u200b"),
    "soft hyphens": everywhere(lambda line: line.replace("ing", "i\u00adng")),
    "capitals": everywhere(str.upper),
    "500 semicolons": at_one(lambda line: line + "; review it" * 500),
    "only semicolons": at_one(lambda line: line + ";" * 500),
    "a long clause": at_one(lambda line: line + " and share information about neglect" * 300),
    "colons": at_one(lambda line: line + ": the police:" * 40),
    "emoji and other scripts": at_one(lambda line: f"{line} 🧒🏽 нехтування 児童"),
}  # fmt: skip


def passages(of: Any) -> Iterator[Passage]:
    """Every passage inside a value of the model."""
    if isinstance(of, Passage):
        yield of
    elif is_dataclass(of):
        for each in fields(of):
            yield from passages(getattr(of, each.name))
    elif isinstance(of, tuple):
        for each in of:
            yield from passages(each)


def nothing_is_lost(page: Page, found: Contents, reviews: tuple[Review, ...]) -> None:
    """All that a page says is quoted exactly, each clause by a clause, each line by a part, furniture or unread."""
    for review in reviews:
        for passage in passages(review):
            assert page.text[passage.start : passage.end] == passage.text
        every = [*((each.passage, each.themes) for each in review.learning)]
        every += [(each.passage, each.themes) for each in review.recommendations]
        for clause, themes in every:
            assert clause.text.strip() and len({theme.concept for theme in themes}) <= MOST_THEMES
    for entry, review in zip(found.entries, reviews, strict=True):
        for paragraphs, clauses in (
            (entry.learning, [each.passage for each in review.learning]),
            (entry.recommendations, [each.passage for each in review.recommendations]),
        ):
            leads = [clause.lead_in for clause in clauses_of(paragraphs) if clause.lead_in]
            for paragraph in paragraphs:
                spare = left_over(paragraph, [*clauses, *leads])
                if _LABEL.fullmatch(spare):  # one that the next line's label took over
                    continue
                assert _MAY_BE_LEFT.sub("", spare).strip(_NO_WORDS) == "", spare
    owned = [range(part.start, part.end) for entry in found.entries for part in passages(entry)]
    aside = {line.start for line in (*found.furniture, *found.unread)}
    for line in lines_of(page.text):
        assert line.start in aside or any(line.start in span for span in owned), line


def left_over(paragraph: Passage, quoted: list[Passage]) -> str:
    """What of a paragraph is in none of the passages that quote it."""
    spans = [range(each.start, each.end) for each in quoted]
    return "".join(
        " " if any(place in span for span in spans) else character
        for place, character in enumerate(paragraph.text, paragraph.start)
    )


# What joins or numbers clauses, a label that nothing follows, and the sentence that only points elsewhere.
_MAY_BE_LEFT = re.compile(
    r"\b(?:and|or|\d{1,2}|[a-h]|[ivx]+)\b|(?:learning|recommendations|lessons|issues)\b[\w\s]{0,40}:?\s*$"
    r"|\blearning\b.*\bembedded\b.*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\W*(?:(?:learning|themes|points|issues|lessons|findings|concerns|practice|recommendations?|recommend(?:s|ed)"
    r"|identif(?:y|ies|ied)|include[sd]?|also|makes|the|key|main|review|report|found|finds|notes?|noted)\W*){1,3}",
    re.IGNORECASE,
)
_NO_WORDS = "".join(map(chr, (*range(0x30), *range(0x3A, 0x41), *range(0x5B, 0x61), *range(0x7B, 0xC0)))) + (
    "–—‑‘’“”•…\u200b\u200f\u202b\u202c\u3000"
)


def read(lines: list[str]) -> None:
    """Read a page of *lines* and check that nothing is lost; a page without any heading may only be refused."""
    try:
        page = page_of("\n".join(lines).encode("utf-8", "surrogatepass"), "mangled.txt")
        found = contents(page)
    except PageError as error:
        assert "mangled.txt" in str(error)
        return
    nothing_is_lost(page, found, extract(page, found))


@pytest.mark.parametrize("name", MANGLES)
def test_a_mangled_page_is_read_without_loss(name: str) -> None:
    for at in range(len(LINES)) if MANGLES[name](["a", "b", "c"], 0) != MANGLES[name](["a", "b", "c"], 1) else (0,):
        read(MANGLES[name](LINES, at))


@settings(max_examples=60)
@given(st.lists(st.tuples(st.sampled_from(sorted(MANGLES)), st.integers(0, 60)), min_size=1, max_size=4))
def test_a_page_mangled_in_several_ways_is_read_without_loss(changes: list[tuple[str, int]]) -> None:
    lines = LINES
    for name, at in changes:
        lines = MANGLES[name](lines, at)
    read(lines)


@settings(max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(LINES), st.text(max_size=80)), max_size=30))
def test_lines_in_any_order_with_any_text_between_are_read_without_loss(lines: list[str]) -> None:
    read([line.encode("utf-8", "ignore").decode() for line in lines] or [""])


LONG = {
    "words": "neglect of children ",
    "semicolons": "review it; ",
    "parentheses": "(",
    "quotes": "“a ",
    "apostrophes": "'a ",
    "brackets": "[",
    "colons": "the police: ",
    "dots": ". ",
    "ages": "aged 2, ",
    "no spaces": "x",
    "dates": "March 2020 and ",
    "bodies": "the schools and the police ",
}
PARTS = ("Learning includes: ", "Recommendations include: ", "Keywords: ", "Death of a boy ")


@pytest.mark.parametrize(("text", "part"), list(product(LONG, PARTS)))
def test_work_grows_with_the_length_and_not_with_its_square(text: str, part: str) -> None:
    """Of a line eight times as long, the interpreter does at most some ten times the work (counted, not timed)."""
    few, many = (work(f"2025 – Kent – Child U\n{part}{LONG[text] * times}") for times in (40, 320))

    assert many < 12 * few + 2_000


def work(text: str) -> int:
    """How many lines of Python are run to read a text."""
    import sys

    page = page_of(text.encode(), "long.txt")
    extract(page)  # what is compiled or remembered once does not count
    count = 0

    def trace(_frame: Any, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        extract(page)
    finally:
        sys.settrace(before)
    return count
