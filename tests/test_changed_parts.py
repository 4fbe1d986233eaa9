"""What a build again rests on: parts that stay where a page more comes, facts that come back from a file, texts that are changed."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack

from casegraph.building import cuts
from casegraph.building.entries import Entry, PageEntries
from casegraph.building.kept_facts import KeptFacts, facts_of, kept_facts
from casegraph.building.part import make_part
from casegraph.evaluating.page_counts import PageCounts
from casegraph.rdf.changing import OtherText, changed, differences
from casegraph.record.identity import EntryKey, Identity, mint
from casegraph.record.model import Review


def test_facts_come_back_from_their_file(reviews: tuple[Review, ...]) -> None:
    """All of them, and pages by their new numbers."""
    facts = make_part(mint([reviews])).facts
    stored = kept_facts(facts)
    content = msgpack.encode(stored)
    back = facts_of(msgpack.decode(content, type=KeptFacts), {1: 1})
    assert kept_facts(back) == stored
    assert (back.shared, back.keywords, back.tally, back.findings[0].reviews) == (
        facts.shared,
        facts.keywords,
        facts.tally,
        facts.findings[0].reviews,
    )
    assert back.counts.totals([]) == facts.counts.totals([]) and back.counts.within == facts.counts.within


@pytest.mark.parametrize("sizes", [[400] * 6, [73] * 30, [40] * 60, [5] * 300, [1] * 1_000])
def test_a_page_more_changes_few_parts(sizes: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever it comes, however long pages are; no part is too large, and few are small unless their page is."""
    monkeypatch.setattr(cuts, "PART", 250)

    def keys(names: list[str]) -> tuple[set[str], list[int]]:
        """The keys of the parts of made-up pages, and how many reviews each part has."""
        pages = [page_entries(name, sizes[0]) for name in names]
        titles = [entry.title for page in pages for entry in page.entries]
        identities = [Identity(title, place) for place, title in enumerate(titles)]
        parts = cuts.cut(identities, pages)
        assert sorted(each for part in parts for each in part) == [*range(len(titles))]
        return {*cuts.part_keys(parts, identities, pages)}, [*map(len, parts)]

    names = [f"{number}" for number in range(len(sizes))]
    before, lengths = keys(names)
    assert max(lengths) <= 250 and sum(lengths) / len(lengths) > 30
    for place in (0, len(names) // 2, len(names)):
        after, _ = keys([*names[:place], "new", *names[place:]])
        assert len(before - after) <= 5
        assert len(after - before) <= 8


def page_entries(name: str, number: int) -> PageEntries:
    """A page with so many entries."""
    titles = [f"{name}-{entry}" for entry in range(number)]
    entries = tuple(Entry(EntryKey(title, title, title), title, PageCounts(clauses=1), ()) for title in titles)
    return PageEntries(name, name, "nspcc", entries, made_from=name)


LINES = st.lists(st.text("abc", max_size=6), unique=True).map(
    lambda texts: sorted(f"{text}\n".encode() for text in texts)
)


@given(LINES, LINES)
def test_a_changed_text_is_the_text_after(
    tmp_path_factory: pytest.TempPathFactory, old: list[bytes], new: list[bytes]
) -> None:
    """Line by line, wherever lines go or come."""
    folder = tmp_path_factory.mktemp("texts")
    (folder / "old").write_bytes(b"".join(old) or b"~\n")
    with (folder / "new").open("wb") as target:
        assert changed(folder / "old", differences(old, new), target) == len(new) - len(old)
    assert (folder / "new").read_bytes() == b"".join(new) + (b"" if old else b"~\n")


@pytest.mark.parametrize("change", [(b"b\n", False), (b"c\n", True)])
def test_a_text_that_is_not_what_it_should_be_is_noticed(tmp_path: Path, change: tuple[bytes, bool]) -> None:
    """A line that goes must be there, and a new one must not."""
    (tmp_path / "old").write_bytes(b"a\nc\n")
    with pytest.raises(OtherText), (tmp_path / "new").open("wb") as target:
        changed(tmp_path / "old", [change], target)
