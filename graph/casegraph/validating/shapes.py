"""The shapes of ontology/shapes.ttl: each has a SELECT that finds what is wrong, a severity and a message."""

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
"""From the gravest, which stops a build, to what a page merely does not say."""

_SHACL = "http://www.w3.org/ns/shacl#"


@dataclass(frozen=True, slots=True)
class Shape:
    """A constraint: *name* is the last part of its IRI, *label* says what should hold, *message* what is wrong.

    *select* finds each wrong node as ?this, and the wrong value, if there is one, as ?value. It is about the instances
    of *target_class*, or about the subjects of *target_property*: IRIs, of which one is "".
    """

    name: str
    label: str
    severity: Severity
    message: str
    select: str
    target_class: str
    target_property: str


@cache
def shapes() -> tuple[Shape, ...]:
    """Return all shapes, the gravest first.

    >>> shapes()[0].severity, "coverage-share" in {shape.name for shape in shapes()}
    ('violation', True)
    """
    properties: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for statement in parse(resource("ontology", "shapes.ttl").read_bytes(), format=RdfFormat.TURTLE, base_iri=BASE):
        value = statement.object
        properties[str(statement.subject)][statement.predicate.value.removeprefix(_SHACL)].append(
            str(value) if isinstance(value, BlankNode) else str(getattr(value, "value", ""))
        )
    prefixes = "".join(
        f"PREFIX {declared['prefix'][0]}: <{declared['namespace'][0]}>\n"
        for declared in properties.values()
        if "prefix" in declared
    )
    unsorted = [
        Shape(
            name=iri.rpartition("/")[2].rstrip(">"),
            label=node["http://www.w3.org/2000/01/rdf-schema#label"][0],
            severity=cast(Severity, node["severity"][0].removeprefix(_SHACL).lower()),
            message=properties[node["sparql"][0]]["message"][0],
            select=prefixes + properties[node["sparql"][0]]["select"][0].replace("$this", "?this"),
            target_class="".join(node.get("targetClass", [])),
            target_property="".join(node.get("targetSubjectsOf", [])),
        )
        for iri, node in list(properties.items())
        if "sparql" in node
    ]
    return tuple(sorted(unsorted, key=lambda shape: (SEVERITIES.index(shape.severity), shape.name)))
