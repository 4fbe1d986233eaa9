"""The files of a build: their names, and how each is written."""

import json
from dataclasses import dataclass
from pathlib import Path

from casegraph.building.part import NTRIPLES
from casegraph.building.progress import Progress
from casegraph.building.summary import Description
from casegraph.counts.columns import MEDIA_TYPE, TABLES, file_of
from casegraph.explorer.page import explorer_page
from casegraph.exporting import GRAPH_FORMATS, NETWORK_FORMATS
from casegraph.ledger import LEDGER_FILES, ledger
from casegraph.network import project
from casegraph.network.layout.positions import layout
from casegraph.store.memory import MemoryStore
from casegraph.views.as_json import explorer_data
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE

__all__ = ["MEDIA_TYPES", "Built", "file_names", "write"]

MEDIA_TYPES = {
    **{each.file: each.media_type for each in GRAPH_FORMATS.values()},
    **{file: each.media_type for each in NETWORK_FORMATS.values() for file in each.files},
    **dict.fromkeys(LEDGER_FILES, "text/csv"),
    **dict.fromkeys(map(file_of, TABLES), MEDIA_TYPE),
}
"""The media types of the exports by name, as the graph's description lists them."""


@dataclass(frozen=True, slots=True)
class Built:
    """Everything that the files are made of.

    *store* holds the graph, *collection* what pages show of it.
    """

    store: MemoryStore
    collection: Collection
    description: Description


def file_names(*, scores: bool) -> tuple[str, ...]:
    """Return the names of what a build writes, with *scores* those of a measured one."""
    files = [*MEDIA_TYPES, "counts.ttl", "reviews.jsonl", FILE, "explorer.html", *(["metrics.ttl"] if scores else [])]
    return (*sorted(files), "build.json", "store/")


def write(folder: Path, built: Built, progress: Progress) -> None:
    """Write every file to a *folder* that has the store, the graph as N-Triples, the records and the collection already."""
    base = built.description["base"]
    text = (folder / NTRIPLES).read_text(encoding="utf-8")
    formats = [form for form in GRAPH_FORMATS.values() if form.file != NTRIPLES]
    steps = 4 + len(formats) + len(NETWORK_FORMATS)
    progress("Writing the store", 0, steps)
    _write_text(folder / "build.json", json.dumps(built.description, ensure_ascii=False, indent=2) + "\n")
    written: dict[object, str] = {}  # Turtle is TriG as well
    for number, form in enumerate(formats, start=2):
        progress(f"Writing {form.file}", number, steps)
        if form.write not in written:
            written[form.write] = form.write(text, base)
        _write_text(folder / form.file, written[form.write])
    whole = layout(project(built.store, "collection"))
    for number, network in enumerate(NETWORK_FORMATS.values(), start=2 + len(formats)):
        for name, write_network in network.files.items():
            progress(f"Writing {name}", number, steps)
            _write_text(folder / name, write_network(whole))
    progress("Writing the ledger", steps - 2, steps)
    tables = ledger(built.collection)
    for name, write_table in LEDGER_FILES.items():
        _write_text(folder / name, write_table(tables))
    progress("Writing explorer.html", steps - 1, steps)
    agency_theme = layout(project(built.store, "agency-theme", inherited=False))
    _write_text(folder / "explorer.html", explorer_page(explorer_data(built.collection, agency_theme)))
    progress("Done", steps, steps)


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
