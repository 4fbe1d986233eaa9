"""Asking a store on disk, with a limit on time and memory that holds whatever the engine is doing.

Oxigraph has no time limit in Python, and neither signals nor threads can end a query. So it runs in a process of its
own, ``casegraph.store.worker``, which is killed when its time is over and started again for the next query.
"""

import importlib.machinery
import json
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from casegraph.errors import AnswerTooLarge, BuildError, QueryError, QueryTimeout
from casegraph.names import BASE, PREFIXES
from casegraph.store.guard import check, graph_names
from casegraph.store.tokens import star, tokens

__all__ = ["COUNTED", "LARGEST", "MEMORY", "MORE_TIME", "TIMEOUT", "Answer", "Engine"]

TIMEOUT = 30.0
"""How many seconds a query may take, unless the caller says otherwise."""

MORE_TIME = ", or give it more time (--timeout, in Python timeout=)"
"""What whoever runs casegraph can do about a query that takes too long."""

LARGEST = 64 * 2**20
"""How many bytes an answer may have where it is bounded: on a server."""

MEMORY = 2 * 1024**3
"""How many bytes of address space a worker may use, where the system can bound it (Linux)."""

COUNTED = 20_000
"""How many rows are counted where only the first ones are sent."""

_PART = 4 * 2**20  # bytes of the first rows, on a server or elsewhere


_BLANK_NODES = " Blank nodes that are all alike take very long to name; give them IRIs instead."


class Answer(NamedTuple):
    """What a query brought: its form (SELECT, ASK, CONSTRUCT or DESCRIBE), and the answer as it was asked for.

    Of an answer of which only the first rows or triples were asked for, *kept* is how many are there, of a *total* or, if
    there are *more*, of more than that.
    """

    form: str
    body: bytes
    kept: int = 0
    total: int = 0
    more: bool = False


class Engine:
    """Answers queries over a store, one at a time, in a process that can be killed.

    *locate* returns the store's folder; it is asked again whenever a worker starts. Close the engine, or use it in a
    ``with`` statement.
    """

    def __init__(
        self,
        locate: Callable[[], Path],
        *,
        prefixes: Mapping[str, str] = PREFIXES,
        base: str = BASE,
        memory: int = MEMORY,
        largest: int | None = None,
        keeps: int | None = None,
        writers: str = "",
    ) -> None:
        """Take note of where the store is; the worker starts with the first query.

        The IRIs of the graph begin with *base*. A worker may use *memory* bytes of address space, and send answers of
        *largest* bytes; one that has used more than *keeps* bytes ends after its answer. *writers* is a module whose
        GRAPH_FORMATS write graphs.
        """
        self._largest = largest
        self._keeps = keeps
        self._base = base
        self._graphs = graph_names(base)
        self._writers = writers
        self._locate = locate
        self._prefixes = dict(prefixes)
        self._memory = memory
        self._lock = threading.Lock()
        self._worker: _Worker | None = None
        self._ended = threading.Event()

    def ask(
        self,
        text: str,
        *,
        rows: str = "json",
        graph: str = "ntriples",
        timeout: float = TIMEOUT,
        base: str | None = None,
        first: int | None = None,
        admit: Callable[[int], None] | None = None,
    ) -> Answer:
        """Answer a query: SELECT and ASK as *rows* (json, csv, excel, tsv, xml), CONSTRUCT and DESCRIBE as *graph*.

        *graph* is turtle or ntriples, with writers also jsonld or rdfxml; triples come sorted. Relative IRIs of the query
        resolve against *base*. With *first*, SELECT gives only so many rows, as JSON, and a graph of more triples none.
        *admit* is told the size of the answer before it is read, and can raise.

        Raises QueryRefused, QuerySyntaxError, QueryTimeout after *timeout* seconds or where the memory does not suffice,
        AnswerTooLarge, QueryError where evaluation fails, and BuildError where the store cannot be opened.
        """
        if not timeout > 0:
            raise QueryError(f"The time limit must be more than 0 seconds, not {timeout:g}.")
        form = check(text, self._graphs)
        deadline = time.monotonic() + min(timeout, threading.TIMEOUT_MAX)
        largest = self._largest if first is None else min(_PART, self._largest or _PART)
        with self._lock:
            request = {
                "query": text, "star": star(text), "rows": rows, "graph": graph, "base": base, "first": first,
                "counted": COUNTED, "largest": largest, "graph_base": self._base,
            }  # fmt: skip
            try:
                head, body = self._request(request, deadline, timeout, admit)
            except QueryTimeout as error:
                raise QueryTimeout(f"{error}{_BLANK_NODES}") if _makes_blank_nodes(form, text) else error from None
            if head["kind"] == "syntax":
                raise self._mistake(text, head["message"], base, deadline, timeout)
            if self._keeps is not None and head["peak"] > self._keeps:
                self._stop()
        if head["kind"] == "memory":
            raise _too_large()
        if head["kind"] == "large":
            raise AnswerTooLarge(f"The answer has more than {largest:,} bytes; ask for less, such as with LIMIT.")
        if head["kind"] == "failed":
            raise QueryError(f"The query cannot be answered: {head['message']}.")
        return Answer(form, body, head.get("kept", 0), head.get("total", 0), head.get("more", False))

    def end(self) -> None:
        """End the query that is being answered, from another thread: it raises QueryTimeout, and so do others until ``close``."""
        self._ended.set()
        worker = self._worker
        if worker is not None:
            worker.kill()

    def close(self) -> None:
        """End the worker. The next query starts another."""
        with self._lock:
            self._stop()
            self._ended.clear()

    def __enter__(self) -> "Engine":
        """Return the engine itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the engine."""
        self.close()

    def _mistake(self, text: str, message: str, base: str | None, deadline: float, timeout: float) -> QueryError:
        """Find the place where a query stops being SPARQL, by letting the worker read it in several ways."""
        from casegraph.store.syntax_errors import mistake

        def parse(texts: Sequence[str]) -> list[str]:
            head, _ = self._request({"parse": list(texts), "base": base}, deadline, timeout)
            messages: list[str] = head["messages"]
            return messages

        return mistake(text, message, parse, self._prefixes)

    def _request(
        self,
        request: dict[str, Any],
        deadline: float,
        timeout: float,
        admit: Callable[[int], None] | None = None,
    ) -> tuple[dict[str, Any], bytes]:
        try:
            if self._worker is None or not self._worker.lives():
                self._worker = self._start(deadline, timeout)
            if self._ended.is_set():
                raise _ended()
            answer = self._worker.exchange({**request, "prefixes": self._prefixes}, deadline, admit)
        except BaseException:
            self._stop()
            raise
        if answer is None:
            late = time.monotonic() >= deadline
            self._stop()
            raise _ended() if self._ended.is_set() else _too_slow(timeout) if late else _too_large()
        return answer

    def _start(self, deadline: float, timeout: float) -> "_Worker":
        """Start a worker; look again for the store if a build replaced it in the same moment."""
        self._stop()
        for attempt in range(3):
            store = self._locate()
            worker = _Worker(store, self._memory, self._writers)
            greeting = worker.receive(deadline)
            if greeting is not None and greeting[0]["kind"] == "ready":
                return worker
            worker.stop()
            if self._ended.is_set():
                raise _ended()
            if time.monotonic() >= deadline:
                raise _too_slow(timeout)
            if attempt < 2:
                time.sleep(0.05)
        seen = greeting[0]["message"] if greeting else "the process that reads it does not start"
        raise BuildError(f"The store in {store} cannot be opened: {seen}. Make it again with `casegraph build`.")

    def _stop(self) -> None:
        if self._worker is not None:
            self._worker.stop()
            self._worker = None


class _Worker:
    """A process that answers queries over one store."""

    def __init__(self, store: Path, memory: int, writers: str) -> None:
        program = Path(__file__).with_name("worker.py")
        command = [sys.executable, "-I", "-S", str(program), str(store), str(memory), _packages()]
        command += [writers] if writers else []
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.stop = weakref.finalize(self, _end, self._process)

    def kill(self) -> None:
        self._process.kill()

    def lives(self) -> bool:
        return self._process.poll() is None

    def exchange(
        self, request: dict[str, Any], deadline: float, admit: Callable[[int], None] | None
    ) -> tuple[dict[str, Any], bytes] | None:
        """Send a request and return the answer; None if the worker died or had to be killed."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return None
        return self.receive(deadline, admit)

    def receive(
        self, deadline: float, admit: Callable[[int], None] | None = None
    ) -> tuple[dict[str, Any], bytes] | None:
        """Wait for an answer until *deadline*, then kill the process: that ends the wait."""
        assert self._process.stdout is not None
        alarm = threading.Timer(max(0.0, deadline - time.monotonic()), self._process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            line = self._process.stdout.readline()
            if not line.endswith(b"\n"):
                return None
            head: dict[str, Any] = json.loads(line)
            if admit is not None:
                admit(head["size"])
            body = self._process.stdout.read(head["size"])
            return (head, body) if len(body) == head["size"] else None
        finally:
            alarm.cancel()


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.kill()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                continue
    process.wait()


def _packages() -> str:
    """Return the folder that holds pyoxigraph, without importing it."""
    found = importlib.machinery.PathFinder.find_spec("pyoxigraph")
    if found is None or found.origin is None:
        raise BuildError("The package pyoxigraph is missing; install casegraph again.")
    return str(Path(found.origin).parent.parent)


def _makes_blank_nodes(form: str, text: str) -> bool:
    return form == "CONSTRUCT" and any(token.kind == "blank" or token.text == "[" for token in tokens(text))


def _too_slow(timeout: float) -> QueryTimeout:
    return QueryTimeout(
        f"The query was ended because it took longer than {timeout:g} s. Ask for less (more patterns that connect, "
        f"fewer free ends, a LIMIT){MORE_TIME}."
    )


def _ended() -> QueryTimeout:
    return QueryTimeout("The query was ended.")


def _too_large() -> QueryTimeout:
    return QueryTimeout(
        "The query was ended because it grew too large for the memory it may use, or is nested too deeply. "
        "Ask for less: more patterns that connect, fewer free ends, a LIMIT inside the part that grows."
    )
