"""What remembers: a document that was read or extracted once comes from the store the next time."""

import json
import logging
import sqlite3
from collections.abc import Callable
from dataclasses import astuple
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, TypeVar

from netgraph import __version__
from netgraph.errors import OutputError
from netgraph.model import Document, Extraction
from netgraph.store import Key, Store, document_to_json

if TYPE_CHECKING:
    from netgraph.read import Limits

log = logging.getLogger(__name__)
T = TypeVar("T")
KNOWLEDGE = ("extract", "language", "places")  # parts of the package that an extraction depends on
READING = ("read", "language")  # and those that a reading depends on


class Aid:
    """A store that ends no run when it fails (its disk is full): that is told once, and it is not used any more.

    Args:
        store: stays open.
    """

    def __init__(self, store: Store) -> None:
        self._store: Store | None = store

    def use(self, work: Callable[[Store], T]) -> T | None:
        """What the work gives; None where the store fails, or has failed before."""
        if self._store is None:
            return None
        try:
            return work(self._store)
        except (OutputError, OSError, sqlite3.Error) as error:
            self._store = None
            log.warning("%s; the run goes on without it", error)
            return None


class StoredExtractions:
    """What was extracted from documents, kept in the store.

    Args:
        store: where it is kept.
        version: of the extractor; another one makes the old results unused.
    """

    def __init__(self, store: Aid, version: str) -> None:
        self._store, self._version = store, version

    def get(self, document: Document) -> Extraction | None:
        """The kept extraction of the document."""
        return self._store.use(lambda store: store.get(self._key(document)))

    def put(self, document: Document, extraction: Extraction) -> None:
        """Keep an extraction."""
        self._store.use(lambda store: store.put(self._key(document), extraction))

    def _key(self, document: Document) -> Key:
        return Key(document_hash(document), self._version, knowledge_hash())


class StoredReadings:
    """Documents as they were read, kept in the store.

    Args:
        store: where they are kept.
    """

    def __init__(self, store: Aid) -> None:
        self._store = store

    def get(self, sha256: str, extension: str, limits: "Limits") -> Document | None:
        """The document that a file of these bytes and this extension gave."""
        return self._store.use(lambda store: store.get_document(_reading_key(sha256, extension, limits)))

    def put(self, sha256: str, extension: str, limits: "Limits", document: Document) -> None:
        """Keep a document."""
        self._store.use(lambda store: store.put_document(_reading_key(sha256, extension, limits), document))


def _reading_key(sha256: str, extension: str, limits: "Limits") -> Key:
    return Key(sha256, f"{extension} {reading_hash()}", json.dumps(astuple(limits)))


def document_hash(document: Document) -> str:
    """A hash of all that an extractor sees of a document."""
    return sha256(document_to_json(document).encode()).hexdigest()


@cache
def knowledge_hash() -> str:
    """A hash of the version and of all code, weights and tables that extractions depend on."""
    return _parts_hash(KNOWLEDGE, __version__)


@cache
def reading_hash() -> str:
    """A hash of the version and of all code and tables that readings depend on."""
    return _parts_hash(READING, f"{__version__} {version('py3langid')}")


def _parts_hash(parts: tuple[str, ...], start: str) -> str:
    digest = sha256(start.encode())
    for part in parts:
        digest.update(folder_hash(files("netgraph") / part).encode())
    return digest.hexdigest()


def folder_hash(folder: Traversable) -> str:
    """A hash of the names and contents of all files below a folder, compiled ones left out."""
    digest = sha256()
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.name == "__pycache__":
            continue
        content = folder_hash(one).encode() if one.is_dir() else sha256(one.read_bytes()).digest()
        digest.update(one.name.encode() + b"\0" + content)
    return digest.hexdigest()
