"""The bounds of what is read into memory."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of one input is read; what lies beyond is reported, never dropped in silence."""

    max_bytes: int = 100_000_000  # a larger file is skipped as "too_large", unread
    max_characters: int = 20_000_000  # a longer text is cut at a line end and is "partial"
