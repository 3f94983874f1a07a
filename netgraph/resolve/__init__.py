"""One entity per real thing over all documents of a run, with the reasons why its names were joined."""

from .decisions import Decision, read_decisions, write_decision
from .edges import apply_edge_decisions
from .resolution import Merge, Resolution, resolve

__all__ = [
    "Decision", "Merge", "Resolution", "apply_edge_decisions", "read_decisions", "resolve", "write_decision",
]  # fmt: skip
