"""A search in a process of its own: `python -m kiosk.listening.recognisers.beside BEAMS`.

PocketSphinx keeps Python's lock while it searches, so threads would wait for each other. Two
searches in two processes take as long as one, and a visitor waits half as long for the answer.

JSON lines to the child: {"rules": grammar}, {"sound": base64}; back, for each sound: the fields of
what was decoded, or null. No sound touches a disk.
"""

from __future__ import annotations

import json
import queue
import select
import subprocess
import sys
import time
import weakref
from base64 import b64decode, b64encode
from dataclasses import asdict

from kiosk.errors import DeviceError
from kiosk.listening.recognisers.search import Beams, Decoded, Search
from kiosk.workers.parent import Message, Parent
from kiosk.workers.worker import own_module

_PATIENCE = 1.0
"""Seconds, besides as long again as its owner was busy with the same sound. Measured: with twelve
other busy programs on two processors it took half as long again at most."""
_PIPE = 1 << 20
"""Bytes on their way to the process: more than the longest utterance, so that a process that reads
nothing keeps nobody waiting."""


class SearchBeside:
    """Decodes while its owner does something else; it ends with its owner."""

    def __init__(self, beams: Beams) -> None:
        """Have the process started; whatever it is asked before it has loaded the model waits."""
        self._beams = beams
        self._rules = ""
        self._start()

    def _start(self) -> None:
        command, environment = own_module(__name__, json.dumps(dict(self._beams)))
        child = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, pipesize=_PIPE
        )
        self._child = child
        self._has_answered = False
        self._begun = 0.0
        self._end = weakref.finalize(self, _end, child)

    @property
    def process_id(self) -> int:
        """Of the process."""
        return self._child.pid

    def define(self, rules: str) -> None:
        """From now on decode with these rules of a JSGF grammar."""
        self._rules = rules
        self._tell({"rules": rules})

    def begin(self, sound: bytes) -> None:
        """Decode a whole utterance; `result` brings what it was, and must be asked for."""
        self._begun = time.monotonic()
        self._tell({"sound": b64encode(sound).decode("ascii")})

    def result(self) -> Decoded | None:
        """Wait for what was begun, but hardly longer than its owner was busy with something else.

        Raises:
            DeviceError: the process has ended, or does not answer.
        """
        assert self._child.stdout
        limit = time.monotonic() - self._begun + _PATIENCE if self._has_answered else None
        came, _, _ = select.select([self._child.stdout], [], [], limit)
        line = self._child.stdout.readline() if came else b""
        if not line:
            raise DeviceError("The second search of PocketSphinx is lost; start the kiosk again.")
        self._has_answered = True
        fields = json.loads(line)
        return Decoded(**fields) if fields else None

    def renew(self) -> bool:
        """Let another process go on with the same rules; False: this one was no better."""
        self._end()
        if not self._has_answered:
            return False
        sys.stderr.write("the second search of PocketSphinx is lost: another one takes over\n")
        self._start()
        self.define(self._rules)
        return True

    def _tell(self, message: Message) -> None:
        assert self._child.stdin
        try:
            self._child.stdin.write(json.dumps(message).encode("ascii") + b"\n")
            self._child.stdin.flush()
        except OSError:
            pass  # `result` tells that it has ended

    def close(self) -> None:
        """End the process."""
        self._end()


def _end(child: subprocess.Popen[bytes]) -> None:
    child.kill()
    child.communicate()


def main() -> None:
    """The child: one request after the other, for ever."""
    parent = Parent()
    requests: queue.SimpleQueue[Message] = queue.SimpleQueue()
    parent.listen(requests.put)
    search = Search(json.loads(sys.argv[1]))
    while True:
        _serve(requests.get(), search, parent)


def _serve(request: Message, search: Search, parent: Parent) -> None:
    """One request, of which nothing stays: it may be somebody's voice."""
    match request:
        case {"rules": str(rules)}:
            search.define(rules)
        case {"sound": str(sound)}:
            decoded = search.decode(b64decode(sound))
            parent.tell(asdict(decoded) if decoded else {})


if __name__ == "__main__":
    main()
