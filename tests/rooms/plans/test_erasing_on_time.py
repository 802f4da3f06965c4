"""What has had its time is erased for good: the texts, never the fact that a conversation was held."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse
from tests.cast import Cast
from tests.making import make_agreed, make_agreed_last_year, make_held, make_round
from tests.web.visiting import text_of, visitor

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.models import SealedText
from samspill.conversations.kinds import Kind
from samspill.conversations.models import Conversation
from samspill.conversations.services.asking import ask_for_conversation, wish_record
from samspill.conversations.services.holding import finish_conversation, start_conversation
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.plans.models import AgreedPlan, Evaluation
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan
from samspill.plans.services.drafting import ActionDraft, add_action
from samspill.plans.services.evaluating import evaluate
from samspill.plans.services.retention import erase_due_texts

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def erase(*, after: timedelta) -> int:
    """The retention run, so long from now."""
    with clock.fixed(clock.now() + after):
        return erase_due_texts(Actor.system("retention"))


def parts_of(conversation: Conversation) -> set[str]:
    return gate.existing_parts([conversation.id]).get(conversation.id, set())


def held(cast: Cast, kind: str) -> Conversation:
    """Asked for by Ada, held, and, where it has a record, with one action that both have confirmed."""
    made = ask_for_conversation(cast.actor("ada"), kind=kind, employee_id=cast.ada.id, leader_id=cast.leif.id)
    about = {"conversation_id": made.id}
    if not made.is_recorded:
        wish_record(cast.actor("ada"), **about)
    start_conversation(cast.actor("leif"), **about)
    draft = ActionDraft("Svare innen mandag", "leader", clock.today() + 30 * DAY)
    add_action(cast.actor("leif"), draft=draft, **about)
    finish_conversation(cast.actor("leif"), **about)
    for name in ("ada", "leif"):
        confirm_plan(cast.actor(name), seen_hash=read_agreement(cast.actor(name), **about).text_hash, **about)
    return made


def test_a_plan_goes_a_year_after_the_next_one(cast: Cast) -> None:
    with clock.fixed(datetime(2026, 2, 3, 9, tzinfo=clock.OSLO)):
        old = make_agreed_last_year(cast)
        make_round(cast)
        new = make_agreed(cast)
        assert erase(after=364 * DAY) == 0
        assert erase(after=366 * DAY) == 1
        assert parts_of(old) == set()
        assert "agreement" in parts_of(new)
        assert erase(after=366 * DAY) == 0
        kept = Conversation.objects.get(id=old.id)
    assert (kept.state, kept.texts_erased_on is not None) == (State.AGREED, True)


def test_the_last_plan_lives_five_years_at_the_most(cast: Cast) -> None:
    make_round(cast)
    evaluated = make_agreed(cast)
    evaluate(cast.actor("ada"), conversation_id=evaluated.id, usefulness="very", answers={})
    assert erase(after=4 * 365 * DAY) == 0
    assert erase(after=5 * 365 * DAY + DAY) == 1
    assert not AgreedPlan.objects.exists()
    assert not Evaluation.objects.exists()


def test_what_was_never_confirmed_goes_too(cast: Cast) -> None:
    make_round(cast)
    conversation = make_held(cast)
    assert erase(after=5 * 365 * DAY + DAY) == 1
    assert "agreement" not in parts_of(conversation)


@pytest.mark.parametrize(("kind", "days"), [(Kind.PAY, 365), (Kind.END, 183)])
def test_some_kinds_have_a_time_of_their_own(cast: Cast, kind: Kind, days: int) -> None:
    conversation = held(cast, kind.value)
    assert erase(after=(days - 2) * DAY) == 0
    assert erase(after=(days + 1) * DAY) == 1
    assert not SealedText.gated.filter(part_key__owner_id=conversation.id, part_key__part="agreement").exists()


def test_the_record_of_a_pay_conversation_ends_no_plan(cast: Cast) -> None:
    make_round(cast)
    plan = make_agreed(cast)
    with clock.fixed(clock.now() + 30 * DAY):
        held(cast, "pay")
        assert erase(after=300 * DAY) == 0
    assert "agreement" in parts_of(plan)


def test_the_pages_say_so_and_nothing_fails(cast: Cast) -> None:
    make_round(cast)
    conversation = make_agreed(cast)
    erase(after=5 * 365 * DAY + DAY)
    ada = visitor(cast, "ada")
    page = text_of(ada.get(reverse("conversation", args=[conversation.id])))
    assert "The texts were erased for good" in page
    assert "Lære opp nye" not in page
    assert ada.get(reverse("agreement", args=[conversation.id])).status_code == 404
    for name in ("home", "actions", "who_has_seen_all"):
        assert ada.get(reverse(name)).status_code == 200
    assert visitor(cast, "leif").get(reverse("team")).status_code == 200
    assert "The plan was erased for good" in text_of(ada.get(reverse("who_has_seen", args=[conversation.id])))
