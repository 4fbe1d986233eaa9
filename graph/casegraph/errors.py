"""Errors, by what a caller can do about them.

    CasegraphError
    ├── PageError            a page cannot be read: give another file
    │   ├── OtherForm            it has another form than pages, such as PDF: save it as text
    │   ├── PageTooLarge
    │   └── RecordError          a line of JSON is no review as Casegraph writes it: extract the page again
    ├── TableError           a table of wordings cannot be used: mend the line
    ├── BuildError           a build cannot be made or found
    │   ├── NoBuild              build first, or name another folder
    │   ├── DamagedBuild         build again
    │   ├── NoRecords            build again with records
    │   ├── UnusableFolder       build in another folder
    │   └── SuspectPages         look at the pages, or force the build
    ├── Busy                 too much is being answered: try again in a moment
    ├── EndpointError        an endpoint cannot be reached, or answers in another way than SPARQL endpoints do
    └── QueryError           a query or question cannot be answered: mend it
        ├── QuerySyntaxError
        ├── QueryRefused         (UpdateRefused, if it would change something)
        ├── AnswerTooLarge
        ├── QueryTimeout
        ├── UnknownName          of a question, a projection, a review …
        └── WrongValue           of a question's parameter (see ``casegraph.asking.value_errors``)

An error says what was wrong, where, what was seen and what to do. It has these as fields too, and names no option and
no command: ``casegraph.cli.error_words`` and ``casegraph.web.error_words`` say it as their users need it.
"""

from collections.abc import Iterable
from typing import Any, Literal, NamedTuple

__all__ = [
    "AnswerTooLarge",
    "BuildError",
    "Busy",
    "CasegraphError",
    "Choice",
    "DamagedBuild",
    "EndpointError",
    "NoBuild",
    "NoRecords",
    "OtherForm",
    "PageError",
    "PageTooLarge",
    "QueryError",
    "QueryRefused",
    "QuerySyntaxError",
    "QueryTimeout",
    "RecordError",
    "SuspectPages",
    "TableError",
    "UnknownName",
    "UnusableFolder",
    "UpdateRefused",
]


_SHOWN = 200  # characters of a line


class Choice(NamedTuple):
    """A name or value that somebody may have meant: what to type, and what it is called."""

    id: str
    label: str = ""


class CasegraphError(Exception):
    """Something that the caller can mend: the *problem* in a sentence or more, and the *remedy*, "" where it is plain.

    >>> print(CasegraphError("The page is empty.", "Give another."))
    The page is empty. Give another.
    """

    def __init__(self, problem: str, remedy: str = "") -> None:
        """Say what was wrong, and what to do."""
        self.problem, self.remedy = problem, remedy
        super().__init__(f"{problem} {remedy}" if remedy else problem)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let an error pass from one process to another with its fields."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[CasegraphError], args: tuple[str, ...], fields: dict[str, object]) -> CasegraphError:
    error = kind.__new__(kind)
    error.args = args
    error.__dict__.update(fields)
    return error


class PageError(CasegraphError):
    """A file that is not a readable page of case reviews."""


class OtherForm(PageError):
    """A file in another form than pages have, such as PDF or Word."""


class PageTooLarge(PageError):
    """A *file* of more megabytes than the *limit*; with *enough* it would be read."""

    def __init__(self, file: str, seen: str, *, limit: float, enough: int) -> None:
        """Say how large the file is, as in "is 40.0 MB"."""
        self.file, self.limit, self.enough = file, limit, enough
        super().__init__(
            f"{file} {seen}, and a page may have {limit:g} MB.",
            f"If it is a page of case reviews, raise the limit (max_megabytes={enough}).",
        )


class TableError(CasegraphError):
    """A table of wordings that cannot be used: in which *file* and *line*, and what was *seen* there.

    >>> print(TableError("neglect.tsv", 3, "no wording", "Write one."))
    neglect.tsv, line 3: no wording. Write one.
    """

    def __init__(self, file: str, line: int, seen: str, remedy: str) -> None:
        """Say what was seen where, and what to do."""
        self.file, self.line, self.seen = file, line, seen
        super().__init__(f"{file}, line {line}: {seen}.", remedy)


class RecordError(PageError):
    """A line of JSON that is not a review as Casegraph writes it; *key* is the path in the line's object, "" for all.

    >>> print(RecordError("reviews.jsonl", 3, "source.start", "int expected, str seen"))
    reviews.jsonl, line 3, “source.start”: int expected, str seen. Extract the page again, or correct the line.
    """

    def __init__(self, file: str, line: int, key: str, reason: str) -> None:
        """Say where in a *file* what is wrong."""
        self.file, self.line, self.key, self.reason = file, line, key, reason
        where = f"{file}, line {line}" + (f", “{key}”" if key else "")
        super().__init__(f"{where}: {reason.rstrip('.')}.", "Extract the page again, or correct the line.")


class BuildError(CasegraphError):
    """A build that cannot be made, or a folder that holds none."""


class NoBuild(BuildError):
    """A *directory* that holds no build: a file or folder of it is *missing*."""

    def __init__(self, directory: str, missing: str) -> None:
        """Say what is missing."""
        self.directory, self.missing = directory, missing
        super().__init__(
            f"There is no build in {directory} (it has no {missing}).",
            "Make one, or name the folder of one.",
        )


class DamagedBuild(BuildError):
    """A build in a *directory* of which something is damaged."""

    def __init__(self, problem: str, directory: str) -> None:
        """Say what is damaged."""
        self.directory = directory
        super().__init__(problem, "Make the build again.")


class NoRecords(BuildError):
    """A build in a *directory* that was made without the records that builds are compared by: it has no file called *missing*."""

    def __init__(self, directory: str, missing: str) -> None:
        """Say what is missing."""
        self.directory, self.missing = directory, missing
        super().__init__(
            f"The build in {directory} has no {missing}, which a comparison needs: it was built without it, or by a "
            f"version of Casegraph that did not write it.",
            "Build its pages again, with the records.",
        )


class UnusableFolder(BuildError):
    """A *directory* that cannot be built in; the remedy ends in naming another."""

    def __init__(self, problem: str, remedy: str = "Name another folder.", *, directory: str) -> None:
        """Say why, and what helps: "… name another folder."."""
        self.directory = directory
        super().__init__(problem, remedy)


class SuspectPages(BuildError):
    """Pages that look wrongly saved; a build that is forced takes them as they are."""

    def __init__(self, problem: str, *, kind: Literal["no-clauses", "twice", "fewer"]) -> None:
        """Say what looks wrong."""
        self.kind = kind
        checked = "Check them, or build in another folder. " if kind == "fewer" else ""
        super().__init__(problem, f"{checked}If everything is correct, force the build.")


class Busy(CasegraphError):
    """All workers are busy, and as many queries wait as may."""


class EndpointError(CasegraphError):
    """An *endpoint* that cannot be used, the *reason* in a sentence without a full stop, and the HTTP *status* if there is one.

    >>> print(EndpointError("unreachable", "http://127.0.0.1:9/sparql", "no connection can be made"))
    The endpoint http://127.0.0.1:9/sparql cannot be asked: no connection can be made.
    """

    def __init__(
        self,
        kind: Literal["address", "credentials", "empty", "not-sparql", "other-graph", "redirect", "unreachable"],
        endpoint: str,
        reason: str,
        status: int | None = None,
        remedy: str = "",
    ) -> None:
        """Say what is wrong with the endpoint."""
        self.kind, self.endpoint, self.reason, self.status = kind, endpoint, reason, status
        super().__init__(f"The endpoint {endpoint[:_SHOWN]} cannot be asked: {reason}.", remedy)


class QueryError(CasegraphError):
    """A query or question that cannot be answered."""


class QuerySyntaxError(QueryError):
    """A query that is not SPARQL, with the place (1-based line and column) where reading it stopped.

    >>> error = QuerySyntaxError("expected a variable", line=1, column=8, source="SELECT {")
    >>> print(error)
    The query cannot be read at line 1, column 8: expected a variable
      SELECT {
             ^
    """

    def __init__(self, reason: str, *, line: int, column: int, source: str) -> None:
        """Point at the offending place of *source*, one line of the query."""
        self.reason, self.line, self.column, self.source = reason, line, column, source
        before = column - 1
        if len(source) > _SHOWN:  # of a very long line only what is near
            start = max(0, before - _SHOWN // 2)
            source, before = source[start : start + _SHOWN], before - start
        super().__init__(
            f"The query cannot be read at line {line}, column {column}: {reason}\n  {source}\n  {' ' * before}^"
        )


class QueryRefused(QueryError):
    """A query that does more than read this graph: an update, or a call of an outside service."""


class UpdateRefused(QueryRefused):
    """A query that would change the graph."""

    def __init__(self, problem: str) -> None:
        """Say where the query would change the graph."""
        super().__init__(problem, "Change the pages and build the graph again instead.")


class AnswerTooLarge(QueryError):
    """An answer with more bytes than the *limit*."""

    def __init__(self, limit: int, problem: str = "") -> None:
        """Say how many bytes an answer may have, or the problem in other words."""
        self.limit = limit
        super().__init__(problem or f"The answer has more than {limit:,} bytes; ask for less, such as with LIMIT.")


class QueryTimeout(QueryError):
    """A query that was ended: *kind* says why, *limit* is the time in seconds that it had."""

    def __init__(
        self,
        problem: str,
        remedy: str = "",
        *,
        kind: Literal["time", "memory", "cancelled"] = "cancelled",
        limit: float | None = None,
    ) -> None:
        """Say why the query was ended."""
        self.kind, self.limit = kind, limit
        super().__init__(problem, remedy)


class UnknownName(QueryError):
    """A *value* that names no thing of a *kind* (question, projection, review …), with those that come *near*."""

    def __init__(self, problem: str, *, kind: str, value: str, near: Iterable[Choice] = ()) -> None:
        """Say what does not exist, and what comes near."""
        self.kind, self.value, self.near = kind, value, tuple(near)
        super().__init__(problem)
