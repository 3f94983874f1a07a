"""Work that other processes do while this one goes on; where none can be made cheaply, it is done in its turn."""

import logging
import multiprocessing
import os
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import TypeVar

from threadpoolctl import threadpool_limits

log = logging.getLogger(__name__)
S = TypeVar("S")
T = TypeVar("T")
Worker = tuple[BaseProcess, Connection] | tuple[None, None]

MANY = 5_000  # relations of a network from which on a second process pays
EACH = 10  # documents that pay a process
MOST = 4  # processes at once: each takes some 180 MB


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
    pays = relations >= MANY and _can_copy()
    process, answers = _start(lambda end: end.send(_outcome(work))) if pays else (None, None)
    try:
        yield work if answers is None else lambda: _receive(answers, work)
    finally:
        _stop(process)


def spread(work: Callable[[S], T], items: Sequence[S]) -> Generator[T, None, None]:
    """What the work gives for each item, in their order; several copies of this process share many items.

    The first is done here, so that all copies have what it loads. As in ``beside``, errors come back as if the work
    had been done here, which is so for one item after another where there is no copy or one dies. Close the iterator
    to end them early.

    Args:
        work: what to do with an item; changes nothing in this process but what it loads.
        items: for each of which the result is asked.
    """
    yield from map(work, items[:1])
    rest = items[1:]
    copies = min(len(rest) // EACH, len(os.sched_getaffinity(0)), MOST) if _can_copy() else 0

    def share(number: int, end: Connection) -> None:
        with threadpool_limits(1, "blas"):  # else the threads of all copies would wait for each other
            for item in rest[number::copies]:
                end.send(_outcome(partial(work, item)))

    workers = [_start(partial(share, number)) for number in range(copies if copies > 1 else 0)]
    try:
        for number, item in enumerate(rest):
            answers = workers[number % copies][1] if workers else None
            yield work(item) if answers is None else _receive(answers, partial(work, item))
    finally:
        for process, _ in workers:
            _stop(process)


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


def _start(work: Callable[[Connection], None]) -> Worker:
    """A copy of this process that does the work and sends what comes of it, and where that arrives."""
    context = multiprocessing.get_context("fork")
    answers, end = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(work, answers, end), daemon=True)
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


def _work(work: Callable[[Connection], None], answers: Connection, end: Connection) -> None:
    answers.close()  # so that sending fails, rather than waits for ever, once the first process is gone
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # so that half-written files are cleared away
    with suppress(KeyboardInterrupt, BrokenPipeError):  # the first process tells of them, or is gone
        work(end)


def _outcome(work: Callable[[], T]) -> tuple[T | None, Exception | None]:
    try:
        return work(), None
    except Exception as error:
        return None, error


def _receive(answers: Connection, work: Callable[[], T]) -> T:
    try:
        result, error = answers.recv()
    except EOFError:
        log.debug("the other process died; its work is done here")
        return work()
    if error is not None:
        raise error
    return result  # type: ignore[no-any-return]


def _stop(process: BaseProcess | None) -> None:
    if process is not None:
        process.terminate()  # has no effect on one that has ended
        process.join()
