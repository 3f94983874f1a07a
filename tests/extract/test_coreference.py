"""Which mentions of a document name the same thing."""

import pytest

from netgraph.extract.coreference import link_forms
from netgraph.extract.forms import comparable, gather_forms, initials
from netgraph.extract.likeness import Contained, numbers, pair_features
from tests.extract.marked import read_marked

SAME = [
    ("pl", "[[Klaster Innowacji Technologicznych]] ([[KIT]]) rośnie. [[KIT]] ma biuro.", "organisation"),
    ("de", "Der [[Verband der Bildungsträger]] ([[VdB]]) tagt.", "organisation"),
    ("pl", "[[Fundacja Rozwoju]] działa. Prezes [[Fundacji Rozwoju]] mówi.", "organisation"),
    ("sv", "[[Region Skåne]] växer. [[Region Skånes]] ordförande.", "organisation"),
    ("en", "[[Anna Kowalska]] spoke. [[Kowalska]] said.", "person"),
    ("lv", "Runā [[Mati Vārmanu]] ([[Mati Vaarmann]]).", "person"),
    ("lv", "[[Latvijas Klasteru Tīkls]] ([[Latvian Clusters Network]]) aug.", "organisation"),
    ("lt", "Kalba [[Andžejus Novickis]] ([[Andrzej Nowicki]]).", "person"),
    ("en", "The [[Energy Union]] ([[EU]]) of the valley meets.", "organisation"),
    ("en", "The [[Municipality of Sofia]] invites. [[Sofia]] is a partner.", "organisation"),
    ("pl", "[[Nordgaz]] rośnie. Umowa z [[Nordgazem]].", "organisation"),
    ("cs", "[[První Optika]] roste. [[PrvníOptika]] zve.", "organisation"),
    ("fr", "Les [[états généraux de l'open source]]. [[Etats Généraux de l’Open Source]]", "initiative"),
    ("es", "[[Carlos Andradas Heranz]] abre el acto. [[Carlos Andradas]] habla.", "person"),
    ("de", "[[SIBB]] lädt ein. Der [[SIBB e. V.]] feiert mit.", "organisation"),
    ("pl", "[[Nova Data sp. z o.o.]] rośnie. [[Nova Data]] ma biuro.", "organisation"),
    ("en", "[[JOBTOWN]] began. [[Jobtown]] ended.", "initiative"),
    ("pl", "[[Urząd Miasta Kielce]] zaprasza. [[Kielce]] są partnerem.", "organisation"),
    ("en", "The [[Baltic Energy Network]] ([[BEN]]) meets. [[BEN]] has ten members.", "organisation"),
    ("en", "[[Interreg Nordsee Programme 2021-2027]] chose. [[Interreg Nordsee Programme]] pays.", "initiative"),
    ("de", "Das [[Museum of Northern Industry]] ([[MONI]]) wächst. [[MONI]] hat Besuch.", "organisation"),
    ("en", "[[Erasmus+]] pays. [[Erasmus Plus]] and [[ERASMUS PLUS]] pay, too.", "initiative"),
    ("fi", "[[Erasmus+]] maksaa. [[Erasmus +]] maksaa.", "initiative"),
    ("sv", "[[LIND]], [[LokalInnovation för Norra Dalarna]], växer. [[LIND]] har tio medlemmar.", "organisation"),
    ("cs", "[[MAS Boskovicko PLUS]] roste. [[MAS Boskovicko]] zve.", "organisation"),
    ("fi", "[[QBZ Oulu International Training Agency GmbH]] johtaa. [[QBZ]] kutsuu.", "organisation"),
    ("fi", "[[AYY:hyn]] kuuluu moni. [[AYY:llä]] on talo.", "organisation"),
    ("en", "The [[Academic Science Network for North East Cumbria]] ([[ASN NEC]]) meets.", "organisation"),
    ("hu", "[[QMTA-val]] dolgozik. [[QMTA-nak]] ad.", "organisation"),
    ("pl", "Rektor [[Zbigniew Zwoliński]] otwiera. List do [[Z.Zwolińskiego]].", "person"),
    ("fr", "La [[CREQ - Chambre Régionale de l'Économie Quotidienne]]. La [[CREQ]] invite.", "organisation"),
    ("de", "Das Vorhaben „[[Stärkung der Häfen im Grenzraum]]“ ([[HafenPlus]]) läuft.", "initiative"),
    ("sk", "[[Inovačné partnerské centrum (IPC) Prešov]] rastie. [[IPC Prešov]] pozýva.", "organisation"),
    ("de", "Das [[Bundesministerium für Wirtschaft und Klima]]. Das [[Bundeswirtschaftsministerium]].", "organisation"),
    ("lv", "Runā [[Latvijas Klasteru Tīkls]] / [[Latvian Clusters Network]].", "organisation"),
    ("de", "Das [[Ministerium für Verkehr und Umwelt]]. Das [[Umweltministerium]] zahlt.", "organisation"),
    ("en", "[[NordHAVN – Clean Water in Ports]] began." + 6 * " We like [[NordHAVN]].", "initiative"),
]
APART = [
    ("pl", "[[Miejska Biblioteka Publiczna w Gdyni]] rośnie. [[Gdynia]] jest partnerem.", "organisation"),
    ("en", "[[Anna Nowak]] met [[Jan Kowalski]].", "person"),
    ("en", "The [[Kiel Institute]] ([[Lund University]]) pays.", "organisation"),
    ("en", "[[Anna Nowak]] (with [[Jan Kowalski]]) came.", "person"),
    ("hr", "[[Ekonomski ured]] radi. Projekt plaća [[EU]].", "organisation"),
    ("en", "[[JOBTOWN 1]] came before [[JOBTOWN 2]].", "initiative"),
    ("pl", "[[Gmina Dobra]] i [[Gmina Police]].", "organisation"),
    ("pl", "[[Gmina Iława]] i [[Gmina Miasto Iława]].", "organisation"),
    ("pl", "[[Gmina Iława]] i [[Gmina Miejska Iława]].", "organisation"),
    ("de", "[[Universität Rostock]] und [[Universität Greifswald]].", "organisation"),
    ("lt", "[[Kauno technologijos universitetas]] auga. [[Kaunas]] yra partneris.", "organisation"),
    ("en", "[[Kielce Technology Park]] grows. [[Kielce]] is a partner.", "organisation"),
    ("en", "[[FoodHyper]] began. The [[FoodHyper Bootcamp]] ended.", "initiative"),
    ("en", "[[LIND]], [[Kiel Institute of Norway]] and others.", "organisation"),
    ("en", "[[NSC]] meets. [[NSC Community Week]] was in May.", "initiative"),
    ("pl", "[[Stowarzyszenie Nowa Wieś]] i [[Zarząd Stowarzyszenia Nowa Wieś]].", "organisation"),
    ("cs", "[[Karlovarský kraj]] platí. [[Zastupitelstvo Karlovarského kraje]] hlasuje.", "organisation"),
    ("lv", "[[Latvijas Mākslas akadēmija]] un [[Latvijas Mākslas akadēmijas Dizaina nodaļa]].", "organisation"),
    ("de", "Die [[Universität Graz]] und die [[Technische Universität Graz]].", "organisation"),
    ("es", "La [[Universidad de Barcelona]] y la [[Universidad Autónoma de Barcelona]].", "organisation"),
    ("en", "The [[Software Sustainability Institute]] (an [[EPSRC]]-funded body).", "organisation"),
    ("en", "The [[Institute for Open Science]] (supported by the [[BBSRC]]) grows.", "organisation"),
    ("pt", "O [[Instituto de Telecomunicações]] ([[IT]]) e o [[INESC TEC]].", "organisation"),
    ("sv", "[[Kalmar län]] växer. [[Kalmar]] är partner.", "organisation"),
    ("it", "Il [[Dipartimento di Chimica dell'Università di Pisa]] e la [[Università di Pisa]].", "organisation"),
    ("de", "Das [[Büro der Stiftung Nord]] und die [[Stiftung Nord]].", "organisation"),
    ("de", "[[InFoLab I]] endete, [[InFoLab II]] begann.", "initiative"),
    ("en", "The [[Coordination Meeting of Projects under Horizon Europe]] and [[Horizon Europe]].", "initiative"),
    ("sv", "[[EU]] betalar. [[EU-kommissionen]] beslutar.", "organisation"),
    ("pl", "[[Biuro w Pradze ABC]] i [[Biuro w Madrycie ABC]].", "organisation"),
    ("en", "[[H2Harbour]] ended. [[H2Harbour Plus]] goes on.", "initiative"),
    ("en", "[[H2Harbour]] ended. [[H2Harbour+]] goes on.", "initiative"),
    ("sv", "[[H2Harbour]] slutade. [[H2Harbour Next]] fortsätter.", "initiative"),
    ("de", "[[H2Harbour]] endete. [[H2Harbour 2.0]] geht weiter.", "initiative"),
    ("de", "[[BlueHarbour]] endete. [[BlueHarbour 2.0]] geht weiter.", "initiative"),
    ("pl", "[[H2Harbour]] się skończył. [[H2Harbour II]] trwa.", "initiative"),
    ("fr", "[[BlueHarbour Plus]] et [[BlueHarbour Reloaded]].", "initiative"),
    ("da", "[[Dart Fyn]] holder [[Dart Fyn Open 2018]].", "organisation"),
    ("sv", "[[EU]] betalar. [[Europeiska regionala utvecklingsfonden]] betalar.", "organisation"),
    ("de", "Das Vorhaben „[[Stärkung der Häfen im Grenzraum]]“ ([[Interreg]]) läuft.", "initiative"),
    ("de", "Das [[Bundesministerium für Wirtschaft]] und das [[Wirtschaftsministerium]].", "organisation"),
    ("nl", "[[Anna Roth]] / [[Maria Bakker]]", "person"),
    ("lt", "[[Rytų Europos studijų centras]] / [[Kauno technologijos universitetas]]", "organisation"),
    ("en", "[[QIX]] grows. The [[QIXA North Industry Xperts]] meet.", "organisation"),
]


def chains(text, language, kind):
    marked = read_marked(text, language)
    mentions = [(n.start, n.end, kind, language) for n in marked.names]
    forms, owner = gather_forms(mentions, marked.text)
    linked = link_forms(forms, marked.text)
    return [linked[i] for i in owner]


@pytest.mark.parametrize(("language", "text", "kind"), SAME)
def test_forms_of_one_name_become_one_chain(language, text, kind):
    assert len(set(chains(text, language, kind))) == 1


@pytest.mark.parametrize(("language", "text", "kind"), APART)
def test_names_that_differ_stay_apart(language, text, kind):
    assert len(set(chains(text, language, kind))) == 2


def test_two_persons_do_not_join_through_their_surname():
    found = chains("[[Anna Kowalska]], [[Ewa Nowak]] and [[Jan Lis]] met [[Lis]].", "en", "person")
    assert found[2] == found[3]
    assert len(set(found)) == 3


def test_two_persons_do_not_join_through_the_surname_of_which_each_has_another():
    found = chains("[[Carlos Andradas]] met [[Carlos Andradas Heranz]] and [[Carlos Andradas Lobo]].", "es", "person")
    assert found[1] != found[2]


def test_a_name_used_again_and_again_is_not_short_for_a_phrase_that_begins_with_it():
    often = " ".join(["[[Norlake4Sites]] grows."] * 5)
    found = chains(f"[[Norlake4Sites and building firms]] met. {often}", "en", "organisation")
    assert found[0] != found[1]
    found = chains("[[Norlake4Sites and building firms]] met. [[Norlake4Sites]] grows.", "en", "organisation")
    assert found[0] == found[1]


def test_a_name_used_again_and_again_is_short_for_one_that_has_it_in_brackets_or_a_head_more():
    for long in ("Norlake Sites ([[NS]])", "[[Norlake]] Foundation"):
        said = "[[Norlake Sites]] ([[NS]])" if "NS" in long else "[[Norlake Foundation]]"
        short = "NS" if "NS" in long else "Norlake"
        found = chains(f"{said} met. " + f"[[{short}]] grows. " * 6, "en", "organisation")
        assert found[0] == found[-1]


def test_an_acronym_with_a_long_form_of_its_own_is_no_other_one_s():
    found = chains("[[Nordic Game Industry]] led to [[Nordic Sea Game Initiative]]. [[NGI]] ended.", "en", "initiative")
    assert found[0] == found[2] != found[1]


@pytest.mark.parametrize(
    ("language", "name", "letters"),
    [("pl", "Klaster Innowacji Technologicznych", "KIT"), ("de", "Verband der Bildungsträger", "VDB"),
     ("de", "Greifswald", "G"), ("sv", "Region (old) Skåne", "RS"), ("no", "Askøy Fotballklubb", "AFK"),
     ("sv", "Utrikesdepartementet", "UD"), ("sv", "Nordiska lantbruksuniversitetet", "NLU"),
     ("fi", "Lahden Pyöräily-yhdistys", "LPY"), ("it", "UNIVERSITÀ DI BARI", "UDB"),
     ("de", "Bund der Landesverbände", "BLV")],
)  # fmt: skip
def test_the_initials_of_a_name(language, name, letters):
    assert letters in initials(name, language)


def test_names_of_acronyms_have_no_initials():
    assert initials("INESC TEC", "pt") == frozenset()


@pytest.mark.parametrize(
    ("name", "found"),
    [("Forum 2021", {"2021"}), ("XIX Forum", {"19"}), ("Interreg IV A", {"4"}), ("Plan V", {"5"}), ("I LO", set()),
     ("MIX", set()), ("V", set())],
)  # fmt: skip
def test_roman_numbers_are_numbers(name, found):
    assert numbers(name) == found


def test_a_form_is_contained_in_several_longer_ones():
    marked = read_marked("[[Forum]] [[Forum Lund]] [[Forum Malmö]] [[Lund]]", "sv")
    forms, _ = gather_forms([(n.start, n.end, "organisation", "sv") for n in marked.names], marked.text)
    contained = Contained(forms)
    assert contained.several(forms[0])
    assert not contained.several(forms[3])
    assert pair_features(forms[0], forms[1], marked.text, contained)["rival"] == 1.0


def test_the_bracket_behind_a_name_is_a_feature():
    marked = read_marked("[[Klaster Nowy]] (dalej: [[KN]]). [[Inny Klub]]", "pl")
    forms, _ = gather_forms([(n.start, n.end, "organisation", "pl") for n in marked.names], marked.text)
    contained = Contained(forms)
    assert pair_features(forms[0], forms[1], marked.text, contained)["bracketed acronym"] == 1.0
    assert "bracketed" not in pair_features(forms[2], forms[1], marked.text, contained)


def test_pairs_worth_a_look_stay_few_in_a_list_of_thousands():
    text = ", ".join(f"[[Verein Name{i:04}]]" for i in range(3000)) + ", [[Verein Xerophilia Ypsilon]] ([[VXY]])"
    marked_names, plain = [], []
    at = 0
    for piece in text.replace("]]", "[[").split("[["):
        if len(plain) % 2:
            marked_names.append((at, at + len(piece), "organisation", "de"))
        plain.append(piece)
        at += len(piece)
    forms, _ = gather_forms(marked_names, "".join(plain))
    pairs = comparable(forms)
    assert len(pairs) < 300_000
    assert (len(forms) - 2, len(forms) - 1) in pairs
