"""A worker: the process that evaluates queries over one store, seen from the side that asks it and can kill it."""

import importlib.machinery
import json
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

from casegraph.errors import BuildError

__all__ = ["Worker"]

_ONE_HEAP = {"MALLOC_ARENA_MAX": "1"}  # else each thread reserves 64 MB or more of the address space, which is limited


class Worker:
    """A running ``casegraph.store.worker`` over the store in a folder; ``stop`` ends it, at the latest with this object."""

    def __init__(self, store: Path, memory: int, writers: str) -> None:
        """Start the process, with *memory* bytes of address space and a module that has further *writers* of graphs."""
        program = Path(__file__).with_name("worker.py")
        command = [sys.executable, "-I", "-S", str(program), str(store), str(memory), _packages()]
        command += [writers] if writers else []
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ONE_HEAP},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self.stop = weakref.finalize(self, _end, self._process)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid

    def kill(self) -> None:
        """Kill the process; a caller that waits for an answer gets None."""
        self._process.kill()

    def lives(self) -> bool:
        """Return whether the process runs."""
        return self._process.poll() is None

    def exchange(
        self, request: dict[str, Any], deadline: float, admit: Callable[[int], None] | None
    ) -> tuple[dict[str, Any], bytes] | None:
        """Send a request and return the answer; None if the process died or had to be killed."""
        assert self._process.stdin is not None
        alarm = self._kill_at(deadline)
        try:
            self._process.stdin.write(json.dumps(request).encode() + b"\n")
            self._process.stdin.flush()
        except OSError:
            return None
        finally:
            alarm.cancel()
        return self.receive(deadline, admit)

    def receive(
        self, deadline: float, admit: Callable[[int], None] | None = None
    ) -> tuple[dict[str, Any], bytes] | None:
        """Wait for an answer until *deadline*, then kill the process: that ends the wait.

        *admit* gets the size of the answer before it is read, and can raise.
        """
        assert self._process.stdout is not None
        alarm = self._kill_at(deadline)
        try:
            line = self._process.stdout.readline()
            if not line.endswith(b"\n"):
                return None
            head: dict[str, Any] = json.loads(line)
            if admit is not None:
                admit(head["size"])
            size = head.pop("size")
            body = self._process.stdout.read(size)
            return (head, body) if len(body) == size else None
        finally:
            alarm.cancel()

    def _kill_at(self, deadline: float) -> threading.Timer:
        alarm = threading.Timer(max(0.0, deadline - time.monotonic()), self._process.kill)
        alarm.daemon = True
        alarm.start()
        return alarm


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
    spec = importlib.machinery.PathFinder.find_spec("pyoxigraph")
    if spec is None or spec.origin is None:
        raise BuildError("The package pyoxigraph is missing; install casegraph again.")
    return str(Path(spec.origin).parent.parent)
