"""Copy the third-party front end files that Samspill serves into the source tree.

Fetches each package at its pinned version with ``npm pack`` into a temporary folder, takes only the files listed in
``PACKAGES`` and records name, version, licence and SHA-256 in ``VENDORED.md``. Run by hand when a version is raised;
neither users nor the test suite need npm. Usage: ``python tools/vendor.py``.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STATIC = ROOT / "src/samspill/web/static/vendor"
TEST_ASSETS = ROOT / "tests/assets"

# A file that names a source map we do not ship stops collectstatic with manifest storage.
SOURCE_MAP = re.compile(rb"\n?(?://# sourceMappingURL=[^\n]*|/\*# sourceMappingURL=.*?\*/)\n?")

# The order is the cascade: foundations first, the overrides of the second version last.
DESIGNSYSTEMET_PARTS = (
    "base",
    "heading",
    "paragraph",
    "link",
    "validation-message",
    "label",
    "button",
    "input",
    "field",
    "fieldset",
    "breadcrumbs",
    "error-summary",
    "list",
    "skip-link",
    "v2/overrides",
)


@dataclass(frozen=True)
class Piece:
    """One file we ship, joined from one or more files of a package in the order given."""

    target: str
    sources: tuple[str, ...]
    prefix: bytes = b""


@dataclass(frozen=True)
class Package:
    """One npm package at an exact version and the pieces we take from it."""

    name: str
    version: str
    licence: str
    folder: Path
    pieces: tuple[Piece, ...]


PACKAGES = (
    Package(
        "@digdir/designsystemet-css",
        "1.22.0",
        "MIT",
        STATIC / "designsystemet",
        (
            Piece(
                "designsystemet.css",
                tuple(f"dist/src/{part}.css" for part in DESIGNSYSTEMET_PARTS),
                b"@layer ds.theme, ds.base, ds.components;\n",
            ),
            Piece("LICENSE", ("LICENSE",)),
        ),
    ),
    Package(
        "@digdir/designsystemet-theme",
        "1.11.0",
        "MIT",
        STATIC / "designsystemet",
        (Piece("theme.css", ("src/themes/designsystemet.css",)),),
    ),
    Package(
        "@digdir/designsystemet-web",
        "1.22.0",
        "MIT",
        STATIC / "designsystemet",
        (Piece("designsystemet-web.js", ("dist/umd/index.js",)),),
    ),
    Package(
        "htmx.org",
        "4.0.1",
        "0BSD",
        STATIC / "htmx",
        (Piece("htmx.min.js", ("dist/htmx.min.js",)), Piece("LICENSE", ("LICENSE",))),
    ),
    Package(
        "sortablejs",
        "1.15.7",
        "MIT",
        STATIC / "sortable",
        (Piece("Sortable.min.js", ("Sortable.min.js",)), Piece("LICENSE", ("LICENSE",))),
    ),
    Package(
        "@fontsource-variable/inter",
        "5.3.0",
        "OFL-1.1",
        STATIC / "inter",
        (
            Piece("inter-latin-wght-normal.woff2", ("files/inter-latin-wght-normal.woff2",)),
            Piece("inter-latin-ext-wght-normal.woff2", ("files/inter-latin-ext-wght-normal.woff2",)),
            Piece("LICENSE", ("LICENSE",)),
        ),
    ),
    Package(
        "axe-core",
        "4.14.1",
        "MPL-2.0",
        TEST_ASSETS,
        (Piece("axe.min.js", ("axe.min.js",)), Piece("axe.LICENSE.txt", ("LICENSE",))),
    ),
)


def packed(package: Package, folder: Path) -> Path:
    """Fetch ``package`` into ``folder`` with npm and return the tarball; raises ``CalledProcessError`` if npm fails."""
    command = ["npm", "pack", "--silent", "--pack-destination", str(folder), f"{package.name}@{package.version}"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    return folder / answer.stdout.split()[-1]


def content(tarball: tarfile.TarFile, piece: Piece) -> bytes:
    """Return the bytes of ``piece``; raises ``KeyError`` when the package no longer has one of its files."""
    parts = [b"".join(tarball.extractfile(f"package/{source}") or ()) for source in piece.sources]
    if piece.target.endswith((".css", ".js")):
        parts = [SOURCE_MAP.sub(b"\n", part) for part in parts]
    return piece.prefix + b"\n".join(parts)


def vendor(package: Package, folder: Path) -> list[str]:
    """Write the pieces of ``package`` and return their rows for the record."""
    package.folder.mkdir(parents=True, exist_ok=True)
    rows = []
    with tarfile.open(packed(package, folder)) as tarball:
        for piece in package.pieces:
            target = package.folder / piece.target
            target.write_bytes(content(tarball, piece))
            digest = hashlib.sha256(target.read_bytes()).hexdigest()
            place = target.relative_to(ROOT)
            rows.append(f"| {package.name} | {package.version} | {package.licence} | `{place}` | `{digest}` |")
    return rows


def main() -> None:
    """Fetch every package and rewrite the record."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for package in PACKAGES for row in vendor(package, Path(folder))]
    lines = [
        "# Vendored files",
        "",
        "Copied by `tools/vendor.py`; do not edit. Lines that name a source map are taken out, and Designsystemet's",
        "stylesheet is joined from the parts we use. Nothing else is changed.",
        "",
        "| package | version | licence | file | sha256 |",
        "| --- | --- | --- | --- | --- |",
        *rows,
        "",
    ]
    (STATIC / "VENDORED.md").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
