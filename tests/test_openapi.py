"""The description for programs is true: every address answers as it says, and only what it says is accepted."""

import json
import re
import subprocess
import sysconfig
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import jsonschema_rs
import pytest

from serving import Server

CLAUSE = "recommendation/2025-camden-child-yue/1"
VALUES = {
    "words": "safety plan",
    "statement": CLAUSE,
    "year": "2025",
    "cell": "all~all",
    "least": "2",
    "down": "-all",
    "across": "label",
    "open": "all",
    "hide": "schools",
    "from": "2020",
    "to": "2030",
}
"""Values of parameters that the description does not list."""

HOOKS = """
import schemathesis
from hypothesis import strategies

QUERIES = ["ASK {}", "SELECT ?r { ?r a cg:Review } LIMIT 2", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"]
schemathesis.openapi.format("sparql-query", strategies.sampled_from(QUERIES))
"""
"""What a query is, which JSON Schema cannot say."""

PROGRAM = str(Path(sysconfig.get_path("scripts"), "schemathesis"))
ALL = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "negative_data_rejection", "positive_data_acceptance", "unsupported_method",
    "allow_header_conformance",
]  # fmt: skip


@pytest.fixture(scope="module")
def description(server: Server) -> dict[str, Any]:
    """What it says of itself."""
    told: dict[str, Any] = json.loads(server.ask("GET", "/openapi.json")[2])
    return told


def operations(description: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in description["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def value(description: Mapping[str, Any], parameter: Mapping[str, Any]) -> str:
    """A value that a parameter can have."""
    schema = parameter["schema"].get("items", parameter["schema"])
    if "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    listed = [each["value"] for each in parameter.get("examples", {}).values()] or schema.get("enum", [])
    return VALUES.get(parameter["name"]) or str(listed[0])


def address(description: Mapping[str, Any], path: str, operation: Mapping[str, Any], *, whole: bool = False) -> str:
    """An address with values for what it needs, or for all that it takes."""
    query = {}
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", quote(value(description, parameter)))
        elif parameter["required"] or whole:
            query[parameter["name"]] = value(description, parameter)
    return f"{path}?{urlencode(query)}" if query else path


def strict(schema: Any) -> Any:
    """A schema whose objects have the properties that it names, and no others; but nodes and edges have further columns."""
    if isinstance(schema, dict):
        copy = {name: strict(each) for name, each in schema.items()}
        closed = "properties" in copy and copy.get("title") not in ("NodeData", "EdgeData")
        return copy | {"additionalProperties": False} if closed else copy
    return [strict(each) for each in schema] if isinstance(schema, list) else schema


def test_every_operation_has_a_name_that_programs_can_use(description: dict[str, Any]) -> None:
    """Once, as a function of a generated client is called; every parameter says what it can be."""
    names = [operation["operationId"] for _, _, operation in operations(description)]
    assert len(names) == len(set(names)) > 150
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)
    for path, _, operation in operations(description):
        for parameter in operation["parameters"]:
            schema = parameter["schema"].get("items", parameter["schema"])
            known = {"enum", "pattern", "format", "minimum", "$ref"} & set(schema)
            assert known or parameter["name"] == "words", f"{path}: {parameter['name']}"


def test_every_schema_is_one(description: dict[str, Any]) -> None:
    """In JSON Schema 2020-12, as OpenAPI 3.1 has it; each is referred to, and nothing refers to one that there is not."""
    schemas = description["components"]["schemas"]
    for schema in schemas.values():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema})
    named = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(description)))
    assert named == set(schemas) and len(named) > 80


def test_the_description_says_under_which_licence_things_are(description: dict[str, Any]) -> None:
    """As the graph itself says it."""
    assert description["info"]["license"]["url"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "quoted" in description["info"]["license"]["name"]


def test_every_address_answers_as_described(server: Server, description: dict[str, Any]) -> None:
    """In the form of its ending; JSON has each key that is promised, and no other. One question stands for all as papers and tables."""
    components = strict(description["components"])
    read, endings = 0, set[str]()
    for path, _, operation in operations(description):
        if path in ("/sparql", "/.well-known/void"):  # which have no ending
            continue
        ending = re.sub(r"^/questions/[^./]+", "", path)
        if ending != path and not ending.endswith(".json"):
            if ending in endings:
                continue
            endings.add(ending)
        target = address(description, path, operation)
        status, headers, body = server.ask("GET", target)
        media_type = headers["content-type"].partition(";")[0]
        content = operation["responses"]["200"]["content"]
        assert status == 200 and [*content] == [media_type], target
        schema = content[media_type]["schema"]
        if media_type == "application/json" and schema:
            whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "components": components}
            jsonschema_rs.validator_for(strict(whole)).validate(json.loads(body))
            read += 1
    assert read > 60


def test_all_parameters_together_are_understood(server: Server, description: dict[str, Any]) -> None:
    """One value of each; that nothing may fit all of them is no mistake."""
    for path, method, operation in operations(description):
        if method == "get" and path.endswith(".json") and len(operation["parameters"]) > 1:
            target = address(description, path, operation, whole=True)
            assert server.ask("GET", target)[0] == 200, target


def test_both_ways_to_the_endpoint_are_described(server: Server, description: dict[str, Any]) -> None:
    """By GET and by POST, as a form and as a query; rows and graphs in every media type that it has."""
    both = description["paths"]["/sparql"]
    posted = both["post"]["requestBody"]["content"]
    assert [*posted] == ["application/sparql-query", "application/x-www-form-urlencoded"]
    for media_type in both["get"]["responses"]["200"]["content"]:
        graph = "turtle" in media_type or "triples" in media_type or "ld+" in media_type or "rdf" in media_type
        query = "CONSTRUCT { ?r a cg:Review } WHERE { ?r a cg:Review }" if graph else "SELECT ?r { ?r a cg:Review }"
        for method, target, body, sent in (
            ("GET", f"/sparql?{urlencode({'query': query})}", None, {}),
            ("POST", "/sparql", query.encode(), {"Content-Type": "application/sparql-query"}),
        ):
            status, headers, _ = server.ask(method, target, body, {"Accept": media_type, **sent})
            assert (status, headers["content-type"].partition(";")[0]) == (200, media_type)


@pytest.mark.parametrize(
    ("target", "accept", "form"),
    [
        ("/reviews.json?yaer=1", "*/*", "application/problem+json"),
        ("/agency/nobody.json", "text/html", "application/problem+json"),
        ("/reviews?yaer=1", "application/json", "application/problem+json"),
        ("/questions/nobody.json", "", "application/problem+json"),
        ("/nothing.json", "*/*", "application/problem+json"),
        ("/nothing", "application/json, text/plain, */*", "application/problem+json"),
        ("/sparql?query=ASK%7B", "application/sparql-results+json", "application/problem+json"),
        ("/sparql?query=ASK%7B", "*/*", "text/plain"),
        ("/sparql?query=ASK%7B", "text/csv", "text/plain"),
        ("/reviews.csv?yaer=1", "*/*", "text/plain"),
        ("/agency/nobody.ttl", "*/*", "text/plain"),
        ("/nothing", "*/*", "text/plain"),
        ("/nothing", "text/html, */*;q=0.8", "text/html"),
        ("/nothing.html", "", "text/html"),
    ],
)
def test_an_error_comes_in_the_form_that_was_asked_for(server: Server, target: str, accept: str, form: str) -> None:
    """RFC 9457 for JSON; a line for tables and graphs, or where nothing else is asked for; a page for people."""
    status, headers, body = server.ask("GET", target, headers={"Accept": accept} if accept else {})
    assert status in (400, 404) and headers["content-type"].partition(";")[0] == form
    assert "accept" in headers["vary"].lower()
    if form == "application/problem+json":
        told = json.loads(body)
        assert told["status"] == status and told["type"] == "about:blank" and len(told["detail"]) > 10
        assert told["title"] == {400: "Bad Request", 404: "Not Found"}[status]


@pytest.mark.parametrize(
    "target",
    [
        "/reviews.json?year=MMXXV", "/reviews.json?year=20250", "/reviews.csv?page=0", "/reviews.csv?region=", "/questions/recommendations-to.csv?agency=icb&year=", "/find.json?page=two",
        "/agency/icb.json?part=learning", "/agency/icb.json?part=named&part=via", "/theme/neglect.csv?with=zzz",
        "/matrix.json?measure=reviews&measure=share", "/matrix/sentences.json?cell=neglect", "/networks/agency-theme.json?by=zzz",
        "/questions.json?agency=icb", "/questions/keyword-pairs.json?least=-1", "/questions/recommendations-to.json",
        "/questions/recommendations-to.json?agency=polise", "/questions/recommendations-saying.csv?words=%20",
    ],
)  # fmt: skip
def test_what_is_not_described_is_refused(server: Server, target: str) -> None:
    assert server.ask("GET", target)[0] == 400, target


@pytest.mark.parametrize(
    "target", ["/matrix/sentences.json?cell=nothing~police", "/questions/source-of.json?statement=recommendation/2025-nowhere/1"]
)  # fmt: skip
def test_what_could_be_and_is_not_is_not_found(server: Server, target: str) -> None:
    """It looks as it should; a graph of other pages may have it."""
    assert server.ask("GET", target)[0] == 404, target


def schemathesis(server: Server, folder: Path, *options: str) -> str:
    """What schemathesis says, if it finds nothing."""
    (folder / "hooks.py").write_text(HOOKS, encoding="utf-8")
    command = [PROGRAM, "run", f"http://{server.host}:{server.port}/openapi.json", "--seed", "7", "--no-color"]
    done = subprocess.run(
        [*command, "--request-timeout", "120", "--warnings", "off", "--checks", ",".join(ALL), *options],
        cwd=folder,
        env={"SCHEMATHESIS_HOOKS": "hooks", "PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, "\n".join(line[:300] for line in done.stdout.splitlines())[-6000:]
    return str(done.stdout)


THOROUGH = [
    "/agency/{id}.json", "/theme/{id}.csv", "/area.json", "/find.json", "/sparql", "/query.json", "/learning/{review}/{number}.ttl",
    "/questions/keyword-pairs.csv", "/questions/recommendations-saying.json", "/questions/source-of.json", "/questions/reviews-by-age.json",
]  # fmt: skip
"""One address of each kind."""


def test_no_valid_request_is_refused_and_no_other_accepted(server: Server, tmp_path: Path) -> None:
    """Schemathesis tries each value, limit and rule of an address of each kind, and breaks each."""
    chosen = [option for path in THOROUGH for option in ("--include-path", path)]
    told = schemathesis(server, tmp_path, "--phases", "examples,coverage,fuzzing", "--max-examples", "4", *chosen)
    assert f"Tested: {len(THOROUGH) + 1}" in told  # the endpoint has two ways


def test_every_operation_keeps_its_word(server: Server, description: dict[str, Any], tmp_path: Path) -> None:
    """A few requests each, whatever is generated for them; but for files, graphs in forms other than Turtle, papers and tables of questions."""
    left_out = r"/downloads/|\.(nt|rdf|jsonld|svg|docx|xlsx)$|^/questions/.*\.csv$"
    options = ["--phases", "fuzzing", "--max-examples", "2", "--exclude-path-regex", left_out]
    chosen = [path for path, _, _ in operations(description) if not re.search(left_out, path)]
    assert f"Tested: {len(chosen)}" in schemathesis(server, tmp_path, *options) and len(chosen) > 90
