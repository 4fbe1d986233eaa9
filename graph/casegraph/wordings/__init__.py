"""Wordings: the phrases that lead from a page's text to a theme or an agency, one table a concept.

The tables are in ontology/wordings, and ontology/wordings/README.md explains their columns and notation. A wording is
known by its text within its concept. The labels of a concept are wordings too; they are in the scheme file, because
people see them.
"""

from casegraph.wordings.shipped import concept_named, labels_of, wordings_of
from casegraph.wordings.table import COLUMNS, numbered_rows, read_table, table_rows, table_text
from casegraph.wordings.wording import BE, LABEL, CountsIn, SchemeName, Wording

__all__ = [
    "BE",
    "COLUMNS",
    "LABEL",
    "CountsIn",
    "SchemeName",
    "Wording",
    "concept_named",
    "labels_of",
    "numbered_rows",
    "read_table",
    "table_rows",
    "table_text",
    "wordings_of",
]
