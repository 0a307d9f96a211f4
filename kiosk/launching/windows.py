"""Windows: how a terminal is told to fill the screen and to let the kiosk change its letters.

Whatever a visitor could do with a terminal (its menus, its short cuts, scrolling back to what
stood there before) is switched off.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kiosk.lettering import Lettering

POINTS = 72 / 96
"""In a pixel, as kitty counts unless it is told otherwise."""


@dataclass(frozen=True)
class Window:
    """One kind of terminal."""

    name: str
    """The program, and what `Lettering.terminal` calls it."""
    displays: tuple[str, ...]
    """It needs one of these in its environment."""
    options: Callable[[Lettering, int, str], list[str]]
    """What it is told before the command that is to run in it: the lettering, the text size at
    first (0 to 3), and the path of a socket that may be made."""

    def can_open(self, environment: Mapping[str, str], which: Callable[[str], str | None]) -> bool:
        """Whether there is a display for it, and it is installed."""
        return any(environment.get(name) for name in self.displays) and bool(which(self.name))


def kitty(plan: Lettering, size: int, socket: str) -> list[str]:
    """https://sw.kovidgoyal.net/kitty/conf/"""
    width, height = plan.window
    told = {
        "allow_remote_control": "socket-only",
        "listen_on": f"unix:{socket}",
        "font_family": plan.typeface.name,
        "font_size": f"{plan.sizes[size] * POINTS:.2f}",
        "clear_all_shortcuts": "yes",
        "clear_all_mouse_actions": "yes",
        "scrollback_lines": "0",
        "cursor_blink_interval": "0",
        "enable_audio_bell": "no",
        "confirm_os_window_close": "0",
        "update_check_interval": "0",
        "placement_strategy": "top-left",
        "window_padding_width": "0",
    }
    if width and height:
        # Where no window manager makes it fill the screen.
        told |= {"remember_window_size": "no", "hide_window_decorations": "yes"}
        told |= {"initial_window_width": str(width), "initial_window_height": str(height)}
    options = [part for name, value in told.items() for part in ("-o", f"{name}={value}")]
    return ["--config", "NONE", "--start-as", "fullscreen", *options]


def xterm(plan: Lettering, size: int, _socket: str) -> list[str]:
    """https://invisible-island.net/xterm/manpage/xterm.html"""
    told = {
        "faceName": f"{plan.typeface.name}:pixelsize={plan.sizes[size]:.1f}",
        "renderFont": "true",
        "allowFontOps": "true",
        "allowWindowOps": "false",
        # All but 4, which sets the size of the window.
        "disallowedWindowOps": "1,2,3,5,6,7,8,9,11,13,14,18,19,20,21,GetChecksum,"
        "GetIconTitle,GetSelection,GetWinTitle,PopTitle,PushTitle,SetChecksum,SetSelection,"
        "SetWinLines,SetXprop",
        "allowTitleOps": "false",
        "allowTcapOps": "false",
        "omitTranslation": "fullscreen,popup-menu,reset,scroll-lock,select,shift-fonts,"
        "wheel-mouse,pointer",
        "saveLines": "0",
        "internalBorder": "0",
        "scrollBar": "false",
        "cursorBlink": "never",
        # Hidden while somebody uses the keys.
        "pointerMode": "2",
        "utf8": "3",
        "background": "black",
        "foreground": "white",
    }
    resources = [
        part for name, value in told.items() for part in ("-xrm", f"XTerm*VT100.{name}: {value}")
    ]
    return [
        "-fullscreen",
        "-tn",
        "xterm-256color",
        "-b",
        "0",
        "-bw",
        "0",
        *_geometry(plan, size),
        *resources,
        "-e",
    ]


def _geometry(plan: Lettering, size: int) -> list[str]:
    """The columns and rows that fill the screen, where no window manager does that."""
    width, height = plan.window
    if not (width and height):
        return []
    columns = int(width / (plan.sizes[size] * plan.typeface.advance))
    rows = int(height / (plan.sizes[size] * plan.typeface.line + 1))
    return ["-geometry", f"{columns}x{rows}+0+0"]


WINDOWS = (
    Window("kitty", ("WAYLAND_DISPLAY", "DISPLAY"), kitty),
    Window("xterm", ("DISPLAY",), xterm),
)
"""The best first."""
