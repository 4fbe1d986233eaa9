"""Errors, by what a caller can do about them.

    CasegraphError
    ├── PageError        a page cannot be read: give another file
    ├── BuildError       a build cannot be made or found: build first, free space, other folder
    └── QueryError       a query cannot be answered: mend it
        ├── QuerySyntaxError
        ├── QueryRefused     (UpdateRefused, if it would change something)
        ├── AnswerTooLarge
        └── QueryTimeout

Each message says what was wrong, where, what was seen and what to do. The command line turns them into text and
exit codes at one place, ``casegraph.cli.error_handling``.
"""

__all__ = [
    "AnswerTooLarge",
    "BuildError",
    "CasegraphError",
    "PageError",
    "QueryError",
    "QueryRefused",
    "QuerySyntaxError",
    "QueryTimeout",
    "UpdateRefused",
]


_SHOWN = 200  # characters of a line


class CasegraphError(Exception):
    """Something that the person who asked can mend, said in one plain message."""


class PageError(CasegraphError):
    """A file that is not a readable page of case reviews."""


class BuildError(CasegraphError):
    """A build that cannot be made, or a folder that holds none."""


class QueryError(CasegraphError):
    """A query that cannot be answered."""


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
    """A query that asks for more than reading this graph: an update, or an outside service."""


class UpdateRefused(QueryRefused):
    """A query that would change the graph."""


class AnswerTooLarge(QueryError):
    """An answer with more bytes than may be sent."""


class QueryTimeout(QueryError):
    """A query that ran longer, or grew larger, than it may."""
