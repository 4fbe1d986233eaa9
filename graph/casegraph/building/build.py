"""A build, step by step: pages become records, records parts, and the parts a graph, its store and files.

Nothing holds the whole: records wait in a file, parts have some hundred reviews, and merging them reads a little of each.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from os import PathLike
from pathlib import Path

from casegraph.building.checking import checked
from casegraph.building.files import Built, Written, chosen, file_names, write_files
from casegraph.building.former_pages import former_pages, unusual_pages
from casegraph.building.graph import once_text, said_once, write_graph
from casegraph.building.guards import (
    stop_if_files_of_others,
    stop_if_mixed,
    stop_if_no_base,
    stop_if_no_room,
    stop_if_other_collection,
    stop_if_wrongly_saved,
)
from casegraph.building.keeping import keep
from casegraph.building.kept import COUNTED, FOLDER, KEPT_FILES, KEPT_TABLES, SAID_ONCE
from casegraph.building.part import NTRIPLES, RECORDS, REVIEWS, TABLES
from casegraph.building.progress import Progress, Stages
from casegraph.building.renewing import renewed
from casegraph.building.repeats import asks_in, repeat_lines
from casegraph.building.rows import ReviewRows
from casegraph.building.seen import NOT_SAID, Seen
from casegraph.building.sources import PageFiles, Source
from casegraph.building.spool import FEW
from casegraph.building.stamp import stamp
from casegraph.building.summary import Description, Summary, described, summarised, table_of_corrections
from casegraph.collections import profile_named, profiles
from casegraph.corrections import NO_CORRECTIONS, Corrections
from casegraph.counts.columns import files_in
from casegraph.counts.parts import tables_of
from casegraph.counts.triples import GRAPH, count_triples
from casegraph.errors import CasegraphError
from casegraph.exporting import GRAPH_FORMATS
from casegraph.gc_pause import gc_paused
from casegraph.names import BASE
from casegraph.network import project, projections
from casegraph.page_size import MEGABYTES
from casegraph.rdf.changing import OtherText
from casegraph.rdf.triples import rebased
from casegraph.record.identity import settle
from casegraph.store.build_folder import BuildFolder
from casegraph.store.build_tables import BuildTables
from casegraph.store.loading import add_graph, make_store
from casegraph.store.memory import MemoryStore
from casegraph.store.release import staged
from casegraph.views.collection_file import FILE as COLLECTION
from casegraph.views.collection_file import write_collection
from casegraph.views.filed_asks import FILE as ASKS
from casegraph.views.filed_asks import FiledAsks, write_asks
from casegraph.views.from_store import collection_of
from casegraph.views.made import made_of
from casegraph.views.reviews import Review

__all__ = ["Progress", "Summary", "build", "build_from"]


def build(
    pages: Sequence[str | PathLike[str]],
    out: str | PathLike[str],
    *,
    base: str = BASE,
    metrics: int = 0,
    force: bool = False,
    max_megabytes: float = MEGABYTES,
    jobs: int = 1,
    write: Iterable[str] | None = None,
    reuse: bool = True,
    learned: bool = True,
    with_links: bool = False,
    corrections: Corrections = NO_CORRECTIONS,
    seen: Seen = NOT_SAID,
    progress: Progress = lambda doing, done, of: None,
) -> Summary:
    """Build the graph of *pages* in the folder *out*, with all exports; IRIs begin with *base*.

    A page is a text, HTML or MHTML file of at most *max_megabytes*, or JSON lines of reviews (reviews.jsonl), which
    give the same files as the pages that they come from. As many processes as *jobs* work at once; the files are the
    same however many.

    *write* names what is written beside the store (see `casegraph.building.files.OUTPUTS`; "all" is everything). By
    default that is everything but what would be large for so many reviews: the summary says what was left out.

    With *reuse*, what has not changed since the build that was in *out* is taken from that; the files are the same either
    way. For the next build some of what was counted is kept in *out*, in the folder ``.kept``. Without it, nothing is.

    Without the *learned* reader, listed wordings alone lead to themes, and nothing is read from whole sentences.
    Links that contain names of people are kept only *with_links*.
    *corrections* are made in what is read; the summary says which of them hold of nothing. *seen* says where the
    pages are on the web and when somebody looked at them there, for citations.

    With *metrics*, a number of samples, all projections are measured (200 samples take a minute or more): metrics.ttl
    holds their scores, and so does a graph of the store of its own, named …/graph/metrics. With *force*, pages that
    look wrongly saved are built as they are (see casegraph.building.guards).

    Raises PageError for a page that cannot be read, and BuildError where the pages look wrongly saved, the folder
    cannot be written, or the graph does not hold what it must; the build that was in *out* stays whole then.
    """
    if not pages:
        raise CasegraphError("There is nothing to build from; name at least one page.")
    stop_if_no_base(base)
    names = None if write is None else [*write]

    def built(stamp: str) -> Summary:
        paths = [Path(page) for page in pages]
        source = PageFiles(paths, jobs, max_megabytes, Stages(progress), stamp, learned, with_links, corrections, seen)
        return build_from(
            source,
            out,
            base=base,
            metrics=metrics,
            force=force,
            write=names,
            corrections=corrections,
            progress=progress,
        )

    try:
        depends = partial(stamp, base, learned=learned, with_links=with_links, corrections=corrections.digest)
        return built(depends() if reuse else "")
    except OtherText:  # the former build is not what it seems
        return built("")


@gc_paused()
def build_from(
    source: Source,
    out: str | PathLike[str],
    *,
    base: str = BASE,
    metrics: int = 0,
    force: bool = False,
    write: Iterable[str] | None = None,
    corrections: Corrections = NO_CORRECTIONS,
    progress: Progress = lambda doing, done, of: None,
) -> Summary:
    """Build the graph of what a *source* has, whichever computers read its pages and make its parts (see `build`).

    *corrections* are those that the source makes.
    """
    folder, stages = Path(out), Stages(progress)
    stop_if_no_base(base)
    names = None if write is None else [*write]
    chosen(names)
    stop_if_files_of_others(folder, source.paths, file_names(scores=True))
    replaces = [*(name for name in file_names(scores=True) if not name.endswith("/")), *KEPT_FILES]
    with staged(folder, replaces=replaces) as stage, ExitStack() as opened:
        former = former_pages(folder)
        read = source.read(stage)
        stop_if_mixed(read)
        identities = settle([entry.key for entry in page.entries] for page in read)
        if not force:
            stop_if_wrongly_saved(read, identities, folder)
        stop_if_no_room(stage, len(identities))
        parts = source.parts(identities, base, stage / "parts")
        opened.callback(parts.close)
        about = profile_named(min(page.collection for page in read)) if read else profiles()[0]
        stop_if_other_collection(folder, about)
        written = chosen(names, len(identities), is_published=about.is_published)
        reviews = ReviewRows(parts.rows[REVIEWS], [each.slug for each in identities])
        recommended = asks_in(reviews.values())
        repeats, asks = repeat_lines(recommended), recommended.filed()
        del recommended  # which is large
        once = said_once(parts.facts, (page.sha256 for page in read), about, base, written.media_types, repeats)
        from_lines = not all(page.has_text for page in read)
        results = checked(parts.facts.findings, once, base=base, from_lines=from_lines)
        stages.stage("graph")("Writing the graph", 0, 2)
        (stage / FOLDER).mkdir()
        (stage / SAID_ONCE).write_bytes(once_text(once, base))
        triples, changes = write_graph(stage, parts, base)
        stages.stage("graph")("Writing what is counted", 1, 2)
        parts.rows[RECORDS].write(stage / RECORDS)
        parts.rows[TABLES].write(stage / KEPT_TABLES)
        tables_of(stage / KEPT_TABLES, stage)
        counted = count_triples(files_in(stage), base)
        (stage / COUNTED).write_text(counted, encoding="utf-8", newline="\n")
        _write_turtle(stage / "counts.ttl", counted, base)
        graphs = {"": triples, f"{base}{GRAPH}": counted.count("\n")}
        if changes:
            stages.stage("store")("Renewing the store", 0, 1)
        if not (changes and parts.again and renewed(stage, parts.again.former, changes, graphs, base)):
            make_store(stage / NTRIPLES, stage / "store", {f"{base}{GRAPH}": counted}, stages.stage("store"))
        if metrics:
            scores = _scores(stage, base, metrics, progress)
            add_graph(stage / "store", f"{base}graph/metrics", scores)
            _write_turtle(stage / "metrics.ttl", scores, base)
            graphs[f"{base}graph/metrics"] = scores.count("\n")
        summary = summarised(
            parts.facts.tally,
            triples,
            results,
            file_names(written, scores=bool(metrics)),
            written.left_out,
            unchanged=parts.again.reviews if parts.again else 0,
            table=table_of_corrections(corrections, read),
            unusual=unusual_pages(read, former),
        )
        _write_files(stage, reviews, asks, once, described(read, summary, base), written, stages.stage("files"))
        keep(stage, parts, read, identities, graphs)
        parts.remove()
    return summary


def _write_turtle(path: Path, ntriples: str, base: str) -> None:
    path.write_bytes(GRAPH_FORMATS["turtle"].text(ntriples, base).encode())


def _write_files(
    stage: Path,
    reviews: Mapping[str, Review],
    asks: FiledAsks,
    once: set[str],
    description: Description,
    written: Written,
    progress: Progress,
) -> None:
    """Write all other files; the store is closed when this returns, so that it can take its place."""
    base = description["base"]
    concepts = MemoryStore.from_ntriples("\n".join(rebased(once, base)), base)
    collection = collection_of(concepts, made_of(description), reviews)
    write_collection(collection, stage / COLLECTION)
    write_asks(asks, collection.made, stage / ASKS)
    if len(reviews) <= FEW:
        collection = replace(collection, reviews=dict(reviews))
    write_files(stage, Built(MemoryStore.of_folder(stage / "store", base), collection, description), written, progress)


def _scores(stage: Path, base: str, samples: int, progress: Progress) -> str:
    """Return the scores of all projections as N-Triples text."""
    from casegraph.network.centrality import centrality
    from casegraph.network.score_triples import score_triples

    store, lines = MemoryStore.of_folder(stage / "store", base), set[str]()
    tables = BuildTables.of(BuildFolder(stage))
    for number, name in enumerate(projections()):
        progress(f"Measuring {name}", number, len(projections()))
        scored = centrality(project(store, name, inherited=False, tables=tables), samples=samples)
        lines.update(score_triples(scored, store.base).text(store.base).splitlines())
    return "".join(f"{line}\n" for line in sorted(lines))
