"""The settings: what differs from one installation to the next.

They stand in one YAML file, where everything may be left out; kiosk.example.yaml shows all of it.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)

from kiosk.complaints import LANGUAGE, suggestion
from kiosk.documents import read
from kiosk.errors import DocumentError, SettingsError
from kiosk.pin import HASHED
from kiosk.settings_file import find_settings

CommandName = Literal[
    "choose", "up", "down", "next", "back", "yes", "no", "unsure", "pause", "repeat", "slower",
    "faster", "quieter", "louder", "mute", "text_size", "bigger", "smaller", "colours",
    "high_contrast", "blank", "show_screen", "reset", "more", "less", "menu", "help", "end",
    "begin", "resume", "stop", "skip", "start_over", "talk",
]  # fmt: skip
"""The values of kiosk.dialogue.events.Command, which stands above this file; a test compares."""

Digit = Literal["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]

KeyMeaning = Literal[CommandName, Digit]
"""What a key does: a command, or a digit of a number that chooses."""

DEFAULT_KEYS: Mapping[str, KeyMeaning] = MappingProxyType(
    {
        "enter": "choose",
        "up": "up",
        "down": "down",
        "right": "next",
        "left": "back",
        "y": "yes",
        "n": "no",
        "u": "unsure",
        "space": "pause",
        "r": "repeat",
        "comma": "slower",
        "full_stop": "faster",
        "minus": "quieter",
        "equals_sign": "louder",
        "plus": "louder",
        "m": "mute",
        "s": "text_size",
        "c": "colours",
        "b": "blank",
        "d": "reset",
        "pagedown": "more",
        "pageup": "less",
        "home": "menu",
        "h": "help",
        "question_mark": "help",
        "escape": "end",
        "t": "talk",
        "0": "0",
        "1": "1",
        "2": "2",
        "3": "3",
        "4": "4",
        "5": "5",
        "6": "6",
        "7": "7",
        "8": "8",
        "9": "9",
    }
)
"""All plain, so that they work in any terminal. The first key of a command is the one it is
called by. By the names that Textual gives to keys."""

_RENAMED = {
    # Where Textual's name for a character is not the one in Unicode.
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}
_MODIFIERS = ("ctrl", "shift", "alt")


def key_name(written: str) -> str:
    """The terminal library's name for a key, from that name or the character itself.

    "Space" and " " are "space", "?" is "question_mark", "R" is "r". Raises ValueError.
    """
    if len(written) == 1:
        return written.lower() if written.isalnum() else _character_name(written)
    *modifiers, key = written.strip().lower().split("+")
    known = _named_keys()
    is_key = key in known or (len(key) == 1 and key.isalnum())
    if not is_key or not set(modifiers) <= set(_MODIFIERS):
        raise ValueError(f"this is not the name of a key; {suggestion(key, known)}")
    return "+".join([*sorted(modifiers), key])


def _character_name(character: str) -> str:
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    if not name:
        raise ValueError("this character is not a key; write the key's name")
    return _RENAMED.get(name, name)


def _named_keys() -> list[str]:
    functions = [f"f{number}" for number in range(1, 25)]
    moving = ["up", "down", "left", "right", "home", "end", "pageup", "pagedown"]
    editing = ["enter", "escape", "space", "tab", "backspace", "insert", "delete"]
    signs = [_character_name(sign) for sign in string.punctuation]
    return [*moving, *editing, *functions, *signs]


KeyName = Annotated[str, AfterValidator(key_name)]
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500)]


class Part(BaseModel):
    """Some settings that belong together: frozen, and nothing in them that would be ignored."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _nothing_changed(cls, written: Any) -> Any:
        # "voice:" with every line below it commented out: all of it as it is by default.
        return {} if written is None else written


class VoiceSettings(Part):
    """The mouth."""

    enabled: bool = True
    name: Name | None = None
    """pyttsx3's id of the voice; None takes the one for the language."""
    device: Name | None = None
    """The name of the sound device, as `kiosk doctor` lists it; None takes the system's."""
    rate_step: Annotated[int, Field(ge=1, le=7)] = 3
    """At the start of a visit: 62, 94, 125, 156, 188, 219 or 250 words a minute."""
    volume_step: Annotated[int, Field(ge=1, le=6)] = 5
    """At the start of a visit: 6 is the loudest, and each step below is 6 dB quieter."""


class ScreenSettings(Part):
    """The eye, at the start of a visit."""

    text_size: Annotated[int, Field(ge=1, le=4)] = 2
    """4 is the largest (VVSG 2.0, 7.1-G: the second or larger by default)."""
    theme: Literal["calm", "high-dark", "high-light", "low"] = "calm"
    """The values of kiosk.dialogue.view.Theme, which stands above this file; a test compares."""


class EarSettings(Part):
    """The ear."""

    enabled: bool = True
    device: Name | None = None
    """The name of the microphone, as `kiosk doctor` lists it; None takes the system's."""
    manner: Literal["turns", "barge_in", "push_to_talk"] = "turns"
    """turns: only while the kiosk is silent. barge_in: always; only with a handset or an echo
    canceller, or the kiosk hears itself. push_to_talk: only after the key for it."""
    echo_seconds: Annotated[float, Field(ge=0, le=2)] = 0.4
    """How long after its own speech the kiosk is deaf to the room's echo of it."""
    gap_seconds: Annotated[float, Field(ge=0.5, le=10)] = 2.0
    """The silence after each point of a section, in which a visitor may speak."""


def _is_hash(written: str) -> str:
    if HASHED.fullmatch(written) is None:
        raise ValueError("this is no hash of a PIN; 'kiosk pin' makes one")
    return written


class StaffSettings(Part):
    """The way out of a locked kiosk."""

    key: KeyName = "ctrl+e"
    """After it, the digits of the PIN and Enter end the kiosk; no visitor sees anything of it."""
    pin: Annotated[str, AfterValidator(_is_hash)] | None = None
    """Its hash, as `kiosk pin` makes it; None: no key ends a locked kiosk."""


class Patience(Part):
    """How long the kiosk waits; it never counts while it speaks."""

    prompt_seconds: Annotated[float, Field(ge=5, le=120)] = 18
    """Until it says again what can be done; under 20 for people who hear the screen."""
    idle_seconds: Annotated[float, Field(ge=30, le=900)] = 150
    """Until it asks whether somebody is there (VVSG 2.0: 120 to 300)."""
    answer_seconds: Annotated[float, Field(ge=20, le=300)] = 45
    """To answer that; WCAG 2.2.1 asks for 20 at least."""
    goodbye_seconds: Annotated[float, Field(ge=1, le=120)] = 8
    """How long the goodbye stays."""
    invitation_repeats: Annotated[int, Field(ge=0, le=100)] = 1
    """How often the start screen repeats its spoken invitation, 15 seconds apart."""


def _each_key_once(written: Any) -> Any:
    names: dict[str, str] = {}
    for key in written if isinstance(written, dict) else ():
        try:
            name = key_name(key)
        except ValueError:
            continue  # no key at all; that is told where the key itself is checked
        if name in names:
            raise ValueError(f'"{names[name]}" and "{key}" are the same key; delete one of them')
        names[name] = key
    return {} if written is None else written


class Settings(Part):
    """Everything that can be set."""

    language: Annotated[str, StringConstraints(pattern=LANGUAGE)] = "en"
    screen: ScreenSettings = ScreenSettings.model_construct()
    voice: VoiceSettings = VoiceSettings.model_construct()
    ear: EarSettings = EarSettings.model_construct()
    staff: StaffSettings = StaffSettings.model_construct()
    patience: Patience = Patience.model_construct()
    keys: Annotated[dict[KeyName, KeyMeaning | None], BeforeValidator(_each_key_once)] = Field(
        default_factory=dict
    )
    """Keys besides the default ones, or with another meaning; None takes a key's meaning away."""

    def key_map(self) -> dict[str, KeyMeaning]:
        """What every key means. The installation's own come first: visitors are told of these."""
        together = {**self.keys, **{k: m for k, m in DEFAULT_KEYS.items() if k not in self.keys}}
        return {key: meaning for key, meaning in together.items() if meaning is not None}


def load_settings(explicit: Path | None = None) -> Settings:
    """The settings of this installation. SettingsError carries every problem in the file."""
    path = find_settings(explicit)
    if path is None:
        # Nothing written, nothing to validate: building the validator takes a while.
        return Settings.model_construct()
    try:
        return read(path, Settings)
    except DocumentError as error:
        raise SettingsError(error.problems) from None
