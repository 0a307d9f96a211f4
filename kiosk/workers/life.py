"""One life of a child process: its bytes become messages, its promises are kept or broken."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from kiosk.workers.deadline import Deadline

Message = dict[str, Any]

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Limits:
    """What a child may do. All times in seconds."""

    start: float = 15.0
    """Until the first line; a cold disk on a small machine is slow."""
    longest_silence: float = 60.0
    """No child may promise less than to be heard of once in this time."""
    line_bytes: int = 64 * 1024
    lines_per_second: int = 400
    unread_bytes: int = 256 * 1024
    """What may wait for a child that does not read."""
    log_lines: int = 40
    """Of its stderr, per child; the rest is read and thrown away."""
    end: float = 0.5
    """From the closing of its stdin until a child that was told to stop is killed."""
    pauses: tuple[float, ...] = (0.0, 0.2, 0.5, 1.0, 2.0)
    """Before the first, second, … replacement. When they are used up, the child is given up …"""
    retry: float = 30.0
    """… and tried again at this interval: somebody may have mended what was broken."""
    retry_start: float = 5.0
    """Where there was not even a process, for want of memory or of file handles: that may pass at
    any moment, and to try it costs nothing."""
    good_life: float = 12.0
    """A child that lived this long was a good one; its end is the first of a new series."""


class Life(asyncio.SubprocessProtocol):
    """One life of a child: bytes to messages, promises kept or not."""

    def __init__(
        self,
        limits: Limits,
        on_message: Callable[[Life, Message], None],
        on_broken: Callable[[Life, str], None],
    ) -> None:
        self._transport: asyncio.SubprocessTransport | None = None
        self.broken = ""
        """Why it is; empty: it is not."""
        self.spoke = False
        """Whether it has ever said anything."""
        self.process_id = 0
        self._limits = limits
        self._on_message = on_message
        self._on_broken = on_broken
        self._deadline = Deadline(lambda: self._break("gives no sign of life"))
        self._born = asyncio.get_running_loop().time()
        self.ended = asyncio.get_running_loop().create_future()
        self._half_line = b""
        self._silence = limits.start
        self._answers = limits.start
        self._second = 0
        self._lines_this_second = 0
        self._log_lines = 0

    @property
    def age(self) -> float:
        return asyncio.get_running_loop().time() - self._born

    def send(self, message: Message) -> bool:
        pipe = self._transport and self._transport.get_pipe_transport(0)
        if self.broken or not isinstance(pipe, asyncio.WriteTransport) or pipe.is_closing():
            return False
        pipe.write(json.dumps(message).encode("ascii") + b"\n")
        if pipe.get_write_buffer_size() > self._limits.unread_bytes:
            self._break("does not read")
            return False
        self._deadline.shorten(self._answers)
        return True

    async def stop(self) -> None:
        """Let it end by itself, but not for long."""
        self.broken = self.broken or "was stopped"
        self._deadline.cancel()
        self._close_pipe(0)
        await asyncio.wait([self.ended], timeout=self._limits.end)
        self.kill()
        await asyncio.wait([self.ended], timeout=self._limits.end)

    def kill(self) -> None:
        """End the whole process group: a child may have children."""
        self.broken = self.broken or "was killed"
        self._deadline.cancel()
        if self.process_id:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process_id, signal.SIGKILL)
        # Not transport.close(): it would take the exit status away from asyncio's own watcher.
        for fd in range(3):
            self._close_pipe(fd)

    def _close_pipe(self, fd: int) -> None:
        pipe = self._transport and self._transport.get_pipe_transport(fd)
        if pipe:
            pipe.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport
        self.process_id = transport.get_pid()
        self._deadline.set(self._limits.start)

    def pipe_data_received(self, fd: int, data: bytes | str) -> None:
        assert isinstance(data, bytes)
        if fd == 1:
            self._split(data)
        else:
            self._log(data)

    def pipe_connection_lost(self, fd: int, _error: Exception | None) -> None:
        if fd < 2:
            self._break("ended")

    def process_exited(self) -> None:
        if not self.ended.done():
            self.ended.set_result(None)
        self._break("ended")
        if self._transport:
            self._transport.close()

    def _break(self, why: str) -> None:
        if not self.broken:
            self.broken = why
            self._on_broken(self, why)

    def _split(self, data: bytes) -> None:
        *lines, self._half_line = (self._half_line + data).split(b"\n")
        for line in lines:
            if not self.broken:
                self._take(line)
        if len(self._half_line) > self._limits.line_bytes:
            self._break("a line without an end")

    def _take(self, line: bytes) -> None:
        second = int(asyncio.get_running_loop().time())
        self._lines_this_second = self._lines_this_second + 1 if second == self._second else 1
        self._second = second
        if self._lines_this_second > self._limits.lines_per_second:
            self._break("talks too much")
            return
        try:
            message = json.loads(line) if len(line) <= self._limits.line_bytes else None
        except (ValueError, RecursionError):
            message = None
        self.spoke = True
        if not isinstance(message, dict):
            self._break("talks nonsense")  # which may be words of a visitor: not into the log
        elif "alive" in message:
            self._trust(message)
        else:
            self._deadline.set(self._silence)
            self._on_message(self, message)

    def _trust(self, promise: Message) -> None:
        times = promise.get("alive"), promise.get("answers")
        if not all(
            isinstance(time, int | float) and 0 < time <= self._limits.longest_silence
            for time in times
        ):
            self._break("talks nonsense")
            return
        self._silence, self._answers = times  # type: ignore[assignment]
        self._deadline.set(self._silence)

    def _log(self, data: bytes) -> None:
        for line in data.splitlines()[: self._limits.log_lines - self._log_lines]:
            self._log_lines += 1
            _log.info("%d: %s", self.process_id, line[:200].decode("utf-8", "replace"))
