"""``python -m casegraph.training``: make the weights of the learned readers from the labelled clauses of this checkout.

With names of files behind it (``acts.weights``), only these are made. The scorer of likeness comes last, as it asks the readers.
"""

import hashlib
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from casegraph.extracting.actions import hints_of
from casegraph.extracting.agencies import mentions_in
from casegraph.extracting.themes import themes_of
from casegraph.learned.reader import ACTS, OWNERS, WEIGHTS
from casegraph.learned.weights import Weights, write_weights
from casegraph.similar.numbers import FILE as SIMILAR
from casegraph.similar.numbers import to_text
from casegraph.training.acts import labelled_acts, labelled_owners, without_names
from casegraph.training.fitting import STRENGTH
from casegraph.training.labelled import Labelled, digest_of, labelled_clauses
from casegraph.training.making import weights_from
from casegraph.training.similar import counted, labels, numbers_of

ROOT = Path(__file__).parents[3]
_FEWEST = 3  # recommendations that a hint has to be in
_WORTH = 0.3  # what a hint counts
_SIMPLY = (
    1.0  # how closely lines for actions keep to single clauses: simpler ones were right more often on reviews unheard
)


def main() -> None:
    """Fit, calibrate, round and write; print the digests."""
    makers: dict[str, tuple[Callable[[Path], list[Labelled]], Callable[[Sequence[Labelled]], Weights]]] = {
        WEIGHTS: (labelled_clauses, _of_themes),
        ACTS: (labelled_acts, _of_acts),
        OWNERS: (labelled_owners, _of_owners),
    }
    for name in sys.argv[1:] or [*makers, SIMILAR]:
        if name == SIMILAR:
            _similar()
            continue
        begun = time.process_time()
        read, made_from = makers[name]
        clauses = read(ROOT)
        content = write_weights(made_from(clauses))
        (ROOT / "graph/casegraph/learned" / name).write_bytes(content)
        seconds = time.process_time() - begun
        sys.stdout.write(
            f"{name}: {len(clauses)} clauses, {len(content) / 1e6:.1f} MB, {seconds:.0f} s of CPU, "
            f"SHA-256 {hashlib.sha256(content).hexdigest()}\n"
        )


def _similar() -> None:
    known, sets = counted(ROOT), [labels(ROOT, name) for name in ("2025", "invented")]
    numbers = numbers_of(known, sets)
    (ROOT / "graph/casegraph/similar" / SIMILAR).write_text(to_text(numbers), encoding="utf-8", newline="\n")
    pairs = sum(len(each.pairs) for each in sets)
    sys.stdout.write(f"{SIMILAR}: {pairs} pairs, {len(numbers.words)} words, worth {dict(numbers.worth)}\n")


def _of_themes(clauses: Sequence[Labelled]) -> Weights:
    fired = [{mention.wording.concept for mention in themes_of(clause.text, clause.kind)} for clause in clauses]
    return weights_from(clauses, fired)


def _of_acts(clauses: Sequence[Labelled]) -> Weights:
    return _with_hints(clauses, strength=_SIMPLY)


def _of_owners(clauses: Sequence[Labelled]) -> Weights:
    return _with_hints([*without_names(clauses)], digest_of(clauses))


def _with_hints(clauses: Sequence[Labelled], corpus: str | None = None, strength: float = STRENGTH) -> Weights:
    fired = [hints_of(each.text, {mention.agency for mention in mentions_in(each.text)}) for each in clauses]
    counts = Counter(hint for hints in fired for hint in hints)
    hints = sorted(hint for hint, times in counts.items() if times >= _FEWEST)
    return weights_from(clauses, fired, hints, _WORTH, corpus, strength)


if __name__ == "__main__":
    main()
