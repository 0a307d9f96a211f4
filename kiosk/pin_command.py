"""The command that makes the hash of a PIN."""

from __future__ import annotations

import sys

import click

from kiosk import pin as pins


@click.command()
def pin() -> None:
    """Make the hash of the PIN with which staff end a locked kiosk.

    Asks for the PIN twice, or reads it from standard input, and prints what belongs into
    kiosk.yaml. The PIN itself is kept nowhere.

    \b
    Example:  kiosk pin
    """
    rule = f"{pins.SHORTEST} to {pins.LONGEST} digits"
    if sys.stdin.isatty():
        chosen = click.prompt(f"PIN, {rule}", hide_input=True, confirmation_prompt=True)
    else:
        chosen = sys.stdin.readline().strip()
    if not pins.is_pin(chosen):
        raise click.ClickException(f"a PIN has {rule}, and nothing else")
    click.echo(f'staff:\n  pin: "{pins.hashed(chosen)}"')
