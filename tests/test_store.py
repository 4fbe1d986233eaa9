"""The store travels: nothing in a build says on which computer, in which folder or by whom it was made."""

import filecmp
import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import casegraph
from casegraph.building.build import build
from casegraph.building.kept import KEPT
from casegraph.errors import BuildError
from casegraph.names import BASE
from casegraph.store import loading as store_module
from casegraph.store.loading import add_graph, make_store
from casegraph.store.local import LocalStore
from casegraph.store.sst import UnknownTable, without_host

TRIPLES = "".join(f'<urn:s{number}> <urn:p> "text {number}" .\n' for number in range(500))
PAGE = """2031 – Ashby – Child U
Death of a 3-week-old boy, in May 2030, whilst in the care of his father.
Recommendations include: the ICB should train all staff on neglect.
"""
IDENTITIES = {"IDENTITY", "MANIFEST-000005"}
"""Files of a store with the random names that RocksDB gives a database."""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    """A store as Oxigraph leaves it, with tables of both makes: loaded, and merged with others (versions 5 and 7)."""
    store = ox.Store(str(tmp_path / "raw"))
    for graph in (ox.DefaultGraph(), ox.NamedNode("urn:graph")):
        store.bulk_load(TRIPLES.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
    store.optimize()
    return tmp_path / "raw"


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def as_told(path: Path) -> bytes:
    return str(path).encode()


def test_rocksdb_notes_the_computer_unless_that_is_undone(raw: Path) -> None:
    """The test of what is removed sees something to remove: the log with the folder, and the host name in every table."""
    (log,) = raw.glob("LOG*")
    name = log.read_text("utf-8").split("Host name (Env):")[1].split("\n")[0].strip().encode()
    tables = [path.read_bytes() for path in raw.glob("*.sst")]

    assert as_told(raw) in log.read_bytes()
    assert name and {table[-12] for table in tables} == {5, 7}
    for table in tables:
        assert without_host(table).count(b"host.identity" + name) == table.count(b"host.identity" + name) - 1
        assert len(without_host(table)) == len(table)


def test_no_file_of_a_build_has_the_computer_the_user_or_the_folder_in_it(built: Path) -> None:
    """Neither a log, nor a host name that could still be taken out, nor a path."""
    files = contents(built)
    paths = {as_told(path) for path in (built, built.resolve(), Path.home(), Path.cwd()) if len(path.parts) > 2}

    assert len(files) > 20
    assert not [name for name in files if Path(name).name.startswith("LOG")]
    assert not [(name, path) for name, data in files.items() for path in paths if path in data]
    tables = [name for name in files if name.endswith(".sst")]
    assert tables
    assert [name for name in tables if without_host(files[name]) != files[name]] == []


def test_two_builds_differ_only_in_what_rocksdb_draws_at_random(tmp_path: Path) -> None:
    """All bytes are the same, but those of tables, of the database's identity, and of the digests of both that are kept."""
    page = tmp_path / "page.txt"
    page.write_text(PAGE, "utf-8")
    one, other = tmp_path / "one", tmp_path / "somewhere" / "else"
    for folder in (one, other):
        build([page], folder)

    random = {*(f"store/{name}" for name in IDENTITIES), KEPT}
    names, others = (sorted(name for name in contents(folder) if not name.endswith(".sst")) for folder in (one, other))
    assert names == others and len(names) > 20
    _, different, missing = filecmp.cmpfiles(one, other, [name for name in names if name not in random], shallow=False)
    assert (different, missing) == ([], [])
    quads = [{str(quad) for quad in ox.Store.read_only(str(folder / "store"))} for folder in (one, other)]
    assert quads[0] == quads[1]


def test_a_store_without_logs_opens_to_read_and_to_write(tmp_path: Path) -> None:
    """All statements are there, one more can be added, and every block passes RocksDB's checks when tables are merged."""
    (tmp_path / "graph.nt").write_text(TRIPLES, encoding="utf-8")
    make_store(tmp_path / "graph.nt", tmp_path / "store")
    add_graph(tmp_path / "store", "urn:graph", TRIPLES)

    assert len(ox.Store.read_only(str(tmp_path / "store"))) == 1000
    writable = ox.Store(str(tmp_path / "store"))
    writable.add(ox.Quad(ox.NamedNode("urn:new"), ox.NamedNode("urn:p"), ox.Literal("new")))
    writable.optimize()
    writable.backup(str(tmp_path / "copy"))
    del writable
    for folder in ("store", "copy"):
        assert len(set(ox.Store.read_only(str(tmp_path / folder)))) == 1001


def test_whoever_reads_a_store_writes_nothing_into_it(built: Path, tmp_path: Path) -> None:
    """Neither a query nor a copy of the store in memory leaves a log."""
    shutil.copytree(built, tmp_path / "exports")
    before = contents(tmp_path / "exports")

    with casegraph.open(tmp_path / "exports") as graph:
        assert graph.query("SELECT ?r { ?r a cg:Review } LIMIT 1")
        assert len(graph.network("review-keyword")) > 100
    assert (
        len(list(ox.Store.read_only(str(tmp_path / "exports" / "store")).quads_for_pattern(None, None, None))) > 10000
    )

    assert contents(tmp_path / "exports") == before


@pytest.mark.parametrize(
    "spoil",
    [
        lambda table: table[:-1] + b"\0",
        lambda table: table[:-12] + b"\x08" + table[-11:],
        lambda table: table[:-53] + b"\x01" + table[-52:],
        lambda table: table.replace(b"rocksdb.propert", b"rocksdb.PROPERT"),
        lambda table: table.replace(b"host.identity", b"host.IDENTITY"),
        lambda table: table[:40],
        lambda table: b"",
    ],
    ids=["magic", "newer", "other checksums", "index", "properties", "cut off", "empty"],
)
def test_a_table_of_another_make_is_never_changed(spoil: Callable[[bytes], bytes], raw: Path) -> None:
    """What is not understood to the last bit of a checksum is refused."""
    for path in raw.glob("*.sst"):
        table = path.read_bytes()
        assert spoil(table) != table
        with pytest.raises(UnknownTable):
            without_host(spoil(table))


@given(st.data())
def test_no_bytes_make_the_search_for_the_name_fail_otherwise(data: st.DataObject) -> None:
    """A footer that says anything is refused, never followed beyond the file."""
    footer = data.draw(st.binary(min_size=40, max_size=40)) + bytes([data.draw(st.integers(0, 9))]) + b"\0\0\0"
    table = data.draw(st.binary(max_size=200)) + b"\x04" + footer + bytes.fromhex("f7cff485b741e288")

    with pytest.raises(UnknownTable):
        without_host(table)


def test_a_build_that_would_tell_the_computer_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A newer engine may write another form; then the error says what to install, and the build before it stays."""
    page, out = tmp_path / "page.txt", tmp_path / "out"
    page.write_text(PAGE, "utf-8")
    build([page], out)
    before = contents(out)

    def unknown(_table: bytes) -> bytes:
        raise UnknownTable("a table file of version 9")

    monkeypatch.setattr(store_module, "without_host", unknown)
    with pytest.raises(BuildError, match=r"computer's name.*version 9.*pip install 'pyoxigraph=="):
        build([page], out, reuse=False)  # an engine that is given the former store may write no table

    assert contents(out) == before
    assert json.loads(before["build.json"])["counts"]["reviews"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="knows no bound on files")
def test_a_store_of_many_tables_is_read_by_a_worker(tmp_path: Path) -> None:
    """RocksDB opens a store with 16 tables open, and a worker may open nothing more than the tables that are left."""
    folder = tmp_path / "store"
    for turn in range(3):
        store = ox.Store(str(folder))
        triples = "".join(
            f'<urn:s{turn}> <urn:p> "a text too long to lie in a table of triples {n}" .\n' for n in range(9)
        )
        for graph in (ox.DefaultGraph(), ox.NamedNode("urn:graph")):
            store.load(triples.encode(), format=ox.RdfFormat.N_TRIPLES, to_graph=graph)
        store.flush()
        del store
    assert len([*folder.glob("*.sst")]) > 16
    with LocalStore(lambda: folder, BASE) as worker:
        rows = worker.select("SELECT ?o { { ?s <urn:p> ?o } UNION { GRAPH ?g { ?s <urn:p> ?o } } }")
        assert len({row["o"].value for row in rows}) == 9
