"""The check of a build: what the shapes find in its parts, and in what is said once for all of them."""

from collections.abc import Iterable, Sequence

from casegraph.errors import BuildError
from casegraph.names import BASE
from casegraph.validating import PartFindings, Result, validate_part, validate_whole, violations

__all__ = ["checked"]

_SHOWN = 5
"""Violations that an error lists."""


def checked(findings: Sequence[PartFindings], once: Iterable[str], *, base: str, from_lines: bool) -> list[Result]:
    """Return the warnings and silences that the shapes find in a graph; raises BuildError for a violation.

    *findings* are those of its parts, *once* are the lines of N-Triples beside these, under the usual base. *from_lines*
    is True where records were read from JSON lines, which somebody may have changed.
    """
    results = validate_whole([*findings, validate_part(once)], again=lambda number: ())
    wrong = violations(results)
    if wrong:
        shown = "".join(
            f"\n  {each.shape.message} {each.node} {each.value}".rstrip().replace(BASE, base) for each in wrong[:_SHOWN]
        )
        cause = "This is a fault of casegraph; please report it with the page"
        if from_lines:
            cause = f"If nobody has changed the extracted lines, t{cause[1:]}"
        raise BuildError(
            f"The graph does not hold what it must (violations of ontology/shapes.ttl: {len(wrong)}), so nothing was "
            f"written. {cause}:{shown}"
        )
    return results
