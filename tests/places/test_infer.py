"""The country of an organisation, and why: name before place before context before the document."""

import re

import pytest

from netgraph.places import around, country_clues, guess_document_country, infer_country, line_around


@pytest.mark.parametrize(
    ("name", "language", "country"),
    [
        ("Universität Greifswald", "pl", "DE"), ("Politechnika Gdańska", "pl", "PL"), ("Växjö kommun", "sv", "SE"),
        ("Region Kalmar län", "sv", "SE"), ("Suvalkų apskrities taryba", "lt", "PL"),
        ("Helsingfors stad", "sv", "FI"), ("Vilniaus universitetas", "lt", "LT"),
        ("Varšuvos universitetas", "lt", "PL"), ("Svenska institutet", "en", "SE"), ("Deutsche Bahn", "en", "DE"),
        ("Uniwersytet w Rostocku", "pl", "DE"), ("TU Berlin", "pl", "DE"), ("Università d'Helsinki", "it", "FI"),
        ("Krakowski Park Technologiczny", "pl", "PL"), ("University of Cambridge", "sv", "GB"),
        ("Brněnská firma", "cs", "CZ"), ("Verband Mecklenburg", "de", "DE"), ("Izba Meklemburgii", "pl", "DE"),
        ("Krajowa Izba Gospodarcza", "pl", "XX"), ("Rada Krajowej Administracji", "pl", "XX"),
        ("South East Technological University", "en", "XX"), ("ESCUELA DE ESPECTADORES/AS", "es", "XX"),
        ("Fundacja Rozwoju sp. z o.o.", "en", "PL"), ("allegro.pl", "en", "PL"), ("KIC Szczecin", "en", "PL"),
        ("Ministerium für Wirtschaft Mecklenburg-Vorpommern", "pl", "DE"), ("Osztrák Minisztérium", "hu", "AT"),
        ("Thurrock Council", "pl", "GB"), ("UGent", "en", "BE"), ("Oulun yliopisto", "fi", "FI"),
        ("Bristol Instruments (Belgium)", "en", "BE"), ("PostNord", "en", "XX"), ("ToruńJUG", "en", "PL"),
        ("Uniwersytet Śląski", "cs", "PL"),
        ("Karlstads universitet", "no", "SE"), ("Strömstads kommun", "no", "SE"), ("Viļņas pašvaldība", "lv", "LT"),
        ("Tarton kaupunki", "fi", "EE"), ("Chamber of Southern Sweden", "en", "SE"), ("Newport News", "en", "XX"),
        ("Tukholman yliopisto", "fi", "SE"), ("Urząd Marszałkowski Województwa Świętokrzyskiego", "pl", "PL"),
    ],
)  # fmt: skip
def test_the_name_tells(name: str, language: str, country: str) -> None:
    found, reason = infer_country(name, language=language, document_country="XX")
    assert found == country
    assert reason


@pytest.mark.parametrize(
    ("name", "language", "country"),
    [
        ("Sveriges ambassad i Tanzania", "sv", "SE"), ("Ambasada Szwecji w Warszawie", "pl", "SE"),
        ("Ambasada RP w Pekinie", "pl", "PL"), ("Deutsche Botschaft Warschau", "en", "DE"),
        ("Velvyslanectví ČR ve Varšavě", "cs", "CZ"), ("Ambasciata d'Italia a Varsavia", "it", "IT"),
        ("Suomen suurlähetystö Berliinissä", "fi", "FI"), ("Latvijas vēstniecība Polijā", "lv", "LV"),
        ("Magyarország Varsói Nagykövetsége", "hu", "HU"), ("Consulate General of Poland in Hamburg", "en", "PL"),
        ("Botschaft Sofia", "de", "XX"), ("Open Source Ambassador Berlin", "en", "DE"),
        ("Instytut Polski w Berlinie", "pl", "PL"), ("Swedish Institute in Athens", "en", "SE"),
        ("Goethe-Institut Warschau", "de", "DE"), ("Latin American Institute in Berlin", "en", "DE"),
        ("Institut für Polnische Kultur in Berlin", "de", "DE"),
        ("Biuro Regionalne Województwa Wielkopolskiego w Brukseli", "pl", "PL"),
        ("Region Skånes kontor i Bryssel", "sv", "SE"), ("Office of the Mayor in Tallinn", "en", "EE"),
    ],
)  # fmt: skip
def test_what_a_country_has_elsewhere_is_its_own(name: str, language: str, country: str) -> None:
    assert infer_country(name, language=language, document_country="XX")[0] == country


ABROAD = """
AT: Kanton Bern = CH, Amt der Tiroler Landesregierung = AT, Tyrolean Business Agency = AT, Bavarian Ministry = DE
DE: Landkreis Görlitz = DE, Free State of Saxony = DE, Bundesministerium für Forschung = DE, IHK Nordwestbund = DE
PL: Lubuskie Voivodeship = PL, Ministerstwo Rozwoju = PL, Izba Gospodarcza = PL, Silesian University of Technology = PL
CZ: Magistrát města Brna = CZ, South Bohemian Region = CZ, Moravian-Silesian Innovation Centre = CZ, CzechInvest = CZ
SK: Košický samosprávny kraj = SK, Comenius University = SK, Nitra Self-governing Region = SK, SARIO = SK
HU: Baranya Megyei Önkormányzat = HU, Nemzeti Kutatási Hivatal = HU, Szabolcs-Szatmár-Bereg County = HU
RO: Județul Timiș = RO, Ministerul Dezvoltării = RO, Transylvanian Museum = RO, UEFISCDI = RO
FI: Uudenmaan liitto = FI, Kainuun liitto = FI, Business Tampere = FI, Suomen Akatemia = FI
SE: Länsstyrelsen i Skåne = SE, Naturvårdsverket = SE, Linnaeus University = SE, Region Västerbotten = SE
NO: Trøndelag fylkeskommune = NO, Nord University = NO, Møre og Romsdal County = NO, Innovasjon Norge = NO
DK: Region Hovedstaden = DK, Bornholms Regionskommune = DK, Erhvervsstyrelsen = DK, Aalborg University = DK
ES: Xunta de Galicia = ES, Junta de Extremadura = ES, Ministerio de Ciencia = ES, Basque Government = ES
PT: Turismo de Portugal = PT, University of Minho = PT, Fundação para a Ciência = PT, IAPMEI = PT
IT: Comune di Bolzano = IT, Agenzia per la Coesione = IT, Tuscan Archipelago = IT, Unioncamere = IT
FR: Région Grand Est = FR, Agence nationale de la recherche = FR, Breton Chamber = FR, Bpifrance = FR
NL: Gemeente Maastricht = NL, Hanze University = NL, Rijkswaterstaat = NL
"""


@pytest.mark.parametrize("line", ABROAD.strip().split("\n"), ids=lambda line: line[:2])
def test_bodies_of_regions_and_states_are_known_in_other_languages(line: str) -> None:
    rows = [row.split(" = ") for row in line[4:].split(", ")]
    assert {name: infer_country(name, language="en")[0] for name, _ in rows} == dict(rows)


ACROSS_THE_BORDER = """
it IT: Università del Litorale di Capodistria SI, Comunità degli Italiani di Fiume HR, Università di Pola HR, Camera di
    commercio di Leopoli UA, Comune di Polla IT, Università di Lubiana SI
de DE: Technische Universität Breslau PL, Kunsthalle Stettin PL, Hafen Danzig PL, Deutsches Theater Temeswar RO,
    Universität Dorpat EE, Universität Pressburg SK, Forschungsinstitut in Kaschau SK, Museum in Mitau LV, Freie
    Universität Bozen IT
hu HU: Pozsonyi Egyetem SK, Kolozsvári Műszaki Egyetem RO, Babeș–Bolyai Tudományegyetem Kolozsvár RO, Temesvári Magyar
    Nők Szövetsége RO
sv SE: Åbo universitet FI, Yrkeshögskolan i Vasa FI, Dorpats universitet EE, Hamnen i Borgå FI
pl PL: Uniwersytet w Dorpacie EE, Dom Kultury Polskiej w Wilnie LT, Politechnika Lwowska UA, Port w Lipawie LV,
    Uniwersytet w Kownie LT, Muzeum w Budziszynie DE, Politechnika w Akwizgranie DE, Politechnika w Mediolanie IT,
    Politechnika w Dreźnie DE, Uniwersytet w Kopenhadze DK, Wyższa Szkoła Gospodarki w Kutnie PL
fr FR: Université technique d'Aix-la-Chapelle DE, Université de Trèves DE, Port d'Anvers BE, Université de Coire CH,
    Musée de Courtrai BE, Chambre de commerce de Coni IT
nl NL: Haven van Duinkerke FR, Museum in Kleef DE
cs CZ: Muzeum v Budyšíně DE, Divadlo ve Vratislavi PL
en GB: University of Koper SI, Port of Fiume HR, University of Capodistria SI
"""


@pytest.mark.parametrize("line", re.sub(r"\n +", " ", ACROSS_THE_BORDER).strip().splitlines())
def test_a_town_across_the_border_tells_its_country_by_its_name_in_the_language_of_the_text(line: str) -> None:
    language, home, rows = line[:2], line[3:5], line[7:].split(", ")
    found = {row[:-3]: infer_country(row[:-3], language=language, document_country=home)[0] for row in rows}
    assert found == {row[:-3]: row[-2:] for row in rows}


def test_the_language_of_an_authority_tells_nothing_where_it_is_the_documents() -> None:
    assert infer_country("Ministerio de Cultura", language="es", document_country="CL")[0] == "CL"
    assert infer_country("Ministerstvo kultury", language="sv", document_country="SE")[0] == "CZ"


OF_MANY = (
    "Komisja Europejska", "Interreg South Baltic", "NATO", "European Cluster Alliance", "Zarząd Euroregionu Bałtyk",
)  # fmt: skip


@pytest.mark.parametrize("name", OF_MANY)
def test_a_body_of_several_countries_has_none(name: str) -> None:
    country, reason = infer_country(name, language="pl", document_country="PL")
    assert country is None
    assert "international" in reason


@pytest.mark.parametrize("name", ["DG REGIO", "Kommissionen", "Läkare utan gränser", "Global Impact Network"])
def test_a_body_of_several_countries_needs_no_place(name: str) -> None:
    assert infer_country(name, language="sv", document_country="SE")[0] is None


def test_a_body_for_a_purpose_is_not_the_known_body() -> None:
    assert infer_country("Forskningsrådet", language="sv", document_country="SE")[0] == "NO"
    assert infer_country("Forskningsrådet för hälsa", language="sv", document_country="SE")[0] == "SE"


def test_a_national_branch_of_an_international_body_has_its_country() -> None:
    assert infer_country("Amnesty International Danmark", language="da", document_country="DK")[0] == "DK"


@pytest.mark.parametrize(
    ("text", "name", "language", "country"),
    [
        ("Partnerem jest SIBB (Niemcy) oraz inni.", "SIBB", "pl", "DE"),
        ("Gościem była firma Xelto z Berlina, która działa od lat.", "Xelto", "pl", "DE"),
        ("Wystąpi niemieckie stowarzyszenie Xelto.", "Xelto", "pl", "DE"),
        ("the Swedish company Xelto won", "Xelto", "en", "SE"),
        ("Xelto, Uppsala, Sweden", "Xelto", "en", "SE"),
        ("Romania – Alto, Slovenia – Xelto, France – Basso", "Xelto", "en", "SI"),
        ("Partner: Sverige: Xelto", "Xelto", "sv", "SE"),
        ("a visit to the Berlin association Xelto ended", "Xelto", "en", "DE"),
        ("Xelto is one of the oldest Polish theatres.", "Xelto", "en", "PL"),
        ("Xelto är Finlands innovationsfond.", "Xelto", "sv", "FI"),
        ("- Anna (Xelto, anna@xelto.fi)", "Xelto", "en", "FI"),
        ("Partners\n\nCoordinator (Slovakia)\n\nXelto is a theatre.", "Xelto", "en", "SK"),
        ("Xelto (XLT), Växjö, samt andra", "Xelto", "sv", "SE"),
        ("Xelto from Szczecin looks both ways.", "Xelto", "en", "PL"),
        ("das Xelto (XLT) in Szczecin vermittelt Partner", "Xelto", "de", "PL"),
        ("Liderem jest Xelto z Karlskrony, który działa.", "Xelto", "pl", "SE"),
        ("Gościem był Xelto z Stralsundu oraz inni", "Xelto", "pl", "DE"),
        ("Mit dem Stettiner Xelto wurde vereinbart", "Xelto", "de", "PL"),
        ("Basso | University | SE\nXelto | DK\n", "Xelto", "en", "DK"),
        ("Xelto (XLT), PL, with its museum", "Xelto", "en", "PL"),
        ("Xelto (SI)", "Xelto", "de", "SI"),
        ("Mit dem Xelto an der Universität Szczecin fanden Treffen statt", "Xelto", "de", "PL"),
        ("hon arbetar vid Xelto på University of Bristol och", "Xelto", "sv", "GB"),
        ("atzīts Xelto no Igaunijas. Latviju", "Xelto", "lv", "EE"),
        ("kartu su Xelto iš Švedijos ir kiti", "Xelto", "lt", "SE"),
        ("Xelto, UK\n", "Xelto", "en", "GB"),
        ("• Ze Szwecji: w Kronobergu stowarzyszenie Xelto organizuje", "Xelto", "pl", "SE"),
        ("- Polen: Alto, Basso, Xelto", "Xelto", "de", "PL"),
        ("University of Bergen (Norway)", "University of Bergen", "nl", "NO"),
        ("die Universität Szczecin (US) und andere", "Universität Szczecin", "de", "PL"),
        ("TÜ Füüsika Instituut (FI) ja teised", "TÜ Füüsika Instituut", "et", "XX"),
        ("klastry Alto i Xelto oraz izba Basso działające w Berlinie", "Xelto", "pl", "DE"),
        ("Xelto and Alto, both based in Riga, met", "Xelto", "en", "LV"),
        ("- `Xelto, Belgium `_", "Xelto", "en", "BE"),
        ("Alto, Schweden (seit 1990)\nXelto, Finnland (seit 1959)", "Xelto", "de", "FI"),
        ("Xelto | Italie | Partenaire", "Xelto", "fr", "IT"),
        ("- Xelto Warszawa (DE)", "Xelto Warszawa", "en", "DE"),
        ("Partner (Poland)\n\nXelto is an office", "Xelto", "en", "PL"),
        ("Partnerem jest Hochschule Wismar i jej Xelto (X)", "Xelto", "pl", "DE"),
        ("genom University of Bristol och dess Xelto", "Xelto", "sv", "GB"),
        ("Alto, which is run from Karlskrona by Xelto.", "Xelto", "en", "SE"),
        ("Xelto Lietuvā un citi", "Xelto", "lv", "LT"),
        ("Xelto Ruotsissa kasvaa", "Xelto", "fi", "SE"),
        ("Från Szczecin kom Anna och Basso från Xelto.", "Xelto", "sv", "PL"),
        ("Till de polska deltagarna hörde Anna på Alto och Basso, som leder Xelto.", "Xelto", "sv", "PL"),
        ("(Universidade de Porto, Portugal, 2010), Anna (Xelto, EUA, 2012)", "Xelto", "pt", "US"),
    ],
)
def test_the_words_around_it_tell(text: str, name: str, language: str, country: str) -> None:
    start = text.index(name)
    context = [around(text, start, start + len(name))]
    assert infer_country(name, context=context, language=language, document_country="XX")[0] == country


@pytest.mark.parametrize(
    "text",
    [
        "Xelto, IT och data",
        "Xelto (HR)",
        "Xelto, EU",
        "Xelto, SE och andra",
        "Tid: Xelto",
        "Xelto på Maria Karlsson väntar",
        "Xelto, Helsinki universitet och andra",
        "Xelto och Sverige",
        "Berlin. Xelto kommt.",
        "Xelto, Anna Berlin-Meier",
        "- Alto, Danmark\n- Xelto väntar",
        "Alto, Danmark (2010)\nXelto väntar",
        "Alto (Danmark)\nXelto väntar",
        "Xelto. Alto är baserat i Berlin",
        "Xelto träffade ministern som är baserad i hjärtat av det nya Berlin",
    ],
)
def test_a_neighbour_in_a_list_tells_nothing(text: str) -> None:
    start = text.index("Xelto")
    found = infer_country("Xelto", context=[around(text, start, start + 5)], language="sv", document_country="XX")
    assert found == ("XX", "country of the document")


def test_the_place_that_is_known_tells_unless_the_name_does() -> None:
    assert infer_country("Xelto", place="Nirgendwo", language="pl")[0] is None
    assert infer_country("Xelto", place="Greifswald", language="pl") == ("DE", "place 'Greifswald'")
    assert infer_country("Xelto Gdańsk", place="Greifswald", language="pl")[0] == "PL"


def test_two_countries_in_a_name_leave_it_to_the_document() -> None:
    assert infer_country("Deutsch-Polnische Gesellschaft", language="de", document_country="DE")[0] == "DE"
    assert infer_country("Deutsch-Polnische Gesellschaft", language="de", document_country="PL")[0] == "PL"
    assert infer_country("Deutsch-Polnische Gesellschaft", language="de")[0] is None
    assert infer_country("Polsko-Niemiecka Współpraca", language="pl", document_country="PL")[0] == "PL"


def test_nothing_known_gives_nothing() -> None:
    assert infer_country("Xelto") == (None, "nothing tells the country")


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("Firmy spotkały się w Berlinie i Rostocku.", "pl", "PL"),
        ("Der Verein arbeitet in Graz, Linz und Wien. Das Land Steiermark fördert ihn in Graz.", "de", "AT"),
        ("Der Verein arbeitet in der Stadt und auf dem Land.", "de", "DE"),
        ("De studenten uit Gent en Leuven kwamen naar Brussel en naar Gent.", "nl", "BE"),
        ("The cluster from Szczecin met firms from Koszalin and Poznań.", "en", "PL"),
        ("The meeting was good.", "en", None),
        ("", "en", None),
        ("", None, None),
    ],
)
def test_the_country_of_a_document(text: str, language: str | None, country: str | None) -> None:
    assert guess_document_country(text, language) == country


def test_the_address_of_a_document_tells_its_country() -> None:
    assert guess_document_country("The meeting was good.", "en", "https://www.kalmar.se/news/1") == "SE"
    assert guess_document_country("The meeting was good.", "en", "https://example.com/de") is None


def test_addresses_of_the_web_choose_among_the_countries_of_a_language() -> None:
    text = "Das Treffen war gut. Mehr unter https://www.verein.{} und per Post an info@amt.{}."
    assert guess_document_country("Das Treffen war gut.", "de") == "DE"
    assert guess_document_country(text.format("at", "gv.at"), "de") == "AT"
    assert guess_document_country(text.format("ch", "bern.ch"), "de") == "CH"
    assert guess_document_country(text.format("com", "mail.org"), "de") == "DE"


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("Die Versammlung begrüsst im Januar die neuen Mitglieder.", "de", "CH"),
        ("Die Versammlung begrüßt im Januar die neuen Mitglieder.", "de", "DE"),
        ("Die Versammlung begrüßt im Jänner die neuen Mitglieder.", "de", "AT"),
        ("Iedereen is welkom om 18u30 in de bib.", "nl", "BE"),
        ("Iedereen is welkom om 18.30 uur in de bieb.", "nl", "NL"),
        ("De vzw helpt de buurt van Utrecht en van Arnhem, in Nederland en daarbuiten.", "nl", "NL"),
        ("Os usuários da pesquisa entram em contato.", "pt", "BR"),
        ("L'ASBL fête ses dix ans.", "fr", "BE"),
        ("Den finlandssvenska föreningen håller möte.", "sv", "FI"),
        ("Deca su uspešno završila akciju.", "hr", "RS"),
        ("Djeca su uspješno završila akciju.", "hr", "HR"),
        ("Het festival vindt plaats in Vlaanderen.", "nl", "BE"),
    ],
)
def test_words_of_one_country_and_a_single_place_tell_where_a_document_is_from(text, language, country) -> None:
    assert guess_document_country(text, language) == country


def test_a_word_of_the_language_is_no_town_far_away() -> None:
    name = "Plano Nacional de Leitura"
    assert infer_country(name, language="pt", document_country="PT") == ("PT", "country of the document")
    assert infer_country(name, language="de", document_country="DE")[0] == "US"


def test_a_choir_is_no_town_in_venezuela() -> None:
    assert infer_country("Coro Gulbenkian", language="pt", document_country="PT")[0] == "PT"


def test_clues_tell_where_they_stand() -> None:
    context = around("Sea Forum in Kiel, with guests from Sweden", 0, len("Sea Forum"))
    found = {(c.country, c.where, c.kind, c.share) for c in country_clues("Turku Sea Forum", context=[context])}
    assert found == {
        ("FI", "in", "place", 1.0), ("DE", "beside", "place", 1.0), ("DE", "near", "place", 0.5),
        ("SE", "near", "place", 0.5),
    }  # fmt: skip
    assert not country_clues(None, context=[])


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Das Alto und der Xelto sind Partner der Polen.", "de"),  # they are from elsewhere
        ("Xelto är en viktig partner till Polen", "sv"),
        ("Es geht wieder los mit Xelto", "de"),  # "wieder" is nothing of Vienna
        ("the university of Porto closed and Xelto opened its doors", "en"),
        ("Polish guests from Oslo met Anna of Xelto", "en"),  # of two countries
    ],
)
def test_other_words_around_it_tell_nothing(text: str, language: str) -> None:
    start = text.index("Xelto")
    context = [around(text, start, start + 5)]
    assert infer_country("Xelto", context=context, language=language, document_country="XX")[0] == "XX"


@pytest.mark.parametrize(
    ("text", "language", "country"),
    [
        ("Du côté wallon, le partenaire est Xelto.", "fr", "BE"),
        ("Aan Nederlandse zijde doet Xelto mee.", "nl", "NL"),
        ("Från norsk sida deltar Norda och Xelto.", "sv", "NO"),
        ("På svensk side deltar Norda, på dansk side Xelto.", "da", "DK"),
        ("Por la parte portuguesa participan Norda y Xelto.", "es", "PT"),
        ("Sul versante sloveno partecipa Xelto.", "it", "SI"),
        ("Po stronie polskiej działa Norda, a po stronie niemieckiej Xelto.", "pl", "DE"),
        ("Suomen puolella mukana on Xelto.", "fi", "FI"),
        ("Norska gäster från Danmark mötte Xelto.", "sv", "XX"),  # no side of a border
    ],
)
def test_the_side_of_a_border_that_a_sentence_has_come_to(text: str, language: str, country: str) -> None:
    start = text.index("Xelto")
    context = [around(text, start, start + 5)]
    assert infer_country("Xelto", context=context, language=language, document_country="XX")[0] == country


def test_where_nothing_else_tells_most_of_the_places_nearby_do() -> None:
    text = "In Kielce, the town of Kielce and the Xelto met people from Rostock"
    start = text.index("Xelto")
    assert infer_country("Xelto", context=[around(text, start, start + 5)], language="en")[0] == "PL"
    text = "In Kielce the Xelto met people from Rostock"
    start = text.index("Xelto")
    assert infer_country("Xelto", context=[around(text, start, start + 5)], language="en")[0] is None


@pytest.mark.parametrize(
    ("name", "language", "home", "country"),
    [
        ("Gran kommune", "no", "NO", "NO"), ("Lier kommune", "no", "NO", "NO"), ("Strömstads kommun", "no", "NO", "SE"),
        ("Historický ústav SAV, v. v. i.", "sk", "SK", "SK"), ("Historický ústav, v. v. i.", "cs", "CZ", "CZ"),
        ("Historický ústav, v. v. i.", "en", None, "CZ"), ("sli.do, s. r. o.", "sk", "SK", "SK"),
        ("Biblioteca Nacional de Holanda", "es", "ES", "NL"), ("Karlova univerzita", "sk", "SK", "CZ"),
        ("Matematicko-fyzikální fakulta UK", "cs", "CZ", "CZ"),
    ],
)  # fmt: skip
def test_names_that_other_countries_have_too_are_the_documents(name, language, home, country) -> None:
    assert infer_country(name, language=language, document_country=home)[0] == country


BESIDE = [
    ("lt", "\ufffc ir Latvijos biedrība tariasi", "LT"), ("lv", "\ufffc ir Lietuvas biedrība", "LT"),
    ("en", "\ufffc on Swedish energy projects", "XX"), ("fi", "\ufffc on ruotsalainen yhdistys", "SE"),
    ("it", "tre realtà slovene (Alfa, Beta e \ufffc)", "SI"), ("en", "three Slovenian bodies (Alfa and \ufffc)", "SI"),
    ("de", "mit den niederländischen Verbänden „Alfa“ und „\ufffc“", "NL"),
    ("en", "The Dutch bodies (Alfa) met. Then came \ufffc", "XX"), ("en", "the Dutch board (with help of \ufffc", "XX"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "context", "country"), BESIDE)
def test_what_stands_around_a_body_tells_its_country(language: str, context: str, country: str) -> None:
    home = "LT" if language == "lt" else "XX"
    assert infer_country("Yrsa", context=["\n" + context], language=language, document_country=home)[0] == country


@pytest.mark.parametrize(
    ("name", "language", "country"),
    [
        ("Université de Tours", "it", "FR"), ("University of Reading", "pl", "GB"),
        ("Limassol Municipality", "pl", "CY"), ("University of Niš", "en", "RS"),
        ("Universidad de Granada", "es", "ES"), ("Universidad de Berkeley", "es", "XX"),
        ("Redbridge", "sv", "XX"), ("CERN", "pl", "CH"), ("SUSE Linux", "sv", "DE"),
    ],
)  # fmt: skip
def test_towns_of_europe_without_a_code_and_words_that_are_towns_too(name: str, language: str, country: str) -> None:
    assert infer_country(name, language=language, document_country="XX")[0] == country


def infer_on_line(name: str, text: str, language: str, document_country: str | None = None) -> str | None:
    start = text.index(name)
    place = start, start + len(name)
    return infer_country(
        name, context=[around(text, *place)], lines=[line_around(text, *place)], language=language,
        document_country=document_country,
    )[0]  # fmt: skip


def test_a_long_row_comes_from_where_its_line_begins() -> None:
    row = ", ".join(f"die Akademie der Künste und Wissenschaften Nummer {number}" for number in range(5))
    text = f"aus Westpommern die Universität Szczecin (US), {row} und die Seefahrtsschule sowie andere;"
    assert infer_on_line("Seefahrtsschule", text, "de", "DE") == "PL"
    assert infer_on_line("Seefahrtsschule", text.replace("aus", "in"), "de", "DE") == "DE"
    assert infer_on_line("Seefahrtsschule", text.replace("Nummer 1", "Wien"), "de", "DE") == "DE"


def test_where_nothing_nearer_tells_the_line_does_if_no_country_is_likely() -> None:
    guests = ", ".join(f"the guests of the committee number {number}" for number in range(6))
    text = f"In Kielce the partners met: the City of Kielce, the Kielce Park, {guests}, the Alfa Point. It rained."
    assert infer_on_line("Alfa Point", text, "en") == "PL"
    assert infer_on_line("Alfa Point", text, "en", "SE") == "SE"
    assert infer_on_line("Alfa Point", text.replace("City of Kielce", "City of Lund"), "en") == "PL"
    assert infer_on_line("Alfa Point", text.replace("Kielce", "Lund", 2), "en") != "PL"
