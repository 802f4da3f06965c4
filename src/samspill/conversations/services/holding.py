"""Holding the conversation: it starts, and it ends with a date for the writing up (S34)."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.agenda import texts_of_personal_topics
from samspill.conversations.finding import find_conversation
from samspill.conversations.models import Conversation
from samspill.conversations.services.moving import move_state
from samspill.conversations.services.withdrawing import withdraw_meeting
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable

WRITE_UP_WITHIN = timedelta(days=7)
LONG_AGO = timedelta(days=366)


def start_conversation(actor: Actor, /, *, conversation_id: UUID) -> Conversation:
    """Begin: from now on what is shared stays shared. A spontaneous conversation needs no invitation."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.START):
            return move_state(conversation, State.STARTED, started_at=clock.now(), ended_at=None)


def hold_on_paper(actor: Actor, /, *, conversation_id: UUID, held_on: date) -> Conversation:
    """Say that the conversation was held on paper, without anybody writing here; the plan is written up afterwards.

    Args:
        actor: the conversation leader.
        conversation_id: one that has not begun here.
        held_on: the day, at most a year ago and not ahead.

    Raises:
        Unacceptable: another day.
    """
    today = clock.today()
    if not today - LONG_AGO <= held_on <= today:
        raise Unacceptable("held_day", field="held_on")
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.HOLD_ON_PAPER):
            if conversation.planned_at is not None and conversation.planned_at > clock.now():
                withdraw_meeting(conversation)
            move_state(conversation, State.STARTED, started_at=clock.now(), ended_at=None)
            done = {"held_on": held_on, "ended_at": clock.now(), "write_up_by_on": today + WRITE_UP_WITHIN}
            return move_state(conversation, State.HELD, is_held_on_paper=True, **done)


def finish_conversation(actor: Actor, /, *, conversation_id: UUID, write_up_by_on: date | None = None) -> Conversation:
    """End the meeting; the plan is written up by a date, within a week unless another is agreed (S34).

    One that has no record ends here, without a plan. The notes to what the two called personal are erased now (seed 004).

    Raises:
        Unacceptable: the date has passed.
    """
    today = clock.today()
    by = write_up_by_on or today + WRITE_UP_WITHIN
    if by < today:
        raise Unacceptable("date_passed", field="write_up_by_on")
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, policy.FINISH, policy.READ_NOTES) as writing:
            _forget_personal(writing)
            writing.record(policy.FINISH.name)
            move_state(conversation, State.HELD, held_on=today, ended_at=clock.now(), write_up_by_on=by)
            return conversation if conversation.is_recorded else move_state(conversation, State.UNCONFIRMED)


def _forget_personal(writing: gate.Writing) -> None:
    for name in texts_of_personal_topics(writing.values(Part.CONVERSATION_NOTES)):
        writing.remove(Part.CONVERSATION_NOTES, name)
