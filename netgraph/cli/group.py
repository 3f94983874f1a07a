"""What the commands share: exit codes, common options, how a result is said."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import click

from netgraph.errors import InputError, NetgraphError, OutputError, SetupError
from netgraph.settings import LANGUAGES, PEOPLE

if TYPE_CHECKING:
    from netgraph.network import Network

INCOMPLETE, UNUSABLE, UNWRITABLE, INTERRUPTED = 3, 4, 5, 130

quiet_option = click.option("--quiet", "-q", is_flag=True, help="Print nothing but errors.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
people_option = click.option(
    "--people", type=click.Choice(PEOPLE), help="How persons appear: by name, role or pseudonym, or not at all."
)  # fmt: skip
language_option = click.option("--language", type=click.Choice(LANGUAGES), help="Language of map and report.")

layout_option = click.option(
    "--layout", type=click.Path(dir_okay=False),
    help="An earlier map.html or network.json: actors that are still there keep their places.",
)  # fmt: skip


class Commands(click.Group):
    """The commands in the order of work, with the project's exit codes."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they were defined."""
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; an error becomes one line and an exit code."""
        try:
            return super().invoke(ctx)
        except NetgraphError as error:
            click.echo(f"netgraph: {error}", err=True)
            ctx.exit(exit_code(error))
        except KeyboardInterrupt:
            click.echo("netgraph: interrupted", err=True)
            ctx.exit(INTERRUPTED)
        except BrokenPipeError:
            # The reader of our output went away: what it did not read is nobody's loss.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            ctx.exit(0)


def exit_code(error: NetgraphError) -> int:
    """2 wrong usage or settings, 4 nothing usable, 5 output not writable, else 1."""
    for kind, code in ((SetupError, 2), (InputError, UNUSABLE), (OutputError, UNWRITABLE)):
        if isinstance(error, kind):
            return code
    return 1


def read_network(path: str) -> Network:
    """The network of a network.json."""
    from netgraph.network import read_json

    return read_json(path)


def keep_input(output: str | None, *sources: str) -> None:
    """Make sure that what is written is none of the files that were read for it.

    Raises:
        SetupError: it is one of them, by whatever name.
    """
    for source in sources:
        if output and os.path.exists(output) and os.path.exists(source) and os.path.samefile(output, source):
            raise SetupError(f"{output}: is read for this, and would be overwritten; choose another output")


def say(result: Any, words: str, quiet: bool = False, as_json: bool = False) -> None:
    """Print a result: as JSON, in words, or not at all."""
    if as_json:
        click.echo(json.dumps(result, ensure_ascii=False, indent=1))
    elif not quiet:
        click.echo(words)
