"""Installing recogniser models: fetched with resume, verified, unpacked atomically, removed.

A model is a folder next to a small receipt inside it. The receipt holds the sums of all its files,
written when the zip itself had been verified: `verify` compares with it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path, PurePosixPath

from kiosk.errors import DeviceError
from kiosk.listening.models import Model, is_whole

Progress = Callable[[int, int], None]
"""Bytes done, bytes in all."""

RECEIPT = "installed.json"
_PIECE = 1 << 18
_MOST_FILES = 2000
"""Small models have about 15 files."""
PATIENCE = 20.0
"""Seconds without a byte before a download is given up; it can be resumed."""


class _HttpsOnly(urllib.request.HTTPRedirectHandler):
    """Follows a redirection only to another https address."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        if not newurl.startswith("https://"):
            raise DeviceError(f"{req.host} redirects to an address without https: not followed.")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def fetch(model: Model, into: Path, progress: Progress, patience: float = PATIENCE) -> Path:
    """Download the model's zip into a folder, going on where an earlier attempt stopped.

    Returns the zip, verified. Raises DeviceError; what has come so far is kept for the next time,
    unless it is wrong.
    """
    part = into / f"{model.name}.zip.part"
    if part.exists() and part.stat().st_size > model.bytes:
        part.unlink()
    done = part.stat().st_size if part.exists() else 0
    try:
        into.mkdir(parents=True, exist_ok=True)
        if done < model.bytes:
            _download(model, part, done, progress, patience)
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise DeviceError(
            f"{model.name} could not be fetched ({reason}). Try again, it goes on where it "
            f"stopped; or fetch {model.address} elsewhere and use --from FILE."
        ) from error
    try:
        check_zip(model, part)
    except DeviceError:
        part.unlink(missing_ok=True)  # to go on from it would never end well
        raise
    return part


def _download(model: Model, part: Path, done: int, progress: Progress, patience: float) -> None:
    request = urllib.request.Request(model.address, headers={"Range": f"bytes={done}-"})
    opener = urllib.request.build_opener(_HttpsOnly)
    with opener.open(request, timeout=patience) as answer:
        if answer.status != 206:
            done = 0  # the server sends everything again
        with part.open("ab" if done else "wb") as file:
            while piece := answer.read(_PIECE):
                done += len(piece)
                if done > model.bytes:
                    raise OSError("the server sends more than the model has")
                file.write(piece)
                progress(done, model.bytes)
    if done < model.bytes:
        raise OSError("the connection ended early")


def check_zip(model: Model, file: Path) -> None:
    """Raises DeviceError unless the file is exactly the model's zip."""
    try:
        size, found = file.stat().st_size, _sum(file)
    except OSError as error:
        raise DeviceError(f"{file} cannot be read: {error.strerror}.") from error
    if (size, found) == (model.bytes, model.sha256):
        return
    raise DeviceError(
        f"{file.name} is not {model.name}: it has {size:,} bytes and the sum {found[:12]}…, "
        f"expected are {model.bytes:,} and {model.sha256[:12]}…. Fetch it again."
    )


def install(model: Model, zip_file: Path, into: Path, progress: Progress) -> Path:
    """Unpack a verified zip as into/<name>: completely or not at all. Raises DeviceError."""
    target = into / model.name
    fresh = into / f".{model.name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        into.mkdir(parents=True, exist_ok=True)
        _unpack(model, zip_file, fresh, progress)
        if not is_whole(fresh):
            raise DeviceError(f"{zip_file.name} holds no Vosk model.")
        (fresh / RECEIPT).write_text(json.dumps(_sums(fresh)), encoding="utf-8")
        _put(fresh, target)
    except (OSError, zipfile.BadZipFile) as error:
        raise DeviceError(f"{zip_file.name} cannot be unpacked: {error}.") from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return target


def _put(fresh: Path, target: Path) -> None:
    """Replace the target by the fresh folder; what was there before stays until that is done."""
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _unpack(model: Model, zip_file: Path, fresh: Path, progress: Progress) -> None:
    with zipfile.ZipFile(zip_file) as archive:
        entries = archive.infolist()
        if len(entries) > _MOST_FILES:
            raise DeviceError(f"{zip_file.name} holds {len(entries)} files: not a model.")
        done = 0
        for entry in entries:
            path = fresh.joinpath(*_inside(entry, model.name).parts)
            if entry.is_dir():
                path.mkdir(parents=True, exist_ok=True)
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(entry) as source, path.open("xb") as file:
                while piece := source.read(_PIECE):
                    done += len(piece)
                    if done > model.unpacked_bytes:  # what is read counts, not what is claimed
                        raise DeviceError(f"{zip_file.name} unpacks to more than a model.")
                    file.write(piece)
                    progress(done, model.unpacked_bytes)


def _inside(entry: zipfile.ZipInfo, name: str) -> PurePosixPath:
    """Where an entry belongs within the model's folder. DeviceError: it would escape."""
    path = PurePosixPath(entry.filename)
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if (
        path.is_absolute()
        or ".." in path.parts
        or "\\" in entry.filename
        or path.parts[:1] != (name,)
        or kind not in (0, stat.S_IFREG, stat.S_IFDIR)
    ):
        raise DeviceError(f"The zip has an entry that does not belong to {name}: not unpacked.")
    return path.relative_to(name)


def damage(folder: Path) -> list[str]:
    """What is wrong with an installed model, one line each; empty: it is as it was installed."""
    remedy = f"remove it and install it again: kiosk models install {folder.name}"
    try:
        receipt = json.loads((folder / RECEIPT).read_text(encoding="utf-8"))
        expected = {str(name): str(found) for name, found in receipt.items()}
    except (OSError, ValueError, AttributeError):
        if is_whole(folder):
            return []  # put there by hand: nothing to compare with
        return [f"{folder}: parts are missing; {remedy}"]
    found = _sums(folder)
    return [
        f"{folder / name}: {'damaged' if name in found else 'missing'}; {remedy}"
        for name in expected
        if found.get(name) != expected[name]
    ]


def remove(folder: Path) -> None:
    """Delete an installed model. Raises DeviceError for a folder that is none."""
    if folder.is_symlink() or not ((folder / RECEIPT).exists() or is_whole(folder)):
        raise DeviceError(f"{folder} is not an installed model: nothing was removed.")
    shutil.rmtree(folder)


def _sums(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): _sum(path)
        for path in _files(folder)
        if path.name != RECEIPT
    }


def _files(folder: Path) -> Iterator[Path]:
    for root, _folders, names in os.walk(folder):
        yield from (Path(root) / name for name in sorted(names))


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
