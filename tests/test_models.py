"""Recogniser models: installed completely or not at all, verified, removed."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.errors import DeviceError
from kiosk.listening.installing import RECEIPT, check_zip, damage, fetch, install, remove
from kiosk.listening.models import Model, installed, is_whole, language_of, manifest

ROOT = Path(__file__).parent.parent
NAME = "vosk-model-small-xx-0.1"
PARTS = {"am/final.mdl": b"sounds", "conf/model.conf": b"--beam=10", "graph/HCLr.fst": b"words"}


def zip_of(files: dict[str, bytes], name: str = NAME) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, content in files.items():
            archive.writestr(f"{name}/{path}", content)
    return packed.getvalue()


def model_of(packed: bytes, unpacked_bytes: int = 1000) -> Model:
    return Model(
        name=NAME,
        language="xx",
        address=f"https://models.invalid/{NAME}.zip",
        bytes=len(packed),
        unpacked_bytes=unpacked_bytes,
        sha256=hashlib.sha256(packed).hexdigest(),
        licence="Apache-2.0",
    )


def nobody_watches(done: int, total: int) -> None: ...


Put = Callable[..., tuple[Model, Path]]


@pytest.fixture
def put(tmp_path: Path) -> Put:
    """Writes a zip and returns its model and its place."""

    def write(packed: bytes, **limits: int) -> tuple[Model, Path]:
        file = tmp_path / "model.zip"
        file.write_bytes(packed)
        return model_of(packed, **limits), file

    return write


def test_a_model_is_unpacked_under_its_name_and_found_by_its_language(
    put: Put, tmp_path: Path
) -> None:
    model, file = put(zip_of(PARTS))
    folder = install(model, file, tmp_path / "models", nobody_watches)
    assert folder == tmp_path / "models" / NAME
    assert (folder / "am/final.mdl").read_bytes() == b"sounds"
    assert damage(folder) == []
    assert installed([tmp_path / "models"], [model]) == {"xx": folder}


@pytest.mark.parametrize("path", ["../../escaped", "/escaped", "..\\escaped", "a/../../../escaped"])
def test_nothing_is_unpacked_outside_of_the_model(put: Put, tmp_path: Path, path: str) -> None:
    packed = io.BytesIO(zip_of(PARTS))
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr(zipfile.ZipInfo(path if path[0] == "/" else f"{NAME}/{path}"), "!")
    model, file = put(packed.getvalue())
    with pytest.raises(DeviceError, match="does not belong"):
        install(model, file, tmp_path / "models", nobody_watches)
    assert [found.name for found in tmp_path.rglob("*escaped*")] == []
    assert list((tmp_path / "models").iterdir()) == []


def test_a_link_in_a_zip_is_refused(put: Put, tmp_path: Path) -> None:
    packed = io.BytesIO(zip_of(PARTS))
    with zipfile.ZipFile(packed, "a") as archive:
        link = zipfile.ZipInfo(f"{NAME}/graph/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc")
    model, file = put(packed.getvalue())
    with pytest.raises(DeviceError, match="does not belong"):
        install(model, file, tmp_path / "models", nobody_watches)


def test_a_zip_that_unpacks_to_too_much_leaves_nothing(put: Put, tmp_path: Path) -> None:
    model, file = put(zip_of({**PARTS, "graph/bomb": bytes(1_000_000)}), unpacked_bytes=1000)
    with pytest.raises(DeviceError, match="more than a model"):
        install(model, file, tmp_path / "models", nobody_watches)
    assert list((tmp_path / "models").iterdir()) == []


def test_a_failed_installation_leaves_the_old_model(put: Put, tmp_path: Path) -> None:
    model, file = put(zip_of(PARTS))
    folder = install(model, file, tmp_path / "models", nobody_watches)
    model, file = put(zip_of({"readme": b"no model"}))
    with pytest.raises(DeviceError, match="no Vosk model"):
        install(model, file, tmp_path / "models", nobody_watches)
    assert damage(folder) == []


def test_a_model_is_replaced_by_a_new_installation(put: Put, tmp_path: Path) -> None:
    model, file = put(zip_of(PARTS))
    install(model, file, tmp_path / "models", nobody_watches)
    model, file = put(zip_of({**PARTS, "am/final.mdl": b"better"}))
    folder = install(model, file, tmp_path / "models", nobody_watches)
    assert (folder / "am/final.mdl").read_bytes() == b"better"
    assert [found.name for found in (tmp_path / "models").iterdir()] == [NAME]


def test_another_file_is_not_taken_for_the_model_and_stays_where_it_is(
    put: Put, tmp_path: Path
) -> None:
    model, _ = put(zip_of(PARTS))
    other = tmp_path / "other.zip.part"
    other.write_bytes(b"something else")
    with pytest.raises(DeviceError, match=r"other\.zip\.part is not vosk"):
        check_zip(model, other)
    assert other.exists()


def test_what_has_been_fetched_completely_is_not_fetched_again(tmp_path: Path) -> None:
    packed = zip_of(PARTS)
    part = tmp_path / f"{NAME}.zip.part"
    part.write_bytes(packed)
    assert fetch(model_of(packed), tmp_path, nobody_watches) == part


def test_a_fetched_file_with_a_wrong_sum_is_thrown_away(tmp_path: Path) -> None:
    packed = zip_of(PARTS)
    part = tmp_path / f"{NAME}.zip.part"
    part.write_bytes(bytes(len(packed)))
    with pytest.raises(DeviceError, match="Fetch it again"):
        fetch(model_of(packed), tmp_path, nobody_watches)
    assert not part.exists()


def test_damaged_and_missing_parts_are_named_with_the_remedy(put: Put, tmp_path: Path) -> None:
    model, file = put(zip_of(PARTS))
    folder = install(model, file, tmp_path / "models", nobody_watches)
    (folder / "am/final.mdl").write_bytes(b"sounds?")
    (folder / "graph/HCLr.fst").unlink()
    complaints = damage(folder)
    assert any("final.mdl: damaged" in line for line in complaints)
    assert any("HCLr.fst: missing" in line for line in complaints)
    assert all(f"kiosk models install {NAME}" in line for line in complaints)


def test_a_folder_that_is_no_model_is_not_removed(tmp_path: Path) -> None:
    (tmp_path / "holiday").mkdir()
    with pytest.raises(DeviceError, match="nothing was removed"):
        remove(tmp_path / "holiday")
    assert (tmp_path / "holiday").is_dir()


def test_a_link_to_a_model_is_not_removed(put: Put, tmp_path: Path) -> None:
    model, file = put(zip_of(PARTS))
    folder = install(model, file, tmp_path / "models", nobody_watches)
    link = tmp_path / "link"
    link.symlink_to(folder)
    with pytest.raises(DeviceError, match="nothing was removed"):
        remove(link)
    remove(folder)
    assert not folder.exists()


def test_a_receipt_alone_is_no_model(tmp_path: Path) -> None:
    folder = tmp_path / NAME
    folder.mkdir()
    (folder / RECEIPT).write_text("{}", encoding="utf-8")
    assert not is_whole(folder)
    assert installed([tmp_path], []) == {}


def test_the_language_of_a_model_stands_in_its_name(tmp_path: Path) -> None:
    assert language_of(tmp_path / "vosk-model-small-fr-0.22", []) == "fr"
    assert language_of(tmp_path / "vosk-model", []) is None


@pytest.mark.parametrize(
    ("wanted", "name"),
    [
        ("en-us", "vosk-model-small-en-us-0.15"),
        ("EN", "vosk-model-small-en-us-0.15"),
        ("ko", "vosk-model-small-ko-0.22"),
        ("vosk-model-small-es-0.42", "vosk-model-small-es-0.42"),
    ],
)
def test_a_model_is_found_by_short_names(wanted: str, name: str) -> None:
    found = manifest(ROOT / "models").find(wanted)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize("wanted", ["", "e", "small", "en-", "vosk", "fr", "../en"])
def test_what_names_no_model_finds_none(wanted: str) -> None:
    assert manifest(ROOT / "models").find(wanted) is None
