"""What can be wrong with the value of a question's parameter.

Each face calls a parameter by its own name (an option, the label of a field), so these errors are ``worded`` with it.
"""

from collections.abc import Iterable

from casegraph.errors import Choice, QueryError

__all__ = ["AmbiguousValue", "MissingValue", "UnknownValue", "WrongValue"]


class WrongValue(QueryError):
    """A *value* that a question's *parameter* cannot have.

    >>> error = WrongValue("least", "x", after=" takes a whole number, such as 3, not “x”.")
    >>> print(error)
    least takes a whole number, such as 3, not “x”.
    >>> error.worded("Field 1")
    'Field 1 takes a whole number, such as 3, not “x”.'
    """

    def __init__(self, parameter: str, value: str, *, before: str = "", after: str) -> None:
        """Say what is wrong, *before* and *after* the parameter's name."""
        self.parameter, self.value, self._before, self._after = parameter, value, before, after
        super().__init__(self.worded(parameter))

    def worded(self, called: str) -> str:
        """Return the problem, with what a face calls the parameter."""
        return f"{self._before}{called}{self._after}"


class MissingValue(WrongValue):
    """A question that needs a value for a *parameter*: what the value is, in the *description*."""

    def __init__(self, question: str, parameter: str, description: str) -> None:
        """Say what the question needs."""
        self.question, self.description = question, description
        after = f": {description}." if description and description != parameter else "."
        super().__init__(parameter, "", before=f"The question {question} needs ", after=after)


class AmbiguousValue(WrongValue):
    """A value that can mean several: *near* has them all."""

    def __init__(self, parameter: str, value: str, near: Iterable[Choice], listed: str) -> None:
        """Say which values can be meant, *listed* in words."""
        self.near = tuple(near)
        super().__init__(
            parameter, value, before=f"“{value}” can be {len(self.near)} values of ", after=f": {listed}. Give an id."
        )


class UnknownValue(WrongValue):
    """A value that is not in the graph, of a *kind* such as "agency", with the values that come *near*."""

    def __init__(self, problem: str, *, parameter: str, value: str, kind: str, near: Iterable[Choice] = ()) -> None:
        """Say what does not exist, and what comes near; the problem does not name the parameter."""
        self.kind, self.near = kind, tuple(near)
        super().__init__(parameter, value, before=problem, after="")

    def worded(self, called: str) -> str:
        """Return the problem, which is the same whatever the parameter is called."""
        return self._before
