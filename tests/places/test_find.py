"""The place that a name means: countries, towns and regions in many languages, inflected; safe when in doubt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netgraph.places import country_of, find_place, town_of_adjective
from netgraph.places.keys import name_key, plain_key
from netgraph.places.spans import place_spans
from netgraph.places.table import table

# "language: form country, form country, ..."
COUNTRIES = """
pl: Niemczech DE, Niemcy DE, Niemcami DE, Polsce PL, Polską PL, Szwecji SE, Szwecją SE, Litwie LT, Czechach CZ,
    Czech CZ, Włoszech IT, Włoch IT, Węgrzech HU, Węgier HU, Danii DK, Holandii NL, Wielkiej Brytanii GB, Stanów
    Zjednoczonych US, Austrii AT, Szwajcarii CH, Norwegii NO, Finlandii FI, Łotwie LV, Łotwy LV, Estonii EE,
    Hiszpanii ES, Chinach CN, Ukrainie UA, Białorusi BY, Słowacji SK, Francją FR, Republiki Czeskiej CZ, Rumunii RO
sv: Tysklands DE, Tyskland DE, Sveriges SE, Polens PL, Litauen LT, Storbritanniens GB, Tjeckien CZ, Norges NO,
    Finlands FI, Estlands EE, Danmarks DK
de: Deutschlands DE, Polens PL, Schwedens SE, Tschechien CZ, Tschechiens CZ, Österreichs AT, Schweiz CH,
    Niederlanden NL, Großbritanniens GB, Litauens LT
fi: Saksassa DE, Saksan DE, Saksasta DE, Ruotsissa SE, Ruotsin SE, Suomen FI, Suomessa FI, Puolassa PL, Puolan PL,
    Virossa EE, Viron EE, Venäjällä RU, Norjassa NO, Latviassa LV, Liettuan LT, Tanskassa DK, Ranskan FR, Italiassa
    IT, Unkarin HU
lt: Vokietijos DE, Vokietijoje DE, Lenkijos PL, Lenkijoje PL, Lietuvos LT, Lietuvoje LT, Švedijos SE, Latvijos LV,
    Estijos EE, Suomijoje FI, Prancūzijos FR
lv: Vācijas DE, Vācijā DE, Latvijas LV, Latvijā LV, Polijas PL, Zviedrijā SE, Igaunijas EE, Lietuvā LT, Lietuvas LT,
    Somijas FI
et: Saksamaal DE, Saksamaa DE, Soomes FI, Soome FI, Rootsis SE, Lätis LV, Eestis EE, Eesti EE, Poolas PL, Leedus LT,
    Norras NO
cs: Německa DE, Německu DE, Polska PL, Polsku PL, Rakouska AT, Slovenska SK, Slovensku SK, Maďarska HU, Litvy LT,
    Švédsku SE, Francii FR, Itálie IT
sk: Nemecka DE, Nemecku DE, Poľska PL, Poľsku PL, Rakúska AT, Česka CZ, Českej republiky CZ, Maďarska HU, Slovenska
    SK, Švédska SE
hu: Németországban DE, Németország DE, Lengyelországból PL, Magyarországon HU, Magyarország HU, Ausztriában AT,
    Szlovákiában SK, Romániában RO, Svédországban SE
hr: Njemačkoj DE, Hrvatskoj HR, Hrvatske HR, Slovenije SI, Austriji AT, Poljske PL, Mađarskoj HU, Srbije RS
sl: Nemčije DE, Nemčiji DE, Sloveniji SI, Slovenije SI, Hrvaške HR, Avstriji AT, Italije IT, Poljske PL
nl: Duitsland DE, Duitslands DE, Zweden SE, Polen PL, België BE, Verenigd Koninkrijk GB, Frankrijk FR, Oostenrijk AT
da: Tysklands DE, Tyskland DE, Sveriges SE, Polen PL, Norge NO, Finland FI, Storbritannien GB, Litauen LT
no: Tysklands DE, Tyskland DE, Sverige SE, Polen PL, Norges NO, Danmark DK, Storbritannia GB, Frankrike FR
fr: Allemagne DE, Pologne PL, Suède SE, Pays-Bas NL, Royaume-Uni GB, République tchèque CZ, Lituanie LT, Autriche
    AT, Grèce GR
es: Alemania DE, Polonia PL, Suecia SE, Países Bajos NL, Reino Unido GB, Lituania LT, Estados Unidos US, República
    Checa CZ
it: Germania DE, Polonia PL, Svezia SE, Paesi Bassi NL, Regno Unito GB, Lituania LT, Stati Uniti US, Repubblica Ceca
    CZ
pt: Alemanha DE, Polónia PL, Suécia SE, Países Baixos NL, Reino Unido GB, Lituânia LT, Espanha ES
ro: Germania DE, României RO, Germaniei DE, Polonia PL, Suedia SE, Franței FR, Republica Moldova MD, Ungaria HU
en: Germany DE, Germany's DE, Poland PL, Sweden's SE, UK GB, the Netherlands NL, Czech Republic CZ, Czechia CZ, USA
    US, United States US, Türkiye TR, Turkey TR
el: Γερμανία DE, Ελλάδα GR, Πολωνία PL, Σουηδία SE, Κύπρος CY
bg: Германия DE, България BG, Полша PL, Швеция SE
uk: Німеччина DE, Україна UA, Польща PL, Україні UA, Польщі PL, Німеччині DE
tr: Almanya DE, Türkiye TR, Polonya PL, Almanya'da DE, Türkiye'nin TR
mt: Malta MT, Ġermanja DE
ga: Éire IE, An Ghearmáin DE
"""

TOWNS = """
pl: Szczecinie Szczecin PL42, Szczecina Szczecin PL42, Kielcach Kielce PL72, Kielc Kielce PL72, Greifswaldu
    Greifswald DE8, Krakowie Kraków PL21, Krakowa Kraków PL21, Gdańska Gdańsk PL63, Gdańsku Gdańsk PL63, Łodzi Łódź
    PL71, Poznaniu Poznań PL41, Poznania Poznań PL41, Warszawie Warszawa PL91, Warszawy Warszawa PL91, Zielonej
    Górze Zielona_Góra PL43, Zielonej Góry Zielona_Góra PL43, Toruniu Toruń PL61, Bydgoszczy Bydgoszcz PL61,
    Białymstoku Białystok PL84, Lublinie Lublin PL81, Katowicach Katowice PL22, Katowic Katowice PL22, Gliwicach
    Gliwice PL22, Rzeszowie Rzeszów PL82, Olsztynie Olsztyn PL62, Opolu Opole PL52, Wrocławiu Wrocław PL51,
    Koszalinie Koszalin PL42, Słupsku Słupsk PL63, Świnoujściu Świnoujście PL42, Kołobrzegu Kołobrzeg PL42, Berlinie
    Berlin DE3, Berlina Berlin DE3, Wilnie Vilnius LT01, Rostocku Rostock DE80, Lipsku Leipzig DED, Dreźnie Dresden
    DED, Monachium München DE2, Wiedniu Wien AT1, Rzymie Roma ITI, Paryżu Paris FR1, Kopenhadze København DK01,
    Sztokholmie Stockholm SE11, Rydze Rīga LV00, Pradze Praha CZ01, Brukseli Bruxelles BE1, Kownie Kaunas LT02,
    Karlskronie Karlskrona SE22, Neubrandenburgu Neubrandenburg DE8,
    Libercu Liberec CZ05, Libercem Liberec CZ05
sv: Växjös Växjö SE21, Växjö Växjö SE21, Stockholms Stockholm SE11, Köpenhamn København DK01, Helsingfors Helsinki
    FI1B, Åbo Turku FI1C, Göteborgs Göteborg SE23, Karlskrona Karlskrona SE22, Malmös Malmö SE22, Kalmar Kalmar
    SE21, Lunds Lund SE22, Warszawa Warszawa PL91, Gdansk Gdańsk PL63
de: Greifswalds Greifswald DE8, Stettin Szczecin PL42, Danzig Gdańsk PL63, Posen Poznań PL41, Breslau Wrocław PL51,
    Kopenhagen København DK01, Prag Praha CZ01, Warschau Warszawa PL91, Krakau Kraków PL21, Rostock Rostock DE80,
    Halle (Saale) Halle_(Saale) DEE, Wien Wien AT1, Zürich Zürich CH04, Frankfurt (Oder) Frankfurt_(Oder) DE40
fi: Oulussa Oulu FI1D, Oulun Oulu FI1D, Helsingissä Helsinki FI1B, Helsingin Helsinki FI1B, Turussa Turku FI1C,
    Turun Turku FI1C, Tampereella Tampere FI19, Tampereen Tampere FI19, Tukholmassa Stockholm SE11, Tallinnassa
    Tallinn EE00, Jyväskylässä Jyväskylä FI19, Berliinissä Berlin DE3, Uumajan Umeå SE33,
    Haaparannan Haparanda SE33, Hangon Hanko FI1
lt: Vilniuje Vilnius LT01, Vilniaus Vilnius LT01, Kaune Kaunas LT02, Kauno Kaunas LT02, Klaipėdoje Klaipėda LT02,
    Klaipėdos Klaipėda LT02, Šiauliuose Šiauliai LT02, Varšuvos Warszawa PL91
lv: Rīgā Rīga LV00, Rīgas Rīga LV00, Liepājā Liepāja LV00, Daugavpilī Daugavpils LV00, Viļņā Vilnius LT01,
    Šauļu Šiauliai LT02, Cēsu Cēsis LV00
et: Tallinnas Tallinn EE00, Tallinna Tallinn EE00, Tartus Tartu EE00, Tartu Tartu EE00, Pärnus Pärnu EE00, Riias
    Rīga LV00, Helsingis Helsinki FI1B
cs: Brně Brno CZ06, Brna Brno CZ06, Praze Praha CZ01, Prahy Praha CZ01, Ostravě Ostrava CZ08, Plzni Plzeň CZ03,
    Olomouci Olomouc CZ07, Českých Budějovicích České_Budějovice CZ03, Hradci Králové Hradec_Králové CZ05, Vídni
    Wien AT1, Berlíně Berlin DE3, Bratislavě Bratislava SK01, Liberci Liberec CZ05
sk: Bratislave Bratislava SK01, Bratislavy Bratislava SK01, Košiciach Košice SK04, Žiline Žilina SK03, Nitre Nitra
    SK02, Prahe Praha CZ01, Viedni Wien AT1, Banskej Bystrici Banská_Bystrica SK03
hu: Budapesten Budapest HU1, Szegeden Szeged HU33, Debrecenben Debrecen HU32, Pécsett Pécs HU23, Bécsben Wien AT1,
    Prágában Praha CZ01, Győrben Győr HU22, Újvidék Novi_Sad RS
hr: Zagrebu Zagreb HR05, Zagreba Zagreb HR05, Rijeci Rijeka HR03, Splitu Split HR03, Osijeku Osijek HR02, Ljubljani
    Ljubljana SI04
sl: Ljubljani Ljubljana SI04, Ljubljane Ljubljana SI04, Mariboru Maribor SI03
nl: Gent Gent BE23, Antwerpen Antwerpen BE21, Brussel Bruxelles BE1, Delft Delft NL3, Den Haag Den_Haag NL3, Parijs
    Paris FR1
fr: Londres London UKI, Bruxelles Bruxelles BE1, Varsovie Warszawa PL91, Lyon Lyon FRK, Cracovie Kraków PL21
it: Roma Roma ITI, Varsavia Warszawa PL91, Monaco di Baviera München DE2, Parigi Paris FR1
es: Varsovia Warszawa PL91, Múnich München DE2, Santiago de Compostela Santiago_de_Compostela ES11
pt: Lisboa Lisboa PT1, Coimbra Coimbra PT1, Varsóvia Warszawa PL91
ro: București București RO32, Cluj-Napoca Cluj-Napoca RO11, Bucureștiului București RO32
en: Vilnius Vilnius LT01, Prague Praha CZ01, Munich München DE2, Kielce Kielce PL72, Gothenburg Göteborg SE23, Delft
    Delft NL3
bg: София Sofia BG41, Пловдив Plovdiv BG42
el: Αθήνα Athina EL3, Θεσσαλονίκη Thessaloniki EL52
uk: Києві Kyiv UA, Львові Lviv UA, Варшава Warszawa PL91
"""

REGIONS = """
pl: Meklemburgia-Pomorze Przednie DE8, Meklemburgii-Pomorzu Przednim DE8, Województwo zachodniopomorskie PL42,
    Województwa Zachodniopomorskiego PL42, Pomorze Zachodnie PL42, Pomorza Zachodniego PL42, Świętokrzyskie PL72,
    województwa świętokrzyskiego PL72, Brandenburgia DE4, Brandenburgii DE4, Saksonii DED, Małopolska PL21,
    Małopolsce PL21, Wielkopolski PL41, Mazowsze PL9, Skania SE224, Dolny Śląsk PL51
de: Mecklenburg-Vorpommern DE8, Mecklenburg-Vorpommerns DE8, Westpommern PL42, Nordrhein-Westfalen DEA, Flandern
    BE2, Schlesien PL, Steiermark AT22, Oberbayern DE21, Thurgau CH057
sv: Skåne SE224, Skånes SE224, Kronobergs län SE212, Kronoberg SE212, Kronobergs SE212, Kalmar län SE213, Västra
    Götaland SE232, Blekinge SE221, Småland SE21, Västpommern PL42
en: West Pomerania PL42, Lower Silesia PL51, Flanders BE2, Scotland UKM, Catalonia ES51, Bavaria DE2,
    Mecklenburg-Vorpommern DE8, Kent UKJ4, Thurrock UKH32, Lapland FI1D7
cs: Jihomoravský kraj CZ064, Jihomoravského kraje CZ064, Sasko DED, Saska DED, Moravskoslezský kraj CZ080, Vysočina
    CZ063
fi: Uusimaa FI1B, Pohjois-Pohjanmaa FI1D9, Pirkanmaa FI19B, Pirkanmaan FI19B
lt: Vilniaus apskritis LT011, Klaipėdos apskritis LT023
hu: Bács-Kiskun HU331, Bács-Kiskun megye HU331, Vajdaság RS
fr: Bretagne FRH, Provence-Alpes-Côte d'Azur FRL, Île-de-France FR1, Pays de la Loire FRG
it: Lombardia ITC4, Toscana ITI1, Emilia-Romagna ITH5, Südtirol IT
es: Andalucía ES61, Cataluña ES51, País Vasco ES21, Galicia ES11
nl: Vlaanderen BE2, Noord-Brabant NL41, Noord-Holland NL32
"""

ADJECTIVES = """
pl: szczeciński Szczecin, szczecińskiego Szczecin, kielecki Kielce, kieleckiej Kielce, krakowski Kraków,
    warszawskie Warszawa, gdańskiej Gdańsk, poznańskich Poznań, wrocławski Wrocław, łódzki Łódź, lubelskiej Lublin,
    rzeszowska Rzeszów, katowickiego Katowice, białostocki Białystok, wiedeński Wien, berlińskiego Berlin, praski Praha,
    wileński Vilnius, bydgoskie Bydgoszcz, częstochowska Częstochowa, słupski Słupsk, kołobrzeski Kołobrzeg
de: Berliner Berlin, Münchner München, Dresdner Dresden, Hamburger Hamburg, Wiener Wien, Rostocker Rostock, Kölner Köln,
    Greifswalder Greifswald, Zürcher Zürich, Bremer Bremen, Stettiner Szczecin, Danziger Gdańsk, Prager Praha
cs: pražský Praha, pražské Praha, brněnská Brno, ostravského Ostrava, plzeňský Plzeň, liberecký Liberec, zlínská Zlín
sk: bratislavský Bratislava, košickej Košice, žilinská Žilina, trnavskej Trnava
fi: helsinkiläinen Helsinki, tamperelainen Tampere, oululaiset Oulu
hu: budapesti Budapest, szegedi Szeged, debreceni Debrecen, pécsi Pécs
nl: Gentse Gent, Antwerpse Antwerpen, Amsterdamse Amsterdam, Rotterdamse Rotterdam
hr: zagrebački Zagreb, splitska Split, riječkog Rijeka
sl: ljubljanski Ljubljana, mariborska Maribor
"""


def rows(cases: str) -> list[tuple[str, str]]:
    """(language, entry) of each entry of a table of cases."""
    found: list[tuple[str, str]] = []
    for line in cases.replace("\n    ", " ").strip().splitlines():
        language, _, entries = line.partition(":")
        found += [(language, entry.strip()) for entry in entries.split(",")]
    return found


@pytest.mark.parametrize(("language", "entry"), rows(COUNTRIES))
def test_a_country_is_known_by_its_name_in_any_form(language: str, entry: str) -> None:
    name, country = entry.rsplit(" ", 1)
    assert country_of(name, language) == country
    found = find_place(name, language)
    assert found is not None
    assert (found.country, found.kind) == (country, "country")


@pytest.mark.parametrize(("language", "entry"), rows(TOWNS))
def test_a_town_is_known_by_its_name_in_any_form(language: str, entry: str) -> None:
    name, town, code = entry.rsplit(" ", 2)
    found = find_place(name, language)
    assert found is not None
    assert (found.name, found.kind) == (town.replace("_", " "), "town")
    assert (found.nuts or found.country).startswith(code)


@pytest.mark.parametrize(("language", "entry"), rows(REGIONS))
def test_a_region_is_known_by_its_name_in_any_form(language: str, entry: str) -> None:
    name, code = entry.rsplit(" ", 1)
    found = find_place(name, language)
    assert found is not None
    assert found.kind == "region"
    assert (found.nuts or found.country).startswith(code)


@pytest.mark.parametrize(("language", "entry"), rows(ADJECTIVES))
def test_an_adjective_leads_to_its_town(language: str, entry: str) -> None:
    word, town = entry.rsplit(" ", 1)
    found = town_of_adjective(word, language)
    assert found is not None
    assert found.name == town


@pytest.mark.parametrize(
    "word", ["kulturalny", "rozwój", "polski", "miejski", "krajowa", "naukowy", "górski", "społeczny", "młodzieżowy"]
)
def test_a_common_adjective_leads_to_no_town(word: str) -> None:
    assert town_of_adjective(word, "pl") is None


@pytest.mark.parametrize("word", ["Müller", "Becker", "Bürger", "Lehrer", "Träger", "Partner", "Kinder", "Länder"])
def test_a_noun_in_er_leads_to_no_town(word: str) -> None:
    assert town_of_adjective(word, "de") is None


def test_the_country_of_the_document_decides_between_towns_of_one_name() -> None:
    assert find_place("Granada", "es", ["ES"]).country == "ES"  # type: ignore[union-attr]
    assert find_place("Kent", "en", ["GB"]).nuts == "UKJ4"  # type: ignore[union-attr]
    assert find_place("Kent", "en", ["US"]).country == "US"  # type: ignore[union-attr]
    assert find_place("Valencia", "es", ["ES"]).country == "ES"  # type: ignore[union-attr]


def test_a_name_of_two_countries_means_none_without_context() -> None:
    assert find_place("Limburg", "nl") is None
    assert find_place("Brest") is None


def test_a_much_larger_town_is_meant_without_context() -> None:
    assert find_place("Paris").country == "FR"  # type: ignore[union-attr]
    assert find_place("London").country == "GB"  # type: ignore[union-attr]


def test_the_exact_form_beats_a_stem() -> None:
    # "Bari" could be a Polish form of "Bar", were it not the name of a large town.
    assert find_place("Bari", "pl").country == "IT"  # type: ignore[union-attr]


def test_a_town_comes_with_coordinates_and_people() -> None:
    found = find_place("Szczecinie", "pl")
    assert found is not None
    assert found.latitude == pytest.approx(53.43, abs=0.05)
    assert found.longitude == pytest.approx(14.55, abs=0.05)
    assert found.population > 300_000


def test_a_region_lies_among_its_towns() -> None:
    found = find_place("Kronobergs län", "sv")
    assert found is not None
    assert found.latitude == pytest.approx(56.9, abs=0.3)
    assert found.longitude == pytest.approx(14.6, abs=0.5)


@pytest.mark.parametrize("name", ["", " ", "-", "x", "a" * 10_000, "\n", "\ud800", "12345", "im", "AB CD EF GH IJ KL"])
def test_what_is_no_name_means_no_place(name: str) -> None:
    assert find_place(name, "pl") is None
    assert country_of(name, "pl") is None


@given(st.text(max_size=30), st.sampled_from(["pl", "de", "fi", "lt", "xx", None]))
def test_any_text_is_taken(name: str, language: str | None) -> None:
    find_place(name, language, ["PL"])
    town_of_adjective(name, language)


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(name: str) -> None:
    assert name_key(name_key(name)) == name_key(name)
    assert plain_key(name_key(name)) == plain_key(name)


def test_case_hyphens_and_lost_accents_do_not_matter() -> None:
    expected = find_place("Växjö", "sv")
    assert expected is not None
    assert find_place("VÄXJÖ", "sv") == find_place("Vaxjo", "en") == expected
    assert find_place("Mecklenburg Vorpommern") == find_place("Mecklenburg-Vorpommern")


def test_the_table_covers_every_country_of_the_union_with_towns_and_regions() -> None:
    union = "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK"
    places = [table().place(n) for n in range(len(table()))]
    one_region = {"CY", "LU"}  # the region is the country
    for kind, missing in (("country", set()), ("town", set()), ("region", one_region)):
        assert set(union.split()) - {place.country for place in places if place.kind == kind} == missing
    regions = {place.nuts for place in places if place.kind == "region" and place.nuts}
    assert len([code for code in regions if len(code) == 5]) > 1_000


@pytest.mark.parametrize(("word", "town"), [("Krakowski", "Kraków"), ("Opolski", "Opole"), ("Poznańskiego", "Poznań")])
def test_an_adjective_means_the_town_and_not_the_statistical_region_around_it(word: str, town: str) -> None:
    found = find_place(word, "pl", ("PL",))
    assert found is not None
    assert (found.name, found.kind) == (town, "town")


FURTHER = """
pl: Niderlandów NL, Zjednoczonego Królestwa GB, Chin CN
cs: Velké Británie GB, Velké Británii GB, Spojených států US, Nizozemí NL
sk: Veľkej Británie GB, Spojených štátov US
hr: Velike Britanije GB, Ujedinjenog Kraljevstva GB, SAD-a US, SAD US
sl: Velike Britanije GB, ZDA US
lt: Olandijos NL, Didžiosios Britanijos GB, JAV US, Sakartvelo GE
lv: Lielbritānijas GB, Apvienotajā Karalistē GB, ASV US
fi: Islannista IS, Hollannin NL, Englannin GB, Itävallan AT, Tšekin CZ, Kreikan GR, Irlannissa IE, Turkin TR,
    Yhdysvaltain US, Yhdysvalloista US, Alankomaista NL
et: Suurbritannia GB, Ühendkuningriigis GB, Ameerika Ühendriikide US
hu: Nagy-Britannia GB, USA-ból US
ro: SUA US, Statele Unite US, Marii Britanii GB, Republicii Cehe CZ
de: Vereinigten Königreichs GB
nl: Groot-Brittannië GB, VS US
es: Holanda NL, Gran Bretaña GB, EE.UU. US, EE. UU. US, EEUU US
pt: Holanda NL, EUA US, Grã-Bretanha GB
fr: Grande-Bretagne GB, Etats-Unis US
it: Gran Bretagna GB
sv: Förenade kungariket GB, Förenta staterna US
"""


@pytest.mark.parametrize("line", FURTHER.replace(",\n    ", ", ").strip().split("\n"))
def test_further_names_of_countries_and_their_forms_stand_in_a_text(line):
    language, _, listed = line.partition(": ")
    for name, country in (one.rsplit(" ", 1) for one in listed.split(", ")):
        found = list(place_spans(f"Xelto ({name}) .", language))
        assert [one.country for one in found] == [country], name


@pytest.mark.parametrize(("text", "language"), [("Sad je kasno.", "hr"), ("Eu sou da cidade, Eua", "pt"), ("vs", "nl")])
def test_short_words_in_small_letters_are_no_countries(text, language):
    assert list(place_spans(text, language)) == []


@pytest.mark.parametrize(
    ("name", "language", "country"),
    [("Südböhmens", "de", "CZ"), ("Nordmähren", "de", "CZ"), ("Weststeiermark", "de", "AT"), ("Nordpolen", "de", None),
     ("Ostrock", "de", None), ("Mittelstand", "de", None)],
)  # fmt: skip
def test_a_side_of_a_region_lies_where_the_region_does(name: str, language: str, country: str | None) -> None:
    found = find_place(name, language)
    assert (found.country if found is not None else None) == country


def test_a_town_at_home_is_not_called_as_a_larger_one_abroad_is() -> None:
    """Görlitz is the German name of Polish Zgorzelec, too."""
    german, polish = find_place("Görlitz", "pl", ["PL"]), find_place("Zgorzelec", "pl", ["PL"])
    assert german is not None
    assert polish is not None
    assert (german.name, german.country, polish.country) == ("Görlitz", "DE", "PL")
