"""Leaving, correcting and opening again at once: each happens once, and one of two that exclude each other wins."""

from collections.abc import Iterator
from functools import partial
from uuid import UUID

import pytest
from tests.cast import Cast
from tests.making import make_agreed, make_held, make_round
from tests.rooms.plans.test_races import TURNS, succeeded, together

from samspill.confidentiality import access_log
from samspill.conversations.models import Conversation
from samspill.plans.models import Action, AgreedPlan, Confirmation, Correction
from samspill.plans.queries import read_agreement
from samspill.plans.services.confirming import confirm_plan, reopen_plan
from samspill.plans.services.correcting import (
    accept_correction,
    decline_correction,
    propose_correction,
    withdraw_correction,
)
from samspill.plans.services.leaving import leave_unconfirmed, take_up_again

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _log_is_whole() -> Iterator[None]:
    yield
    assert access_log.verify() is None


def hash_seen(cast: Cast, conversation_id: UUID) -> str:
    return read_agreement(cast.actor("ada"), conversation_id=conversation_id).text_hash


def agree_anew(cast: Cast, conversation_id: UUID) -> None:
    for name in ("ada", "leif"):
        confirm_plan(cast.actor(name), conversation_id=conversation_id, seen_hash=hash_seen(cast, conversation_id))


@pytest.mark.parametrize("turns", TURNS)
def test_three_acceptances_make_one(cast: Cast, turns: int) -> None:
    make_round(cast)
    about = {"conversation_id": make_agreed(cast).id}
    ada, leif, field = cast.actor("ada"), cast.actor("leif"), f"action:{Action.objects.get().id}"
    confirmed = AgreedPlan.objects.get().text_hash
    for turn in range(turns):
        after = ("Lære opp nye.", "Lære opp nye")[turn % 2]
        correction_id = propose_correction(ada, field=field, after=after, **about)
        found = together(*[partial(accept_correction, leif, correction_id=correction_id, **about)] * 3)
        assert succeeded(found) == 1
        assert Correction.objects.filter(state="accepted").count() == turn + 1
        assert [one.what for one in read_agreement(leif, **about).plan.actions] == [after]
    standing = Confirmation.objects.filter(voided_at__isnull=True)
    assert {one.text_hash for one in standing} == {confirmed} == {AgreedPlan.objects.get().text_hash}


@pytest.mark.parametrize("turns", TURNS)
def test_of_several_proposals_for_a_text_one_stands_and_gets_one_answer(cast: Cast, turns: int) -> None:
    make_round(cast)
    about = {"conversation_id": make_agreed(cast).id}
    two, field = {"employee": cast.actor("ada"), "leader": cast.actor("leif")}, f"action:{Action.objects.get().id}"
    for turn in range(turns):
        now = read_agreement(two["leader"], **about).plan.actions[0].what
        after = "Lære opp nye." if now == "Lære opp nye" else "Lære opp nye"
        propose = [partial(propose_correction, actor, field=field, after=after, **about) for actor in two.values()]
        assert succeeded(together(*propose * 2)) == 1
        one = Correction.objects.get(state="proposed")
        other = two["leader" if one.capacity == "employee" else "employee"]
        answers = [(accept_correction, other), (decline_correction, other), (withdraw_correction, two[one.capacity])]
        assert succeeded(together(*[partial(act, who, correction_id=one.id, **about) for act, who in answers])) == 1
        one.refresh_from_db()
        shown = read_agreement(two["leader"], **about).plan.actions[0].what
        assert shown == (after if one.state == "accepted" else now), turn


@pytest.mark.parametrize("turns", TURNS)
def test_an_acceptance_and_an_opening_never_leave_a_correction_on_a_draft(cast: Cast, turns: int) -> None:
    make_round(cast)
    about = {"conversation_id": make_agreed(cast).id}
    ada, leif, field = cast.actor("ada"), cast.actor("leif"), f"action:{Action.objects.get().id}"
    for _ in range(turns):
        now = read_agreement(ada, **about).plan.actions[0].what
        after = "Lære opp nye." if now == "Lære opp nye" else "Lære opp nye"
        correction_id = propose_correction(ada, field=field, after=after, **about)
        accepted, reopened = together(
            partial(accept_correction, leif, correction_id=correction_id, **about),
            partial(reopen_plan, ada, reason="A date is wrong", **about),
        )
        assert not isinstance(reopened, Exception), "an acceptance keeps nobody from opening the plan"
        text = read_agreement(leif, **about)
        assert text.plan.actions[0].what == (now if isinstance(accepted, Exception) else after)
        assert text.corrections == []
        assert not Correction.objects.filter(voided_at__isnull=True, state__in=["proposed", "accepted"]).exists()
        assert (AgreedPlan.objects.get().text_hash, AgreedPlan.objects.get().document_hash) == ("", "")
        agree_anew(cast, about["conversation_id"])


@pytest.mark.parametrize("turns", TURNS)
def test_whoever_leaves_and_whoever_confirms_agree_on_how_it_ended(cast: Cast, turns: int) -> None:
    make_round(cast)
    about = {"conversation_id": make_held(cast).id}
    ada, leif = cast.actor("ada"), cast.actor("leif")
    for _ in range(turns):
        seen_hash = hash_seen(cast, about["conversation_id"])
        confirm_plan(ada, seen_hash=seen_hash, **about)
        confirmed, *left = together(
            partial(confirm_plan, leif, seen_hash=seen_hash, **about),
            partial(leave_unconfirmed, ada, **about),
            partial(leave_unconfirmed, leif, **about),
        )
        is_agreed = not isinstance(confirmed, Exception)
        assert succeeded(left) == (0 if is_agreed else 1)
        state = Conversation.objects.get(id=about["conversation_id"]).state
        assert state == ("agreed" if is_agreed else "unconfirmed")
        assert Confirmation.objects.filter(voided_at__isnull=True).count() == (2 if is_agreed else 0)
        if is_agreed:
            reopen_plan(ada, reason="A date is wrong", **about)
        else:
            assert succeeded(together(*[partial(take_up_again, one, **about) for one in (ada, leif, ada)])) == 1
