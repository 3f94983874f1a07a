"""What netgraph wrote itself: its pages, tables, networks, records and caches are no documents, wherever they lie."""

import re

from netgraph.errors import DocumentError

HEAD = 1000  # bytes in which the mark of a file stands
_SQLITE = b"SQLite format 3\0"
_APPLICATION = slice(68, 72), b"ngrp"  # where SQLite keeps the id of the program, and ours: ``store.APPLICATION``
_PAGE = re.compile(r"<meta\b[^>]*\bname=[\"']?generator[\"']?[^>]*\bcontent=[\"']?netgraph\b", re.IGNORECASE)
# A program that sorts or indents the JSON anew may change the blanks; the first keys stay.
_NETWORK = re.compile(r'\{[^[\]]*"graph"\s*:\s*\{\s*"netgraph"\s*:')
_RECORD = re.compile(r'\{\s*"versions"\s*:\s*\{\s*"netgraph"\s*:')
# The first columns of each table; a spreadsheet may have changed separators and quotes.
_TABLES = (
    "id,name,type,country,country_reason", "source,target,type,source_name,target_name",
    "source,target,type,document,title,date", "id,title,language,date,status,reason,format",
)  # fmt: skip
_SEPARATORS = str.maketrans(";\t", ",,", '"\ufeff')


def check_not_own(head: bytes) -> None:
    """Make sure that a file is none of netgraph's own.

    Args:
        head: its first bytes, ``HEAD`` of them where there are as many.

    Raises:
        DocumentError: ``own`` (skipped): it is.
    """
    what = _written(head)
    if what is not None:
        raise DocumentError("own", f"{what} that netgraph wrote, no document", skipped=True)


def _written(head: bytes) -> str | None:
    if head.startswith(_SQLITE):
        where, ours = _APPLICATION
        return "a cache" if head[where] == ours else None
    text = head[:HEAD].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if text.startswith("{"):
        return "a network" if _NETWORK.match(text) else "a run record" if _RECORD.match(text) else None
    if text.startswith("<"):
        return "a page" if _PAGE.search(text) else None
    return "a table" if text.partition("\n")[0].translate(_SEPARATORS).startswith(_TABLES) else None
