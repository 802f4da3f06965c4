"""``samspill import``: what it prints and how it ends."""

from argparse import ArgumentParser
from pathlib import Path

import pytest
from tests.rooms.organisation.exports import SAMPLES, SECRET_ID, export, row

from samspill.operations.importing import add_import_arguments, run_import
from samspill.people.models import Person

pytestmark = pytest.mark.django_db


def run(*words: str) -> int:
    parser = ArgumentParser()
    add_import_arguments(parser)
    return run_import(parser.parse_args(words))


def written(folder: Path, *rows: list[str]) -> str:
    path = folder / "export.csv"
    path.write_bytes(export(*rows).read())
    return str(path)


def test_a_dry_run_tells_every_unreadable_row_on_a_line_and_stores_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(str(SAMPLES / "lyngvik-640.csv"), "--dry-run") == 1

    printed = capsys.readouterr().out.splitlines()
    for line in (55, 226, 468, 710):
        assert len([told for told in printed if f" {line}: " in told]) == 1
    assert any("Fødselsnr, Årslønn" in told for told in printed)
    assert any("Mobil" in told for told in printed)
    assert not Person.objects.exists()


def test_two_files_in_either_order(capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(SAMPLES / f"lyngvik-640-{kind}-cp1252.csv") for kind in ("positions", "units")]
    assert run(*files) == 1
    persons = Person.objects.count()
    assert run(*reversed(files)) == 1
    assert (persons > 600, Person.objects.count()) == (True, persons)
    assert SECRET_ID not in capsys.readouterr().out


def test_a_file_with_nothing_wrong_ends_with_zero(tmp_path: Path) -> None:
    assert run(written(tmp_path, row("ada", "leif"), row("leif"))) == 0
    assert Person.objects.count() == 2


def test_many_endings_are_refused_and_may_be_allowed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(written(tmp_path, row("ada", "leif"), row("leif")))
    file = written(tmp_path, row("leif"))

    assert run(file) == 2
    assert "--allow-many-endings" in capsys.readouterr().out
    assert Person.objects.filter(is_active=True).count() == 2
    assert run(file, "--allow-many-endings") == 0
    assert Person.objects.filter(is_active=True).count() == 1


def test_what_is_no_export_ends_with_two_and_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    picture = tmp_path / "picture.csv"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert run(str(picture)) == 2
    assert run(str(tmp_path / "absent.csv")) == 2
    told = capsys.readouterr()
    assert (told.out, len(told.err.splitlines())) == ("", 2)
