"""The pages for what was held and signed on paper."""

from datetime import timedelta

import pytest

from samspill.conversations.models import Conversation
from samspill.foundation import clock
from tests.cast import Cast
from tests.making import conversation_of, make_round
from tests.web.visiting import text_of, visitor

pytestmark = pytest.mark.django_db


@pytest.fixture
def planned(cast: Cast) -> Conversation:
    cast.ada.set_unusable_password()
    cast.ada.save()
    make_round(cast)
    return conversation_of(cast)


def test_the_whole_way_on_paper(cast: Cast, planned: Conversation) -> None:
    leif, base = visitor(cast, "leif"), f"/samtaler/{planned.id}/"
    assert "It was held on paper" in text_of(leif.get(base))
    held = leif.post(f"{base}holdt-pa-papir/", {"held_on": clock.today().isoformat()}, follow=True)
    assert "Now write down what you agreed on" in text_of(held)
    due = (clock.today() + timedelta(days=30)).isoformat()
    leif.post(f"{base}avtale/tiltak/", {"what": "Learn the lift", "responsible": "employee", "due_on": due})
    assert "Sign on paper instead" in text_of(leif.get(f"{base}avtale/"))
    assert leif.get(f"{base}avtale/til-underskrift.pdf").content.startswith(b"%PDF")
    page = text_of(leif.get(f"{base}avtale/underskrevet/"))
    seen_hash = page.split('name="seen_hash" value="')[1].split('"')[0]
    sent = {"seen_hash": seen_hash, "signed_on": clock.today().isoformat(), "kept": "archive"}
    assert "Signed on paper" in text_of(leif.post(f"{base}avtale/underskrevet/", sent, follow=True))
    assert Conversation.objects.get(id=planned.id).state == "agreed"


def test_what_cannot_be_is_told_at_its_place(cast: Cast, planned: Conversation) -> None:
    leif, base = visitor(cast, "leif"), f"/samtaler/{planned.id}/"
    ahead = leif.post(f"{base}holdt-pa-papir/", {"held_on": (clock.today() + timedelta(days=2)).isoformat()})
    assert ahead.status_code == 422
    assert "Choose a day that is not ahead" in text_of(ahead)
    leif.post(f"{base}holdt-pa-papir/", {"held_on": clock.today().isoformat()})
    empty = leif.post(f"{base}avtale/underskrevet/", {"signed_on": clock.today().isoformat(), "kept": "leader"})
    assert empty.status_code == 422
    assert "There is nothing to confirm yet" in text_of(empty)


def test_the_employee_finds_no_such_pages(cast: Cast, planned: Conversation) -> None:
    ada, base = visitor(cast, "ada"), f"/samtaler/{planned.id}/"
    assert ada.get(f"{base}holdt-pa-papir/").status_code == 404
    assert "It was held on paper" not in text_of(ada.get(base))
