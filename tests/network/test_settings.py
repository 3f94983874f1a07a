import pytest

from netgraph.errors import SetupError
from netgraph.settings import Settings, make_settings, read_settings


def test_a_file_sets_what_it_names_and_leaves_the_rest(tmp_path):
    path = tmp_path / "netgraph.toml"
    path.write_text("\ufeff[measure]\nseed = 7\n[extract]\nmin_confidence = 1\n", encoding="utf-8")
    settings = read_settings(path)
    assert (settings.measure.seed, settings.extract.min_confidence) == (7, 1)
    assert settings.measure.permutations == Settings().measure.permutations


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[measures]", r"unknown section \[measures\]; did you mean 'measure'"),
        ("seed = 1", "unknown section"),
        ("[measure]\nsead = 1", r"unknown key 'sead' in \[measure\]; did you mean 'seed'"),
        ("[measure]\nseed = true", "is True, expected a whole number of at least 0"),
        ("[measure]\nresamples = 0", "at least 1"),
        ("[extract]\nmin_confidence = 2", "from 0 to 1"),
        ("[extract]\nextractor = 3", "expected a text"),
        ("[render]\npeople = 'hide'", r"netgraph.toml: 'people' in \[render\] is 'hide', expected one of show, role,"),
        ("[render]\nlanguage = 'xx'", r"'language' in \[render\] is 'xx', expected one of en, pl,"),
        ("[render]\npeople = ['show']", r"'people' in \[render\] is \['show'\], expected one of"),
        ("measure = 3", "is a value, expected a section"),
        ("[", "not a TOML file"),
    ],
)
def test_what_is_wrong_is_said_with_the_place_and_the_cure(text, words, tmp_path):
    path = tmp_path / "netgraph.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SetupError, match=words):
        read_settings(path)


def test_a_missing_file_is_a_setup_error(tmp_path):
    with pytest.raises(SetupError, match="cannot be read"):
        read_settings(tmp_path / "none.toml")


def test_zzz_names_what_is_possible():
    with pytest.raises(SetupError, match="expected one of read, extract"):
        make_settings({"zzz": {}})
