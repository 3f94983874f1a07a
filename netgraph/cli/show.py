"""The commands that show a network.json: ``map``, ``report``, ``measure``, ``compare``, ``export``, ``why``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netgraph.cli.group import (
    json_option,
    language_option,
    layout_option,
    people_option,
    quiet_option,
    read_network,
    say,
)
from netgraph.errors import SetupError

if TYPE_CHECKING:
    import pandas as pd

    from netgraph.model import Entity
    from netgraph.network import Network

TABLES = ("nodes", "borders", "brokers", "groups", "gaps")

network_argument = click.argument("network", type=click.Path(dir_okay=False))


@click.command("map")
@network_argument
@click.option("--output", "-o", default="map.html", show_default=True, help="The file to write.")
@people_option
@language_option
@layout_option
@quiet_option
def map_command(
    network: str, output: str, people: str | None, language: str | None, layout: str | None, quiet: bool
) -> None:
    """Draw the interactive map of a NETWORK.json again, for example with other options."""
    read_network(network).map(output, people=people or "show", language=language, layout=layout)
    say(None, output, quiet)


@click.command()
@network_argument
@click.option("--output", "-o", default="report.html", show_default=True, help="The file to write.")
@people_option
@language_option
@layout_option
@click.option("--previous", type=click.Path(dir_okay=False), help="An earlier network.json, for what changed.")
@quiet_option
def report(
    network: str, output: str, people: str | None, language: str | None, layout: str | None, previous: str | None,
    quiet: bool,
) -> None:  # fmt: skip
    """Write the report of a NETWORK.json again."""
    before = None if previous is None else read_network(previous)
    read_network(network).report(output, people=people or "show", language=language, layout=layout, previous=before)
    say(None, output, quiet)


@click.command()
@network_argument
@click.option("--table", type=click.Choice(TABLES), default="nodes", show_default=True,
              help="Measures per node, country by country, brokers, groups or likely missing ties.")  # fmt: skip
@click.option("--output", "-o", help="A CSV file instead of the screen.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Rows on the screen.")
@json_option
def measure(network: str, table: str, output: str | None, top: int, as_json: bool) -> None:
    """Print the measures of a NETWORK.json."""
    frame = measure_table(read_network(network), table)
    if output is not None:
        from netgraph.export.csv_ import table_bytes
        from netgraph.files import write_bytes

        write_bytes(output, table_bytes(map(str, frame.columns), frame.itertuples(index=False, name=None)))
        say(None, output)
    elif as_json:
        click.echo(frame.to_json(orient="records", force_ascii=False, indent=1))
    else:
        click.echo(frame.head(top).to_string(index=False, max_colwidth=40))


def measure_table(network: Network, table: str) -> pd.DataFrame:
    """One of ``TABLES``, with what its rows are about in the first column."""
    if table == "gaps":
        return network.gaps().ties
    frame: pd.DataFrame = getattr(network, "measures" if table == "nodes" else table)()
    if table == "borders":
        frame = frame.rename_axis(index="country")
    return frame.reset_index() if frame.index.name else frame


@click.command()
@click.argument("before", type=click.Path(dir_okay=False))
@click.argument("after", type=click.Path(dir_okay=False))
def compare(before: str, after: str) -> None:
    """Say what is new, gone, stronger and weaker between two networks."""
    a, b = read_network(before), read_network(after)
    from netgraph.measure.change import compare as compare_networks

    for sentence in compare_networks(a, b).words:
        click.echo(sentence)


@click.command()
@network_argument
@click.argument("output", type=click.Path())
@click.option("--format", "format_", help="json, csv, graphml or gexf, if the file's name does not tell.")
@quiet_option
def export(network: str, output: str, format_: str | None, quiet: bool) -> None:
    """Write a NETWORK.json in another format, told by the OUTPUT's ending.

    nodes.csv, edges.csv, evidence.csv or documents.csv, a .graphml, a .gexf; with --format csv a folder of all tables.
    """
    read_network(network).to(output, format_)
    say(None, output, quiet)


@click.command()
@network_argument
@click.argument("name")
@json_option
def why(network: str, name: str, as_json: bool) -> None:
    """Say why a node of a NETWORK.json is what it is: its names, its country, what was joined."""
    net = read_network(network)
    from netgraph.resolve.references import References

    found = References.of_entities(net.entities).find(name)
    if not found:
        raise SetupError(f"{network}: no node is called {name!r}")
    chosen = [net.entities[index] for index in found]
    facts = [{"id": e.id, "name": e.name, "type": e.type, "country": e.country, "country_reason": e.country_reason,
              "aliases": e.aliases, "reasons": e.reasons} for e in chosen]  # fmt: skip
    say(facts, "\n".join(_explain(entity) for entity in chosen), as_json=as_json)


def _explain(entity: Entity) -> str:
    documents = len({mention.document for mention in entity.mentions})
    lines = [
        f"{entity.name} ({entity.id}), {entity.type}, named {len(entity.mentions)} times in {documents} documents",
        f"  country: {entity.country or 'unknown or international'}"
        + (f" ({entity.country_reason})" if entity.country_reason else ""),
        f"  names:   {', '.join(entity.aliases)}",
        *(f"  joined:  {reason}" for reason in entity.reasons),
    ]
    return "\n".join(lines)
