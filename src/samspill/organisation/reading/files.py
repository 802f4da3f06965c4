"""A file from its first byte to its last: rows as they come, and afterwards what was found."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO

from samspill.organisation.reading.columns import POSITIONS, Header, find_header
from samspill.organisation.reading.lines import Record, encoding_of, records, text_lines
from samspill.organisation.reading.readers import Reader
from samspill.organisation.reading.remarks import UnreadableFile
from samspill.organisation.reading.rows import PositionRow, UnitRow


@dataclass(slots=True)
class SourceFile:
    """One file whose header was recognised. Read it once, with ``rows``; then the reader tells the rest."""

    stream: BinaryIO
    encoding: str
    header: Header
    reader: Reader
    read: int = 0

    @property
    def kind(self) -> str:
        """``units`` or ``positions``."""
        return self.header.kind

    def rows(self) -> Iterator[PositionRow | UnitRow]:
        """The readable rows in the order of the file; each line is either one of them, a fault, or blank."""
        for record in self._records():
            row = self.reader.read(record)
            if row is not None:
                self.read += 1
                yield row

    def _records(self) -> Iterator[Record]:
        self.stream.seek(0)
        lines = text_lines(self.stream, self.encoding)
        for _ in range(self.header.line):
            next(lines)
        return records(lines, self.header.delimiter, first_line=self.header.line + 1)


def open_files(streams: Sequence[BinaryIO]) -> list[SourceFile]:
    """Recognise one or two files, in whatever order; units come first in the answer.

    Args:
        streams: the files, seekable, at their beginning.

    Raises:
        UnreadableFile: a file has no header that we know, or together they are not an export.
    """
    files = sorted((_open(stream) for stream in streams), key=lambda file: file.kind == POSITIONS)
    kinds = [file.kind for file in files]
    if POSITIONS not in kinds:
        raise UnreadableFile("positions_missing")
    if len(kinds) > len(set(kinds)):
        raise UnreadableFile("one_kind_twice")
    if kinds == [POSITIONS] and "leader_number" not in files[0].header.places:
        raise UnreadableFile("leaders_missing")
    return files


def _open(stream: BinaryIO) -> SourceFile:
    encoding = encoding_of(stream)
    header = find_header(text_lines(stream, encoding))
    return SourceFile(stream, encoding, header, Reader(header))
