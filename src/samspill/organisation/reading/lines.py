"""From bytes to records: the encoding, the physical lines, and the records that quotes may stretch over several."""

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

CHUNK = 1 << 20
LONGEST_RECORD = 100_000
LONGEST_STRETCH = 8


class Record(NamedTuple):
    """One row of the file.

    Attributes:
        line: the physical line that it begins on, from 1.
        last_line: the physical line that it ends on.
        cells: the cells; None where the record could not be taken apart.
        is_cut: whether a quote was opened and never closed, as against a record that is too long.
    """

    line: int
    last_line: int
    cells: list[str] | None
    is_cut: bool = False


def encoding_of(stream: BinaryIO) -> str:
    """UTF-8, with or without its mark, where the whole file is that, else Windows-1252. Rewinds the stream."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding = "utf-8-sig"
    try:
        while chunk := stream.read(CHUNK):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        stream.seek(0)
        encoding = "utf-8-sig" if stream.read(3) == codecs.BOM_UTF8 else "cp1252"
    stream.seek(0)
    return encoding


def text_lines(stream: BinaryIO, encoding: str) -> Iterator[str]:
    """Physical lines without their ends; what cannot be decoded becomes U+FFFD. The stream stays open."""
    text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline=None)
    try:
        for line in text:
            yield line.rstrip("\n")
    finally:
        text.detach()


def records(lines: Iterator[str], delimiter: str, *, first_line: int = 1) -> Iterator[Record]:
    """Take lines apart into records. Every line that is not blank belongs to exactly one record.

    A quote that is never closed costs its own line only: it may not swallow the rest of the file.
    """
    waiting: list[str] = []
    number = first_line
    while (line := waiting.pop(0) if waiting else next(lines, None)) is not None:
        record = line
        taken = 1
        while '"' in record and _is_open(record, delimiter):
            more = _one_more(lines, waiting, taken)
            if more is None or len(record) > LONGEST_RECORD:
                record, taken = line, 0
                break
            record, taken = f"{record}\n{more}", taken + 1
        del waiting[: max(taken - 1, 0)]
        if record.strip(f"{delimiter} \t"):
            yield _record(record, delimiter, number, taken)
        number += max(taken, 1)


def _one_more(lines: Iterator[str], waiting: list[str], taken: int) -> str | None:
    if taken >= LONGEST_STRETCH:
        return None
    if len(waiting) < taken:
        more = next(lines, None)
        if more is None:
            return None
        waiting.append(more)
    return waiting[taken - 1]


def _record(record: str, delimiter: str, number: int, taken: int) -> Record:
    last = number + max(taken, 1) - 1
    if taken == 0:
        return Record(number, last, None, is_cut=True)
    if len(record) > LONGEST_RECORD:
        return Record(number, last, None)
    return Record(number, last, cells_of(record, delimiter))


def cells_of(record: str, delimiter: str) -> list[str]:
    """The cells of one record whose quotes are closed."""
    if '"' not in record:
        return record.split(delimiter)
    return next(csv.reader([record], delimiter=delimiter))


def _is_open(record: str, delimiter: str) -> bool:
    """Whether a quoted cell still waits for its end: then the parser keeps the line break that we add."""
    if record.count('"') % 2 == 0 or len(record) > LONGEST_RECORD:
        return False
    return next(csv.reader([f"{record}\n"], delimiter=delimiter))[-1].endswith("\n")
