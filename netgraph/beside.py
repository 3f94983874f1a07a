"""Work that a second process does while this one goes on; where none can be made cheaply, it is done in its turn."""

import logging
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, TypeVar

log = logging.getLogger(__name__)
T = TypeVar("T")

MANY = 5_000  # relations of a network from which on a second process pays


@contextmanager
def beside(work: Callable[[], T], *, relations: int) -> Iterator[Callable[[], T]]:
    """Let a second process do the work while the block runs; what the block gets waits for the result.

    The second process is a copy of this one and sees all that this one saw. Its result, or the error that it ended
    with, comes back as if the work had been done here; so it is where a process cannot be copied, and where the
    second one dies on the way. It ends with the block at the latest.

    Args:
        work: what to do; changes nothing in this process.
        relations: how many the network has: a second process for few is not worth its start.
    """
    process, answers = _start(work) if relations >= MANY and _can_copy() else (None, None)
    try:
        yield work if answers is None else lambda: _receive(answers, work)
    finally:
        if process is not None:
            process.terminate()  # has no effect on one that has ended
            process.join()


def _can_copy() -> bool:
    """Whether this process can be copied, and another processor is there to run the copy.

    Elsewhere than on Linux a new process has to load everything and to be sent all values, which takes as long as the
    work; and a copy that is made while other threads call us can meet their locks.
    """
    return (
        sys.platform == "linux"
        and len(os.sched_getaffinity(0)) > 1
        and threading.current_thread() is threading.main_thread()
        and not multiprocessing.current_process().daemon
    )


def _start(work: Callable[[], Any]) -> tuple[BaseProcess, Connection] | tuple[None, None]:
    context = multiprocessing.get_context("fork")
    answers, end = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, end), daemon=True)
    try:
        with warnings.catch_warnings():
            # Python warns of other threads: those that are here sleep in libraries for numbers, which know of copies.
            warnings.simplefilter("ignore", DeprecationWarning)
            process.start()
    except OSError as error:  # no memory or no process left: one will do
        log.debug("no second process: %s", error)
        return None, None
    end.close()
    return process, answers


def _work(work: Callable[[], Any], end: Connection) -> None:
    """In the second process: do the work and send what came of it."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # so that half-written files are cleared away
    with suppress(KeyboardInterrupt, BrokenPipeError):  # the first process tells of them, or is gone
        try:
            result = work()
        except Exception as error:
            end.send((None, error))
        else:
            end.send((result, None))


def _receive(answers: Connection, work: Callable[[], T]) -> T:
    try:
        result, error = answers.recv()
    except EOFError:
        log.debug("the second process died; its work is done here")
        return work()
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]
