"""The bytes of one file, within the limits, and nothing that is not a plain file."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from netgraph.errors import DocumentError


def read_bytes(path: Path, limit: int) -> bytes:
    """Read a regular file of at most ``limit`` bytes.

    Raises:
        DocumentError: ``special``, ``too_large`` (skipped), ``vanished`` or ``io`` (failed).
    """
    return _opened(path, lambda descriptor: _read(descriptor, limit))


def read_head(path: Path, size: int) -> bytes:
    """The first bytes of a regular file, however large it is.

    Raises:
        DocumentError: ``special`` (skipped), ``vanished`` or ``io`` (failed).
    """
    return _opened(path, lambda descriptor: os.read(descriptor, min(_size(descriptor), size)))


def _opened(path: Path, work: Callable[[int], bytes]) -> bytes:
    try:
        # Without O_NONBLOCK, opening a pipe would wait for a writer for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise DocumentError("vanished", "the file was there and is gone") from None
    except OSError as error:
        raise DocumentError("io", f"the file cannot be opened: {error.strerror or error}") from None
    try:
        with open(descriptor, "rb") as file:
            return work(file.fileno())
    except OSError as error:
        raise DocumentError("io", f"the file cannot be read: {error.strerror or error}") from None


def _size(descriptor: int) -> int:
    status = os.fstat(descriptor)
    if not stat.S_ISREG(status.st_mode):
        raise DocumentError("special", "not a file but a pipe, a socket, a device or a folder", skipped=True)
    return status.st_size


def _read(descriptor: int, limit: int) -> bytes:
    if (told := _size(descriptor)) > limit:
        raise _too_large(told, limit)
    parts: list[bytes] = []
    size = 0
    # The size may be a lie (/proc) or grow while it is read, so the bytes are counted, too.
    while part := os.read(descriptor, min(1 << 20, limit + 1 - size)):
        parts.append(part)
        size += len(part)
        if size > limit:
            raise _too_large(size, limit)
    return b"".join(parts)


def _too_large(size: int, limit: int) -> DocumentError:
    return DocumentError("too_large", f"{size:,} bytes or more; the limit is {limit:,}", skipped=True)
