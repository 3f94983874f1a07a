"""Two names in two documents: one thing or two? The table is in ``pairs.toml``."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from netgraph.resolve import resolve

from .chains import case, chain

TABLE = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text(encoding="utf-8"))["pair"]
ROWS = [(group, row) for group in TABLE for row in group["rows"]]


def each(value: Any, side: int) -> Any:
    return value[side] if isinstance(value, list) else value


def resolve_pair(group: dict[str, Any], row: dict[str, Any]) -> Any:
    kind = row.get("type", group.get("type", "organisation"))
    cases = []
    for side, key in enumerate("ab"):
        named = chain(
            row[key],
            kind,
            country=each(row.get("country"), side),
            place=each(row.get("place"), side),
            aliases=row.get(f"aliases_{key}", ()),
        )
        others = [chain(n) for n in row.get("neighbours", ())]
        relations = [(0, i + 1) for i in range(len(others))]
        cases.append(case(f"{key}.txt", named, *others, language=each(row["language"], side), relations=relations))
    documents, extractions = zip(*cases, strict=True)
    return resolve(documents, extractions)


@pytest.mark.parametrize(("group", "row"), ROWS, ids=[f"{r['a']}|{r['b']}" for _, r in ROWS])
def test_pair_is_one_thing_or_two(group: dict[str, Any], row: dict[str, Any]) -> None:
    result = resolve_pair(group, row)
    same = result.members["a.txt", 0] == result.members["b.txt", 0]
    assert same is group["same"], "\n".join(str(merge) for _, _, merge in result.uncertain) or result.reasons


def test_table_is_large_and_of_many_languages() -> None:
    languages = {each(row["language"], side) for _, row in ROWS for side in (0, 1)}
    assert len(ROWS) >= 120
    assert len(languages) >= 8
    assert sum(group["same"] for group, _ in ROWS) >= 50
