"""The pages of a plan as pictures: those of the PDF, and no others."""

import struct
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from tests.rooms.documents.examples import HOSTILE, a_plan, a_remark, an_action, both_signatures

from samspill.documents.content import Plan
from samspill.documents.rendering import (
    MOST_PAGES,
    UnprintableContent,
    count_plan_pages,
    render_plan,
    render_plan_pages,
)

A4_IN_PIXELS = (992, 1403)


def drawn(plan: Plan | None = None, **changes: Any) -> list[bytes]:
    return render_plan_pages(plan or a_plan(), **made_with(**changes))


def made_with(**changes: Any) -> dict[str, Any]:
    return {"signatures": both_signatures(), "remarks": [a_remark()], "language": "nb", **changes}


def printed(plan: Plan) -> bytes:
    return render_plan(plan, standard="archive", **made_with())


def a_long_plan(*, actions: int) -> Plan:
    return a_plan(
        actions=[an_action(what=f"Tiltak {number}. " + "Litt mer om det. " * 12) for number in range(actions)]
    )


@pytest.mark.parametrize("actions", [0, 3, 20])
def test_each_page_of_the_pdf_is_a_picture_of_a_sheet(actions: int) -> None:
    plan = a_long_plan(actions=actions)

    pages = drawn(plan)
    with pikepdf.open(BytesIO(printed(plan))) as pdf:
        assert len(pages) == len(pdf.pages)
    assert count_plan_pages(plan, **made_with()) == len(pages)
    assert [(page[:8], struct.unpack(">II", page[16:24])) for page in pages] == [
        (b"\x89PNG\r\n\x1a\n", A4_IN_PIXELS) for _ in pages
    ]
    assert len(set(pages)) == len(pages)


def test_a_picture_is_light_enough_for_a_slow_network() -> None:
    assert max(len(page) for page in drawn(a_long_plan(actions=20))) < 300_000


def test_more_pages_than_anybody_reads_on_a_screen_are_not_drawn() -> None:
    plan = a_long_plan(actions=80)

    with pikepdf.open(BytesIO(printed(plan))) as pdf:
        assert len(pdf.pages) > MOST_PAGES
    assert drawn(plan) == []
    assert count_plan_pages(plan, **made_with()) == 0


def test_the_labels_are_in_the_language_of_the_document() -> None:
    assert len({drawn(language=language)[0] for language in ("nb", "nn", "en")}) == 3


@pytest.mark.parametrize("changes", [{"signatures": []}, {"remarks": []}, {"remarks": [a_remark("Noe annet")]}])
def test_what_is_confirmed_and_remarked_is_in_the_picture(changes: dict[str, Any]) -> None:
    assert drawn(**changes) != drawn()


def test_another_text_gives_another_picture_and_the_same_text_the_same() -> None:
    assert drawn() == drawn()
    assert drawn(a_plan(actions=[an_action(what="Noe annet")])) != drawn()
    assert drawn(a_plan(actions=[an_action(what=HOSTILE)])) != drawn(a_plan(actions=[an_action(what="")]))


def test_drawing_leaves_the_pdf_as_it_is() -> None:
    plan = a_plan()
    before = printed(plan)

    drawn(plan)
    assert printed(plan) == before


def test_a_refused_picture_does_not_repeat_what_was_written() -> None:
    with pytest.raises(UnprintableContent) as refused:
        drawn(a_plan(language="no such language", unit="hemmelig"))

    assert "hemmelig" not in str(refused.value)
