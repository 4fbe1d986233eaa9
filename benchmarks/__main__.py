"""Runs all benchmarks, or those that are named: ``python -m benchmarks [starting] [building] [validating] [extracting] [asking] [counting] [networks] [explorer] [serving] [soak]``."""

import platform
import sys
import tempfile
from pathlib import Path

from benchmarks import asking, building, counting, explorer, extracting, networks, serving, soak, starting, validating

TOPICS = {
    "starting": starting,
    "building": building,
    "validating": validating,
    "extracting": extracting,
    "asking": asking,
    "counting": counting,
    "networks": networks,
    "explorer": explorer,
    "serving": serving,
    "soak": soak,
}


def main() -> None:
    """Measure each topic in a folder that is removed afterwards."""
    names = sys.argv[1:] or list(TOPICS)
    unknown = [name for name in names if name not in TOPICS]
    if unknown:
        sys.exit(f"No benchmark is called {unknown[0]}; there are {', '.join(TOPICS)}.")
    print(
        f"Python {platform.python_version()} on {platform.system()} {platform.machine()}; CPU seconds, user and system"
    )
    for name in names:
        with tempfile.TemporaryDirectory() as folder:
            TOPICS[name].measure(Path(folder))


if __name__ == "__main__":
    main()
