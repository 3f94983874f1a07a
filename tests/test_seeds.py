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


WEEK = ("Den digitala veckan", "Digitala veckan")  # with the article or without
PARTNERS = (
    ("IT INITIATIVE", "IT INITIATIVE Mecklenburg-Vorpommern"),
    ("Automotive",),
    ("IHK Neubrandenburg",), ("SIBB",),
)  # fmt: skip


@pytest.mark.parametrize("partner", PARTNERS, ids=lambda names: names[0])
def test_klaster_it_cooperates_across_the_border(net, partner):
    klaster, other = find(net, "Klaster IT", "Klastra IT"), find(net, *partner)
    assert relations(net, klaster, other) == {"cooperates"}
    assert (klaster.country, other.country) == ("PL", "DE")


def test_klaster_it_is_named_in_its_base_form(net):
    assert find(net, "Klastra IT").name == "Klaster IT"


@pytest.mark.parametrize(
    ("person", "body"),
    [("Katarzyna Witkowska", "Klaster IT"), ("Andreas Muller", "IT INITIATIVE")],
)
def test_people_are_affiliated_with_the_bodies_they_speak_for(net, person, body):
    assert find(net, person).type == "person"
    assert relations(net, find(net, person), find(net, body)) == {"affiliated_with"}


def test_digitri_organises_the_digital_week(net):
    assert "organises" in relations(net, find(net, "Digitri"), find(net, *WEEK))


def test_region_kronoberg_funds_the_week(net):
    assert "funds" in relations(net, find(net, "Region Kronoberg"), find(net, *WEEK))


def test_region_kronoberg_cooperates_with_digitri(net):
    assert "cooperates" in relations(net, find(net, "Region Kronoberg"), find(net, "Digitri"))


def test_teasers_under_related_news_make_no_relation(net, shared):
    text = (shared / "corpus" / "seeds" / "001_d8b7462f99c4a895.txt").read_text(encoding="utf-8")
    article = plain(text[: text.index("Relaterade nyheter")])
    quotes = [one.quote for edge in net.relations for one in edge.evidence if one.document.startswith("001")]
    assert quotes
    assert [quote for quote in quotes if plain(quote) not in article] == []


GROUP = ("Lokalna Grupa URBACT", "Lokalnej Grupy URBACT")
THURROCK = ("Thurrock", "miasto Thurrock", "miasta Thurrock")  # "miasta Thurrock": of the town
MEMBERS = (
    ("Urząd Miasta", "Urzędu Miasta"), ("Centrum Kształcenia Praktycznego",),
    ("Kielecki Park Technologiczny", "Parku Technologicznego", "Park Technologiczny"),
    ("Miejski Urząd Pracy", "Miejskiego Urzędu Pracy"),
    ("Urząd Marszałkowski Województwa Świętokrzyskiego", "Urzędu Marszałkowskiego Województwa Świętokrzyskiego"),
    THURROCK,
    ("Krajowy Punkt URBACT", "Krajowego Punktu URBACT"), ("Ian Goldring",),
)  # fmt: skip


@pytest.mark.parametrize("member", MEMBERS, ids=lambda names: names[0])
def test_institutions_take_part_in_the_local_group(net, member):
    # Where the group is read as a body, they are its members.
    assert {"participates_in", "member_of"} & relations(net, find(net, *member), find(net, *GROUP))


def test_thurrock_is_british(net):
    assert find(net, *THURROCK).country == "GB"


def test_thurrock_leads_jobtown_2(net):
    assert "organises" in relations(net, find(net, *THURROCK), find(net, "JOBTOWN 2"))


def test_jobtown_and_jobtown_2_stay_two_nodes(net):
    assert find(net, "JOBTOWN").id != find(net, "JOBTOWN 2").id
