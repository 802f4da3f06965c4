"""What may stand on paper: every letter that we have, a name for those that we lack, nothing that deceives."""

import pytest

from samspill.documents.lettering import as_one_line, as_printable


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("æøå ÆØÅ čđŋšŧž ČĐŊŠŦŽ", "æøå ÆØÅ čđŋšŧž ČĐŊŠŦŽ"),
        ("a\x00b\x1bc\x7f\ud800", "abc"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("paid \u202e000 1\u202c", "paid 000 1"),
        ("cafe\u0301", "café"),
        ("👩\u200d👧 ❤\ufe0f", "👩\u200d👧 ❤\ufe0f"),
        ("日", "[cjk unified ideograph-65e5]"),
        ("\ue000", "[U+E000]"),
        ("a\tb", "a b"),
        ("", ""),
    ],
)
def test_printable(written: str, printed: str) -> None:
    assert as_printable(written) == printed


def test_a_mark_that_no_font_can_put_on_its_letter_is_written_beside_it() -> None:
    assert as_printable("👍\u0301") == "👍[combining acute accent]"


def test_a_mark_without_a_letter_is_written_out() -> None:
    assert as_printable("\u05b4\n\u07ed") == "[hebrew point hiriq]\n[nko combining short rising tone]"
    assert as_one_line(" \u05b4") == "[hebrew point hiriq]"


def test_one_line_has_no_line_breaks_and_no_double_blanks() -> None:
    assert as_one_line(" Ada \n\t Lund\x00 ") == "Ada Lund"
