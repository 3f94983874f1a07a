"""Countries whose languages write a letter that those of other countries do not."""

_LETTERS = {  # with the countries where names of bodies and towns have them
    "řěů": "CZ", "ťďň": "CZ SK", "ľĺŕ": "SK", "őű": "HU", "łśźńż": "PL", "ąę": "PL LT", "ć": "PL HR RS BA ME",
    "đ": "HR RS BA ME", "ėįų": "LT", "ū": "LT LV", "āēīķļņģ": "LV", "ățţșş": "RO MD", "å": "SE NO DK FI",
    "ø": "DK NO", "æ": "DK NO IS", "ß": "DE AT", "õ": "EE PT BR", "ã": "PT BR", "ñ": "ES", "ğı": "TR", "þð": "IS",
    "šž": "CZ SK SI HR LT LV EE FI RS BA ME", "č": "CZ SK SI HR LT LV RS BA ME", "íá": "CZ SK HU ES PT BR IS IE",
    "ý": "CZ SK IS", "ö": "DE AT CH SE FI EE HU TR IS", "ä": "DE AT CH SE FI EE SK", "ü": "DE AT CH EE HU TR",
}  # fmt: skip
_COUNTRIES = {letter: frozenset(told.split()) for letters, told in _LETTERS.items() for letter in letters}


def written_in(name: str) -> frozenset[str]:
    """The countries that have all the letters of a name that few have; none where it has no such letters."""
    told = [_COUNTRIES[letter] for letter in set(name.casefold()) if letter in _COUNTRIES]
    return frozenset.intersection(*told) if told else frozenset()
