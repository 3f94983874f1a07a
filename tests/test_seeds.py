"""The three documents that the project began with come out right."""

import unicodedata

import pytest

import netgraph


@pytest.fixture(scope="module")
def net(shared):
    return netgraph.build(shared / "corpus" / "seeds")


def plain(name):
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def find(net, *names):
    """The one node that bears one of the names (base form or as written)."""
    wanted = {plain(name) for name in names}
    found = [e for e in net.entities if wanted & {plain(one) for one in (e.name, *e.aliases)}]
    assert len(found) == 1, f"{names}: {[e.name for e in found]}"
    return found[0]


def relations(net, source, target):
    ends = {source.id, target.id}
    return {edge.type for edge in net.relations if {edge.source, edge.target} == ends}


PARTNERS = (
    ("IT INITIATIVE", "IT INITIATIVE Mecklenburg-Vorpommern"), ("Automotive",), ("IHK Neubrandenburg",), ("SIBB",),
)  # fmt: skip


@pytest.mark.parametrize("partner", PARTNERS, ids=lambda names: names[0])
def test_klaster_it_cooperates_across_the_border(net, partner):
    klaster, other = find(net, "Klaster IT", "Klastra IT"), find(net, *partner)
    assert relations(net, klaster, other) == {"cooperates"}
    assert (klaster.country, other.country) == ("PL", "DE")


def test_klaster_it_is_named_in_its_base_form(net):
    assert find(net, "Klastra IT").name == "Klaster IT"


@pytest.mark.parametrize(
    ("person", "body"), [("Katarzyna Witkowska", "Klaster IT"), ("Andreas Muller", "IT INITIATIVE")]
)
def test_people_are_affiliated_with_the_bodies_they_speak_for(net, person, body):
    assert find(net, person).type == "person"
    assert relations(net, find(net, person), find(net, body)) == {"affiliated_with"}


def test_digitri_organises_the_digital_week(net):
    assert "organises" in relations(net, find(net, "Digitri"), find(net, "Den digitala veckan"))


def test_region_kronoberg_funds_the_week_and_cooperates_with_digitri(net):
    region = find(net, "Region Kronoberg")
    assert "funds" in relations(net, region, find(net, "Den digitala veckan"))
    assert "cooperates" in relations(net, region, find(net, "Digitri"))


def test_teasers_under_related_news_make_no_relation(net, shared):
    text = (shared / "corpus" / "seeds" / "001_d8b7462f99c4a895.txt").read_text(encoding="utf-8")
    article = plain(text[: text.index("Relaterade nyheter")])
    quotes = [one.quote for edge in net.relations for one in edge.evidence if one.document.startswith("001")]
    assert quotes
    assert [quote for quote in quotes if plain(quote) not in article] == []


GROUP = ("Lokalna Grupa URBACT", "Lokalnej Grupy URBACT")
MEMBERS = (
    ("Urząd Miasta", "Urzędu Miasta"), ("Centrum Kształcenia Praktycznego",),
    ("Kielecki Park Technologiczny", "Parku Technologicznego", "Park Technologiczny"),
    ("Miejski Urząd Pracy", "Miejskiego Urzędu Pracy"),
    ("Urząd Marszałkowski Województwa Świętokrzyskiego", "Urzędu Marszałkowskiego Województwa Świętokrzyskiego"),
    ("Thurrock",), ("Krajowy Punkt URBACT", "Krajowego Punktu URBACT"), ("Ian Goldring",),
)  # fmt: skip


@pytest.mark.parametrize("member", MEMBERS, ids=lambda names: names[0])
def test_institutions_take_part_in_the_local_group(net, member):
    assert "participates_in" in relations(net, find(net, *member), find(net, *GROUP))


def test_thurrock_is_british_and_leads_jobtown_2(net):
    thurrock, jobtown = find(net, "Thurrock"), find(net, "JOBTOWN 2")
    assert thurrock.country == "GB"
    assert "organises" in relations(net, thurrock, jobtown)


def test_jobtown_and_jobtown_2_stay_two_nodes(net):
    assert find(net, "JOBTOWN").id != find(net, "JOBTOWN 2").id
