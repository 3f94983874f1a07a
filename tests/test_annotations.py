"""The annotations of public websites: well formed, without text, and tied to the page that they were made on."""

import hashlib
import subprocess

from netgraph.model import NODE_TYPES, RELATION_TYPES
from tools.train import web

PAGE = """---
title: "Klaster IT"
layout: post
---
# Who we **are**

<p>See [Region Kronoberg](https://example.org) &amp; others.</p>
<script>menu()</script>
* one
![logo](logo.png)
"""


def test_every_annotation_is_well_formed_and_holds_no_text():
    kept = web.records()
    assert len({record["doc"] for record in kept}) == len(kept) > 200
    for record in kept:
        assert set(record) == {
            "doc", "lang", "repository", "commit", "path", "lines", "sha256", "nodes", "mentions", "edges",
        }, record["doc"]  # fmt: skip
        assert (len(record["commit"]), len(record["sha256"])) == (40, 64), record["doc"]
        for kind, country, optional in record["nodes"]:
            assert kind in NODE_TYPES, record["doc"]
            assert country is None or len(country) == 2, record["doc"]
            assert optional in (True, False), record["doc"]
        ends = [0, *(end for _, end, _ in record["mentions"])]
        for before, (start, end, node) in zip(ends, record["mentions"], strict=False):
            assert before <= start < end, record["doc"]
            assert node < len(record["nodes"]), record["doc"]
        assert {node for _, _, node in record["mentions"]} == set(range(len(record["nodes"]))), record["doc"]
        for source, kind, target, _ in record["edges"]:
            assert kind in RELATION_TYPES, record["doc"]
            assert source != target, record["doc"]
            assert max(source, target) < len(record["nodes"]), record["doc"]


def test_a_page_is_cleaned_of_its_markup():
    text = web.clean(PAGE.encode())
    assert text == "Klaster IT\nWho we are\nSee Region Kronoberg & others.\n\n- one"
    assert web.lines_of(text, "1,3-5") == "Klaster IT\nSee Region Kronoberg & others.\n\n- one\n"


def test_a_text_is_made_again_from_a_clone_and_refused_when_it_differs(tmp_path):
    git = ["git", "-C", str(tmp_path / "work"), "-c", "user.name=n", "-c", "user.email=n@example.org"]
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "page.md").write_text(PAGE, encoding="utf-8")
    for command in (["init", "-q"], ["add", "."], ["commit", "-qm", "page"]):
        subprocess.run([*git, *command], check=True)
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout.strip()
    (tmp_path / "clones" / "a+b").mkdir(parents=True)
    (tmp_path / "work" / ".git").rename(tmp_path / "clones" / "a+b" / "repo")
    text = "Klaster IT\nWho we are\nSee Region Kronoberg & others.\n"
    record = {
        "doc": "en-x", "lang": "en", "repository": "a/b", "commit": commit, "path": "page.md", "lines": "1-3",
        "sha256": hashlib.sha256(text.encode()).hexdigest(), "nodes": [["organisation", "PL", False],
        ["organisation", "SE", True]], "mentions": [[0, 10, 0], [26, 42, 1]], "edges": [[0, "cooperates", 1, False]],
    }  # fmt: skip
    assert web.page(tmp_path / "clones", record) == text
    found = web.gold(record, text)
    assert [node["aliases"] for node in found["nodes"]] == [["Klaster IT"], ["Region Kronoberg"]]
    assert found["edges"] == [{"source": "0", "target": "1", "type": "cooperates"}]
    for wrong in ({"sha256": "0" * 64}, {"path": "other.md"}, {"lines": "body"}, {"commit": "0" * 40}):
        assert web.page(tmp_path / "clones", record | wrong) is None
