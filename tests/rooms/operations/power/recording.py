"""Notes everything that SQLite does to the files of one database, in order: each write, truncation and flush.

SQLite reaches the disk through a table of functions (its VFS, https://www.sqlite.org/vfs.html). The entries for opening
and deleting, and those of each opened file for writing, truncating and flushing, are exchanged for ones that do the same
and note it. So what is noted is what SQLite really asked the system for, with nothing in between, as any user, on any
system where Python has SQLite from a library.
"""

import _sqlite3
import ctypes
import os
import pickle
import sqlite3
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

OK = 0
MAIN_FILE, LOG_FILE = 0x100, 0x80000  # SQLITE_OPEN_MAIN_DB, SQLITE_OPEN_WAL
FILES = {MAIN_FILE: "", LOG_FILE: "-wal"}
# Places in sqlite3_vfs and in sqlite3_io_methods (version 3), counted in words of the length of a pointer.
OPEN, DELETE = 5, 6
WRITE, TRUNCATE, SYNC, METHODS = 3, 4, 5, 19

Pointer = ctypes.c_void_p
Opening = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, Pointer, ctypes.c_int, Pointer)
Deleting = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, ctypes.c_int)
Writing = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, ctypes.c_int, ctypes.c_int64)
Truncating = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_int64)
Syncing = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_int)


class Event(NamedTuple):
    """One thing that happened: ``write``, ``truncate`` or ``sync`` of a file ("" or "-wal"), or a ``mark`` of the writer's.

    ``at`` is the offset of a write, the length after a truncation, and for a flush how many events had happened when it
    began: what was written while it went on need not be on the disk when it ends.
    """

    kind: str
    file: str = ""
    at: int = 0
    content: Any = b""


@dataclass
class Recording:
    """What was on the disk at first, what happened after, and what else its reader must know."""

    first: dict[str, bytes]
    events: list[Event] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def mark(self, kind: str, **content: Any) -> None:
        """Note something of the writer's own among what SQLite does."""
        self.events.append(Event("mark", kind, content=content))

    def keep(self, path: Path) -> None:
        """Write the recording to a file."""
        path.write_bytes(pickle.dumps(self))

    @staticmethod
    def read(path: Path) -> "Recording":
        """Read what ``keep`` wrote."""
        recording = pickle.loads(path.read_bytes())
        assert isinstance(recording, Recording)
        return recording


@contextmanager
def recorded(database: Path, path: Path) -> Iterator[Recording]:
    """Note what is done inside to a database that this process has not opened yet, and keep it in a file.

    The process ends with it, at once: SQLite would go on calling the exchanged functions while Python takes itself down.
    """
    first = {name: file.read_bytes() for name in FILES.values() if (file := Path(f"{database}{name}")).exists()}
    recording = Recording({"": b"", "-wal": b"", **first})
    _Ears(database, recording).listen()
    status = 1
    try:
        yield recording
        recording.keep(path)
        status = 0
    except Exception:
        traceback.print_exc()
    finally:
        os._exit(status)


class _Ears:
    """The exchanged functions. They live until the process ends: SQLite keeps their addresses."""

    kept: list[object] = []

    def __init__(self, database: Path, recording: Recording) -> None:
        self.database, self.events = str(database.resolve()), recording.events
        self.file_of: dict[int, str] = {}
        self.tables: dict[int, Any] = {}
        self.own = (Writing(self._write), Truncating(self._truncate), Syncing(self._sync))

    def listen(self) -> None:
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = Pointer
        library.sqlite3_libversion.restype = ctypes.c_char_p
        assert library.sqlite3_libversion().decode() == sqlite3.sqlite_version
        vfs = ctypes.cast(library.sqlite3_vfs_find(None), ctypes.POINTER(Pointer))
        self.open, self.delete = Opening(vfs[OPEN]), Deleting(vfs[DELETE])
        exchanged = Opening(self._open), Deleting(self._delete)
        vfs[OPEN], vfs[DELETE] = (ctypes.cast(one, Pointer).value for one in exchanged)
        self.kept += [self, exchanged]

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        answer = int(self.open(vfs, name, file, flags, out))
        suffix = FILES.get(flags & (MAIN_FILE | LOG_FILE))
        if answer == OK and name and suffix is not None and _text(name) == self.database + suffix:
            self.file_of[file] = suffix
            methods = ctypes.cast(file, ctypes.POINTER(Pointer))
            methods[0] = self._listening(methods[0])
        return answer

    def _listening(self, original: int) -> int | None:
        """A copy of a table of methods, with three of them exchanged."""
        if original not in self.tables:
            words = (Pointer * METHODS).from_address(original)
            copy = (Pointer * METHODS)(*words)
            self.write, self.truncate, self.sync = (
                Writing(words[WRITE]),
                Truncating(words[TRUNCATE]),
                Syncing(words[SYNC]),
            )
            for place, own in zip((WRITE, TRUNCATE, SYNC), self.own, strict=True):
                copy[place] = ctypes.cast(own, Pointer).value
            self.tables[original] = copy
        return ctypes.addressof(self.tables[original])

    def _write(self, file: int, content: int, length: int, at: int) -> int:
        written = ctypes.string_at(content, length)
        return self._noted(self.write(file, content, length, at), Event("write", self.file_of[file], at, written))

    def _truncate(self, file: int, length: int) -> int:
        return self._noted(self.truncate(file, length), Event("truncate", self.file_of[file], length))

    def _sync(self, file: int, flags: int) -> int:
        began = len(self.events)
        return self._noted(self.sync(file, flags), Event("sync", self.file_of[file], began))

    def _delete(self, vfs: int, name: int, is_folder_flushed: int) -> int:
        event = Event("delete", _text(name).removeprefix(self.database))
        return self._noted(self.delete(vfs, name, is_folder_flushed), event)

    def _noted(self, answer: int, event: Event) -> int:
        self.events.append(event if answer == OK else Event("failure", event.kind, answer))
        return answer


def _text(address: int) -> str:
    return ctypes.string_at(address).decode()
