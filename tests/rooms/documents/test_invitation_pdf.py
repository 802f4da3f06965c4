"""The printed invitation: everything that a mail would have said, and room to write."""

from io import BytesIO

import pikepdf
import pytest
from tests.rooms.documents.examples import HOSTILE, an_invitation
from tests.rooms.documents.reading import failures, squeezed, text_of

from samspill.documents.rendering import render_invitation


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
@pytest.mark.parametrize("profile", ["2a", "ua1"])
def test_conforms_to_pdf_a_and_pdf_ua(language: str, profile: str) -> None:
    document = render_invitation(an_invitation(), language=language)

    assert failures(document, profile) == []


def test_says_who_when_where_why_and_how_to_prepare() -> None:
    text = text_of(render_invitation(an_invitation(), language="en"))

    for said in (
        "Dear Ada Lund",
        "Tuesday 14 April 2026 at 10:00",
        "90 minutes",
        "Møterom Furua",
        "Leif Haugen, avdelingsleder",
        "Jeg gleder meg til å høre hvordan året har vært.",
        "Opplæring av nye",
        "En planlagt samtale mellom oss to.",
        "Hva trenger du av lederen din?",
        "Preparing is working time.",
        "https://samspill.lyngvik.example/kode",
        "KPTR-7426",
        "Valid until Thursday 14 May 2026",
    ):
        assert squeezed(said) in text


def test_without_a_code_it_says_nothing_of_signing_in() -> None:
    text = text_of(render_invitation(an_invitation(code="", code_valid_until=None), language="en"))

    assert squeezed("One-time code") not in text
    assert "samspill.lyngvik.example" not in text


def test_what_the_leader_did_not_write_leaves_no_empty_heading() -> None:
    text = text_of(render_invitation(an_invitation(leader_words="", leader_themes=[], points=[]), language="en"))

    assert squeezed("From Leif Haugen") not in text
    assert squeezed("Themes that") not in text
    assert squeezed("Prepare yourself") not in text


def test_each_point_has_its_place_on_a_sheet_of_its_own() -> None:
    points = [f"Spørsmål nummer {number}?" for number in range(24)]
    document = render_invitation(an_invitation(points=points), language="nb")

    text = text_of(document)
    assert all(squeezed(point) in text for point in points)
    with pikepdf.open(BytesIO(document)) as pdf:
        assert len(pdf.pages) > 3


def test_text_that_looks_like_markup_stays_text() -> None:
    hostile = an_invitation(leader_words=HOSTILE, leader_themes=[HOSTILE], points=[HOSTILE], place=HOSTILE)

    assert text_of(render_invitation(hostile, language="nb")).count(squeezed(HOSTILE)) == 4


def test_the_same_content_gives_the_same_bytes() -> None:
    first = render_invitation(an_invitation(), language="nb")
    other = render_invitation(an_invitation(code="OTHER-CODE"), language="nb")

    assert render_invitation(an_invitation(), language="nb") == first
    assert other != first
