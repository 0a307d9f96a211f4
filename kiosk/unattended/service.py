"""The service: what systemd is told, where systemd has started the kiosk (sd_notify(3)).

The messages are a line each to a socket whose name stands in the environment: ten lines of code,
and no library that would have to be kept.
"""

from __future__ import annotations

import socket
from collections.abc import MutableMapping
from contextlib import suppress


class Service:
    """Tells systemd of the kiosk's life; where there is none, of nothing to nobody."""

    def __init__(self, environment: MutableMapping[str, str]) -> None:
        """Takes the name of the socket out of the environment: children have nothing to tell.

        WATCHDOG_PID is not looked at: beneath a Wayland compositor the kiosk is not the process
        that systemd has started, and speaks for it all the same (NotifyAccess=all).
        """
        address = environment.pop("NOTIFY_SOCKET", "")
        self._address = "\0" + address[1:] if address.startswith("@") else address
        interval = environment.pop("WATCHDOG_USEC", "")
        self.beat = int(interval) / 3e6 if interval.isdecimal() and self._address else 0.0
        """Seconds between two signs of life; 0: nobody waits for them."""

    def ready(self) -> None:
        """The first screen stands."""
        self._tell("READY=1")

    def alive(self) -> None:
        """The kiosk still answers; without this, systemd ends it and starts it again."""
        self._tell("WATCHDOG=1")

    def stopping(self) -> None:
        self._tell("STOPPING=1")

    def _tell(self, state: str) -> None:
        if self._address:
            with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
                line.setblocking(False)
                line.sendto(state.encode(), self._address)
