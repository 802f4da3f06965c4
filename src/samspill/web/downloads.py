"""Files for a spreadsheet: CSV in which no cell can act as a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence

BYTE_ORDER_MARK = "\ufeff"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 the full-width forms
BLANK = " \u00a0\u2007\u202f\u3000"


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a CSV file that Norwegian spreadsheets open rightly: semicolons, UTF-8 with a byte order mark."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield BYTE_ORDER_MARK
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def harmless(cell: str) -> str:
    """A cell as text: an apostrophe before each line that a spreadsheet would take for a formula (OWASP)."""
    lines = cell.replace("\r\n", "\n").split("\n")
    return "\n".join(f"'{line}" if line.lstrip(BLANK).startswith(DANGEROUS) else line for line in lines)
