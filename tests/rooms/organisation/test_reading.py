"""Reading: bytes become rows, or one fault with its place and reason."""

import io
from datetime import date
from decimal import Decimal
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.rooms.organisation.exports import HEADER, SAMPLES, SECRET_ID, export, row, sample, text, units

from samspill.organisation.reading.cells import date_of, percent_of, until_of
from samspill.organisation.reading.files import SourceFile, open_files
from samspill.organisation.reading.lines import records, text_lines
from samspill.organisation.reading.remarks import FaultCode, Remark, UnreadableFile, WarningCode
from samspill.organisation.reading.rows import PositionRow, UnitRow, packed, unpacked_position


def read(stream: BinaryIO) -> tuple[list[PositionRow], SourceFile]:
    (source,) = open_files([stream])
    return [one for one in source.rows() if isinstance(one, PositionRow)], source


def fault_of(*rows: list[str]) -> Remark:
    found, source = read(export(*rows))
    assert found == []
    (fault,) = source.reader.faults
    return fault


def warnings_of(*rows: list[str]) -> list[tuple[str, str, str]]:
    found, source = read(export(*rows))
    assert len(found) == len(rows)
    return [(warning.code, warning.column, warning.value) for warning in source.reader.warnings]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_encodings_and_delimiters_are_recognised(encoding: str, delimiter: str) -> None:
    stream = export(row("7", Fornavn="Åse Ærlig"), encoding=encoding, delimiter=delimiter)
    (found,), _ = read(stream)
    assert found.given_name == "Åse Ærlig"


def test_windows_1252_far_into_a_file_is_seen() -> None:
    rows = [row(str(n)) for n in range(9_000)]
    found, source = read(export(*rows, row("x", Fornavn="Øyvind"), encoding="cp1252"))
    assert (source.encoding, found[-1].given_name) == ("cp1252", "Øyvind")


def test_a_row_becomes_just_the_allowed_columns_in_their_types() -> None:
    cells = {"E-post": "ada@lyngvik.example", "Hovedstilling": "J", "Til_dato": "30.06.2027", "Permisjon": "Syk"}
    (found,), source = read(export(row("007", "42", Stillingsprosent="0,5", Språk="Nynorsk", **cells)))
    assert found == PositionRow(
        2, "007", "Fornavn 007", "Hansen", "ada@lyngvik.example", "nn", "7174", "Sykepleier", "permanent",
        Decimal("50.00"), True, True, date(2019, 8, 1), date(2027, 7, 1), "10", "Furua", "1", "42",
    )  # fmt: skip
    assert source.header.forbidden == ["Fødselsnr", "Årslønn"]
    assert unpacked_position(packed(found)) == found


@pytest.mark.parametrize(
    "header",
    [
        "Tilsettnr;Førenamn;Etternamn;Einingskode;Leiar tilsettnr;Heimeadresse;Noko anna",
        "Employee number;First name;Last name;Unit code;Manager employee number;Home address;Something else",
        " ANSATTNR. ; fornavn;Etternavn;enhets-kode;Leder_ansattnr;Postnr;Kontor",
    ],
)
def test_columns_are_known_in_both_norwegians_and_english(header: str) -> None:
    (found,), source = read(io.BytesIO(f"{header}\n1;Ada;Lund;10;2;Storgata 1;x\n".encode()))
    assert (found.number, found.given_name, found.unit_code, found.leader_number) == ("1", "Ada", "10", "2")
    assert (len(source.header.forbidden), len(source.header.unknown)) == (1, 1)


def test_a_title_above_the_header_does_no_harm() -> None:
    stream = io.BytesIO(b"Uttrekk fra HR\n\n" + text([row("1")]).encode())
    (found,), _ = read(stream)
    assert found.line == 4


@pytest.mark.parametrize(
    ("written", "meant"),
    [("100", 100), ("100,00", 100), ("1.0", 100), ("1", 100), ("0,5", 50), ("10000", 100), ("2000", 20), ("80 %", 80),
     ("0.8", 80), ("50,0", 50), ("0", 0), ("", None), ("120", 120), ("0,5 %", 0.5)],
)  # fmt: skip
def test_per_cent_in_every_way(written: str, meant: float | None) -> None:
    assert percent_of(written) == (None if meant is None else Decimal(str(meant)))


@pytest.mark.parametrize("written", ["hundre", "-5", "30000", "NaN", "Infinity", "1e999", "201,5", "250 %"])
def test_what_is_no_per_cent(written: str) -> None:
    with pytest.raises(ValueError, match=written[:2]):
        percent_of(written)


@pytest.mark.parametrize("written", ["01.08.2019", "1.8.2019", "2019-08-01", "20190801", "2019-08-01T00:00:00"])
def test_dates_in_every_way(written: str) -> None:
    assert date_of(written) == date(2019, 8, 1)


@pytest.mark.parametrize("written", ["", "31.12.9999", "9999-12-31"])
def test_open_ends(written: str) -> None:
    assert until_of(written) is None


def test_the_last_day_counts() -> None:
    assert until_of("31.12.2026") == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"Ansattnr": " "}, FaultCode.NUMBER_MISSING, "Ansattnr"),
        ({"Fornavn": "", "Etternavn": ""}, FaultCode.VALUE_MISSING, "Fornavn"),
        ({"Enhetskode": ""}, FaultCode.VALUE_MISSING, "Enhetskode"),
        ({"Fra_dato": "31.02.2020"}, FaultCode.NOT_A_DATE, "Fra dato"),
        ({"Til_dato": "snart"}, FaultCode.NOT_A_DATE, "Til dato"),
        ({"Til_dato": "31.07.2018"}, FaultCode.ENDS_BEFORE_IT_BEGINS, "Til dato"),
        ({"Stillingsprosent": "hundre"}, FaultCode.NOT_A_PERCENT, "Stillingsprosent"),
        ({"Fornavn": "x" * 20_000}, FaultCode.TOO_LONG, "Fornavn"),
        ({"Fornavn": "x" * 1_000_000}, FaultCode.TOO_LONG, ""),
        ({"Etternavn": SECRET_ID}, FaultCode.NATIONAL_ID, "Etternavn"),
    ],
)
def test_what_makes_a_row_unreadable(cells: dict[str, str], code: FaultCode, column: str) -> None:
    fault = fault_of(row("7", **cells))
    assert (fault.line, fault.code, fault.column) == (2, code, column)
    assert SECRET_ID not in fault.value
    assert len(fault.value) <= 40


def test_rows_of_another_length_than_the_header() -> None:
    assert fault_of(row("7")[:9]).value == "9/19"
    assert fault_of([*row("7"), "more"]).code == FaultCode.TOO_MANY_CELLS
    (found,), _ = read(export([*row("7"), "", " "]))
    assert found.number == "7"


def test_blank_lines_and_trailing_blanks_are_no_matter() -> None:
    found, source = read(export([], row("7", Etternavn="Lund  "), [" "], [""] * 19, row("8")))
    assert [(one.line, one.number, one.family_name) for one in found] == [(3, "7", "Lund"), (6, "8", "Hansen")]
    assert not source.reader.faults


def test_control_characters_go_and_line_breaks_become_blanks() -> None:
    (found,), _ = read(export(row("7", Fornavn='"Ada\nMari\x00e"', Etternavn="Lund\xa0 Vik\x07")))
    assert (found.given_name, found.family_name) == ("Ada Marie", "Lund Vik")


def test_a_quote_that_is_never_closed_costs_its_own_line_only() -> None:
    found, source = read(export(row("1"), row("2", Fornavn='"Ole'), *[row(str(n)) for n in range(3, 30)]))
    assert [one.number for one in found] == ["1", *map(str, range(3, 30))]
    assert [(fault.line, fault.code) for fault in source.reader.faults] == [(3, FaultCode.QUOTE_OPEN)]
    assert source.reader.has_row_without_number


def test_a_quote_in_the_middle_of_a_name_is_just_that() -> None:
    (found,), _ = read(export(row("1", Fornavn='Ole "Ola')))
    assert found.given_name == 'Ole "Ola'


def test_lines_are_counted_as_they_stand_in_the_file() -> None:
    found, source = read(export(row("1", Fornavn='"Ada\r\nMarie"'), row("2", Fra_dato="x"), row("3")))
    assert [one.line for one in found] == [2, 5]
    assert [fault.line for fault in source.reader.faults] == [4]


def test_who_stands_on_an_unreadable_row_is_kept_in_mind_only_where_it_is_certain() -> None:
    _, source = read(export(row("7", Fra_dato="x", Enhetskode="77"), row("8")[:9], row("9")[:1]))
    assert source.reader.unreadable_numbers == {"7", "8"}
    assert source.reader.unreadable_units == {"77"}
    assert source.reader.has_row_without_number


def test_codes_that_nobody_explained_are_warned_of() -> None:
    cells = {"Ansettelsesform": "Kvote", "Hovedstilling": "kanskje", "Språk": "tysk", "E-post": "ring meg"}
    assert warnings_of(row("7", **cells)) == [
        (WarningCode.ODD_MAIL, "E-post", "ring meg"),
        (WarningCode.UNKNOWN_CODE, "Språk", "tysk"),
        (WarningCode.UNKNOWN_CODE, "Ansettelsesform", "Kvote"),
        (WarningCode.UNKNOWN_CODE, "Hovedstilling", "kanskje"),
    ]


@pytest.mark.parametrize(
    ("code", "meant"),
    [("Fast", "permanent"), ("F", "permanent"), ("FA", "permanent"), ("fast ansatt", "permanent"), ("FL", "temporary"),
     ("Vikar", "temporary"), ("Midl.", "temporary"), ("Engasjement", "temporary"), ("Timelønn", "hourly"),
     ("", "unknown")],
)  # fmt: skip
def test_forms_of_employment(code: str, meant: str) -> None:
    (found,), source = read(export(row("7", Ansettelsesform=code)))
    assert (found.form, source.reader.warnings) == (meant, [])


@pytest.mark.parametrize("text", ["=1+1", "+47", "@SUM", "-2+3", " =x", "\uff1d1"])
def test_what_looks_like_a_formula_is_kept_as_text_and_told(text: str) -> None:
    assert warnings_of(row("7", Fornavn=text)) == [(WarningCode.FORMULA, "Fornavn", text.strip())]


@pytest.mark.parametrize(
    ("leave", "is_on_leave"), [("", False), ("Nei", False), ("0", False), ("Foreldre", True), ("J", True)]
)
def test_leave_is_a_yes_or_a_no(leave: str, *, is_on_leave: bool) -> None:
    (found,), _ = read(export(row("7", Permisjon=leave)))
    assert found.is_on_leave is is_on_leave


def test_the_two_files_are_told_apart_in_either_order() -> None:
    both = [sample("lyngvik-640-positions-cp1252.csv"), sample("lyngvik-640-units-cp1252.csv")]
    sources = open_files(both)
    assert [source.kind for source in sources] == ["units", "positions"]
    assert next(sources[0].rows()) == UnitRow(2, "1000", "Lyngvik kommune", "1000", "000001")


def test_a_unit_twice_is_told() -> None:
    source, _ = open_files([units(["1", "A", "", ""], ["1", "B", "", ""], ["", "C", "", ""]), export(row("1"))])
    assert [one.name for one in source.rows() if isinstance(one, UnitRow)] == ["A"]
    assert [fault.code for fault in source.reader.faults] == [FaultCode.UNIT_TWICE, FaultCode.VALUE_MISSING]


@pytest.mark.parametrize(
    ("streams", "code"),
    [
        ([b""], "header_missing"),
        ([b"%PDF-1.7\n\x00\xff\xfe"], "header_missing"),
        ([b"Ansattnr;Fornavn;Etternavn\n1;Ada;Lund\n"], "columns_missing"),
        ([b"Enhetskode;Enhet\n1;A\n"], "positions_missing"),
        ([text([row("1")]).encode()] * 2, "one_kind_twice"),
        ([b"Ansattnr;Fornavn;Etternavn;Enhetskode\n1;Ada;Lund;10\n"], "leaders_missing"),
    ],
)
def test_files_that_are_no_export(streams: list[bytes], code: str) -> None:
    with pytest.raises(UnreadableFile, match=code):
        open_files([io.BytesIO(stream) for stream in streams])


def test_a_column_that_is_missing_is_named() -> None:
    with pytest.raises(UnreadableFile) as refused:
        open_files([io.BytesIO(b"Ansattnr;Fornavn;Enhetskode\n1;Ada;10\n")])
    assert refused.value.names == ("family_name",)


def test_the_sample_is_read_but_for_its_spoiled_rows() -> None:
    found, source = read(sample("lyngvik-640.csv"))
    assert (len(found), [fault.line for fault in source.reader.faults]) == (708, [55, 226, 468, 710])
    assert (source.header.unknown, source.header.forbidden) == (["Mobil"], ["Fødselsnr", "Årslønn"])


messy_cell = st.one_of(
    st.sampled_from(['"', '""', ";", "\n", "\r\n", "\r", "\x00", "31.02.2020", "=1", "ø", "\ufeff", "99999999999"]),
    st.text(max_size=12),
)
messy_line = st.lists(messy_cell, max_size=22).map(";".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(messy_line, st.just(";".join(row("7")))), max_size=25), st.sampled_from(["utf-8", "cp1252"]))
def test_every_line_is_a_row_a_fault_or_blank(messy: list[str], encoding: str) -> None:
    content = "\n".join([";".join(HEADER), *messy]).encode(encoding, errors="replace")
    (source,) = open_files([io.BytesIO(content)])
    told = {one.line for one in source.rows()} | {fault.line for fault in source.reader.faults}
    physical = list(text_lines(io.BytesIO(content), source.encoding))
    covered: set[int] = set()
    for record in records(iter(physical[1:]), ";", first_line=2):
        assert record.line in told
        lines = set(range(record.line, record.last_line + 1))
        assert not covered & lines
        covered |= lines
    assert {n for n, line in enumerate(physical, start=1) if n > 1 and line.strip("; \t")} <= covered
    assert len(told) == source.read + len(source.reader.faults)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fall(content: bytes) -> None:
    header = ";".join(HEADER).encode()
    for stream in (content, header + b"\n" + content):
        try:
            (source,) = open_files([io.BytesIO(stream)])
        except UnreadableFile:
            continue
        assert sum(1 for _ in source.rows()) == source.read


def test_the_samples_are_where_the_generator_is() -> None:
    assert (SAMPLES / "make_hr_export.py").exists()
