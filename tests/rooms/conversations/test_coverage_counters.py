"""The counters are always what a count would give, whatever moves are made."""

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.cast import Cast
from tests.making import make_round

from samspill.confidentiality.decisions import Denied
from samspill.conversations.models import Conversation, CoverageCount
from samspill.conversations.services.exempting import bring_back, decline, exempt
from samspill.conversations.services.holding import finish_conversation, start_conversation
from samspill.conversations.services.inviting import Draft, call_off, invite
from samspill.conversations.services.moving import recount
from samspill.conversations.states import WrongState
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.organisation.models import UnitAncestor
from samspill.plans.services.leaving import leave_unconfirmed, take_up_again

ACTS = ("invite", "call_off", "start", "finish", "leave", "take_up", "exempt", "bring_back", "decline")


def _counted() -> dict[tuple[object, str], int]:
    above: dict[object, list[object]] = {}
    for unit, ancestor in UnitAncestor.objects.values_list("unit_id", "ancestor_id"):
        above.setdefault(unit, []).append(ancestor)
    found: Counter[tuple[object, str]] = Counter()
    for unit, state in Conversation.objects.values_list("unit_id", "state"):
        found.update((ancestor, state) for ancestor in above[unit])
    return dict(found)


def _kept() -> dict[tuple[object, str], int]:
    return {(row.unit_id, row.state): row.count for row in CoverageCount.objects.all() if row.count}


def _do(cast: Cast, act: str, conversation: Conversation) -> None:
    leif, ada, id_ = cast.actor("leif"), cast.actor("ada"), conversation.id
    match act:
        case "invite":
            invite(leif, drafts=[Draft(id_, clock.now() + timedelta(days=2), 60, "Furua")])
        case "call_off":
            call_off(leif, conversation_id=id_)
        case "start":
            start_conversation(leif, conversation_id=id_)
        case "finish":
            finish_conversation(leif, conversation_id=id_)
        case "leave":
            leave_unconfirmed(ada, conversation_id=id_)
        case "take_up":
            take_up_again(leif, conversation_id=id_)
        case "exempt":
            exempt(leif, conversation_id=id_, reason="absent")
        case "bring_back":
            bring_back(leif, conversation_id=id_)
        case "decline":
            decline(ada, conversation_id=id_)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(acts=["start", "finish", "leave", "take_up", "leave"])
@given(acts=st.lists(st.sampled_from(ACTS), max_size=12))
def test_counters_follow_every_move(cast: Cast, acts: list[str]) -> None:
    if not Conversation.objects.exists():
        make_round(cast)
    conversation = Conversation.objects.get(employee=cast.ada)
    for act in acts:
        try:
            _do(cast, act, conversation)
        except (Denied, WrongState, Unacceptable):
            continue
    assert _kept() == _counted()
    recount(conversation.round_id)
    assert _kept() == _counted()
