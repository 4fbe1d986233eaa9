"""A line that no extraction could have written is refused with its place, and nothing is made of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casegraph.errors import RecordError
from casegraph.record.json_lines import from_line, read_json_lines, to_line
from records import REVIEW


def put(*path: str | int, value: object) -> Callable[[Any], None]:
    """A change: the value at a path of the JSON object becomes another."""

    def change(line: Any) -> None:
        for step in path[:-1]:
            line = line[step]
        line[path[-1]] = value

    return change


def without(*path: str | int) -> Callable[[Any], None]:
    """A change: the key at a path goes."""

    def change(line: Any) -> None:
        for step in path[:-1]:
            line = line[step]
        del line[path[-1]]

    return change


FIRST = ("recommendations", 0)
THEME = ("learning", 0, "themes_words", 0)
WRONG = {
    "missing": (without("source", "sha256"), "source", "“sha256” is missing"),
    "written before": (without("areas"), "", "“areas” is missing"),
    "wrong type": (put("learning", 1, "start", value="12"), "learning[1].start", "int expected, str seen"),
    "yes for true": (put("complete", value="yes"), "complete", "bool expected, str seen"),
    "half an offset": (put("source", "end", value=3.5), "source.end", "int expected, float seen"),
    "endless number": (put("source", "end", value=10**400), "source.end", "no offset"),
    "offset before the entry": (put("narrative", 0, "start", value=-1), "narrative[0]", "-1 to 82 is not within"),
    "offset beyond the entry": (put("source", "end", value=20), "title_words", "0 to 31 is not within the entry"),
    "words beyond the text": (
        put("learning", 0, "themes_words", 0, "words", value=[[102, 9999]]),
        "learning[0].themes_words[0].words[0]",
        "102 to 9999 is not within the text of its clause, 102 to 109",
    ),
    "text that does not fit": (put("learning", 0, "text", value="neglected"), "learning[0]", "a text of 9 characters"),
    "words nowhere": (put("incident", "outcome_words", value=[[102, 109]]), "incident.outcome_words", "in no paragraph"),
    "no words": (put("incident", "children", 0, "words", value=[]), "incident.children[0].words", "0 places, not one"),
    "another theme": (
        put("learning", 0, value={"text": "neglect", "start": 102, "end": 109, "themes": ["neglekt"],
            "themes_words": [{"theme": "neglekt", "words": [[102, 109]], "wordings": [""]}]}),
        "learning[0].themes_words[0].theme",
        "“neglekt” is no theme that Casegraph knows; did you mean “neglect”",
    ),
    "themes without words": (put("learning", 0, "themes", value=["neglect", "drugs"]), "learning[0].themes_words", "it has"),
    "impossible": (put(*THEME, "probability", value=0), "learning[0].themes_words[0].probability", "0 is not from 0.01 to 0.99"),
    "certain": (put(*THEME, "probability", value=1.0), "learning[0].themes_words[0].probability", "1.0 is not from 0.01"),
    "too exact": (put(*THEME, "probability", value=0.835), "learning[0].themes_words[0].probability", "two decimal places"),
    "probably": (put(*THEME, "probability", value="high"), "learning[0].themes_words[0].probability", "str seen"),
    "learned by a wording": (put("learning", 1, "themes_words", 1, "basis", value="learned"), "learning[1].themes_words[1].basis", "make it “wording”"),
    "guessed": (put(*THEME, "basis", value="guess"), "learning[0].themes_words[0].basis", "guess"),
    "another agency": (put(*FIRST, "addressees", 0, "agency", value="polise"), "recommendations[0].addressees[0].agency", "“polise”"),
    "another basis": (put(*FIRST, "addressees", 0, "basis", value="guess"), "recommendations[0].addressees[0].basis", "guess"),
    "agency twice": (
        lambda line: line["recommendations"][0]["addressees"].append(line["recommendations"][0]["addressees"][0]),
        "recommendations[0].addressees",
        "twice",
    ),
    "no recommendation": (put(*FIRST, "is_recommendation", value=False), "recommendations[0].is_recommendation", "false"),
    "another body": (put("recommendations", 1, "addressees", 0, "bodies", 0, "body", value="x"), "recommendations[1].addressees[0].bodies[0].body", "“x”"),
    "share of a whole": (put("recommendations", 1, "addressees", 0, "bodies", 0, "share", value=1.5), "recommendations[1].addressees[0].bodies[0].share", "1.5"),
    "another partnership": (put("areas", 0, "partnership", value="../x"), "areas[0].partnership", "../x"),
    "another area": (put("areas", 0, "gss", value=["E1> <x:y"]), "areas[0].gss", "no area"),
    "places of another": (put("places", value=["Kent"]), "areas", "places"),
    "id with markup": (put("keywords_words", 0, "keyword", value="a> <b"), "keywords_words[0].keyword", "no id"),
    "keywords without places": (put("keywords_words", value=[]), "keywords_words", "0 entries for 2 keywords"),
    "script for a link": (put("link", value="javascript:alert(1)"), "link", "no web address"),
    "path for a file": (put("source", "file", value="../../etc/passwd"), "source.file", "no file's name"),
    "page zero": (put("source", "page", value=0), "source.page", "from 1"),
    "another hash": (put("source", "sha256", value="a" * 63 + ">"), "source.sha256", "64 hexadecimal"),
    "year of no heading": (put("year", value=20190), "year", "20190"),
    "day that never was": (put("incident", "earliest", value="2018-02-30"), "incident.earliest", "no day"),
    "date in words": (put("incident", "date", value="May"), "incident.date", "EDTF"),
    "date without a day": (put("incident", "latest", value=None), "incident.date", "together"),
    "suicide without words": (put("incident", "suicide_words", value=[]), "incident.suicide_words", "0 places"),
    "words without suicide": (put("incident", "suicide", value=False), "incident.suicide_words", "not stated"),
    "doubt without words": (put("incident", "certainty", value="suspected"), "incident.certainty_words", "0 places"),
    "words of no doubt": (put("incident", "certainty_words", value=[[32, 37]]), "incident.certainty_words", "not stated"),
    "half certain": (put("incident", "certainty", value="perhaps"), "incident.certainty", "perhaps"),
    "age of no child": (put("incident", "children", 0, "age", value=-1), "incident.children[0].age", "no age"),
    "in another entry": (put("others", value=[{"title": "x"}]), "others[0]", "missing"),
}  # fmt: skip


@pytest.mark.parametrize(("change", "key", "reason"), [pytest.param(*each, id=name) for name, each in WRONG.items()])
def test_a_value_that_cannot_be_is_refused_with_its_place(change: Callable[[Any], None], key: str, reason: str) -> None:
    """File, line, key, and what was seen there."""
    line = json.loads(to_line(REVIEW))
    change(line)
    with pytest.raises(RecordError) as caught:
        read_json_lines(f"{to_line(REVIEW)}\n\n{json.dumps(line)}\n".encode(), "mine.jsonl")
    assert (caught.value.file, caught.value.line, caught.value.key) == ("mine.jsonl", 3, key)
    assert reason in caught.value.reason
    assert str(caught.value).startswith(f"mine.jsonl, line 3{f', “{key}”' if key else ''}: ")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"{", "no JSON", id="cut off"),
        pytest.param(b"[1]", "object expected, array seen", id="a list"),
        pytest.param(b'{"title": "\xff"}', "no JSON in UTF-8", id="Latin-1"),
        pytest.param(b'{"title": "\\ud800"}', "no JSON", id="half a character"),
        pytest.param(b'{"x": ' + b"[" * 100_000, "too many objects", id="bottomless"),
        pytest.param(b"Kent - Child A", "no JSON", id="a page"),
    ],
)
def test_what_is_no_json_object_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(RecordError, match=reason):
        read_json_lines(content, "mine.jsonl")


def test_more_keywords_than_a_review_can_have_are_refused() -> None:
    """A network links every two of them."""
    line = json.loads(to_line(REVIEW))
    line["keywords"] *= 300
    with pytest.raises(RecordError, match="no review has 600 keywords"):
        from_line(json.dumps(line))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.sampled_from([[], [[0, 5]]]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths to all values of a JSON object."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return (
        [path, *(leaf for step, inner in steps for leaf in leaves(inner, (*path, step)))] if path or steps else [path]
    )


PATHS = [path for path in leaves(json.loads(to_line(REVIEW))) if path]


@given(st.sampled_from(PATHS), JSON)
def test_any_value_anywhere_is_read_or_refused(path: tuple[str | int, ...], value: object) -> None:
    """Never another error, and what is read can be written and read again."""
    line = json.loads(to_line(REVIEW))
    put(*path, value=value)(line)
    try:
        found = from_line(json.dumps(line))
    except RecordError as error:
        assert error.reason
    else:
        assert from_line(to_line(found[0], found[1:])) == found
