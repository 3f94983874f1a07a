"""Files that programs read: no form of a person's name is left in any of them."""

import re
import unicodedata

import pytest
from capitals import CapitalsExtractor

import netgraph
from netgraph.errors import SetupError
from netgraph.model import Chain, Extraction, Mention, Relation
from netgraph.render.people import hide_people
from netgraph.settings import RenderSettings

FORMS = ("Anna", "Nowak", "Anny", "Nowakowi", "anna-nowak", "stiftung-nowak")


def forms_in(text):
    plain = unicodedata.normalize("NFC", text)
    return [form for form in FORMS if re.search(rf"(?<![^\W_]){re.escape(form)}(?![^\W_])", plain, re.IGNORECASE)]


@pytest.mark.parametrize("people", ["role", "pseudonym", "drop"])
def test_no_form_is_left_in_json_and_tables(people, network, tmp_path):
    hidden = hide_people(network, people)
    hidden.to_json(tmp_path / "network.json")
    hidden.to(tmp_path / "tables", "csv")
    hidden.to(tmp_path / "n.graphml")
    hidden.to(tmp_path / "n.gexf")
    for path in [*tmp_path.glob("*.*"), *(tmp_path / "tables").iterdir()]:
        assert forms_in(path.read_text(encoding="utf-8")) == [], path.name
    assert netgraph.read_json(tmp_path / "network.json") == hidden


def test_shown_people_are_the_network_itself(network):
    assert hide_people(network, "show") is network
    assert forms_in(str(network.nodes["name"].tolist())) == ["Anna", "Nowak"]


def test_the_rest_of_the_network_stays_as_it_was(network):
    hidden = hide_people(network, "pseudonym")
    assert len(hidden) == len(network)
    assert hidden.summary() == network.summary()
    assert hidden.by_id["klaster-it"].name == "Klaster IT"
    assert hidden.by_id["klaster-it"].mentions == network.by_id["klaster-it"].mentions
    assert [edge.confidence for edge in hidden.relations if "person" not in edge.source] == [
        edge.confidence for edge in network.relations if "anna" not in edge.source
    ]


def test_role_and_drop(network):
    roles = hide_people(network, "role", "pl")
    assert [e.name for e in roles.entities if e.type == "person"] == ["Osoba 1 (Klaster IT)"]
    dropped = hide_people(network, "drop")
    assert {e.type for e in dropped.entities} == {"organisation", "initiative"}
    assert len(dropped.relations) == len(network.relations) - 1


def test_an_unknown_way_is_refused(network):
    with pytest.raises(SetupError, match="expected one of"):
        hide_people(network, "blur")


class WithPerson(CapitalsExtractor):
    def extract(self, document):
        name, body = "Anna Nowak", "Klaster Szczecin"
        at, other = document.text.index(name), document.text.index(body)
        chains = (
            Chain(name, "person", (Mention(at, at + len(name), name),), (name,)),
            Chain(body, "organisation", (Mention(other, other + len(body), body),), (body,), "PL"),
        )
        return Extraction(document.id, chains, (Relation(0, 1, "affiliated_with", 0, len(document.text)),))


@pytest.mark.parametrize("people", ["role", "pseudonym", "drop"])
def test_no_output_of_a_run_holds_a_name(people, tmp_path):
    (tmp_path / "source").mkdir()
    text = "# Wywiad: Anna Nowak\n\nAnna Nowak, prezes Klaster Szczecin, o planach. Dziękujemy Annie Nowak.\n"
    (tmp_path / "source" / "anna-nowak.md").write_text(text, encoding="utf-8")
    (tmp_path / "decisions.csv").write_text("action,subject,value\nset-country,Anny Nowak z Poznania,PL\n")
    settings = netgraph.Settings(render=RenderSettings(people=people))
    net = netgraph.build(
        tmp_path / "source", output=tmp_path / "out", settings=settings, extractor=WithPerson(),
        decisions=tmp_path / "decisions.csv",
    )  # fmt: skip
    assert "Anna Nowak" in set(net.nodes["name"]), "in memory nothing is hidden"
    for path in sorted((tmp_path / "out").iterdir()):
        page = re.sub(r"<(style)>.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
        assert forms_in(page) == [], path.name
