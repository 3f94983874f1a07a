"""What always holds of a resolution, and the traps of the field."""

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from netgraph.extract.countries import Surroundings
from netgraph.model import Chain, Document, Extraction, Relation
from netgraph.places import infer_country
from netgraph.resolve import Decision, Resolution, resolve
from netgraph.resolve.entities import OF_MANY
from netgraph.resolve.names import read_name

from .chains import case, chain

Case = tuple[Document, Extraction]


def run(*cases: Case, decisions: tuple[Decision, ...] = ()) -> Resolution:
    return resolve([d for d, _ in cases], [e for _, e in cases], decisions)


def groups(result: Resolution) -> set[frozenset[tuple[str, int]]]:
    found: dict[str, set[tuple[str, int]]] = {}
    for key, id_ in result.members.items():
        found.setdefault(id_, set()).add(key)
    return {frozenset(keys) for keys in found.values()}


NAMES = (
    "Klaster IT", "Klastra IT", "Klaster ICT Pomorze Zachodnie", "Cluster IT Mitteldeutschland", "JobTown", "JobTown 2",
    "Linnéuniversitetet", "LNU", "Linnaeus University", "Urząd Miasta", "Urząd Miasta Kielce", "Kielce", "SIBB e. V.",
    "Kalmar kommun", "Region Kalmar län", "SIBB", "European Commission", "Komisja Europejska", "Gmina Gryfino",
)  # fmt: skip
chains = st.builds(
    chain,
    st.sampled_from(NAMES),
    st.sampled_from(["organisation", "initiative"]),
    country=st.sampled_from([None, "PL", "SE", "DE"]),
    place=st.sampled_from([None, "Kielce", "Kalmar"]),
    aliases=st.lists(st.sampled_from(NAMES), max_size=2),
)
corpora = st.lists(st.lists(chains, min_size=1, max_size=4), min_size=1, max_size=6).map(
    lambda documents: [case(f"d{i}.txt", *c, language="pl") for i, c in enumerate(documents)]
)


@settings(max_examples=60, deadline=None)
@given(corpora, st.integers(0, 999))
def test_order_of_documents_changes_nothing(corpus: list[Case], seed: int) -> None:
    other = corpus.copy()
    random.Random(seed).shuffle(other)
    a, b = run(*corpus), run(*other)
    assert a.entities == b.entities
    assert a.members == b.members


@settings(max_examples=60, deadline=None)
@given(corpora)
def test_every_chain_is_in_exactly_one_entity_with_all_its_mentions(corpus: list[Case]) -> None:
    result = run(*corpus)
    keys = {(e.document, i) for _, e in corpus for i in range(len(e.chains))}
    assert set(result.members) == keys
    assert {e.id for e in result.entities} == set(result.members.values())
    assert len({e.id for e in result.entities}) == len(result.entities)
    by_id = {e.id: e for e in result.entities}
    for _, extraction in corpus:
        for i, c in enumerate(extraction.chains):
            entity = by_id[result.members[extraction.document, i]]
            assert {*c.aliases, c.name} <= set(entity.aliases)
            assert {(extraction.document, m.start) for m in c.mentions} <= {
                (m.document, m.start) for m in entity.mentions
            }


@settings(max_examples=60, deadline=None)
@given(corpora, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_different_is_respected_whatever_else_agrees(corpus: list[Case], a: str, b: str) -> None:
    result = run(*corpus, decisions=(Decision("different", a, b, line=2),))
    named = {
        text: {result.members[e.document, i] for _, e in corpus for i, c in enumerate(e.chains) if c.name == text}
        for text in (a, b)
    }
    if a != b and not any({a, b} <= {c.name, *c.aliases} for _, e in corpus for c in e.chains):
        assert not named[a] & named[b]


@settings(max_examples=40, deadline=None)
@given(corpora)
def test_countries_never_mix_without_a_known_body(corpus: list[Case]) -> None:
    result = run(*corpus)
    countries: dict[str, set[str]] = {}
    for _, extraction in corpus:
        for i, c in enumerate(extraction.chains):
            if c.country:
                countries.setdefault(result.members[extraction.document, i], set()).add(c.country)
    for entity in result.entities:
        known = (entity.country_reason or "").startswith("known body")
        assert known or len(countries.get(entity.id, ())) <= 1


def test_merging_is_transitive_through_a_document_that_gives_both_names() -> None:
    full, short = "Klaster ICT Pomorze Zachodnie", "Klaster IT"
    result = run(
        case("a.txt", chain(full, country="PL"), language="pl"),
        case("b.txt", chain(full, country="PL", aliases=[short]), language="pl"),
        case("c.txt", chain(short, country="PL"), language="en"),
    )
    assert len(result.entities) == 1
    assert len(result.why(result.entities[0].id)) == 2


def test_traps_that_look_alike_stay_apart() -> None:
    kalmar = [chain(n, country="SE", place="Kalmar") for n in ("Kalmar kommun", "Region Kalmar län")]
    jobs = [chain(n, "initiative") for n in ("JobTown", "JobTown 2")]
    result = run(
        case("a.txt", *kalmar, *jobs, chain("Klaster IT", country="PL"), language="sv"),
        case("b.txt", *kalmar, *jobs, chain("Cluster IT Mitteldeutschland", country="DE"), language="de"),
        case("c.txt", chain("Klaster IT", country="PL"), chain("Cluster IT Mitteldeutschland", country="DE")),
    )
    assert len(result.entities) == 6
    assert all(len({m.document for m in e.mentions}) == 2 for e in result.entities)


def test_things_that_a_document_relates_are_two() -> None:
    alike = [chain("Växjö", country="SE"), chain("Växjö kommun", country="SE")]
    apart = run(case("a.txt", *alike, language="sv", relations=[(0, 1)]))
    assert len(apart.entities) == 2
    assert len(run(case("a.txt", alike[0]), case("b.txt", alike[1])).entities) == 1


def test_a_relation_of_a_thing_with_itself_does_not_make_it_two() -> None:
    spelt = [chain(name, "initiative", country="FR") for name in ("états généraux de l'open source",
             "Etats Généraux de l’Open Source")]  # fmt: skip
    assert len(run(case("a.txt", *spelt, language="fr", relations=[(0, 1)])).entities) == 1
    tongues = [chain(name, country="DE", place="Bonn") for name in ("Universität Bonn", "University of Bonn")]
    assert len(run(case("a.txt", *tongues, relations=[(0, 1)])).entities) == 1
    council = [chain(name, country="CZ") for name in ("Rada Olomouckého kraje", "Olomoucký kraj")]
    assert len(run(case("a.txt", *council, language="cs", relations=[(0, 1)])).entities) == 2
    generic = [chain(name, country="PL") for name in ("Urząd Miasta", "URZĄD MIASTA")]
    assert len(run(case("a.txt", *generic, language="pl", relations=[(0, 1)])).entities) == 2


def test_a_known_body_is_one_under_two_names_of_one_document() -> None:
    assert len(run(case("a.txt", *(chain(name, "initiative") for name in ("Horizon 2020", "H2020")))).entities) == 1


def test_two_things_of_one_document_are_not_joined_by_another_document_alone() -> None:
    apart = [chain("IBBY"), chain("Polska Sekcja IBBY", country="PL")]
    mixed = chain("Polska Sekcja IBBY", country="PL", aliases=["IBBY"])
    result = run(case("a.txt", *apart, language="pl"), case("b.txt", mixed, language="pl"))
    assert result.members["a.txt", 0] != result.members["a.txt", 1]


def test_a_person_in_another_case_is_one_in_a_country_that_was_guessed_and_one_surname_of_two_is_not() -> None:
    def joined(a: str, b: str, country: str, language: str) -> bool:
        guessed = [replace(chain(name, "person", country=country), country_reason="country of the document")
                   for name in (a, b)]  # fmt: skip
        result = run(*(case(f"{n}.txt", one, language=language) for n, one in enumerate(guessed)))
        return len(result.entities) == 1

    assert joined("Björn Hagström", "Björn Hagströms", "SE", "sv")
    assert joined("Patrik Lauha", "Patrik Lauhan", "FI", "fi")
    assert not joined("Anna Nowak-Lis", "Anna Nowak", "PL", "pl")
    assert not joined("Anna Nowak", "Ewa Nowak", "PL", "pl")


def test_a_country_has_one_government_though_it_was_guessed_and_many_offices() -> None:
    def joined(name: str, country: str, language: str) -> bool:
        guessed = replace(chain(name, country=country), country_reason="country of the document")
        result = run(case("a.txt", guessed, language=language), case("b.txt", guessed, language=language))
        return len(result.entities) == 1

    assert joined("Regeringen", "SE", "sv")
    assert joined("Utrikesdepartementet", "SE", "sv")
    assert not joined("Urząd Miasta", "PL", "pl")
    assert not joined("Innenministerium", "DE", "de")  # the states have one, too


def test_an_acronym_is_one_thing_in_documents_that_name_the_same_circle_only() -> None:
    circle = [chain(name, country="PL") for name in ("Technopark Brzozowo", "Fundacja Warmiak")]
    acronym = chain("ZKB", country="PL")
    alone = run(case("a.txt", acronym, language="pl"), case("b.txt", acronym, language="pl"))
    assert alone.members["a.txt", 0] != alone.members["b.txt", 0]
    among = run(case("a.txt", acronym, *circle, language="pl"), case("b.txt", acronym, *circle, language="pl"))
    assert among.members["a.txt", 0] == among.members["b.txt", 0]
    (why,) = among.why(among.members["a.txt", 0])
    assert "documents of both name Technopark Brzozowo, Fundacja Warmiak" in why


def test_a_person_by_initial_is_one_in_one_circle_and_a_given_name_alone_is_not() -> None:
    circle = [chain(name, country="SE") for name in ("Nordkub", "Fjällbyrån", "Stiftelsen Vargen")]

    def joined(a: str, b: str) -> bool:
        people = [chain(name, "person", country="SE") for name in (a, b)]
        two = (case(f"{n}.txt", one, *circle, language="sv") for n, one in enumerate(people))
        return len(run(*two).entities) == 1 + len(circle)

    assert joined("N. Rastinger", "Nina Rastinger")
    assert not joined("N. Rastinger", "Eva Rastinger")
    assert not joined("Harald", "Harald")


def test_a_circle_alone_makes_no_two_names_one() -> None:
    circle = [chain(name, country="PL") for name in ("Technopark Brzozowo", "Fundacja Warmiak", "Klaster Zatoka")]
    two = [case(f"{name}.txt", chain(name, country="PL"), *circle, language="pl") for name in ("Alfamed", "Betamed")]
    assert len(run(*two).entities) == 2 + len(circle)


def test_a_name_of_acronyms_has_no_initials() -> None:
    assert read_name("INESC TEC").initials == frozenset()
    assert "ib" in read_name("Instytut BADAŃ").initials


def test_the_initials_of_a_name_in_words_of_many_are_no_name_of_its_own() -> None:
    office = chain("Municipal Labour Office", country="PL")
    circle = [chain(name, country="PL") for name in ("Technopark Brzozowo", "Fundacja Warmiak", "Klaster Zatoka")]
    polish = chain("Miejski Urząd Pracy", country="PL", aliases=["MUP"])
    result = run(case("a.txt", office, *circle), case("b.txt", polish, *circle, language="pl"))
    assert result.members["a.txt", 0] == result.members["b.txt", 0]


def test_ids_are_readable_ascii_and_tell_namesakes_apart() -> None:
    result = run(
        case("a.txt", chain("Łódzka Izba Ærø", country="PL"), chain("Университет"), chain("Straße")),
        case("b.txt", chain("Nordea", country="SE"), language="sv"),
        case("c.txt", chain("Nordea", country="FI"), language="fi"),
    )
    assert {e.id for e in result.entities} == {"lodzka-izba-aero", "universitet", "strasse", "nordea-fi", "nordea-se"}


def test_name_is_the_natural_one_of_its_country() -> None:
    result = run(
        case("a.txt", chain("Lund University", country="SE"), language="en"),
        case("b.txt", chain("Lunds universitet", country="SE"), language="sv"),
        case("c.txt", chain("Universität Lund", country="SE"), language="de"),
    )
    (entity,) = result.entities
    assert entity.name == "Lunds universitet"
    assert entity.id == "lunds-universitet"
    assert entity.place == "Lund"
    assert entity.latitude is not None
    assert (entity.nuts or "").startswith("SE22")


def test_names_stand_on_one_line_without_signs_that_nobody_sees() -> None:
    document, extraction = case("a.txt", chain("Port\u202e of Riga", aliases=["Port of\n  Riga"]))
    (entity,) = resolve([document], [extraction]).entities
    assert (entity.name, entity.aliases) == ("Port of Riga", ("Port of Riga",))


def test_empty_and_hostile_names_do_no_harm() -> None:
    names = [
        "",
        " ",
        "</script>",
        "=CMD()",
        "{{7*7}}",
        "\u0000",
        "—",
        "1",
        "A" * 100_000,
        "٣",
        "e.V.",
        "🎉",
        "İstanbul",
    ]
    result = run(*(case(f"{i}.txt", chain(n)) for i, n in enumerate(names)))
    assert len(result.members) == len(names)
    assert all(e.id for e in result.entities)


def test_nothing_gives_nothing() -> None:
    assert run() == Resolution((), {}, {}, (), ())


def test_a_person_and_an_organisation_of_one_name_are_two() -> None:
    person: Chain = chain("Willy Brandt", "person", country="DE")
    assert len(run(case("a.txt", person), case("b.txt", replace(person, type="organisation"))).entities) == 2


def test_a_country_guessed_from_the_document_does_not_speak_against_a_known_one() -> None:
    known = chain("Klaster IT", country="PL")
    guessed = replace(chain("Klaster IT", country="DE"), country_reason="country of the document")
    result = run(case("a.txt", known, language="pl"), case("b.txt", guessed, language="de"), case("c.txt", guessed))
    (entity,) = result.entities
    assert (entity.country, entity.country_reason) == ("PL", "its own name")


def test_the_country_of_a_thing_of_several_countries_is_none_where_most_documents_tell_so() -> None:
    of_many = replace(chain("JOBTOWN 2", "initiative"), country_reason="its organisations are of several countries")
    beside = chain("JOBTOWN 2", "initiative", country="RO")
    beside = replace(beside, country_reason="place 'Alba Iulia' beside its name")
    unknown = replace(chain("JOBTOWN 2", "initiative"), country_reason="nothing tells the country")
    for others, country in (([of_many, of_many], None), ([of_many], "RO"), ([unknown, unknown], "RO")):
        cases = [case(f"{n}.txt", one) for n, one in enumerate((beside, *others))]
        [entity] = resolve([d for d, _ in cases], [e for _, e in cases]).entities
        assert entity.country == country
    assert entity.country_reason == "place 'Alba Iulia' beside its name"


def test_that_a_thing_is_of_several_countries_is_told_in_the_words_of_extraction() -> None:
    reasons = {infer_country(name, document_country="PL")[1] for name in ("NATO", "European Cluster Alliance")}
    nowhere = Surroundings(Document("x", "", language="en"))
    bridge = [chain("Bridge", "initiative"), *(chain(c, country=c) for c in ("SE", "DE", "LT", "PL", "FI"))]
    stated = [Relation(n, 0, "participates_in", 0, 0) for n in range(1, len(bridge))]
    reasons.add(nowhere.settle(bridge, stated)[0].country_reason)
    alliance = replace(chain("Alliance", country="PL"), country_reason="country of the document")
    stated = [replace(one, type="member_of") for one in stated]
    reasons.add(nowhere.settle([alliance, *bridge[1:]], stated)[0].country_reason)
    assert reasons == OF_MANY


def test_guesses_from_documents_of_several_countries_need_a_clear_majority() -> None:
    why = "country of the document"
    guesses = {c: replace(chain("Speednet AI", country=c), country_reason=why) for c in ("PL", "SE")}
    for countries, country in ((("PL", "SE"), None), (("PL", "SE", "SE"), "SE")):
        cases = [case(f"{n}.txt", guesses[c]) for n, c in enumerate(countries)]
        [entity] = resolve([d for d, _ in cases], [e for _, e in cases]).entities
        assert entity.country == country


def test_a_person_whose_organisation_has_a_guessed_country_is_one_over_documents() -> None:
    sure, guess = chain("Klaster IT", country="PL"), chain("Beta", country="DE")
    person = replace(chain("Anna Nowak", "person", country="PL"), country_reason="country of the organisation")
    other = replace(person, country="DE")
    guess = replace(guess, country_reason="country of the document")
    result = run(case("a.txt", person, sure, relations=[(0, 1)]), case("b.txt", other, guess, relations=[(0, 1)]))
    assert result.members["a.txt", 0] == result.members["b.txt", 0]
