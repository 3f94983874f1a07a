"""One entity per real thing over all documents of a run, with the reasons why its names were joined."""

from .decisions import Decision, Problem, read_decisions, write_decision
from .edges import apply_edge_decisions
from .resolution import Merge, Resolution, resolve
from .suggest import Suggestion, suggest

__all__ = [
    "Decision", "Merge", "Problem", "Resolution", "Suggestion", "apply_edge_decisions", "read_decisions", "resolve",
    "suggest", "write_decision",
]  # fmt: skip
