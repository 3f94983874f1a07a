"""Reading: files, folders and globs to documents with text, language, title and date."""

from netgraph.read.limits import Limits
from netgraph.read.reader import read_sources

__all__ = ["Limits", "read_sources"]
