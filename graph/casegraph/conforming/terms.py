"""Terms compared as SPARQL lets engines write them: numbers by value, blank nodes without their names."""

import math
from decimal import Context, Decimal, InvalidOperation
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from casegraph.names import PREFIXES

__all__ = ["Key", "Row", "Term", "after", "alike", "key", "number"]

Term = NamedNode | BlankNode | Literal | Triple | None
"""What a variable is bound to in a row, None where it is unbound."""

Row = tuple[Term, ...]
"""A row: the terms of its columns."""

Key = tuple[str, ...]
"""What two terms share if they are the same to SPARQL."""

_XSD = PREFIXES["xsd"]
_WHOLE = {
    f"{_XSD}{name}"
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
        "negativeInteger", "unsignedLong", "unsignedInt", "unsignedShort", "unsignedByte",
    )
}  # fmt: skip
_BROKEN = {f"{_XSD}decimal", f"{_XSD}double", f"{_XSD}float"}
_DIGITS = Context(prec=10)  # how many digits a division has is left to engines
_CLOSE = 1e-9
_TRUTH = {"1": "true", "0": "false"}


@lru_cache(maxsize=2**16)
def key(term: Term) -> Key:
    """Return what tells a term from others.

    >>> integer, decimal = (NamedNode(f"http://www.w3.org/2001/XMLSchema#{name}") for name in ("integer", "decimal"))
    >>> key(Literal("0.50", datatype=decimal)) == key(Literal("0.5", datatype=decimal))
    True
    >>> key(Literal("3", datatype=integer)) == key(Literal("3"))
    False
    """
    if term is None:
        return ("unbound",)
    if isinstance(term, NamedNode):
        return ("iri", term.value)
    if isinstance(term, BlankNode):
        return ("blank",)
    if isinstance(term, Triple):
        return ("triple", str(term))
    value = number(term)
    if value is not None:
        rounded = value if term.datatype.value in _WHOLE else _DIGITS.plus(value)
        return ("number", f"{rounded.normalize():f}" if rounded else "0")
    if term.language:
        return ("text", term.value, term.language.lower())
    if term.datatype.value == f"{_XSD}boolean":
        return ("truth", _TRUTH.get(term.value, term.value))
    return ("literal", term.value, term.datatype.value)


def number(term: Term) -> Decimal | None:
    """Return the value of a number, None for any other term."""
    if not isinstance(term, Literal) or term.datatype.value not in _WHOLE | _BROKEN or len(term.value) > 400:
        return None
    try:
        value = Decimal(term.value)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 400 else None


def alike(one: Term, other: Term) -> bool:
    """Return whether two terms are the same, or numbers that differ only in how exactly they were divided."""
    if key(one) == key(other):
        return True
    first, second = number(one), number(other)
    if first is None or second is None:
        return False
    kinds = {term.datatype.value for term in (one, other) if isinstance(term, Literal)}
    return bool(kinds & _BROKEN) and math.isclose(first, second, rel_tol=_CLOSE)


def after(one: Term, other: Term) -> bool | None:
    """Return whether ORDER BY puts *one* after *other*: True, False if before or equal, None if SPARQL leaves it open.

    It orders unbound, blank nodes, IRIs and literals, and within them IRIs, numbers, truth values and plain strings.

    >>> after(NamedNode("x:b"), NamedNode("x:a")), after(None, NamedNode("x:a")), after(Literal("b", language="en"), None)
    (True, False, True)
    >>> print(after(Literal("b", language="en"), Literal("a", language="en")))
    None
    """
    if alike(one, other):
        return False
    ranks = _rank(one), _rank(other)
    if ranks[0] != ranks[1]:
        return ranks[0] > ranks[1]
    first, second = number(one), number(other)
    if first is not None and second is not None:
        return first > second
    mine, others = key(one), key(other)
    is_string = mine[2:] == others[2:] == (f"{_XSD}string",)
    return mine[1] > others[1] if mine[0] == others[0] and (mine[0] in ("iri", "truth") or is_string) else None


def _rank(term: Term) -> int:
    return next((rank for rank, kind in enumerate((BlankNode, NamedNode, Literal), 1) if isinstance(term, kind)), 0)
