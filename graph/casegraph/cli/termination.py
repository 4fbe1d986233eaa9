"""The end of a command that somebody terminates: what it would leave behind goes first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["cleaning_up_first"]


class _Terminated(BaseException):
    """The process was asked to end by SIGTERM."""


@contextmanager
def cleaning_up_first() -> Iterator[None]:
    """Let the block clean up when SIGTERM comes, which ends a Python process at once; then the process ends by it as before.

    SIGINT needs no such care: Python makes an exception of it.
    """
    if threading.current_thread() is not threading.main_thread():  # signals go to that one alone
        yield
        return
    former = signal.signal(signal.SIGTERM, _raise)
    try:
        yield
    except _Terminated:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, former)


def _raise(_number: int, _frame: FrameType | None) -> None:
    raise _Terminated
