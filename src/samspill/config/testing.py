"""Settings for the test suite: the base, with keys and data in a throw-away folder and nothing that calls out."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_memory = Path("/dev/shm")  # noqa: S108  a disk in memory, where flushing costs nothing
_folder = Path(tempfile.mkdtemp(prefix="samspill-test-", dir=_memory if os.access(_memory, os.W_OK) else None))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ["SAMSPILL_DATA"] = str(_folder / "data")
os.environ["SAMSPILL_KEYS"] = str(_folder / "keys" / "keys.json")
(_folder / "data" / "static").mkdir(parents=True)

from django.contrib.auth.hashers import Argon2PasswordHasher  # noqa: E402

from samspill.config.settings import *  # noqa: E402, F403


class QuickArgon2(Argon2PasswordHasher):
    """The same hash as in production, with the least work: a suite signs in thousands of times."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1


DATABASES["default"].setdefault("TEST", {})["NAME"] = (  # noqa: F405
    None if os.environ.get("DATABASE_URL") else str(_folder / "test.sqlite3")
)
EMAIL_HOST = ""
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["samspill.config.testing.QuickArgon2"]
