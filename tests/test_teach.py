"""Pages without an annotation that models label and a reader corrects: what is taken, and what an answer changes."""

import hashlib
import json
import lzma
import pickle
import subprocess
from pathlib import Path

import numpy as np
import pytest

from netgraph.extract.encoder import WEIGHTS
from netgraph.model import NODE_TYPES, RELATION_TYPES
from netgraph.read import read_sources
from tools.train import ask, teach
from tools.train.teach import Answers, Teachers

ANSWERS = Path(__file__).resolve().parent.parent / "data" / "annotations" / "answers" / "pages.jsonl"
LINE = "The Green Bridge project brings Lund University and the city of Gdansk together in spring."
TEXT = f"Open Doors\n\n{LINE}\n\nAnna Berg of Lund University spoke at Open Doors. She praised Green Bridge.\n"


def read(folder, text):
    (folder / "page.txt").write_text(text, encoding="utf-8")
    return next(iter(read_sources([folder / "page.txt"])))


def span(text, form, after=0):
    start = text.index(form, after)
    return start, start + len(form)


def names(raw):
    return {" ".join(raw["forms"][a:b]): NODE_TYPES[kind] for a, b, _, kind in raw["mentions"].tolist()}


@pytest.fixture(scope="module")
def teachers():
    return Teachers([WEIGHTS, WEIGHTS])


def test_pages_of_a_clone_are_cleaned_and_neither_code_nor_annotated_ones(tmp_path):
    work = tmp_path / "work"
    for name in ("news/one.md", "news/two.html", "node_modules/three.md", "README.md", "short.md", "known.md", "a.py"):
        (work / name).parent.mkdir(parents=True, exist_ok=True)
        (work / name).write_text("# Title\n\n" + (LINE + "\n") * (1 if name == "short.md" else 9), encoding="utf-8")
    git = ["git", "-C", str(work), "-c", "user.name=n", "-c", "user.email=n@example.org"]
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "pages"]):
        subprocess.run([*git, *command], check=True)
    found = dict(teach.pages_of(work / ".git", {"known.md"}))
    assert set(found) == {"news/one.md", "news/two.html"}
    assert found["news/one.md"].startswith("Title\n")


def test_a_page_is_cut_at_a_line_and_left_out_when_it_is_short_or_known():
    lines = [f"{LINE} {number}" for number in range(60)]
    seen: set[str] = set()
    page = teach.cut("\n".join(lines), seen)
    assert page is not None
    assert page.splitlines() == lines[: len(page.splitlines())]
    assert 400 < len(page.split()) <= teach.WORDS[1]
    assert teach.cut("\n".join(lines), seen) is None
    assert teach.cut("Two words", set()) is None
    assert teach.cut("{1: 2, 3: 4} = [5, 6]; " * 40, set()) is None


def test_answers_change_names_everywhere_and_what_is_learned_of_them(tmp_path, teachers):
    document = read(tmp_path, TEXT)
    text = document.text
    answers = Answers(
        names=[(*span(text, "Open Doors"), "initiative"), (*span(text, "Green Bridge"), None)],
    )
    raw = teachers.label(document, answers)
    found = names(raw)
    assert found["Open Doors"] == "initiative"
    assert not any("Green Bridge" in name for name in found)
    places = [i for i, form in enumerate(raw["forms"]) if form == "Doors"]
    assert len(places) == 2
    for i in places:
        assert raw["tags"][i].argmax() == 1 + 4 * NODE_TYPES.index("initiative") + 2, "the end of a name"
        assert raw["tags"][i].max() == 1
    for i, form in enumerate(raw["forms"]):
        if form == "Bridge":
            assert raw["tags"][i, 0] == 1


def test_an_answer_on_a_relation_sets_its_class_and_direction(tmp_path, teachers):
    document = read(tmp_path, TEXT)
    text = document.text
    given = [(*span(text, form), kind) for form, kind in (
        ("Open Doors", "initiative"), ("Lund University", "organisation"), ("Anna Berg", "person"),
    )]  # fmt: skip
    at = {form: span(text, form) for form in ("Open Doors", "Lund University", "Anna Berg")}
    relations = [
        (*at["Anna Berg"], *at["Lund University"], "affiliated_with"),
        (*at["Anna Berg"], *at["Open Doors"], None),
        (*at["Lund University"], *at["Open Doors"], "organises"),
        (0, 1, *at["Open Doors"], "organises"),
    ]
    raw = teachers.label(document, Answers(given, relations))
    order = {" ".join(raw["forms"][a:b]): chain for a, b, chain, _ in raw["mentions"].tolist()}
    sure = {int(row.argmax()) for row in raw["classes"] if row.max() == 1}
    kind = {name: RELATION_TYPES.index(name) for name in ("affiliated_with", "organises")}
    assert 0 in sure
    assert 2 * kind["affiliated_with"] + (order["Anna Berg"] > order["Lund University"]) in sure
    assert 2 * kind["organises"] + (order["Lund University"] > order["Open Doors"]) in sure
    assert np.allclose(raw["classes"].astype(float).sum(1), 1, atol=0.01)


def test_a_page_without_names_is_labelled_as_such(tmp_path, teachers):
    raw = teachers.label(read(tmp_path, "nothing is named in this small text of a few words .\n"), Answers())
    assert (raw["mentions"].shape, raw["classes"].shape[0]) == ((0, 4), 0)
    assert raw["tags"][:, 0].min() > 0.5


def test_answers_hold_only_for_the_text_that_was_read(tmp_path):
    (tmp_path / "sv-00000.txt").write_text("One\n", encoding="utf-8")
    (tmp_path / "index.tsv").write_text("sv-00000\ta/b\tp.md\nsv-00001\ta/b\tq.md\n", encoding="utf-8")
    row = {"repository": "a/b", "path": "p.md", "names": [[0, 3, None]], "relations": []}
    for text, kept in ((b"One\n", True), (b"Two\n", False)):
        given = row | {"sha256": hashlib.sha256(text).hexdigest()}
        (tmp_path / "answers.jsonl").write_text(json.dumps(given) + "\n", encoding="utf-8")
        found = teach.read_answers(tmp_path / "answers.jsonl", tmp_path)
        assert found == ({"sv-00000": Answers([(0, 3, None)], [])} if kept else {})


def test_questions_are_asked_of_what_is_unsure_and_the_answers_gathered_by_offsets(tmp_path, teachers):
    document = read(tmp_path, TEXT)
    text = document.text
    raw = teachers.label(document, Answers([(*span(text, "Open Doors"), "initiative")])) | {"doc": "en-00000.txt"}
    bridge = [i for i, form in enumerate(raw["forms"]) if form in ("Green", "Bridge")]
    raw["tags"][bridge + [i for i, form in enumerate(raw["forms"]) if form == "project"]] = np.eye(13)[0]
    raw["tags"][bridge, 0], raw["tags"][bridge, 9] = 0.7, 0.3
    if raw["classes"].size:
        raw["classes"][0] = 0
        raw["classes"][0, :2] = 0.5
    (tmp_path / "page.txt").rename(tmp_path / "en-00000.txt")
    (tmp_path / "index.tsv").write_text("en-00000\ta/b\tevents/p.md\n", encoding="utf-8")
    with lzma.open(tmp_path / "taught.pkl", "wb") as handle:
        pickle.dump({"taught": [raw]}, handle)
    for stage, folder in ((ask.name_questions, "names"), (ask.pair_questions, "relations")):
        ask.write_questions(tmp_path, tmp_path / "taught.pkl", tmp_path / folder, 1, 99, stage)
    asked = (tmp_path / "names" / "1.txt").read_text(encoding="utf-8").splitlines()
    assert asked[0] == "== 1 | en | a/b events/p.md"
    assert "[[Green Bridge]]" in next(line for line in asked if line.startswith("1.1"))
    assert not any("[[Open Doors]]" in line for line in asked)
    assert "1=" in (tmp_path / "relations" / "1.txt").read_text(encoding="utf-8")
    (tmp_path / "names" / "1.answers").write_text("1.1 i=The Green Bridge\n", encoding="utf-8")
    (tmp_path / "relations" / "1.answers").write_text("1.1 p2\n", encoding="utf-8")
    ask.write_answers(tmp_path, tmp_path / "out.jsonl", [tmp_path / "names", tmp_path / "relations"])
    found = teach.read_answers(tmp_path / "out.jsonl", tmp_path)["en-00000"]
    assert found.names == [(*span(text, "The Green Bridge"), "initiative")]
    ((s1, e1, s2, e2, kind),) = found.relations
    asked = json.loads((tmp_path / "relations" / "asked.json").read_text(encoding="utf-8"))["1"]["spans"][0]
    assert (asked, kind) == ([s2, e2, s1, e1], "participates_in"), "the second of the two is the source"


def test_an_answer_names_a_stretch_or_others_near_it():
    text = "Forum Nord, and Forum Nord again with Anna Berg"
    assert list(ask.named(text, 16, 21, "i=Forum Nord || p=Anna Berg")) == [(16, 26, "initiative"), (38, 47, "person")]
    assert list(ask.named(text, 0, 5, "x")) == [(0, 5, None)]
    assert list(ask.named(text, 0, 5, "o")) == [(0, 5, "organisation")]
    assert list(ask.named(text, 0, 5, "i=Forum Sud")) == []
    assert list(ask.named(text, 0, 5, "maybe")) == []


def test_kept_answers_are_well_formed_and_hold_no_text():
    rows = [json.loads(line) for line in ANSWERS.open(encoding="utf-8")]
    assert len({(row["repository"], row["path"]) for row in rows}) == len(rows) > 1000
    for row in rows:
        assert set(row) == {"lang", "repository", "path", "sha256", "names", "relations"}
        assert len(row["sha256"]) == 64
        for start, end, kind in row["names"]:
            assert 0 <= start < end
            assert kind is None or kind in NODE_TYPES
        for s1, e1, s2, e2, kind in row["relations"]:
            assert 0 <= s1 < e1
            assert 0 <= s2 < e2
            assert (s1, e1) != (s2, e2)
            assert kind is None or kind in RELATION_TYPES
