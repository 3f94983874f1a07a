"""Tokens, hashed features, windows, and the names that tags spell."""

import numpy as np
import pytest

from netgraph.extract.features import ADDRESS, FEATURES, LONG, ROWS, RUN, feature_rows, folded, plain_paragraphs, shape
from netgraph.extract.features import tokenise as read_tokens
from netgraph.extract.tagger import best_tags, read_spans
from netgraph.extract.windows import SIZE, SLACK, TITLE, cut_windows
from netgraph.model import Paragraph


def forms(text):
    return [token.form for token in read_tokens(text, plain_paragraphs(text))]


def test_every_token_is_its_place_in_the_text():
    text = "Klaster IT\nwww.urbact.eu a.b@c.de i (SIBB)."
    tokens = read_tokens(text, plain_paragraphs(text))
    words = [t for t in tokens if t.end > t.start and t.form != ADDRESS]
    assert all(text[t.start : t.end] == t.form for t in words)
    assert [text[t.start : t.end] for t in tokens if t.form == ADDRESS] == ["www.urbact.eu", "a.b@c.de"]


def test_a_paragraph_is_headed_by_the_marker_of_its_kind():
    tokens = read_tokens("A\nB", (Paragraph(0, 1, "en", "heading"), Paragraph(2, 3, "en", "item")))
    assert [t.form for t in tokens] == ["\x01h", "A", "\x01i", "B"]


def test_underscores_that_set_words_in_italics_are_signs_of_their_own():
    assert forms("_Alfa Fund_ and __Beta__, _x") == [
        "\x01p", "*", "Alfa", "Fund", "*", "and", "*", "Beta", "*", ",", "*", "x"
    ]  # fmt: skip
    assert forms("net_graph_file img_1.png") == ["\x01p", "net_graph_file", "img_1", ".", "png"]


def test_long_words_and_long_runs_of_a_sign_are_cut_short():
    assert forms("A" * 1000)[1] == "A" * LONG
    assert forms("(" * 1000) == ["\x01p", *"(" * RUN]
    text = "x " + "." * 1000 + " y"
    tokens = read_tokens(text, plain_paragraphs(text))
    assert tokens[-1].form == "y"
    assert text[tokens[-2].start : tokens[-2].end] == "." * (1000 - RUN + 1)


@pytest.mark.parametrize(
    ("form", "pattern"), [("Region", "Xxx"), ("V4", "Xd"), ("SIBB", "XX"), ("e.V", "x.X"), ("", "")]
)
def test_the_shape_of_a_word(form, pattern):
    assert shape(form) == pattern


def test_features_are_rows_of_the_table_and_equal_for_equal_words():
    rows = feature_rows("Fundacja")
    assert len(rows) == FEATURES
    assert all(0 <= row < ROWS for row in rows)
    assert rows[0] == feature_rows("FUNDACJA")[0]
    assert rows != feature_rows("Fundacji")
    assert feature_rows("\ud800")  # half a character
    assert folded("2021") == folded("7") == "0"


@pytest.mark.parametrize("length", [1, 2, TITLE, SIZE, SIZE + 1, 5 * SIZE])
@pytest.mark.parametrize("every", [1, 7, 1000])
def test_windows_cover_all_tokens_once_and_none_is_too_long(length, every):
    tokens = ["\x01p" if i % every == 0 else "x" for i in range(length)]
    windows = cut_windows(tokens)
    assert [i for w in windows for i in range(w.start, w.end)] == list(range(length))
    assert all(w.title + w.end - w.start <= SIZE for w in windows)
    assert windows[0].title == 0


def test_a_window_ends_before_a_paragraph_that_begins_near_its_end():
    tokens = ["x"] * (3 * SIZE)
    tokens[0] = tokens[SIZE - SLACK // 2] = "\x01p"
    assert cut_windows(tokens)[0].end == SIZE - SLACK // 2


def scores(tags, size=13):
    out = np.full((len(tags), size), -5.0, np.float32)
    for row, tag in enumerate(tags):
        out[row, tag] = -0.1
    return out


def spans(tags, breaks=()):
    at = np.zeros(len(tags), np.bool_)
    at[list(breaks)] = True
    return [(s.start, s.end, s.type) for s in read_spans(scores(tags), at)]


def test_names_are_read_off_the_best_tags():
    found = [(1, 4, "organisation"), (5, 6, "person"), (6, 8, "initiative")]
    assert spans([0, 1, 2, 3, 0, 8, 9, 11]) == found
    assert spans([4, 4]) == [(0, 1, "organisation"), (1, 2, "organisation")]
    assert spans([]) == []


def test_an_inside_tag_never_follows_another_kind_or_a_break():
    assert best_tags(scores([2, 3]), np.zeros(2, np.bool_)).tolist() != [2, 3]
    assert best_tags(scores([1, 7]), np.zeros(2, np.bool_)).tolist() != [1, 7]
    assert all(end <= 2 or start >= 2 for start, end, _ in spans([1, 2, 2, 3], breaks=[2]))


def test_a_name_that_begins_goes_on_to_its_end():
    """"Den" alone cannot stand where the tags say that a name begins: all of "Den digitala veckan" is one."""
    unsure = scores([9, 0, 11])
    unsure[1, 10] = -0.2
    (span,) = read_spans(unsure, np.zeros(3, np.bool_))
    assert (span.start, span.end) == (0, 3)


def test_a_name_is_as_sure_as_its_tokens():
    row = [0.04, 0.02, 0, 0, 0.9, 0.01, 0, 0, 0.01, 0.01, 0, 0, 0.01]
    sure = np.log(np.array([row], np.float32) + 1e-9)
    (span,) = read_spans(sure, np.zeros(1, np.bool_))
    assert span.confidence == pytest.approx(0.92, abs=1e-3)
