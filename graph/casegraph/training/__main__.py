"""``python -m casegraph.training``: make the weights of the learned reader from the labelled clauses of this checkout."""

import hashlib
import sys
import time
from pathlib import Path

from casegraph.extracting.themes import themes_of
from casegraph.learned.weights import write_weights
from casegraph.training.labelled import labelled_clauses
from casegraph.training.making import weights_from

ROOT = Path(__file__).parents[3]
WEIGHTS = ROOT / "graph/casegraph/learned/themes.weights"


def main() -> None:
    """Fit, calibrate, round and write; print the digest."""
    begun = time.process_time()
    clauses = labelled_clauses(ROOT)
    fired = [{mention.wording.concept for mention in themes_of(clause.text, clause.kind)} for clause in clauses]
    content = write_weights(weights_from(clauses, fired))
    WEIGHTS.write_bytes(content)
    seconds = time.process_time() - begun
    sys.stdout.write(
        f"{len(clauses)} clauses, {len(content) / 1e6:.1f} MB, {seconds:.0f} s of CPU, SHA-256 {hashlib.sha256(content).hexdigest()}\n"
    )


if __name__ == "__main__":
    main()
