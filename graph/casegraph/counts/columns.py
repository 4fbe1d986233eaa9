"""The tables of a build and their columns: what each holds, and its type in DuckDB's words."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

__all__ = ["FOLDER", "MEDIA_TYPE", "TABLES", "Column", "file_of", "files_in", "meaning_of"]

FOLDER = "tables"
"""The folder of a build that holds the tables."""

MEDIA_TYPE = "application/vnd.apache.parquet"

_TEXTS = "VARCHAR[]"


class Column(NamedTuple):
    """A column; *expression* makes it from a line of a part (see ``casegraph.counts.parts``)."""

    name: str
    type: str
    expression: str
    meaning: str


_REVIEW = Column("review", "VARCHAR", "review", "the id of the review, the last part of its IRI")
_YEAR = Column("year", "INTEGER", "year", "the year in which the review was published")
_CLAUSE = Column("clause", "VARCHAR", "c.clause", "the clause, as the end of its IRI: recommendation/REVIEW/3")
_KIND = Column(
    "kind", "VARCHAR", "c.kind", "learning point, recommendation, or remark (a sentence that recommends nothing)"
)
_PLACE = (
    Column("partnerships", _TEXTS, "partnerships", "the partnerships that commissioned the review"),
    Column("nations", _TEXTS, "nations", "the nations of its areas; empty if the review is anonymous"),
    Column("regions", _TEXTS, "regions", "the regions of its areas"),
)
_WHAT = (
    Column("outcome", "VARCHAR", "outcome", "what happened to the child, by the outcome's id"),
    Column("suicide", "BOOLEAN", "suicide", "whether the page says, suspects or alleges that it was suicide"),
    Column(
        "certainty", "VARCHAR", "certainty", "how certain the text is about what happened: stated, suspected or alleged"
    ),
)

TABLES: Mapping[str, tuple[Column, ...]] = {
    "reviews": (
        _REVIEW,
        Column("title", "VARCHAR", "title", "its heading"),
        _YEAR,
        Column("places", _TEXTS, "places", "the places of the heading, as printed"),
        Column("areas", _TEXTS, "areas", "the areas that these are, by GSS code"),
        *_PLACE,
        *_WHAT,
        Column("date_from", "DATE", "TRY_CAST(date_from AS DATE)", "the earliest day of the incident"),
        Column("date_to", "DATE", "TRY_CAST(date_to AS DATE)", "the latest day of the incident"),
        Column("ages_in_months", "DOUBLE[]", "ages_in_months", "the age of each child; null where it is not stated"),
        Column("age_groups", _TEXTS, "age_groups", "the groups that these ages make, such as under 1, each once"),
        Column("sexes", _TEXTS, "sexes", "the sex of each child in the same order; null where it is not stated"),
        Column("keywords", _TEXTS, "keywords", "its keywords, by id"),
        Column("report", "VARCHAR", "report", "overview report or executive summary; null where it is not stated"),
        Column("link", "VARCHAR", "link", "the address of the report; null where the page has none"),
        Column("is_complete", "BOOLEAN", "is_complete", "false for an entry that the page cuts off"),
        Column("learning_points", "INTEGER", "learning_points", "how many learning points it has"),
        Column("recommendations", "INTEGER", "recommendations", "how many recommendations it has"),
        Column("file", "VARCHAR", "file", "the page that it was read from"),
    ),
    "clauses": (
        _CLAUSE,
        _REVIEW,
        _YEAR,
        _KIND,
        Column("number", "INTEGER", "c.number", "its place among the learning points, or among the rest, from 1"),
        Column("text", "VARCHAR", "c.text", "its words, as on the page"),
        Column("start", "BIGINT", "c.start", "where the words begin on the page, in characters from 0"),
        Column("end", "BIGINT", 'c."end"', "where they end, not included"),
        Column(
            "themes", _TEXTS, "[t.theme FOR t IN c.themes IF t IS NOT NULL]", "its themes, in the order of its words"
        ),
        Column(
            "theme_bases",
            _TEXTS,
            "[t.basis FOR t IN c.themes IF t IS NOT NULL]",
            "how each of them was read: wording, or learned from the whole clause",
        ),
        Column(
            "theme_probabilities",
            "DOUBLE[]",
            "[t.probability FOR t IN c.themes IF t IS NOT NULL]",
            "how probable each of them is; null if only wordings were used",
        ),
        Column(
            "asked",
            _TEXTS,
            "[a.agency FOR a IN c.agencies IF a.role = 'asked']",
            "the agencies that it is addressed to",
        ),
        Column("bases", _TEXTS, "[a.basis FOR a IN c.agencies IF a.role = 'asked']", "how each of them was identified"),
        Column(
            "concerned",
            _TEXTS,
            "[a.agency FOR a IN c.agencies IF a.role = 'concerned']",
            "the agencies that it mentions without asking them to act",
        ),
        Column("asked_through", _TEXTS, "c.asked_through", "those of them that the addressee should get to act"),
        Column("actions", _TEXTS, "c.actions", "the kinds of action that it asks for, by id"),
        Column(
            "owner",
            "VARCHAR",
            "c.owner",
            "the agency that would have to act where none is named: inferred, never counted as asked",
        ),
        Column("owner_words", "VARCHAR", "c.owner_words", "the words that the likely owner was inferred from"),
        Column(
            "strength",
            _TEXTS,
            "c.strength",
            "deadline, measure or soft: whether it gives a time or frequency, says how to check, or only asks to consider",
        ),
    ),
    "counts": (
        _REVIEW,
        _CLAUSE,
        _KIND,
        _YEAR,
        Column("role", "VARCHAR", "a.role", "asked or concerned (mentioned); null if no agency is asked or mentioned"),
        Column("agency", "VARCHAR", "a.agency", "the agency, by id; null likewise"),
        Column("sector", "VARCHAR", "a.sector", "the broadest agency that it belongs to, or itself"),
        Column("basis", "VARCHAR", "a.basis", "how the agency was identified: explicit, lead-in or default"),
        Column("theme", "VARCHAR", "t.theme", "the theme, by id; null where the clause has none"),
        Column("theme_group", "VARCHAR", "t.theme_group", "the group of themes that it belongs to"),
        Column("theme_basis", "VARCHAR", "t.basis", "how it was read: wording, or learned (from the whole clause)"),
        Column("theme_probability", "DOUBLE", "t.probability", "how probable it is; null if only wordings were used"),
        *_PLACE,
        *_WHAT,
    ),
}
"""By name: one row a review, one a clause, and one for each clause with each of its agencies and themes."""


def file_of(table: str) -> str:
    """Return where a build has a table, seen from its folder.

    >>> file_of("counts")
    'tables/counts.parquet'
    """
    return f"{FOLDER}/{table}.parquet"


def files_in(folder: Path) -> Mapping[str, Path]:
    """Return the files of the tables in the folder of a build, by the names of the tables.

    >>> files_in(Path("exports"))["counts"].as_posix()
    'exports/tables/counts.parquet'
    """
    return {table: folder / file_of(table) for table in TABLES}


def meaning_of(table: str, column: str) -> str:
    """Return what a column of a table holds, as a phrase; raises StopIteration if there is no such column.

    >>> meaning_of("reviews", "title")
    'its heading'
    """
    return next(each.meaning for each in TABLES[table] if each.name == column)
