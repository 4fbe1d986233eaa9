"""What ``casegraph build`` prints when it is done: counts, what was left over, where the files are, what to do next."""

import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from casegraph.building.build import Summary
from casegraph.cli.terminal import plain

__all__ = ["build_summary", "local_notice"]

_BEST_KNOWN = ("casegraph.ttl", "casegraph.graphml", "reviews.jsonl")
_FEW = 3  # files that are named if none of these was written
_SHOWN = 10  # lines of each kind of leftover


def build_summary(summary: Summary, out: Path) -> str:
    """Return the summary of a build in the folder *out* as lines of text."""
    from casegraph.collections import profile_named
    from casegraph.collections.words import in_requests, left_out

    addressings, read = summary.addressings, summary.theme_readings
    own = profile_named(summary.collection) if summary.collection else None
    rows = [
        ("reviews", summary.reviews, _whole(summary)),
        ("learning points", summary.learning, ""),
        ("recommendations", summary.recommendations, _naming(summary)),
        (
            "addressings",
            sum(addressings.values()),
            ", ".join(f"{number} {basis}" for basis, number in addressings.items()),
        ),
        ("themes", summary.themes, "of learning points and recommendations, as read"),
        (
            "theme readings",
            sum(read.values()),
            f"{read['wording']:,} from a listed wording, {read['learned']:,} from the whole sentence{_by_people(read)}",
        ),
        (
            "agencies",
            summary.agencies,
            "that recommendations are for, as read; a broader agency counts only where it is asked itself",
        ),
        ("keywords", summary.keywords, ""),
        *([("corrections", summary.corrections, "")] if summary.corrections else []),
        ("triples", summary.triples, ""),
        ("lines unread", len(summary.unread), ""),
        ("warnings", summary.warnings, f"see `{_command()} validate`" if summary.warnings else ""),
    ]
    if own is not None:
        rows = [
            (in_requests(name, own), number, in_requests(note, own))
            for name, number, note in rows
            if name != "learning points" or not left_out(number, own)
        ]
    width = max(len(f"{number:,}") for _, number, _ in rows)
    lines = [f"{name:<16}{number:>{width},}  {note}".rstrip() for name, number, note in rows]
    lines += _leftovers(summary)
    lines += _first(_not_made(summary))
    lines += [
        "",
        f"Wrote the graph and its exports to {out}: {_named(summary.files)}.",
        *_others(summary, out),
        *_unchanged(summary),
        *_left_out(summary),
        f"Ask it:       {_command()} query "
        f'"SELECT ?text {{ ?r cg:addressedTo agency:icb ; cg:text ?text }}"{_graph_option(out)}',
        f"Look at it:   {_ways_to_look(summary.files, out)}",
    ]
    return "".join(f"{plain(line)}\n" for line in lines)


def _leftovers(summary: Summary) -> list[str]:
    """Return what was not read, and what is not known."""
    lines: list[str] = []
    lines += _first(f"{line.file}, line {line.number} was not read: {line.text}" for line in summary.unread)
    lines += _first(f"{file} is unusual: {each}" for file, each in summary.unusual)
    unknown = summary.unknown_addressees
    lines += _first(
        f"The addressee “{name}” is no known agency ({number} of its documents)."
        if number > 1
        else f"The addressee “{name}” is no known agency."
        for name, number in unknown.items()
    )
    lines += _first(f"The area “{place}” is not known; its review has none." for place in summary.unresolved)
    lines += _first(f"Several reviews share the heading “{title}”." for title in summary.clashes)
    return lines


def _others(summary: Summary, out: Path) -> Iterator[str]:
    """Yield where the other collections are, which were built together with this one, and which are there no more."""
    from casegraph.collections import profile_named
    from casegraph.views.attribution import counted

    for each in summary.others:
        yield (
            f"Collection {each.collection}: {counted(each.reviews, *profile_named(each.collection).documents)} with {counted(each.recommendations, *profile_named(each.collection).requests)}, in "
            f"{out / each.collection}. To look at it: {_command()} serve{_graph_option(out)}, or --collection {each.collection} with any command."
        )
        if whole := _whole(each):
            yield f"  {whole}"
        yield from _leftovers(each)
    for name in summary.gone:
        yield f"Collection {name} was in the build before and is in this one no more, as no page is of it."


def _whole(summary: Summary) -> str:
    """Return how many documents are not there as a whole."""
    parts = (
        (summary.incomplete, "cut off by their page's end"),
        (summary.without_text, "listed without their text, so nothing is known of what they ask"),
    )
    return "; ".join(f"{number:,} {what}" for number, what in parts if number)


def _by_people(read: Mapping[str, int]) -> str:
    return f", {read['corrected']:,} by a person" if read["corrected"] else ""


def _not_made(summary: Summary) -> Iterator[str]:
    """Yield how many corrections were made, and which hold of nothing any more."""
    if table := summary.table:
        left = table.not_made
        yield f"{table.file}: {table.lines - len(left):,} of {table.lines:,} corrections were made."
        for each in left:
            was = f"“{each.was}” is no {each.field} there" if each.was else f"a {each.field} cannot be added there"
            yield f"{table.file}, line {each.line} was not made: no such passage, or {was} ({each.passage:.60})."


def local_notice(out: Path) -> str:
    """Return what stands before the summary of local reports."""
    return f"Local, not published: built in {out}, apart from what is published. It stays on this computer; do not share it."


def _naming(summary: Summary) -> str:
    """Return how many recommendations name an agency, and how many name none: those that are addressed by default.

    A collection without a usual addressee has no such addressings, so nothing is said of it.
    """
    from casegraph.views.naming import Naming

    unnamed = summary.addressings["default"]
    return str(Naming(summary.recommendations - unnamed, unnamed, summary.unnamed_via)) if unnamed else ""


def _named(files: Sequence[str]) -> str:
    """Return the names of some files and how many more there are."""
    first = [name for name in _BEST_KNOWN if name in files] or [*files[:_FEW]]
    more = len(files) - len(first)
    return f"{', '.join(first)} and {more} more" if more else ", ".join(first)


def _unchanged(summary: Summary) -> Iterator[str]:
    """Yield how many reviews were not made again."""
    if summary.unchanged:
        yield f"Reused from the previous build: {summary.unchanged:,} of {summary.reviews:,} reviews."


def _left_out(summary: Summary) -> Iterator[str]:
    """Yield what was not written as it would be large, and how to have it written."""
    if summary.left_out:
        yield f"Not written, because there are {summary.reviews:,} reviews: {', '.join(summary.left_out)}."
        yield f"To have them: build again with --write all, or with the names of some: --write {summary.left_out[-1]}."


def _ways_to_look(files: Sequence[str], out: Path) -> str:
    ways = []
    if "explorer.html" in files:
        ways.append(f"open {out / 'explorer.html'} in a browser")
    if "casegraph.gexf" in files:
        ways.append(f"{'' if ways else 'open '}{out / 'casegraph.gexf'} in Gephi")
    return ", or ".join(ways) or f"{_command()} serve{_graph_option(out)}"


def _first(lines: Iterator[str]) -> list[str]:
    """Return the first lines, and how many more there are."""
    everything = list(lines)
    first = [f"  {line}" for line in everything[:_SHOWN]]
    return [*first, f"  … and {len(everything) - _SHOWN} more"] if len(everything) > _SHOWN else first


def _command() -> str:
    """Return how to type casegraph here: its name if the shell finds it, else the path of its script."""
    script = Path(sys.executable).with_name("casegraph.exe" if sys.platform == "win32" else "casegraph")
    on_path = shutil.which("casegraph")
    if not script.exists() or (on_path and Path(on_path).resolve() == script.resolve()):
        return "casegraph"
    path = script.relative_to(Path.cwd()) if script.is_relative_to(Path.cwd()) else script
    return f'"{path}"' if " " in str(path) else str(path)


def _graph_option(out: Path) -> str:
    return "" if out == Path("exports") else f" --graph {out}"
