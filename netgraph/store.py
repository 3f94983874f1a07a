"""The project's cache: each document as read and what it says, in one SQLite file, by content, version and settings."""

import json
import logging
import os
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from dataclasses import asdict, dataclass, fields
from hashlib import sha256
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from netgraph.errors import OutputError, SetupError
from netgraph.model import Chain, Document, Extraction, Mention, Paragraph, Relation

log = logging.getLogger(__name__)
SCHEMA = 2  # raised whenever the tables or the payload change: an older file is set aside and built anew
APPLICATION = 0x6E677270  # "ngrp", SQLite's application id: tells our files from others
_SQLITE = b"SQLite format 3\0"
_WAIT = 60.0  # seconds that one process waits for another's write
_NAMES = ("extraction", "reading")  # of the tables, one a step
_TABLE = """
CREATE TABLE {} (
    content TEXT NOT NULL, extractor TEXT NOT NULL, settings TEXT NOT NULL,
    payload TEXT NOT NULL, digest TEXT NOT NULL,
    PRIMARY KEY (content, extractor, settings)
) WITHOUT ROWID
"""
_WHERE = "WHERE content = ? AND extractor = ? AND settings = ?"
_BEYOND_REPAIR = ("malformed", "not a database", "corrupt", "disk image", "no such table", "no such column")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """What a result depends on; each part is a string that changes whenever the result may."""

    content: str  # hash of the document's content (and of its id, where the result holds it)
    extractor: str  # version of what made the result: the extractor, or the reader of files
    settings: str


@dataclass(frozen=True, slots=True)
class Info:
    """What a store holds."""

    path: Path
    entries: int  # documents whose extraction is kept
    extractors: tuple[str, ...]
    size: int  # bytes on disk, with the write-ahead log


class Store:
    """Results by key in a SQLite file that survives kills, a second process and damage.

    A store that is damaged or of an older version is moved aside (``NAME.aside-N``) with a logged notice, and an empty
    one takes its place: it is a cache, all of it can be computed again. A file that is no store is left alone.

        with Store("output/netgraph.sqlite") as store:
            extraction = store.get(key)

    Args:
        path: the file; made with mode 0600 when missing, its folder too.

    Raises:
        SetupError: there is a file, and it is none that a store ever wrote.
        OutputError: the file can be neither opened nor made.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        try:
            if (head := _head(self.path)) and not _is_ours(head):
                raise SetupError(f"{self.path}: not a cache of netgraph; expected one, or a file that is not there yet")
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._open()
        except (OSError, sqlite3.Error) as error:
            raise OutputError(f"{self.path}: the cache cannot be opened: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the store cannot be used afterwards."""
        self._connection.close()

    def get(self, key: Key) -> Extraction | None:
        """The extraction under a key; None when there is none or when what is there is damaged."""
        payload = self._get("extraction", key)
        return extraction_from_json(payload) if payload is not None else None

    def put(self, key: Key, extraction: Extraction) -> None:
        """Keep an extraction: once this returns, the death of the process cannot lose it."""
        self.put_many([(key, extraction)])

    def put_many(self, results: Iterable[tuple[Key, Extraction]]) -> None:
        """Keep several extractions in one transaction: all or none."""
        self._put("extraction", ((key, extraction_to_json(extraction)) for key, extraction in results))

    def get_document(self, key: Key) -> Document | None:
        """The document that was read under a key; None when there is none or when what is there is damaged."""
        payload = self._get("reading", key)
        return document_from_json(payload) if payload is not None else None

    def put_document(self, key: Key, document: Document) -> None:
        """Keep a document as it was read."""
        self._put("reading", [(key, document_to_json(document))])

    def prune(self, keep: Iterable[Key]) -> int:
        """Drop all extractions but those under the keys given; returns how many were dropped."""
        kept = {_values(key) for key in keep}
        query = "SELECT content, extractor, settings FROM extraction ORDER BY 1, 2, 3"
        stale = [row for row in self._run(lambda c: c.execute(query).fetchall()) if tuple(row) not in kept]
        self._write(f"DELETE FROM extraction {_WHERE}", stale)
        return len(stale)

    def clear(self) -> int:
        """Drop all results and give the space back; returns how many extractions were dropped."""
        dropped = self.prune(())
        self._run(lambda c: c.execute("DELETE FROM reading"))
        self._run(lambda c: c.execute("VACUUM"))
        return dropped

    def info(self) -> Info:
        """Path, number of extractions, versions of the extractors that made them, size."""
        entries = self._run(lambda c: c.execute("SELECT count(*) FROM extraction").fetchone()[0])
        versions = self._run(lambda c: c.execute("SELECT DISTINCT extractor FROM extraction ORDER BY 1").fetchall())
        files = (self.path.with_name(self.path.name + end) for end in ("", "-wal", "-shm"))
        size = sum(file.stat().st_size for file in files if file.exists())
        return Info(self.path, int(entries), tuple(str(v[0]) for v in versions), size)

    def _get(self, table: str, key: Key) -> str | None:
        query = f"SELECT payload, digest FROM {table} {_WHERE}"
        row = self._run(lambda c: c.execute(query, _values(key)).fetchone())
        if row is None:
            return None
        payload, digest = row
        if isinstance(payload, str) and _digest(payload) == digest:
            return payload
        log.warning("%s: a damaged entry is dropped and computed again", self.path)
        self._write(f"DELETE FROM {table} {_WHERE}", [_values(key)])
        return None

    def _put(self, table: str, payloads: Iterable[tuple[Key, str]]) -> None:
        rows = [(*_values(key), payload, _digest(payload)) for key, payload in payloads]
        self._write(f"INSERT OR REPLACE INTO {table} VALUES (?, ?, ?, ?, ?)", rows)

    def _write(self, statement: str, rows: list[Any]) -> None:
        def work(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            try:
                connection.executemany(statement, rows)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

        if rows:
            self._run(work)

    def _run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        """Do some work; when the file turns out to be damaged, set it aside and do it on the new one."""
        try:
            return work(self._connection)
        except sqlite3.DatabaseError as error:
            if not _beyond_repair(error):
                raise OutputError(f"{self.path}: the cache cannot be used: {error}") from error
            self._connection.close()
            self._set_aside(str(error))
            self._connection = self._open()
            return work(self._connection)

    def _open(self) -> sqlite3.Connection:
        for _ in range(2):
            try:
                fault = _look(self.path)
            except sqlite3.DatabaseError as error:
                if not _beyond_repair(error):
                    raise
                fault = str(error)
            if fault is None:
                break
            self._set_aside(fault)
        return _connect(self.path)

    def _set_aside(self, fault: str) -> None:
        """Move the file out of the way. Another process may have done it already: then there is nothing to do."""
        number = 1
        while (target := self.path.with_name(f"{self.path.name}.aside-{number}")).exists():
            number += 1
        for end in ("-wal", "-shm", "-journal", ""):  # its companions go with it: another program may need them
            with suppress(FileNotFoundError):
                self.path.with_name(self.path.name + end).rename(target.with_name(target.name + end))
        log.warning("%s: %s; it is kept as %s and the cache is built anew", self.path, fault, target.name)


def is_store(path: str | os.PathLike[str]) -> bool:
    """Whether a file begins as a store does, of whatever version and however damaged behind that."""
    return _is_ours(_head(Path(path)))


def find_fault(path: str | os.PathLike[str]) -> str | None:
    """Why a store cannot be used as it is, None when it can; unlike ``Store`` it sets nothing aside.

    Raises:
        OutputError: it cannot be opened.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as connection:
            return _fault(connection)
    except sqlite3.DatabaseError as error:
        if not _beyond_repair(error):
            raise OutputError(f"{path}: the cache cannot be opened: {error}") from error
        return f"damaged: {error}"


def document_to_json(document: Document) -> str:
    """The document as JSON text."""
    return _to_json({**_fields(document), "paragraphs": [tuple(_fields(p).values()) for p in document.paragraphs]})


def document_from_json(text: str) -> Document:
    """The document that ``document_to_json`` wrote."""
    data = json.loads(text)
    return Document(**{**data, "paragraphs": tuple(Paragraph(*p) for p in data["paragraphs"])})


def extraction_to_json(extraction: Extraction) -> str:
    """The extraction as JSON text; the same extraction gives the same text."""
    return _to_json(asdict(extraction))


def extraction_from_json(text: str) -> Extraction:
    """The extraction that ``extraction_to_json`` wrote."""
    data = json.loads(text)
    chains = (
        Chain(**{**c, "mentions": tuple(Mention(**m) for m in c["mentions"]), "aliases": tuple(c["aliases"])})
        for c in data["chains"]
    )
    return Extraction(data["document"], tuple(chains), tuple(Relation(**r) for r in data["relations"]))


def _to_json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=True, separators=(",", ":"), allow_nan=False)


def _fields(value: Document | Paragraph) -> dict[str, Any]:
    """The fields as they are; ``asdict`` would copy each value within them."""
    return {one.name: getattr(value, one.name) for one in fields(value)}


def _head(path: Path) -> bytes:
    """What tells whose file it is; nothing where there is no file, or an empty one."""
    try:
        with path.open("rb") as file:
            return file.read(100)
    except FileNotFoundError:
        return b""


def _is_ours(head: bytes) -> bool:
    return head.startswith(_SQLITE) and int.from_bytes(head[68:72]) == APPLICATION


def _look(path: Path) -> str | None:
    """What is wrong with the file, or None; a missing or an empty file is made into a store."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    os.close(descriptor)
    with closing(sqlite3.connect(path, timeout=_WAIT, isolation_level=None)) as connection:
        connection.execute("BEGIN IMMEDIATE")  # two processes that open a new file make it one after the other
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
            for name in _NAMES:
                connection.execute(_TABLE.format(name))
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
        return _fault(connection)


def _fault(connection: sqlite3.Connection) -> str | None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != SCHEMA:
        return f"a cache of version {version}, expected {SCHEMA}"
    check = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    return None if check == "ok" else f"damaged: {check}"


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_WAIT, isolation_level=None)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        with suppress(sqlite3.OperationalError):  # another process is at work: it works without WAL, too
            connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
    except BaseException:
        connection.close()
        raise
    return connection


def _beyond_repair(error: sqlite3.DatabaseError) -> bool:
    return any(words in str(error) for words in _BEYOND_REPAIR)


def _values(key: Key) -> tuple[str, str, str]:
    return key.content, key.extractor, key.settings


def _digest(payload: str) -> str:
    return sha256(payload.encode()).hexdigest()
