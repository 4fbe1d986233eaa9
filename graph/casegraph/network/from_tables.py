"""Occurrences of a projection from the tables of a build, which hold what its query asks the whole graph for.

They are the rows of the queries in ``ontology/projections``, column by column; at thousands of reviews they are there sooner. A projection without a statement here, and a graph without tables, are for the query alone.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from casegraph.counts.columns import file_of
from casegraph.counts.connection import open_database, quoted
from casegraph.store.build_folder import BuildFolder
from casegraph.store.release import locate

__all__ = ["TableRow", "occurrence_rows"]


class TableRow(NamedTuple):
    """A row of a projection; things are the ends of their IRIs, such as theme/neglect.

    *target_kind* and *behind* are "" in a one-mode projection. *asking* is the clause that has the *basis*; both are ""
    where agencies are not asked.
    """

    source_kind: str
    source: str
    link: str
    target_kind: str
    target: str
    behind: str
    review: str
    asking: str
    basis: str


_ADDRESSED = "SELECT clause, review, themes, unnest(asked) AS agency, unnest(bases) AS basis FROM clauses WHERE kind = 'recommendation'"
_OF_REVIEWS = "SELECT review, unnest(keywords) AS keyword FROM reviews"
_ABOUT = "SELECT clause, review, unnest(themes) AS theme FROM clauses WHERE kind IN ({})"
_ADVICE, _CONTENT = _ABOUT.format("'recommendation'"), _ABOUT.format("'recommendation', 'learning point'")

_STATEMENTS: Mapping[str, str] = {
    "agency-theme": f"""SELECT 'agency', 'agency/' || agency, 'asked about', 'theme', 'theme/' || unnest(themes), clause,
      'review/' || review, clause, basis FROM ({_ADDRESSED})""",
    "agency-theme-concerns": """SELECT 'agency', 'agency/' || agency, 'concerned', 'theme', 'theme/' || unnest(themes), clause,
      'review/' || review, '', ''
      FROM (SELECT clause, review, themes, unnest(concerned) AS agency FROM clauses WHERE kind = 'recommendation')""",
    "agency-agency": f"""SELECT 'agency', 'agency/' || agency, 'asked together', '', clause, '', 'review/' || review, clause, basis
      FROM ({_ADDRESSED}) UNION ALL
      SELECT 'agency', 'agency/' || agency, 'asked on the same themes', '', 'theme/' || unnest(themes), '', 'review/' || review,
      clause, basis FROM ({_ADDRESSED})""",
    "partnership-theme": f"""SELECT 'partnership', 'partnership/' || partnership, 'reviewed', 'theme', 'theme/' || theme, clause,
      'review/' || review, '', ''
      FROM ({_CONTENT}) JOIN (SELECT review, unnest(partnerships) AS partnership FROM reviews) USING (review)""",
    "theme-theme": f"""SELECT 'theme', 'theme/' || theme, 'together', '', clause, '', 'review/' || review, '', ''
      FROM ({_ADVICE})""",
    "review-keyword": f"""SELECT 'review', 'review/' || review, 'keyword', 'keyword', 'keyword/' || keyword, 'review/' || review,
      'review/' || review, '', '' FROM ({_OF_REVIEWS})""",
    "keyword-keyword": f"""SELECT 'keyword', 'keyword/' || keyword, 'together', '', 'review/' || review, '', 'review/' || review, '', ''
      FROM ({_OF_REVIEWS})""",
    "review-review": f"""SELECT 'review', 'review/' || review, 'alike', '', has, '', 'review/' || review, '', '' FROM (
      SELECT review, 'keyword/' || keyword AS has FROM ({_OF_REVIEWS})
      UNION SELECT review, 'theme/' || theme FROM ({_CONTENT}))""",
}


def occurrence_rows(folder: BuildFolder, name: str) -> Iterator[TableRow] | None:
    """Return the rows of a projection from the tables in a folder, None where it has none or they do not suffice."""
    statement = _STATEMENTS.get(name)
    files = {table: locate(folder.path, file_of(table)) for table in ("reviews", "clauses")}
    if statement is None or not all(file.exists() for file in files.values()):
        return None
    return _rows(files, statement)


def _rows(files: Mapping[str, Path], statement: str) -> Iterator[TableRow]:
    with open_database() as database:
        for table, file in files.items():
            database.execute(f"CREATE VIEW {table} AS FROM {quoted(file)}")
        yield from map(TableRow._make, database.execute(statement).fetchall())
