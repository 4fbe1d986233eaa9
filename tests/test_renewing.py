"""A store is made of the one before it, unless words are gone that would stay in its files."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store

from casegraph.names import BASE
from casegraph.store import renewing


@pytest.mark.parametrize("goes", ["", f'<{BASE}learning/a/1> <{BASE}text> "staff were late" .\n'])
def test_words_drawn_from_texts_are_gone_only_if_a_text_is(tmp_path: Path, goes: str) -> None:
    """What groups of similar recommendations share changes with each page: that alone needs no new store."""
    stays = f'<{BASE}recommendation/a/1> <{BASE}text> "train staff" .\n'
    then, now = (f'<{BASE}repeat/a/1> <{BASE}label> "{words}" .\n' for words in ("staff, late", "staff, train"))
    for name, lines in (("then", stays + then + goes), ("removed", then + goes), ("added", now), ("text", stays + now)):
        (tmp_path / name).write_text(lines, encoding="utf-8")
    Store(str(tmp_path / "former")).bulk_load(path=str(tmp_path / "then"), format=RdfFormat.N_TRIPLES)
    renewal = renewing.Renewal(
        changes=(renewing.Changes(tmp_path / "removed", tmp_path / "added"),),
        triples={"": 2},
        text=tmp_path / "text",
        counted=(f"{BASE}dataset",),
        derived=(f"{BASE}repeat/",),
        most=10**9,
        words_of=lambda iri: iri,
    )
    with pytest.raises(renewing.NotRenewed) if goes else nullcontext():
        renewing.renew(tmp_path / "former", tmp_path / "new", renewal)
    assert (tmp_path / "new").exists() == (not goes)
