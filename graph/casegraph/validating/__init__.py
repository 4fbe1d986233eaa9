"""Validation: a graph is checked against the shapes of ontology/shapes.ttl."""

from casegraph.validating.shapes import SEVERITIES, Severity, Shape, shapes
from casegraph.validating.validation import Result, validate, violations

__all__ = ["SEVERITIES", "Result", "Severity", "Shape", "shapes", "validate", "violations"]
