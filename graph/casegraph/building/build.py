"""A build, step by step: pages become records, records parts, and the parts a graph, its store and files.

Nothing holds the whole: records wait in a file, parts have some hundred reviews, and merging them reads a little of each.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from os import PathLike
from pathlib import Path
from types import MappingProxyType

from casegraph.building.by_collection import by_collection
from casegraph.building.collection_build import CollectionBuild, Settings, collection_build
from casegraph.building.files import chosen, file_names
from casegraph.building.former_collections import former_collections
from casegraph.building.guards import stop_if_files_of_others, stop_if_no_base
from casegraph.building.kept import KEPT_FILES
from casegraph.building.progress import Progress, Stages, part_of
from casegraph.building.seen import NOT_SAID, Seen
from casegraph.building.sources import PageFiles, Source
from casegraph.building.stamp import stamp
from casegraph.building.summary import Summary, together
from casegraph.corrections import NO_CORRECTIONS, Corrections
from casegraph.errors import CasegraphError
from casegraph.gc_pause import gc_paused
from casegraph.names import BASE
from casegraph.page_size import MEGABYTES
from casegraph.rdf.changing import OtherText
from casegraph.store.release import staged

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

    Pages of several collections make several builds, each whole and of its own: that of the first collection is in *out*,
    each other one in a folder of *out* called like the collection. The store in *out* has these as named graphs,
    …/graph/collection/…, so that no count adds what different collections say. All of them take their places, or none.

    Raises PageError for a page that cannot be read, and BuildError where the pages look wrongly saved, the folder
    cannot be written, or the graph does not hold what it must; the build that was in *out* stays whole then.
    """
    if not pages:
        raise CasegraphError("There is nothing to build from; name at least one page.")
    stop_if_no_base(base)
    names = None if write is None else [*write]
    paths = [Path(page) for page in pages]
    places = by_collection(paths, max_megabytes)
    first, *after = places.items()

    def built(stamp: str) -> Summary:
        sources = {
            id: PageFiles(
                [paths[place] for place in own],
                jobs,
                max_megabytes,
                Stages(part_of(progress, number, len(places))),
                stamp,
                learned,
                with_links,
                corrections,
                seen.among(own),
            )
            for number, (id, own) in enumerate([*after, first])
        }
        return build_from(
            sources.pop(first[0]),
            out,
            base=base,
            metrics=metrics,
            force=force,
            write=names,
            corrections=corrections,
            progress=progress,
            others=sources,
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
    others: Mapping[str, Source] = MappingProxyType({}),
) -> Summary:
    """Build the graph of what a *source* has, whichever computers read its pages and make its parts (see `build`).

    *corrections* are those that the source makes; *others* are the sources of other collections, by their ids.
    """
    folder = Path(out)
    stop_if_no_base(base)
    settings = Settings(base, metrics, force, None if write is None else [*write], corrections, progress)
    chosen(settings.write)
    paths = [path for each in (source, *others.values()) for path in each.paths]
    for place in (folder, *(folder / id for id in others)):
        stop_if_files_of_others(place, paths, file_names(scores=True))
    gone = [id for id in former_collections(folder) if id not in others]
    own = [*file_names(scores=True), *KEPT_FILES]
    inner = [f"{id}/{name}" for id in (*others, *gone) for name in own]
    replaces = [*(name for name in own if not name.endswith("/")), *inner]
    with staged(folder, replaces=replaces, inside=others) as stage, ExitStack() as opened:
        builds: dict[str, CollectionBuild] = {}
        for number, (id, each) in enumerate(others.items()):
            (stage / id).mkdir()
            part = replace(settings, progress=part_of(progress, number, len(others) + 1))
            builds[id] = collection_build(each, stage / id, folder / id, part)
            opened.callback(builds[id].parts.close)
        part = replace(settings, progress=part_of(progress, len(others), len(others) + 1))
        beside = [each.as_other(id, has_graph=True) for id, each in builds.items()]
        first = collection_build(source, stage, folder, part, beside)
        opened.callback(first.parts.close)
        every = [(first, beside)]
        for id, made in builds.items():
            around = [first.as_other("..", has_graph=False)]
            around += [one.as_other(f"../{other}", has_graph=False) for other, one in builds.items() if other != id]
            every.append((made, around))
        collected = [(made, made.collect(around)) for made, around in every]
        summaries = [made.finish(shown) for made, shown in collected]
    return together(summaries, [first.about, *(made.about for made in builds.values())], gone)
