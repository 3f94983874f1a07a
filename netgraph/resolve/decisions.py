"""Decisions by people, in ``decisions.csv``: read however a spreadsheet saved it, checked by line, written safely."""

import csv
import io
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, fields
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Literal, NamedTuple

from netgraph.errors import SetupError
from netgraph.files import write_bytes
from netgraph.model import NODE_TYPES, RELATION_TYPES
from netgraph.places import is_country

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

Action = Literal[
    "merge", "different", "rename", "retype", "set-country", "set-place", "reject-node", "reject-edge", "add-edge"
]
ACTIONS: tuple[Action, ...] = (
    "merge", "different", "rename", "retype", "set-country", "set-place", "reject-node", "reject-edge", "add-edge",
)  # fmt: skip
COLUMNS = ("action", "subject", "object", "value", "author", "date", "reason", "source")
NEEDS_OBJECT = frozenset({"merge", "different", "reject-edge", "add-edge"})
NEEDS_VALUE = frozenset({"rename", "retype", "set-country", "set-place", "add-edge"})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z", re.ASCII)
# How European spreadsheets save a date: the day first, or, in Hungarian, the year.
_DAY_FIRST = re.compile(r"(?P<day>\d\d?)([./-]) ?(?P<month>\d\d?)\2 ?(?P<year>\d{4})\Z", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})([./]) ?(?P<month>\d\d?)\2 ?(?P<day>\d\d?)\.?\Z", re.ASCII)
_CODES = {"UK": "GB", "EL": "GR"}  # the European Union's own codes, with those of ISO 3166
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Decision:
    """One row: what somebody decided of a thing (``subject``), and of another (``object``).

    ``subject`` and ``object`` are an entity's id or one of its names. ``value`` is the new name, type, country
    (``none`` for unknown or international) or place, or the type of an edge (empty on ``reject-edge``: any type).
    """

    action: Action
    subject: str
    object: str = ""
    value: str = ""
    author: str = ""
    date: str = ""
    reason: str = ""
    source: str = ""
    line: int = field(default=0, compare=False)

    def __str__(self) -> str:
        """The row in words."""
        words = [self.action, f"{self.subject!r}", f"{self.object!r}" if self.object else "", self.value]
        return " ".join(w for w in words if w)


class Problem(NamedTuple):
    """A decision that could not be followed as it stands; never dropped in silence."""

    line: int
    kind: Literal["stale", "conflict", "ambiguous", "unplaced"]
    message: str

    def __str__(self) -> str:
        """One line for people."""
        return f"decisions, line {self.line}: {self.message}" if self.line else f"decisions: {self.message}"


def read_decisions(path: str | os.PathLike[str]) -> tuple[Decision, ...]:
    """Read a decisions file: UTF-8 or UTF-16, with or without BOM, separated by comma, semicolon or tab.

    Raises:
        SetupError: the file cannot be read, or rows are wrong; the message names every wrong line.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise SetupError(f"{path}: cannot be read ({error.strerror or error})") from error
    rows = _read_rows(content, str(path))
    if not rows:
        return ()
    head = [c.strip().casefold() for c in rows[0][1]]
    errors = [f"line {rows[0][0]}: unknown column {c!r}{_nearest(c, COLUMNS)}" for c in head if c and c not in COLUMNS]
    if missing := [c for c in ("action", "subject") if c not in head]:
        errors.append(f"line {rows[0][0]}: column {missing[0]!r} is missing; expected {', '.join(COLUMNS)}")
    errors += [f"line {rows[0][0]}: column {c!r} is there twice" for c in COLUMNS if head.count(c) > 1]
    if errors:
        raise SetupError(f"{path}: " + "; ".join(errors))
    decisions: list[Decision] = []
    for line, cells in rows[1:]:
        values = _read_cells({c: _plain(v) for c, v in zip(head, cells, strict=False) if c})
        if not any(values.values()):
            continue
        if any(extra.strip() for extra in cells[len(head) :]):
            errors.append(f"line {line}: {len(cells)} cells, expected {len(head)}; quote cells that hold the separator")
            continue
        found = _check(values)
        errors.extend(f"line {line}: {e}" for e in found)
        if not found:
            decisions.append(_decision(values, line))
    if errors:
        raise SetupError(f"{path}: " + "; ".join(errors))
    return tuple(decisions)


def write_decision(path: str | os.PathLike[str], decision: Decision) -> None:
    """Append a decision; the file keeps its separator and its other rows, and is replaced whole or not at all.

    Raises:
        SetupError: the decision itself is wrong, or the file is.
        OutputError: the file cannot be written.
    """
    values = _read_cells({c: str(getattr(decision, c)) for c in COLUMNS})
    if errors := _check(values):
        raise SetupError("; ".join(errors))
    target = Path(path)
    with _one_writer(target.parent):
        old = b""
        if target.exists():
            read_decisions(target)
            old = target.read_bytes()
        text, separator = _decode(old, str(path)) if old.strip() else ("", ",")
        head = next((row for row in csv.reader(io.StringIO(text), delimiter=separator) if any(row)), None)
        columns = [c.strip().casefold() for c in head] if head else list(COLUMNS)
        if lost := [c for c in COLUMNS if c not in columns and values[c]]:
            raise SetupError(f"{path}: has no column {lost[0]!r}; add it to the first line")
        out = io.StringIO()
        writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
        if head is None:
            writer.writerow(columns)
        writer.writerow([_safe(values.get(c, "")) for c in columns])
        text = text.lstrip("\r\n")
        gap = "" if not text or text.endswith("\n") else "\r\n"
        write_bytes(target, b"\xef\xbb\xbf" + (text + gap + out.getvalue()).encode("utf-8"))


@contextmanager
def _one_writer(folder: Path) -> Iterator[None]:
    """Let one program at a time add rows; each reads the file and replaces it, and would lose what another adds.

    Windows has no such lock of a folder, and some network drives have none: there it is as without one.
    """
    if fcntl is None or not folder.is_dir():
        yield
        return
    with ExitStack() as stack:
        with suppress(OSError):
            handle = os.open(folder, os.O_RDONLY)
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _read_rows(content: bytes, path: str) -> list[tuple[int, list[str]]]:
    """Rows with the number of their first line, counted as an editor does."""
    text, separator = _decode(content, path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    before = 0
    try:
        for row in reader:
            if any(c.strip() for c in row):
                rows.append((before + 1, row))
            before = reader.line_num
    except csv.Error as error:
        raise SetupError(f"{path}: line {reader.line_num}: {error}") from error
    return rows


def _decode(content: bytes, path: str) -> tuple[str, str]:
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeError as error:
        line = content.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise SetupError(f"{path}: line {line}: not UTF-8; save the sheet as 'CSV UTF-8'") from error
    if "\0" in text:
        raise SetupError(f"{path}: holds binary data, expected a table as text")
    text = text.lstrip("\ufeff")
    hint = re.match(r"sep=(.)\r?\n", text)  # a line that one spreadsheet program writes
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("sep=")), "")
    separator = max(",;\t", key=lambda s: (first.count(s), s == ","))
    if hint:
        return "\n" + text[hint.end() :], hint[1]
    return text, separator


def _check(values: dict[str, str]) -> list[str]:
    action, value = values.get("action", "").casefold(), values.get("value", "")
    if action not in ACTIONS:
        return [f"unknown action {values.get('action', '')!r}{_nearest(action, ACTIONS)}"]
    errors = []
    if not values.get("subject"):
        errors.append(f"{action} needs a subject")
    if action in NEEDS_OBJECT and not values.get("object"):
        errors.append(f"{action} needs an object")
    if action in NEEDS_VALUE and not value:
        errors.append(f"{action} needs a value")
    if action == "retype" and value and value not in NODE_TYPES:
        errors.append(f"unknown type {value!r}{_nearest(value, NODE_TYPES)}")
    if action in ("add-edge", "reject-edge") and value and value not in RELATION_TYPES:
        errors.append(f"unknown type of edge {value!r}{_nearest(value, RELATION_TYPES)}")
    if action == "set-country" and value and value != "none" and not is_country(value):
        errors.append(f"country {value!r} is not an ISO code of two capital letters, such as PL, nor 'none'")
    if action == "add-edge" and not values.get("source"):
        errors.append("add-edge needs a source: where is it written?")
    if values.get("date") and not _is_date(values["date"]):
        errors.append(f"date {values['date']!r} is no day of the calendar as YYYY-MM-DD or DD.MM.YYYY")
    return errors


def _read_cells(values: dict[str, str]) -> dict[str, str]:
    """The cells with dates and codes of countries as netgraph writes them."""
    day = values.get("date", "")
    if found := _DAY_FIRST.match(day) or _YEAR_FIRST.match(day):
        values["date"] = f"{found['year']}-{int(found['month']):02}-{int(found['day']):02}"
    if values.get("action", "").casefold() == "set-country":
        values["value"] = _CODES.get(values.get("value", ""), values.get("value", ""))
    return values


def _is_date(text: str) -> bool:
    """Whether it is a day of the calendar, or a month or a year of it."""
    if not _DATE.match(text):
        return False
    year, month, day = (int(part) for part in (text + "-01-01").split("-")[:3])
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _decision(values: dict[str, str], line: int) -> Decision:
    known = {f.name for f in fields(Decision)}
    row = {k: v for k, v in values.items() if k in known}
    written = row.pop("action").casefold()
    action: Action = next(a for a in ACTIONS if a == written)
    return Decision(action=action, line=line, **row)


def _nearest(value: str, allowed: Iterable[str]) -> str:
    choices: Sequence[str] = tuple(allowed)
    close = get_close_matches(value.casefold().replace("_", "-"), choices, n=1, cutoff=0.5)
    return f"; did you mean {close[0]!r}?" if close else f"; expected one of {', '.join(choices)}"


def _safe(value: str) -> str:
    """A cell that a spreadsheet reads as text, never as a formula; ``_plain`` undoes it."""
    return "'" + value if value.startswith(_FORMULA) else value


def _plain(value: str) -> str:
    value = " ".join(value.split())  # a name broken over two lines of its cell is one name
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value
