"""Runs all readers: ``python -m tests.interop`` from the root of a checkout; the rest of it is in ``interop.command``."""

import runpy
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))  # where tests have their modules, serving.py among them
runpy.run_module("interop.command", run_name="__main__")
