"""The file of a backup: a tar with a manifest at its end that names and digests every part."""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

from trigpoint.core.text import _
from trigpoint.services.errors import ServiceError

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(slots=True)
class Manifest:
    """What a backup holds. Digests are SHA-256 in hex; those of tables are of their lines."""

    format: int
    trigpoint: str
    made_at: str
    database: str
    migrations: list[list[str]]
    key_fingerprint: str
    heads: dict[str, list[object]] = field(default_factory=dict)
    tables: dict[str, list[object]] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)


class Writer:
    """Writes a backup beside its place and puts it there when it is whole."""

    def __init__(self, target: Path, manifest: Manifest) -> None:
        self.manifest = manifest
        self._target = target
        self._partial = target.with_name(f".{target.name}.partial")
        self._tar = tarfile.open(self._partial, "w", format=tarfile.PAX_FORMAT)  # noqa: SIM115 - closed by finish

    def add(self, name: str, path: Path) -> None:
        """Add a file."""
        with path.open("rb") as file:
            self.manifest.parts[name] = hashlib.file_digest(file, "sha256").hexdigest()
        self._tar.add(path, name, recursive=False)

    def add_bytes(self, name: str, content: bytes) -> None:
        """Add a small part that is no file."""
        if name != MANIFEST:
            self.manifest.parts[name] = hashlib.sha256(content).hexdigest()
        entry = tarfile.TarInfo(name)
        entry.size = len(content)
        self._tar.addfile(entry, io.BytesIO(content))

    def finish(self) -> None:
        """Close the file and give it its name, once it is on the disk."""
        self.add_bytes(MANIFEST, json.dumps(asdict(self.manifest), indent=1).encode())
        self._tar.close()
        with self._partial.open("rb") as file:
            os.fsync(file.fileno())
        self._partial.replace(self._target)


def unpack(source: Path, folder: Path) -> Manifest:
    """Unpack a backup into an empty folder and compare every part with the manifest.

    Raises:
        ServiceError: for a file that is no backup, or not the one that was written.
    """
    try:
        with tarfile.open(source) as tar:
            tar.extractall(folder, filter="data")
        manifest = Manifest(**json.loads((folder / MANIFEST).read_bytes()))
    except (OSError, tarfile.TarError, ValueError, TypeError) as error:
        raise ServiceError(
            _("{file} is no backup, or not a whole one.", file=source.name)
        ) from error
    if manifest.format != FORMAT:
        raise ServiceError(_("{file} was made by a newer version of Trigpoint.", file=source.name))
    for name, known in manifest.parts.items():
        _compare(folder / name, name, known)
    return manifest


def _compare(path: Path, name: str, known: str) -> None:
    if path.is_file():
        with path.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == known:
                return
    raise ServiceError(_("{part} in the backup is damaged.", part=name))
