"""Held and signed on paper: for those without a way to sign in, by the leader, in the open."""

from datetime import date, timedelta

import pytest
from django.utils import translation
from django.utils.translation import gettext
from tests.cast import Cast
from tests.making import conversation_of, make_invited, make_round
from tests.rooms.documents.reading import failures, squeezed, text_of

from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.log import read_who_has_seen
from samspill.conversations.models import Conversation
from samspill.conversations.services.holding import hold_on_paper
from samspill.documents.wording import write_short_day
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.notifications.models import Notice
from samspill.plans.models import Confirmation
from samspill.plans.queries import read_agreement, read_draft_copy, read_own_copy
from samspill.plans.services.confirming import reopen_plan, sign_on_paper
from samspill.plans.services.drafting import ActionDraft, add_action

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(cast: Cast) -> Conversation:
    """Ada has no password; Leif has held her conversation on paper yesterday, and written down one action."""
    cast.ada.set_unusable_password()
    cast.ada.save()
    make_round(cast)
    conversation, leif = conversation_of(cast), cast.actor("leif")
    hold_on_paper(leif, conversation_id=conversation.id, held_on=yesterday())
    draft = ActionDraft("Learn the new lift", "employee", clock.today() + timedelta(days=60))
    add_action(leif, conversation_id=conversation.id, draft=draft)
    return conversation


def yesterday() -> date:
    return clock.today() - timedelta(days=1)


def sign(cast: Cast, conversation: Conversation, *, name: str = "leif", **otherwise: object) -> None:
    seen_hash = read_agreement(cast.actor("leif"), conversation_id=conversation.id).text_hash
    facts = {"seen_hash": seen_hash, "signed_on": clock.today(), "kept": "leader"} | otherwise
    sign_on_paper(cast.actor(name), conversation_id=conversation.id, **facts)  # type: ignore[arg-type]


def test_it_is_held_on_the_day_it_was_held(cast: Cast, held: Conversation) -> None:
    held.refresh_from_db()
    assert (held.state, held.held_on, held.is_held_on_paper) == ("held", yesterday(), True)


@pytest.mark.parametrize("days", [-1, 367])
def test_not_ahead_and_not_long_ago(cast: Cast, days: int) -> None:
    make_round(cast)
    conversation = conversation_of(cast)
    with pytest.raises(Unacceptable, match="held_day"):
        hold_on_paper(cast.actor("leif"), conversation_id=conversation.id, held_on=clock.today() - timedelta(days=days))
    assert conversation_of(cast).state == "planned"


def test_a_meeting_that_was_planned_ahead_is_called_off(cast: Cast) -> None:
    make_round(cast)
    conversation = make_invited(cast)
    hold_on_paper(cast.actor("leif"), conversation_id=conversation.id, held_on=clock.today())
    assert Notice.objects.filter(kind="conversation_called_off").count() == 2


def test_signed_by_both_it_is_agreed_and_says_how(cast: Cast, held: Conversation) -> None:
    sign(cast, held)
    held.refresh_from_db()
    assert held.state == "agreed"
    employees, leaders = Confirmation.objects.order_by("capacity")
    assert (employees.person, employees.signed_on, employees.kept) == (cast.ada, clock.today(), "leader")
    assert (leaders.person, leaders.signed_on, leaders.kept) == (cast.leif, None, "")
    document = read_own_copy(cast.actor("ada"), conversation_id=held.id)
    with translation.override(held.language):
        on_paper = gettext("Signed on paper %(day)s") % {"day": write_short_day(clock.today())}
    assert squeezed(on_paper) in squeezed(text_of(document))
    assert failures(document, "3a") == []


def test_the_employee_sees_who_said_so_and_can_open_it_again(cast: Cast, held: Conversation) -> None:
    sign(cast, held)
    acts = [line.act for line in read_who_has_seen(cast.actor("ada"), conversation_id=held.id).lines]
    assert {"hold_on_paper", "signed_on_paper"} <= set(acts)
    reopen_plan(cast.actor("ada"), conversation_id=held.id, reason="I never signed this")
    held.refresh_from_db()
    assert held.state == "held"


def test_who_has_a_pin_or_a_password_confirms_and_nobody_else_says_that_they_signed(
    cast: Cast, held: Conversation
) -> None:
    cast.ada.set_password("correct horse battery")
    cast.ada.save()
    with pytest.raises(Denied):
        sign(cast, held)
    assert not read_agreement(cast.actor("leif"), conversation_id=held.id).may_sign_on_paper


@pytest.mark.parametrize("name", ["ada", "vera", "vidar", "tor", "hanne", "aksel", "frida", "olav"])
def test_only_the_leader(cast: Cast, held: Conversation, name: str) -> None:
    with pytest.raises((Denied, NotFound)):
        sign(cast, held, name=name)


@pytest.mark.parametrize(("otherwise", "code"), [
    ({"signed_on": date(2020, 1, 1)}, "signed_day"), ({"signed_on": date(2199, 1, 1)}, "signed_day"),
    ({"kept": "drawer"}, "unknown_place_kept"), ({"seen_hash": "00"}, "text_changed"),
])  # fmt: skip
def test_what_cannot_be_signed(cast: Cast, held: Conversation, otherwise: dict[str, object], code: str) -> None:
    with pytest.raises(Unacceptable, match=code):
        sign(cast, held, **otherwise)
    assert not Confirmation.objects.exists()


def test_the_sheet_to_sign_has_two_lines_and_is_no_draft(cast: Cast, held: Conversation) -> None:
    sheet = read_draft_copy(cast.actor("leif"), conversation_id=held.id, is_for_signing=True)
    assert failures(sheet, "2a") == []
    assert failures(sheet, "ua1") == []
    draft = read_draft_copy(cast.actor("leif"), conversation_id=held.id)
    assert squeezed(text_of(sheet)).count("AdaLund") == squeezed(text_of(draft)).count("AdaLund") + 1
