"""The check of a build: its graph against the shapes."""

from casegraph.errors import BuildError
from casegraph.store.memory import MemoryStore
from casegraph.validating import Result, validate, violations

__all__ = ["checked"]

_SHOWN = 5
"""Violations that an error lists."""


def checked(store: MemoryStore) -> list[Result]:
    """Return the warnings and silences that the shapes find in a graph; raises BuildError for a violation."""
    results = validate(store)
    wrong = violations(results)
    if wrong:
        shown = "".join(f"\n  {each.shape.message} {each.node} {each.value}".rstrip() for each in wrong[:_SHOWN])
        cause = "This is a fault of casegraph; please report it with the page"
        raise BuildError(
            f"The graph does not hold what it must (violations of ontology/shapes.ttl: {len(wrong)}), so nothing was "
            f"written. {cause}:{shown}"
        )
    return results
