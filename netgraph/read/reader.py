"""read_sources: every input becomes exactly one document, whatever is in it."""

import hashlib
import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Protocol

from netgraph.errors import DocumentError
from netgraph.model import Document
from netgraph.read.content import read_bytes, read_head
from netgraph.read.formats import DATA, is_readable
from netgraph.read.interpret import complete, interpret
from netgraph.read.limits import Limits
from netgraph.read.own import HEAD, check_not_own
from netgraph.read.sources import Input, Source, find_inputs

logger = logging.getLogger(__name__)


class Readings(Protocol):
    """Documents that were read before, by what a reading depends on: content, extension and limits; without ids."""

    def get(self, sha256: str, extension: str, limits: Limits) -> Document | None:
        """The document, when it was kept."""
        ...

    def put(self, sha256: str, extension: str, limits: Limits, document: Document) -> None:
        """Keep a document."""
        ...


def read_sources(
    sources: Source | Iterable[Source], *, limits: Limits | None = None, readings: Readings | None = None
) -> Iterator[Document]:
    """Read files, folders (with all below them), globs and finished documents, in the order of their ids.

    Every input gives one document. One that cannot be used has status "skipped" or "failed", an empty text and
    a reason, "code: words"; it changes nothing about the others. ``Document.text`` is the decoded text in NFC
    with ``\\n`` line ends, for HTML the main text; all offsets, here and in every later step, count its
    characters. A finished document passes through; one that has only a text gets its paragraphs and language.

    Args:
        sources: what to read.
        limits: how much of each.
        readings: what was read before; the bytes of every file are read anew, but interpreted only if they changed.
    """
    if isinstance(sources, (str, Document)) or not isinstance(sources, Iterable):
        sources = [sources]
    limits = limits or Limits()
    first_with: dict[str, str] = {}
    for one in find_inputs(sources):
        if one.document is not None:
            yield complete(one.document if one.document.id == one.id else replace(one.document, id=one.id))
            continue
        document = _read(one, limits, readings)
        if document.sha256 and document.status in ("ok", "partial"):
            first = first_with.setdefault(document.sha256, one.id)
            if first != one.id:
                document = _unusable(one.id, "skipped", f"duplicate: same content as {first}", document.sha256)
        yield document


def _unusable(name: str, status: str, reason: str, sha256: str = "") -> Document:
    return Document(name, "", status="skipped" if status == "skipped" else "failed", reason=reason, sha256=sha256)


def _check_readable(path: Path, extension: str, *, named: bool) -> None:
    """Make sure that a file is of a type that is read, and that netgraph did not write it.

    Raises:
        DocumentError: ``unsupported`` or ``own`` (skipped); what ``read_head`` raises.
    """
    if is_readable(extension, named=named):
        check_not_own(read_head(path, HEAD))
        return
    if extension in DATA:
        head = b""
        with suppress(DocumentError):  # whether it can be opened does not matter: it is not read
            head = read_head(path, HEAD)
        check_not_own(head)
    raise DocumentError("unsupported", f"files of type {extension or 'unknown'} are not read", skipped=True)


def _read(one: Input, limits: Limits, readings: Readings | None) -> Document:
    sha256 = ""
    try:
        if one.problem:
            raise one.problem
        assert one.path is not None
        extension = PurePath(one.path.name).suffix.lower()
        _check_readable(one.path, extension, named=one.named)
        data = read_bytes(one.path, limits.max_bytes)
        sha256 = hashlib.sha256(data).hexdigest()
        known = readings.get(sha256, extension, limits) if readings is not None else None
        if known is not None:
            return replace(known, id=one.id)
        document = interpret(one.id, data, sha256, extension=extension, limits=limits)
        if readings is not None:
            readings.put(sha256, extension, limits, replace(document, id=""))
        return document
    except DocumentError as error:
        return _unusable(one.id, "skipped" if error.skipped else "failed", f"{error.code}: {error}", sha256)
    except (ArithmeticError, LookupError, MemoryError, RecursionError, TypeError, ValueError) as error:
        # One document that shows a fault of ours must not cost the others; it is named, and the log has the rest.
        logger.exception("%s cannot be read", one.id)
        return _unusable(one.id, "failed", f"internal: {type(error).__name__}: {error}", sha256)
