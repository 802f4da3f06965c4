"""The preview: the real pages with nobody in them, shown inside the editor only, and nothing can be sent from them."""

import pytest

from samspill.foundation import clock
from samspill.guides.services.drafting import begin_guide, change_draft, copy_guide, write_text
from samspill.guides.services.publishing import retire
from samspill.guides.services.stating import Whose, add_statement
from samspill.organisation.models import Unit
from tests.cast import Cast
from tests.web.visiting import text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(cast: Cast) -> str:
    """A draft that Hanne has copied from the full guide."""
    return copy_guide(cast.actor("hanne"), key="full", title="Our own").key


def address(key: str, side: str, step: str) -> str:
    return f"/oppsett/maler/{key}/utkast/vis/{side}/{step}/"


@pytest.mark.parametrize("side", ["medarbeider", "leder"])
@pytest.mark.parametrize("step", ["innkalling", "forberedelse", "samtale"])
def test_each_page_shows_what_stands_in_the_draft(cast: Cast, key: str, side: str, step: str) -> None:
    hanne = cast.actor("hanne")
    for path in (
        "title",
        "employee_points.employee-hopes.text",
        "leader_points.leader-own-aim.text",
        "themes.opening.title",
    ):
        write_text(hanne, key=key, path=path, language="en", text=f"Marked {path}", seen=None)
    page = text_of(visitor(cast, "hanne").get(address(key, side, step), {"sprak": "en", "tema": "opening"}))
    expected = {
        "innkalling": "Marked title",
        "forberedelse": "Marked employee_points" if side == "medarbeider" else "Marked leader_points",
        "samtale": "Marked themes.opening",
    }
    assert expected[step] in page
    assert ("Marked leader_points" in page) is (step == "forberedelse" and side == "leder")


def test_the_organisations_goals_stand_where_they_will_stand(cast: Cast, key: str) -> None:
    text = {"en": "Shorter waiting for everybody"}
    add_statement(cast.actor("hanne"), whose=Whose(), year=clock.today().year, kind="goals", text=text)
    page = text_of(visitor(cast, "hanne").get(address(key, "medarbeider", "forberedelse"), {"sprak": "en"}))
    assert "Shorter waiting for everybody" in page


def test_it_may_be_framed_by_us_and_sends_nothing(cast: Cast, key: str) -> None:
    response = visitor(cast, "hanne").get(address(key, "leder", "samtale"))
    policy = response.headers["Content-Security-Policy"]
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in policy
    assert "form-action 'none'" in policy
    assert "script-src 'self'" in policy
    assert "data-live-url" not in text_of(response)


def test_other_pages_are_framed_by_nobody(cast: Cast, key: str) -> None:
    response = visitor(cast, "hanne").get("/oppsett/maler/")
    assert response.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["ada", "leif", "aksel"])
def test_a_draft_is_for_those_who_may_write_in_it(cast: Cast, key: str, name: str) -> None:
    assert visitor(cast, name).get(address(key, "leder", "samtale")).status_code == 404


@pytest.mark.parametrize("ending", ["sjef/samtale", "leder/lunsj"])
def test_a_page_that_there_is_not(cast: Cast, key: str, ending: str) -> None:
    assert visitor(cast, "hanne").get(f"/oppsett/maler/{key}/utkast/vis/{ending}/").status_code == 404


def test_an_empty_guide_can_be_previewed(cast: Cast) -> None:
    key = begin_guide(cast.actor("hanne"), kind="yearly", title="New").key
    change_draft(cast.actor("hanne"), key=key, change=lambda content: {**content, "themes": []})
    for step in ("innkalling", "forberedelse", "samtale"):
        assert visitor(cast, "hanne").get(address(key, "medarbeider", step)).status_code == 200


def test_an_addition_is_shown_in_the_guide_that_it_goes_into(cast: Cast) -> None:
    hanne, unit = cast.actor("hanne"), Unit.objects.get(code="1100")
    addition = begin_guide(hanne, kind="addition", title="Ours", unit_id=unit.id)
    change_draft(hanne, key=addition.key, change=lambda content: {**content, "employee_points": [POINT]})
    page = text_of(visitor(cast, "hanne").get(address(addition.key, "medarbeider", "forberedelse"), {"sprak": "en"}))
    assert "What does the ward need?" in page
    assert f"Added by {unit.name}" in page


def test_there_is_a_preview_when_nothing_is_offered(cast: Cast) -> None:
    hanne, unit = cast.actor("hanne"), Unit.objects.get(code="1100")
    for key in ("full", "short", "goals", "menu"):
        retire(hanne, key=key)
    addition = begin_guide(hanne, kind="addition", title="Ours", unit_id=unit.id)
    assert visitor(cast, "hanne").get(address(addition.key, "leder", "samtale")).status_code == 200


POINT = {"key": "ward", "text": {"en": "What does the ward need?"}, "prompt": {}}
