"""What tells a project from the one that it follows: "ESF Plus", "ESF+"."""

import re
from functools import cache
from pathlib import Path

_PLUS = re.compile(r"(?<=\w)\s?\+(?=\W*$)")


@cache
def successors() -> frozenset[str]:
    """Words that name a following project, in small letters."""
    lines = Path(__file__).with_name("successors.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line and not line.startswith("#"))


def spell_plus(name: str) -> str:
    """The name with the sign at its end as a word: "Erasmus+" is "Erasmus Plus"."""
    return _PLUS.sub(" Plus", name)
