"""An extractor that remembers: what a document gave once is read from the store the next time."""

import json
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable

from netgraph import __version__
from netgraph.model import Document, Extraction, Extractor
from netgraph.store import Key, Store

KNOWLEDGE = ("extract", "language", "places")  # parts of the package that an extraction depends on


class CachedExtractor:
    """Asks the store before the extractor; gives the same as the extractor alone.

    Args:
        extractor: whose results are kept; a change of its ``version`` makes the old ones unused.
        store: where they are kept; stays open.
    """

    def __init__(self, extractor: Extractor, store: Store) -> None:
        self.version = extractor.version
        self._extractor = extractor
        self._store = store

    def extract(self, document: Document) -> Extraction:
        """The kept extraction of the document, or a new one, which is kept."""
        key = Key(document_hash(document), self.version, knowledge_hash())
        found = self._store.get(key)
        if found is None:
            found = self._extractor.extract(document)
            self._store.put(key, found)
        return found


def document_hash(document: Document) -> str:
    """A hash of all that an extractor sees of a document."""
    return sha256(json.dumps(asdict(document)).encode()).hexdigest()


@cache
def knowledge_hash() -> str:
    """A hash of the version and of all code, weights and tables that extractions depend on."""
    digest = sha256(__version__.encode())
    for part in KNOWLEDGE:
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
