"""A build: pages are read, their reviews become a graph, the graph a store and files, and all of it takes its place."""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

import pyoxigraph

from casegraph import __version__
from casegraph.building.guards import stop_if_wrongly_saved
from casegraph.collections import contents, profile, profiles
from casegraph.errors import BuildError, CasegraphError, UnusableFolder
from casegraph.explorer.page import explorer_page
from casegraph.exporting import GRAPH_FORMATS, NETWORK_FORMATS
from casegraph.exporting.turtle import turtle
from casegraph.extracting import extract
from casegraph.gc_pause import gc_paused
from casegraph.ledger import LEDGER_FILES, ledger
from casegraph.names import BASE
from casegraph.network import project, projections
from casegraph.network.layout.positions import layout
from casegraph.page_size import MEGABYTES
from casegraph.rdf.description import description_lines
from casegraph.rdf.keywords import keyword_id
from casegraph.rdf.statements import places_of, review_statements
from casegraph.rdf.vocabulary import vocabulary_lines
from casegraph.reading import Page, read_page
from casegraph.record.identity import Minted, mint
from casegraph.record.json_lines import to_line
from casegraph.record.model import Review
from casegraph.store.loading import make_store
from casegraph.store.memory import MemoryStore
from casegraph.store.release import locate, staged
from casegraph.validating import Result, validate, violations
from casegraph.views.as_json import explorer_data
from casegraph.views.collection_file import FILE, encoded
from casegraph.views.from_store import collection_of
from casegraph.views.made import made_of

__all__ = ["Progress", "Summary", "Unread", "build", "graph_text"]

_FILES = {
    **{each.file: each.media_type for each in GRAPH_FORMATS.values()},
    **{file: each.media_type for each in NETWORK_FORMATS.values() for file in each.files},
    **dict.fromkeys(LEDGER_FILES, "text/csv"),
}

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how many steps of it are done, and how many there are."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line of a page that belongs to no entry and is no known furniture."""

    file: str
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build holds, and what of its pages it could not read or place.

    *addressings* counts by basis; *themes*, *agencies* and *keywords* those that reviews use; *unresolved* holds area
    labels that are not known, *clashes* headings that stand for more than one review. *warnings* and *silences* count
    where something was probably not read, and where the pages are silent.
    """

    reviews: int
    incomplete: int
    learning: int
    recommendations: int
    addressings: Mapping[str, int]
    themes: int
    agencies: int
    keywords: int
    triples: int
    unread: tuple[Unread, ...]
    unresolved: tuple[str, ...]
    clashes: tuple[str, ...]
    warnings: int
    silences: int
    files: tuple[str, ...]


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

    With *metrics*, a number of samples, all projections are measured (200 samples take a minute or more): metrics.ttl
    holds their scores, and so does a graph of the store of its own, named …/graph/metrics.

    With *force*, pages that look wrongly saved are built as they are (see casegraph.building.guards); no page may be larger
    than *max_megabytes*.

    Raises PageError for a page that cannot be read, and BuildError where the pages look wrongly saved, or where the folder cannot be written or the graph does
    not hold what it must; the build that lay there before stays whole then.
    """
    if not _is_base(base):
        raise CasegraphError(
            f"{base!r} cannot be the base of IRIs: it must begin with https:// or http:// and a host, end with /, and "
            f"have neither # nor ? in it."
        )
    if not pages:
        raise CasegraphError("There is nothing to build from; name at least one page.")
    _claim(Path(out), [Path(page) for page in pages])
    read: list[tuple[Page, tuple[Review, ...]]] = []
    unread: list[Unread] = []
    collection_of: dict[str, str] = {}
    for number, path in enumerate(pages):
        progress("Reading pages", number, len(pages))
        page = read_page(path, max_megabytes=max_megabytes)
        found = contents(page)
        read.append((page, extract(page, found)))
        unread += [Unread(page.file, line.number, line.text) for line in found.unread]
        collection_of[page.file] = found.collection
    _stop_if_mixed(collection_of)
    minted = mint([reviews for _, reviews in read])
    if not force:
        stop_if_wrongly_saved(read, minted, Path(out))
    progress("Making the graph", 0, 1)
    text = graph_text(minted, base)
    memory = MemoryStore.from_ntriples(text, base)
    results = _validated(memory, {page.sha256: page.text for page, _ in read})
    scores = _scores(memory, metrics, progress) if metrics else ""
    summary = _summary(minted, text, unread, results, _files(scores))
    made = _description(read, summary, base)
    with staged(Path(out)) as folder:
        _write(folder, text, scores, minted, memory, made, progress)
    return summary


def _claim(out: Path, pages: Sequence[Path]) -> None:
    """Raise BuildError where a build would mix with files of others: with the pages, or with files called like its own."""
    if any(page.resolve().parent == out.resolve() for page in pages):
        raise UnusableFolder(
            f"The pages themselves are in {out}.", "Name another folder to build in.", directory=str(out)
        )
    if locate(out, "build.json").exists():
        return
    names = (*_files(""), *_files("scores"))
    if strange := sorted({name for name in names if (out / name).exists()}):
        raise UnusableFolder(
            f"{out} holds {strange[0]}, but no build that it could be from (there is no build.json).",
            "Move it away, or name another folder.",
            directory=str(out),
        )


def _stop_if_mixed(collection_of: Mapping[str, str]) -> None:
    """Raise BuildError for pages of several collections; *collection_of* has the collection of each file.

    Faces show one notice and one statement of rights for a whole graph.
    """
    named = {profile(name).title: file for file, name in sorted(collection_of.items(), reverse=True)}
    if len(named) > 1:
        seen = ", ".join(f"{file} is part of the {title}" for title, file in sorted(named.items()))
        raise BuildError(
            f"The pages are of several collections ({seen}). Build each collection in a folder of its own."
        )


def _is_base(base: str) -> bool:
    """Tell whether IRIs can be made by adding to *base*; those of passages and terms have a # of their own."""
    try:
        pyoxigraph.NamedNode(base)
    except ValueError:
        return False
    return re.fullmatch(r"https?://[^/#?]+/(?:[^#?]*/)?", base) is not None


def graph_text(minted: Sequence[Minted], base: str = BASE) -> str:
    """Return the graph of reviews and the vocabularies they use as sorted N-Triples text."""
    triples = review_statements(minted)
    places = [place for each in minted for place in places_of(each.review)[0]]
    covered = {
        gss for place in places for gss in (*place.areas, *(place.partnership.covers if place.partnership else ()))
    }
    keywords = {keyword_id(term.text) for each in minted for term in each.review.keywords}
    triples.add(vocabulary_lines(covered, keywords))
    pages = sorted(
        {each.review.source.sha256 for each in minted} | {one.source.sha256 for each in minted for one in each.others}
    )
    named = {each.review.source.collection for each in minted}
    about = profile(min(named)) if named else profiles()[0]
    triples.add(description_lines(tuple(triples), pages, _FILES, about, base=base))
    return triples.text(base)


def _validated(memory: MemoryStore, pages: Mapping[str, str]) -> list[Result]:
    """Return what the shapes find in a graph; raises BuildError if it is wrong."""
    results = validate(memory, pages=pages)
    wrong = violations(results)
    if wrong:
        shown = "".join(f"\n  {each.shape.message} {each.node} {each.value}".rstrip() for each in wrong[:5])
        raise BuildError(
            f"The graph does not hold what it must (violations of ontology/shapes.ttl: {len(wrong)}), so nothing was "
            f"written. This is a fault of casegraph; please report it with the page:{shown}"
        )
    return results


def _scores(memory: MemoryStore, samples: int, progress: Progress) -> str:
    """Return the scores of all projections as N-Triples text."""
    from casegraph.network.centrality import centrality
    from casegraph.network.score_triples import score_triples

    lines: set[str] = set()
    for number, name in enumerate(projections()):
        progress(f"Measuring {name}", number, len(projections()))
        found = centrality(project(memory, name, inherited=False), samples=samples)
        lines.update(score_triples(found, memory.base).text(memory.base).splitlines())
    return "".join(f"{line}\n" for line in sorted(lines))


def _files(scores: str) -> tuple[str, ...]:
    """Return the names of what a build writes."""
    files = [form.file for form in GRAPH_FORMATS.values()]
    files += [name for form in NETWORK_FORMATS.values() for name in form.files]
    files += [*LEDGER_FILES, "reviews.jsonl", FILE, "explorer.html", *(["metrics.ttl"] if scores else [])]
    return (*sorted(files), "build.json", "store/")


def _write(
    folder: Path,
    text: str,
    scores: str,
    minted: Sequence[Minted],
    memory: MemoryStore,
    made: Mapping[str, Any],
    progress: Progress,
) -> None:
    """Write the store and every file; *made* goes into build.json."""
    base = made["base"]
    steps = 4 + len(GRAPH_FORMATS) + len(NETWORK_FORMATS)
    progress("Writing the store", 0, steps)
    make_store(text, folder / "store", {f"{base}graph/metrics": scores} if scores else {})
    _write_text(folder / "reviews.jsonl", "".join(f"{to_line(each.review)}\n" for each in minted))
    _write_text(folder / "build.json", json.dumps(made, ensure_ascii=False, indent=2) + "\n")
    if scores:
        _write_text(folder / "metrics.ttl", turtle(scores, base))
    written: dict[object, str] = {}  # Turtle is TriG as well
    for number, form in enumerate(GRAPH_FORMATS.values(), start=2):
        progress(f"Writing {form.file}", number, steps)
        if form.write not in written:
            written[form.write] = form.write(text, base)
        _write_text(folder / form.file, written[form.write])
    projection = layout(project(memory, "collection"))
    for number, network in enumerate(NETWORK_FORMATS.values(), start=2 + len(GRAPH_FORMATS)):
        for name, write in network.files.items():
            progress(f"Writing {name}", number, steps)
            _write_text(folder / name, write(projection))
    progress("Writing the ledger", steps - 2, steps)
    tables = ledger(memory)
    for name, write_table in LEDGER_FILES.items():
        _write_text(folder / name, write_table(tables))
    progress("Writing explorer.html", steps - 1, steps)
    asked = layout(project(memory, "agency-theme", inherited=False))
    collection = collection_of(memory, made_of(made))
    (folder / FILE).write_bytes(encoded(collection))
    _write_text(folder / "explorer.html", explorer_page(explorer_data(collection, asked)))
    progress("Done", steps, steps)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _summary(
    minted: Sequence[Minted], text: str, unread: Sequence[Unread], results: Sequence[Result], files: tuple[str, ...]
) -> Summary:
    reviews = [each.review for each in minted]
    asked = [clause for review in reviews for clause in review.recommendations if clause.is_recommendation]
    themes = {theme.concept for clause in asked for theme in clause.themes}
    themes |= {theme.concept for review in reviews for point in review.learning for theme in point.themes}
    addressings = [addressing for clause in asked for addressing in clause.addressings]
    basis = Counter(addressing.basis for addressing in addressings)
    return Summary(
        reviews=len(reviews),
        incomplete=sum(not review.complete for review in reviews),
        learning=sum(len(review.learning) for review in reviews),
        recommendations=len(asked),
        addressings={name: basis[name] for name in ("explicit", "lead-in", "default")},
        themes=len(themes),
        agencies=len({addressing.agency for addressing in addressings}),
        keywords=len({keyword_id(keyword.text) for review in reviews for keyword in review.keywords}),
        triples=text.count("\n"),
        unread=tuple(unread),
        unresolved=tuple(sorted({name for review in reviews for name in places_of(review)[1]})),
        clashes=tuple(sorted({each.review.title for each in minted if each.clashes})),
        warnings=sum(each.shape.severity == "warning" for each in results),
        silences=sum(each.shape.severity == "info" for each in results),
        files=files,
    )


def _description(read: Sequence[tuple[Page, tuple[Review, ...]]], summary: Summary, base: str) -> dict[str, Any]:
    """Return build.json: what the build was made from and what it holds; no time and no path, so that it stays the same."""
    pages = [{"file": page.file, "sha256": page.sha256, "entries": len(reviews)} for page, reviews in read]
    counts = {
        "reviews": summary.reviews,
        "incomplete": summary.incomplete,
        "learning": summary.learning,
        "recommendations": summary.recommendations,
        "addressings": dict(summary.addressings),
        "themes": summary.themes,
        "agencies": summary.agencies,
        "keywords": summary.keywords,
        "triples": summary.triples,
        "unread": len(summary.unread),
        "unresolved": list(summary.unresolved),
        "clashes": list(summary.clashes),
        "warnings": summary.warnings,
        "silences": summary.silences,
    }
    return {"version": __version__, "base": base, "pages": pages, "counts": counts}
