"""Settings for the test suite: the base, with keys and data in a throw-away folder and nothing that calls out."""

import os
import tempfile
from pathlib import Path

_folder = Path(tempfile.mkdtemp(prefix="samspill-test-"))
os.environ["SAMSPILL_DATA"] = str(_folder / "data")
os.environ["SAMSPILL_KEYS"] = str(_folder / "keys" / "keys.json")
(_folder / "data" / "static").mkdir(parents=True)

from samspill.config.settings import *  # noqa: E402, F403

DATABASES["default"].setdefault("TEST", {})["NAME"] = (  # noqa: F405
    None if os.environ.get("DATABASE_URL") else str(_folder / "test.sqlite3")
)
EMAIL_HOST = ""
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
