"""Names come into the nominative; what is nominative, foreign or an acronym stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.language import base_form, best_name, same_name, stem_key
from netgraph.language.baseform import load_rewriter
from netgraph.model import NodeType

INFLECTED: list[tuple[str, NodeType, str, str]] = [
    ("pl", "organisation", "Klastra IT", "Klaster IT"),
    ("pl", "organisation", "Urzędu Marszałkowskiego w Łodzi", "Urząd Marszałkowski w Łodzi"),
    ("pl", "organisation", "Uniwersytetem Warszawskim", "Uniwersytet Warszawski"),
    ("pl", "organisation", "Stowarzyszenia Miłośników Wisły", "Stowarzyszenie Miłośników Wisły"),
    ("pl", "organisation", "Fundacji Rozwoju Regionu", "Fundacja Rozwoju Regionu"),
    ("pl", "organisation", "Gminnym Centrum Kultury", "Gminne Centrum Kultury"),
    ("pl", "organisation", "Gdańskim Parkiem Technologicznym", "Gdański Park Technologiczny"),
    ("pl", "organisation", "gminy regionalnej Bornholm", "gmina regionalna Bornholm"),
    ("pl", "organisation", "Instytutu Szwedzkiego", "Instytut Szwedzki"),
    ("pl", "organisation", "Sądeckiego Klastra Meblowego", "Sądecki Klaster Meblowy"),
    ("pl", "organisation", "Miejskiej Bibliotece Publicznej w Pile", "Miejska Biblioteka Publiczna w Pile"),
    ("pl", "initiative", "Europejskiego Funduszu Społecznego", "Europejski Fundusz Społeczny"),
    ("pl", "person", "Katarzyny Witkowskiej", "Katarzyna Witkowska"),
    ("pl", "person", "Janem Nowakiem", "Jan Nowak"),
    ("pl", "person", "Tomaszowi Zielińskiemu", "Tomasz Zieliński"),
    ("cs", "organisation", "Masarykovy univerzity", "Masarykova univerzita"),
    ("cs", "organisation", "Ministerstva kultury", "Ministerstvo kultury"),
    ("cs", "organisation", "Jihomoravského kraje", "Jihomoravský kraj"),
    ("cs", "person", "Pavla Dvořáka", "Pavel Dvořák"),
    ("cs", "person", "Evy Novotné", "Eva Novotná"),
    ("sk", "organisation", "Slovenskej akadémie vied", "Slovenská akadémia vied"),
    ("sk", "person", "Jána Kováča", "Ján Kováč"),
    ("hr", "organisation", "Hrvatske gospodarske komore", "Hrvatska gospodarska komora"),
    ("sl", "organisation", "Univerze v Ljubljani", "Univerza v Ljubljani"),
    ("fi", "organisation", "Oulun yliopiston", "Oulun yliopisto"),
    ("fi", "organisation", "Turun kaupungille", "Turun kaupunki"),
    ("fi", "person", "Matti Virtaselle", "Matti Virtanen"),
    ("lt", "organisation", "Vilniaus universiteto", "Vilniaus universitetas"),
    ("lt", "organisation", "Kauno miesto savivaldybės", "Kauno miesto savivaldybė"),
    ("lv", "organisation", "Latvijas Universitātes", "Latvijas Universitāte"),
    ("lv", "person", "Jānim Bērziņam", "Jānis Bērziņš"),
    ("et", "organisation", "Tartu Ülikooli", "Tartu Ülikool"),
    ("hu", "organisation", "Debreceni Egyetemmel", "Debreceni Egyetem"),
    ("ro", "organisation", "Ministerului Educației", "Ministerul Educației"),
    ("de", "organisation", "Deutschen Instituts für Normung", "Deutsches Institut für Normung"),
    ("de", "organisation", "Sächsischen Landtags", "Sächsischer Landtag"),
    ("sv", "organisation", "Region Kronobergs", "Region Kronoberg"),
    ("sv", "organisation", "Kalmar kommuns", "Kalmar kommun"),
    ("sv", "person", "Anna Lindströms", "Anna Lindström"),
    ("da", "organisation", "Aarhus Universitets", "Aarhus Universitet"),
    ("no", "organisation", "Bergen kommunes", "Bergen kommune"),
    ("lt", "organisation", "Kultūrinės veiklos skyriaus", "Kultūrinės veiklos skyrius"),
    ("cs", "initiative", "Konferenci kybernetické bezpečnosti", "Konference kybernetické bezpečnosti"),
    ("cs", "initiative", "hackathonu Plzeňského kraje", "hackathon Plzeňského kraje"),
    ("sk", "organisation", "Slovenskou advokátskou komorou", "Slovenská advokátska komora"),
    ("hu", "organisation", "Alfa Kft.-vel", "Alfa Kft."),
    ("cs", "organisation", "Střední odborné školy", "Střední odborná škola"),
    ("cs", "organisation", "Vysoké školy ekonomické", "Vysoká škola ekonomická"),
    ("cs", "organisation", "města Hodonína", "město Hodonín"),
    ("cs", "organisation", "Mendelovou univerzitou", "Mendelova univerzita"),
    ("cs", "person", "Zdeňka Macháčka", "Zdeněk Macháček"),
    ("sk", "organisation", "Slovenskej kresťanskej a demokratickej únie", "Slovenská kresťanská a demokratická únia"),
    ("sk", "organisation", "Gymnázia Andreja Sládkoviča", "Gymnázium Andreja Sládkoviča"),
    ("sk", "initiative", "Operačného programu Výskum a inovácie", "Operačný program Výskum a inovácie"),
    ("hr", "organisation", "Gradu Požegi", "Grad Požega"),
    ("hr", "organisation", "Krapinsko-zagorske županije", "Krapinsko-zagorska županija"),
    ("hr", "person", "Mirjane Rakić", "Mirjana Rakić"),
    ("lv", "organisation", "Kurzemes plānošanas reģiona", "Kurzemes plānošanas reģions"),
    ("lv", "organisation", "Centrālās vēlēšanu komisijas", "Centrālā vēlēšanu komisija"),
    ("lv", "initiative", "Muzeju dienu", "Muzeju dienas"),
    ("lv", "person", "Jāņa Pētera Krūmiņa", "Jānis Pēteris Krūmiņš"),
    ("lt", "organisation", "Medienos klasterio", "Medienos klasteris"),
    ("lt", "organisation", "Nacionalinės švietimo agentūros", "Nacionalinė švietimo agentūra"),
    ("lt", "initiative", "Keramikos dirbtuvių", "Keramikos dirbtuvės"),
    ("et", "initiative", "Teadusnädala", "Teadusnädal"),
    ("et", "organisation", "Eesti Sinise Liidu", "Eesti Sinine Liit"),
    ("pl", "organisation", "Urzędu Wojewódzkiego Województwa Opolskiego", "Urząd Wojewódzki Województwa Opolskiego"),
    ("pl", "organisation", "Urzędem Wojewódzkim w Opolu", "Urząd Wojewódzki w Opolu"),
    ("pl", "initiative", "Tygodnia Zrównoważonego Rozwoju", "Tydzień Zrównoważonego Rozwoju"),
    ("da", "organisation", "Vejle Kommunes", "Vejle Kommune"),
    ("fi", "organisation", "Euroopan komission", "Euroopan komissio"),
]  # fmt: skip

NOMINATIVE: list[tuple[str, NodeType, str]] = [
    ("pl", "organisation", "Politechnika Gdańska"),
    ("pl", "organisation", "Centrum Nauki Kopernik"),
    ("pl", "organisation", "Szczecin"),
    ("pl", "organisation", "Open Society Foundation"),
    ("pl", "initiative", "Dni Otwarte Funduszy Europejskich"),
    ("pl", "initiative", "Dni Kultury"),
    ("pl", "person", "Anna Maria Kowalska"),
    ("pl", "person", "Andreas Müller"),
    ("cs", "organisation", "České vysoké učení technické v Praze"),
    ("cs", "person", "Jana Malá"),
    ("fi", "organisation", "Suomen Punainen Risti"),
    ("lt", "organisation", "Lietuvos mokslų akademija"),
    ("de", "organisation", "Freie Universität Berlin"),
    ("de", "organisation", "Hessen"),
    ("de", "person", "Markus Lehmann"),
    ("sv", "person", "Andreas Lindahl"),
    ("sv", "organisation", "Lunds universitet"),
    ("da", "organisation", "Aarhus"),
    ("en", "organisation", "United Nations"),
    ("fr", "organisation", "Les Restos du Cœur"),
    ("xx", "organisation", "Uniwersytetu Warszawskiego"),
    ("hu", "person", "Kovács Róbert"),
]


@pytest.mark.parametrize(("language", "kind", "form", "base"), INFLECTED, ids=[row[2] for row in INFLECTED])
def test_an_inflected_name_becomes_nominative(language: str, kind: NodeType, form: str, base: str) -> None:
    assert base_form(form, language, kind) == base


@pytest.mark.parametrize(("language", "kind", "name"), NOMINATIVE, ids=[row[2] for row in NOMINATIVE])
def test_a_nominative_or_foreign_name_stays(language: str, kind: NodeType, name: str) -> None:
    assert base_form(name, language, kind) == name


@pytest.mark.parametrize(
    ("language", "form", "base"),
    [
        ("pl", "PKP", "PKP"),
        ("pl", "PAN-u", "PAN"),
        ("pl", "UNESCO", "UNESCO"),
        ("sv", "EU:s", "EU"),
        ("sv", "EU:s råd", "EU:s råd"),
        ("fi", "TEKin", "TEK"),
        ("hu", "MTA-nak", "MTA"),
        ("en", "NGOs", "NGOs"),
    ],
)
def test_an_acronym_is_never_inflected(language: str, form: str, base: str) -> None:
    assert base_form(form, language, "organisation") == base


def test_a_nominative_seen_elsewhere_decides() -> None:
    assert base_form("Gazpromu", "pl", "organisation", frozenset({"Gazpromu", "Gazprom"})) == "Gazprom"
    assert base_form("Digitris", "sv", "organisation", frozenset({"Digitri", "Digitris"})) == "Digitri"


def test_the_number_of_an_edition_stays_before_the_base_form() -> None:
    assert base_form("9. Kongresu Klastrów Polskich", "pl", "initiative") == "9. Kongres Klastrów Polskich"
    assert base_form("II Liceum Ogólnokształcącego", "pl", "organisation") == "II Liceum Ogólnokształcące"


def test_quoted_words_inside_a_name_stay() -> None:
    assert base_form("Fundacji „Dzieci Ulicy”", "pl", "organisation") == "Fundacja „Dzieci Ulicy”"


@pytest.mark.parametrize(
    ("language", "kind", "forms", "name"),
    [
        (
            "pl",
            "organisation",
            ["Politechniki Wrocławskiej", "Politechniką Wrocławską", "PWr"],
            "Politechnika Wrocławska",
        ),
        ("de", "person", ["Prof. Dr. Anna Roth", "Anna Roth", "Roth"], "Anna Roth"),
        ("sv", "organisation", ["Skatteverket (SKV)", "Skatteverket", "SKV"], "Skatteverket"),
        ("sv", "organisation", ["Svenska Institutet (SI)"], "Svenska Institutet"),
        ("de", "organisation", ["Klub (Berlin)"], "Klub (Berlin)"),
        ("pl", "organisation", ["fundacją Most", "Most"], "Most"),
        ("en", "initiative", ["DigiNEB project", "DigiNEB"], "DigiNEB"),
        ("en", "organisation", ["Kelag heat", "Kelag"], "Kelag heat"),
        ("sv", "organisation", ["Digitris", "Digitri"], "Digitri"),
        ("pl", "organisation", ["Stowarzyszenie Gmin Euroregion Bałtyk"], "Stowarzyszenie Gmin Euroregion Bałtyk"),
        ("lt", "organisation", ["klasteris „AgriFood“", "AgriFood"], "AgriFood"),
        ("en", "initiative", ["Blue Week - Agenda", "Blue Week"], "Blue Week"),
        ("en", "initiative", ["BW - Blue Week", "BW"], "BW - Blue Week"),
        ("en", "organisation", ["Blue Lab - Research", "Blue Lab"], "Blue Lab - Research"),
        ("en", "organisation", [], ""),
    ],
)
def test_the_full_name_is_chosen(language: str, kind: NodeType, forms: list[str], name: str) -> None:
    assert best_name(forms, language, kind) == name


SAME = [
    ("sv", "Andreas Freij", "Andreas Freijs"),
    ("pl", "Kowalski", "Kowalskiego"),
    ("pl", "Klaster IT", "Klastrem IT"),
    ("cs", "Univerzita Karlova", "Univerzitě Karlově"),
    ("fi", "Helsingin kaupunki", "Helsingin kaupungin"),
    ("lt", "Vilniaus universitetas", "Vilniaus universitete"),
    ("lv", "Rīgas dome", "Rīgas domē"),
    ("hu", "Pécsi Egyetem", "Pécsi Egyetemen"),
    ("hr", "Grad Zagreb", "Grada Zagreba"),
    ("de", "Deutsches Institut", "Deutschen Instituts"),
    ("pl", "PAN", "PAN-u"),
    ("cs", "Den sýrů", "Dne sýrů"),
    ("pl", "Dzień Serów", "Dnia Serów"),
    ("pl", "Tydzień Serów", "Tygodniu Serów"),
    ("sk", "Deň syrov", "Dňa syrov"),
    ("hr", "Tjedan sira", "Tjedna sira"),
]
DIFFERENT = [
    ("sv", "Andreas Freij", "Andrea Freij"),
    ("pl", "JOBTOWN", "JOBTOWN 2"),
    ("pl", "Klaster IT", "Klaster ICT"),
    ("pl", "UW", "UWr"),
    ("sv", "Kalmar kommun", "Region Kalmar"),
    ("cs", "Univerzita Karlova", "Univerzita Palackého"),
    ("fi", "Oulun yliopisto", "Turun yliopisto"),
    ("pl", "Dzień Serów", "Dni Serów"),
]


@pytest.mark.parametrize(("language", "a", "b"), SAME)
def test_forms_of_one_name_are_the_same(language: str, a: str, b: str) -> None:
    assert same_name(a, b, language)
    assert same_name(b, a, language)


@pytest.mark.parametrize(("language", "a", "b"), DIFFERENT)
def test_different_names_differ(language: str, a: str, b: str) -> None:
    assert not same_name(a, b, language)
    assert stem_key(a, language) != stem_key(b, language)


def test_numbers_and_accents_stay_in_the_key() -> None:
    assert stem_key("Interreg VI A 2021", "pl").endswith("2021")
    assert stem_key("Łódź", "pl") != stem_key("Lodz", "pl")


@given(st.text(max_size=60), st.sampled_from(["pl", "fi", "de", "sv", "hu", "en", "xx", "../x", ""]))
def test_anything_may_come_as_a_name(name: str, language: str) -> None:
    base = base_form(name, language, "organisation")
    assert base_form(name, language, "organisation") == base
    assert base_form("  " + name + "\n", language, "organisation") == base
    assert stem_key(name, language) == stem_key(name, language)
    assert best_name([name], language, "person") is not None


def test_a_very_long_name_stays_and_takes_no_time() -> None:
    for unit in ("A", "(", ",", "a.a.a.", "Uniwersytetu ", "Aa:"):
        name = (unit * 200_000).strip()
        assert base_form(name, "pl", "organisation") == name
        assert stem_key(name, "fi") == stem_key(name, "fi")


def test_every_language_of_the_weights_loads() -> None:
    languages = ["cs", "da", "de", "et", "fi", "hr", "hu", "lt", "lv", "no", "pl", "ro", "sk", "sl", "sv", "uk"]
    assert [language for language in languages if load_rewriter(language) is None] == []
    assert load_rewriter("en") is None


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("et", "Ülikool", "Ülikooli"), ("et", "Instituut", "Instituudi"), ("hu", "Intézet", "Intézetben"),
     ("hu", "Önkormányzat", "Önkormányzattal"), ("lt", "muziejus", "muziejaus"), ("lt", "skyrius", "skyriaus")],
)  # fmt: skip
def test_a_nominative_that_looks_inflected_has_the_key_of_its_forms(language: str, one: str, other: str) -> None:
    assert stem_key(one, language) == stem_key(other, language)
