"""Corrections: what people overrule in readings, from a table of theirs, and how records change by it."""

from casegraph.corrections.applying import Corrected, corrected
from casegraph.corrections.table import NO_CORRECTIONS, Corrections, Row, read_corrections

__all__ = ["NO_CORRECTIONS", "Corrected", "Corrections", "Row", "corrected", "read_corrections"]
