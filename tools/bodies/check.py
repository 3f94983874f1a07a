"""Check the known bodies against a register of research organisations, and measure what the register itself would add.

    python -m tools.bodies.check REGISTER [GOLD...]

REGISTER is a folder of the Research Organization Registry by country (CC0; records with "name", "country_code"), GOLD
folders of annotated documents. Printed: bodies whose country the register does not share, and, for the gold, how many
organisations bear a name of the register and how often its country is right. The register of 2021 knows 5 % of the
organisations of the training documents by name and gives the right country for four in five of them (it counts
international bodies to the country of their seat), which is worse than what names, places and context tell. So it is
not shipped; the bodies in netgraph/resolve/data/bodies.toml are written by hand.
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

from netgraph.resolve.gazetteer import all_bodies
from netgraph.resolve.names import read_name


def read_register(folder: Path) -> dict[str, set[str]]:
    """Countries by the key of a name."""
    found: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.glob("*.json")):
        for row in json.loads(path.read_text(encoding="utf-8")):
            found[read_name(row["name"]).key].add(row["country_code"])
    return found


def check_bodies(register: dict[str, set[str]]) -> None:
    known = 0
    for body in all_bodies():
        for name in body.names:
            countries = register.get(read_name(name).key, set())
            known += bool(countries)
            if countries and body.country is not None and body.country not in countries:
                print(f"{body.id}: {body.country}, but {name!r} is in {', '.join(sorted(countries))}")
    print(f"{known} names of bodies are in the register")


def measure(register: dict[str, set[str]], gold: Path) -> None:
    count: Counter[str] = Counter()
    for path in sorted(gold.glob("*.json")):
        for node in json.loads(path.read_text(encoding="utf-8"))["nodes"]:
            if node["type"] == "organisation":
                count["organisations"] += 1
                countries = set().union(*(register.get(read_name(a).key, set()) for a in node["aliases"]))
                if len(countries) == 1:
                    count["known"] += 1
                    count["country right"] += countries == {node["country"]}
    print(gold.name, dict(count))


def main() -> None:
    register = read_register(Path(sys.argv[1]))
    check_bodies(register)
    for folder in sys.argv[2:]:
        measure(register, Path(folder))


if __name__ == "__main__":
    main()
