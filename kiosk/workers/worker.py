"""A worker: keeps one child process alive, and replaces it when it is broken."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from kiosk.workers.life import Life, Limits, Message

_log = logging.getLogger(__name__)
# Without a handler Python would print warnings on stderr, which is the kiosk's screen.
logging.getLogger("kiosk").addHandler(logging.NullHandler())


class Worker:
    """Keeps one child alive. Everything happens in the event loop in which `start` was called."""

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        *,
        on_message: Callable[[Message], None],
        on_lost: Callable[[], None],
        on_given_up: Callable[[], None],
        environment: Mapping[str, str] | None = None,
        limits: Limits | None = None,
    ) -> None:
        """`name` is what the log calls it.

        `on_lost` tells that a child was broken, whether it had said anything or not;
        `on_given_up` that several in a row were, and that there will be none for a while.
        """
        self._name = name
        self._command = tuple(command)
        self._on_message = on_message
        self._on_lost = on_lost
        self._on_given_up = on_given_up
        self._environment = environment
        self._limits = limits or Limits()
        self._child: Life | None = None
        self._lives: set[Life] = set()
        """The present child and those that have been killed but have not quite ended."""
        self._failures = 0
        self._wanted = False
        self._next: asyncio.TimerHandle | None = None
        self._starting: asyncio.Task[None] | None = None

    @property
    def process_id(self) -> int | None:
        """Of the present child, which is also the id of its process group; None: there is none."""
        return (self._child.process_id or None) if self._child else None

    def start(self) -> None:
        """Have a child from now on."""
        self._wanted = True
        self._spawn()

    def send(self, message: Message) -> bool:
        """Give the child a message; False: there is no child that could take it. Never blocks."""
        return self._child is not None and self._child.send(message)

    def replace(self, why: str) -> None:
        """The owner has noticed that the child is broken."""
        if self._child:
            self._broken(self._child, why)

    async def stop(self) -> None:
        """End the child; there will be none any more."""
        self._wanted = False
        if self._next:
            self._next.cancel()
        if self._starting and not self._starting.done():
            await asyncio.wait([self._starting])
        self._child = None
        await asyncio.gather(*(life.stop() for life in self._lives))

    def _spawn(self) -> None:
        self._next = None
        self._starting = asyncio.create_task(self._spawn_child())

    async def _spawn_child(self) -> None:
        child = self._child = Life(self._limits, self._heard, self._broken)
        self._lives.add(child)
        child.ended.add_done_callback(lambda _: self._lives.discard(child))
        try:
            await asyncio.get_running_loop().subprocess_exec(
                lambda: child, *self._command, start_new_session=True, env=self._environment
            )
        except OSError as error:
            child.ended.set_result(None)
            self._child = None
            self._failed(f"cannot be started: {error.strerror}", self._limits.retry_start)

    def _heard(self, child: Life, message: Message) -> None:
        if child is self._child:
            self._on_message(message)

    def _broken(self, child: Life, why: str) -> None:
        child.kill()
        if child is not self._child:
            return
        self._child = None
        if child.spoke and child.age > self._limits.good_life:
            self._failures = 0
        self._failed(why, self._limits.retry)

    def _failed(self, why: str, retry: float) -> None:
        self._failures += 1
        _log.warning("%s: %s (failure %d)", self._name, why, self._failures)
        if not self._wanted:
            return
        given_up = self._failures > len(self._limits.pauses)
        pause = retry if given_up else self._limits.pauses[self._failures - 1]
        self._next = asyncio.get_running_loop().call_later(pause, self._spawn)
        self._on_lost()
        if given_up:
            self._on_given_up()


def own_module(name: str, *arguments: str) -> tuple[tuple[str, ...], dict[str, str]]:
    """The command and the environment that run a module of this very program as a child."""
    here = str(Path(__file__).parents[2])
    path = os.pathsep.join(filter(None, [here, os.environ.get("PYTHONPATH")]))
    return (sys.executable, "-P", "-m", name, *arguments), {**os.environ, "PYTHONPATH": path}
