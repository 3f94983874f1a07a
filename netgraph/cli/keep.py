"""``netgraph cache``: what a cache file holds, and emptying it."""

import click

from netgraph.cli.group import json_option, say
from netgraph.errors import InputError


@click.group()
def cache() -> None:
    """Look at or empty the file that netgraph build --cache keeps."""


@cache.command()
@click.argument("file", type=click.Path(dir_okay=False))
@json_option
def info(file: str, as_json: bool) -> None:
    """Say how much a cache FILE holds."""
    from netgraph.store import Store

    _check(file)
    with Store(file) as store:
        held = store.info()
    facts = {"path": str(held.path), "entries": held.entries, "extractors": held.extractors, "bytes": held.size}
    extractors = ", ".join(held.extractors) or "none"
    say(facts, f"{file}: {held.entries} documents, {held.size:,} bytes, extractors: {extractors}", as_json=as_json)


@cache.command()
@click.argument("file", type=click.Path(dir_okay=False))
def clear(file: str) -> None:
    """Empty a cache FILE; all of it is computed again by the next build."""
    from netgraph.store import Store

    _check(file)
    with Store(file) as store:
        dropped = store.clear()
    click.echo(f"{file}: {dropped} documents dropped")


def _check(file: str) -> None:
    """Make sure that there is a sound cache: to look at a file, or to empty it, must not make another of it."""
    from pathlib import Path

    from netgraph.store import find_fault, is_store

    if not Path(file).is_file():
        raise InputError(f"{file}: no such cache")
    if not is_store(file):
        raise InputError(f"{file}: not a cache of netgraph")
    if (fault := find_fault(file)) is not None:
        raise InputError(f"{file}: {fault}; the next netgraph build --cache begins a new one")
