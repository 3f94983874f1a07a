"""``netgraph build`` and ``netgraph suggest``: the commands that read documents."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from netgraph.cli.decide import as_arguments
from netgraph.cli.group import INCOMPLETE, json_option, language_option, layout_option, people_option, quiet_option, say
from netgraph.errors import InputError, OutputError, SetupError

if TYPE_CHECKING:
    from netgraph.network import Network
    from netgraph.settings import Settings

settings_option = click.option(
    "--settings", "settings_path", type=click.Path(dir_okay=False), help="A netgraph.toml; options come before it."
)
decisions_option = click.option(
    "--decisions",
    type=click.Path(dir_okay=False),
    help="What people decided; by default decisions.csv beside the documents.",
)
extractor_option = click.option(
    "--extractor", help="default, spacy:PIPELINES, gliner:FOLDER or openai:MODEL; see docs/extractors.md."
)
cache_option = click.option(
    "--cache", type=click.Path(dir_okay=False), help="Keep what documents say in this file; read what changed only."
)


@click.command()
@click.argument("sources", nargs=-1, required=True)
@click.option("--output", "-o", default="output", show_default=True, help="Folder for the results.")
@settings_option
@decisions_option
@extractor_option
@cache_option
@click.option("--min-confidence", type=click.FloatRange(0, 1), help="Leave out what is less sure.")
@people_option
@language_option
@layout_option
@quiet_option
@json_option
def build(
    sources: tuple[str, ...], output: str, settings_path: str | None, quiet: bool, as_json: bool, **options: Any
) -> None:
    """Read documents and write the network, its tables, the map and the report.

    SOURCES are files, folders or patterns, for example: netgraph build data/sample --output output
    """
    settings = make_settings(settings_path, **options)
    folder = writable_folder(output)
    from netgraph.pipeline import build as build_network

    with progress_bars(quiet or as_json) as tell:
        network = build_network(list(sources), output=folder, settings=settings, progress=tell)
    failed = report_documents(network, quiet)
    check_usable(network, sources)
    summary = network.summary() | {"map": str(folder / "map.html"), "report": str(folder / "report.html")}
    say(summary, f"{network!r}\nmap:    {folder / 'map.html'}\nreport: {folder / 'report.html'}", quiet, as_json)
    if failed:
        sys.exit(INCOMPLETE)


@click.command()
@click.argument("sources", nargs=-1, required=True)
@settings_option
@decisions_option
@extractor_option
@cache_option
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many questions at most.")
@json_option
def suggest(
    sources: tuple[str, ...], settings_path: str | None, limit: int, as_json: bool, **options: str | None
) -> None:
    """List the doubtful pairs and edges whose decision would change the network most.

    Answer with netgraph decide DECISIONS and the words behind yes or no; a pair or edge that is decided is not asked
    again.
    """
    settings = make_settings(settings_path, **options)
    from netgraph.pipeline import run
    from netgraph.resolve import suggest as find_questions

    with progress_bars(as_json) as tell:
        done = run(list(sources), settings=settings, progress=tell)
    check_usable(done.network, sources)
    questions = find_questions(done.resolution, done.network.relations, limit)
    if as_json:
        say([{"question": q.question, "impact": q.impact, "yes": as_arguments(q.yes), "no": as_arguments(q.no),
              "reasons": q.reasons} for q in questions], "", as_json=True)  # fmt: skip
    elif not questions:
        click.echo("nothing is doubtful enough to ask")
    for one in () if as_json else questions:
        answers = f"  yes: {as_arguments(one.yes)}", f"  no:  {as_arguments(one.no)}"
        say(None, "\n".join((one.question, *answers, *(f"  {why}" for why in one.reasons))))


def make_settings(path: str | None, **options: Any) -> Settings:
    """The settings of a file with the options that were given in their place."""
    from dataclasses import replace

    from netgraph.settings import Settings, read_settings

    settings = read_settings(path) if path else Settings()
    given = {name: value for name, value in options.items() if value is not None}
    homes = {
        "extract": {"extractor": "extractor", "min_confidence": "min_confidence"},
        "resolve": {"decisions": "decisions"},
        "render": {"people": "people", "language": "language", "layout": "layout"},
        "store": {"cache": "path"},
    }
    for section, keys in homes.items():
        values = {key: given[option] for option, key in keys.items() if option in given}
        settings = replace(settings, **{section: replace(getattr(settings, section), **values)})
    return settings


def writable_folder(output: str) -> Path:
    """The folder for the results, made before the work begins.

    Raises:
        OutputError: it cannot be made or written to.
    """
    if not output:
        raise SetupError("the output needs the name of a folder")
    folder = Path(output)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: cannot be made a folder ({error.strerror or error})") from error
    if not os.access(folder, os.W_OK):
        raise OutputError(f"{output}: cannot be written to")
    return folder


@contextlib.contextmanager
def progress_bars(silent: bool) -> Iterator[Callable[[str, int, int | None], None]]:
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


def report_documents(network: Network, quiet: bool) -> int:
    """Lists the inputs that were not used on standard error; returns how many failed."""
    for one in network.records:
        if one.status in ("failed", "skipped") and not (quiet and one.status == "skipped"):
            click.echo(f"netgraph: {one.status} {one.id}: {one.reason}", err=True)
    return sum(one.status == "failed" for one in network.records)


def check_usable(network: Network, sources: tuple[str, ...]) -> None:
    """Make sure that at least one document could be used.

    Raises:
        InputError: none could.
    """
    from netgraph.pipeline import is_usable

    if not is_usable(network):
        raise InputError(f"nothing usable in {', '.join(sources)}")
