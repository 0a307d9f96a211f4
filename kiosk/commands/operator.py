"""The commands for whoever runs a kiosk: doctor, pin."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from kiosk import pin as pins
from kiosk.commands.options import EXISTING_FOLDER, content_options, spoken_to_operators


@click.command()
@click.option("--models", type=EXISTING_FOLDER, help="A folder with recogniser models.")
@click.option("--json", "as_json", is_flag=True, help="For monitoring: one JSON object.")
@content_options
@spoken_to_operators
def doctor(
    models: Path | None,
    content: Path | None,
    language: str | None,
    settings_file: Path | None,
    as_json: bool,
) -> None:
    """Test content, voice, ear and terminal; one line each, with the remedy.

    In a terminal the microphone is open for three seconds: say "yes", and see how loud it comes
    and what is heard. Nothing of it is kept.

    \b
    Example:  kiosk doctor
              kiosk doctor --json | jq .well
    """
    from kiosk.commands.doctor import examine

    findings = []
    for finding in examine(content, language, settings_file, models):
        findings.append(finding)
        if not as_json:
            click.echo(str(finding))
    worst = max(finding.exit_code for finding in findings)
    if as_json:
        told = [
            {"what": found.what, "well": found.exit_code == 0, "result": found.result}
            for found in findings
        ]
        click.echo(json.dumps({"well": worst == 0, "exit_code": worst, "findings": told}))
    sys.exit(worst)


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
