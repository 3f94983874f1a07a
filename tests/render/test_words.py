"""Texts in four languages: nothing missing, plural forms, numbers, order."""

import re
import runpy
from pathlib import Path

import pytest

from netgraph import render
from netgraph.render.map import SCRIPTS, script_messages
from netgraph.render.words import LANGUAGES, Words, fold, read_catalogue

TOOL = Path(__file__).resolve().parents[2] / "tools" / "update_catalogues.py"
OTHERS = [language for language in LANGUAGES if language != "en"]


@pytest.fixture(scope="module")
def used():
    return {message.id for message in runpy.run_path(str(TOOL))["extract"]() if message.id}


@pytest.mark.parametrize("language", OTHERS)
def test_every_text_is_translated(language, used):
    catalogue = {m.id: m.string for m in read_catalogue(language) if m.id}
    assert sorted(map(str, used - catalogue.keys())) == []
    assert [m for m in used if not catalogue[m] or not all(catalogue[m])] == []


@pytest.mark.parametrize("language", OTHERS)
def test_catalogue_holds_nothing_that_is_not_used(language, used):
    assert {m.id for m in read_catalogue(language) if m.id} - used == set()


@pytest.mark.parametrize("language", OTHERS)
def test_translations_keep_the_placeholders(language):
    holes = re.compile(r"%\(\w+\)s|\{\w+\}")
    for message in read_catalogue(language):
        if not message.id:
            continue
        wanted = set(holes.findall(message.id[-1] if isinstance(message.id, tuple) else message.id))
        for text in message.string if isinstance(message.string, tuple) else (message.string,):
            assert set(holes.findall(text)) == wanted, message.id


def test_scripts_have_their_texts_in_the_page():
    assert "Nothing found" in script_messages()
    assert len(SCRIPTS) == len(set(SCRIPTS))


@pytest.mark.parametrize(("number", "form"), [(1, "dokument"), (2, "dokumenty"), (5, "dokumentów"), (12, "dokumentów"),
                                              (22, "dokumenty"), (112, "dokumentów"), (0, "dokumentów")])  # fmt: skip
def test_polish_plural(number, form):
    assert Words("pl").plural("document", "documents", number) == form


def test_numbers_and_dates_follow_the_language():
    assert Words("de").number(12345.6, 1) == "12.345,6"
    assert Words("en").percent(0.234, 1) == "23.4%"
    assert Words("pl").date("2021-12-01") == "1 grudnia 2021"
    assert Words("sv").date("2021-12") == "december 2021"
    assert Words("en").date("2021") == "2021"
    assert Words("de").country("PL") == "Polen"
    assert Words("pl").language_name("sv") == "szwedzki"


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("sv", ["Arvika", "Zinkgruvan", "Åmål", "Ängelholm", "Örebro"]),
        ("pl", ["Cieszyn", "Ćmielów", "Łódź", "Mława", "Zabrze", "Żory"]),
        ("de", ["Aachen", "Ämter", "Berlin", "Öhringen", "Zwickau"]),
    ],
)
def test_names_sort_as_readers_expect(language, ordered):
    assert sorted(set(ordered), key=Words(language).sort_key) == ordered


@pytest.mark.parametrize(("text", "folded"), [("Łódź", "lodz"), ("Linnéuniversitetet", "linneuniversitetet"),
                                              ("Ærø", "aero"), ("Straße", "strasse")])  # fmt: skip
def test_search_folds_accents(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_declare_their_language_and_leave_no_hole(language, network):
    for html in (render.map_html(network, language=language), render.report_html(network, language=language)):
        assert f'<html lang="{language}">' in html
        body = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", html, flags=re.DOTALL)
        assert not re.search(r"%\(\w+\)|%%", body)


def test_polish_report_speaks_polish(network):
    html = render.report_html(network, language="pl")
    assert "Najważniejsze ustalenia" in html
    assert "Key findings" not in html
