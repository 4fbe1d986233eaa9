"""The server over standard input and output, as a program of the assistant: it ends when the input does, or by a signal."""

import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from casegraph.assistant.served import Served
from casegraph.assistant.server import tool_server

__all__ = ["serve_stdio"]

_INTERRUPTED = 130


def serve_stdio(served: Served) -> None:
    """Answer until the input ends; standard output has nothing but the protocol."""
    import anyio

    with _ending_at_once(served.close):
        try:
            anyio.run(_run, served)
        finally:
            served.close()


async def _run(served: Served) -> None:
    from mcp.server.stdio import stdio_server

    server = tool_server(served)
    async with stdio_server() as (read, write):
        await server.run(read, write, server.create_initialization_options())


@contextmanager
def _ending_at_once(close: Callable[[], None]) -> Iterator[None]:
    """End the process by SIGTERM and Ctrl-C, after *close*: a thread that waits for input would hold up any other end."""
    if threading.current_thread() is not threading.main_thread():  # signals go to that one alone
        yield
        return

    def end(number: int, _frame: FrameType | None) -> None:
        close()
        if number == signal.SIGINT:
            os.write(2, b"Interrupted.\n")
            os._exit(_INTERRUPTED)
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    former = {number: signal.signal(number, end) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
