"""The file with the figures of how well a collection is read, which tests measure and keep true."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import casegraph

__all__ = ["assert_accuracy_is"]


def assert_accuracy_is(measured: Mapping[str, Any], collection: str) -> None:
    """Compare accuracy.json of a collection with what is *measured* now; UPDATE_README=1 writes it anew."""
    file = Path(casegraph.__file__).parent / "collections" / collection / "accuracy.json"
    if os.environ.get("UPDATE_README"):
        lines = ",\n".join(f"    {json.dumps(row)}" for row in measured["rows"])
        text = f'{{\n  "on": {json.dumps(measured["on"], ensure_ascii=False)},\n  "rows": [\n{lines}\n  ]\n}}\n'
        file.write_text(text, encoding="utf-8", newline="\n")
    assert json.loads(file.read_text(encoding="utf-8")) == measured, (
        f"run the test that measures {collection} with UPDATE_README=1"
    )
