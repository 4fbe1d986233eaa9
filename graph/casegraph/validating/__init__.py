"""Validation: a graph is checked against the shapes of ontology/shapes.ttl, as a whole or part by part."""

from casegraph.validating.parts import PartFindings, validate_part, validate_whole
from casegraph.validating.shapes import SEVERITIES, Severity, Shape, shapes
from casegraph.validating.validation import Result, validate, violations

__all__ = [
    "SEVERITIES",
    "PartFindings",
    "Result",
    "Severity",
    "Shape",
    "shapes",
    "validate",
    "validate_part",
    "validate_whole",
    "violations",
]
