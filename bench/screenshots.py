"""Photographs of the screen: a real xterm on a screen of its own, as PNG files.

Usage: python -m bench.screenshots [docs/screens]      (needs Xvfb, xterm, xdotool and ImageMagick)

The voice is played by somebody who begins every sentence and ends none, as in `bench.picture`.
"""

from __future__ import annotations

import asyncio
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desk import ROOT, Desk
from textual.pilot import Pilot

from bench.picture import SilentMouth
from kiosk.assembly import LoopClock, load_setup
from kiosk.dialogue.effects import OpenGuide, Say, Show, TurnPage
from kiosk.dialogue.events import KioskStarted, VoiceReady
from kiosk.librarian import Librarian
from kiosk.screen.app import KioskApp
from kiosk.screen.keys import HELD_SECONDS
from kiosk.session import Session
from kiosk.settings import ScreenSettings, Settings

SCREENS = {
    "start": (),
    "menu": ("space", "enter", "home"),
    "section": ("space", "enter", "2", "right", "right"),
    "question": ("space", "enter", "1", "y"),
    "summary": ("space", "enter", "1", "y", "y", "n", "y", "n", "n", "n", "n"),
    "help": ("space", "enter", "h"),
}
"""The keys that lead to each of them."""

THEMES = {"": "calm", "-high-contrast": "high-dark"}

SIZES = {"": (80, 24, 16), "-largest": (47, 13, 27)}
"""Columns, rows, and pixels of the font; the largest size on a screen of 15.6 inches."""

PATIENCE = 1.0
"""Seconds for xterm to paint what was drawn."""


async def stand(screen: str, theme: str, ready: Path) -> None:
    """Show a screen in this terminal until the terminal ends; `ready` is made when it stands."""
    settings = Settings(screen=ScreenSettings.model_validate({"theme": theme}))
    libraries, setup = load_setup(ROOT / "content", settings)
    session = Session(setup, LoopClock())
    app = KioskApp(session.post, settings.key_map())
    session.employ({Show: app.perform, TurnPage: app.perform, Say: SilentMouth(session).say})
    session.employ({OpenGuide: Librarian(libraries, session.post).perform})
    session.post(KioskStarted())
    session.post(VoiceReady())

    async def press(pilot: Pilot[None]) -> None:
        for key in SCREENS[screen]:
            await pilot.press(key)
            await pilot.pause(HELD_SECONDS)
        ready.touch()
        await pilot.pause(60)

    await app.run_async(auto_pilot=press)  # type: ignore[arg-type]


def photograph(screen: str, theme: str, size: tuple[int, int, int], target: Path) -> None:
    columns, rows, font = size
    with tempfile.TemporaryDirectory() as place, Desk(Path(place), 1280, 800) as desk:
        ready = Path(place) / "ready"
        stage = ["env", "COLORTERM=truecolor", sys.executable, "-m", "bench.screenshots", "--stand"]
        terminal = subprocess.Popen(
            ["xterm", "-geometry", f"{columns}x{rows}+0+0", "-b", "0", "-bw", "0", "+sb",
             "-tn", "xterm-256color", "-fa", f"DejaVu Sans Mono:pixelsize={font}",
             "-e", *stage, screen, theme, str(ready)],
            env=desk.environment, cwd=ROOT,
        )  # fmt: skip
        desk.wait_for(ready.exists)
        away = [str(desk.width - 1), str(desk.height - 1)]
        subprocess.run(["xdotool", "mousemove", *away], env=desk.environment, check=True)
        time.sleep(PATIENCE)
        # The desk is black and larger; what is cut off is what no window covers.
        window = ["xdotool", "search", "--onlyvisible", "--class", "xterm", "getwindowgeometry"]
        told = subprocess.run(window, env=desk.environment, capture_output=True, text=True)
        geometry = told.stdout.split("Geometry:")[1].strip()
        convert = ["convert", f"xwd:{place}/Xvfb_screen0", "-crop", f"{geometry}+0+0", "+repage"]
        reduce = ["+dither", "-colors", "48", "-strip", "-define", "png:compression-level=9"]
        subprocess.run([*convert, *reduce, f"png8:{target}"], check=True)
        terminal.terminate()
        terminal.wait()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--stand"]:
        asyncio.run(stand(sys.argv[2], sys.argv[3], Path(sys.argv[4])))
    else:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else "docs/screens")
        folder.mkdir(parents=True, exist_ok=True)
        for screen in SCREENS:
            for contrast, theme in THEMES.items():
                for larger, size in SIZES.items():
                    file = folder / f"{screen}{larger}{contrast}.png"
                    photograph(screen, theme, size, file)
                    print(file)
