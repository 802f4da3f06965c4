"""Inviting: time, place, length, the leader's own words and themes; one or many at a time (S14, S20)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation, lock_conversations
from samspill.conversations.invitations import PURPOSE, THEMES, WORDS
from samspill.conversations.messages import put_invitation, put_move
from samspill.conversations.models import Appointment, Conversation
from samspill.conversations.services.moving import move_state
from samspill.conversations.services.withdrawing import withdraw_meeting
from samspill.conversations.states import BEFORE_START, State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable

SHORTEST, LONGEST = 15, 240
LONGEST_WORDS = 3_000


@dataclass(frozen=True, slots=True)
class Draft:
    """An invitation as the leader fills it in; words and themes are for the employee alone."""

    conversation_id: UUID
    planned_at: datetime
    length_minutes: int
    place: str
    words: str = ""
    themes: str = ""
    purpose: str = ""


def invite(actor: Actor, /, *, drafts: Sequence[Draft]) -> list[Conversation]:
    """Send personal invitations, all or none.

    Raises:
        Unacceptable: a time has passed, a length is out of range, or two conversations overlap; ``facts["index"]``
            is the draft's number.
    """
    with transaction.atomic():
        lock_conversations(draft.conversation_id for draft in drafts)
        _refuse_overlaps(actor, drafts)
        return [_invite(actor, index, draft) for index, draft in enumerate(drafts)]


def _invite(actor: Actor, index: int, draft: Draft) -> Conversation:
    _check(index, draft)
    conversation = find_conversation(actor, draft.conversation_id, is_locked=True)
    with gate.changing(actor, conversation, policy.INVITE) as writing:
        for field, text in ((WORDS, draft.words), (THEMES, draft.themes), (PURPOSE, draft.purpose)):
            if text.strip() or field in writing.values(Part.SHARED):
                writing.write(Part.SHARED, field, text.strip(), revision=None)
        was_invited = conversation.state == State.INVITED
        writing.record("moved" if was_invited else "invited")
        _plan(conversation, draft)
        if was_invited:
            put_move(conversation)
        else:
            conversation.language = conversation.employee.preferred_language
            now = {"invited_at": clock.now(), "language": conversation.language, "ended_at": None}
            move_state(conversation, State.INVITED, **now)
            put_invitation(conversation)
    return conversation


def _plan(conversation: Conversation, draft: Draft) -> None:
    conversation.planned_at, conversation.length_minutes = draft.planned_at, draft.length_minutes
    conversation.place = " ".join(draft.place.split())
    conversation.calendar_sequence += 1
    conversation.save(update_fields=["planned_at", "length_minutes", "place", "calendar_sequence"])


def call_off(actor: Actor, /, *, conversation_id: UUID) -> Conversation:
    """Call the meeting off; it is to be planned again. What has been prepared is kept."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.CALL_OFF):
            withdraw_meeting(conversation)
            return move_state(conversation, State.PLANNED, planned_at=None, ended_at=clock.now())


def _check(index: int, draft: Draft) -> None:
    if draft.planned_at <= clock.now():
        raise Unacceptable("time_passed", field="planned_at", index=index)
    if not SHORTEST <= draft.length_minutes <= LONGEST:
        raise Unacceptable("length_range", field="length_minutes", index=index, least=SHORTEST, most=LONGEST)
    if not draft.place.strip() or len(draft.place) > 120:
        raise Unacceptable("place_missing", field="place", index=index, most=120)
    if max(len(draft.words), len(draft.themes), len(draft.purpose)) > LONGEST_WORDS:
        raise Unacceptable("too_long", field="words", index=index, most=LONGEST_WORDS)


def _refuse_overlaps(actor: Actor, drafts: Sequence[Draft]) -> None:
    ids = {draft.conversation_id for draft in drafts}
    taken = [
        (appointment.conversation.planned_at, appointment.conversation.length_minutes, appointment.conversation.employee.full_name)
        for appointment in Appointment.objects.filter(
            leader_id=actor.person_id, until_at__isnull=True, conversation__state__in=BEFORE_START,
            conversation__planned_at__gte=clock.now() - timedelta(minutes=LONGEST),
        ).exclude(conversation_id__in=ids).select_related("conversation__employee")
    ]  # fmt: skip
    spans = [(start, start + timedelta(minutes=length), name) for start, length, name in taken if start]
    for index, draft in enumerate(drafts):
        start, end = draft.planned_at, draft.planned_at + timedelta(minutes=draft.length_minutes)
        clash = next((name for other, until, name in spans if start < until and other < end), None)
        if clash is not None:
            raise Unacceptable("overlaps", field="planned_at", index=index, name=clash)
        spans.append((start, end, ""))
