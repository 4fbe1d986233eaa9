"""The rows of a projection from the tables of a build, which hold what its query asks the whole graph for.

Each statement gives the rows of the query of the same name in ``ontology/projections``, at thousands of reviews much
sooner. Things are the ends of their IRIs, such as theme/neglect. A projection without a statement is for its query alone.
"""

from collections.abc import Iterator, Mapping

from casegraph.network.model import Row
from casegraph.store.build_tables import BuildTables

__all__ = ["rows_of_tables"]

_TABLES = ("reviews", "clauses")

_ADDRESSED = """SELECT clause, review, themes, unnest(asked) AS agency,
  CASE unnest(bases) WHEN 'default' THEN clause ELSE '' END AS assumed_in FROM clauses WHERE kind = 'recommendation'"""
_OF_REVIEWS = "SELECT review, unnest(keywords) AS keyword FROM reviews"
_ABOUT = "SELECT clause, review, unnest(themes) AS theme FROM clauses WHERE kind IN ({})"
_ADVICE, _CONTENT = _ABOUT.format("'recommendation'"), _ABOUT.format("'recommendation', 'learning point'")

_STATEMENTS: Mapping[str, str] = {
    "agency-theme": f"""SELECT 'agency', 'agency/' || agency, 'asked about', 'theme', 'theme/' || unnest(themes), clause,
      'review/' || review, assumed_in FROM ({_ADDRESSED})""",
    "agency-theme-concerns": """SELECT 'agency', 'agency/' || agency, 'concerned', 'theme', 'theme/' || unnest(themes), clause,
      'review/' || review, ''
      FROM (SELECT clause, review, themes, unnest(concerned) AS agency FROM clauses WHERE kind = 'recommendation')""",
    "agency-agency": f"""SELECT 'agency', 'agency/' || agency, 'asked together', '', clause, '', 'review/' || review, assumed_in
      FROM ({_ADDRESSED}) UNION ALL
      SELECT 'agency', 'agency/' || agency, 'asked on the same themes', '', 'theme/' || unnest(themes), '', 'review/' || review,
      assumed_in FROM ({_ADDRESSED})""",
    "partnership-theme": f"""SELECT 'partnership', 'partnership/' || partnership, 'reviewed', 'theme', 'theme/' || theme, clause,
      'review/' || review, ''
      FROM ({_CONTENT}) JOIN (SELECT review, unnest(partnerships) AS partnership FROM reviews) USING (review)""",
    "theme-theme": f"""SELECT 'theme', 'theme/' || theme, 'together', '', clause, '', 'review/' || review, ''
      FROM ({_ADVICE})""",
    "review-keyword": f"""SELECT 'review', 'review/' || review, 'keyword', 'keyword', 'keyword/' || keyword, 'review/' || review,
      'review/' || review, '' FROM ({_OF_REVIEWS})""",
    "keyword-keyword": f"""SELECT 'keyword', 'keyword/' || keyword, 'together', '', 'review/' || review, '', 'review/' || review, ''
      FROM ({_OF_REVIEWS})""",
    "review-review": f"""SELECT 'review', 'review/' || review, 'alike', '', has, '', 'review/' || review, '' FROM (
      SELECT review, 'keyword/' || keyword AS has FROM ({_OF_REVIEWS})
      UNION SELECT review, 'theme/' || theme FROM ({_CONTENT}))""",
}


def rows_of_tables(tables: BuildTables, name: str, base: str) -> Iterator[Row] | None:
    """Return the rows of a projection of a graph whose IRIs begin with *base*; None where the tables do not give them.

    Raises DamagedBuild for a table that cannot be read.
    """
    statement = _STATEMENTS.get(name)
    rows = tables.rows(statement, _TABLES) if statement else None
    return None if rows is None else (_whole(Row._make(row), base) for row in rows)


def _whole(row: Row, base: str) -> Row:
    """Return a row with whole IRIs in place of their ends."""
    return row._replace(
        source=base + row.source,
        target=base + row.target,
        behind=row.behind and base + row.behind,
        review=base + row.review,
        assumed_in=row.assumed_in and base + row.assumed_in,
    )
