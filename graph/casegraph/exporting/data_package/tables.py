"""The tables of a data package, in the order in which it describes them."""

from casegraph.exporting.data_package.clause_tables import CLAUSE_TABLES
from casegraph.exporting.data_package.concept_tables import CONCEPT_TABLES
from casegraph.exporting.data_package.review_tables import REVIEW_TABLES

__all__ = ["TABLES"]

TABLES = (*REVIEW_TABLES, *CLAUSE_TABLES, *CONCEPT_TABLES)
