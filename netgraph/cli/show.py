"""The commands that show a network.json: ``map``, ``report``, ``measure``, ``compare``, ``export``, ``why``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from netgraph.cli.group import (
    json_option,
    keep_input,
    language_option,
    layout_option,
    people_option,
    quiet_option,
    read_network,
    say,
)
from netgraph.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import pandas as pd

    from netgraph.model import Entity, NodeType
    from netgraph.network import Network

TABLES = (
    "nodes", "network", "countries", "borders", "pairs", "carriers", "brokers", "bridges", "groups", "gaps", "unlinked",
    "robustness", "documents",
)  # fmt: skip
WITHOUT_BORDERS = ("bridges", "groups", "robustness", "documents")  # tables that --by changes nothing about
GRAPHS = ("stated", "organisations", "two_mode", "joint", "directed")
CHANGES = ("words", "nodes", "ties", "groups")

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
    keep_input(output, network)
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
    keep_input(output, network, *([previous] if previous else []))
    before = None if previous is None else read_network(previous)
    read_network(network).report(output, people=people or "show", language=language, layout=layout, previous=before)
    say(None, output, quiet)


output_option = click.option("--output", "-o", help="A CSV file instead of the screen.")
top_option = click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Rows on the screen.")


@click.command()
@network_argument
@click.option("--table", type=click.Choice(TABLES), default="nodes", show_default=True,
              help="Measures per node; of the whole; E-I index per country; country by country; league of borders and "
              "who carries them; brokers; single links between parts; communities; likely missing ties; countries "
              "without a tie; intervals of ranks; what hangs on each document.")  # fmt: skip
@click.option("--by", help="What makes the borders: country (the default), region (NUTS 2), type, place, community.")
@click.option("--graph", type=click.Choice(GRAPHS), default="stated", show_default=True,
              help="Which ties are measured; directed is for brokers.")  # fmt: skip
@output_option
@top_option
@json_option
def measure(network: str, table: str, by: str | None, graph: str, output: str | None, top: int, as_json: bool) -> None:
    """Print the measures of a NETWORK.json."""
    keep_input(output, network)
    print_table(measure_table(read_network(network), table, by=by, graph=graph), output, top, as_json)


def measure_table(network: Network, table: str, *, by: str | None = None, graph: str = "stated") -> pd.DataFrame:
    """One of ``TABLES``, with what its rows are about in the first column."""
    from netgraph import measure

    if by is not None and table in WITHOUT_BORDERS:
        raise SetupError(f"--by does not go with --table {table}, which has no borders between groups")
    by = by or "country"
    if graph == "directed" and table != "brokers":
        raise SetupError(f"the graph directed goes only with --table brokers, not with {table}")
    labels = regions_of(network) if by == "region" else by
    if table == "brokers":
        return network.brokers(labels, graph=graph)
    if table == "nodes":
        return network.measures(graph, labels=labels)
    if table in ("robustness", "documents"):
        if graph not in ("stated", "organisations"):
            raise SetupError(f"the table {table} is made from stated ties, not from the graph {graph}")
        kinds: set[NodeType] | None = {"organisation"} if graph == "organisations" else None
        if table == "documents":
            return measure.document_influence(network, types=kinds)
        return measure.measure_robustness(network, types=kinds).ranks
    G = measure.choose_graph(network, graph)
    borders = measure.choose_labels(G, labels)
    settings = network.settings.measure
    tables: dict[str, Callable[[], pd.DataFrame]] = {
        "network": lambda: measure.measure_whole(G, labels=borders, settings=settings),
        "countries": lambda: measure.ei_by_country(
            G, borders, permutations=settings.permutations, seed=settings.seed
        ).reset_index(names=by),
        "borders": lambda: measure.border_matrix(G, borders).reset_index(names=by),
        "pairs": lambda: measure.border_pairs(G, borders),
        "carriers": lambda: measure.border_carriers(G, borders),
        "bridges": lambda: measure.bridges(G),
        "groups": lambda: measure.describe_groups(G),
        "gaps": lambda: measure.find_gaps(G, labels=borders, seed=settings.seed).ties,
        "unlinked": lambda: measure.unlinked_groups(G, borders),
    }
    return tables[table]()


def regions_of(network: Network) -> dict[str, str | None]:
    """The NUTS 2 region of each node; None where its place is unknown, or is a country or a larger region."""
    from netgraph.places import find_place

    def code(e: Entity) -> str | None:
        # A network that was written by hand, or before nodes had codes, tells the place alone.
        if e.nuts is not None or e.place is None:
            return e.nuts
        found = find_place(e.place, None, (e.country,) if e.country else ())
        return found.nuts if found is not None else None

    codes = {e.id: code(e) for e in network.entities}
    return {id: nuts[:4] if nuts is not None and len(nuts) >= 4 else None for id, nuts in codes.items()}


def print_table(frame: pd.DataFrame, output: str | None, top: int, as_json: bool) -> None:
    """Write a table to a CSV file, or to the screen as JSON or as text."""
    if output is not None:
        from netgraph.export.csv_ import table_bytes
        from netgraph.files import write_bytes

        write_bytes(output, table_bytes(map(str, frame.columns), frame.itertuples(index=False, name=None)))
        say(None, output)
    elif as_json:
        click.echo(frame.to_json(orient="records", force_ascii=False, indent=1))
    else:
        import shutil
        import sys

        # What goes into a file or to another program stays one line a row.
        click.echo(as_text(frame.head(top), shutil.get_terminal_size().columns if sys.stdout.isatty() else None))


def as_text(frame: pd.DataFrame, width: int | None) -> str:
    """A table as text; where that is wider than the screen, in parts one below the other that repeat the names.

    Args:
        frame: what to show.
        width: characters of a line; None for any number.
    """

    def figures(value: float) -> str:
        return f"{value:.4g}" if abs(value) < 10_000 else f"{value:.0f}"

    frame = frame.astype(object).where(frame.notna(), "–")
    text: str = frame.to_string(index=False, max_colwidth=40, float_format=figures)
    if width is None or max(map(len, text.splitlines())) <= width:
        return text
    named = frame.set_index("name" if "name" in frame.columns else frame.columns[0])
    parts: str = named.to_string(line_width=width, max_colwidth=40, float_format=figures, index_names=False)
    return parts


@click.command()
@click.argument("before", type=click.Path(dir_okay=False))
@click.argument("after", type=click.Path(dir_okay=False))
@click.option("--table", type=click.Choice(CHANGES), default="words", show_default=True,
              help="Sentences, or a table of all nodes, ties or communities of both.")  # fmt: skip
@output_option
@top_option
@json_option
def compare(before: str, after: str, table: str, output: str | None, top: int, as_json: bool) -> None:
    """Say what is new, gone, stronger and weaker between two networks."""
    import pandas as pd

    from netgraph.measure import compare as compare_networks

    keep_input(output, before, after)
    found = compare_networks(read_network(before), read_network(after))
    if table != "words":
        print_table(getattr(found, table), output, top, as_json)
    elif output is not None or as_json:
        print_table(pd.DataFrame({"words": found.words}), output, top, as_json)
    else:
        click.echo("\n".join(found.words))


@click.command()
@network_argument
@click.argument("output", type=click.Path())
@click.option("--format", "format_", help="json, csv, graphml or gexf, if the file's name does not tell.")
@quiet_option
def export(network: str, output: str, format_: str | None, quiet: bool) -> None:
    """Write a NETWORK.json in another format, told by the OUTPUT's ending.

    nodes.csv, edges.csv, evidence.csv or documents.csv, a .graphml, a .gexf; with --format csv a folder of all tables.
    """
    keep_input(output, network)
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
        raise SetupError(f"{network}: no node is called {name!r}{_alike(name, net.entities)}")
    chosen = [net.entities[index] for index in found]
    facts = [{"id": e.id, "name": e.name, "type": e.type, "country": e.country, "country_reason": e.country_reason,
              "aliases": e.aliases, "reasons": e.reasons} for e in chosen]  # fmt: skip
    say(facts, "\n".join(_explain(entity) for entity in chosen), as_json=as_json)


def _alike(name: str, entities: Iterable[Entity]) -> str:
    """The names that hold the words, the shortest first, or nearly are them; as a question."""
    from difflib import get_close_matches

    names = {entity.name.casefold(): entity.name for entity in entities}
    wanted = " ".join(name.casefold().split())
    inside = [known for known in sorted(names, key=lambda known: (len(known), known)) if wanted and wanted in known]
    found = [names[known] for known in inside or get_close_matches(wanted, sorted(names), n=3, cutoff=0.75)]
    more = f" or {len(found) - 5} others" if len(found) > 5 else ""
    return f"; did you mean {', '.join(map(repr, found[:5]))}{more}?" if found else ""


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
