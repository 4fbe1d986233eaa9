"""What ``casegraph build`` prints when it is done: counts, what was left over, where the files are, what to do next."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from casegraph.building.build import Summary
from casegraph.cli.terminal import plain

__all__ = ["build_summary"]

_SHOWN = 10  # lines of each kind of leftover


def build_summary(summary: Summary, out: Path) -> str:
    """Return the summary of a build in the folder *out* as lines of text."""
    addressings = summary.addressings
    rows = [
        ("reviews", summary.reviews, f"{summary.incomplete} cut off by their page's end" if summary.incomplete else ""),
        ("learning points", summary.learning, ""),
        ("recommendations", summary.recommendations, ""),
        (
            "addressings",
            sum(addressings.values()),
            ", ".join(f"{number} {basis}" for basis, number in addressings.items()),
        ),
        ("themes", summary.themes, ""),
        ("agencies", summary.agencies, ""),
        ("keywords", summary.keywords, ""),
        ("triples", summary.triples, ""),
        ("lines unread", len(summary.unread), ""),
        ("warnings", summary.warnings, f"see `{_command()} validate`" if summary.warnings else ""),
    ]
    width = max(len(f"{number:,}") for _, number, _ in rows)
    lines = [f"{name:<16}{number:>{width},}  {note}".rstrip() for name, number, note in rows]
    lines += _first(f"{line.file}, line {line.number} was not read: {line.text}" for line in summary.unread)
    lines += _first(f"The area “{place}” is not known; its review has none." for place in summary.unresolved)
    lines += _first(f"Several reviews share the heading “{title}”." for title in summary.clashes)
    lines += [
        "",
        f"Wrote the graph and its exports to {out}: casegraph.ttl, casegraph.graphml, reviews.jsonl and "
        f"{len(summary.files) - 3} more.",
        f"Ask it:       {_command()} query "
        f'"SELECT ?text {{ ?r cg:addressedTo agency:icb ; cg:text ?text }}"{_graph_option(out)}',
        f"Look at it:   open {out / 'explorer.html'} in a browser, or {out / 'casegraph.gexf'} in Gephi",
    ]
    return "".join(f"{plain(line)}\n" for line in lines)


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
