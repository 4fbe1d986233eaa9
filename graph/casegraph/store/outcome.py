"""The outcome of an evaluation; the worker process passes it to the process that sent the query."""

__all__ = ["Outcome"]


class Outcome:
    """The outcome of an evaluation: its *kind* (rows, graph, syntax, memory, large or failed), and the bytes of a result.

    *message* is what the engine says of a mistake. Where only the first rows or triples were wanted, *kept* is how many
    are in the bytes, of a *total* or, if there are *more*, of more than that.
    """

    def __init__(
        self, kind: str, body: bytes = b"", *, message: str = "", kept: int = 0, total: int = 0, more: bool = False
    ) -> None:
        self.kind = kind
        self.body = body
        self.message = message
        self.kept = kept
        self.total = total
        self.more = more
