"""``python -m netgraph`` is the command ``netgraph``."""

from netgraph.cli import main

main(prog_name="netgraph")
