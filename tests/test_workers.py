"""Workers: a child that misbehaves is ended with everything it started, and replaced."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import textwrap
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kiosk.workers.life import Limits
from kiosk.workers.worker import Worker, own_module

HONEST = """
    import json, sys
    def tell(message): print(json.dumps(message), flush=True)
    tell({"alive": 30, "answers": 5})
    for line in sys.stdin:
        tell({"echo": json.loads(line)})
"""

BROKEN = {
    "ends at once": "",
    "ends after a word": 'print("{\\"word\\": 1}", flush=True)',
    "hangs from the start": "time.sleep(60)",
    "breaks its promise": 'print(\'{"alive": 0.1, "answers": 0.1}\', flush=True); time.sleep(60)',
    "does not answer": """
        print('{"alive": 30, "answers": 0.1}', flush=True)
        sys.stdin.readline()
        time.sleep(60)
        """,
    "does not read": """
        print('{"alive": 30, "answers": 30}', flush=True)
        time.sleep(60)
        """,
    "promises nothing": 'print(\'{"alive": 1e9, "answers": 1}\', flush=True); time.sleep(60)',
    "promises words": 'print(\'{"alive": "yes", "answers": 1}\', flush=True); time.sleep(60)',
    "talks nonsense": 'print("nonsense", flush=True); time.sleep(60)',
    "talks in numbers": 'print("17", flush=True); time.sleep(60)',
    "nests without end": 'print("[" * 60000, flush=True); time.sleep(60)',
    "talks binary": "os.write(1, bytes(range(256)) * 2); time.sleep(60)",
    "says half a line": "os.write(1, b'{\"alive\": '); time.sleep(60)",
    "says a line without an end": "\nwhile True: os.write(1, b'x' * 4096)",
    "floods": "\nwhile True: os.write(1, b'{}\\n' * 100)",
    "closes its mouth": "os.close(1); time.sleep(60)",
    "closes its ears": "os.close(0); time.sleep(60)",
}

HASTY = Limits(start=0.4, pauses=(0.0, 0.0, 0.0), retry=60.0, unread_bytes=50_000)


class Owner:
    """Writes down what a worker told it."""

    def __init__(self, script: str, limits: Limits | None = None) -> None:
        self.messages: list[dict[str, Any]] = []
        self.lost = 0
        self.given_up = 0
        source = "import os, sys, time\n" + textwrap.dedent(script)
        self.worker = Worker(
            "child",
            (sys.executable, "-c", source),
            on_message=self.messages.append,
            on_lost=self._count_lost,
            on_given_up=self._count_given_up,
            limits=limits,
        )

    def _count_lost(self) -> None:
        self.lost += 1

    def _count_given_up(self) -> None:
        self.given_up += 1


async def until(condition: Callable[[], Any], seconds: float = 20.0) -> None:
    async with asyncio.timeout(seconds):
        while not condition():
            await asyncio.sleep(0.01)


def lives(process: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


@pytest.fixture
async def employ() -> Any:
    owners: list[Owner] = []

    def employ(script: str, limits: Limits | None = None) -> Owner:
        owner = Owner(script, limits)
        owners.append(owner)
        owner.worker.start()
        return owner

    yield employ
    for owner in owners:
        await owner.worker.stop()


Employ = Callable[..., Owner]


async def test_a_message_reaches_the_child_and_its_answer_comes_back(employ: Employ) -> None:
    owner = employ(HONEST)
    await until(lambda: owner.worker.send({"text": "네, ¿sí?"}))
    await until(lambda: owner.messages)
    assert owner.messages == [{"echo": {"text": "네, ¿sí?"}}]
    assert owner.lost == 0


@pytest.mark.parametrize("habit", BROKEN)
async def test_a_broken_child_is_replaced_and_after_some_failures_given_up(
    employ: Employ, habit: str
) -> None:
    owner = employ(BROKEN[habit], HASTY)
    while not owner.given_up:
        owner.worker.send({"text": "x" * 4000})
        await asyncio.sleep(0.01)
    assert owner.lost == 4
    assert owner.worker.process_id is None


async def test_a_child_that_never_says_anything_has_not_lived_well_however_long_it_lived(
    employ: Employ,
) -> None:
    patient = Limits(start=0.4, pauses=(0.0, 0.0), retry=60.0, good_life=0.1)
    owner = employ("time.sleep(60)", patient)
    await until(lambda: owner.given_up)
    assert owner.lost == 3


async def test_a_given_up_child_is_tried_again_later(employ: Employ, tmp_path: Path) -> None:
    mended = tmp_path / "mended"
    script = f"if not os.path.exists({str(mended)!r}): sys.exit(1)\n" + textwrap.dedent(HONEST)
    owner = employ(script, Limits(pauses=(0.0,), retry=0.1))
    await until(lambda: owner.given_up)
    mended.touch()
    await until(lambda: owner.worker.send({"hello": 1}))
    await until(lambda: owner.messages)


async def test_a_child_that_cannot_be_started_is_given_up_until_it_can_be(tmp_path: Path) -> None:
    program = tmp_path / "program"
    lost: list[bool] = []
    heard: list[dict[str, Any]] = []
    worker = Worker(
        "child",
        (str(program),),
        on_message=heard.append,
        on_lost=lambda: None,
        on_given_up=lambda: lost.append(True),
        limits=replace(HASTY, retry_start=0.1),
    )
    worker.start()
    await until(lambda: lost)
    program.write_text("#!/bin/sh\necho '{\"here\": true}'\nsleep 60\n", encoding="utf-8")
    program.chmod(0o700)
    await until(lambda: heard)
    await worker.stop()


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGSTOP, signal.SIGSEGV])
async def test_a_child_that_a_signal_hits_is_replaced(employ: Employ, end: signal.Signals) -> None:
    script = """
        while True:
            print('{"alive": 0.3, "answers": 0.3}', flush=True)
            time.sleep(0.05)
    """
    owner = employ(script)
    await until(lambda: owner.worker.process_id)
    first = owner.worker.process_id
    assert first
    await asyncio.sleep(0.2)
    os.kill(first, end)
    await until(lambda: owner.worker.process_id not in (None, first))
    assert owner.lost == 1
    assert not lives(first)


async def test_a_child_that_leaks_is_replaced_before_it_starves_the_others(
    employ: Employ, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    script = f"""
        sys.path.insert(0, {str(Path(__file__).parent.parent)!r})
        from kiosk.workers.parent import Parent
        parent = Parent()
        parent.limit_memory(256)
        parent.tell({{}})
        leak = []
        while True: leak.append(bytes(1 << 20))
    """
    owner = employ(script, HASTY)
    await until(lambda: owner.given_up)
    await until(lambda: "MemoryError" in caplog.text)


async def test_the_children_of_a_child_end_with_it(employ: Employ) -> None:
    script = """
        import json, subprocess
        nurse = subprocess.Popen(["sleep", "60"])
        print(json.dumps({"nurse": nurse.pid}), flush=True)
        sys.stdin.readline()
        sys.exit(1)
    """
    owner = employ(script)
    await until(lambda: owner.messages)
    nurse = owner.messages[0]["nurse"]
    assert lives(nurse)
    owner.worker.send({})
    await until(lambda: not lives(nurse))


async def test_a_stopped_worker_leaves_no_process(employ: Employ) -> None:
    stubborn = """
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        print("{}", flush=True)
        time.sleep(60)
    """
    owner = employ(stubborn)
    await until(lambda: owner.messages)
    process = owner.worker.process_id
    assert process
    await owner.worker.stop()
    assert not lives(process)
    assert owner.worker.process_id is None
    assert owner.lost == 0


async def test_what_a_child_writes_on_stderr_is_drained(employ: Employ) -> None:
    owner = employ("sys.stderr.write('x\\n' * 1_000_000)\n" + textwrap.dedent(HONEST))
    await until(lambda: owner.worker.send({"hello": 1}))
    await until(lambda: owner.messages)
    assert owner.lost == 0


async def test_nonsense_that_may_be_words_of_a_visitor_stays_out_of_the_log(
    employ: Employ, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    owner = employ('print("I have cancer", flush=True); time.sleep(60)', HASTY)
    await until(lambda: owner.given_up)
    assert "talks nonsense" in caplog.text
    assert "cancer" not in caplog.text


async def test_a_loop_that_was_held_up_does_not_blame_the_child(employ: Employ) -> None:
    script = """
        while True:
            print('{"alive": 0.5, "answers": 0.5}', flush=True)
            time.sleep(0.1)
    """
    owner = employ(script)
    await until(lambda: owner.worker.process_id)
    process = owner.worker.process_id
    assert process
    await asyncio.sleep(0.3)
    os.kill(process, signal.SIGSTOP)  # the machine sleeps: child …
    hold_up(1.5)  # … and parent
    os.kill(process, signal.SIGCONT)
    await asyncio.sleep(1.0)
    assert owner.lost == 0
    assert owner.worker.process_id == process


def hold_up(seconds: float) -> None:
    """Block the event loop, as a busy machine would."""
    os.system(f"sleep {seconds}")


CHILD_OF_A_PARENT = """
    import os, time
    from kiosk.workers.parent import Parent
    parent = Parent()
    parent.tell({"id": os.getpid()})
"""

PARENT = """
    import asyncio, sys
    from kiosk.workers.worker import Worker, own_module

    async def main():
        command, environment = own_module("json")
        worker = Worker(
            "child", (sys.executable, "-c", sys.argv[1]), environment=environment,
            on_message=lambda message: print(message["id"], flush=True),
            on_lost=lambda: None, on_given_up=lambda: None,
        )
        worker.start()
        await asyncio.sleep(60)

    asyncio.run(main())
"""


@pytest.mark.parametrize(
    "then", ["parent.listen(print); time.sleep(60)", "time.sleep(60)"], ids=["well", "hung"]
)
async def test_a_child_ends_when_its_parent_is_killed(then: str) -> None:
    if "listen" not in then and sys.platform != "linux":
        pytest.skip("only Linux ends a hung child with its parent")
    parent = await asyncio.create_subprocess_exec(
        sys.executable, "-c", textwrap.dedent(PARENT), textwrap.dedent(CHILD_OF_A_PARENT) + then,
        stdout=asyncio.subprocess.PIPE,
        env=own_module("json")[1],
    )  # fmt: skip
    assert parent.stdout
    child = int(await parent.stdout.readline())
    assert lives(child)
    parent.kill()
    await parent.wait()
    await until(lambda: not lives(child))


async def test_what_a_library_prints_does_not_break_the_lines(employ: Employ) -> None:
    script = f"""
        sys.path.insert(0, {str(Path(__file__).parent.parent)!r})
        from kiosk.workers.parent import Parent
        parent = Parent()
        print("Audio saved to a file")
        os.write(1, b"libespeak says hello")
        parent.tell({{"well": True}})
        parent.listen(parent.tell)
        time.sleep(60)
    """
    owner = employ(script)
    await until(lambda: owner.messages)
    owner.worker.send({"echo": 1})
    await until(lambda: len(owner.messages) == 2)
    assert owner.messages == [{"well": True}, {"echo": 1}]


async def test_a_crash_report_names_the_place_and_not_the_words(
    employ: Employ, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    script = f"""
        sys.path.insert(0, {str(Path(__file__).parent.parent)!r})
        from kiosk.workers.parent import Parent
        Parent().tell({{}})
        raise ValueError(bytes.fromhex("63616e636572").decode())
    """
    owner = employ(script, HASTY)
    await until(lambda: owner.given_up)
    await until(lambda: "ValueError" in caplog.text)
    assert "line 6" in caplog.text
    assert "cancer" not in caplog.text


async def test_a_child_that_waits_for_a_message_holds_nothing_of_the_last_one(
    employ: Employ,
) -> None:
    owner = employ("""
        import queue
        from kiosk.workers.parent import Parent
        parent, messages = Parent(), queue.SimpleQueue()
        parent.promise(30)
        parent.listen(messages.put)
        what = messages.get()["say"][:3]
        time.sleep(0.2)
        held = []
        for frame in sys._current_frames().values():
            while frame:
                held += frame.f_locals.values()
                frame = frame.f_back
        parent.tell({"said": what, "held": what + "ra" in repr(held)})
    """)
    await until(lambda: owner.worker.send({"say": "zebra"}))
    await until(lambda: owner.messages)
    assert owner.messages[0] == {"said": "zeb", "held": False}
