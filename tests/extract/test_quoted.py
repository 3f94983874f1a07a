"""Bodies whose own name stands in quotation marks behind what they are."""

import pytest

from netgraph.extract.quoted import join_quoted

from .marked import read_marked

ONE = [
    ("sk", "[[Klaster výrobcov]] „[[Obal: služba, kvalita]]“ (OSK)", "Klaster výrobcov „Obal: služba, kvalita“"),
    ("pl", "przez [[Fundację]] „[[Nasza Alfa]]”.", "Fundację „Nasza Alfa”"),
    ("lt", "su [[asociacija]] „[[Alfa]]“", "asociacija „Alfa“"),
]
TWO = [
    ("pl", "[[Fundacja Alfa]] „[[Książka Roku]]”."),
    ("pl", "[[Fundacja]] i projekt „[[Alfa]]”."),
    ("pl", "[[IPN]] „[[Kalendarium Alfy]]”."),
]


@pytest.mark.parametrize(("language", "text", "whole"), ONE)
def test_what_stands_in_quotes_behind_a_kind_of_body_is_its_name(language, text, whole):
    read = read_marked(text, language, types=["organisation", "initiative"])
    (name,) = join_quoted(read.tokens, read.names)
    assert (read.text[name.start : name.end], name.type) == (whole, "organisation")
    assert read.tokens[name.last - 1].end == name.end


@pytest.mark.parametrize(("language", "text"), TWO)
def test_what_stands_in_quotes_behind_a_body_with_a_name_is_another_thing(language, text):
    read = read_marked(text, language, types=["organisation", "initiative"])
    assert join_quoted(read.tokens, read.names) == read.names
