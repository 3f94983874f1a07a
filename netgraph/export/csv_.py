"""Tables as CSV that a spreadsheet opens with right letters and never runs."""

import csv
import io
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from netgraph.errors import SetupError
from netgraph.files import write_bytes
from netgraph.network import Network

TABLES = ("nodes", "edges", "evidence", "documents")
SEPARATOR = " | "  # between the aliases of a node

# A cell that starts so is a formula to a spreadsheet, the full-width signs included. Leading apostrophes
# are counted in, so that the apostrophe put before can always be told from one that was there.
_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def write_csv(network: Network, path: str | os.PathLike[str]) -> None:
    """Write the table that the file's name tells, or all of ``TABLES`` into a folder.

    Raises:
        SetupError: the name is that of no table.
        OutputError: the file cannot be written.
    """
    target = Path(path)
    if target.suffix.lower() != ".csv":
        for name in TABLES:
            write_csv(network, target / f"{name}.csv")
        return
    if target.stem not in TABLES:
        raise SetupError(f"{path}: no such table, expected one of {', '.join(f'{name}.csv' for name in TABLES)}")
    table = getattr(network, target.stem)
    write_bytes(target, table_bytes(table.columns, table.itertuples(index=False, name=None)))


def table_bytes(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    """A table as CSV in UTF-8 with a byte order mark, by which spreadsheets know the encoding."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([cell_text(value) for value in row] for row in rows)
    return buffer.getvalue().encode("utf-8-sig", errors="replace")


def cell_text(value: Any) -> str:
    """A value as a cell: nothing for unknown, yes and no, texts that cannot start a formula."""
    if isinstance(value, tuple):
        return protect_cell(SEPARATOR.join(value))
    if isinstance(value, str):
        return protect_cell(value)
    if value is None or value is pd.NA or value != value:
        return ""
    if isinstance(value, bool | np.bool_):
        return "yes" if value else "no"
    return str(value)


def protect_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if _RISKY.match(text) else text


def unprotect_cell(cell: str) -> str:
    """The text that ``protect_cell`` was given."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell
