"""Making an installation, and bringing one up to date: as often as one likes, with one result."""

from __future__ import annotations

import hashlib
import os
import secrets
import stat
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command

from trigpoint.store.patience import patient

OWNER_ONLY = 0o600
OWNER_ONLY_FOLDER = 0o700
DATABASES = ("trigpoint.sqlite3*", "warehouse.duckdb*")

Tell = Callable[[str], None]


def prepare(tell: Tell) -> None:
    """Make the folder, the secret key, the tables and the static files; `tell` gets each step.

    Databases that are there already become their owner's alone. The folder keeps its mode, which
    may be somebody's decision; `doctor` says what is wrong with it.
    """
    tell("folder")
    make_folder(data_folder())
    tell("secret key")
    make_key(key_file())
    tell("database")
    with patient():
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
    for path in database_modes(data_folder()):
        with suppress(FileNotFoundError):
            path.chmod(OWNER_ONLY)
    tell("static files")
    collect_static()


def data_folder() -> Path:
    """Return the one folder of data."""
    return Path(settings.TRIGPOINT_DATA)


def database_modes(folder: Path) -> dict[Path, int]:
    """Return the databases in a folder of data with their logs, and the mode of each.

    A log goes away when whoever wrote it is done, also between a look at the folder and one at it.
    """
    found = {}
    for path in sorted(path for pattern in DATABASES for path in folder.glob(pattern)):
        with suppress(FileNotFoundError):
            found[path] = path.stat().st_mode
    return {path: mode for path, mode in found.items() if stat.S_ISREG(mode)}


def key_file() -> Path:
    """Return where the secret key lies."""
    return data_folder() / "secret_key"


def mark_of_restore() -> Path:
    """Return the file that is there while a restore is at work, or since it was cut off."""
    return data_folder() / ".restoring"


def make_folder(folder: Path) -> None:
    """Make the folder of data, for its owner alone; one that exists keeps its mode."""
    folder.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)


def write_keys(text: str, place: Path) -> None:
    """Write keys beside the file they are for, and put them there at once."""
    beside = Path(f"{place}.new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ONLY)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(place)


def make_key(path: Path) -> None:
    """Write a new secret key unless there is one, and let this process use it."""
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        return
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(file.fileno())
    use_keys(path.read_text(encoding="ascii"))


def use_keys(text: str) -> None:
    """Let this process use the keys of a key file: the one in force first, then the former ones."""
    settings.SECRET_KEY, *settings.TRIGPOINT_FORMER_KEYS = text.split()


def keys_in_use() -> str:
    """Return the keys of this process as their file says them."""
    return "\n".join([settings.SECRET_KEY, *settings.TRIGPOINT_FORMER_KEYS])


def collect_static() -> None:
    """Gather the static files, unless exactly these were gathered before.

    Earlier ones stay, for pages that are open while the program is brought up to date.
    """
    mark = data_folder() / ".static"
    now = static_fingerprint()
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    mark.write_text(now, encoding="ascii")


def static_fingerprint() -> str:
    """Return a digest of which static files there are, their lengths and times."""
    found = hashlib.sha256()
    for finder in finders.get_finders():
        for name, storage in finder.list([]):
            state = Path(storage.path(name)).stat()
            found.update(f"{name}\0{state.st_size}\0{state.st_mtime_ns}\n".encode())
    return found.hexdigest()
