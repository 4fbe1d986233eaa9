"""A build, step by step: pages are read, their reviews become a graph, the graph a store and files that are swapped in."""

from collections.abc import Sequence
from os import PathLike
from pathlib import Path

from casegraph.building.files import Built, Progress, file_names, write
from casegraph.building.graph import checked, graph_text
from casegraph.building.guards import (
    stop_if_files_of_others,
    stop_if_mixed,
    stop_if_no_base,
    stop_if_wrongly_saved,
)
from casegraph.building.summary import Summary, described, summarised
from casegraph.errors import CasegraphError
from casegraph.extracting.records import read_records
from casegraph.gc_pause import gc_paused
from casegraph.names import BASE
from casegraph.network import project, projections
from casegraph.page_size import MEGABYTES
from casegraph.record.identity import mint
from casegraph.record.page_record import PageRecord
from casegraph.store.memory import MemoryStore
from casegraph.store.release import staged

__all__ = ["Progress", "Summary", "build"]


@gc_paused()
def build(
    pages: Sequence[str | PathLike[str]],
    out: str | PathLike[str],
    *,
    base: str = BASE,
    metrics: int = 0,
    force: bool = False,
    max_megabytes: float = MEGABYTES,
    progress: Progress = lambda doing, done, of: None,
) -> Summary:
    """Build the graph of *pages* in the folder *out*, with all exports; IRIs begin with *base*.

    A page is a text, HTML or MHTML file of at most *max_megabytes*, or JSON lines of reviews (reviews.jsonl), which
    give the same files as the pages that they come from.

    With *metrics*, a number of samples, all projections are measured (200 samples take a minute or more): metrics.ttl
    holds their scores, and so does a graph of the store of its own, named …/graph/metrics. With *force*, pages that
    look wrongly saved are built as they are (see casegraph.building.guards).

    Raises PageError for a page that cannot be read, and BuildError where the pages look wrongly saved, the folder
    cannot be written, or the graph does not hold what it must; the build that was in *out* stays whole then.
    """
    folder = Path(out)
    stop_if_no_base(base)
    if not pages:
        raise CasegraphError("There is nothing to build from; name at least one page.")
    stop_if_files_of_others(folder, [Path(page) for page in pages], file_names(scores=True))
    records = _read(pages, max_megabytes, progress)
    stop_if_mixed(records)
    minted = mint([record.reviews for record in records])
    if not force:
        stop_if_wrongly_saved(records, minted, folder)
    progress("Making the graph", 0, 1)
    text = graph_text(minted, base)
    store = MemoryStore.from_ntriples(text, base)
    results = checked(store, records)
    scores = _scores(store, metrics, progress) if metrics else ""
    summary = summarised(records, minted, text.count("\n"), results, file_names(scores=bool(scores)))
    built = Built(minted, text, store, scores, described(records, summary, base))
    with staged(folder) as stage:
        write(stage, built, progress)
    return summary


def _read(pages: Sequence[str | PathLike[str]], max_megabytes: float, progress: Progress) -> list[PageRecord]:
    """Return the records of all pages, numbered in their order."""
    records: list[PageRecord] = []
    for number, path in enumerate(pages):
        progress("Reading pages", number, len(pages))
        for record in read_records(path, max_megabytes=max_megabytes):
            records.append(record.numbered(len(records) + 1))
    return records


def _scores(store: MemoryStore, samples: int, progress: Progress) -> str:
    """Return the scores of all projections as N-Triples text."""
    from casegraph.network.centrality import centrality
    from casegraph.network.score_triples import score_triples

    lines: set[str] = set()
    for number, name in enumerate(projections()):
        progress(f"Measuring {name}", number, len(projections()))
        scores = centrality(project(store, name, inherited=False), samples=samples)
        lines.update(score_triples(scores, store.base).text(store.base).splitlines())
    return "".join(f"{line}\n" for line in sorted(lines))
