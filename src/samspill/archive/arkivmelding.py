"""The message that hands one agreed plan to a records system: Fiks Arkiv ``arkivmelding.opprett``.

Written after the schema of KS, ``no.ks.fiks.arkiv.v1.arkivering.arkivmelding.opprett.xsd`` (version 2 differs in its
namespaces only for what is used here). The order of the elements is fixed by the schema, and the children of every
code and of every external key belong to the namespace of the metadata catalogue. Both are easy to get wrong, so the
tests validate against the schema itself.
"""

import hashlib
import re
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from samspill.foundation.clock import OSLO

MASK = "*****"

_BASE = "https://ks-no.github.io/standarder/fiks-protokoll/fiks-arkiv"
_TYPE = "{http://www.w3.org/2001/XMLSchema-instance}type"
_FORBIDDEN_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The writer below names a prefix for each catalogue; otherwise the standard library would number them.
for _version in (1, 2):
    ET.register_namespace(f"m{_version}", f"{_BASE}/metadatakatalog/v{_version}")


class NameInPublicTitle(ValueError):
    """A title that the public can read gives away whose conversation it is."""


@dataclass(frozen=True, kw_only=True)
class ArchiveCodes:
    """What differs from archive to archive; the archivist decides on every value.

    The screening rests on offentleglova section 13. It cannot rest on section 14 (internal documents), because what the
    employee has agreed to is not the organisation's alone. ``record_form`` chooses between a journal entry, where
    ``journal_entry_type`` X is internal without follow-up, and an archive note. Without ``class_id`` the record has no
    classification of its own and takes its folder's.
    """

    version: Literal[1, 2] = 1
    record_form: Literal["journalpost", "arkivnotat"] = "journalpost"
    journal_entry_type: str = "X"
    journal_status: str = "J"
    access_code: str = "P"
    access_description: str = "Personalsaker"
    screening_authority: str = "offl. § 13 jf. fvl. § 13 første ledd nr. 1"
    document_type: str = "AVTALE"
    document_status: str = "F"
    file_format: str = "RA-PDF"
    classification_system: str = ""
    class_id: str = ""
    own_system: str = "Samspill"
    personnel_system: str = "HR"
    is_person_name_marked: bool = True


@dataclass(frozen=True, kw_only=True)
class ArchiveRecord:
    """One agreed plan on its way to the archive.

    ``delivery`` is our own key and stays the same when a message is sent again; ``employee_number`` finds the
    employee's personnel folder. ``created_at`` is aware. ``document`` is the PDF itself, in bytes; ``file_name`` and
    ``document_title`` carry no names, since some archives publish them.
    """

    delivery: UUID
    title: str
    public_title: str
    document_title: str
    employee_name: str
    employee_number: str
    leader_name: str
    created_at: datetime
    created_by: str
    document_on: date
    file_name: str
    document: bytes
    codes: ArchiveCodes


def full_title(year: int, name: str, /, *, language: str, kind: str = "yearly") -> str:
    """The title that only those with access to the record see; it tells no more of the kind than the journal does."""
    titles = {
        "follow_up": _("Follow-up conversation %(year)s: %(name)s"),
        "start": _("First conversation %(year)s: %(name)s"),
    }
    with translation.override(language):
        title = str(titles.get(kind, _("Employee conversation %(year)s: %(name)s")))
        return title % {"year": year, "name": _in_xml(name)}


def public_title(year: int, /, *, language: str, kind: str = "yearly") -> str:
    """The title in the public journal, with a mask where the name would stand (offl. § 13, Noark 5 M502)."""
    return full_title(year, MASK, language=language, kind=kind)


def assert_masked(title: str, names: Iterable[str], /) -> None:
    """Refuse a public title that has any part of the names as a word of its own; initials do not count.

    Whole words are compared, or nobody called Tale could ever have a "medarbeidersamtale".

    Raises:
        NameInPublicTitle: a part of a name is in the title.
    """
    parts = frozenset(word for name in names for word in _words(name) if len(word) > 1)
    if parts & _words(title):
        raise NameInPublicTitle("A title that the public can read has a part of a name in it.")


def write_arkivmelding(record: ArchiveRecord, /) -> bytes:
    """The whole message in UTF-8, valid against the schema of the version that the codes name.

    Raises:
        NameInPublicTitle: the public title, the document's title or the file's name holds a part of a party's name.
    """
    for title in (record.public_title, record.document_title, record.file_name):
        assert_masked(title, [record.employee_name, record.leader_name])
    message = f"{_BASE}/arkivmelding/opprett/v{record.codes.version}"
    writer = _Writer(message=message, catalogue=f"{_BASE}/metadatakatalog/v{record.codes.version}")
    root = ET.Element(writer.tag("arkivmelding"))
    writer.add(root, "system", record.codes.own_system)
    writer.add(root, "antallFiler", "1")
    _write_registration(writer, root, record)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True, default_namespace=message)
    return written


@dataclass(frozen=True, kw_only=True)
class _Writer:
    """Adds elements in the message's namespace, and codes and keys with children in the catalogue's."""

    message: str
    catalogue: str

    def tag(self, name: str) -> str:
        return f"{{{self.message}}}{name}"

    def add(self, parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
        element = ET.SubElement(parent, self.tag(name))
        element.text = None if text is None else _in_xml(text)
        return element

    def add_from_catalogue(self, parent: ET.Element, name: str, text: str | None = None) -> ET.Element:
        element = ET.SubElement(parent, f"{{{self.catalogue}}}{name}")
        element.text = None if text is None else _in_xml(text)
        return element

    def add_code(self, parent: ET.Element, name: str, code: str, description: str = "") -> None:
        element = self.add(parent, name)
        self.add_from_catalogue(element, "kode", code)
        if description:
            self.add_from_catalogue(element, "beskrivelse", description)

    def add_key(self, element: ET.Element, system: str, key: str) -> None:
        self.add_from_catalogue(element, "fagsystem", system)
        self.add_from_catalogue(element, "noekkel", key)


def _write_registration(writer: _Writer, root: ET.Element, record: ArchiveRecord) -> None:
    codes = record.codes
    registration = writer.add(root, "registrering")
    registration.set(_TYPE, codes.record_form)
    writer.add(registration, "opprettetDato", _moment(record.created_at))
    writer.add(registration, "opprettetAv", record.created_by)
    folder = writer.add(registration, "referanseForelderMappe")
    folder_key = writer.add_from_catalogue(folder, "referanseEksternNoekkel")
    writer.add_key(folder_key, codes.personnel_system, f"ansatt-{record.employee_number}")
    part = writer.add(registration, "part")
    writer.add(part, "partNavn", record.employee_name)
    _write_screened(writer, part, codes)
    screening = writer.add(registration, "skjerming")
    writer.add_code(screening, "tilgangsrestriksjon", codes.access_code, codes.access_description)
    writer.add(screening, "skjermingshjemmel", codes.screening_authority)
    _write_document(writer, registration, record)
    writer.add(registration, "tittel", record.title)
    writer.add(registration, "offentligTittel", record.public_title)
    _write_correspondents(writer, registration, record)
    _write_own_keys(writer, registration, record)
    if codes.record_form == "journalpost":
        writer.add_code(registration, "journalposttype", codes.journal_entry_type)
        writer.add_code(registration, "journalstatus", codes.journal_status)
    writer.add(registration, "dokumentetsDato", record.document_on.isoformat())


def _write_document(writer: _Writer, registration: ET.Element, record: ArchiveRecord) -> None:
    codes = record.codes
    description = writer.add(registration, "dokumentbeskrivelse")
    writer.add_code(description, "dokumenttype", codes.document_type)
    writer.add_code(description, "dokumentstatus", codes.document_status)
    writer.add(description, "tittel", record.document_title)
    writer.add_code(description, "tilknyttetRegistreringSom", "H")
    writer.add(description, "dokumentnummer", "1")
    document = writer.add(description, "dokumentobjekt")
    writer.add(document, "versjonsnummer", "1")
    writer.add_code(document, "variantformat", "A")
    writer.add_code(document, "format", codes.file_format)
    writer.add(document, "mimeType", "application/pdf")
    writer.add(document, "filnavn", record.file_name)
    writer.add(document, "referanseDokumentfil", record.file_name)
    writer.add(document, "sjekksum", hashlib.sha256(record.document).hexdigest())
    writer.add(document, "sjekksumAlgoritme", "SHA-256")
    writer.add(document, "filstoerrelse", str(len(record.document)))


def _write_correspondents(writer: _Writer, registration: ET.Element, record: ArchiveRecord) -> None:
    """The leader hands the text over (IA, internal sender), the employee gets a copy (IM, internal receiver)."""
    for kind, name in (("IA", record.leader_name), ("IM", record.employee_name)):
        correspondent = writer.add(registration, "korrespondansepart")
        writer.add_code(correspondent, "korrespondanseparttype", kind)
        writer.add(correspondent, "korrespondansepartNavn", name)
        _write_screened(writer, correspondent, record.codes)


def _write_screened(writer: _Writer, party: ET.Element, codes: ArchiveCodes) -> None:
    """Names in old journal entries must not be found by a search (offentlegforskrifta § 6), so they are marked."""
    writer.add(party, "erSkjermet", "true")
    if codes.is_person_name_marked:
        writer.add(party, "erPersonnavn", "true")


def _write_own_keys(writer: _Writer, registration: ET.Element, record: ArchiveRecord) -> None:
    codes = record.codes
    if codes.class_id:
        classification = writer.add(registration, "klassifikasjon")
        if codes.classification_system:
            writer.add(classification, "klassifikasjonssystemID", codes.classification_system)
        writer.add(classification, "klasseID", codes.class_id)
    writer.add_key(writer.add(registration, "referanseEksternNoekkel"), codes.own_system, str(record.delivery))


def _moment(at: datetime) -> str:
    return at.astimezone(OSLO).isoformat(timespec="seconds")


def _in_xml(text: str) -> str:
    """The text on one line, without the characters that XML 1.0 cannot hold (section 2.2)."""
    return " ".join(_FORBIDDEN_IN_XML.sub("", text).split())


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", unicodedata.normalize("NFC", text).casefold()))
