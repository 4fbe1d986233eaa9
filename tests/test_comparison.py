"""Answers compared: what SPARQL leaves open is no difference, everything else is."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode

from casegraph.conforming.comparison import difference
from casegraph.conforming.terms import Row, Term
from casegraph.names import PREFIXES


def typed(value: str, datatype: str) -> Literal:
    """A literal of a datatype of XML Schema."""
    return Literal(value, datatype=NamedNode(f"{PREFIXES['xsd']}{datatype}"))


def rows(*terms: Term) -> list[Row]:
    """Rows of one column."""
    return [(term,) for term in terms]


ANY = "SELECT ?a { ?s ?p ?a }"
SORTED = f"{ANY} ORDER BY ?a"


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (Literal("a"), Literal("a")),
        (Literal("a"), typed("a", "string")),
        (Literal("a", language="en"), Literal("a", language="EN")),
        (typed("0.50", "decimal"), typed("0.5", "decimal")),
        (typed("3", "integer"), typed("3", "int")),
        (typed("0.333333333333333333", "decimal"), typed("0.3333333333333", "decimal")),
        (typed("0.12345678949999999", "decimal"), typed("0.1234567895", "decimal")),
        (typed("1", "boolean"), typed("true", "boolean")),
        (BlankNode("a"), BlankNode("b")),
        (None, None),
    ],
)
def test_engines_may_write_a_term_in_several_ways(here: Term, there: Term) -> None:
    assert difference(ANY, ["a"], rows(here), rows(there)) is None


@pytest.mark.parametrize(
    ("here", "there"),
    [
        (Literal("a"), Literal("b")),
        (Literal("a"), Literal("a", language="en")),
        (Literal("x:a"), NamedNode("x:a")),
        (typed("3", "integer"), Literal("3")),
        (typed("1000000000000001", "integer"), typed("1000000000000002", "integer")),
        (typed("0.3333", "decimal"), typed("0.3334", "decimal")),
        (typed("2025-01-01", "date"), typed("2025-01-02", "date")),
        (typed("1", "integer"), typed("true", "boolean")),
        (typed("1E999999999", "double"), typed("2E999999999", "double")),
        (None, Literal("")),
    ],
)
def test_other_terms_are_different(here: Term, there: Term) -> None:
    differing = difference(ANY, ["a"], rows(here), rows(there))
    assert differing is not None
    assert (differing.words, differing.here, differing.there) == ("1 of 1 rows differs", (here,), (there,))


def test_rows_are_a_bag() -> None:
    a, b = Literal("a"), Literal("b")
    assert difference(ANY, ["a"], rows(a, b, a), rows(a, a, b)) is None
    assert difference(ANY, ["a"], rows(a, b, a), rows(a, b, b)) is not None


@pytest.mark.parametrize(
    ("terms", "is_in_order"),
    [
        ((Literal("B"), Literal("a"), Literal("é")), True),  # by code point
        ((Literal("a"), Literal("B")), False),
        ((Literal(9), Literal(10)), True),
        ((typed("10.0", "decimal"), Literal(9)), False),
        ((None, BlankNode("a"), NamedNode("x:a"), Literal("a")), True),
        ((Literal("a"), NamedNode("x:a")), False),
        ((Literal("b", language="en"), Literal("a", language="en")), True),  # of which SPARQL says nothing
        ((typed("2025-01-02", "date"), typed("2025-01-01", "date")), True),
        ((typed("true", "boolean"), typed("false", "boolean")), False),
    ],
)
def test_rows_keep_to_the_order_that_sparql_has(terms: tuple[Term, ...], is_in_order: bool) -> None:
    assert (difference(SORTED, ["a"], rows(*terms), rows(*terms)) is None) is is_in_order


def test_what_order_by_does_not_tell_apart_may_come_in_any_order() -> None:
    pairs = [(Literal(2), Literal("y")), (Literal(2), Literal("x")), (Literal(1), Literal("z"))]
    query = "SELECT ?a ?b { ?s ?b ?a } ORDER BY DESC(?a)"
    assert difference(query, ["a", "b"], pairs, [pairs[1], pairs[0], pairs[2]]) is None
    assert difference(query, ["a", "b"], pairs, pairs[::-1]) is not None
    assert difference(f"{query} ?b", ["a", "b"], pairs[1:], pairs[1:]) is None
    assert difference(f"{query} ?b", ["a", "b"], pairs, pairs) is not None


def test_an_order_that_cannot_be_seen_in_the_rows_is_not_judged() -> None:
    two = rows(Literal("b"), Literal("a"))
    for order in ("?hidden ?a", "ABS(?a) ?a", "DESC(STRLEN(?a)) ?a"):
        assert difference(f"{ANY} ORDER BY {order}", ["a"], two, two) is None
    inner = "SELECT ?a { { SELECT ?a { ?s ?p ?a } ORDER BY ?a } }"
    assert difference(inner, ["a"], two, two) is None


def test_limit_may_keep_any_of_the_rows_that_stand_level() -> None:
    here = [(Literal(2), Literal("x")), (Literal(1), Literal("y"))]
    there = [(Literal(2), Literal("x")), (Literal(1), Literal("z"))]
    query = "SELECT ?a ?b { ?s ?b ?a } ORDER BY DESC(?a)"
    assert difference(f"{query} LIMIT 2", ["a", "b"], here, there) is None
    assert difference(query, ["a", "b"], here, there) is not None
    assert difference(f"{query} ?b LIMIT 2", ["a", "b"], here, there) is not None
    assert difference(f"{query} LIMIT 2", ["a", "b"], here, [(Literal(3), Literal("x")), there[1]]) is not None
    assert difference(f"{query} LIMIT 2", ["a", "b"], here, there[:1]) is not None


def test_group_concat_may_join_in_any_order() -> None:
    query = 'SELECT (GROUP_CONCAT(?x; SEPARATOR=", ") AS ?a) { ?s ?p ?x } GROUP BY ?s'
    assert difference(query, ["a"], rows(Literal("x, y")), rows(Literal("y, x"))) is None
    assert difference(query, ["a"], rows(Literal("x, y")), rows(Literal("x, x"))) is not None
    assert difference(ANY, ["a"], rows(Literal("x, y")), rows(Literal("y, x"))) is not None
    default = "SELECT (GROUP_CONCAT(DISTINCT ?x) AS ?a) { ?s ?p ?x } GROUP BY ?s"
    assert difference(default, ["a"], rows(Literal("x y")), rows(Literal("y x"))) is None


def test_a_row_is_shown_beside_the_one_that_is_most_like_it() -> None:
    here = [(Literal("a"), Literal(1)), (Literal("b"), Literal(2))]
    there = [(Literal("c"), Literal(9)), (Literal("a"), Literal(3))]
    differing = difference("SELECT ?a ?b { ?a ?p ?b }", ["a", "b"], here, there)
    assert differing is not None
    assert (differing.words, differing.here, differing.there) == ("2 of 2 rows differ", here[0], there[1])
    assert differing.columns == (1,)
