"""Exports to test with, written row by row as an HR system would."""

import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

from samspill.confidentiality.actors import Actor
from samspill.organisation.models import ImportRun
from samspill.organisation.policy import COMMAND_LINE
from samspill.organisation.runs import iterate_lines
from samspill.organisation.services.importing import apply_import, check_import

SAMPLES = Path(__file__).parents[2] / "samples"
HEADER = [
    "Ansattnr", "Fornavn", "Etternavn", "E-post", "Fødselsnr", "Årslønn", "Stillingskode", "Stilling",
    "Ansettelsesform", "Stillingsprosent", "Hovedstilling", "Fra dato", "Til dato", "Permisjon", "Enhetskode", "Enhet",
    "Overordnet enhet", "Leder ansattnr", "Språk",
]  # fmt: skip
SECRET_ID, SECRET_PAY = "31129956715", "987654321"
IMPORTER = Actor.system(COMMAND_LINE)

Row = list[str]


def row(number: str, leader: str = "", **cells: str) -> Row:
    """A row that nothing is wrong with, but for the cells that are given by their column's name."""
    plain = {
        "Ansattnr": number, "Fornavn": f"Fornavn {number}", "Etternavn": "Hansen", "Fødselsnr": SECRET_ID,
        "Årslønn": SECRET_PAY, "Stillingskode": "7174", "Stilling": "Sykepleier", "Ansettelsesform": "Fast",
        "Stillingsprosent": "100", "Fra dato": "01.08.2019", "Enhetskode": "10", "Enhet": "Furua",
        "Overordnet enhet": "1", "Leder ansattnr": leader,
    }  # fmt: skip
    given = {name.replace("_", " "): cell for name, cell in cells.items()}
    return [{**plain, **given}.get(name, "") for name in HEADER]


def text(rows: Iterable[Sequence[str]], *, header: Sequence[str] = HEADER, delimiter: str = ";") -> str:
    """The file's text, its cells without quotes."""
    return "".join(f"{delimiter.join(cells)}\r\n" for cells in [header, *rows])


def export(*rows: Sequence[str], encoding: str = "utf-8-sig", **how: str) -> BinaryIO:
    """The file."""
    return io.BytesIO(text(rows, **how).encode(encoding))


def units(*rows: Sequence[str]) -> BinaryIO:
    """A file of units: code, name, unit above, leader."""
    header = ["Enhetskode", "Enhet", "Overordnet enhet", "Leder ansattnr"]
    return io.BytesIO(text(rows, header=header).encode("cp1252"))


def sample(name: str) -> BinaryIO:
    """One of the samples."""
    return io.BytesIO((SAMPLES / name).read_bytes())


def bring_in(*files: BinaryIO, are_many_endings_meant: bool = False) -> ImportRun:
    """Check and apply."""
    run = check_import(IMPORTER, files=files)
    return apply_import(IMPORTER, run_id=run.id, are_many_endings_meant=are_many_endings_meant)


def changes(run: ImportRun) -> dict[str, int]:
    """What a run changes, without what it does not."""
    return {name: n for name, n in run.report["counts"].items() if n and name != "without_leader"}


def lines(run: ImportRun, section: str) -> list[list[object]]:
    """A section of a run's report."""
    return list(iterate_lines(IMPORTER, run_id=run.id, section=section))
