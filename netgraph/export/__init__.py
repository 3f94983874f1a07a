"""A network as a file for other programs; one module a format."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from netgraph.errors import SetupError
from netgraph.network import Network

__all__ = ["FORMATS", "write"]

FORMATS = ("json", "csv", "graphml", "gexf")


def write(network: Network, path: str | os.PathLike[str], format: str | None = None, **options: Any) -> None:
    """Write a network in one of ``FORMATS``.

    Args:
        network: what to write.
        path: the file; for ``csv`` one of nodes.csv, edges.csv, evidence.csv, documents.csv, or a folder for all four.
        format: the ending of the path by default.
        options: what the format's own function takes, such as ``positions`` and ``colours`` for graph formats.

    Raises:
        SetupError: the format is not known.
        OutputError: the file cannot be written.
    """
    chosen = (format or Path(path).suffix.removeprefix(".")).lower()
    if chosen not in FORMATS:
        what = f"{chosen!r} is no format to write" if chosen else "the name has no ending that tells the format"
        raise SetupError(f"{path}: {what}, expected one of {', '.join(FORMATS)}")
    _writer(chosen)(network, path, **options)


def _writer(format: str) -> Callable[..., None]:
    if format == "csv":
        from netgraph.export.csv_ import write_csv

        return write_csv
    if format == "graphml":
        from netgraph.export.graphml import write_graphml

        return write_graphml
    if format == "gexf":
        from netgraph.export.gexf import write_gexf

        return write_gexf
    return Network.to_json
