"""Virtuoso answers as docs/remote-stores.md says that it does."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from casegraph.cli import main
from endpoints import VIRTUOSO, virtuoso

PAGE = Path(__file__).parent.parent / "docs" / "remote-stores.md"
TABLE = dict(re.findall(r"^\| `([a-z-]+)` \| (different|failed) \|", PAGE.read_text("utf-8"), re.MULTILINE))
CRASHES = "bodies-of-review"

pytestmark = [
    pytest.mark.skipif("CI" in os.environ, reason="Virtuoso hangs and crashes, which would keep others waiting"),
    pytest.mark.skipif(not all(map(shutil.which, VIRTUOSO)), reason="Virtuoso is not installed"),
]


def conform(address: str, built: Path, *words: str) -> dict[str, str]:
    """The outcome of each query."""
    command = ["conform", address, *words, "--graph", str(built), "--format", "json", "--timeout", "20"]
    shown = CliRunner().invoke(main, command)
    assert shown.exit_code == 1
    return {each["name"]: each["outcome"] for each in json.loads(shown.stdout)}


def test_the_table_of_what_virtuoso_does_otherwise_is_true(built: Path, tmp_path: Path) -> None:
    """All is asked but what ends it, and then that."""
    with virtuoso(built, tmp_path) as address:
        outcomes = conform(address, built, "--without", CRASHES) | conform(address, built, CRASHES)
    # One of them runs without end, or gives up with part of its rows.
    assert {name for name, outcome in outcomes.items() if outcome != "same"} == {*TABLE}
    assert len(outcomes) > 40
