"""What the words around a name say of its country: in brackets behind it, as a label or an adjective before it."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from netgraph.places.clues import country_of_domain
from netgraph.places.find import match_place, town_of_adjective
from netgraph.places.keys import name_key
from netgraph.places.load import ambiguous, clues, origins, prepositions
from netgraph.places.spans import PlaceSpan, place_spans

MENTION = "\ufffc"  # stands for the mention in a context
_AROUND = 120  # characters on each side that a context keeps
_LINE = 400  # the same for a whole line
_HEADING = 60  # characters of a line that may be a heading
_BULLET = 8  # characters before the first word of a line
_ADDRESS = re.compile(r"[^.;:\n]{0,25}[(,–—-]\s*[\w.-]+@([\w.-]+\w)")
# "X (Sweden)", "X, Berlin", "X | Italy"; then the same after an acronym: "X (Y), Berlin".
_AFTER = (re.compile(r"[”\"»“']?\s*[,(\[|–—-]\s*"), re.compile(r"[”\"»“']?\s*\([^()\n]{1,40}\)\s*[,(\[|–—-]\s*"))
_COPULA = re.compile(r"\s*(?:\([^()\n]{1,40}\)\s*)?(\w+)\s")
_SEAT = 40  # characters in which a seat follows its phrase
_PREDICATE = 90  # characters after "X is" that say what it is
_CLOSED = re.compile(r"\s*(?:$|[()\[\],.:;|`–—])|\s+-\s|\s+[a-zß-ÿ]{1,3}\s")  # what follows a place that stands alone
_SMALL_AFTER = re.compile(r"\s+[^\W\d_A-ZÀ-ÖØ-Þ]")  # the same after a preposition: "X from Szczecin looks both ways"
# "X, PL", "X | DK", "X (SE)"; an acronym between them does not count.
_CODE = re.compile(r"[”\"»“']?\s*(?:\([^()\n]{1,40}\)\s*)?[,|(]\s*([A-Z]{2})(?=\s*(?:$|[)|,;.]))")
_NO_CODES = frozenset({"IT", "HR", "AI", "PR", "TV"})  # mostly something else: information technology, staff
_ITEM = re.compile(r"\s*(?:[-*•‣–—]|\d{1,3}[.)])\s*")
_LABEL = re.compile(r"([^,;:.()–—]{3,30}?)\s*(?::|\s[–—-])\s*[„\"“»]?$")
_LABEL_SIGNS = (":", "–", "—", "-")
# From the beginning of a word only, and without going back: else each letter before the mention is tried.
_LAST_WORDS = re.compile(r"(?<![\w-])(?:[\w-]++\s++){1,4}[„\"“»'(]?$")
_LINE_LABEL = re.compile(r"\W*((?:\w{1,4}\s+)?[^\W\d_][^,;:.()–—]{2,30}):")
# A word, perhaps an article, and two to five words of a name, all but joining ones with a capital.
_HOST_OF = re.compile(
    r"\s+(?:\([^()\n]{1,40}\)\s+)?(\w{2,6})\s+(?:the\s|der\s|dem\s|den\s)?"
    r"([^\W\d_a-z][\w-]+(?:\s+(?:of|de|i|w|we|für|för|for|[^\W\d_a-z][\w-]+|universitet|högskola)){1,4})"
)
# The words of a name at the end of a passage: two to five, all but joining ones with a capital, in whatever order.
_LAST_NAME = re.compile(r"[^\W\d_a-z][\w-]*(?:\s(?:[^\W\d_a-z][\w-]*|\w{1,3}|universitet|högskola)){0,4}$")
_LIST_OPENS = re.compile(r"(?:\s[^\W\d_][\w’'-]*){0,3}\s?[(:„“\"«]")  # behind an adjective: "Dutch boards „X“ and „Y“"
_LIST_ENDS = re.compile(r"[.;:!?]\s|\)")
_CODE_LENGTH = 4  # letters from which on a word in capitals may be a place and no acronym
_JOINT = 3  # letters of a word that joins names
_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^\W\d_a-z])")
_MOST = 0.6  # share of the places near a name that tells its country
_FOREIGN_TOWN = 10_000  # people of a town abroad that stands behind a name and a preposition, inflected
Answer = tuple[str | None, str]


def around(text: str, start: int, end: int) -> str:
    """The words around a mention in its line, with MENTION in its place, and the line above where it begins a line.

    A blank line between the two stays.
    """
    left = text[max(0, start - _AROUND) : start].rpartition("\n")[2]
    right = text[end : end + _AROUND].partition("\n")[0]
    above = ""
    if len(left) < _BULLET:
        before = text[max(0, start - 2 * _HEADING) : start - len(left)]
        above = before.rstrip().rpartition("\n")[2] + ("\n" if before.count("\n", len(before.rstrip())) > 1 else "")
    return f"{above}\n{left}{MENTION}{right}"


def line_around(text: str, start: int, end: int) -> str:
    """The line of a mention, or so much of it, with MENTION in its place."""
    left, right = text[max(0, start - _LINE) : start], text[end : end + _LINE]
    return left.rpartition("\n")[2] + MENTION + right.partition("\n")[0]


def told_opening(lines: Sequence[str], language: str | None, likely: tuple[str, ...]) -> Answer | None:
    """Where the long row that a name stands in is said to come from: "From Cork the university A, the museum B, X"."""
    found = [_coming_from(line.partition(MENTION)[0], language, likely) for line in lines]
    told = [span for span in found if span is not None]
    return (told[0].country, reason_of(told[0], "over its row")) if len({s.country for s in told}) == 1 else None


def told_in_brackets(
    name: str, context: Sequence[str], language: str | None, likely: tuple[str, ...]
) -> Answer | None:
    """The country in brackets right behind a name: the University of Bergen (Norway) is not that of the Dutch town."""
    initials = "".join(word[0] for word in re.findall(r"\w+", name)).upper()
    for passage in context:
        right = passage.partition(MENTION)[2]
        span = _after(right, language, likely) if right.lstrip().startswith("(") else None
        closed = span is not None and span.kind == "country" and right[span.end :].startswith(")")
        span = span if closed else _code(right)
        if span is not None and span.text not in initials:  # "Universität Szczecin (US)"
            return span.country, reason_of(span, "beside its name")
    return None


def told_beside(
    context: Sequence[str], language: str | None, likely: tuple[str, ...], name: str = ""
) -> Answer | None:
    """The country that most of the mentions have right beside them; none where two have as many."""
    votes: Counter[str] = Counter()
    reasons: dict[str, str] = {}
    initials = "".join(word[0] for word in re.findall(r"\w+", name)).upper()
    for passage in context:
        left, _, right = passage.partition(MENTION)
        heading, _, left = left.rpartition("\n")
        heading = "" if _ITEM.match(heading) and _ITEM.match(left) else heading  # a neighbour in the list
        code = _code(right)
        spans = (
            _label(left, language, likely),
            code if code is None or code.text not in initials else None,
            _after(right, language, likely),
            _host(right, language, likely),
            _predicate(right, language, likely),
            _seated(right, language, likely),
            _before(left, language, likely),
            _owner(left, language, likely),
            _acting_in(left, language, likely),
            _coming_from(left, language, likely),
            _on_side(left, language, likely),
        )
        found = [span for span in spans if span is not None]
        found = (
            found or _over_list(left, language, likely) or _line_label(left, language, likely)
            or _heading(heading, language, likely)
        )  # fmt: skip
        for span in found[:1]:
            votes[span.country] += 1
            reasons.setdefault(span.country, reason_of(span, "beside its name"))
        address = None if found else _ADDRESS.match(right)
        if address is not None and (country := country_of_domain(address.group(1))) is not None:
            votes[country] += 1
            reasons.setdefault(country, f"address '{address.group(1)}' beside its name")
    ranked = sorted(votes.items(), key=lambda v: (-v[1], v[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] == ranked[1][1]):
        return None
    return ranked[0][0], reasons[ranked[0][0]]


def _label(left: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """A country that stands before the mention like a label: "Sweden: X", "Slovenia – X"."""
    # Few passages end in such a sign; the others are spared a search from each of their letters.
    label = _LABEL.search(left) if left.rstrip("„\"“»").rstrip().endswith(_LABEL_SIGNS) else None
    spans = list(place_spans(label.group(1), language, likely)) if label is not None else []
    whole = spans and spans[-1].kind == "country" and label is not None and spans[-1].end == len(label.group(1))
    return spans[-1] if whole else None


def _after(right: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """A place right after the mention: "(Schweden)", ", Berlin,", "from Sweden"."""
    starts = [match.end() for pattern in _AFTER if (match := pattern.match(right))]
    behind = re.match(r"\s+(?:\([^()\n]{1,40}\)\s+)?(\w+)\s+", right)
    seat = behind.end() if behind is not None and behind.group(1) in prepositions(language) else None
    starts += [seat] if seat is not None else []
    where = clues()["locatives"].get(language or "")
    bare = re.match(r"[”\"»“']?\s+(?=[^\W\d_a-z])([^\W\d_]+)", right) if where else None
    if bare is not None and bare[1].endswith(tuple(where)):
        seat = bare.start(1)  # then there is no preposition
        starts.append(seat)
    spans = list(place_spans(right, language, likely)) if starts else []
    for span in spans:
        if span.start in starts and span.kind in ("place", "country"):
            alone = _CLOSED.match(right, span.end) or (span.start == seat and _SMALL_AFTER.match(right, span.end))
            return span if alone else None
    return _seat(right, seat, language, likely) if seat is not None and bare is None else None


def _seat(right: str, start: int, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """A smaller town abroad, inflected: it counts only here, right behind the name and a preposition."""
    word = re.compile(r"[^\W\d_a-z][^\W\d_]{4,}(?:-[^\W\d_a-z][^\W\d_]+)?").match(right, start)
    if word is None or name_key(word.group()) in ambiguous(language):
        return None
    if not (_CLOSED.match(right, word.end()) or _SMALL_AFTER.match(right, word.end())):
        return None
    found = match_place(word.group(), language, likely)
    if found is None or not found.place.in_europe or found.place.population < _FOREIGN_TOWN:
        return None
    return PlaceSpan(start, word.end(), word.group(), found.place.country, "place", found.place)


def _host(right: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """The place in the name of the body that the mention is a part of: "X at Kiel University"."""
    match = _HOST_OF.match(right)
    if match is None or match[1] not in clues()["hosts"]["words"]:
        return None
    spans = [s for s in place_spans(match[2], language, likely) if s.kind != "country adjective"]
    return spans[0] if len({s.country for s in spans}) == 1 else None


def _code(right: str) -> PlaceSpan | None:
    """A code of a European country that stands behind the mention in a list or a table."""
    match = _CODE.match(right)
    if match is None or match[1] in _NO_CODES:
        return None
    country = country_of_domain(f"x.{match[1]}")
    european = country in ("GB", *(c for countries in clues()["languages"].values() for c in countries))
    return PlaceSpan(match.start(1), match.end(1), match[1], country, "country") if country and european else None


def _line_label(left: str, language: str | None, likely: tuple[str, ...]) -> list[PlaceSpan]:
    """A country that begins the line as its label: "• From Sweden: X, Y and Z"."""
    match = _LINE_LABEL.match(left)
    spans = [s for s in place_spans(match[1], language, likely) if s.kind == "country"] if match is not None else []
    return spans if match is not None and spans and spans[-1].end == len(match[1]) else []


def _predicate(right: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """What the mention is said to be: "X is one of the oldest Polish theatres", "X är Finlands innovationsfond"."""
    match = _COPULA.match(right)
    if match is None or match.group(1).casefold() not in clues()["copulas"]["words"].get(language, ()):
        return None
    said = re.split(r"[.;:(]", right[match.end() : match.end() + _PREDICATE])[0]
    found = next((s for s in place_spans(said, language, likely) if s.kind != "place adjective"), None)
    if found is None:
        return None
    # "X and Y are partners of the Poles": so they are from elsewhere.
    partners = tuple(clues()["copulas"]["partners"])
    elsewhere = any(word.startswith(partners) for word in re.findall(r"\w+", said[: found.start].casefold()))
    return None if elsewhere else found


def _seated(right: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """Where a few bodies in a row are said to sit: "X, Y and the chamber Z based in Berlin"."""
    match = _seats().match(right)
    if match is None:
        return None
    said = right[match.end() : match.end() + _SEAT]
    spans = [s for s in place_spans(said, language, likely) if s.kind in ("place", "country")]
    return spans[0] if spans and said[: spans[0].start].count(" ") <= 2 else None


@cache
def _seats() -> re.Pattern[str]:
    words = sorted(clues()["seats"]["words"], key=lambda w: (-len(w), w))
    return re.compile(r"(?:[^.;:()\n]{0,80}?)\s(?:" + "|".join(w.replace("*", r"\w*") for w in words) + r")\s")


def _heading(line: str, language: str | None, likely: tuple[str, ...]) -> list[PlaceSpan]:
    """The only country that the line above names: partners are often listed by country.

    Without a blank line between, "Lund, Sweden" or "Lund (Sweden)" is a neighbour in the list.
    """
    spans = [span for span in place_spans(line, language, likely) if span.kind == "country"]
    if len({span.country for span in spans}) != 1 or len(line) >= _HEADING:
        return []
    neighbour = not line.endswith("\n") and line[: spans[0].start].rstrip().endswith((",", "(", "|"))
    return [] if neighbour else spans


def told_near(context: Sequence[str], language: str | None, likely: tuple[str, ...]) -> Answer | None:
    """The country of most of the places that are named in the lines of the mentions."""
    spans = [s for c in context for s in place_spans(c, language, likely) if s.kind in ("place", "country")]
    count = Counter(span.country for span in spans)
    country = max(sorted(count), key=lambda c: count[c], default="")
    if not spans or count[country] < _MOST * len(spans):
        return None
    return country, reason_of(next(s for s in spans if s.country == country), "near its name")


def _before(left: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """An adjective before the mention: "niemieckie stowarzyszenie X", "the Swedish company X"."""
    tail = _LAST_WORDS.search(left)
    if tail is None:
        return None
    said = tail.group()
    spans = [s for s in place_spans(said, language, likely) if _is_adjective(s, language) or _describes(said, s)]
    if not spans:
        return None
    between = re.findall(r"\w+", said[spans[-1].end :])
    small = all(word.islower() for word in between) or language in clues()["nouns"]["capitalised"]
    return spans[-1] if small and not set(between) & prepositions(language) else None


def _owner(left: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """The place that ends the name of the body that the mention belongs to: "Kiel University and its X"."""
    match = _owned().search(left) if left.endswith(" ") else None
    owner = _LAST_NAME.search(left, 0, match.start()) if match is not None else None
    spans = place_spans(owner[0], language, likely) if owner is not None else ()
    return next((span for span in reversed([*spans]) if span.kind == "place"), None)


@cache
def _owned() -> re.Pattern[str]:
    return re.compile(r",?\s+(?:" + "|".join(clues()["possessives"]["words"]) + r")\s+$", re.IGNORECASE)


def _acting_in(left: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """Where something is done by the mention: "run from Cork by X"."""
    match = _by().search(left) if left.endswith(" ") else None
    if match is None or match[1] not in prepositions(language):
        return None
    spans = [s for s in place_spans(match[2], language, likely) if s.kind in ("place", "country")]
    return spans[0] if spans and (spans[0].start, spans[0].end) == (0, len(match[2])) else None


@cache
def _by() -> re.Pattern[str]:
    words = "|".join(clues()["agents"]["words"])
    place = r"((?:[^\W\d_a-z][\w’'-]+\s?){1,3})(?<!\s)"
    return re.compile(rf"(?<!\w)(\w{{1,5}})\s{place}\s(?:{words})\s(?:\w{{2,3}}\s)?$")


def _coming_from(left: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """Where the sentence says that those come from whom it names: "From Cork came X of Y", "The Irish guests are X"."""
    said = _SENTENCE_END.split(left)[-1]
    # "aus Pommern die Universität Stettin (US)"
    spans = [s for s in place_spans(said, language, likely) if not (s.text.isupper() and len(s.text) < _CODE_LENGTH)]
    if not spans or len({span.country for span in spans}) > 1:
        return None
    first = spans[0]
    if said[: first.start].strip().casefold() in origins(language) and first.kind in ("place", "country"):
        return first
    after = re.match(r"\s+(\w+)", said[first.end :])
    parties = tuple(clues()["parties"]["words"])
    return first if first.kind == "country adjective" and after and after[1].casefold().startswith(parties) else None


def _on_side(left: str, language: str | None, likely: tuple[str, ...]) -> PlaceSpan | None:
    """The side of a border that the sentence has come to: "On the Danish side, the partner is X"."""
    said = _SENTENCE_END.split(left)[-1]
    spans = [s for s in place_spans(said, language, likely) if s.kind in ("country adjective", "country")]
    if not spans:
        return None
    behind = re.match(r"\s+(\w+)", said[spans[-1].end :])
    before = preceding(said, spans[-1].start).casefold()
    sides = clues()["sides"]
    told = behind is not None and behind[1].casefold() in sides["behind"]
    return spans[-1] if told or before in sides["before"] else None


def _over_list(left: str, language: str | None, likely: tuple[str, ...]) -> list[PlaceSpan]:
    """The adjective before the list that holds the mention: "three Slovene bodies (Alfa, Beta and X)"."""
    for span in reversed([s for s in place_spans(left, language, likely) if s.kind == "country adjective"]):
        opened = _LIST_OPENS.match(left, span.end)
        if opened is not None:
            members = left[opened.end() :]
            listed = all(word[0].isupper() or len(word) <= _JOINT for word in re.findall(r"\w+", members))
            return [span] if listed and not _LIST_ENDS.search(members) else []
    return []


def _is_adjective(span: PlaceSpan, language: str | None) -> bool:
    """Whether a place is named by its adjective, be it one that is an inflected form of the name, too: "Stettiner"."""
    if "adjective" in span.kind:
        return True
    town = town_of_adjective(span.text, language, (span.country,)) if span.kind == "place" else None
    return town is not None and town == span.place and name_key(town.name) != name_key(span.text)


def _describes(text: str, span: PlaceSpan) -> bool:
    """Whether a place stands before a noun like an adjective: "the Berlin association X", not "in Berlin began X"."""
    word = preceding(text, span.start)
    return word in clues()["nouns"]["articles"] and bool(re.match(r"\s+\w+\s", text[span.end :]))


def preceding(text: str, start: int) -> str:
    """The word before a position; empty at the beginning."""
    words = re.findall(r"\w+", text[:start])
    return words[-1] if words else ""


def reason_of(span: PlaceSpan, where: str) -> str:
    """A clue in a few words: "place 'Berlin' beside its name"."""
    return f"{span.kind} '{span.text}' {where}"
