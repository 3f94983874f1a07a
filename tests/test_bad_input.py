"""Broken and hostile inputs: each gets one status with a reason, and the others come out as if it were not there."""

import json
import os
import re
from pathlib import Path

import networkx as nx
import pytest
from capitals import CapitalsExtractor

import netgraph
from netgraph.settings import ReadSettings

GOOD = {"a.txt": "Klaster Szczecin, Verband Berlin.\n", "z.md": "# Kronoberg\n\nRegion Kronoberg, Verband Berlin.\n"}
HOSTILE = (
    '</script><script>window.hacked=1</script>', '<img src=x onerror="window.hacked=2">', "{{7*7}}", "{% raw %}",
    "=CMD()|'/C calc'!A0", "+1+1", "@SUM(A1)", "-2+3", "\u202egro.live\u202c", "'\"><svg onload=window.hacked=3>",
    "<!-- --!>", "]]>", "javascript:window.hacked=4", "%s%n{0}", "../../etc/passwd", "\\", "A" * 3000, "Ω≈ç√∫˜µ≤≥÷",
)  # fmt: skip


def empty(folder):
    (folder / "m.txt").write_bytes(b"")


def blank(folder):
    (folder / "m.txt").write_bytes(b" \n\t\r\n ")


def binary(folder):
    (folder / "m.txt").write_bytes(bytes(range(256)) * 40)


def picture_named_text(folder):
    (folder / "m.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(2000))


def wrong_extension(folder):
    (folder / "m.exe").write_bytes(b"Klaster Gdynia, Verband Halle.")


def sparse(folder):
    with open(folder / "m.txt", "wb") as file:
        file.truncate(2_000_000_001)


def loop(folder):
    (folder / "m.txt").symlink_to(folder / "m.txt")


def link_to_parent(folder):
    (folder / "m").symlink_to(folder, target_is_directory=True)


def broken_link(folder):
    (folder / "m.txt").symlink_to(folder / "nowhere.txt")


def link_out(folder):
    (folder.parent / "secret.txt").write_text("Klaster Gdynia, Verband Halle.")
    (folder / "m.txt").symlink_to(folder.parent / "secret.txt")


def pipe(folder):
    os.mkfifo(folder / "m.txt")


def odd_name(folder):
    (folder / "m\n<b>\x1b.txt").write_bytes(b"")


BAD = (
    empty, blank, binary, picture_named_text, wrong_extension, sparse, loop, link_to_parent, broken_link, link_out,
    pipe, odd_name,
)  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "source"
    path.mkdir()
    for name, text in GOOD.items():
        (path / name).write_text(text, encoding="utf-8")
    return path


def build(source, **more):
    return netgraph.build(source, extractor=CapitalsExtractor(), **more)


def check_alone(bad, good):
    """The bad input has one status with a reason; all else is as without it."""
    extra = [one for one in bad.records if one.id not in GOOD]
    assert len(extra) == 1
    assert extra[0].status in ("skipped", "failed")
    assert re.match(r"[a-z_]+: \w", extra[0].reason)
    assert [one for one in bad.records if one.id in GOOD] == list(good.records)
    assert (bad.entities, bad.relations) == (good.entities, good.relations)


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_a_bad_input_harms_nothing_but_itself(spoil, folder):
    good = build(folder)
    assert len(good.relations) == 2
    spoil(folder)
    check_alone(build(folder), good)


def test_an_unreadable_file_harms_nothing_but_itself(folder, monkeypatch):
    good = build(folder)
    (folder / "m.txt").write_text("Klaster Gdynia, Verband Halle.")
    if os.geteuid() != 0:
        (folder / "m.txt").chmod(0)
    else:  # nothing is closed to the superuser: the system says no instead

        def refuse(path, *arguments, real=os.open, **options):
            if Path(path).name == "m.txt":
                raise PermissionError(13, "Permission denied")
            return real(path, *arguments, **options)

        monkeypatch.setattr(os, "open", refuse)
    bad = build(folder)
    check_alone(bad, good)
    assert "Permission denied" in next(one.reason for one in bad.records if one.id == "m.txt")


def test_a_file_that_vanishes_after_it_was_listed_harms_nothing_but_itself(folder, monkeypatch):
    good = build(folder)
    (folder / "m.txt").write_text("Klaster Gdynia, Verband Halle.")
    from netgraph.read import reader

    def vanish(path, limit, real=reader.read_bytes):
        (folder / "m.txt").unlink(missing_ok=True)
        return real(path, limit)

    monkeypatch.setattr(reader, "read_bytes", vanish)
    bad = build(folder)
    check_alone(bad, good)
    assert bad.records[1].reason.startswith("vanished: ")


def test_a_file_over_the_limit_is_skipped_unread(folder):
    settings = netgraph.Settings(read=ReadSettings(max_bytes=1000))
    good = build(folder, settings=settings)
    (folder / "m.txt").write_text("Klaster Gdynia, Verband Halle.\n" * 100)
    check_alone(build(folder, settings=settings), good)


def test_broken_letters_are_read_as_far_as_they_go(folder):
    (folder / "m.txt").write_bytes("Klaster Gdynia, Verband Halle. Łódź i żółć – święto.\n".encode() + b"\xc5\n")
    net = build(folder)
    assert net.records[1].status in ("ok", "partial")
    assert {"Klaster Gdynia", "Verband Halle"} <= {entity.name for entity in net.entities}


def test_an_extractor_that_fails_on_one_document_is_named_and_the_others_are_done(folder):
    class Fragile(CapitalsExtractor):
        def extract(self, document):
            if document.id == "m.txt":
                raise RecursionError("too deep")
            return super().extract(document)

    good = build(folder)
    (folder / "m.txt").write_text("Klaster Gdynia, Verband Halle.")
    bad = netgraph.build(folder, extractor=Fragile())
    check_alone(bad, good)
    assert bad.records[1].reason == "extract: RecursionError: too deep"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """All outputs of documents whose names, in text and on disk, are meant to harm."""
    folder = tmp_path_factory.mktemp("hostile")
    for number, name in enumerate(HOSTILE):
        path = folder / f"{number:02} {name.replace('/', '_')[:60]}.txt"
        path.write_text(f"{name}\n\n{name} works with Verband {number}.\n", encoding="utf-8")

    class Literal:
        version = "literal-1"

        def extract(self, document):
            name = HOSTILE[int(document.id[:2])]
            start = document.text.rindex(name)
            other = document.text.rindex("Verband ")
            chains = [(name, start), (document.text[other:].strip(" .\n"), other)]
            return netgraph.Extraction(
                document.id,
                tuple(
                    netgraph.Chain(text, "organisation", (netgraph.Mention(at, at + len(text), text),), (text,), "PL")
                    for text, at in chains
                ),
                (netgraph.Relation(0, 1, "cooperates", start, other + len(chains[1][0])),),
            )

    output = tmp_path_factory.mktemp("hostile-output")
    net = netgraph.build(folder, output=output, extractor=Literal())
    assert len(net.relations) == len(HOSTILE)
    return net, output


def test_hostile_names_come_back_from_json_as_they_were(hostile):
    net, output = hostile
    # Signs that turn the direction of what follows are no part of a name.
    assert {entity.name for entity in net.entities} >= {name.strip("\u202e\u202c") for name in HOSTILE}
    assert netgraph.read_json(output / "network.json") == net
    json.loads((output / "run.json").read_text(encoding="utf-8"))


def test_no_cell_of_a_table_begins_as_a_formula(hostile):
    import csv

    _, output = hostile
    for path in sorted(output.glob("*.csv")):
        with open(path, encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert any("CMD()" in cell for cell in cells) or path.name == "edges.csv"
        numbers = re.compile(r"-?\d+(\.\d+)?(e-?\d+)?")
        assert [cell for cell in cells if cell[:1] in tuple("=+-@\t\r") and not numbers.fullmatch(cell)] == []


@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_hostile_names_pass_through_graph_files(hostile, ending, tmp_path):
    net, _ = hostile
    net.to(tmp_path / f"n.{ending}")
    G = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[ending](tmp_path / f"n.{ending}")
    assert G.number_of_nodes() == len(net)
    assert any("onerror" in str(values) for values in dict(G.nodes(data=True)).values())


@pytest.mark.parametrize("page", ["map.html", "report.html"])
def test_hostile_names_make_no_tag_in_a_page(hostile, page):
    _, output = hostile
    text = (output / page).read_text(encoding="utf-8")
    assert "<img src=x" not in text
    assert "<script>window.hacked" not in text
    assert "<svg onload" not in text
    assert "{{7*7}}" in text
    assert "onerror=&#34;" in text or "onerror=&quot;" in text or 'onerror=\\"' in text


def test_a_run_that_fails_leaves_the_old_results(folder, tmp_path, monkeypatch):
    output = tmp_path / "out"
    build(folder, output=output)
    before = {one.name: one.read_bytes() for one in output.iterdir()}
    (folder / "m.txt").write_text("Klaster Gdynia, Verband Halle.")
    monkeypatch.setattr("netgraph.nodelink.dump", lambda *arguments: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        build(folder, output=output)
    assert {one.name: one.read_bytes() for one in output.iterdir()} == before
