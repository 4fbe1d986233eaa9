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
        """Open the *files* of the tables, by the names of the tables."""
        self._database = open_database()
        for table in TABLES:
            self._database.execute(f"CREATE VIEW {table} AS FROM {quoted(files[table])}")
        self._database.execute(
            f"CREATE TABLE facets AS {' UNION ALL '.join(_facet(name) for name in FACETS)}",
        )

    def cells(
        self, rows: Dimension, columns: Dimension, chosen: Chosen | None = None, *, role: Role = "asked"
    ) -> tuple[Cell, ...]:
        """Return the cells that count something, with the totals of rows and columns, sorted; totals come first.

        A recommendation without an agency is in none. One without a theme is in the totals of columns only.
        """
        where, values = _where(chosen, role)
        found = self._rows(
            f"""SELECT CASE WHEN grouping({rows}) = 0 THEN CAST({rows} AS VARCHAR) END,
              CASE WHEN grouping({columns}) = 0 THEN CAST({columns} AS VARCHAR) END,
              count(DISTINCT clause), count(DISTINCT review)
            FROM counts WHERE {where}
            GROUP BY GROUPING SETS (({rows}, {columns}), ({rows}), ({columns}), ())
            HAVING (grouping({rows}) = 1 OR {rows} IS NOT NULL) AND count(*) > 0
            ORDER BY 1 NULLS FIRST, 2 NULLS FIRST""",
            values,
        )
        return tuple(Cell(*row) for row in found)

    def clauses(
        self,
        rows: Dimension,
        columns: Dimension,
        cell: tuple[str | None, str | None],
        chosen: Chosen | None = None,
        *,
        role: Role = "asked",
    ) -> tuple[str, ...]:
        """Return the clauses that a cell counts, as the ends of their IRIs, by review and in the order of the page."""
        where, values = _where(chosen, role)
        for dimension, id in zip((rows, columns), cell, strict=True):
            if id is not None:
                where += f" AND CAST({dimension} AS VARCHAR) = ?"
                values.append(id)
        found = self._rows(
            f"""SELECT clause FROM clauses WHERE clause IN (SELECT clause FROM counts WHERE {where})
            ORDER BY review, number""",
            values,
        )
        return tuple(clause for (clause,) in found)

    def without_agency(self, chosen: Chosen | None = None, *, role: Role = "asked") -> int:
        """Return how many recommendations have no agency in this role, so that no cell counts them."""
        where, values = _where(chosen, None)
        ((number,),) = self._rows(
            f"""SELECT count(*) FROM (SELECT clause FROM counts WHERE {where}
            GROUP BY clause HAVING NOT coalesce(bool_or({_ROLES[role]}), false))""",
            values,
        )
        return int(number)

    def reviews(self, chosen: Chosen | None = None) -> tuple[str, ...]:
        """Return the ids of the reviews that are chosen, sorted."""
        where, values = _chosen(chosen)
        return tuple(id for (id,) in self._rows(f"SELECT review FROM reviews WHERE {where} ORDER BY review", values))

    def facets(self, chosen: Chosen | None = None) -> Mapping[Facet, Mapping[str, int]]:
        """Return how many reviews each value of each facet would give, the values of other facets being chosen."""
        chosen = chosen or Chosen()
        found: dict[Facet, dict[str, int]] = {name: {} for name in FACETS}
        for names in _alike(chosen):
            where, values = _chosen(chosen.without(names[0]) if len(names) == 1 else chosen)
            for name, key, number in self._rows(
                f"""SELECT name, key, count(*) FROM facets WHERE list_contains(?, name) AND {where}
                GROUP BY name, key ORDER BY name, key""",
                [[*names], *values],
            ):
                found[name][key] = number
        return found

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
        return f"SELECT '{name}' AS name, agency AS key, review FROM ({_OF_CLAUSES[name]}) AS of(review, agency)"
    return f"SELECT '{name}' AS name, {_OF_REVIEWS[name]} AS key, review FROM reviews"


def _alike(chosen: Chosen) -> Iterator[tuple[Facet, ...]]:
    """Yield the facets by the reviews that they count: those with wanted values each by itself, the others together."""
    wanted = tuple(name for name in FACETS if chosen.values.get(name))
    yield from ((name,) for name in wanted)
    if others := tuple(name for name in FACETS if name not in wanted):
        yield others


def _where(chosen: Chosen | None, role: Role | None) -> tuple[str, list[object]]:
    """Return the condition on rows of counts, and its values."""
    where, values = _chosen(chosen)
    of = f" AND {_ROLES[role]}" if role else ""
    return f"kind = 'recommendation'{of} AND {where}", values


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
            conditions.append(f"review IN (SELECT review FROM reviews WHERE year {sign} ?)")
            values.append(end)
    if chosen.reviews is not None:
        conditions.append("list_contains(?, review)")
        values.append(sorted(chosen.reviews))
    return " AND ".join(conditions), values
