"""Abbreviations that look like the name of a body and stand for a kind of bodies or for a field: "SMEs", "KMU"."""

import tomllib
from functools import cache
from pathlib import Path


def is_generic(form: str, language: str) -> bool:
    """Whether a form, as written, is one of them."""
    return form in _data().get(language, ())


@cache
def _data() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("generic.toml").read_text(encoding="utf-8"))
    return {language: frozenset(forms) for language, forms in data.items()}
