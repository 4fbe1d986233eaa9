"""What a build tells while it runs and when it is done, on stderr."""

import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.resources import as_file
from pathlib import Path

from casegraph.building.build import Progress, Summary
from casegraph.cli.terminal import plain, unfiltered
from casegraph.errors import PageError
from casegraph.resources import resource

__all__ = ["progress", "shipped_pages", "told"]

_SHOWN = 10


@contextmanager
def shipped_pages(pages: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Give the pages that were named, or those that ship with casegraph."""
    if pages:
        yield pages
        return
    with ExitStack() as stack:
        entries = sorted(resource("data").iterdir(), key=lambda entry: entry.name)
        shipped = [entry for entry in entries if entry.name.endswith((".txt", ".html"))]
        if not shipped:
            raise PageError("No page ships with this casegraph. Name one: casegraph build PAGE.")
        yield [stack.enter_context(as_file(entry)) for entry in shipped]


@contextmanager
def progress() -> Iterator[Progress]:
    """Give what shows a bar while somebody watches on a terminal, and nothing otherwise."""
    if not sys.stderr.isatty():
        yield lambda doing, done, of: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (BarColumn(bar_width=24), TextColumn("{task.description}", markup=False))
    with Bar(*columns, console=Console(file=unfiltered(sys.stderr)), transient=True) as bar:
        task = bar.add_task("Starting")

        def show(doing: str, done: int, of: int) -> None:
            bar.update(task, description=plain(doing), completed=done, total=of)

        yield show


def told(summary: Summary, out: Path) -> str:
    """Return the closing table, what was left over, where things lie and what to do next."""
    asked = summary.addressings
    rows = [
        ("reviews", summary.reviews, f"{summary.incomplete} cut off by their page's end" if summary.incomplete else ""),
        ("learning points", summary.learning, ""),
        ("recommendations", summary.recommendations, ""),
        ("addressings", sum(asked.values()), ", ".join(f"{number} {basis}" for basis, number in asked.items())),
        ("themes", summary.themes, ""),
        ("agencies", summary.agencies, ""),
        ("keywords", summary.keywords, ""),
        ("triples", summary.triples, ""),
        ("lines unread", len(summary.unread), ""),
        ("warnings", summary.warnings, f"see `{_command()} validate`" if summary.warnings else ""),
    ]
    width = max(len(f"{number:,}") for _, number, _ in rows)
    lines = [f"{name:<16}{number:>{width},}  {note}".rstrip() for name, number, note in rows]
    lines += _some(f"{line.file}, line {line.number} was not read: {line.text}" for line in summary.unread)
    lines += _some(f"The area “{place}” is not known; its review has none." for place in summary.unresolved)
    lines += _some(f"The heading “{title}” stands for more than one review." for title in summary.clashes)
    lines += [
        "",
        f"The graph and its exports lie in {out}: casegraph.ttl, casegraph.graphml, reviews.jsonl and "
        f"{len(summary.files) - 3} more.",
        f"Ask it:       {_command()} query "
        f'"SELECT ?text {{ ?r cg:addressedTo agency:icb ; cg:text ?text }}"{_graph_option(out)}',
        f"Look at it:   open {out / 'explorer.html'} in a browser, or {out / 'casegraph.gexf'} in Gephi",
    ]
    return "".join(f"{plain(line)}\n" for line in lines)


def _some(lines: Iterator[str]) -> list[str]:
    """Return the first lines, and how many more there are."""
    found = list(lines)
    shown = [f"  {line}" for line in found[:_SHOWN]]
    return [*shown, f"  … and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else shown


def _command() -> str:
    """Return how to type casegraph here: its name where the shell finds it, else the path of its script."""
    script = Path(sys.executable).with_name("casegraph.exe" if sys.platform == "win32" else "casegraph")
    found = shutil.which("casegraph")
    if not script.exists() or (found and Path(found).resolve() == script.resolve()):
        return "casegraph"
    path = script.relative_to(Path.cwd()) if script.is_relative_to(Path.cwd()) else script
    return f'"{path}"' if " " in str(path) else str(path)


def _graph_option(out: Path) -> str:
    return "" if out == Path("exports") else f" --graph {out}"
