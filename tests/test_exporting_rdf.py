"""RDF files: other programs read the same statements from each, and the same statements give the same bytes."""

import json
import random
import shutil
import subprocess
import warnings
from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from casegraph.errors import BuildError
from casegraph.exporting import GRAPH_FORMATS
from casegraph.names import BASE, PREFIXES, prefixes_for
from casegraph.store.memory import MemoryStore

OXIGRAPH = {
    "turtle": pyoxigraph.RdfFormat.TURTLE,
    "ntriples": pyoxigraph.RdfFormat.N_TRIPLES,
    "jsonld": pyoxigraph.RdfFormat.JSON_LD,
    "rdfxml": pyoxigraph.RdfFormat.RDF_XML,
    "trig": pyoxigraph.RdfFormat.TRIG,
}
RDFLIB = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml", "trig": "trig"}
# Raptor has no JSON-LD reader.
RAPPER = {"turtle": "turtle", "ntriples": "ntriples", "rdfxml": "rdfxml", "trig": "trig"}

REVIEW = f"<{BASE}review/2025-ashby-child-a>"
STATEMENTS = [
    f"{REVIEW} <{PREFIXES['rdf']}type> <{BASE}ontology#Review> .",
    f'{REVIEW} <{PREFIXES["rdfs"]}label> "2025 – Ashby – “Child” \\"A\\" \\\\ <b>&amp;</b>" .',
    f'{REVIEW} <{BASE}ontology#year> "2025"^^<{PREFIXES["xsd"]}integer> .',
    f'{REVIEW} <{BASE}ontology#isComplete> "true"^^<{PREFIXES["xsd"]}boolean> .',
    f'{REVIEW} <{BASE}ontology#caseName> "Child A" .',
    f"{REVIEW} <{BASE}ontology#forArea> <{BASE}area/E08000025> .",
    f"{REVIEW} <{BASE}ontology#hasLearning> <{BASE}learning/2025-ashby-child-a/1> .",
    f"{REVIEW} <{BASE}ontology#hasLearning> <{BASE}learning/2025-ashby-child-a/2> .",
    f"{REVIEW} <{PREFIXES['rdfs']}seeAlso> <https://example.org/a:b/c?d=e&f=%20#g> .",
    f"{REVIEW} <{PREFIXES['rdfs']}seeAlso> <{BASE}unknown:thing/x> .",
    f'<{BASE}learning/2025-ashby-child-a/1> <{BASE}ontology#text> "line one\\nline two\\r\\n\\ttabbed 👶🏽 Réaltín" .',
    f"<{BASE}learning/2025-ashby-child-a/1> <{BASE}ontology#inPassage> <{BASE}source/76c29de6110f605e#char=11,41> .",
    f'<{BASE}incident/2025-ashby-child-a/1> <{BASE}ontology#occurred> "2023-02"^^<{PREFIXES["edtf"]}EDTF> .',
    f'<{BASE}incident/2025-ashby-child-a/1> <{BASE}ontology#occurredFrom> "2023-02-01"^^<{PREFIXES["xsd"]}date> .',
    f'<{BASE}child/2025-ashby-child-a/1> <{BASE}ontology#age> "3.5"^^<{PREFIXES["xsd"]}decimal> .',
    f'<{BASE}child/2025-ashby-child-a/2> <{BASE}ontology#age> "3"^^<{PREFIXES["xsd"]}decimal> .',
    f'<{BASE}theme/voice> <{PREFIXES["skos"]}prefLabel> "Voice of the child"@en .',
    f'<{BASE}theme/voice> <{PREFIXES["skos"]}prefLabel> "Llais y plentyn"@cy .',
    f'<{BASE}theme/voice> <{PREFIXES["skos"]}note> "no language" .',
    f'<{BASE}theme/voice> <{PREFIXES["skos"]}note> "one"@en .',
]
SMALL = "".join(f"{line}\n" for line in STATEMENTS)


def oxigraph_triples(text: str, name: str) -> set[pyoxigraph.Triple]:
    """What Oxigraph reads."""
    return {quad.triple for quad in pyoxigraph.parse(text, format=OXIGRAPH[name])}


def rdflib_graph(text: str, name: str) -> rdflib.Graph:
    """What rdflib reads."""
    graph = rdflib.Dataset(default_union=True) if name == "trig" else rdflib.Graph()
    with warnings.catch_warnings():
        # rdflib's own readers of JSON-LD and TriG use classes that it has deprecated.
        warnings.simplefilter("ignore", DeprecationWarning)
        graph.parse(data=text, format=RDFLIB[name])
        if name != "trig":
            return graph
        triples = rdflib.Graph()
        for triple in graph.triples((None, None, None)):
            triples.add(triple)
    return triples


def rapper_triples(file: Path, name: str) -> set[pyoxigraph.Triple]:
    """What Raptor's command reads; a machine without it fails the test."""
    if shutil.which("rapper") is None:
        pytest.fail("The program rapper is missing; type: sudo apt-get install raptor2-utils")
    run = subprocess.run(
        ["rapper", "-q", "-i", RAPPER[name], "-o", "ntriples", str(file)], capture_output=True, check=False
    )
    assert run.returncode == 0, run.stderr.decode()
    return {quad.triple for quad in pyoxigraph.parse(run.stdout, format=pyoxigraph.RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_oxigraph_reads_the_same_statements(name: str) -> None:
    """Every term comes back exactly, also spaces, quotes, languages and the spelling of numbers."""
    assert oxigraph_triples(GRAPH_FORMATS[name].text(SMALL, BASE), name) == oxigraph_triples(SMALL, "ntriples")


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_rdflib_reads_the_same_statements(name: str) -> None:
    """The same triples; there are no blank nodes, so sets can be compared."""
    graph, expected = rdflib_graph(GRAPH_FORMATS[name].text(SMALL, BASE), name), rdflib_graph(SMALL, "ntriples")

    assert len(graph) == len(STATEMENTS)
    assert set(graph) == set(expected)


@pytest.mark.parametrize("name", RAPPER)
def test_raptor_reads_the_same_statements(name: str, tmp_path: Path) -> None:
    """Debian's rapper, for every format that it has a reader for."""
    file = tmp_path / GRAPH_FORMATS[name].file
    file.write_bytes(GRAPH_FORMATS[name].text(SMALL, BASE).encode())

    assert rapper_triples(file, name) == oxigraph_triples(SMALL, "ntriples")


@pytest.mark.parametrize("name", GRAPH_FORMATS)
@given(seed=st.integers(0, 2**32))
def test_the_order_of_the_statements_changes_no_byte(name: str, seed: int) -> None:
    """Nor does a statement that is there twice."""
    shuffled = [*STATEMENTS, *STATEMENTS[:3]]
    random.Random(seed).shuffle(shuffled)

    assert GRAPH_FORMATS[name].text("\n".join(shuffled), BASE) == GRAPH_FORMATS[name].text(SMALL, BASE)


@pytest.mark.parametrize("name", ["turtle", "jsonld", "rdfxml", "trig"])
@given(
    literal=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff")),
    language=st.sampled_from(["", "@en", f"^^<{PREFIXES['edtf']}EDTF>"]),
)
def test_any_text_survives(name: str, literal: str, language: str) -> None:
    """A literal with whatever is in it is read back as it was."""
    quoted = literal.replace("\\", "\\\\").replace('"', '\\"')
    line = f'<{BASE}review/a> <{BASE}ontology#text> "{quoted}"{language} .\n'

    assert oxigraph_triples(GRAPH_FORMATS[name].text(line, BASE), name) == oxigraph_triples(line, "ntriples")


@pytest.mark.parametrize(
    "spelling", ["007", "-0", "+1", "1.", "1e3", "99999999999999999999", "yes", "1", "-4.50", ".5"]
)
@pytest.mark.parametrize("datatype", ["integer", "decimal", "boolean", "double"])
@pytest.mark.parametrize("name", ["turtle", "jsonld"])
def test_unusual_spellings_of_numbers_stay_as_they_are(name: str, datatype: str, spelling: str) -> None:
    """Only what a reader gives back unchanged is written bare."""
    line = f'<{BASE}child/a/1> <{BASE}ontology#age> "{spelling}"^^<{PREFIXES["xsd"]}{datatype}> .\n'

    assert oxigraph_triples(GRAPH_FORMATS[name].text(line, BASE), name) == oxigraph_triples(line, "ntriples")


@pytest.mark.parametrize(
    "iri",
    [
        "",
        "theme",
        "theme/",
        "theme/a/../b",
        "theme/./a",
        "theme//a",
        "//e.org/a",
        "a:b",
        "?a",
        "#a",
        "theme/%41",
        "theme/a.b",
    ],
)
@pytest.mark.parametrize("name", ["turtle", "jsonld", "trig"])
def test_odd_iris_stay_as_they_are(name: str, iri: str) -> None:
    """Where a short name would be read as another IRI, the whole IRI is written."""
    for line in (
        f"<{BASE}{iri}> <{BASE}ontology#forArea> <{BASE}{iri}> .\n",
        f"<{BASE}{iri}> <{PREFIXES['rdf']}type> <{BASE}{iri}> .\n",
    ):
        assert oxigraph_triples(GRAPH_FORMATS[name].text(line, BASE), name) == oxigraph_triples(line, "ntriples")


@pytest.mark.parametrize("character", ["\\u0000", "\\u0001", "\\b", "\\f", "\\u001B", "\\uFFFE", "\\uFFFF"])
def test_characters_that_xml_forbids_do_not_break_rdfxml(character: str) -> None:
    """They become replacement characters there, and stay in the other formats."""
    line = f'<{BASE}review/a> <{BASE}ontology#text> "a{character}b" .\n'
    replaced = line.replace(character, "\ufffd")

    written = rdflib_graph(GRAPH_FORMATS["rdfxml"].text(line, BASE), "rdfxml")
    assert set(written) == set(rdflib_graph(replaced, "ntriples"))
    for name in ("turtle", "jsonld"):
        assert oxigraph_triples(GRAPH_FORMATS[name].text(line, BASE), name) == oxigraph_triples(line, "ntriples")


def test_line_separators_of_unicode_do_not_cut_a_statement() -> None:
    """Only a line feed ends a line of N-Triples."""
    line = f'<{BASE}review/a> <{BASE}ontology#text> "a\u2028b\u0085c\u000bd" .\n'

    assert GRAPH_FORMATS["ntriples"].text(line, BASE) == line
    assert oxigraph_triples(GRAPH_FORMATS["turtle"].text(line, BASE), "turtle") == oxigraph_triples(line, "ntriples")


@pytest.mark.parametrize(
    ("name", "declaration"),
    [
        pytest.param("jsonld", '"{prefix}": "{iri}"', id="jsonld"),
        pytest.param("rdfxml", 'xmlns:{prefix}="{iri}"', id="rdfxml"),
    ],
)
def test_prefixes_are_declared(name: str, declaration: str) -> None:
    """All that queries know, with the base that the graph was built under."""
    text = GRAPH_FORMATS[name].text(SMALL.replace(BASE, "https://example.org/cg/"), "https://example.org/cg/")

    for prefix, iri in PREFIXES.items():
        assert declaration.format(prefix=prefix, iri=iri.replace(BASE, "https://example.org/cg/")) in text
    assert BASE not in text


def test_turtle_is_a_paragraph_a_subject() -> None:
    """Type first, prefixed names, numbers bare, and below the prefixes that are used."""
    prefixes, *paragraphs = GRAPH_FORMATS["turtle"].text(SMALL, BASE).split("\n\n")

    used = ("area", "cg", "edtf", "rdfs", "review", "skos", "theme", "xsd")
    assert prefixes.splitlines() == [f"@prefix {name}: <{prefixes_for(BASE)[name]}> ." for name in used]
    assert paragraphs[3].startswith(
        f"<{BASE}learning/2025-ashby-child-a/1> cg:inPassage <{BASE}source/76c29de6110f605e"
    )
    assert paragraphs[4] == (
        "review:2025-ashby-child-a a cg:Review ;\n"
        '    rdfs:label "2025 – Ashby – “Child” \\"A\\" \\\\ <b>&amp;</b>" ;\n'
        f"    rdfs:seeAlso <https://example.org/a:b/c?d=e&f=%20#g> , <{BASE}unknown:thing/x> ;\n"
        '    cg:caseName "Child A" ;\n'
        "    cg:forArea area:E08000025 ;\n"
        f"    cg:hasLearning <{BASE}learning/2025-ashby-child-a/1> , <{BASE}learning/2025-ashby-child-a/2> ;\n"
        "    cg:isComplete true ;\n"
        "    cg:year 2025 ."
    )


def test_a_prefix_whose_names_would_need_an_escape_is_not_used() -> None:
    """Escapes are right, but not what one pastes into a query."""
    lines = f"<{BASE}recommendation/a/1> <{BASE}ontology#fromReview> <{BASE}review/a> .\n"
    text = GRAPH_FORMATS["turtle"].text(lines, BASE)

    assert f"<{BASE}recommendation/a/1> cg:fromReview review:a ." in text and "\\" not in text
    assert "recommendation: " not in text


@given(seed=st.integers(0, 2**32))
def test_whoever_writes_turtle_writes_the_same(seed: int) -> None:
    """A file, an answer of a store, and whatever the order of the triples."""
    shuffled = [*STATEMENTS]
    random.Random(seed).shuffle(shuffled)
    answer = MemoryStore.from_ntriples("\n".join(shuffled)).answer("CONSTRUCT WHERE { ?s ?p ?o }", graph="turtle")

    assert answer.body.decode() == GRAPH_FORMATS["turtle"].text(answered_lines(), BASE)


@cache
def answered_lines() -> str:
    """The statements as a store has them: of numbers it keeps the value, not the spelling."""
    return MemoryStore.from_ntriples(SMALL).construct("CONSTRUCT WHERE { ?s ?p ?o }")


def test_jsonld_is_plain_json_to_programs_that_know_no_rdf() -> None:
    """Short keys, numbers and strings as JSON has them, types in the context."""
    document = json.loads(GRAPH_FORMATS["jsonld"].text(SMALL, BASE))
    nodes = {node["@id"]: node for node in document["@graph"]}
    review = nodes["review:2025-ashby-child-a"]

    assert review["@type"] == "cg:Review"
    assert review["cg:year"] == 2025
    assert review["cg:isComplete"] is True
    assert review["cg:forArea"] == "area:E08000025"
    assert review["cg:hasLearning"] == ["learning/2025-ashby-child-a/1", "learning/2025-ashby-child-a/2"]
    assert nodes["incident/2025-ashby-child-a/1"]["cg:occurred"] == "2023-02"
    assert document["@context"]["cg:forArea"] == {"@id": "cg:forArea", "@type": "@id"}
    assert document["@context"]["cg:occurred"] == {"@id": "cg:occurred", "@type": "edtf:EDTF"}


@pytest.mark.parametrize(
    "line", ["_:b <https://e.org/p> <https://e.org/o> .", "<https://e.org/s> <https://e.org/p> _:b ."]
)
@pytest.mark.parametrize("name", ["turtle", "jsonld"])
def test_blank_nodes_are_refused(name: str, line: str) -> None:
    """Their names differ from run to run; the message shows the line."""
    with pytest.raises(BuildError, match="_:b"):
        GRAPH_FORMATS[name].text(line, BASE)


@cache
def whole_graph(built: Path) -> set[pyoxigraph.Triple]:
    """What Oxigraph reads from the N-Triples of a build."""
    return oxigraph_triples((built / "casegraph.nt").read_text(encoding="utf-8"), "ntriples")


@pytest.mark.parametrize("name", GRAPH_FORMATS)
def test_each_file_of_a_build_holds_the_whole_graph(name: str, built: Path) -> None:
    """Oxigraph reads what N-Triples has; Raptor, where it can, as well."""
    expected = whole_graph(built)
    file = built / GRAPH_FORMATS[name].file

    assert len(expected) > 10_000
    assert oxigraph_triples(file.read_text(encoding="utf-8"), name) == expected
    if name in RAPPER:
        assert rapper_triples(file, name) == expected


def test_rdflib_reads_the_turtle_and_the_jsonld_of_a_build_alike(built: Path) -> None:
    """The same number of triples as Oxigraph's, and the same ones; there are no blank nodes."""
    count = len((built / "casegraph.nt").read_text(encoding="utf-8").rstrip("\n").split("\n"))
    turtle = rdflib_graph((built / "casegraph.ttl").read_text(encoding="utf-8"), "turtle")
    jsonld = rdflib_graph((built / "casegraph.jsonld").read_text(encoding="utf-8"), "jsonld")

    assert len(turtle) == count
    assert set(turtle) == set(jsonld)
