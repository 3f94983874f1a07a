"""The command line: each command parses, calls one function, writes one result and says where."""

import atexit
import contextlib
import gc
import logging
import sys

import click

from netgraph import __version__
from netgraph.cli.build import build, suggest
from netgraph.cli.decide import decide
from netgraph.cli.group import Commands
from netgraph.cli.keep import cache
from netgraph.cli.languages import languages
from netgraph.cli.show import compare, export, map_command, measure, report, why


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="netgraph")
def main() -> None:
    """Stakeholder networks from documents, with the sentence behind every edge.

    Exit codes: 0 done, 1 internal error, 2 wrong usage or settings, 3 done but some inputs failed,
    4 nothing usable, 5 output not writable, 130 interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, ValueError, OSError):
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    atexit.register(gc.freeze)  # to look through a large network for cycles takes seconds, and the process ends anyway
    logging.basicConfig(format="netgraph: %(message)s", level=logging.WARNING)


for command in (build, map_command, report, measure, compare, export, why, suggest, decide, cache, languages):
    main.add_command(command)
