"""What a file must keep to before anything parses it (threat T13): size, a sound and modest archive, no macros, no DTD."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from samspill.foundation.errors import Unacceptable

MOST_BYTES = 5 * 1024 * 1024
MOST_MEMBERS = 500
MOST_UNPACKED = 50_000_000
MOST_XML = 6_000_000  # ten times what a long form takes
MOST_RATIO = 100
SMALL_ENOUGH = 1_000_000  # a few kilobytes of blanks are packed better than any ratio that would stop a bomb
MOST_TYPES = 500_000

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
XML = (".xml", ".rels")
CONTENT_TYPES = "[Content_Types].xml"
_MACRO_TYPES = re.compile(rb"macroenabled|vbaproject|vbadata", re.IGNORECASE)
_DECLARED = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]*)[\"']")
_FORBIDDEN = re.compile(rb"<!DOCTYPE|<!ENTITY")


def check_file(content: bytes) -> None:
    """Hold a file against the limits by its head and its table of contents; nothing is unpacked.

    Raises:
        Unacceptable: ``word_too_large``, ``word_empty``, ``word_encrypted``, ``word_old_format``, ``word_macros``,
            ``word_hostile`` or ``word_unreadable``.
    """
    if len(content) > MOST_BYTES:
        raise Unacceptable("word_too_large", most=MOST_BYTES // 1024**2)
    if not content.strip():
        raise Unacceptable("word_empty")
    if content.startswith(OLE):
        raise Unacceptable("word_encrypted" if ENCRYPTED in content else "word_old_format")
    if content.startswith(b"{\\rtf"):
        raise Unacceptable("word_old_format")
    with opened(content) as archive:
        _check_members(archive.infolist())


@contextmanager
def opened(content: bytes) -> Iterator[zipfile.ZipFile]:
    """The file as an archive; whatever is wrong with it is ``word_unreadable``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, LookupError, ValueError, NotImplementedError) as error:
        raise Unacceptable("word_unreadable") from error


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MOST_MEMBERS:
        raise Unacceptable("word_hostile")
    names = [member.filename for member in members]
    if len({name.casefold() for name in names}) < len(names) or any(map(_leads_elsewhere, names)):
        raise Unacceptable("word_hostile")
    if any(member.flag_bits & 1 for member in members):
        raise Unacceptable("word_encrypted")
    unpacked, packed = (sum(sizes) for sizes in zip(*((m.file_size, m.compress_size) for m in members), strict=True))
    written = sum(member.file_size for member in members if member.filename.lower().endswith(XML))
    is_bomb = unpacked > SMALL_ENOUGH and unpacked > MOST_RATIO * packed
    if is_bomb or unpacked > MOST_UNPACKED or written > MOST_XML:
        raise Unacceptable("word_hostile")
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Unacceptable("word_macros")
    if CONTENT_TYPES not in names:
        raise Unacceptable("word_unreadable")


def _leads_elsewhere(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/")


def check_parts(content: bytes) -> None:
    """Unpack every part, within the limits that ``check_file`` has held it against, and look for what no form has.

    Run in the process apart. XML in another encoding than UTF-8 is refused, for a DTD could hide in it.

    Raises:
        Unacceptable: ``word_macros``, ``word_hostile`` or ``word_unreadable``.
    """
    with opened(content) as archive:
        for member in archive.infolist():
            part = archive.read(member)
            if member.filename == CONTENT_TYPES and _MACRO_TYPES.search(part[:MOST_TYPES]):
                raise Unacceptable("word_macros")
            is_xml = member.filename.lower().endswith(XML)
            if (is_xml or part.lstrip()[:1] == b"<") and not member.filename.lower().endswith(".svg"):
                _check_xml(part)


def _check_xml(part: bytes) -> None:
    declared = _DECLARED.match(part)
    is_utf_8 = not declared or declared[1].lower() in {b"utf-8", b"us-ascii", b"ascii"}
    if not is_utf_8 or b"\0" in part or part[:2] in {b"\xff\xfe", b"\xfe\xff"} or _FORBIDDEN.search(part):
        raise Unacceptable("word_hostile")
