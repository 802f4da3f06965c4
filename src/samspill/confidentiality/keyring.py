"""The shelf keys: read from a file that lives outside the data folder and its backups.

A shelf key wraps the data key of each conversation part. Lost shelf keys are lost content, for everybody: see
``docs/running/keys.md`` for how the file is kept and restored. One shelf is in use now; parts carry their shelf's
name, so that shelves by half-year can follow without touching content.
"""

import base64
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from samspill.confidentiality.sealing import CannotOpen, new_key, open_sealed, seal

CURRENT_SHELF = "2026-1"
CANARY = b"The canary sings."


class KeysUnusable(RuntimeError):
    """The key file is missing, damaged, unsafe or another installation's. Nothing may be written."""


@dataclass(frozen=True, slots=True)
class Keyring:
    """The shelf keys by name."""

    shelves: dict[str, bytes]

    def __repr__(self) -> str:
        return f"<Keyring of {len(self.shelves)} shelves>"

    def wrap(self, data_key: bytes, *, shelf: str, bound_to: str) -> bytes:
        """Seal a data key under a shelf key."""
        return seal(self._key(shelf), data_key, bound_to=f"{bound_to}|{shelf}")

    def unwrap(self, wrapped: bytes, *, shelf: str, bound_to: str) -> bytes:
        """Open a wrapped data key.

        Raises:
            KeysUnusable: the shelf is not in the file, or its key is another one.
        """
        try:
            return open_sealed(self._key(shelf), wrapped, bound_to=f"{bound_to}|{shelf}")
        except CannotOpen as error:
            raise KeysUnusable(f"The key of shelf {shelf} does not fit this database.") from error

    def _key(self, shelf: str) -> bytes:
        try:
            return self.shelves[shelf]
        except KeyError as error:
            raise KeysUnusable(f"The key file has no shelf {shelf}.") from error


def write_new_keys(path: Path) -> None:
    """Make a key file with one fresh shelf, readable by its owner only.

    Raises:
        KeysUnusable: a file is there already, or the place is inside the data folder.
    """
    _refuse_inside_data_folder(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"format": 1, "shelves": {CURRENT_SHELF: base64.b64encode(new_key()).decode()}}, indent=1)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise KeysUnusable(f"{path} is there already; keys are never overwritten.") from error
    with os.fdopen(descriptor, "w") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())


def read_keys(path: Path) -> Keyring:
    """Read a key file.

    Raises:
        KeysUnusable: with a sentence that says what is wrong and what to do.
    """
    _refuse_inside_data_folder(path)
    try:
        if path.stat().st_mode & 0o077:
            raise KeysUnusable(f"{path} can be read by others; run: chmod 600 {path}")
        content = json.loads(path.read_text())
        shelves = {name: base64.b64decode(key, validate=True) for name, key in content["shelves"].items()}
    except FileNotFoundError as error:
        raise KeysUnusable(f"The key file {path} is missing. Restore it; see docs/running/keys.md.") from error
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise KeysUnusable(f"The key file {path} cannot be read. Restore it; see docs/running/keys.md.") from error
    if content.get("format") != 1 or any(len(key) != 32 for key in shelves.values()) or CURRENT_SHELF not in shelves:
        raise KeysUnusable(f"The key file {path} is damaged. Restore it; see docs/running/keys.md.")
    return Keyring(shelves)


@cache
def keyring() -> Keyring:
    """The installation's keys, read once in each process."""
    return read_keys(Path(settings.SAMSPILL_KEYS))


def _refuse_inside_data_folder(path: Path) -> None:
    if path.resolve().is_relative_to(Path(settings.SAMSPILL_DATA).resolve()):
        raise KeysUnusable(f"{path} is inside the data folder. A backup of the data must never hold the keys.")
