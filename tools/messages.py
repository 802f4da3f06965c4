"""Collect the texts to translate into nb and nn, and compile the translations; or check that this has been done.

Usage: ``python tools/messages.py [--check]``. The check works on a copy and changes nothing.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "src/samspill"
LANGUAGES = ("nb", "nn")
OPTIONS = ["--no-wrap", "--add-location=file", "--no-obsolete"]


def collect(package: Path) -> None:
    """Bring the catalogues of a package folder up to date with its code, and compile them."""
    environment = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    languages = [f"--locale={language}" for language in LANGUAGES]
    (package / "locale").mkdir(exist_ok=True)
    for words in (["makemessages", *OPTIONS, *languages], ["compilemessages", *languages]):
        command = [sys.executable, "-m", "django", *words]
        subprocess.run(command, cwd=package, env=environment, check=True, stdout=subprocess.DEVNULL)


def catalogue(package: Path, language: str) -> tuple[list[str], bytes]:
    """One language's texts without the line that tells when they were collected, and its compiled form."""
    folder = package / "locale" / language / "LC_MESSAGES"
    texts, compiled = folder / "django.po", folder / "django.mo"
    if not (texts.exists() and compiled.exists()):
        return [], b""
    lines = [line for line in texts.read_text("utf-8").splitlines() if not line.startswith('"POT-Creation-Date:')]
    return lines, _without_date(compiled.read_bytes())


def _without_date(compiled: bytes) -> bytes:
    return b"\n".join(line for line in compiled.split(b"\n") if not line.startswith(b"POT-Creation-Date:"))


def stale() -> list[str]:
    """The languages whose catalogues would change."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "samspill"
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "static", "fonts"))
        collect(copy)
        return [language for language in LANGUAGES if catalogue(copy, language) != catalogue(PACKAGE, language)]


def main() -> int:
    """Collect, or check."""
    if "--check" not in sys.argv:
        collect(PACKAGE)
        return 0
    if not shutil.which("msgfmt"):
        print("NOT CHECKED: translations (no gettext)")
        return 1 if os.environ.get("CI") == "true" else 0
    for language in (late := stale()):
        print(f"The {language} catalogue is not up to date; run: make messages")
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
