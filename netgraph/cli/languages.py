"""``netgraph languages``: which languages have a pack."""

import click


@click.command()
def languages() -> None:
    """List the languages with a pack; other European languages are read without one."""
    from netgraph.language import available, load_pack

    for iso in available():
        pack = load_pack(iso)
        click.echo(f"{iso}  {pack.name} ({pack.native_name})")
