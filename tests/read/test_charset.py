"""Bytes are decoded by the evidence in them."""

import pytest
from texts import CODE_PAGES, TEXTS, encoded

from netgraph.read.charset import decode

PAIRS = [(language, charset) for language, charsets in CODE_PAGES.items() for charset in charsets]
# The Romanian letters with a comma below lie where cp1250 has those with a cedilla; nothing else tells them apart.
PAIRS.remove(("ro", "iso-8859-16"))


@pytest.mark.parametrize(("language", "charset"), PAIRS)
def test_a_text_in_a_code_page_is_decoded_right(language, charset):
    data, text = encoded(language, charset)
    assert decode(data).text == text


@pytest.mark.parametrize(("language", "charset"), PAIRS)
def test_one_sentence_is_enough(language, charset):
    data, text = encoded(language, charset)
    sentence = text.partition(". ")[0]
    assert decode(sentence.encode(charset)).text == sentence
    assert data.startswith(sentence.encode(charset))


@pytest.mark.parametrize("language", TEXTS)
@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_unicode_is_decoded_with_and_without_a_mark(language, charset):
    text = TEXTS[language]
    if charset.startswith("utf-16-") and language in ("bg", "ru", "uk", "el"):
        text += " " + TEXTS["de"]  # without a mark, the zero bytes of Latin letters tell
    assert decode(text.encode(charset)).text == text


@pytest.mark.parametrize(
    ("head", "charset", "found", "conflict"),
    [
        ('<meta charset="utf-8">', "cp1250", "cp1250", True),
        ('<meta charset="windows-1250">', "cp1250", "cp1250", False),
        ('<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-2">', "iso-8859-2", "iso-8859-2", False),
        ('<meta charset="iso-8859-1">', "cp1250", "cp1250", True),
        ('<meta charset="iso-8859-2">', "utf-8", "utf-8", True),
        ('<meta charset="no-such-charset">', "utf-8", "utf-8", False),
        ('<?xml version="1.0" encoding="iso-8859-2"?>', "iso-8859-2", "iso-8859-2", False),
    ],
)
def test_a_declaration_counts_where_the_bytes_bear_it_out(head, charset, found, conflict):
    text = f"<html><head>{head}</head><body><p>{TEXTS['pl']}</p></body></html>"
    decoded = decode(text.encode(charset), markup=True)
    assert decoded.text == text
    assert decoded.charset == found
    assert (decoded.reason or "").startswith("charset_conflict") == conflict


def test_utf8_with_a_cut_end_stays_utf8_and_says_so():
    decoded = decode(TEXTS["pl"].encode()[:-1] + "ż".encode()[:1])
    assert decoded.charset == "utf-8"
    assert decoded.damaged == 1
    assert decoded.reason is not None
    assert decoded.reason.startswith("charset_damaged")
    assert "Świnoujście" in decoded.text


def test_evidence_far_from_the_beginning_counts():
    text = "A line in plain letters.\n" * 20_000 + TEXTS["lt"].translate({ord("–"): "-"})
    assert decode(text.encode("cp1257")).text == text
