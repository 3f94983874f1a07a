"""Legal forms: what stands beside a company's or association's name and is no part of it in comparison."""

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path


@lru_cache(maxsize=100_000)
def strip_legal_form(text: str) -> str:
    """The name without the legal form after or before it; the name itself when nothing else is left."""
    after, before = _legal_forms()
    bare = before.sub("", after.sub("", text)).strip(" ,.;:()\"'„”“«»–-")
    if len(bare) < 4 and bare.isupper() and "." not in text[len(bare) :]:
        return text  # "VU SA" is a body of its own, "PKP S.A." is PKP
    return bare if any(c.isalnum() for c in bare) else text


def has_legal_form(text: str) -> bool:
    """Whether a legal form, which ``strip_legal_form`` takes away, stands after or before a name."""
    return strip_legal_form(text) != text and any(form.search(text) for form in _legal_forms())


@cache
def _legal_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = tomllib.loads(Path(__file__).with_name("legal_forms.toml").read_text(encoding="utf-8"))

    def pattern(form: str) -> str:
        parts = [re.escape(p) for p in re.split(r"[.\s]+", form) if p]
        return r"[.\s]*".join(parts) + r"\.?"

    after, before = ("|".join(sorted(map(pattern, data[k]), key=len, reverse=True)) for k in ("after", "before"))
    return re.compile(rf"(?:[\s,]+\(?(?:{after})\)?)+\s*$"), re.compile(rf"^(?:{before})[\s,]+")
