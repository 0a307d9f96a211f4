"""Panels: how large the screen of this machine is, in pixels and in millimetres."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from kiosk.launching.asking import ask
from kiosk.lettering import Panel

DRM = Path("/sys/class/drm")
"""Where Linux tells of the screens that are connected."""

BELIEVABLE_MM = (50, 3000)
"""Heights of screens that kiosks have; projectors and virtual machines state others."""

SHAPES = {(160, 90), (160, 100)}
"""What some televisions state in place of their sizes, in mm or, as 16 by 9, in cm."""

_OUTPUT = re.compile(
    r" connected (?P<primary>primary )?(?P<width>\d+)x(?P<height>\d+)\+\d+\+\d+"
    r".*? (?P<width_mm>\d+)mm x (?P<height_mm>\d+)mm"
)


def find_panel(
    environment: Mapping[str, str],
    height_mm: float | None = None,
    asked: Callable[..., str] = ask,
    drm: Path = DRM,
) -> Panel:
    """The screen, as the settings, the X server or the kernel state it, in this order.

    What nobody knows is 0.
    """
    found = from_xrandr(asked("xrandr", "--current")) if environment.get("DISPLAY") else None
    panel = found or from_kernel(drm) or Panel()
    if not panel.height_mm and found:
        # An X server in a virtual machine knows pixels only; the kernel may know more.
        known = from_kernel(drm)
        if known and (known.width, known.height) == (panel.width, panel.height):
            panel = known
    return replace(panel, height_mm=height_mm) if height_mm else panel


def from_xrandr(answer: str) -> Panel | None:
    """The primary screen, or else the first, in what xrandr prints."""
    outputs = list(_OUTPUT.finditer(answer))
    if not outputs:
        return None
    chosen = next((output for output in outputs if output["primary"]), outputs[0])
    width, height = int(chosen["width"]), int(chosen["height"])
    sides = int(chosen["width_mm"]), int(chosen["height_mm"])
    # A screen that stands on its side has its pixels turned, but not its millimetres.
    as_stated = (width >= height) == (sides[0] >= sides[1])
    return Panel(width, height, _believed(*(sides if as_stated else sides[::-1])))


def from_kernel(drm: Path) -> Panel | None:
    """The first screen that is connected, by its EDID."""
    for output in _connected(drm):
        try:
            mode = (output / "modes").read_text(encoding="ascii").split("\n")[0]
            width, height = (int(pixels) for pixels in mode.rstrip("i").split("x"))
            edid = (output / "edid").read_bytes()
        except (OSError, ValueError):
            continue
        return Panel(width, height, height_in_edid(edid))
    return None


def _connected(drm: Path) -> Iterator[Path]:
    try:
        outputs = sorted(drm.glob("card*-*"))
    except OSError:
        return
    for output in outputs:
        try:
            if (output / "status").read_text(encoding="ascii").strip() == "connected":
                yield output
        except (OSError, ValueError):
            continue


def height_in_edid(edid: bytes) -> float:
    """The height of the picture in mm, 0 where it is not stated (VESA E-EDID 1.4)."""
    if len(edid) < 128 or not edid.startswith(b"\x00" + b"\xff" * 6 + b"\x00"):
        return 0
    timing = edid[54:72]
    if timing[:2] != b"\x00\x00":
        sides = timing[12] | (timing[14] & 0xF0) << 4, timing[13] | (timing[14] & 0x0F) << 8
        if _believed(*sides):
            return sides[1]
    return _believed(edid[21] * 10, edid[22] * 10)


def _believed(width: int, height: int) -> int:
    """The height in mm, or 0."""
    least, most = BELIEVABLE_MM
    is_shape = (width, height) in SHAPES or (height, width) in SHAPES
    return height if least <= height <= most and not is_shape else 0
