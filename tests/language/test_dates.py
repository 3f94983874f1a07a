"""Dates as people write them."""

import pytest

from netgraph.language.dates import date_line, find_date, find_dates, month_of

DATES = [
    ("2021-12-01", "en", "2021-12-01"),
    ("2021-12-01T10:00:00+01:00", "en", "2021-12-01"),
    ("1.12.2021", "de", "2021-12-01"),
    ("01/12/2021", "fr", "2021-12-01"),
    ("12/25/2021", "en", "2021-12-25"),
    ("21.05.2019 10:30", "de", "2019-05-21"),
    ("1 grudnia 2021 r.", "pl", "2021-12-01"),
    ("1 December 2021", "en", "2021-12-01"),
    ("December 1, 2021", "en", "2021-12-01"),
    ("Dec. 1st, 2021", "en", "2021-12-01"),
    ("den 9 mars 2021", "sv", "2021-03-09"),
    ("2. Februar 2020", "de", "2020-02-02"),
    ("9. března 2021", "cs", "2021-03-09"),
    ("9. marca 2021", "sk", "2021-03-09"),
    ("2021. december 1.", "hu", "2021-12-01"),
    ("2024 m. kovo 18 d.", "lt", "2024-03-18"),
    ("2024. gada 18. martā", "lv", "2024-03-18"),
    ("18. märts 2024", "et", "2024-03-18"),
    ("perjantaina 3. toukokuuta 2019", "fi", "2019-05-03"),
    ("1 de diciembre de 2021", "es", "2021-12-01"),
    ("1er décembre 2021", "fr", "2021-12-01"),
    ("1 dicembre 2021", "it", "2021-12-01"),
    ("3 maart 2021", "nl", "2021-03-03"),
    ("3. marts 2021", "da", "2021-03-03"),
    ("3. desember 2021", "no", "2021-12-03"),
    ("1 Δεκεμβρίου 2021", "el", "2021-12-01"),
    ("März 2021", "de", "2021-03"),
    ("Newsletter nr 2, czerwiec 2025", "pl", "2025-06"),
    ("5 listopada 2020", "hr", "2020-10-05"),
    ("5 listopada 2020", "pl", "2020-11-05"),
    ("30.2.2021", "de", None),
    ("99.99.2021", "de", None),
    ("2021", "en", None),
    ("3 marca 1021", "pl", None),
    ("Tel. 2021 12 13", "en", None),
]


@pytest.mark.parametrize(("text", "language", "date"), DATES)
def test_a_date_is_read(text, language, date):
    assert find_date(text, language) == date


def test_all_dates_of_a_text_are_read_once_each():
    text = "From 3 May 2019 to 5 June 2020, after March 2018."
    assert find_dates(text, "en") == ["2019-05-03", "2020-06-05", "2018-03"]
    assert find_dates("In May 2019", "en") == ["2019-05"]
    assert find_dates("Tel. 2021 12 13", "en") == []


def test_a_line_with_a_date_dates_a_document_and_a_sentence_does_not():
    sentence = "On 3 May 2019 the mayors of the two towns met for the first time in the old town hall of Lund!"
    assert date_line([sentence], "en") is None
    assert date_line([sentence, "Press release, Lund, 5 May 2019"], "en") == "2019-05-05"


def test_a_month_that_languages_share_goes_by_the_language():
    assert month_of("listopadu", "cs") == 11
    assert month_of("listopadu", "hr") == 10
    assert month_of("Mars") == 3
    assert month_of("mars bar") is None
