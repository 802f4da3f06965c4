"""Following up: how an action goes, told by the one who is responsible, in one tap."""

from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Denied, NotFound
from samspill.conversations.finding import find_conversation
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.plans.models import Action, ActionState, Responsible
from samspill.plans.policy import FOLLOW_UP


def set_action_state(actor: Actor, /, *, action_id: UUID, state: str) -> Action:
    """Set how an action goes; the responsible may, and for a common one either of the two.

    Raises:
        Denied: the other is responsible.
    """
    with transaction.atomic():
        try:
            action = Action.objects.select_related("plan").select_for_update(of=("self",)).get(id=action_id)
        except Action.DoesNotExist as error:
            raise NotFound from error
        conversation = find_conversation(actor, action.plan.conversation_id)
        capacity = conversation.capacity_of(actor)
        if action.responsible not in {capacity, Responsible.BOTH}:
            raise Denied("follow_up", "the other is responsible", actor=actor, thing_id=conversation.id)
        if state not in ActionState.values:
            raise Unacceptable("unknown_state", field="state")
        with gate.acting(actor, conversation, FOLLOW_UP, state=state):
            action.state, action.state_at, action.state_by_id = state, clock.now(), actor.person_id
            action.save(update_fields=["state", "state_at", "state_by"])
    return action
