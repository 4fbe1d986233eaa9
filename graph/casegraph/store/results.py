"""An outcome as the result of a query, or as the error that says what went wrong."""

from collections.abc import Callable, Mapping, Sequence

from casegraph.errors import AnswerTooLarge, QueryError, QueryTimeout
from casegraph.store.outcome import Outcome
from casegraph.store.protocol import QueryResult
from casegraph.store.tokens import tokens

__all__ = ["cancelled", "result", "too_much_memory", "too_slow", "with_blank_nodes"]

_BLANK_NODES = "Blank nodes that are all alike take very long to name; give them IRIs instead."


def result(
    form: str,
    text: str,
    outcome: Outcome,
    *,
    largest: int | None,
    prefixes: Mapping[str, str],
    reads: Callable[[Sequence[str]], list[str]],
) -> QueryResult:
    """Return the result of a query that had this *outcome* (see ``casegraph.store.serialisation``).

    *reads* gives the engine's message on each of several texts; with it the place of a mistake is found. Raises
    QuerySyntaxError, QueryTimeout where the memory did not suffice, AnswerTooLarge and QueryError.
    """
    if outcome.kind == "syntax":
        from casegraph.store.syntax_errors import mistake

        raise mistake(text, outcome.message, reads, prefixes)
    if outcome.kind == "memory":
        raise too_much_memory()
    if outcome.kind == "large":
        raise AnswerTooLarge(largest or 0)
    if outcome.kind == "failed":
        raise QueryError(f"The query cannot be answered: {outcome.message}.")
    return QueryResult(form, outcome.body, outcome.kept, outcome.total, outcome.more)


def with_blank_nodes(error: QueryTimeout, form: str, text: str) -> QueryTimeout:
    """Return the error, with a word on blank nodes where the query makes some."""
    makes = form == "CONSTRUCT" and any(token.kind == "blank" or token.text == "[" for token in tokens(text))
    remedy = f"{error.remedy} {_BLANK_NODES}".strip()
    return QueryTimeout(error.problem, remedy, kind=error.kind, limit=error.limit) if makes else error


def too_slow(timeout: float, problem: str = "") -> QueryTimeout:
    """Return the error for a query that took longer than *timeout* seconds, or says so with the *problem*."""
    return QueryTimeout(
        problem or f"The query was stopped because it took longer than {timeout:g} s.",
        "Ask for less (more patterns that connect, fewer free ends, a LIMIT), or give it more time.",
        kind="time",
        limit=timeout,
    )


def cancelled() -> QueryTimeout:
    """Return the error for a query that was ended from another thread."""
    return QueryTimeout("The query was stopped.", kind="cancelled")


def too_much_memory() -> QueryTimeout:
    """Return the error for a query that needs more memory than it may use."""
    return QueryTimeout(
        "The query was stopped because it grew too large for the memory it may use, or is nested too deeply.",
        "Ask for less: more patterns that connect, fewer free ends, a LIMIT inside the part that grows.",
        kind="memory",
    )
