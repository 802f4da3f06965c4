"""The archive message: valid against the schema, found again by our key, and silent about whose plan it is."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from lxml import etree

from samspill.archive.arkivmelding import (
    ArchiveCodes,
    ArchiveRecord,
    NameInPublicTitle,
    assert_masked,
    full_title,
    public_title,
    write_arkivmelding,
)

SCHEMAS = Path(__file__).parents[4] / "shared" / "schemas" / "fiks-arkiv-v1"
SCHEMA = SCHEMAS / "no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd"
M = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/arkivmelding/opprett/v1"
K = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv/metadatakatalog/v1"
NAMES = {"m": M, "k": K}
DELIVERY = UUID("5e1ccf4f-6d4c-4b5e-9a6b-3f2f7f2f00aa")


def a_record(*, codes: ArchiveCodes | None = None, **changes: Any) -> ArchiveRecord:
    content: dict[str, Any] = {
        "delivery": DELIVERY,
        "title": full_title(2026, "Ada Lund", language="en"),
        "public_title": public_title(2026, language="en"),
        "document_title": "Agreed plan 2026",
        "employee_name": "Ada Lund",
        "employee_number": "000123",
        "leader_name": "Leif Haugen",
        "created_at": datetime(2026, 4, 16, 11, 42, tzinfo=UTC),
        "created_by": "Leif Haugen",
        "document_on": date(2026, 4, 16),
        "file_name": "agreed-plan.pdf",
        "document": b"%PDF-1.7 ...",
        "codes": codes or ArchiveCodes(),
    }
    return ArchiveRecord(**{**content, **changes})


@pytest.fixture(scope="session")
def schema() -> etree.XMLSchema:
    if not SCHEMA.exists():
        pytest.skip("the Fiks Arkiv schemas are not beside this checkout (folder shared/schemas)")
    return etree.XMLSchema(etree.parse(SCHEMA))


def parsed(message: bytes) -> etree._Element:
    return etree.fromstring(message)


def texts(root: etree._Element, path: str) -> list[str]:
    return [element.text or "" for element in root.iterfind(path, NAMES)]


@pytest.mark.parametrize(
    "codes",
    [
        ArchiveCodes(),
        ArchiveCodes(record_form="arkivnotat"),
        ArchiveCodes(classification_system="K-kode", class_id="430"),
        ArchiveCodes(class_id="430", access_description="", is_person_name_marked=False),
    ],
)
def test_is_valid_against_the_schema(schema: etree.XMLSchema, codes: ArchiveCodes) -> None:
    schema.assertValid(parsed(write_arkivmelding(a_record(codes=codes))))


def _code_in_the_wrong_namespace(root: etree._Element) -> None:
    root.find(".//m:journalposttype/k:kode", NAMES).tag = f"{{{M}}}kode"


def _title_before_the_document(root: etree._Element) -> None:
    registration = root.find("m:registrering", NAMES)
    title = registration.find("m:tittel", NAMES)
    registration.find("m:dokumentbeskrivelse", NAMES).addprevious(title)


def _without_the_type_of_entry(root: etree._Element) -> None:
    kind = root.find(".//m:journalposttype", NAMES)
    kind.getparent().remove(kind)


@pytest.mark.parametrize(
    "spoil", [_code_in_the_wrong_namespace, _title_before_the_document, _without_the_type_of_entry]
)
def test_the_schema_finds_a_planted_fault(schema: etree.XMLSchema, spoil: Callable[[etree._Element], None]) -> None:
    root = parsed(write_arkivmelding(a_record()))
    spoil(root)

    assert not schema.validate(root)


def test_finds_the_personnel_folder_and_carries_our_own_key() -> None:
    root = parsed(write_arkivmelding(a_record()))

    assert texts(root, ".//m:referanseForelderMappe/k:referanseEksternNoekkel/*") == ["HR", "ansatt-000123"]
    assert texts(root, "m:registrering/m:referanseEksternNoekkel/*") == ["Samspill", str(DELIVERY)]


def test_describes_the_very_file() -> None:
    root = parsed(write_arkivmelding(a_record(document=b"the document")))

    assert texts(root, ".//m:sjekksum") == [hashlib.sha256(b"the document").hexdigest()]
    assert texts(root, ".//m:filstoerrelse") == ["12"]
    assert texts(root, ".//m:format/k:kode") == ["RA-PDF"]
    assert texts(root, "m:antallFiler") == ["1"]


def test_screens_the_record_and_both_parties() -> None:
    root = parsed(write_arkivmelding(a_record()))

    assert texts(root, ".//m:skjermingshjemmel") == ["offl. § 13 jf. fvl. § 13 første ledd nr. 1"]
    assert texts(root, ".//m:tilgangsrestriksjon/k:kode") == ["P"]
    assert texts(root, ".//m:erSkjermet") == ["true"] * 3
    assert texts(root, ".//m:erPersonnavn") == ["true"] * 3
    assert texts(root, ".//m:offentligTittel") == ["Employee conversation 2026: *****"]
    assert texts(root, "m:registrering/m:tittel") == ["Employee conversation 2026: Ada Lund"]


def test_times_carry_the_norwegian_offset() -> None:
    assert texts(parsed(write_arkivmelding(a_record())), ".//m:opprettetDato") == ["2026-04-16T13:42:00+02:00"]


def test_an_archive_note_is_no_journal_entry() -> None:
    root = parsed(write_arkivmelding(a_record(codes=ArchiveCodes(record_form="arkivnotat"))))

    assert texts(root, ".//m:journalposttype") == []
    assert root.find("m:registrering", NAMES).get("{http://www.w3.org/2001/XMLSchema-instance}type") == "arkivnotat"


def test_version_two_lives_in_its_own_namespaces() -> None:
    message = write_arkivmelding(a_record(codes=ArchiveCodes(version=2)))

    assert parsed(message).tag == f"{{{M.replace('/v1', '/v2')}}}arkivmelding"
    assert b"/v1" not in message


def test_what_xml_cannot_hold_is_left_out(schema: etree.XMLSchema) -> None:
    odd = "Ada \x00\x0b\x1f\ud800\ufffe <&> 😀 Lund"
    root = parsed(write_arkivmelding(a_record(employee_name=odd)))

    schema.assertValid(root)
    assert texts(root, ".//m:partNavn") == ["Ada <&> 😀 Lund"]


def test_the_same_record_gives_the_same_message() -> None:
    record = a_record()

    assert write_arkivmelding(record) == write_arkivmelding(replace(record))


@pytest.mark.parametrize("field", ["public_title", "document_title", "file_name"])
@pytest.mark.parametrize("given_away", ["Ada", "LUND", "leif", "Haugen"])
def test_a_name_where_the_public_can_read_is_refused(field: str, given_away: str) -> None:
    with pytest.raises(NameInPublicTitle):
        write_arkivmelding(a_record(**{field: f"2026-{given_away}.pdf"}))


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Samtale 2026: Åse", "A\u030ase Berg"),
        ("Samtale 2026: Anne", "Anne-Lise Dahl"),
        ("Samtale 2026: O'Hara", "Scarlett O'Hara"),
        ("Samtale_Berg", "Åse Berg"),
    ],
)
def test_names_are_recognised_however_they_are_written(title: str, name: str) -> None:
    with pytest.raises(NameInPublicTitle):
        assert_masked(title, [name])


@pytest.mark.parametrize("name", ["Tale Dal", "A. Employe", "2026"])
def test_a_name_inside_another_word_gives_nobody_away(name: str) -> None:
    assert_masked("Medarbeidersamtale 2026: *****", [name])


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_the_public_title_has_the_year_and_the_mask(language: str) -> None:
    title = public_title(2026, language=language)

    assert "2026" in title
    assert "*****" in title
    assert_masked(title, ["Ada Lund", "Leif Haugen"])
