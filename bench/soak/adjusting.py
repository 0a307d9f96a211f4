"""Adjusting: what a visitor can set, and what the kiosk has to say to each change."""

from __future__ import annotations

from dataclasses import dataclass

KEYS = "sc,.-=mwqd"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven")
_SIZES, _RATES, _VOLUMES, _TIMES = 4, 7, 6, (1, 2, 4)
_THEMES = ("usual colors.", "high contrast, white on black.", "high contrast, black on white.",
           "soft colors.")  # fmt: skip


@dataclass(frozen=True)
class Settings:
    """As every visit begins."""

    rate: int = _RATES - 1
    volume: int = _VOLUMES - 2
    size: int = 1
    theme: int = 0
    time: int = 0
    muted: bool = False


def change(now: Settings, key: str) -> tuple[Settings, str]:
    """The settings after this key; what is then shown, in small letters."""
    taken = vars(now).copy()
    match key:
        case "s":
            taken["size"] = (now.size + 1) % _SIZES
            said = f"text size {NUMBERS[taken['size'] + 1]} of four."
        case "c":
            taken["theme"] = (now.theme + 1) % len(_THEMES)
            said = _THEMES[taken["theme"]]
        case "," | ".":
            taken["rate"], end = _moved(now.rate, 1 if key == "." else -1, _RATES)
            ends = {-1: "this is the slowest.", 1: "this is the fastest."}
            said = ends.get(end, "faster." if key == "." else "slower.")
        case "-" | "=":
            taken["volume"], end = _moved(now.volume, 1 if key == "=" else -1, _VOLUMES)
            ends = {-1: "this is the quietest.", 1: "this is the loudest."}
            said = ends.get(end, "louder." if key == "=" else "quieter.")
        case "w" | "q":
            return _other_time(now, now.time + (1 if key == "w" else -1))
        case "m":
            taken["muted"] = not now.muted
            said = "the sound is off." if taken["muted"] else "the sound is on."
        case _:
            return Settings(), "everything is set as it was"
    return Settings(**taken), said


def _other_time(now: Settings, wanted: int) -> tuple[Settings, str]:
    if not 0 <= wanted < len(_TIMES):
        return now, "these are the shortest" if wanted < 0 else "i cannot wait any longer"
    said = f"i wait {NUMBERS[_TIMES[wanted]]} times" if wanted else "i wait as long as usual"
    return Settings(**(vars(now) | {"time": wanted})), said


def _moved(value: int, by: int, count: int) -> tuple[int, int]:
    """One step further, and whether that is the lowest (-1) or the highest (1)."""
    moved = min(max(value + by, 0), count - 1)
    return moved, -1 if moved == 0 else int(moved == count - 1)
