"""The notebook runs from the first cell to the last and shows what it says."""

from pathlib import Path

import pytest

NOTEBOOK = Path(__file__).parent.parent / "notebooks" / "01_first_network.ipynb"

nbclient = pytest.importorskip("nbclient", reason="needs the test extra")
nbformat = pytest.importorskip("nbformat", reason="needs the test extra")


def test_the_notebook_is_kept_without_outputs():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    assert [cell.outputs for cell in notebook.cells if cell.cell_type == "code" and cell.outputs] == []


def test_the_notebook_shows_card_brokers_matrix_and_map():
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    nbclient.NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(NOTEBOOK.parent)}}).execute()
    shown = [
        "".join(output.data.get("text/html", "") for output in cell.outputs if "data" in output)
        for cell in notebook.cells
        if cell.cell_type == "code"
    ]
    card, evidence, measures, joint, brokers, matrix, network_map = shown
    assert "<caption>Stakeholder network</caption>" in card
    assert "quote" in evidence
    assert evidence.count("<tr") > 3, "the body whose sentences are shown is in the network"
    assert "..." not in evidence, "the sentences are shown whole"
    assert "betweenness" in measures
    assert "initiative" not in joint
    assert "<tr" in brokers
    assert {"PL", "SE", "DE"} <= {code for code in ("PL", "SE", "DE") if f"<th>{code}</th>" in matrix}
    assert network_map.startswith("<iframe ")
