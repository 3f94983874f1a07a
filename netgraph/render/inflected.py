"""Whether a word of a text is an inflected form of a word of a person's name."""

from rapidfuzz.distance import Prefix

_MOST_ADDED = 6  # letters of the longest ending
# What a name may lose before an ending: a vowel, or the Baltic nominative before one.
_LOST = frozenset({"", *"aeiouy", *"аеиоуіяюь", "ии"})
_BALTIC_LOST = frozenset({"s", "as", "is", "us", "es", "os", "ys", "ius"})
# What changes, and how the rest begins then: "Wróbel", "Wróbla"; "Virtanen", "Virtasen"; "Kempka", "Kempce".
_CHANGED = {
    "ek": "k", "el": "l", "ec": "c", "er": "r", "ok": "k", "nen": "s", "ka": "c", "ga": "d", "cha": "s", "ta": "c",
}  # fmt: skip
# Slavic, without marks: "Nowakowi", "Witkowską", "Wentę", "Novákové".
_SLAVIC = (
    "a e i o u y em om am im ym ie iem owi ovi ego iego emu iemu ej iej oj ou ami ach ow ov ev owie ych "
    "ymi ich imi ima ze zie cie ce dze rze sze li ova ove ovu ovou ovej owa owej eva ka kiem ku ki kowi "
    "la lem lowi lu ca cem cowi cu ra rem rowi ru ega ia m ch go mu mi "
)
# Slavic in Cyrillic.
_CYRILLIC = (
    "а е и о у ы я ю і ом ем ым им ам ов ою еи ои ому ого ові еві ої ка ку м х го му "
)
# Baltic: "Ozolam", "Razbadauskui", "Stapkevičai".
_BALTIC = (
    "as es is os us ui ai ei io iu iui aus umi amu "
)
# Finnish and Estonian: "Virtasen", "Lindqvistille", "Tammega".
_FINNIC = (
    "n an en in on un yn lla lle lta ssa sta ksi na ta ia illa ille ilta issa ista iin ina iksi sen seen "
    "sella selle selta sessa sesta sena seksi ga le lt st iga ile ilt ist "
)
# Hungarian, and genitives of the north and west.
_OTHER = (
    "t at et ot nak nek val vel hoz hez tol rol ban ben ert s ens "
)
_ENDINGS = frozenset("".join((_SLAVIC, _CYRILLIC, _BALTIC, _FINNIC, _OTHER)).split())
_OF_SHORT = frozenset({"a", "e", "u", "y", "em", "iem", "owi", "om", "ie", "in", "s"})  # "Lis" is in no "List"


def is_form(word: str, token: str) -> bool:
    """Whether a token is the word in some case: it ends as cases end, it does not merely begin alike.

    Args:
        word: of a name, as ``fold`` gives it.
        token: of a text, as ``fold`` gives it.
    """
    if word == token:
        return True
    shared = Prefix.similarity(word, token)
    lost, added = word[shared:], token[shared:]
    if shared < 3 or not _may_go(lost, added):
        return False
    if len(word) == 3:
        return added in _OF_SHORT
    return added in _ENDINGS or (not added and lost == "a")  # "Went": a base form that was guessed of "Wenta"


def may_be_form(word: str, token: str) -> bool:
    """Whether a token may be the word in some case, where the rest of the name stands beside it: stems may change."""
    if word == token:
        return True
    if len(word) < 3:
        return False
    shared = Prefix.similarity(word, token)
    vowel = word[-1] in "aeiouyаеиоуія"
    lost = 1 if len(word) < 5 else 2 if len(word) < 7 else 3
    least = len(word) if len(word) == 3 and not vowel else len(word) - lost
    return shared >= least and len(token) - shared <= _MOST_ADDED


def _may_go(lost: str, added: str) -> bool:
    if lost in _BALTIC_LOST:
        return added[:1] in tuple("aeiou")
    return lost in _LOST or (lost in _CHANGED and added.startswith(_CHANGED[lost]))
