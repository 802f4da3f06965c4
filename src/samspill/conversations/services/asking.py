"""Asking for a conversation outside the rounds, without saying why; and taking it back (S06, S12).

Whoever asks makes the conversation. What comes next is the invitation, or, for a short talk on the spot, the start.
"""

from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound
from samspill.conversations import policy
from samspill.conversations.finding import find_conversation
from samspill.conversations.kinds import EMPLOYEE, Kind, rules_of
from samspill.conversations.messages import put_asked, put_withdrawn
from samspill.conversations.models import Appointment, Conversation
from samspill.conversations.services.holding import WRITE_UP_WITHIN
from samspill.conversations.services.moving import move_state
from samspill.conversations.services.withdrawing import withdraw_meeting
from samspill.conversations.services.writing import bump
from samspill.conversations.states import BEFORE_START, State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.guides.composing import composed_versions
from samspill.guides.queries import offered_guide, offered_menu
from samspill.organisation.facts import CoveredEmployment, leaders_of, the_organisation
from samspill.people.models import Person


def ask_for_conversation(actor: Actor, /, *, kind: str, employee_id: UUID, leader_id: UUID) -> Conversation:
    """Make a conversation of this kind between the two; the other is told, unless the leader asks and will invite.

    Asking for what one has asked for already, and what has not begun, gives that one.

    Args:
        actor: one of the two.
        kind: one of ``kinds.Kind``.
        employee_id: whose conversation it is.
        leader_id: who is to hold it: the employee's conversation leader today.

    Raises:
        NotFound: the one is not the other's conversation leader today.
        Denied: not one of the two, or this kind is not for the actor to ask for.
        Unacceptable: there is no such kind.
    """
    if kind not in Kind.values:
        raise Unacceptable("unknown_conversation_kind", field="kind")
    with transaction.atomic():
        gate.require(actor, policy.Asking(kind, employee_id, leader_id), policy.ASK)
        list(Person.objects.select_for_update().filter(id=employee_id).values_list("id"))  # who asks twice, asks once
        pair = _pair(employee_id, leader_id)
        standing = _standing(kind, employee_id, leader_id)
        if standing is not None:
            return standing
        made = _make(actor, kind, pair)
        Appointment.objects.create(conversation=made, leader_id=leader_id, delegation_id=pair.delegation_id)
        return _told(actor, made.id)


def withdraw(actor: Actor, /, *, conversation_id: UUID) -> Conversation:
    """Take back what one has asked for; the other is told if they knew of it."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.WITHDRAW):
            was_told = conversation.state == State.INVITED or conversation.asked_by_id == conversation.employee_id
            withdraw_meeting(conversation)
            move_state(conversation, State.WITHDRAWN, planned_at=None, ended_at=clock.now())
        if was_told:
            put_withdrawn(conversation, by_id=actor.id)
    return conversation


def wish_record(actor: Actor, /, *, conversation_id: UUID) -> None:
    """Ask for a record of a conversation that has one only on the employee's wish; the plan's page opens for both."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.acting(actor, conversation, policy.WISH_RECORD):
            conversation.record_wished_at = clock.now()
            conversation.save(update_fields=["record_wished_at"])
            if conversation.state == State.UNCONFIRMED:
                move_state(conversation, State.HELD, write_up_by_on=clock.today() + WRITE_UP_WITHIN)
        bump(conversation)


def _pair(employee_id: UUID, leader_id: UUID) -> CoveredEmployment:
    pairs = leaders_of({employee_id}).get(employee_id, [])
    found = next((one for one in pairs if one.leader_id == leader_id), None)
    if found is None:
        raise NotFound
    return found


def _standing(kind: str, employee_id: UUID, leader_id: UUID) -> Conversation | None:
    led = Appointment.objects.filter(leader_id=leader_id, until_at__isnull=True).values("conversation_id")
    open_ones = Conversation.objects.filter(
        employee_id=employee_id, round__isnull=True, kind=kind, state__in=BEFORE_START
    )
    return open_ones.filter(id__in=led).first()


def _make(actor: Actor, kind: str, pair: CoveredEmployment) -> Conversation:
    rules, organisation = rules_of(kind), the_organisation()
    employee = Person.objects.get(id=pair.person_id)
    guide = offered_guide(rules.guide)
    version_id = composed_versions(guide)(pair.unit_id, pair.title_code) if rules.is_composed else guide.id
    return Conversation.objects.create(
        kind=kind,
        employee=employee,
        unit_id=pair.unit_id,
        guide_version_id=version_id,
        menu_version=offered_menu(),
        language=employee.preferred_language,
        asked_by_id=actor.id,
        asked_at=clock.now(),
        time_by_on=clock.today() + rules.time_within if rules.time_within else None,
        length_minutes=rules.minutes or organisation.length_minutes,
        writer=organisation.writer,
        is_archiving=rules.is_filed and organisation.is_archiving,
    )


def _told(actor: Actor, conversation_id: UUID) -> Conversation:
    """Note who asked, and tell the leader of what the employee asks for."""
    conversation = find_conversation(actor, conversation_id)
    with gate.acting(actor, conversation, policy.ASK):
        if conversation.capacity_of(actor) == EMPLOYEE:
            put_asked(conversation)
    return conversation
