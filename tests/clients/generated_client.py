"""Ask every address that answers in JSON by a client that openapi-python-client makes from the description of a server.

    casegraph serve &
    pip install openapi-python-client   # somewhere else: it does not go with the versions of ruff and spaCy in .venv
    python tests/clients/generated_client.py http://127.0.0.1:8000

prints each operation with the type of what it returned, and ends with 1 if one is not what the server sent.
"""

import argparse
import importlib
import inspect
import json
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from enum import EnumType
from pathlib import Path
from typing import Any

VALUES = {
    "query": "SELECT ?review { ?review a cg:Review } LIMIT 3",
    "words": "safety plan",
    "statement": "recommendation/2025-camden-child-yue/1",
}
"""Values of parameters that the description does not list."""


def operations(description: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what answers in JSON by GET: its address and its description."""
    for path, methods in description["paths"].items():
        media_types = methods["get"]["responses"]["200"]["content"]
        if any(each.endswith("json") and "ld+json" not in each for each in media_types) and "/downloads/" not in path:
            yield path, methods["get"]


def value(description: dict[str, Any], parameter: dict[str, Any]) -> str:
    """Return a value that a parameter can have."""
    schema = parameter["schema"]
    if "$ref" in schema:
        schema = description["components"]["schemas"][schema["$ref"].rpartition("/")[2]]
    listed = [each["value"] for each in parameter.get("examples", {}).values()] or schema.get("enum", [])
    return VALUES.get(parameter["name"]) or str(listed[0])


def ask(description: dict[str, Any], operation: dict[str, Any], client: Any) -> tuple[str, bool]:
    """Return the type that an operation of the client returned, and whether it is all that the server sent."""
    module = importlib.import_module(f"made.api.{operation['tags'][0]}.{operation['operationId']}")
    takes = inspect.signature(module.sync_detailed).parameters
    given: dict[str, Any] = {}
    for parameter in operation["parameters"]:
        if parameter["required"] or parameter["name"] == "query":
            name = parameter["name"].replace("-", "_")
            name = name if name in takes else f"{name}_"
            kind, text = takes[name].annotation, value(description, parameter)
            given[name] = kind(text) if isinstance(kind, EnumType) else text
    answer = module.sync_detailed(client=client, **given)
    parsed = answer.parsed
    plain = [each.to_dict() for each in parsed] if isinstance(parsed, list) else parsed.to_dict()
    one = parsed[0] if isinstance(parsed, list) and parsed else parsed
    return type(one).__name__, answer.status_code == 200 and plain == json.loads(answer.content)


def main() -> int:
    """Make the client, and ask."""
    arguments = argparse.ArgumentParser(description="Ask a server by a client made from its description.")
    arguments.add_argument("address", nargs="?", default="http://127.0.0.1:8000")
    address = arguments.parse_args().address.rstrip("/")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.json"
        with urllib.request.urlopen(f"{address}/openapi.json") as answer:
            file.write_bytes(answer.read())
        description = json.loads(file.read_bytes())
        command = [sys.executable, "-m", "openapi_python_client", "generate", "--path", str(file), "--meta", "none"]
        made = subprocess.run(
            [*command, "--output-path", str(Path(folder) / "made")], capture_output=True, text=True, check=False
        )
        if made.returncode:
            sys.stderr.write(made.stdout + made.stderr)
            return 1
        sys.path.insert(0, folder)
        client = importlib.import_module("made").Client(base_url=address, timeout=60)
        wrong = 0
        for path, operation in operations(description):
            kind, is_whole = ask(description, operation, client)
            wrong += not is_whole
            sys.stdout.write(f"{'same' if is_whole else 'OTHER'}  {kind:24} {path}\n")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
