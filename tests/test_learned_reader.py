"""The learned reader: the same scores whatever is read beside a clause, weights that are whole, and honest training."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casegraph.errors import CasegraphError
from casegraph.extracting.themes import LEAST, theme_readings
from casegraph.learned import LearnedReader, shipped_reader
from casegraph.learned.weights import Features, Weights, read_weights, write_weights
from casegraph.record.model import Passage, Review
from casegraph.training.labelled import ANNOTATED, Labelled, digest_of, labelled_clauses, with_newer_themes
from casegraph.training.making import weights_from

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def labelled() -> list[Labelled]:
    """The labelled clauses of this checkout."""
    return labelled_clauses(ROOT)


@pytest.fixture(scope="module")
def texts(reviews: tuple[Review, ...]) -> list[str]:
    """The learning points of the page of 2025."""
    return [point.passage.text for review in reviews for point in review.learning]


def judged(texts: Sequence[str], reader: LearnedReader | None = None) -> list[list[tuple[str, float]]]:
    """What a reader, the one that ships if none is named, thinks of learning points in which no wording was found."""
    return (reader or shipped_reader()).judge(texts, "learning", [()] * len(texts), LEAST)


# Reading


def test_a_clause_has_the_same_probabilities_whatever_is_judged_beside_it(texts: list[str]) -> None:
    """Alone, among others in any order, and again."""
    alone = [judged([text], LearnedReader(shipped_reader().weights))[0] for text in texts[:20]]
    assert any(alone)
    assert judged(texts)[:20] == judged(texts)[:20] == alone
    assert judged(texts[::-1])[::-1] == judged(texts)


def test_clauses_with_more_words_than_are_kept_at_hand_disturb_no_other(texts: list[str]) -> None:
    """In 30,000 clauses with two words of their own each, those of a page are judged as they are alone."""
    strange = [f"x{number}q y{number}q" for number in range(30_000)]
    mixed = [*strange[:15_000], *texts, *strange[15_000:]]
    reader = LearnedReader(shipped_reader().weights)
    assert judged(mixed, reader)[15_000 : 15_000 + len(texts)] == judged(texts)


def test_a_clause_of_100_000_distinct_words_is_read_within_bounds() -> None:
    """It has the same probabilities again, its words can be named, and the reader keeps no more than it would else."""
    reader = LearnedReader(shipped_reader().weights)
    hostile = "professional curiosity about fathers " + " ".join(f"neglected{number}x" for number in range(100_000))
    before = reader._rows.nbytes
    (first,), (again,) = judged([hostile], reader), judged([hostile], reader)
    assert first == again
    ((start, end),) = reader.words_for(hostile, ["neglect"])
    assert 0 <= start < end <= len(hostile)
    assert reader._rows.nbytes == before
    assert len(reader._row) == len(reader._sizes) <= len(reader._rows)


def test_a_clause_of_one_word_100_000_times_is_read_within_bounds() -> None:
    hostile = "neglect of the child " * 25_000
    reader = LearnedReader(shipped_reader().weights)
    assert judged([hostile], reader) == judged([hostile], reader)
    assert reader.words_for(hostile, ["neglect"])[0][1] <= len(hostile)


@settings(max_examples=60)
@given(st.lists(st.text(max_size=200), max_size=5), st.sampled_from(["learning", "recommendation"]))
def test_whatever_a_page_says_words_that_are_marked_lie_in_the_clause(texts: list[str], kind: str) -> None:
    passages = [Passage(100, 100 + len(text), text) for text in texts if text]
    for passage, readings in zip(
        passages,
        theme_readings(passages, "learning" if kind == "learning" else "recommendation", reader=shipped_reader()),
        strict=True,
    ):
        for reading in readings:
            words = reading.words
            assert passage.start <= words.start < words.end <= passage.end
            assert words.text == passage.text[words.start - passage.start : words.end - passage.start]
            assert reading.probability is None or LEAST <= reading.probability <= 0.99


def test_marked_words_of_a_page_are_at_most_nine_whole_words(reviews: tuple[Review, ...]) -> None:
    marked = [
        (point.passage.text, theme.words.start - point.passage.start, theme.words.text)
        for review in reviews
        for point in review.learning
        for theme in point.themes
        if not theme.wording
    ]
    assert len(marked) > 50
    for text, start, words in marked:
        around = text[max(0, start - 1) : start] + text[start + len(words) :][:1]
        assert not any(each.isalnum() for each in around)
        assert len(words.split()) <= 9


def test_a_word_that_was_never_met_is_read_by_its_pieces() -> None:
    """Neither is among the words that were learned; only the second begins like some that were."""
    known = set(shipped_reader().weights.words.names)
    assert not known & {"neglectfulnesses", "zzyzxfulq"}
    words = ["zzyzxfulq", "neglectfulnesses"]
    strange, pieces = map(dict, shipped_reader().judge(words, "learning", [(), ()], 0.01))
    assert pieces["neglect"] > 2 * strange.get("neglect", 0.01)


def test_a_clause_without_a_word_has_a_place_to_mark() -> None:
    assert shipped_reader().words_for("– …", ["neglect"]) == [(0, 3)]


# Weights


def small_weights() -> Weights:
    """Weights of two themes."""
    features = Features(("child", "fathers"), np.array([256, 300], np.int32), np.array([[1, -2], [30, 4]], np.int16))
    none = Features(("a b",), np.array([1], np.int32), np.zeros((1, 2), np.int16))
    return Weights(
        labels=("male-carers", "neglect"),
        hints=("male-carers", "neglect"),
        words=features,
        pairs=none,
        pieces=none,
        base=np.array([[-1.0, -2.0], [-3.0, -4.0]]),
        fired=np.eye(2),
        levels=np.array([np.linspace(-5, 5, 99), np.linspace(-4, 6, 99)]),
        unit=0.325,
        corpus="a digest",
    )


def test_weights_that_are_written_and_read_are_the_same() -> None:
    weights = small_weights()
    content = write_weights(weights)
    again = read_weights(content)
    for field in fields(Weights):
        one, other = getattr(weights, field.name), getattr(again, field.name)
        if isinstance(one, Features):
            assert (one.names, one.sizes.tolist()) == (other.names, other.sizes.tolist())
            one, other = one.rows, other.rows
        assert np.array_equal(one, other), field.name
    assert write_weights(again) == content


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(lambda content: b"", id="empty"),
        pytest.param(lambda content: content[:-20], id="cut off"),
        pytest.param(lambda content: content[:60] + b"\x00\x01\x02" + content[63:], id="another byte"),
        pytest.param(lambda content: content.replace(b"weights 1", b"weights 2"), id="another version"),
        pytest.param(lambda content: b"<html>no weights</html>", id="another file"),
    ],
)
def test_damaged_weights_are_refused(damage: "type[bytes]") -> None:
    with pytest.raises(ValueError, match=r"no weights of this version|weights are damaged"):
        read_weights(damage(write_weights(small_weights())))


def test_a_package_without_its_weights_says_what_to_do() -> None:
    with pytest.raises(
        CasegraphError, match=r"weights of the learned reader cannot be read .* Install casegraph again\."
    ):
        shipped_reader.__wrapped__("gone.weights")


# Training


def test_the_weights_that_ship_were_trained_on_the_labelled_clauses_of_this_checkout(labelled: list[Labelled]) -> None:
    """Whoever changes them runs `make weights`."""
    assert shipped_reader().weights.corpus == digest_of(labelled)


def test_another_label_gives_another_digest(labelled: list[Labelled]) -> None:
    few = labelled[:5]
    for change in (
        few[0]._replace(text=f"{few[0].text}."),
        few[0]._replace(themes=frozenset({"neglect"})),
        few[0]._replace(doubtful=frozenset({"neglect"})),
        few[0]._replace(kind="recommendation"),
    ):
        assert digest_of([change, *few[1:]]) != digest_of(few)


def test_nothing_that_is_kept_to_measure_with_is_trained_on(labelled: list[Labelled]) -> None:
    """No clause of data/corpus/test and of lifelike-2019 is there, and no voice of theirs."""
    kept = [ROOT / "tests/gold/lifelike-2019.txt", *sorted((ROOT / "data/corpus/test/pages").glob("*.txt"))]
    assert len(kept) == 9
    voices = {path.stem.partition("-")[0] for path in kept} | {"lifelike-2019"}
    assert not voices & {each.voice for each in labelled}
    assert not [name for name in ANNOTATED if "2019" in name or "test/" in name]
    pages = [" ".join(path.read_text(encoding="utf-8").split()) for path in kept]
    long = {" ".join(each.text.split()) for each in labelled if len(each.text) > 60}
    assert len(long) > 10_000
    assert not [text for text in long if any(text in page for page in pages)]


def test_older_labels_do_not_teach_that_a_newer_theme_is_wrong() -> None:
    """Who annotated before racism had a theme of its own gave a broader one; the corpus knows it, and stays as it is."""
    older = Labelled("dev", "learning", "the experience of racism", frozenset({"race-culture-religion", "neglect"}))
    fired = [{"racism-and-bias"}]
    assert with_newer_themes([older], fired)[0].themes == {"racism-and-bias", "neglect"}
    doubtful = older._replace(themes=frozenset(), doubtful=older.themes)
    assert with_newer_themes([doubtful], fired)[0].doubtful == {"racism-and-bias", "neglect"}
    others = [older._replace(voice="w01"), older._replace(themes=frozenset({"neglect"}))]
    assert with_newer_themes(others, fired * 2) == others


def test_training_again_gives_the_same_bytes(labelled: list[Labelled]) -> None:
    """On a few hundred clauses of five voices, with what the wordings found beside them."""
    few = [each for each in labelled if each.voice in ("w01", "w02", "w03", "w04", "dev")][::8]
    fired = [sorted(each.themes)[:1] for each in few]
    made = weights_from(few, fired)
    content = write_weights(made)
    assert content == write_weights(weights_from(few, fired))
    assert len(made.labels) > 50
    reader = LearnedReader(read_weights(content))
    judged_again = reader.judge([each.text for each in few], "learning", fired, 0.05)
    first = [[theme for theme, _ in themes[:1]] for themes in judged_again]
    right = sum(each.themes.issuperset(theme) for each, theme in zip(few, first, strict=True) if theme)
    assert right > len(few) / 2, "it has learned nothing"
