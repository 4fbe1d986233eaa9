"""One reader in a process of its own: ``python -m interop.child NAME BUILD ANSWERS ADDRESS OUT``.

What it read goes into the file OUT as JSON, since readers print what they like.
"""

import json
import sys
import tempfile
from pathlib import Path

from interop.model import Sources
from interop.readers import READERS

__all__: list[str] = []


def main() -> None:
    """Run the reader that is named."""
    name, build, answers, address, out = sys.argv[1:]
    (reader,) = (each for each in READERS if each.name == name)
    with tempfile.TemporaryDirectory() as work:
        found = reader.read(Sources(Path(build), Path(answers), address, Path(work)))
        facts = {what: [*items] for what, items in found.items()}
    Path(out).write_text(json.dumps(facts), encoding="utf-8")


if __name__ == "__main__":
    main()
