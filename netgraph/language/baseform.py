"""The base form of a name: nominative, as a dictionary or a register would write it."""

from netgraph.language.namekey import load_inflection, same_name
from netgraph.model import NodeType


def base_form(name: str, language: str, type: NodeType, known: frozenset[str] = frozenset()) -> str:
    """The nominative of a name as found in a text.

    Args:
        name: the name as written.
        language: ISO 639-1 of the text around it; an unknown language leaves the name as it is.
        type: what the name names.
        known: other forms seen in the same documents; a nominative among them decides.
    """
    form = " ".join(name.split())
    inflection = load_inflection(language)
    if inflection.last:
        for ending in inflection.endings:
            bare = form.removesuffix(ending)
            if bare != form and (len(ending) > 1 or bare in known):
                return bare
    elif known:
        others = sorted((other for other in known if same_name(form, other, language)), key=lambda o: (len(o), o))
        return others[0] if others else form
    return form
