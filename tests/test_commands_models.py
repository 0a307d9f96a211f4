"""The commands for recogniser models, and the flags of the ear, without any network."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from terminals import Terminal
from test_models import NAME, PARTS, zip_of

from kiosk.cli import kiosk


def call(*arguments: str | Path) -> Result:
    return CliRunner().invoke(kiosk, list(map(str, arguments)))


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder for models with a list of its own, and the zip of the one model in it."""
    packed = zip_of(PARTS)
    (tmp_path / "model.zip").write_bytes(packed)
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "models.yaml").write_text(
        f"models:\n  - name: {NAME}\n    language: xx\n"
        f"    address: https://127.0.0.1:9/{NAME}.zip\n    bytes: {len(packed)}\n"
        f"    unpacked_bytes: 1000\n    sha256: {hashlib.sha256(packed).hexdigest()}\n"
        "    licence: Apache-2.0\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def installed(shelf: Path) -> Path:
    """The same with the model installed; the folder of the model."""
    result = call("models", "install", "xx", "--from", shelf.parent / "model.zip", "--into", shelf)
    assert result.exit_code == 0, result.output
    return shelf / NAME


def test_a_model_is_installed_from_a_file(shelf: Path, installed: Path) -> None:
    assert (installed / "am/final.mdl").read_bytes() == PARTS["am/final.mdl"]
    assert (shelf.parent / "model.zip").exists()
    assert f"installed in {shelf}" in call("models", "list", "--models", shelf).output


def test_a_model_that_is_whole_is_not_installed_again(shelf: Path, installed: Path) -> None:
    result = call("models", "install", NAME, "--into", shelf)
    assert result.exit_code == 0
    assert "installed already" in result.output


def test_a_damaged_model_is_found_and_mended(shelf: Path, installed: Path) -> None:
    (installed / "am/final.mdl").write_bytes(b"rust")
    result = call("models", "verify", "--models", shelf)
    assert result.exit_code == 3
    assert "final.mdl: damaged" in result.stderr
    again = call("models", "install", "xx", "--from", shelf.parent / "model.zip", "--into", shelf)
    assert again.exit_code == 0
    assert ": damaged" not in call("models", "verify", "--models", shelf).stderr


def test_a_model_that_is_as_it_was_but_does_not_load_is_told(shelf: Path, installed: Path) -> None:
    result = call("models", "verify", "xx", "--models", shelf)
    assert result.exit_code == 3
    assert "Vosk cannot load it" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_a_removed_model_is_gone(shelf: Path, installed: Path) -> None:
    assert call("models", "remove", "xx", "--models", shelf).exit_code == 0
    assert not installed.exists()
    result = call("models", "remove", "xx", "--models", shelf)
    assert result.exit_code == 3
    assert "not installed" in result.stderr


def test_another_file_is_no_model(shelf: Path) -> None:
    other = shelf.parent / "other.zip"
    other.write_bytes(b"PK something else")
    result = call("models", "install", "xx", "--from", other, "--into", shelf)
    assert result.exit_code == 3
    assert result.stderr.startswith("other.zip is not")
    assert len(result.stderr.splitlines()) == 1
    assert not (shelf / NAME).exists()


def test_without_network_one_line_says_what_to_do(shelf: Path) -> None:
    result = call("models", "install", "xx", "--into", shelf, "--patience", "1")
    assert result.exit_code == 3
    assert "--from FILE" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def test_an_optional_model_that_cannot_be_fetched_is_no_failure(shelf: Path) -> None:
    result = call("models", "install", "xx", "--into", shelf, "--patience", "1", "--optional")
    assert result.exit_code == 0
    assert "works without it" in result.output
    assert len(result.output.splitlines()) == 1


def test_a_place_that_is_a_file_is_told(shelf: Path) -> None:
    zip_file = shelf.parent / "model.zip"
    (zip_file.parent / "models.txt").touch()
    result = call("models", "install", "en-us", "--from", zip_file, "--into", zip_file)
    assert result.exit_code == 3
    assert len(result.stderr.splitlines()) == 1


def test_a_model_that_nobody_knows_is_told_with_those_that_are(tmp_path: Path) -> None:
    result = call("models", "install", "vosk-model-small-en-us-0.51", "--into", tmp_path)
    assert result.exit_code == 2
    assert "did you mean" in result.stderr


def test_a_model_put_there_by_hand_is_listed_and_verified(tmp_path: Path) -> None:
    folder = tmp_path / "vosk-model-small-fr-0.22"
    for path, content in PARTS.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    assert "by hand" in call("models", "list", "--models", tmp_path).output
    assert "cannot load" in call("models", "verify", folder.name, "--models", tmp_path).stderr
    (folder / "am/final.mdl").unlink()
    result = call("models", "verify", folder.name, "--models", tmp_path)
    assert result.exit_code == 3
    assert "parts are missing" in result.stderr


def test_a_folder_of_models_that_does_not_exist_is_a_wrong_call(tmp_path: Path) -> None:
    result = call("run", "--models", tmp_path / "missing")
    assert result.exit_code == 2
    assert "does not exist" in result.stderr


@pytest.mark.parametrize(
    ("flags", "code", "told"),
    [
        (("--no-ear", "--microphone", "text.wav"), 2, "--no-ear listens to nothing"),
        (("--microphone", "text.wav"), 3, "is no WAV file"),
        (("--microphone", "missing.wav"), 2, "does not exist"),
    ],
)
def test_wrong_flags_of_the_ear_end_the_kiosk_at_once(
    tmp_path: Path, flags: tuple[str, ...], code: int, told: str
) -> None:
    (tmp_path / "text.wav").write_text("no sound", encoding="utf-8")
    written = [str(tmp_path / flag) if flag.endswith(".wav") else flag for flag in flags]
    with Terminal("run", *written, columns=200) as terminal:
        assert terminal.wait_for_end() == code
        assert told in " ".join(terminal.text.split())
        assert "Traceback" not in terminal.text
