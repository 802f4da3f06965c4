"""Sealed values open in their own place and nowhere else, and tell nothing by their length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspill.confidentiality.sealing import CannotOpen, new_key, open_sealed, pad, seal, tag, unpad


@given(st.binary(max_size=70_000))
def test_padding_gives_back_what_went_in(content: bytes) -> None:
    assert unpad(pad(content)) == content


def test_a_short_answer_and_a_long_one_have_the_same_length() -> None:
    assert len(pad(b"")) == len(pad(b"x" * 500)) == 512
    assert len(pad(b"x" * 509)) == 2_048
    assert len(pad(b"x" * 40_000)) == 65_536


def test_a_value_opens_only_where_it_belongs() -> None:
    key = new_key()
    sealed = seal(key, b"text", bound_to="row 1")
    assert open_sealed(key, sealed, bound_to="row 1") == b"text"
    for wrong_key, bytes_, place in (
        (key, sealed, "row 2"),
        (new_key(), sealed, "row 1"),
        (key, sealed[:-1] + bytes([sealed[-1] ^ 1]), "row 1"),
        (key, b"\x02" + sealed[1:], "row 1"),
        (key, b"", "row 1"),
    ):
        with pytest.raises(CannotOpen):
            open_sealed(wrong_key, bytes_, bound_to=place)


def test_the_same_text_is_never_sealed_twice_alike() -> None:
    key = new_key()
    assert seal(key, b"text", bound_to="a") != seal(key, b"text", bound_to="a")


def test_a_tag_depends_on_the_key() -> None:
    assert tag(new_key(), "text:point") != tag(new_key(), "text:point")
