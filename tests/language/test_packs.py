"""Language packs: what the files hold, how they fail, and what the matcher finds in each language's cases."""

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.errors import SetupError
from netgraph.language import available, load_lexicon, load_pack, tokenise
from netgraph.language.lexicon import Lexicon, build_lexicon, fold
from netgraph.language.pack import HEADINGS, Pack, parse_pack
from netgraph.model import NODE_TYPES, RELATION_TYPES

CASES = Path(__file__).parent.parent / "languages"
PROMISED = {
    *("pl", "sv", "de", "en", "da", "no", "fi", "cs", "sk", "lt", "lv", "et", "nl", "fr", "es", "it", "pt", "hu"),
    *("ro", "hr", "sl", "uk"),
}
MINIMAL = "iso = 'xx'\nname = 'X'\nnative_name = 'x'\n"


def cases():
    for path in sorted(CASES.glob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("lexicon", ()):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['text'][:40]}")


def words(text):
    return [text[start:end] for start, end in tokenise(text)]


def found(lexicon, text):
    tokens = words(text)
    return {(" ".join(tokens[start:end]), label) for start, end, label in lexicon.match(tokens)}


def expected(entries):
    return {(" ".join(words(form)), label) for form, label in (entry.rsplit(" = ", 1) for entry in entries)}


def test_every_promised_language_has_a_pack_and_cases():
    assert set(available()) >= PROMISED
    assert {path.stem for path in CASES.glob("*.toml")} >= set(available())


@pytest.mark.parametrize(("iso", "case"), list(cases()))
def test_a_sentence_of_the_language_bears_the_labels_of_its_case(iso, case):
    matches = found(load_lexicon(iso), case["text"])
    assert expected(case.get("found", ())) <= matches
    assert not expected(case.get("absent", ())) & matches


@pytest.mark.parametrize("iso", sorted(PROMISED))
def test_a_pack_fills_every_list(iso):
    pack = load_pack(iso)
    assert set(pack.cues) == set(RELATION_TYPES)
    assert set(pack.headings) == set(HEADINGS)
    assert set(pack.anaphora) == {*NODE_TYPES, "we"}
    assert min(len(cues) for cues in pack.cues.values()) >= 12
    assert len(pack.organisation_heads) >= 80
    assert len(pack.initiative_heads) >= 50
    assert len(pack.roles) >= 60
    assert len(pack.given_names) >= 200
    assert len(pack.country_names) >= 25
    assert len(pack.months) == 12
    for name in ("titles", "legal_forms", "abbreviations", "conjunctions", "agent_markers", "negation", "excluding",
                 "only", "contrast", "stop_names"):  # fmt: skip
        assert getattr(pack, name), name


@pytest.mark.parametrize("iso", sorted(PROMISED))
def test_no_entry_of_a_pack_is_shadowed_by_another_of_its_list(iso):
    pack = load_pack(iso)
    for name in ("negation", "agent_markers", "conjunctions"):
        stems = [entry[:-1] for entry in getattr(pack, name) if re.fullmatch(r"\w+\*", entry)]
        shadowed = [e for e in getattr(pack, name) for s in stems if e != f"{s}*" and " " not in e and e.startswith(s)]
        assert not shadowed, name


@pytest.mark.parametrize("iso", sorted(PROMISED))
def test_months_and_countries_are_found_as_themselves(iso):
    pack = load_pack(iso)
    lexicon = load_lexicon(iso)
    for number, forms in enumerate(pack.months, start=1):
        assert all((0, 1, f"month:{number}") in lexicon.match([form.strip("*")]) for form in forms)
    for code, forms in pack.country_names.items():
        first = words(forms[0].replace("*", ""))
        assert (0, len(first), f"country:{code}") in lexicon.match(first)


def test_an_unknown_language_has_an_empty_pack():
    pack = load_pack("qq")
    assert pack == Pack(iso="qq")
    assert build_lexicon(pack).match(["Verein", "och", "the"]) == []


def test_names_of_other_languages_are_known_in_every_language():
    matches = found(load_lexicon("qq"), "Malin Nyström, Baltic Research Institute, Kowalski sp. z o.o.")
    assert not found(load_lexicon("de"), "Vid, u.a. ab") & {
        ("Vid", "given_name"),
        ("u . a .", "legal_form"),
        ("ab", "legal_form"),
    }
    assert {("Malin", "given_name"), ("Institute", "organisation_head"), ("sp . z o . o .", "legal_form")} <= matches


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("legal_form = 'AB'", "xx.toml: unknown key 'legal_form'; did you mean 'legal_forms'?"),
        ("[cues]\nfund = 'x'", "xx.toml: [cues]: unknown key 'fund'; did you mean 'funds'?"),
        ("roles = 7", "xx.toml: 'roles' is no list of words"),
        ("roles = ['a', 7]", "xx.toml: 'roles' is no list of words"),
        ("roles = 'mayor, *'", "xx.toml: 'roles': '*' could match anything"),
        ("roles = 'a*'", "xx.toml: 'roles': 'a*' could match anything"),
        ("roles = 'ma*or'", "xx.toml: 'roles': 'ma*or' could match anything"),
        ("months = ['a', 'b']", "xx.toml: 'months' holds no twelve lists"),
        ("cues = 'x'", "xx.toml: 'cues' is no table; expected [cues]"),
        ("[countries.names]\nGermany = 'x'", "xx.toml: [countries.names]: 'Germany' is no ISO 3166-1 code"),
        ("roles = ", "xx.toml: not TOML"),
        ("iso = 'yy'", "xx.toml: not TOML"),
    ],
)
def test_a_broken_pack_is_refused_with_the_cure(text, message):
    with pytest.raises(SetupError, match=re.escape(message)):
        parse_pack(MINIMAL + text, source="xx.toml")


def test_a_pack_without_its_names_is_refused():
    with pytest.raises(SetupError, match="'native_name' is missing"):
        parse_pack("iso = 'xx'\nname = 'X'", source="xx.toml")
    with pytest.raises(SetupError, match="iso is 'xx'; expected 'zz'"):
        parse_pack(MINIMAL, source="zz.toml")


def test_a_list_is_an_array_or_one_text_with_the_same_meaning():
    array = parse_pack(MINIMAL + "roles = ['mayor', 'vice  chair']", source="xx.toml")
    text = parse_pack(MINIMAL + "roles = '''\nmayor,\nvice chair, mayor\n'''", source="xx.toml")
    assert array == text
    assert array.roles == ("mayor", "vice chair")


@pytest.mark.parametrize(
    ("entry", "text", "matches"),
    [
        ("förening*", "föreningens", True),
        ("förening*", "hembygdsförening", False),
        ("*förening", "hembygdsförening", True),
        ("*förening", "hembygdsföreningen", False),
        ("*förening*", "hembygdsföreningarnas", True),
        ("*förening*", "föreningsstämma", False),
        ("Verband", "VERBAND", True),
        ("l'association", "l’association", True),
        ("AS", "AS", True),
        ("AS", "as", False),
        ("w partnerstw* z", "w partnerstwie z", True),
        ("w partnerstw* z", "w partnerstwie bez", False),
        ("e.V.", "e.V.", True),
        ("e. V.", "e.V.", True),
    ],
)
def test_a_star_is_an_ending_or_the_front_of_a_compound(entry, text, matches):
    tokens = words(text)
    assert Lexicon([(entry, "x")]).match(tokens) == ([(0, len(tokens), "x")] if matches else [])


def test_the_longest_entry_wins_for_each_label():
    lexicon = Lexicon([("part", "a"), ("part of", "a"), ("part of the", "b"), ("of", "c")])
    assert lexicon.match(["part", "of", "the"]) == [(0, 2, "a"), (0, 3, "b"), (1, 2, "c")]


def test_given_names_match_as_written_or_in_capitals():
    lexicon = load_lexicon("sv")
    assert found(lexicon, "Per") == {("Per", "given_name")}
    assert found(lexicon, "PER") == {("PER", "given_name")}
    assert ("per", "given_name") not in found(lexicon, "per capita")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=8), max_size=12))
def test_matches_lie_inside_the_tokens_and_do_not_depend_on_earlier_calls(tokens):
    lexicon = load_lexicon("pl")
    matches = lexicon.match(tokens)
    assert all(0 <= start < end <= len(tokens) for start, end, _ in matches)
    assert matches == sorted(matches)
    assert matches == lexicon.match(tokens)


def test_one_token_of_a_megabyte_is_read_once():
    assert load_lexicon("de").match(["a" * 1_000_000, "Verein"])[0][:2] == (1, 2)


def test_fold_levels_case_and_apostrophe():
    assert fold("Straße’S") == "strasse's"


def test_the_pack_in_the_guide_is_valid_and_finds_words():
    guide = Path(__file__).parents[2] / "docs" / "add-a-language.md"
    block = re.search(r"```toml\n(iso.*?)```", guide.read_text(encoding="utf-8"), re.S)
    lexicon = build_lexicon(parse_pack(block[1], source="uk.toml"))
    matches = found(lexicon, "Асоціація у співпраці з університетом, ТОВ та не в Україні у травня")
    assert {("у співпраці з", "cue:cooperates"), ("університетом", "organisation_head"), ("ТОВ", "legal_form"),
            ("не", "negation"), ("Україні", "country:UA"), ("травня", "month:5")} <= matches  # fmt: skip


def test_the_table_in_the_guide_is_true():
    guide = (Path(__file__).parents[2] / "docs" / "add-a-language.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([^`]+)` \| ([^|]+) \|([^|]*)\|$", guide, re.M)
    assert len(rows) >= 6
    for entry, hits, misses in rows:
        lexicon = Lexicon([(entry, "x")])
        for text in re.findall(r"[^,:]+", hits.split(":")[0]):
            assert (0, len(words(text)), "x") in lexicon.match(words(text)), (entry, text)
        for text in filter(str.strip, misses.split(",")):
            assert not lexicon.match(words(text)), (entry, text)
