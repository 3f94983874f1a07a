"""Dates until which or for which something is meant."""

import pytest

from netgraph.language.deadlines import blank_deadlines

DEADLINES = [
    ("bg", "до края на 2027", "до края на ____"),
    ("cs", "do konce roku 2027", "do konce roku ____"),
    ("da", "frem til den 31. december 2027", "frem til den _________________"),
    ("de", "mit einer Laufzeit bis August 2027.", "mit einer Laufzeit bis ___________."),
    ("el", "έως το 2027", "έως το ____"),
    ("en", "Stockholm has set climate goals for 2030.", "Stockholm has set climate goals for ____."),
    ("en", "by the end of June 2027", "by the end of _________"),
    ("es", "hasta finales de 2027", "hasta finales de ____"),
    ("et", "2030. aastaks", "____. aastaks"),
    ("fi", "vuoden 2027 loppuun", "vuoden ____ loppuun"),
    ("fi", "31.12.2027 mennessä", "__________ mennessä"),
    ("fr", "jusqu’au 31 décembre 2027", "jusqu’au ________________"),
    ("fr", "à l'horizon 2030", "à l'horizon ____"),
    ("hr", "do kraja 2027", "do kraja ____"),
    ("hu", "2027. augusztus 31-ig", "__________________-ig"),
    ("it", "entro il 31 dicembre 2027", "entro il ________________"),
    ("lt", "iki 2030 m. pabaigos", "iki ____ m. pabaigos"),
    ("lv", "līdz 2030. gadam", "līdz ____. gadam"),
    ("nl", "t/m 31 december 2027", "t/m ________________"),
    ("no", "innen utgangen av 2027", "innen utgangen av ____"),
    ("pl", "do dnia 1 lutego 2017 roku", "do dnia _____________ roku"),
    ("pl", "cele klimatyczne na 2030", "cele klimatyczne na ____"),
    ("pt", "até ao final de 2027", "até ao final de ____"),
    ("ro", "până la sfârșitul anului 2027", "până la sfârșitul anului ____"),
    ("sk", "do konca roku 2027", "do konca roku ____"),
    ("sl", "do konca leta 2027", "do konca leta ____"),
    ("sv", "Stockholm har satt klimatmål för 2030.", "Stockholm har satt klimatmål för ____."),
    ("uk", "до кінця 2027", "до кінця ____"),
    ("de", "Agenda 2030", "Agenda ____"),
]
DATES = [
    ("de", "vom 3. bis 5. Mai 2019"),
    ("pl", "od 16 marca do 30 października 2020 roku"),
    ("sv", "gav stöd till projektet 2019"),
    ("de", "Die Strategie wurde 2016 beschlossen."),
    ("en", "On 3 May 2021, the town joined the network."),
    ("en", "a strategy in 2016"),
    ("xx", "until 2030"),
]


@pytest.mark.parametrize(("language", "text", "expected"), DEADLINES)
def test_a_deadline_is_blanked_out(language, text, expected):
    assert blank_deadlines(text, language) == expected


@pytest.mark.parametrize(("language", "text"), DATES)
def test_the_day_of_which_a_text_tells_stays(language, text):
    assert blank_deadlines(text, language) == text
