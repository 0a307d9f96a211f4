"""The entry: `kiosk`, and `python -m kiosk`."""

import gc


def main() -> None:
    """Run the command line."""
    # Hardly anything that is made during the start is ever thrown away again, and looking for it
    # costs a sixth of the start. What runs for long turns the collector on again.
    gc.disable()
    from kiosk.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
