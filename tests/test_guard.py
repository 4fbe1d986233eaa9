"""The guard lets a query read this graph, and nothing else."""

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casegraph.errors import QueryError, QueryRefused, QuerySyntaxError
from casegraph.store.guard import check
from casegraph.store.tokens import place, tokens

ELSEWHERE = "<http://127.0.0.1:9/sparql>"  # Oxigraph refuses port 9 without a connection, so a try shows
STORE = ox.Store()
STORE.add(ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("o")))
NAMES = dict.fromkeys(("", "e", "SERVICE", "SERVICEe"), "http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("SELECT ?service { ?service ?p ?o }", id="variable"),
        pytest.param("SELECT $service ?x { $service ?x 1 }", id="variable with dollar"),
        pytest.param("PREFIX ex: <http://example.org/> ASK { ?s ex:service ?o }", id="local name"),
        pytest.param("PREFIX ex: <http://example.org/> ASK { ?s ex:a.service.b ?o }", id="local name with dots"),
        pytest.param("PREFIX service: <http://example.org/> ASK { ?s service:a ?o . service:b ?p ?o }", id="prefix"),
        pytest.param(
            "PREFIX service: <http://example.org/> ASK { GRAPH service:a { ?s ?p ?o } }", id="prefix in GRAPH"
        ),
        pytest.param("PREFIX service: <http://example.org/> DESCRIBE service:a { ?s ?p ?o }", id="prefix in DESCRIBE"),
        pytest.param("ASK { ?s ?p 'SERVICE <http://example.org> {}' }", id="string"),
        pytest.param('ASK { ?s ?p """one " SERVICE ?x { """ }', id="long string"),
        pytest.param(r"ASK { ?s ?p 'it\'s a SERVICE <x:y> {' }", id="escaped quote"),
        pytest.param("ASK { # SERVICE <http://example.org> {}\n ?s ?p ?o }", id="comment"),
        pytest.param("ASK { ?s <http://example.org/service#SERVICE> ?o }", id="IRI"),
        pytest.param("ASK { VALUES (?a ?b) { (1 <http://example.org/#x>) } ?a ?p 'SERVICE ?x {' }", id="IRI in values"),
        pytest.param("ASK { ?s ?p 'service'@service }", id="language"),
        pytest.param("ASK { _:service ?p _:SERVICE }", id="blank node"),
        pytest.param("ASK { FILTER(?a < ?b && ?c > ?d) ?s ?p 'SERVICE ?x {' }", id="less than"),
        pytest.param("SELECT ?from { ?from ?p 'FROM <x:y>' . ?delete ?insert ?load }", id="from and updates as names"),
        pytest.param("# INSERT DATA\nPREFIX insert: <x:y> BASE <http://example.org/> ASK {}", id="update in prologue"),
    ],
)
def test_words_that_only_look_like_it_are_never_refused(query: str) -> None:
    assert check(query) in ("SELECT", "ASK", "DESCRIBE")


@pytest.mark.parametrize(
    ("query", "at"),
    [
        pytest.param(f"ASK {{ SERVICE {ELSEWHERE} {{}} }}", "line 1, column 7", id="plain"),
        pytest.param(f"ASK {{\n  service silent {ELSEWHERE} {{}} }}", "line 2, column 3", id="small letters, silent"),
        pytest.param("ASK { SERVICE?x{} }", "line 1, column 7", id="variable, no space"),
        pytest.param(f"ASK {{ ?s ?p 1SERVICE{ELSEWHERE}{{}} }}", "line 1, column 14", id="glued to a number"),
        pytest.param(f"ASK {{ ?s ?p trueSERVICESILENT{ELSEWHERE}{{}} }}", "column 13", id="glued to true"),
        pytest.param("ASK { SERVICE:a{} }", "column 7", id="glued to a name"),
        pytest.param("ASK { FILTER(1=1)SERVICEe:a #\n {} }", "column 18", id="glued to a prefix"),
        pytest.param(f"ASK {{ ?s ?p ?o . # '\n SERVICE {ELSEWHERE} {{}} }}", "line 2, column 2", id="after a comment"),
        pytest.param("ASK { FILTER(?a<?b)SERVICE#>\n?x{} }", "column 20", id="inside what could be an IRI"),
        pytest.param("ASK { FILTER(?a<?b||'>' )SERVICE ?x {} FILTER('')}", "column 26", id="string in a false IRI"),
        pytest.param(r"ASK { \u0053ERVICE <x:y> {} }", "column 7", id="code points"),
    ],
)
def test_service_is_refused_with_its_place(query: str, at: str) -> None:
    with pytest.raises(QueryRefused, match=f"SERVICE at .*{at}"):
        check(query)


@pytest.mark.parametrize("word", ["INSERT", "delete", "LOAD", "Clear", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"])
def test_updates_are_refused_as_such(word: str) -> None:
    with pytest.raises(QueryRefused, match=f"would change the graph .{word.upper()} at line 2, column 1"):
        check(f"PREFIX insert: <http://example.org/>\n{word} <x:y> {{}}")


@pytest.mark.parametrize("clause", ["FROM <http://example.org/>", "FROM NAMED <x:y>", "from<x:y>"])
def test_other_graphs_are_refused(clause: str) -> None:
    with pytest.raises(QueryRefused, match="FROM at line 1, column 10"):
        check(f"SELECT * {clause} {{ ?s ?p ?o }}")


@pytest.mark.parametrize(
    ("query", "line", "column", "reason"),
    [
        pytest.param("", 1, 1, "but the query ends here", id="empty"),
        pytest.param("# nothing\nPREFIX a: <x:y>", 2, 16, "query ends here", id="prologue only"),
        pytest.param("SHOW TABLES", 1, 1, "SELECT, ASK, CONSTRUCT or DESCRIBE", id="other language"),
        pytest.param("SELECT * {\n ?s ?p 'open }", 2, 8, "not closed", id="string not closed"),
        pytest.param('ASK { ?s ?p """open" }', 1, 13, "not closed", id="long string not closed"),
        pytest.param("ASK { ?s ?p '\ud800' }", 1, 14, "no character", id="not UTF-8"),
    ],
)
def test_what_cannot_be_a_query_has_a_place(query: str, line: int, column: int, reason: str) -> None:
    with pytest.raises(QuerySyntaxError, match=reason) as caught:
        check(query)

    assert (caught.value.line, caught.value.column) == (line, column)


@given(st.text(alphabet="SERVICE service'\"\\\n #{}<>?:$_@.-u0053é", max_size=60).map(lambda text: f"ASK {{ {text} }}"))
def test_cutting_into_words_loses_nothing(query: str) -> None:
    """Between the words there is only white space and comments."""
    try:
        words = list(tokens(query))
    except QuerySyntaxError:
        return

    ends = [0, *(word.end for word in words)]
    gaps = [query[end : word.start] for end, word in zip(ends, words, strict=False)]

    assert all(line.strip() == "" or "#" in gap for gap in gaps for line in gap.splitlines())
    assert all(query[word.start : word.end] == word.text for word in words)


@given(st.text(alphabet="ab\r\n", max_size=30), st.integers(0, 30))
def test_places_count_lines_and_columns_as_editors_do(text: str, position: int) -> None:
    position = min(position, len(text))
    before = text[:position].replace("\r\n", "\n").replace("\r", "\n")

    assert place(text, position) == (before.count("\n") + 1, len(before.rpartition("\n")[2]) + 1)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_no_literal_or_comment_is_ever_refused(text: str) -> None:
    quoted = "".join({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r"}.get(each, each) for each in text)
    comment = text.replace("\n", " ").replace("\r", " ")

    assert check(f"ASK {{ ?s ?p '{quoted} SERVICE <x:y> {{' # {comment} SERVICE <x:y> {{\n }}") == "ASK"


PIECES = [
    "SERVICE", "SERVICE ?s {}", f"SERVICE{ELSEWHERE}{{}}", "SERVICEe:a", "SERVICE:a", "e:SERVICE", "SILENT", "?s", "?p",
    "<", "<x:b>", "<x:b#c>", "<x:'b>", ">", "'", "'''", '"', "#", "\n", " ", "\\", "{", "}", "(", ")", ".", ";", "1.",
    "true", "GRAPH", "FILTER(", "?s<?s", ")#>", "@en", "||", "'>'", "{}", "?s ?p ?o", "FILTER(1<2)", "é", "IN(",
]  # fmt: skip


@settings(max_examples=400)
@given(
    st.lists(st.sampled_from(PIECES), max_size=7).map("".join),
    st.sampled_from(["ASK{", "ASK{?s ?p ?o ", "ASK{?s ?p ?o FILTER(?s<", "SELECT * {"]),
    st.sampled_from(["}", ")}", f"SERVICE{ELSEWHERE}{{}}}}", "SERVICE:a{}}"]),
)
def test_nothing_that_passes_makes_the_engine_ask_elsewhere(middle: str, start: str, end: str) -> None:
    """Oxigraph itself judges, whatever way it finds to read the query."""
    query = start + middle + end
    try:
        check(query)
    except QueryError:
        return
    try:
        found = STORE.query(query, prefixes=NAMES)
        if isinstance(found, ox.QuerySolutions):
            list(found)
    except SyntaxError:
        return
    except (OSError, RuntimeError) as error:
        assert "port" not in str(error), query
        assert "service name" not in str(error), query
