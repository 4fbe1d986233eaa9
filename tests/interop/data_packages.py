"""Data packages: R reads the rows that are in the graph. The tests have pandas and DuckDB read them."""

from pathlib import Path

from interop.cells import guessed, item
from interop.model import Facts, Reader, Sources
from interop.programs import deb
from interop.tables import by_r

__all__ = ["READERS", "data_packages"]


def data_packages(build: Path) -> Facts:
    """Every row of every table, from the store rather than from the build's own file of the collection."""
    import casegraph
    from casegraph.exporting.data_package.tables import TABLES
    from casegraph.views.from_store import collection_of

    rows = []
    with casegraph.open(build) as graph:
        c = collection_of(graph.store)
    for table in TABLES:
        rows += [(table.name, row) for row in (table.of_collection(c) if table.of_collection else ())]
        if table.of_review:
            rows += [(table.name, row) for review in c.reviews.values() for row in table.of_review(c, review)]
    return {
        "tables": [table.name for table in TABLES],
        "rows": [item(name, *map(guessed, row)) for name, row in rows],
    }


def by_r_tables(sources: Sources) -> Facts:
    """As ``read.csv`` has the tables of a package that the command writes."""
    from click.testing import CliRunner

    from casegraph.cli import main

    folder = sources.work / "package"
    done = CliRunner().invoke(main, ["export", "package", "--graph", str(sources.build), "-o", str(folder)])
    if done.exit_code:
        raise RuntimeError(done.output)
    paths = sorted(folder.glob("*.csv"))
    rows = [item(path.stem, *map(guessed, row)) for path, (_, *table) in by_r(paths, sources.work) for row in table]
    return {"tables": [path.stem for path in paths], "rows": rows}


READERS = (Reader("Data packages", "R, read.csv", deb("r-base-core", "54 MB"), "data packages", by_r_tables),)
