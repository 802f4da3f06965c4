"""Files that are refused before or while they are parsed: each with its reason, and nothing of the server in the answer."""

import io
import socket
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.oxml.ns import nsdecls
from tests.rooms.guides.word import forms

from samspill.foundation.errors import Unacceptable
from samspill.guides.word.checking import MOST_BYTES, MOST_MEMBERS, OLE
from samspill.guides.word.reading import read_word
from samspill.web.sentences import sentence

Parts = dict[str, bytes]
DOCUMENT = "word/document.xml"
TYPES = "[Content_Types].xml"
RELATIONS = "_rels/.rels"


def form() -> bytes:
    """A form that is read."""
    document = forms.new()
    document.add_paragraph("Hva har gått bra?")
    return forms.saved(document)


def parts() -> Parts:
    """The parts of that form."""
    with zipfile.ZipFile(io.BytesIO(form())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Parts) -> bytes:
    """Parts as a file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_part(name: str, content: bytes) -> bytes:
    """The form with one part more, or another in its place."""
    return packed(parts() | {name: content})


def with_body(inside: str, before: str = "") -> bytes:
    """The form with another body."""
    head = '<?xml version="1.0" encoding="UTF-8"?>'
    return with_part(
        DOCUMENT, f"{head}{before}<w:document {nsdecls('w', 'r')}><w:body>{inside}</w:body></w:document>".encode()
    )


def paragraph(text: str) -> str:
    """A paragraph as Word writes it."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def refusal(content: bytes) -> Unacceptable:
    """What a file is refused with."""
    with pytest.raises(Unacceptable) as caught:
        read_word(content, language="nb")
    assert sentence(caught.value)
    return caught.value


def old_word(stream: str) -> bytes:
    """An OLE file that names a stream."""
    return OLE + bytes(504) + stream.encode("utf-16-le") + bytes(1024)


def laughing() -> bytes:
    """An entity that grows tenfold ten times."""
    grown = "".join(f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 10))
    return with_body(paragraph("&e9;"), f'<!DOCTYPE w:document [<!ENTITY e0 "ha">{grown}]>')


def external_entity(address: str) -> bytes:
    """An entity that stands for what is at an address."""
    return with_body(paragraph("&outside;"), f'<!DOCTYPE w:document [<!ENTITY outside SYSTEM "{address}">]>')


def in_utf_16() -> bytes:
    """A DTD that nobody finds who looks for its letters in UTF-8."""
    text = f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><w:document {nsdecls("w")}/>'
    return with_part(DOCUMENT, text.encode("utf-16"))


def in_utf_7() -> bytes:
    """The same in an encoding that looks like plain letters."""
    head = b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a [+ADwAIQ-ENTITY b +ACI-c+ACI-+AD4]+AD4'
    return with_part(DOCUMENT, head + f"<w:document {nsdecls('w')}/>".encode())


def with_macro_type() -> bytes:
    """A document that says it has macros."""
    types = parts()[TYPES].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return with_part(TYPES, types)


def encrypted_member() -> bytes:
    """An archive whose members are locked one by one."""
    content = bytearray(form())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        flags = struct.unpack_from("<H", content, place + 8)[0]
        struct.pack_into("<H", content, place + 8, flags | 1)
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def understated_bomb() -> bytes:
    """A member that says that it is smaller than it is."""
    content = bytearray(with_body(paragraph("a" * 3_000_000)))
    place = content.find(b"PK\x01\x02")
    while content[place + 46 : place + 46 + len(DOCUMENT)] != DOCUMENT.encode():
        place = content.find(b"PK\x01\x02", place + 4)
    struct.pack_into("<I", content, place + 24, 2_000)
    return bytes(content)


def twice_the_same() -> bytes:
    """Two members of one name, of which a checker and a parser may take one each."""
    file = io.BytesIO(form())
    with zipfile.ZipFile(file, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(DOCUMENT, b"<other/>")
    return file.getvalue()


def elsewhere() -> bytes:
    """A file whose document is not in it."""
    relations = parts()[RELATIONS].replace(
        b'Target="word/document.xml"', b'Target="file:///etc/hostname" TargetMode="External"'
    )
    return with_part(RELATIONS, relations)


FILES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "one byte too much": ("word_too_large", lambda: bytes(MOST_BYTES + 1)),
    "nothing": ("word_empty", lambda: b""),
    "only blanks": ("word_empty", lambda: with_body(paragraph("  "))),
    "only lines to sign": ("word_empty", lambda: with_body(paragraph("Dato: ____"))),
    "encrypted": ("word_encrypted", lambda: old_word("EncryptedPackage")),
    "encrypted members": ("word_encrypted", encrypted_member),
    "doc": ("word_old_format", lambda: old_word("WordDocument")),
    "rtf": ("word_old_format", lambda: b"{\\rtf1 Hva?}"),
    "macros": ("word_macros", lambda: with_part("word/vbaProject.bin", OLE)),
    "macros in capitals": ("word_macros", lambda: with_part("word/VBAPROJECT.BIN", OLE)),
    "macro type": ("word_macros", with_macro_type),
    "billion laughs": ("word_hostile", laughing),
    "outer entity": ("word_hostile", lambda: external_entity("file:///etc/hostname")),
    "dtd in another part": ("word_hostile", lambda: with_part("word/styles.xml", b"<!DOCTYPE a><a/>")),
    "dtd under another name": ("word_hostile", lambda: with_part("word/extra.dat", b"\n <!DOCTYPE a><a/>")),
    "dtd in utf-16": ("word_hostile", in_utf_16),
    "dtd in utf-7": ("word_hostile", in_utf_7),
    "bomb": ("word_hostile", lambda: with_part("word/media/picture.bmp", bytes(60_000_000))),
    "bomb of text": ("word_hostile", lambda: with_body(paragraph("a" * 13_000_000))),
    "bomb that lies": ("word_unreadable", understated_bomb),
    "too many members": (
        "word_hostile",
        lambda: packed(parts() | {f"word/{n}.xml": b"<a/>" for n in range(MOST_MEMBERS)}),
    ),
    "way up": ("word_hostile", lambda: with_part("../outside.xml", b"<a/>")),
    "from the root": ("word_hostile", lambda: with_part("/etc/outside.xml", b"<a/>")),
    "drive": ("word_hostile", lambda: with_part("C:/outside.xml", b"<a/>")),
    "one name twice": ("word_hostile", twice_the_same),
    "deep": ("word_unreadable", lambda: with_body("<w:sdt><w:sdtContent>" * 5_000 + "</w:sdtContent></w:sdt>" * 5_000)),
    "deep tables": (
        "word_unreadable",
        lambda: with_body("<w:tbl><w:tr><w:tc>" * 2_000 + "</w:tc></w:tr></w:tbl>" * 2_000),
    ),
    "document elsewhere": ("word_unreadable", elsewhere),
    "no zip": ("word_unreadable", lambda: b"Hva har gikk bra?" * 100),
    "another zip": ("word_unreadable", lambda: packed({"notes.txt": b"Hva?"})),
    "cut off": ("word_unreadable", lambda: form()[:-200]),
    "cut in the middle": ("word_unreadable", lambda: form()[:2_000]),
    "no document": (
        "word_unreadable",
        lambda: packed({name: one for name, one in parts().items() if name != DOCUMENT}),
    ),
    "broken xml": ("word_unreadable", lambda: with_part(DOCUMENT, b"<w:document><w:body>")),
    "too many lines": ("word_too_long", lambda: with_body(paragraph("Hva?") * 401)),
    "too many blank lines": ("word_too_long", lambda: with_body(paragraph("") * 100_000)),
    "too many cells": ("word_too_long", lambda: with_body("<w:tbl><w:tr>" + "<w:tc/>" * 100_000 + "</w:tr></w:tbl>")),
    "too many rows": ("word_too_long", lambda: with_body("<w:tbl>" + "<w:tr/>" * 100_000 + "</w:tbl>")),
    "too much text": ("word_too_long", lambda: with_body(paragraph("Hva " * 60_000))),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_refused_for_what_it_is(name: str) -> None:
    code, make = FILES[name]
    assert refusal(make()).code == code


def test_the_form_that_all_of_them_are_made_from_is_read() -> None:
    assert [line.text for line in read_word(form(), language="nb").lines] == ["Hva har gått bra?"]
    assert [line.text for line in read_word(with_body(paragraph("Hva?")), language="nb").lines] == ["Hva?"]


def test_a_file_of_the_largest_size_is_opened() -> None:
    assert refusal(b"x" * MOST_BYTES).code == "word_unreadable"


def test_nothing_outside_the_file_is_asked_for(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(f"<w:hdr {nsdecls('w')}>{paragraph('Hemmelig')}</w:hdr>", "utf-8")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.2)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/"
        kinds = ("hyperlink", "header", "footer", "attachedTemplate", "image", "numbering", "aFChunk", "oleObject")
        name = "word/_rels/document.xml.rels"
        outside = "".join(
            f'<Relationship Id="out{number}" Target="{target}" TargetMode="External" '
            f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
            for number, (kind, target) in enumerate(
                (kind, target) for kind in kinds for target in (address, secret.as_uri())
            )
        )
        linked = (
            f'<w:hyperlink r:id="out0">{paragraph("Hva lenkes det til?")[5:-6]}</w:hyperlink><w:altChunk r:id="out13"/>'
        )
        body = f"<w:document {nsdecls('w', 'r')}><w:body><w:p>{linked}</w:p></w:body></w:document>"
        relations = parts()[name].replace(b"</Relationships>", f"{outside}</Relationships>".encode())
        reading = read_word(packed(parts() | {name: relations, DOCUMENT: body.encode()}), language="nb")
        with pytest.raises(TimeoutError):
            listening.accept()
    assert [line.text for line in reading.lines] == ["Hva lenkes det til?"]
    assert reading.notices == ["objects"]
