"""A hostile page costs no more than an honest one of its length, or is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from casegraph.errors import PageError
from casegraph.extracting import extract
from casegraph.reading.page import page_of
from casegraph.record.model import MOST_KEYWORDS

SECONDS = 10
"""Of CPU for one page below. Each takes a tenth of one; by code whose work grows with the square, half a minute or more."""

HEADING = "2025 – Kent – Child U\n"
PARTS = {
    "narrative": "Death of a 16-year-old ",
    "learning": "Death of a boy.\nLearning includes: ",
    "recommendations": "Death of a boy.\nRecommendations include: ",
    "keywords": "Death of a boy.\nKeywords: ",
}
REPEATED = {
    "hyphens": "-",
    "hyphens and words": "- a-b ",
    "ages": "a 9-year-old girl and ",
    "ages in words": "six weeks old and ",
    "listed ages": "aged 2, ",
    "twins": "a 9-year-old, their twin, ",
    "semicolons": ";",
    "short clauses": "schools act; ",
    "abbreviations": "no. A ",
    "short sentences": "A b. ",
    "open quotes": "“",
    "apostrophes": "'a ",
    "open parentheses": "(a ",
    "open brackets": "[(",
    "closed parentheses": "(a) ",
    "letters": "x",
    "capitals": "A",
    "digits": "1",
    "commas": ",",
    "spaces": " ",
    "combining characters": "\u0301",
    "and": "and ",
    "bodies": "agencies ",
    "joined bodies": "agencies and ",
    "bodies with parentheses": "agencies (a ",
    "numbered authorities": "LA1 ",
    "names": "Oxford Health NHS trust ",
    "authors": "Ofsted ",
    "given abbreviations": "the police (AB) ",
    "dates": "since 2020 and ",
    "labels": "points identified ",
    "threats": "threat to ",
    "children by letter": "Children A, ",
    "services": "all services involved ",
}
CASES = [f"{part}/{name}" for part in PARTS for name in REPEATED]


def hostile(case: str, size: int) -> str:
    """A page of one review, *size* characters of which are the same few."""
    part, _, name = case.partition("/")
    return HEADING + PARTS[part] + REPEATED[name] * (size // len(REPEATED[name]))


def test_reading_a_hostile_page_takes_no_longer_than_its_length() -> None:
    """Each of the pages is read within a generous limit of CPU in a process that ends where one is not."""
    script = f"""
import signal, sys
from test_growth import CASES, hostile
from casegraph.errors import PageError
from casegraph.extracting import extract
from casegraph.reading.page import page_of
for case in CASES:
    print(case, flush=True)
    signal.setitimer(signal.ITIMER_VIRTUAL, {SECONDS})
    try:
        extract(page_of(hostile(case, 50_000).encode(), "hostile.txt"))
    except PageError:
        pass
print("all")
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parent, capture_output=True, text=True, check=False
    )

    assert done.stdout.splitlines()[-1:] == ["all"], done.stdout.splitlines()[-1:] + [done.stderr[-2_000:]]


def test_links_of_many_entries_are_found_without_looking_at_all_links_for_each() -> None:
    from casegraph.reading import Link

    looked = 0

    class Counted(Link):
        def __getattribute__(self, name: str) -> object:
            nonlocal looked
            looked += name in ("start", "end")
            return super().__getattribute__(name)

    entry = "2025 – Kent – Child {}\nDeath of a boy.\n> Read the overview report\n"
    text = "".join(entry.format(number) for number in range(400))
    page = page_of(text.encode(), "many.txt")
    places = [place for place in range(len(text)) if text.startswith("Read", place)]
    links = tuple(Counted(place, place + 4, f"https://example.org/{place}") for place in places)
    object.__setattr__(page, "links", links)

    found = [review.link for review in extract(page)]

    assert found == [f"https://example.org/{place}" for place in places]
    assert looked < 400 * 40


def test_an_entry_with_more_keywords_than_any_is_refused_with_its_line() -> None:
    text = (
        "\nNotes\n" + HEADING + PARTS["keywords"] + ", ".join(f"term {number}" for number in range(MOST_KEYWORDS + 1))
    )

    with pytest.raises(
        PageError, match=rf"long\.txt, line 5: .*“2025 – Kent – Child U”.* {MOST_KEYWORDS + 1} keywords"
    ):
        extract(page_of(text.encode(), "long.txt"))


def test_a_page_of_nothing_but_tiny_clauses_is_refused() -> None:
    with pytest.raises(PageError, match=r"long\.txt has 50,000 learning points and recommendations .* characters"):
        extract(page_of((HEADING + PARTS["recommendations"] + "a; " * 50_000).encode(), "long.txt"))


def test_a_long_page_of_real_clauses_is_read() -> None:
    text = HEADING + PARTS["recommendations"] + "schools should train their staff; " * 12_000

    (review,) = extract(page_of(text.encode(), "long.txt"))

    assert len(review.recommendations) == 12_000
