"""The command line: each command parses, calls one function, writes one result and says where."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netgraph import __version__
from netgraph.errors import InputError, NetgraphError, OutputError, SetupError

if TYPE_CHECKING:
    from netgraph.network import Network
    from netgraph.settings import Settings

PEOPLE = ("show", "role", "pseudonym", "drop")
LANGUAGES = ("en", "pl", "sv", "de")
INCOMPLETE, UNUSABLE, UNWRITABLE, INTERRUPTED = 3, 4, 5, 130

quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print the summary as JSON.")
people_option = click.option(
    "--people", type=click.Choice(PEOPLE), default="show", show_default=True,
    help="How persons appear: by name, by role, under a pseudonym, or not at all.",
)  # fmt: skip
language_option = click.option(
    "--language", type=click.Choice(LANGUAGES), default="en", show_default=True, help="Language of the page."
)


class Commands(click.Group):
    """The commands in the order of work, with the project's exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they were defined."""
        return list(self.commands)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command; an error becomes one line and an exit code."""
        try:
            return super().main(*args, **kwargs)
        except NetgraphError as error:
            click.echo(f"netgraph: {error}", err=True)
            sys.exit(exit_code(error))
        except KeyboardInterrupt:
            click.echo("netgraph: interrupted", err=True)
            sys.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output went away: what it did not read is nobody's loss.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            sys.exit(0)


def exit_code(error: NetgraphError) -> int:
    """2 wrong usage or settings, 4 nothing usable, 5 output not writable, else 1."""
    for kind, code in ((SetupError, 2), (InputError, UNUSABLE), (OutputError, UNWRITABLE)):
        if isinstance(error, kind):
            return code
    return 1


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="netgraph")
def main() -> None:
    """Stakeholder networks from documents, with the sentence behind every edge.

    Exit codes: 0 done, 1 internal error, 2 wrong usage or settings, 3 done but some inputs failed,
    4 nothing usable, 5 output not writable, 130 interrupted.
    """
    with contextlib.suppress(AttributeError, ValueError, OSError):
        sys.stdout.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        sys.stderr.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    logging.basicConfig(format="netgraph: %(message)s", level=logging.WARNING)


@main.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--output", "-o", default="output", show_default=True, help="Folder for the results.")
@click.option("--settings", "settings_path", type=click.Path(dir_okay=False), help="A netgraph.toml.")
@click.option("--decisions", type=click.Path(dir_okay=False), help="A decisions.csv with what people decided.")
@click.option("--extractor", help="Which extractor reads the documents.  [default: default]")
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out what is less sure.")
@people_option
@language_option
@quiet_option
@json_option
def build(
    sources: tuple[str, ...], output: str, settings_path: str | None, decisions: str | None, extractor: str | None,
    min_confidence: float | None, people: str, language: str, quiet: bool, as_json: bool,
) -> None:  # fmt: skip
    """Read documents and write the network, its tables, the map and the report.

    SOURCES are files, folders or patterns, for example: netgraph build data/sample --output output
    """
    from netgraph.pipeline import build as build_network

    settings = _settings(settings_path, extractor, min_confidence, language, people)
    folder = _folder(output)
    with _progress(quiet or as_json) as tell:
        network = build_network(list(sources), output=folder, settings=settings, decisions=decisions, progress=tell)
    failed = _report_documents(network, quiet)
    summary = network.summary() | {"map": str(folder / "map.html"), "report": str(folder / "report.html")}
    _say(summary, f"{network!r}\nmap:    {folder / 'map.html'}\nreport: {folder / 'report.html'}", quiet, as_json)
    if not any(one.status in ("ok", "partial") for one in network.records):
        raise InputError(f"nothing usable in {', '.join(sources)}")
    if failed:
        sys.exit(INCOMPLETE)


@main.command("map")
@click.argument("network", type=click.Path(dir_okay=False))
@click.option("--output", "-o", default="map.html", show_default=True, help="The file to write.")
@people_option
@language_option
@quiet_option
def map_command(network: str, output: str, people: str, language: str, quiet: bool) -> None:
    """Draw the interactive map of a NETWORK.json again, for example with other options."""
    _read(network).map(output, people=people, language=language)
    _say({}, output, quiet, False)


@main.command()
@click.argument("network", type=click.Path(dir_okay=False))
@click.option("--output", "-o", default="report.html", show_default=True, help="The file to write.")
@people_option
@language_option
@quiet_option
def report(network: str, output: str, people: str, language: str, quiet: bool) -> None:
    """Write the report of a NETWORK.json again."""
    _read(network).report(output, people=people, language=language)
    _say({}, output, quiet, False)


@main.command()
@click.argument("network", type=click.Path(dir_okay=False))
@click.option("--table", type=click.Choice(("nodes", "borders", "brokers", "groups", "gaps")), default="nodes",
              show_default=True, help="Measures per node, country by country, brokers, groups or missing ties.")  # fmt: skip
@click.option("--output", "-o", help="A CSV file instead of the screen.")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, help="Rows on the screen.")
@json_option
def measure(network: str, table: str, output: str | None, top: int, as_json: bool) -> None:
    """Print the measures of a NETWORK.json."""
    from netgraph.export.csv_ import table_bytes
    from netgraph.files import write_bytes

    frame = getattr(_read(network), "measures" if table == "nodes" else table)()
    if output is not None:
        rows = frame.reset_index() if frame.index.name else frame
        write_bytes(output, table_bytes(map(str, rows.columns), rows.itertuples(index=False, name=None)))
        click.echo(output)
    elif as_json:
        click.echo(frame.to_json(orient="records", force_ascii=False, indent=1))
    else:
        click.echo(frame.head(top).to_string(max_colwidth=40))


@main.command()
@click.argument("before", type=click.Path(dir_okay=False))
@click.argument("after", type=click.Path(dir_okay=False))
def compare(before: str, after: str) -> None:
    """Say what is new, gone, stronger and weaker between two networks."""
    from netgraph.measure.change import compare as compare_networks

    click.echo(str(compare_networks(_read(before), _read(after))))


@main.command()
@click.argument("network", type=click.Path(dir_okay=False))
@click.argument("output", type=click.Path(dir_okay=False))
@click.option("--format", "format_", help="json, csv, graphml or gexf, if the file's name does not tell.")
@quiet_option
def export(network: str, output: str, format_: str | None, quiet: bool) -> None:
    """Write a NETWORK.json in another format: nodes.csv, edges.csv, evidence.csv, a .graphml, a .gexf."""
    _read(network).to(output, format_)
    _say({}, output, quiet, False)


@main.command()
def languages() -> None:
    """List the languages with a pack; other European languages are read without one."""
    from netgraph.language import available, load_pack

    for iso in available():
        pack = load_pack(iso)
        click.echo(f"{iso}  {pack.name} ({pack.native_name})")


def _settings(
    path: str | None, extractor: str | None, min_confidence: float | None, language: str, people: str
) -> Settings:
    from dataclasses import replace

    from netgraph.settings import Settings, read_settings

    settings = read_settings(path) if path else Settings()
    extract = settings.extract
    if extractor is not None:
        extract = replace(extract, extractor=extractor)
    if min_confidence is not None:
        extract = replace(extract, min_confidence=min_confidence)
    render = replace(settings.render, language=language, people=people)
    return replace(settings, extract=extract, render=render)


def _folder(output: str) -> Path:
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: cannot be made a folder ({error.strerror or error})") from error
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{output}: cannot be written to")
    return folder


def _read(path: str) -> Network:
    from netgraph.network import read_json

    return read_json(path)


@contextlib.contextmanager
def _progress(silent: bool) -> Iterator[Callable[[str, int, int | None], None]]:
    """A bar per step on a terminal, nothing elsewhere."""
    if silent or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:8}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def tell(step: str, done: int, total: int | None) -> None:
            if step not in tasks:
                tasks[step] = bar.add_task(step, total=total)
            bar.update(tasks[step], completed=done, total=total)

        yield tell


def _report_documents(network: Network, quiet: bool) -> int:
    """Lists the inputs that were not used on standard error; returns how many failed."""
    for one in network.records:
        if one.status in ("failed", "skipped") and not (quiet and one.status == "skipped"):
            click.echo(f"netgraph: {one.status} {one.id}: {one.reason}", err=True)
    return sum(one.status == "failed" for one in network.records)


def _say(summary: dict[str, Any], words: str, quiet: bool, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(summary, ensure_ascii=False, indent=1))
    elif not quiet:
        click.echo(words)
