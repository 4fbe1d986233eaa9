"""The files of a build: what each is, up to how many reviews it is written by default, and how."""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from casegraph.building.others import OtherCollection
from casegraph.building.part import NTRIPLES, RECORDS
from casegraph.building.progress import Progress
from casegraph.building.summary import Description
from casegraph.counts.columns import MEDIA_TYPE, TABLES, file_of
from casegraph.csv_table import csv_lines
from casegraph.errors import Choice, UnknownName
from casegraph.explorer.elsewhere import BesideExplorer
from casegraph.explorer.page import BUDGET, explorer_of
from casegraph.exporting import GRAPH_FORMATS, NETWORK_FORMATS
from casegraph.exporting.rdf_files import named_graph
from casegraph.ledger import LEDGER_FILES
from casegraph.nearest import either, nearest
from casegraph.network import project
from casegraph.network.layout.positions import layout
from casegraph.network.model import Projection
from casegraph.rdf.sorted_lines import SortedLines
from casegraph.store.build_folder import BuildFolder
from casegraph.store.build_tables import BuildTables
from casegraph.store.memory import MemoryStore
from casegraph.views.collection import Collection
from casegraph.views.collection_file import FILE as COLLECTION
from casegraph.views.collection_file import read_collection
from casegraph.views.filed_asks import FILE as ASKS
from casegraph.views.sendings import keep_sendings
from casegraph.views.tables import roles_table

__all__ = ["ALL", "MEDIA_TYPES", "OUTPUTS", "Built", "Output", "Written", "chosen", "file_names", "write_files"]

FOR_OTHERS = 1_000
"""Reviews up to which the graph is written for other RDF tools and for network programs: 0.2 and 0.03 GB of files, which
take a third of the build's time. Programs that open them have the whole in memory, ten times as large."""

FOR_SPREADSHEETS = 10_000
"""Reviews up to which the ledger is written: some 70,000 rows, as many as a spreadsheet is quick with."""

FOR_LOCAL = ("records", "parquet", "ledger", "roles", "explorer")
"""What is written of local reviews: what people look at on their own computer."""

ALL = "all"
"""What stands for every output."""

_ALWAYS = (ASKS, COLLECTION, "counts.ttl")


@dataclass(slots=True)
class Built:
    """Everything that the files are made of.

    *store* holds the graph, *collection* what pages show of it; *others* are the collections that are built with it.
    """

    store: MemoryStore
    collection: Collection
    description: Description
    others: Sequence[OtherCollection] = ()
    _whole: Projection | None = None

    def whole(self) -> Projection:
        """Return the network of the whole collection, with positions; it is made once."""
        if self._whole is None:
            self._whole = layout(project(self.store, "collection"))
        return self._whole


@dataclass(frozen=True, slots=True)
class Output:
    """What can be chosen to be written: *files*, each with its media type.

    By default it is written for as many reviews as *up_to*, None for any number. *write* makes the files in a folder that
    has the store, the graph as N-Triples, the records and the collection.
    """

    files: Mapping[str, str]
    up_to: int | None
    write: Callable[[Path, Built], None]


@dataclass(frozen=True, slots=True)
class Written:
    """The outputs that a build writes, by name, and those that it would write for fewer reviews."""

    outputs: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def media_types(self) -> Mapping[str, str]:
        """The media types of the exports by name, as the graph's description lists them."""
        types = {file: kind for name in self.outputs for file, kind in OUTPUTS[name].files.items()}
        return {file: kind for file, kind in types.items() if file in MEDIA_TYPES}


def chosen(names: Iterable[str] | None, reviews: int = 0, *, is_published: bool = True) -> Written:
    """Return what is written of so many *reviews*: the outputs with these *names*, None for what is written by default.

    Of reviews that are not published, files for other programs are written only where they are named.

    Raises UnknownName for a name that no output has.

    >>> chosen(["turtle", "ntriples"]).outputs
    ('ntriples', 'turtle')
    >>> chosen(None, 5_000).left_out[:3]
    ('turtle', 'trig', 'jsonld')
    """
    if names is None and not is_published:
        return Written(FOR_LOCAL, ())
    if names is None:
        large = {name for name, output in OUTPUTS.items() if output.up_to is not None and reviews > output.up_to}
        return Written(*(tuple(name for name in OUTPUTS if (name in large) is out) for out in (False, True)))
    wanted = {*names}
    if unknown := sorted(wanted - {*OUTPUTS, ALL}):
        near = nearest(unknown[0], [*OUTPUTS, ALL])
        meant = f"Did you mean {either(near)}?" if near else f"Choose from: {', '.join([*OUTPUTS, ALL])}."
        raise UnknownName(
            f"A build has nothing called “{unknown[0]}” to write. {meant}",
            kind="output",
            value=unknown[0],
            near=map(Choice, near),
        )
    return Written(tuple(name for name in OUTPUTS if name in wanted or ALL in wanted), ())


def file_names(written: Written | None = None, *, scores: bool) -> tuple[str, ...]:
    """Return the names of the files that are *written*, by default of all, with *scores* those of a measured build."""
    outputs = OUTPUTS if written is None else written.outputs
    files = [*_ALWAYS, *(file for name in outputs for file in OUTPUTS[name].files)]
    return (*sorted([*files, *(["metrics.ttl"] if scores else [])]), "build.json", "store/")


def write_files(folder: Path, built: Built, written: Written, progress: Progress) -> None:
    """Write what was chosen to a *folder* that has the store, the graph as N-Triples, the records and the collection."""
    description = json.dumps(built.description, ensure_ascii=False, indent=2) + "\n"
    (folder / "build.json").write_text(description, encoding="utf-8", newline="\n")
    for number, name in enumerate(written.outputs):
        progress(f"Writing {', '.join(OUTPUTS[name].files)}", number, len(written.outputs))
        OUTPUTS[name].write(folder, built)
    for name, output in OUTPUTS.items():
        if output.write is _is_there and name not in written.outputs:
            for path in (folder / file for file in output.files):
                path.unlink()
                if path.parent != folder and not any(path.parent.iterdir()):
                    path.parent.rmdir()
    progress("Done", 1, 1)


def _is_there(_folder: Path, _built: Built) -> None:
    """Do nothing, as other steps have made the files, from which much else is made."""


def _graph(name: str) -> Output:
    form = GRAPH_FORMATS[name]

    def write(folder: Path, built: Built) -> None:
        with (folder / NTRIPLES).open("rb") as lines, (folder / form.file).open("wb") as file:
            file.writelines(form.write(SortedLines.of_file(lines), built.description["base"]))

    return Output({form.file: form.media_type}, FOR_OTHERS, write)


def _trig() -> Output:
    """Return the output TriG: the same bytes as Turtle, then the graphs of the other collections that the store has."""
    turtle, trig = _graph("turtle"), _graph("trig")
    ((ttl,), (file,)) = turtle.files, trig.files

    def write(folder: Path, built: Built) -> None:
        if (folder / ttl).exists():
            shutil.copyfile(folder / ttl, folder / file)
        else:
            trig.write(folder, built)
        with (folder / file).open("ab") as opened:
            for each in built.others:
                if each.graph:
                    with each.ntriples.open("rb") as lines:
                        opened.writelines(
                            named_graph(each.graph, SortedLines.of_file(lines), built.description["base"])
                        )

    return Output(trig.files, FOR_OTHERS, write)


def _network(name: str) -> Output:
    form = NETWORK_FORMATS[name]

    def write(folder: Path, built: Built) -> None:
        for file, pieces in form.files.items():
            _write_pieces(folder / file, pieces(built.whole()))

    return Output(dict.fromkeys(form.files, form.media_type), FOR_OTHERS, write)


def _ledger(folder: Path, built: Built) -> None:
    for file, pieces in LEDGER_FILES.items():
        _write_pieces(folder / file, pieces(built.collection))


def _roles(folder: Path, _built: Built) -> None:
    """Write the counts of roles, from the columns that the collection's file has for any number of reviews."""
    table = roles_table(read_collection(folder / COLLECTION))
    _write_pieces(folder / "roles.csv", csv_lines(table.head, table.rows))


def _explorer(folder: Path, built: Built) -> None:
    beside = [BesideExplorer(_collection_of(each), each.explorer, each.is_first) for each in built.others]
    page = explorer_of(built.store, built.collection, BuildTables.of(BuildFolder(folder)), beside)
    _write_pieces(folder / "explorer.html", [page])


def _collection_of(other: OtherCollection) -> Collection:
    return keep_sendings(read_collection(other.folder / COLLECTION), MemoryStore.of_folder(other.folder / "store"))


def _write_pieces(path: Path, pieces: Iterable[str]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(pieces)


OUTPUTS: Mapping[str, Output] = {
    "store": Output({}, None, _is_there),
    "ntriples": Output({NTRIPLES: GRAPH_FORMATS["ntriples"].media_type}, None, _is_there),
    "records": Output({RECORDS: "application/jsonl"}, None, _is_there),
    "parquet": Output(dict.fromkeys(map(file_of, TABLES), MEDIA_TYPE), None, _is_there),
    "turtle": _graph("turtle"),
    "trig": _trig(),
    "jsonld": _graph("jsonld"),
    "rdfxml": _graph("rdfxml"),
    **{name: _network(name) for name in NETWORK_FORMATS},
    "ledger": Output(dict.fromkeys(LEDGER_FILES, "text/csv"), FOR_SPREADSHEETS, _ledger),
    "roles": Output({"roles.csv": "text/csv"}, None, _roles),
    "explorer": Output({"explorer.html": "text/html"}, BUDGET, _explorer),
}
"""What a build can write, in this order; the store, the collection, the counts as triples and build.json are always there."""

_DESCRIBED = {name: output for name, output in OUTPUTS.items() if name not in ("records", "explorer")}

MEDIA_TYPES = {file: kind for output in _DESCRIBED.values() for file, kind in output.files.items()}
"""The media types of the exports by name, as the graph's description lists them."""
