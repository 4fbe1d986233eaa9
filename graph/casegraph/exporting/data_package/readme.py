"""README.md: what is in a package, how to open it, how to cite it and whose it is, for people."""

from collections.abc import Iterator, Mapping

from casegraph.exporting.data_package.about import About
from casegraph.exporting.data_package.schema import Column, Table
from casegraph.exporting.data_package.table_files import TableFile, TableFormat
from casegraph.rdf.description import CC_BY, QUOTED_RIGHTS
from casegraph.views.attribution import counted
from casegraph.views.made import accuracy_of

__all__ = ["FILE", "OPENED", "readme"]

FILE = "README.md"

OPENED: Mapping[TableFormat, Mapping[str, tuple[str, str]]] = {
    "csv": {
        "python, pandas": (
            'recommendations, addressees = (pandas.read_csv(f"{name}.csv", keep_default_na=False, na_values="") '
            'for name in ("recommendations", "addressees"))',
            'recommendations.merge(addressees, left_on="id", right_on="recommendation").groupby(["basis", "agency"]).size()',
        ),
        "sql, DuckDB": (
            "SELECT basis, agency, count(*) AS recommendations FROM 'addressees.csv'",
            "JOIN 'recommendations.csv' ON id = recommendation GROUP BY ALL ORDER BY ALL;",
        ),
        "r, R": (
            'tables <- lapply(c("recommendations.csv", "addressees.csv"), read.csv, na.strings = "", encoding = "UTF-8")',
            'with(merge(tables[[1]], tables[[2]], by.x = "id", by.y = "recommendation"), table(agency, basis))',
        ),
    },
    "parquet": {
        "python, pandas with pyarrow": (
            'recommendations, addressees = (pandas.read_parquet(f"{name}.parquet") for name in ("recommendations", "addressees"))',
            'recommendations.merge(addressees, left_on="id", right_on="recommendation").groupby(["basis", "agency"]).size()',
        ),
        "sql, DuckDB": (
            "SELECT basis, agency, count(*) AS recommendations FROM 'addressees.parquet'",
            "JOIN 'recommendations.parquet' ON id = recommendation GROUP BY ALL ORDER BY ALL;",
        ),
        "r, R with arrow": (
            'tables <- lapply(c("recommendations.parquet", "addressees.parquet"), arrow::read_parquet)',
            'with(merge(tables[[1]], tables[[2]], by.x = "id", by.y = "recommendation"), table(agency, basis))',
        ),
    },
}
"""Two lines for each program that count recommendations by agency and by how it was identified."""


_CHECKED: Mapping[TableFormat, str] = {
    "csv": "frictionless validate datapackage.json",
    "parquet": "frictionless validate --skip-errors byte-count,hash-count datapackage.json",
}
"""How Frictionless checks a package; it counts no bytes of Parquet and would miss them."""


def readme(about: About) -> str:
    """Return the README of a package as Markdown."""
    return "".join(f"{line}\n" for line in _lines(about))


def _lines(about: About) -> Iterator[str]:
    profile = about.profile
    yield from (f"# {profile.dataset.title}", "", about.description, "", profile.notice.on_pages, "")
    yield from ("## How to cite", "", about.citation, "")
    yield (
        "Cite each review for its words, and this package for what was read and counted. Say where you got the package. "
        "The version is that of Casegraph and of the build: the same build and day give the same files. `CITATION.cff` is for "
        "programs that manage references."
    )
    yield from ("", "## Licence and rights", "", *_rights(about), "")
    yield from ("## How to open it", "")
    yield (
        f"`datapackage.json` describes the tables by the Data Package standard: `{_CHECKED[about.form]}` checks all of them. "
        "These lines count recommendations by agency and by how the agency was identified; run them in this folder."
    )
    for program, lines in OPENED[about.form].items():
        language, _, name = program.partition(", ")
        yield from ("", f"{name}:", "", f"```{language}", *lines, "```")
    yield from ("", *_reading(about), "", "## Tables", "")
    for each in about.tables:
        yield from _table(about, each)


def _rights(about: About) -> Iterator[str]:
    profile = about.profile
    if profile.is_published:
        yield (
            "What Casegraph read and counted, and the tables and their descriptions, are under the licence "
            f"[Creative Commons Attribution 4.0]({CC_BY})."
        )
        yield (
            f"The words of the source are {profile.rights.possessive}: they are quoted from {profile.rights.words}, and the "
            f"licence does not cover them. {QUOTED_RIGHTS} Columns that have them say so below."
        )
    else:
        yield about.rights


def _reading(about: About) -> Iterator[str]:
    yield (
        "Ids join the tables. An empty cell is a value that is not stated or does not apply. Rows of a table about addressees or "
        "themes are not recommendations: one recommendation can have several. Casegraph reads with rules and learned examples, and makes "
        f"mistakes. {_accuracy(about)}".rstrip()
    )
    yield ""
    if about.form == "csv":
        yield (
            "In CSV, text that a spreadsheet would run as a formula (it begins with =, +, - or @) has an apostrophe in front. "
            "Parquet has it as it is."
        )


def _accuracy(about: About) -> str:
    """Return what was tested and how often it was right, "" if nobody has measured it."""
    return accuracy_of(about.collection).in_words


def _table(about: About, file: TableFile) -> Iterator[str]:
    table = file.table
    yield from (f"### {file.name}", "", f"{table.title}: {counted(file.rows, 'row')}. {table.description}", "")
    yield from ("| column | type | what it is |", "| --- | --- | --- |")
    for column in table.columns:
        yield f"| {column.name} | {column.type} | {_cell(about, table, column)} |"
    yield ""


def _cell(about: About, table: Table, column: Column) -> str:
    key = "Part of the key. " if len(table.key) > 1 else "Key. "
    of = f" In the table {column.of}." if column.of else ""
    return (key * (column.name in table.key) + column.sentence(about.profile, about.made.base) + of).replace("|", "\\|")
