"""Bodies whose own name stands in quotation marks behind what they are: "Stowarzyszenie Edukacyjne „Alfa”"."""

from collections.abc import Sequence
from dataclasses import replace

from netgraph.extract.features import Token
from netgraph.extract.names import Name
from netgraph.language.lexicon import load_lexicon

_OPEN, _CLOSE = frozenset("„“«»\""), frozenset("”“»«\"")


def join_quoted(tokens: Sequence[Token], names: Sequence[Name]) -> list[Name]:
    """The names, with what stands in quotes behind a body that only its kind is told of as a part of its name.

    Where a body has a name of its own, what stands in quotes is something of it: "Alfa „Book of the Year“".
    """
    out: list[Name] = []
    for name in names:
        body = out[-1] if out else None
        if body is not None and _is_own_name(tokens, body, name):
            end = tokens[name.last].end
            out[-1] = replace(body, end=end, last=name.last + 1, confidence=max(body.confidence, name.confidence))
        else:
            out.append(name)
    return out


def _is_own_name(tokens: Sequence[Token], body: Name, name: Name) -> bool:
    if body.type != "organisation" or name.type == "person" or name.first != body.last + 1:
        return False
    between, behind = tokens[body.last], tokens[name.last].form if name.last < len(tokens) else ""
    if between.form not in _OPEN or behind not in _CLOSE or between.start == body.end or between.end != name.start:
        return False
    return _is_kind(body.forms(tokens), body.language)


def _is_kind(form: Sequence[str], language: str) -> bool:
    """Whether a name is no more than what a body is: a word for it, and others in small letters."""
    heads = {label for start, _, label in load_lexicon(language).match(list(form)) if start == 0}
    return "organisation_head" in heads and all(not word[0].isupper() for word in form[1:])
