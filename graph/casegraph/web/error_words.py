"""Errors in the words of pages and of the endpoint: what a visitor can do about them, who cannot change the server."""

from casegraph.asking.questions import Parameter, Question
from casegraph.asking.value_errors import WrongValue
from casegraph.errors import CasegraphError, QueryTimeout

__all__ = ["error_words", "label_of"]

_MORE_TIME = ", or give it more time"


def error_words(error: CasegraphError, question: Question | None = None) -> str:
    """Return what was wrong and what to do; a form calls the parameters of its *question* by their labels.

    >>> from casegraph.asking.questions import question
    >>> wrong = WrongValue("least", "x", after=" takes a whole number, such as 3, not “x”.")
    >>> error_words(wrong, question("keyword-pairs"))
    '“Minimum number of reviews” takes a whole number, such as 3, not “x”.'
    """
    match error:
        case WrongValue():
            labels = {each.name: f"“{label_of(each)}”" for each in question.parameters} if question is not None else {}
            return error.worded(labels.get(error.parameter, error.parameter))
        case QueryTimeout(kind="time"):  # whose limit is the server's
            return f"{error.problem} {error.remedy.replace(_MORE_TIME, '')}"
        case _:
            return str(error)


def label_of(parameter: Parameter) -> str:
    """Return what a form calls a parameter."""
    return parameter.label
