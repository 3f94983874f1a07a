"""Reading: files, folders and globs to documents with text, language, title and date."""

from netgraph.read.limits import Limits
from netgraph.read.reader import read_sources
from netgraph.read.sources import Source

__all__ = ["Limits", "Source", "read_sources"]
