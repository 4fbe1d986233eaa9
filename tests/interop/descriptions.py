"""Readers of /openapi.json: a checker, makers of types and of clients, and a program that asks what it describes."""

import importlib
import json
import os
import pkgutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from interop.model import Facts, Reader, Sources
from interop.programs import node, npm, output, pypi, script

__all__ = ["READERS", "truth"]

_REVIEWS = "SELECT ?review { ?review a cg:Review }"


def described(address: str) -> dict[str, Any]:
    """The description that a server gives of itself."""
    with urlopen(f"{address}/openapi.json") as answer:
        return dict(json.load(answer))


def operations(description: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The operations by their ids."""
    return {
        operation.get("operationId", f"{method} {path}"): operation
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
    }


def by_redocly(sources: Sources) -> Facts:
    """The operations of a description in which Redocly's rules find nothing wrong, but for nobody having to sign in."""
    return {"operations": json.loads(node("description.mjs", "lint", f"{sources.address}/openapi.json"))}


def by_openapi_typescript(sources: Sources) -> Facts:
    """The operations for which openapi-typescript makes types."""
    return {"operations": json.loads(node("description.mjs", "types", f"{sources.address}/openapi.json"))}


def by_generated_client(sources: Sources) -> Facts:
    """What a client asks and parses that openapi-python-client makes: every operation that needs no parameter."""
    os.environ["PATH"] = f"{script('ruff').parent}{os.pathsep}{os.environ['PATH']}"
    made = sources.work / "made_client"
    arguments: list[str | Path] = ["--url", f"{sources.address}/openapi.json", "--output-path", made, "--meta", "none"]
    output(script("openapi-python-client"), "generate", *arguments)
    sys.path.insert(0, str(sources.work))
    client = importlib.import_module("made_client").Client(base_url=sources.address, timeout=60)
    answered, reviews = [], []
    wanted = {*plain(described(sources.address))}
    for module in pkgutil.walk_packages([str(made / "api")], "made_client.api."):
        name = module.name.rpartition(".")[2]
        if name in wanted and not module.ispkg:
            found = importlib.import_module(module.name).sync(client=client)
            if found is not None and type(found).__name__ != "Problem":
                answered.append(name)
            reviews += [each.id for each in found] if name == "reviews_json" else []
    asked = importlib.import_module("made_client.api.sparql.sparql_get").sync(client=client, query=_REVIEWS)
    listed = [each["review"]["value"] for each in asked.to_dict()["results"]["bindings"]]
    return {
        "operations with parsed JSON": answered,
        "reviews": reviews,
        "reviews by /sparql": listed,
    }


def plain(description: dict[str, Any]) -> list[str]:
    """The operations that need no parameter and answer with JSON that has a schema."""
    found = []
    for name, operation in operations(description).items():
        needed = [each for each in operation.get("parameters", ()) if each.get("required")]
        content = operation["responses"].get("200", {}).get("content", {})
        if not needed and [*content] == ["application/json"] and content["application/json"].get("schema"):
            found.append(name)
    return found


def by_schemathesis(sources: Sources) -> Facts:
    """The operations that schemathesis asks with made-up values, right and wrong ones, and finds as described."""
    report = sources.work / "schemathesis.xml"
    hooks = sources.work / "hooks.py"
    hooks.write_text(_HOOKS, encoding="utf-8")
    os.environ["SCHEMATHESIS_HOOKS"] = str(hooks)
    checks = "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance"
    output(
        script("schemathesis"),
        "run",
        f"{sources.address}/openapi.json",
        *("--checks", f"{checks},negative_data_rejection,positive_data_acceptance"),
        *("--phases", "examples,fuzzing", "--max-examples", "2", "--mode", "all", "--seed", "1", "--workers", "1"),
        *("--generation-database", "none", "--report-junit-path", report),
        folder=sources.work,
        fine=(0, 1),
    )
    failed: set[str] = set()
    passed: set[str] = set()
    for case in ET.parse(report).getroot().iter("testcase"):
        (failed if case.findall("failure") or case.findall("error") else passed).add(case.get("name", ""))
    return {"operations asked": passed - failed}


_HOOKS = """
import schemathesis
from hypothesis import strategies

QUERIES = ["ASK {}", "SELECT ?r { ?r a cg:Review } LIMIT 2", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"]
schemathesis.openapi.format("sparql-query", strategies.sampled_from(QUERIES))
"""
"""What a query is, which JSON Schema cannot say."""


def truth(sources: Sources) -> Facts:
    """The operations that are described, and the reviews of the graph."""
    import casegraph
    from casegraph.names import BASE

    description = described(sources.address)
    with casegraph.open(sources.build) as graph:
        reviews = [row["review"] for row in graph.query(_REVIEWS)]
    return {
        "operations": operations(description),
        "operations asked": [
            f"{method.upper()} {path}" for path, methods in description["paths"].items() for method in methods
        ],
        "operations with parsed JSON": plain(description),
        "reviews": [iri.removeprefix(f"{BASE}review/") for iri in reviews],
        "reviews by /sparql": reviews,
    }


READERS = (
    Reader("/openapi.json", "Redocly's rules", npm("@redocly/openapi-core"), "description", by_redocly),
    Reader("/openapi.json", "openapi-typescript", npm("openapi-typescript"), "description", by_openapi_typescript),
    Reader("/openapi.json", "openapi-python-client", pypi("openapi-python-client"), "description", by_generated_client),
    Reader("/openapi.json", "schemathesis", pypi("schemathesis"), "description", by_schemathesis, 400),
)
