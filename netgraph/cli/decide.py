"""``netgraph decide``: one more row in a decisions file."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import click

from netgraph.cli.group import quiet_option, say
from netgraph.errors import SetupError

if TYPE_CHECKING:
    from netgraph.resolve import Decision

ACTIONS = (
    "merge", "different", "rename", "retype", "set-country", "set-place", "reject-node", "reject-edge", "add-edge",
)  # fmt: skip


@click.command()
@click.argument("decisions", type=click.Path(dir_okay=False))
@click.argument("action", type=click.Choice(ACTIONS))
@click.argument("subject")
@click.argument("object", default="")
@click.option("--value", default="", help="New name, type, country or place, or the type of an edge.")
@click.option("--author", default="", help="Who decided.")
@click.option("--date", default="", help="When, as YYYY-MM-DD.")
@click.option("--reason", default="", help="Why.")
@click.option("--source", default="", help="Where an added edge is written.")
@quiet_option
def decide(decisions: str, action: Any, quiet: bool, **values: Any) -> None:
    """Append a row to a DECISIONS file, for example: netgraph decide decisions.csv merge LNU Linnéuniversitetet

    SUBJECT and OBJECT are names or ids of nodes. The next netgraph build --decisions applies the row.
    """
    from netgraph.resolve import Decision, write_decision

    check_value(action, values["object"], values["value"])
    decision = Decision(action=action, **values)
    write_decision(decisions, decision)
    say(None, f"{decisions}: {decision}", quiet)


def check_value(action: str, object: str, value: str) -> None:
    """Make sure that an action that needs a value has one; it is often given where the object belongs.

    Raises:
        SetupError: it has none.
    """
    from netgraph.resolve.decisions import NEEDS_OBJECT, NEEDS_VALUE

    if action in NEEDS_VALUE and not value:
        meant = f" {shlex.quote(object)}" if object and action not in NEEDS_OBJECT else ""
        raise SetupError(f"{action} needs a value; give it as --value{meant}")


def as_arguments(decision: Decision) -> str:
    """What stands behind ``netgraph decide DECISIONS`` for a decision, as a shell reads it."""
    options = {name: getattr(decision, name) for name in ("value", "author", "date", "reason", "source")}
    words = [decision.action, decision.subject, decision.object]
    words += [word for name, value in options.items() if value for word in (f"--{name}", value)]
    return shlex.join(word for word in words if word)
