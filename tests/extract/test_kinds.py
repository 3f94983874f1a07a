"""Organisation or initiative: what a name and its surroundings tell, taken together."""

from dataclasses import replace

import numpy as np
import pytest

from netgraph.extract.features import plain_paragraphs, tokenise
from netgraph.extract.kinds import ROWS, KindModel, Setting, describe, find_called, row_of, settle_kinds
from netgraph.extract.labels import label_tokens
from netgraph.extract.names import Name
from netgraph.extract.trained import keep_sure
from netgraph.model import NODE_TYPES
from netgraph.read import read_sources
from tests.extract.marked import read_marked


def read(text, *names, language="en"):
    """The setting of a text and the places of all mentions of each name."""
    paragraphs = plain_paragraphs(text)
    tokens = tokenise(text, paragraphs)
    setting = Setting([t.form for t in tokens], label_tokens(tokens, paragraphs, language), language)
    chains = []
    for name in names:
        form = [t.form for t in tokenise(name, plain_paragraphs(name))[1:]]
        places = [i for i in range(len(tokens)) if setting.forms[i : i + len(form)] == form]
        chains.append([(i, i + len(form)) for i in places])
    return setting, chains


def features(text, name, language="en"):
    setting, chains = read(text, name, language=language)
    return next(describe(setting, chains))


TOLD = [  # text, name, some of its features
    ("The project NORDBEAT began.", "NORDBEAT", {"before 0 project", "2 before initiative_head", "long capitals 7"}),
    ("We met at Nordic Week 2021, again.", "Nordic Week 2021", {"long year"}),
    ("Der Verein digiNEB.eu lädt ein.", "digiNEB.eu", {"long domain", "long small first"}),
    ("Forum Nord\nThe town invites.", "Forum Nord", {"in title", "in organisation_head"}),
    ("The Fund for Towns pays.", "Fund for Towns", {"ends fund towns", "two fund for"}),
]


@pytest.mark.parametrize(("text", "name", "expected"), TOLD, ids=[name for _, name, _ in TOLD])
def test_names_and_surroundings_tell_of_the_kind(text, name, expected):
    assert expected - features(text, name).keys() == set()


def test_what_stands_around_one_of_many_mentions_counts_less_than_around_the_only_one():
    once = features("project Alfa", "Alfa")
    four = features("project Alfa . Alfa . Alfa . Alfa", "Alfa")
    assert once["before 0 project"] == 1
    assert four["before 0 project"] == pytest.approx(0.5)


def test_a_feature_has_the_same_row_everywhere():
    assert [row_of("word fund"), row_of("bias")] == [84707, 92763]


def model(**weights):
    rows = np.zeros(ROWS, np.float32)
    for feature, weight in weights.items():
        rows[row_of(feature.replace("_", " "))] = weight
    return KindModel(rows, words=1.0, tagger=1.0, mentions=0.0, bias=0.0)


def tagged(setting, spans, kind):
    """Log-probabilities of tags by which the tagger is quite sure of one type."""
    tags = np.full((len(setting.forms), 1 + 4 * len(NODE_TYPES)), np.log(0.01), np.float32)
    for start, end in spans:
        tags[start:end, 1 + 4 * NODE_TYPES.index(kind)] = np.log(0.88)
    return tags


def names_of(setting, chain, kind="organisation"):
    return [Name(10 * a, 10 * b, a, b, kind, 0.8, "en") for a, b in chain]


def test_all_mentions_of_a_chain_get_the_one_type_that_words_and_tagger_speak_for():
    setting, (chain,) = read("The project Alfa . Alfa grows .", "Alfa")
    tags = tagged(setting, chain, "organisation")
    names = names_of(setting, chain)
    assert {n.type for n in settle_kinds(names, [0, 0], setting, tags, model())} == {"organisation"}
    found = settle_kinds(names, [0, 0], setting, tags, model(before_0_project=9.0))
    assert {n.type for n in found} == {"initiative"}


def test_a_body_is_the_surer_the_clearer_its_type():
    setting, (chain,) = read("The project Alfa grows .", "Alfa")
    tags = tagged(setting, chain, "organisation")
    names = names_of(setting, chain)
    clear, doubtful = (
        settle_kinds(names, [0], setting, tags, model(before_0_project=weight))[0].confidence for weight in (-3.0, 3.2)
    )
    assert clear > doubtful > 0.4


CALLED = [
    ("sv", "Vi är nätverksorganisationen Alfa .", True), ("pl", "w tym fundacja Alfa .", True),
    ("sv", "Vi är Nätverksorganisationen Alfa .", False), ("pl", "w edycji sieci Alfa .", False),
    ("pl", "przy tym organizacja Alfa .", False), ("en", "The project Alfa grows .", False),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "called"), CALLED)
def test_what_is_called_an_organisation_is_one_where_little_speaks_against_it(language, text, called):
    setting, (chain,) = read(text, "Alfa", language=language)
    names, tags = names_of(setting, chain), tagged(setting, chain, "initiative")
    for bias, kind in ((-2.2, "organisation" if called else "initiative"), (0.0, "initiative")):
        found = settle_kinds(names, [0], setting, tags, model(bias=bias))
        assert [name.type for name in found] == [kind]


def test_a_person_stays_a_person():
    setting, (chain,) = read("The project Anna Nowak grows .", "Anna Nowak")
    names = names_of(setting, chain, "person")
    tags = tagged(setting, chain, "person")
    assert settle_kinds(names, [0], setting, tags, model(before_0_project=9.0)) == names


CHOSEN = [
    ("de", "Das Projekt Nordlicht beginnt im Mai. Nordlicht dauert drei Jahre.", "Nordlicht", "initiative"),
    ("sv", "Föreningen Kustbyn bildades 1998. Kustbyn har 40 medlemmar.", "Kustbyn", "organisation"),
    ("pl", "Festiwal Zielona Fala odbył się w maju. Zielona Fala trwała trzy dni.", "Zielona Fala", "initiative"),
]


@pytest.mark.parametrize(("language", "text", "name", "kind"), CHOSEN)
def test_the_shipped_model_reads_the_word_beside_a_name(tmp_path, language, text, name, kind):
    from netgraph.extract.trained import TrainedExtractor

    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    chains = TrainedExtractor().extract(next(iter(read_sources([path])))).chains
    assert {chain.type for chain in chains if any(name in alias for alias in chain.aliases)} == {kind}


@pytest.mark.parametrize(
    ("language", "text", "called"),
    [
        ("sv", "Vi leder projektet [[Norda Ljus]] i år.", [0]),
        ("sk", "Spieva na festivale „[[Norda]]“ v lete.", [0]),
        ("en", "We met at [[Norda Light]], the festival [[Velt]].", [1]),
        ("en", "The project grows. [[Norda Light]] grows.", []),
        ("en", "Project [[Norda Light]] grows.", []),  # may be the head of a line
        ("nl", "* [[Licht voor Norda]]\nDit project richt zich op havens.", [0]),
        ("da", "[[Lys over Norda]]\n\nProjektet skal styrke havnene.", [0]),
        ("pt", "[[Norda Ganha um Prémio]]\nO projeto VeltMar ajuda os portos.", []),  # that is what it is called
        ("en", "We met at [[Norda Light]]\nThe project grows.", []),
    ],
)
def test_names_right_behind_a_word_for_initiatives(language, text, called):
    marked = read_marked(text, language, types=("initiative",) * 2)
    assert find_called(marked.names, marked.tokens, marked.bits) == called


def test_what_the_text_calls_an_initiative_is_kept_though_it_is_faint():
    marked = read_marked("The festival [[Norda]] is far from [[Velt]].", "en", types=("initiative",) * 2)
    names = [replace(name, confidence=0.5) for name in marked.names]
    assert keep_sure(names, [0, 1], [0]) == (names[:1], [0])
    assert keep_sure(names, [0, 1]) == ([], [])
    bodies = [replace(name, type="organisation", confidence=0.45) for name in names]
    assert keep_sure(bodies, [0, 1], [0]) == ([], [])
