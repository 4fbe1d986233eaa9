"""Reading what is counted: cells of a table, the clauses behind each, and how many reviews each filter would leave."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, NamedTuple, Self, get_args

from casegraph.counts.columns import TABLES
from casegraph.counts.connection import open_database, quoted

__all__ = ["FACETS", "Cell", "Chosen", "Counts", "Dimension", "Facet", "Role"]

Dimension = Literal["theme", "theme_group", "agency", "sector", "year"]
"""What can be the rows or the columns of a table."""

Role = Literal["asked", "named", "concerned"]
"""What an agency is to a recommendation; *named* is asked, and not only because nobody is named."""

Facet = Literal["year", "nation", "region", "partnership", "agency", "theme", "keyword", "outcome", "age"]
"""What reviews are chosen by; *agency* has those that the review's recommendations ask by name."""

FACETS: tuple[Facet, ...] = get_args(Facet)

_ROLES: Mapping[Role, str] = {
    "asked": "role = 'asked'",
    "named": "role = 'asked' AND basis <> 'default'",
    "concerned": "role = 'concerned'",
}

_OF_REVIEWS: Mapping[Facet, str] = {
    "year": "CAST(year AS VARCHAR)",
    "nation": "unnest(nations)",
    "region": "unnest(regions)",
    "partnership": "unnest(partnerships)",
    "keyword": "unnest(keywords)",
    "outcome": "outcome",
    "age": "unnest(age_groups)",
}
_OF_CLAUSES: Mapping[Facet, str] = {
    "agency": f"SELECT DISTINCT review, agency FROM counts WHERE {_ROLES['named']}",
    "theme": "SELECT DISTINCT review, theme FROM counts WHERE theme IS NOT NULL",
}


class Cell(NamedTuple):
    """A cell of a table, and how many recommendations and reviews it counts; None stands for all rows or columns."""

    row: str | None
    column: str | None
    recommendations: int
    reviews: int


class YearCell(NamedTuple):
    """What recommendations of a year count, and in how many reviews, for an agency, a theme and a basis, None being all."""

    year: int
    agency: str | None
    theme: str | None
    basis: str | None
    recommendations: int
    reviews: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which reviews count: any value of a facet is enough, all facets have to hold; years from *first* to *last*.

    *reviews*, if given, are the only ones that may count, such as those that contain some words.
    """

    values: Mapping[Facet, Collection[str]] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None
    reviews: Collection[str] | None = None

    def without(self, facet: Facet) -> "Chosen":
        """Return the same choice without the values of one facet."""
        values = {name: wanted for name, wanted in self.values.items() if name != facet}
        return Chosen(values, self.first, self.last, self.reviews)


class Counts:
    """The tables of a build, open for questions; several threads may ask at once.

    Everything is counted among the recommendations of the reviews that are chosen.
    """

    def __init__(self, files: Mapping[str, Path]) -> None:
        """Open the *files* of the tables, by the names of the tables; what is counted most is kept in memory.

        That takes 0.2 s and 10 MB for 10,000 reviews.
        """
        self._database = open_database()
        for table in TABLES:
            self._database.execute(f"CREATE VIEW {table} AS FROM {quoted(files[table])}")
        for statement in _KEPT:
            self._database.execute(statement)

    def cells(
        self, rows: Dimension, columns: Dimension, chosen: Chosen | None = None, *, role: Role | None = "asked"
    ) -> tuple[Cell, ...]:
        """Return the cells that count something, with the totals of rows and columns, sorted; totals come first.

        A recommendation without an agency in this *role* is in none; where the role is None, agencies make no difference.
        One without a theme is in the totals of columns only.
        """
        where, values = _where(chosen, role)
        rows_of_cells = self._rows(
            f"""WITH kept AS MATERIALIZED (SELECT DISTINCT {rows} AS r, {columns} AS c, clause, review FROM asks WHERE {where}),
            in_reviews AS MATERIALIZED (SELECT DISTINCT r, c, review FROM kept),
            numbers AS (
              SELECT r, c, 0 AS totals, count(*) AS n, 0 AS m FROM kept GROUP BY r, c
              UNION ALL SELECT r, NULL, 1, count(*), 0 FROM (SELECT DISTINCT r, clause FROM kept) GROUP BY r
              UNION ALL SELECT NULL, c, 2, count(*), 0 FROM (SELECT DISTINCT c, clause FROM kept) GROUP BY c
              UNION ALL SELECT NULL, NULL, 3, count(DISTINCT clause), 0 FROM kept
              UNION ALL SELECT r, c, 0, 0, count(*) FROM in_reviews GROUP BY r, c
              UNION ALL SELECT r, NULL, 1, 0, count(*) FROM (SELECT DISTINCT r, review FROM in_reviews) GROUP BY r
              UNION ALL SELECT NULL, c, 2, 0, count(*) FROM (SELECT DISTINCT c, review FROM in_reviews) GROUP BY c
              UNION ALL SELECT NULL, NULL, 3, 0, count(DISTINCT review) FROM in_reviews
            )
            SELECT CAST(r AS VARCHAR), CAST(c AS VARCHAR), CAST(sum(n) AS BIGINT), CAST(sum(m) AS BIGINT) FROM numbers
            WHERE totals >= 2 OR r IS NOT NULL
            GROUP BY r, c, totals HAVING sum(n) > 0 ORDER BY 1 NULLS FIRST, 2 NULLS FIRST""",
            values,
        )
        return tuple(Cell(*row) for row in rows_of_cells)

    def clauses(
        self,
        rows: Dimension,
        columns: Dimension,
        cell: tuple[str | None, str | None],
        chosen: Chosen | None = None,
        *,
        role: Role | None = "asked",
    ) -> tuple[str, ...]:
        """Return the clauses that a cell counts, as the ends of their IRIs, by review and in the order of the page."""
        where, values = _where(chosen, role)
        for dimension, id in zip((rows, columns), cell, strict=True):
            if id is not None:
                where += f" AND CAST({dimension} AS VARCHAR) = ?"
                values.append(id)
        ids = self._rows(
            f"""SELECT id FROM clause_ids WHERE number IN (SELECT clause FROM asks WHERE {where}) ORDER BY number""",
            values,
        )
        return tuple(clause for (clause,) in ids)

    def without_agency(self, chosen: Chosen | None = None, *, role: Role = "asked") -> int:
        """Return how many recommendations have no agency in this role, so that no cell counts them."""
        where, values = _where(chosen, None)
        ((number,),) = self._rows(
            f"""SELECT count(*) FROM (SELECT clause FROM asks WHERE {where}
            GROUP BY clause HAVING NOT coalesce(bool_or({_ROLES[role]}), false))""",
            values,
        )
        return int(number)

    def reviews(self, chosen: Chosen | None = None) -> tuple[str, ...]:
        """Return the ids of the reviews that are chosen, sorted."""
        where, values = _chosen(chosen)
        return tuple(
            id
            for (id,) in self._rows(
                f"SELECT id FROM review_ids WHERE {where.replace('review IN', 'number IN')} ORDER BY id", values
            )
        )

    def facets(self, chosen: Chosen | None = None) -> Mapping[Facet, Mapping[str, int]]:
        """Return how many reviews each value of each facet would give, the values of other facets being chosen."""
        chosen = chosen or Chosen()
        counts: dict[Facet, dict[str, int]] = {name: {} for name in FACETS}
        for names in _alike(chosen):
            where, values = _chosen(chosen.without(names[0]) if len(names) == 1 else chosen)
            for name, key, number in self._rows(
                f"""SELECT name, key, count(*) FROM facets WHERE list_contains(?, name) AND {where}
                GROUP BY name, key ORDER BY name, key""",
                [[*names], *values],
            ):
                counts[name][key] = number
        return counts

    def published(self) -> tuple[tuple[int, int], ...]:
        """Return how many reviews were published in each year."""
        years = self._rows("SELECT year, count(*) FROM review_ids GROUP BY year ORDER BY year", [])
        return tuple((int(year), int(number)) for year, number in years)

    def by_year(
        self, agencies: Mapping[str, Collection[str]], themes: Mapping[str, Collection[str]]
    ) -> Iterator[YearCell]:
        """Yield the cells of each year for sets of *agencies* that are asked, and of *themes*, by the names of the sets.

        The cells for all agencies count recommendations that ask none as well; they are for all bases only.
        """
        listed = [(name, id) for name, ids in themes.items() for id in ids]
        of_themes = [[name for name, _ in listed], [id for _, id in listed]]
        yield from (
            YearCell(*row) for row in self._rows(_BY_YEAR.format(_ALL_ASKS, "(year, agency, theme, basis)"), of_themes)
        )
        ((rows,),) = self._rows("SELECT count(*) FROM asks", [])
        at_once = max(1, _AT_ONCE // max(1, rows))
        names = list(agencies)
        for start in range(0, len(names), at_once):
            pairs = [(name, id) for name in names[start : start + at_once] for id in agencies[name]]
            sets = "(year, agency, theme, basis), (year, agency, theme)"
            values = [[name for name, _ in pairs], [id for _, id in pairs], *of_themes]
            yield from (YearCell(*row) for row in self._rows(_BY_YEAR.format(_ADDRESSED, sets), values))

    def close(self) -> None:
        """Close the tables."""
        self._database.close()

    def __enter__(self) -> Self:
        """Return the tables themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the tables."""
        self.close()

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with self._database.cursor() as cursor:
            return cursor.execute(query, values).fetchall()


def _facet(name: Facet) -> str:
    """Return the query for the values that reviews have of a facet."""
    if name in _OF_CLAUSES:
        return f"SELECT '{name}' AS name, of.key, of.review FROM ({_OF_CLAUSES[name]}) AS of(review, key)"
    return f"SELECT '{name}' AS name, {_OF_REVIEWS[name]} AS key, review FROM reviews"


def _names(column: str) -> str:
    """Return the statement that makes a type of the values of a column, which then take a byte or two each."""
    return f"CREATE TYPE {column}_name AS ENUM (SELECT DISTINCT {column} FROM counts WHERE {column} IS NOT NULL ORDER BY 1)"


_NAMED = ("theme", "theme_group", "agency", "sector")
_KEPT = (
    "CREATE TABLE review_ids AS SELECT review AS id, CAST(row_number() OVER () AS INTEGER) AS number, year FROM reviews",
    "CREATE TABLE clause_ids AS SELECT clause AS id, CAST(row_number() OVER () AS INTEGER) AS number FROM clauses "
    "WHERE kind = 'recommendation'",
    *map(_names, _NAMED),
    f"""CREATE TABLE asks AS SELECT clause_ids.number AS clause, review_ids.number AS review, counts.year, role, basis,
      {", ".join(f"CAST({each} AS {each}_name) AS {each}" for each in _NAMED)}
    FROM counts JOIN clause_ids ON clause_ids.id = clause JOIN review_ids ON review_ids.id = review""",
    f"CREATE TABLE facets AS SELECT name, key, number AS review FROM ({' UNION ALL '.join(map(_facet, FACETS))}) "
    "JOIN review_ids ON id = review",
)
"""What is kept in memory: recommendations with their agencies and themes, and the values that reviews have of facets."""


_AT_ONCE = 20_000_000
"""Rows by sets of agencies that are counted at once, so that memory suffices."""

_ADDRESSED = """SELECT DISTINCT clause, review, year, set_name AS agency, basis, theme FROM asks
  JOIN (SELECT unnest(?) AS set_name, TRY_CAST(unnest(?) AS agency_name) AS id) ON id = agency WHERE role = 'asked'"""
_ALL_ASKS = "SELECT DISTINCT clause, review, year, NULL AS agency, NULL AS basis, theme FROM asks"
_BY_YEAR = """WITH kept AS MATERIALIZED ({}),
in_sets AS (
  SELECT clause, review, year, agency, basis, set_name AS theme FROM kept
  JOIN (SELECT unnest(?) AS set_name, TRY_CAST(unnest(?) AS theme_name) AS id) ON id = theme
  UNION ALL SELECT DISTINCT clause, review, year, agency, basis, NULL FROM kept
)
SELECT year, agency, theme, basis, count(DISTINCT clause), count(DISTINCT review) FROM in_sets
GROUP BY GROUPING SETS ({})"""


def _alike(chosen: Chosen) -> Iterator[tuple[Facet, ...]]:
    """Yield the facets by the reviews that they count: those with wanted values each by itself, the others together."""
    wanted = tuple(name for name in FACETS if chosen.values.get(name))
    yield from ((name,) for name in wanted)
    if others := tuple(name for name in FACETS if name not in wanted):
        yield others


def _where(chosen: Chosen | None, role: Role | None) -> tuple[str, list[object]]:
    """Return the condition on rows of counts, and its values."""
    where, values = _chosen(chosen)
    return f"{_ROLES[role]} AND {where}" if role else where, values


def _chosen(chosen: Chosen | None) -> tuple[str, list[object]]:
    """Return the condition on reviews, and its values."""
    if chosen is None:
        return "true", []
    conditions, values = ["true"], list[object]()
    for name, wanted in sorted(chosen.values.items()):
        if wanted:
            conditions.append("review IN (SELECT review FROM facets WHERE name = ? AND list_contains(?, key))")
            values += [name, sorted(wanted)]
    for end, sign in ((chosen.first, ">="), (chosen.last, "<=")):
        if end is not None:
            conditions.append(f"review IN (SELECT number FROM review_ids WHERE year {sign} ?)")
            values.append(end)
    if chosen.reviews is not None:
        conditions.append("review IN (SELECT number FROM review_ids WHERE list_contains(?, id))")
        values.append(sorted(chosen.reviews))
    return " AND ".join(conditions), values
