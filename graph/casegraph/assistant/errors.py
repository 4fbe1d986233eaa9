"""Errors in the words of an assistant's tools: what was wrong, and which tool or argument helps."""

from casegraph.asking.value_errors import MissingValue, UnknownValue
from casegraph.errors import BuildError, CasegraphError, EndpointError, UnknownName
from casegraph.web.answers import reason
from casegraph.web.error_words import error_words as words_for_visitors

__all__ = ["error_words"]


def error_words(error: CasegraphError) -> str:
    """Return what was wrong and what to do; it names no folder of this computer, as an assistant may pass it on.

    >>> from casegraph.errors import NoBuild
    >>> error_words(NoBuild("/home/somebody/exports", "build.json"))
    'The graph is not complete right now; try again when it has been rebuilt.'
    """
    match error:
        case BuildError() | EndpointError():
            return reason(error).reason
        case MissingValue():
            return f"{error} Give it in values; list_questions describes the question."
        case UnknownValue() if error.kind != "year":
            return f"{error} question_values lists what there is."
        case UnknownName(kind="question"):
            return f"{error} list_questions has all."
        case _:
            return words_for_visitors(error)
