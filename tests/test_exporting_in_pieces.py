"""RDF files are written piece by piece: the bytes are the same however little of the graph is read at once."""

import io

import pyoxigraph
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casegraph.exporting import GRAPH_FORMATS
from casegraph.names import BASE, PREFIXES
from casegraph.rdf.sorted_lines import SortedLines

TYPE = f"<{PREFIXES['rdf']}type>"
NUMBERS = ("integer", "decimal", "double", "boolean", "date")
IRIS = st.sampled_from(
    [
        *(f"<{BASE}{rest}>" for rest in ("review/a", "review/a/1", "theme/risk", "theme/a.b", "shape/core/x", "area/")),
        *(f"<{PREFIXES[name]}{rest}>" for name, rest in (("xsd", "date"), ("rdf", "type"), ("skos", "Concept"))),
    ]
)
TEXTS = st.text(st.sampled_from('a"\\\n\t\r> <.é’^:_\u0001\u2028👶1'), max_size=6) | st.just(f"x> {TYPE} <a> .")
NUMERALS = st.sampled_from(["1", "-0", "+1", "1.", ".5", "-1.50", "1e3", "1.E-2", "e3", "true", "yes", ""])


def literal(text: str, suffix: str) -> str:
    """A literal as N-Triples writes it."""
    return str(pyoxigraph.Literal(text)) + suffix


OBJECTS = (
    IRIS
    | st.builds(literal, TEXTS, st.sampled_from(["", "@en", f"^^<{PREFIXES['edtf']}EDTF>"]))
    | st.builds(literal, NUMERALS, st.sampled_from([f"^^<{PREFIXES['xsd']}{name}>" for name in NUMBERS]))
)
PREDICATES = st.sampled_from([f"<{PREFIXES[name]}p>" for name in ("dcterms", "rdfs", "cg")])
STATEMENTS = st.lists(
    st.builds("{} {} {} .".format, IRIS, PREDICATES, OBJECTS) | st.builds(f"{{}} {TYPE} {{}} .".format, IRIS, IRIS),
    max_size=12,
)


def in_pieces(name: str, statements: list[str], at_once: int) -> bytes:
    """A format, written from a file of which so many bytes are read at once."""
    file = io.BytesIO("".join(f"{line}\n" for line in sorted({*statements})).encode())
    return b"".join(GRAPH_FORMATS[name].write(SortedLines.of_file(file, at_once), BASE))


@pytest.mark.parametrize("name", GRAPH_FORMATS)
@given(statements=STATEMENTS, at_once=st.integers(1, 400))
@example(statements=[], at_once=1)
def test_the_pieces_are_the_whole(name: str, statements: list[str], at_once: int) -> None:
    """A subject is never cut in two."""
    assert in_pieces(name, statements, at_once).decode() == GRAPH_FORMATS[name].text("\n".join(statements), BASE)


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ("turtle", pyoxigraph.RdfFormat.TURTLE),
        ("trig", pyoxigraph.RdfFormat.TRIG),
        ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
        ("ntriples", pyoxigraph.RdfFormat.N_TRIPLES),
    ],
)
@given(statements=STATEMENTS, at_once=st.integers(1, 400))
def test_pieces_are_read_as_the_same_statements(
    name: str, read_as: pyoxigraph.RdfFormat, statements: list[str], at_once: int
) -> None:
    """Whatever is in a text, and in whichever place a property's name stands."""
    written = in_pieces(name, statements, at_once)
    expected = {*pyoxigraph.parse("\n".join(statements), format=pyoxigraph.RdfFormat.N_TRIPLES)}
    assert {quad.triple for quad in pyoxigraph.parse(written, format=read_as)} == {quad.triple for quad in expected}


@given(statements=STATEMENTS)
def test_turtle_declares_no_prefix_that_it_does_not_use(statements: list[str]) -> None:
    """Numbers are bare, and rdf:type is a."""
    lines = GRAPH_FORMATS["turtle"].text("\n".join(statements), BASE).splitlines(keepends=True)
    for number, line in enumerate(lines):
        if line.startswith("@prefix "):
            without = "".join(lines[:number] + lines[number + 1 :])
            with pytest.raises(SyntaxError):
                [*pyoxigraph.parse(without, format=pyoxigraph.RdfFormat.TURTLE)]


@given(statements=STATEMENTS, at_once=st.integers(1, 200))
def test_a_subject_is_in_one_block(statements: list[str], at_once: int) -> None:
    """And the blocks together are the file."""
    content = "".join(f"{line}\n" for line in sorted({*statements})).encode()
    blocks = [*SortedLines.of_file(io.BytesIO(content), at_once).blocks()]
    subjects = [{line.split(b" ")[0] for line in block.splitlines()} for block in blocks]
    assert b"".join(blocks) == content
    assert sum(map(len, subjects)) == len({line.split(" ")[0] for line in statements})
