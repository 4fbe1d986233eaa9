"""The first steps of somebody new work as they are told."""

import os
import re
import subprocess
import sys
from pathlib import Path


def test_what_a_build_suggests_works_as_it_stands(tmp_path: Path) -> None:
    """Where no shell finds casegraph, the command has its path; typed as it stands, it answers."""
    page = tmp_path / "page.txt"
    page.write_text(
        "2025 – Kent – Child U\nDeath of a boy.\nRecommendations: the ICB should act.\nKeywords: drugs\n", "utf-8"
    )
    (tmp_path / ".venv").symlink_to(sys.prefix)
    environment = {**os.environ, "PATH": "/usr/bin:/bin"}
    command = [".venv/bin/python", "-m", "casegraph", "build", "page.txt"]
    built = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True)
    (suggested,) = re.findall(r"^Ask it: +(.*)$", built.stderr, re.MULTILINE)
    assert suggested.startswith(".venv/bin/casegraph query ")
    done = subprocess.run(
        suggested, shell=True, cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert "the ICB should act" in done.stdout
