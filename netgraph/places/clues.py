"""Countries from adjectives, as the language packs know them, legal forms, web addresses and names of bodies."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from netgraph.language.pack import available, load_pack
from netgraph.places.keys import name_key
from netgraph.places.load import bodies, clues
from netgraph.places.table import table

Rules = tuple[Mapping[str, str], Mapping[str, str]]  # countries by whole word, countries by stem
_PROGRAMME = re.compile(r"(?:the )?(?:(?:eu )?\w*progra\w{1,6}|ohjelma\w*|eu(?= interreg)) (?=\w)")
_PROJECT_OF = re.compile(r"\w+ (?:pro[sgj]?[je]\w*[ck]?t\w*|hanke\w*) \w")  # "Interreg project Alfa"
# "süddänisch", "sydsvensk"; but "nordirisch" is of another state.
_SIDE = re.compile(
    r"(?:süd|sud|syd|sør|zuid|etelä|nord|noord|pohjois|ost|oost|öst|øst|itä|west|väst|vest|länsi|mittel|mellan)-?(?!ir|et|all)"
)
_SHORTEST = 3  # letters that are no adjective yet
_LONGEST_ENDING = 5  # letters that the star of a stem stands for


@lru_cache(maxsize=65_536)
def country_adjective(word: str, language: str | None = None) -> str | None:
    """ISO code of the country that an adjective or a name of inhabitants means: "niemieckie" gives "DE".

    Without a language, or where the language does not know the word, all languages must agree.
    """
    key = name_key(word)
    known = _adjectives()
    if language in known:
        found = _match(key, known[language])
        if found is not None:
            return found
    if len(key) < 5:
        return None
    every = _match_anywhere(key)
    if not every and (side := _SIDE.match(key)) is not None and len(key) - side.end() > _SHORTEST:
        return country_adjective(key[side.end() :], language)
    return every.pop() if len(every) == 1 else None


def country_of_legal_form(text: str, countries: Iterable[str] = ()) -> str | None:
    """ISO code of the country whose law knows the legal form in a name.

    Args:
        text: a name with its legal form.
        countries: likely countries, likeliest first: of two that share a form, the first that is likely is meant;
            a form that is common to many ("GmbH", "a.s.") tells nothing without them.
    """
    strong, weak = _legal_forms()
    if found := strong.search(text):
        shared = _form_countries()[found.group(1)]
        return next((c for c in countries if c in shared), shared[0])
    if found := weak.search(text):
        shared = clues()["legal_forms"]["weak"][found.group(1)]
        return next((c for c in countries if c in shared), None)
    return None


def has_legal_form(text: str) -> bool:
    """Whether a name bears a legal form that tells its country wherever the text was written."""
    return bool(_legal_forms()[0].search(text))


def country_of_domain(host: str) -> str | None:
    """ISO code of the country of a host name or an address by its end; None for ``.com``, ``.eu`` and their like."""
    host = re.sub(r"^\w+://", "", host.strip().casefold()).split("/")[0].split("@")[-1].split(":")[0]
    labels = host.rstrip(".").split(".")
    end = labels[-1]
    if len(labels) < 2 or not re.fullmatch(r"[a-z]{2}", end):
        return None
    special = clues()["domains"]
    if end in special:
        return str(special[end])
    if end in special["generic"]:
        return None
    return end.upper() if _is_country(end.upper()) else None


@lru_cache(maxsize=1 << 14)
def is_international(name: str) -> bool:
    """Whether a name is that of a body or a programme of several countries."""
    return is_cross_border(name) or is_union_fund(name) or bool(_international().match(_without_kind(name)))


@lru_cache(maxsize=1 << 14)
def is_union_fund(name: str) -> bool:
    """Whether a name is that of a fund of the European Union, in any language, or its acronym."""
    words, known = name_key(name).split(" "), clues()["international"]
    if len(words) == 1:
        return words[0] in known["fund_acronyms"]
    european = any(word.startswith(tuple(known["stems"])) for word in (*words[:2], words[-1]))
    return european and any(stem in word for word in words for stem in known["fund_stems"])


@lru_cache(maxsize=1 << 14)
def is_cross_border(name: str) -> bool:
    """Whether a name is that of a region or a programme across a border, whatever places it names."""
    return _without_kind(name).startswith(tuple(clues()["international"]["cross_border"]))


def _without_kind(name: str) -> str:
    """The key of a name without "programme" at its head; empty for a project that is named with its programme."""
    key = name_key(name)
    return "" if _PROJECT_OF.match(key) else _PROGRAMME.sub("", key)


def sounds_international(name: str) -> bool:
    """Whether a name calls its bearer international or European in its first two words or at its end.

    So does that of a part of what lies across a border: "Zarząd Euroregionu Bałtyk".
    """
    words = name_key(name).split(" ")
    stems, across = (tuple(clues()["international"][which]) for which in ("stems", "cross_border"))
    said = any(w.startswith(stems) for w in words[:2]) or words[-1] in clues()["international"]["ends"]
    return said or any(w.startswith(across) for w in words)


def international_share(text: str) -> float:
    """Share of the words of a text that call something international or European."""
    stems = tuple(clues()["international"]["stems"])
    words = name_key.__wrapped__(text).split(" ")  # a text is not kept in memory as a name is
    return sum(word.startswith(stems) for word in words) / len(words)


def is_municipal(name: str) -> bool:
    """Whether a name has a word that makes a town's name that of its municipality: "Kalmar kommun"."""
    whole, stems = _municipal_words()
    return any(word in whole or word.startswith(stems) for word in name_key(name).split(" "))


def is_beside_head(name: str, start: int, end: int) -> bool:
    """Whether a word for a municipality, a university or the like stands right before or behind a part of a name."""
    whole, stems = _municipal_words()
    heads = tuple(clues()["municipalities"]["beside"])
    beside = (*name_key(name[:start]).split(" ")[-1:], *name_key(name[end:]).split(" ")[:1])
    return any(word in whole or (word and word.startswith((*stems, *heads))) for word in beside)


@cache
def _municipal_words() -> tuple[frozenset[str], tuple[str, ...]]:
    words = clues()["municipalities"]["words"]
    whole = frozenset(name_key(word) for word in words if not word.endswith("*"))
    return whole, tuple(name_key(word[:-1]) for word in words if word.endswith("*"))


def country_of_authority(name: str, countries: Iterable[str] = ()) -> str | None:
    """ISO code of the state that the words of an authority's name tell by their language: "Ministerstwo Rozwoju".

    Args:
        name: of the authority.
        countries: likely countries, likeliest first: of several that share the language, the first of them is meant.
    """
    told = [_authorities()[word] for word in name_key(name).split(" ") if word in _authorities()]
    shared = [country for country in (told[0] if told else ()) if all(country in one for one in told)]
    return next((c for c in (*countries, *shared) if c in shared), None)


@cache
def _authorities() -> dict[str, list[str]]:
    listed = clues()["authorities"].items()
    return {name_key(word): countries for words, countries in listed for word in words.split(" ")}


def country_of_body(name: str) -> str | None:
    """ISO code of the country of a well-known body whose name tells none; the name begins with the body's."""
    pattern, countries = _bodies()
    key = name_key(name)
    found = pattern.match(key)
    if found is None or key[found.end() :].split(" ")[1:2] in ([w] for w in clues()["nouns"]["purposes"]):
        return None  # "Forskningsrådet" is Norway's, "Forskningsrådet för hälsa" another body
    return countries[found.group(1)]


@cache
def _bodies() -> tuple[re.Pattern[str], Mapping[str, str]]:
    countries = {name_key(name): country for country, names in sorted(bodies().items()) for name in names}
    longest = sorted(countries, key=lambda n: (-len(n), n))
    return re.compile(r"(?:the )?(" + "|".join(map(re.escape, longest)) + r")(?!\w)"), countries


@cache
def _is_country(code: str) -> bool:
    return any(table().place(n).country == code for n in range(260) if table().place(n).kind == "country")


@cache
def _adjectives() -> dict[str, Rules]:
    found: dict[str, Rules] = {}
    for language in available():
        known = sorted(load_pack(language).country_adjectives.items())
        whole = {name_key(w): c for c, words in known for w in words if not w.endswith("*")}
        stems = {name_key(w[:-1]): c for c, words in known for w in words if w.endswith("*")}
        found[language] = (whole, stems)
    return found


def _match(key: str, rules: Rules) -> str | None:
    whole, stems = rules
    if key in whole:
        return whole[key]
    for end in range(len(key), max(1, len(key) - _LONGEST_ENDING - 1), -1):
        if key[:end] in stems:
            return stems[key[:end]]
    return None


def _match_anywhere(key: str) -> set[str]:
    """The countries that the languages give to a key, each by its whole word or its longest stem."""
    whole, stems = _all_adjectives()
    found = dict(whole.get(key, {}))
    for end in range(len(key), max(1, len(key) - _LONGEST_ENDING - 1), -1):
        for language, country in stems.get(key[:end], {}).items():
            found.setdefault(language, country)
    return set(found.values())


@cache
def _all_adjectives() -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
    """Whole words and stems of all languages: key -> language -> country."""
    merged: tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]] = ({}, {})
    for language, rules in _adjectives().items():
        for table_of, keys in zip(merged, rules, strict=True):
            for key, country in keys.items():
                table_of.setdefault(key, {})[language] = country
    return merged


@cache
def _form_countries() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for country, words in clues()["legal_forms"]["strong"].items():
        for word in words:
            found.setdefault(word, []).append(country)
    return found


@cache
def _legal_forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    shared = set(clues()["legal_forms"]["weak"])
    return _whole_words([w for w in _form_countries() if w not in shared]), _whole_words(shared)


def _whole_words(words: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(words, key=lambda w: (-len(w), w))
    return re.compile(r"(?<![\w./])(" + "|".join(map(re.escape, longest)) + r")(?!\w)")


@cache
def _international() -> re.Pattern[str]:
    known = clues()["international"]
    names = {name_key(n) for n in known["names"]}
    # An acronym or a single word must be the whole name: "EU Mobility Polska" is a company, "UNESCO Chair" a chair.
    ends = {re.escape(n) + (r"(?!\w)" if " " in n else r"$") for n in names}
    ends |= {re.escape(name_key(n)) + r"(?!\w)" for n in known["programmes"]}
    longest = sorted(ends, key=lambda e: (-len(e), e))
    return re.compile(r"(?:the )?(?:" + "|".join(longest) + ")")
