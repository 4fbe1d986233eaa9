"""The build of one collection in a folder of a stage: first its graph, tables and store, then all files made of these."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from casegraph.building.checking import checked
from casegraph.building.entries import PageEntries
from casegraph.building.files import Built, Written, chosen, file_names, write_files
from casegraph.building.former_pages import former_pages, unusual_pages
from casegraph.building.graph import once_text, said_once, write_graph
from casegraph.building.guards import (
    stop_if_mixed,
    stop_if_no_room,
    stop_if_other_collection,
    stop_if_wrongly_saved,
)
from casegraph.building.keeping import keep
from casegraph.building.kept import COUNTED, FOLDER, KEPT_TABLES, SAID_ONCE
from casegraph.building.others import OtherCollection, graph_of
from casegraph.building.part import NTRIPLES, RECORDS, REVIEWS, TABLES
from casegraph.building.parts import Parts
from casegraph.building.progress import Progress, Stages
from casegraph.building.renewing import renewed
from casegraph.building.repeats import asks_in, repeat_lines
from casegraph.building.rows import ReviewRows
from casegraph.building.sources import Source
from casegraph.building.spool import FEW
from casegraph.building.summary import Description, Summary, described, summarised, table_of_corrections
from casegraph.collections import Profile, profile_named, profiles
from casegraph.corrections import NO_CORRECTIONS, Corrections
from casegraph.counts import GRAPH
from casegraph.counts.columns import files_in
from casegraph.counts.parts import tables_of
from casegraph.counts.triples import count_triples
from casegraph.exporting import GRAPH_FORMATS
from casegraph.names import BASE
from casegraph.network import project, projections
from casegraph.rdf.triples import rebased
from casegraph.record.identity import Identity, settle
from casegraph.store.build_folder import BuildFolder
from casegraph.store.build_tables import BuildTables
from casegraph.store.loading import add_graph, make_store
from casegraph.store.memory import MemoryStore
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE as COLLECTION
from casegraph.views.collection_file import write_collection
from casegraph.views.filed_asks import FILE as ASKS
from casegraph.views.filed_asks import FiledAsks, write_asks
from casegraph.views.from_store import collection_of
from casegraph.views.made import made_of

__all__ = ["CollectionBuild", "Settings", "collection_build"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What is asked of a build (see `casegraph.building.build.build`)."""

    base: str = BASE
    metrics: int = 0
    force: bool = False
    write: Sequence[str] | None = None
    corrections: Corrections = NO_CORRECTIONS
    progress: Progress = lambda doing, done, of: None


class Collected(NamedTuple):
    """What pages show of a build, what it says of itself, and the collections that are built together with it."""

    description: Description
    collection: Collection
    others: Sequence[OtherCollection]


@dataclass(frozen=True, slots=True)
class CollectionBuild:
    """A build whose graph, tables and store are in the folder *stage*, and whose files are still to be written."""

    about: Profile
    stage: Path
    settings: Settings
    pages: Sequence[PageEntries]
    identities: Sequence[Identity]
    parts: Parts
    reviews: ReviewRows
    asks: FiledAsks
    once: set[str]
    written: Written
    graphs: Mapping[str, int]
    summary: Summary

    def as_other(self, place: str, *, has_graph: bool) -> OtherCollection:
        """Return it as another collection sees it: in the folder *place*, and in a graph of that one's store, if that *has* it."""
        graph = graph_of(self.about.id, self.settings.base) if has_graph else ""
        has_explorer = "explorer" in self.written.outputs
        return OtherCollection(self.about, self.stage, place, graph, self.graphs[""] * has_graph, has_explorer)

    def collect(self, others: Sequence[OtherCollection]) -> Collected:
        """Write what pages show of it, which the files of other collections show as well."""
        stage, base = self.stage, self.settings.base
        description = described(self.pages, self.summary, base, others)
        concepts = MemoryStore.from_ntriples("\n".join(rebased(self.once, base)), base)
        collection = collection_of(concepts, made_of(description), self.reviews)
        write_collection(collection, stage / COLLECTION)
        write_asks(self.asks, collection.made, stage / ASKS)
        if len(self.reviews) <= FEW:
            collection = replace(collection, reviews=dict(self.reviews))
        return Collected(description, collection, others)

    def finish(self, collected: Collected) -> Summary:
        """Write all files; the store is closed when this returns, so that it can take its place."""
        stage, base, others = self.stage, self.settings.base, collected.others
        built = Built(MemoryStore.of_folder(stage / "store", base), collected.collection, collected.description, others)
        write_files(stage, built, self.written, Stages(self.settings.progress).stage("files"))
        keep(stage, self.parts, self.pages, self.identities, self.graphs, others)
        self.parts.remove()
        return self.summary


def collection_build(
    source: Source, stage: Path, folder: Path, settings: Settings, others: Sequence[OtherCollection] = ()
) -> CollectionBuild:
    """Make the graph, the tables and the store of what a *source* has in the folder *stage*; *folder* has the former build.

    The store has the graphs of *others* as well. Raises BuildError as `casegraph.building.build.build` does.
    """
    base, stages = settings.base, Stages(settings.progress)
    former = former_pages(folder)
    read = source.read(stage, folder)
    stop_if_mixed(read)
    identities = settle([entry.key for entry in page.entries] for page in read)
    if not settings.force:
        stop_if_wrongly_saved(read, identities, folder)
    stop_if_no_room(stage, len(identities))
    parts = source.parts(identities, base, stage / "parts")
    try:
        about = profile_named(min(page.collection for page in read)) if read else profiles()[0]
        stop_if_other_collection(folder, about)
        written = chosen(settings.write, len(identities), is_published=about.is_published)
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
        graphs = {"": triples, f"{base}{GRAPH}": counted.count("\n")} | {each.graph: each.triples for each in others}
        if changes:
            stages.stage("store")("Renewing the store", 0, 1)
        if not (changes and parts.again and renewed(stage, parts.again.former, changes, graphs, base, others)):
            named: dict[str, str | Path] = {f"{base}{GRAPH}": counted, **{each.graph: each.ntriples for each in others}}
            make_store(stage / NTRIPLES, stage / "store", named, stages.stage("store"))
        if settings.metrics:
            scores = _scores(stage, base, settings.metrics, settings.progress)
            add_graph(stage / "store", f"{base}graph/metrics", scores)
            _write_turtle(stage / "metrics.ttl", scores, base)
            graphs[f"{base}graph/metrics"] = scores.count("\n")
        summary = summarised(
            parts.facts.tally,
            triples,
            results,
            file_names(written, scores=bool(settings.metrics)),
            written.left_out,
            unchanged=parts.again.reviews if parts.again else 0,
            table=table_of_corrections(settings.corrections, read),
            unusual=unusual_pages(read, former),
        )
    except BaseException:
        parts.close()
        raise
    return CollectionBuild(
        about, stage, settings, read, identities, parts, reviews, asks, once, written, graphs, summary
    )


def _write_turtle(path: Path, ntriples: str, base: str) -> None:
    path.write_bytes(GRAPH_FORMATS["turtle"].text(ntriples, base).encode())


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
