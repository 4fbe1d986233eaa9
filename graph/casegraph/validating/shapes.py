"""The shapes of ontology/shapes.ttl: each a SELECT that finds what is wrong, its severity and what to say."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from pyoxigraph import BlankNode, RdfFormat, parse

from casegraph.names import BASE
from casegraph.resources import resource

__all__ = ["SEVERITIES", "Severity", "Shape", "shapes"]

Severity = Literal["violation", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("violation", "warning", "info")
"""From what stops a build to what is only silent."""

_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Shape:
    """A constraint: *name* is the last part of its IRI, *label* what should hold, *message* what is said where it does not.

    *select* finds each wrong node as ?this, and the value that shows it as ?value if there is one.
    """

    name: str
    label: str
    severity: Severity
    message: str
    select: str


@cache
def shapes() -> tuple[Shape, ...]:
    """Return all shapes, the gravest first.

    >>> shapes()[0].severity, "coverage-share" in {shape.name for shape in shapes()}
    ('violation', True)
    """
    said: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement in parse(resource("ontology", "shapes.ttl").read_bytes(), format=RdfFormat.TURTLE, base_iri=BASE):
        value = statement.object
        said[str(statement.subject)][statement.predicate.value.removeprefix(_SHACL)].append(
            str(value) if isinstance(value, BlankNode) else str(getattr(value, "value", ""))
        )
    prefixes = "".join(
        f"PREFIX {declared['prefix'][0]}: <{declared['namespace'][0]}>\n"
        for declared in said.values()
        if "prefix" in declared
    )
    found = [
        Shape(
            name=iri.rpartition("/")[2].rstrip(">"),
            label=node["http://www.w3.org/2000/01/rdf-schema#label"][0],
            severity=cast(Severity, node["severity"][0].removeprefix(_SHACL).lower()),
            message=said[node["sparql"][0]]["message"][0],
            select=prefixes + said[node["sparql"][0]]["select"][0].replace("$this", "?this"),
        )
        for iri, node in list(said.items())
        if "sparql" in node
    ]
    return tuple(sorted(found, key=lambda shape: (SEVERITIES.index(shape.severity), shape.name)))
