"""The settings: what differs from one installation to the next.

They stand in one YAML file, where everything may be left out; kiosk.example.yaml shows all of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from kiosk.documents.complaints import LANGUAGE
from kiosk.documents.document import read
from kiosk.errors import DocumentError, SettingsError
from kiosk.keyboard import DEFAULT_KEYS, KeyMeaning, NumberPad, key_name, pad_keys
from kiosk.pin import HASHED
from kiosk.settings_file import find_settings

KeyName = Annotated[str, AfterValidator(key_name)]
Code = Annotated[str, StringConstraints(pattern=LANGUAGE)]
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
    engine: Literal["pyttsx3", "natural"] = "pyttsx3"
    """natural: a neural voice, where one is installed and the machine is fast enough; pyttsx3
    speaks where it does not."""
    natural_voices: Path | None = None
    """A folder with Piper voices, NAME.onnx and NAME.onnx.json; None takes those of packages."""
    name: Name | None = None
    """pyttsx3's id of the voice; None takes the one for the language."""
    device: Name | None = None
    """The name of the sound device, as `kiosk doctor` lists it; None takes the system's."""
    rate_step: Annotated[int, Field(ge=1, le=7)] = 3
    """At the start of a visit: 62, 94, 125, 156, 188, 219 or 250 words a minute."""
    volume_step: Annotated[int, Field(ge=1, le=6)] = 5
    """At the start of a visit: 6 is the loudest, and each step below is 6 dB quieter."""


class ScreenSettings(Part):
    """The eye: what it is like, and how it is at the start of a visit."""

    text_size: Annotated[int, Field(ge=1, le=4)] = 2
    """4 is the largest (VVSG 2.0, 7.1-G: the second or larger by default)."""
    theme: Literal["calm", "high-dark", "high-light", "low"] = "calm"
    """The values of kiosk.dialogue.view.Theme, which stands above this file; a test compares."""
    height_mm: Annotated[float, Field(ge=50, le=3000)] | None = None
    """Of the part that lights up; None takes what the screen itself states."""
    distance_mm: Annotated[float, Field(ge=300, le=5000)] = 600
    """From the eyes to the screen: the letters grow with it."""
    font: Name | None = None
    """For `kiosk launch`; None takes the most legible one that is installed."""


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


class CountSettings(Part):
    """How often something happened: numbers only, never a word or an answer."""

    file: Path | None = None
    """Where they are written for Prometheus (node_exporter's textfile collector); None: nowhere."""


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
    pause_seconds: Annotated[float, Field(ge=0, le=10)] = 0
    """The silence after each point of a section; where the kiosk listens there is one anyway."""
    invitation_repeats: Annotated[int, Field(ge=0, le=100)] = 1
    """How often the start screen repeats its spoken invitation, 15 seconds apart."""


class Scanning(Part):
    """Two switches that do everything, for those who can press no more."""

    move: KeyName
    """To the next thing that can be done."""
    choose: KeyName
    """To do it."""

    @field_validator("choose")
    @classmethod
    def _another_key(cls, key: str, info: ValidationInfo) -> str:
        if key == info.data.get("move"):
            raise ValueError("one key cannot both move and choose; write another one")
        return key


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

    language: Code = "en"
    """Of a new visit."""
    languages: Annotated[tuple[Code, ...], BeforeValidator(lambda written: written or ())] = ()
    """What visitors can change to besides; a translation that nobody has reviewed only where it
    stands here."""
    screen: ScreenSettings = ScreenSettings.model_construct()
    voice: VoiceSettings = VoiceSettings.model_construct()
    ear: EarSettings = EarSettings.model_construct()
    staff: StaffSettings = StaffSettings.model_construct()
    counts: CountSettings = CountSettings.model_construct()
    patience: Patience = Patience.model_construct()
    keys: Annotated[dict[KeyName, KeyMeaning | None], BeforeValidator(_each_key_once)] = Field(
        default_factory=dict
    )
    """Keys besides the default ones, or with another meaning; None takes a key's meaning away."""
    number_pad: NumberPad | None = None
    """With a layout the number pad moves and chooses; without, its digits choose by number."""

    scanning: Scanning | None = None
    """With these two keys alone everything can be done; the other keys do what they do."""

    @field_validator("scanning")
    @classmethod
    def _free_keys(cls, scanning: Scanning | None, info: ValidationInfo) -> Scanning | None:
        for key in (scanning.move, scanning.choose) if scanning else ():
            if key in info.data.get("keys", {}):
                raise ValueError(f'"{key}" has a meaning under "keys" already; delete one of them')
        return scanning

    @property
    def offered(self) -> tuple[str, ...]:
        """The languages that a visitor can choose from, that of a new visit first."""
        return tuple(dict.fromkeys((self.language, *self.languages)))

    def speaking(self, language: str | None) -> Settings:
        """The same with another language of a new visit, if one is given."""
        if not language:
            return self
        # Whoever starts it in another language does not take the usual one away.
        languages = self.offered if self.languages else ()
        return self.model_copy(update={"language": language, "languages": languages})

    def key_map(self) -> dict[str, KeyMeaning]:
        """What every key means. The installation's own come first: visitors are told of these.

        Where there is no other language, no key leads to one.
        """
        switches: dict[str, KeyMeaning] = {}
        if self.scanning:
            switches = {self.scanning.move: "scan", self.scanning.choose: "take"}
        pad = pad_keys(self.number_pad) if self.number_pad else {}
        together: dict[str, KeyMeaning | None] = {**self.keys, **switches}
        for keys in (pad, DEFAULT_KEYS):
            together |= {key: meaning for key, meaning in keys.items() if key not in together}
        if len(self.offered) == 1:
            together = {key: meaning for key, meaning in together.items() if meaning != "language"}
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
