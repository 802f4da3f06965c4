"""Following the organisation: when who leads whom has changed, who holds which conversation changes with it.

A new leader inherits nothing. A conversation in which nothing has been written that the leader could read goes to the
new leader as it is, without the former leader's own preparation or unshared assessment. One with shared text, notes, a
shared assessment or an agreement, or whose meeting has begun, ends, and the employee gets a fresh one with the new
leader; the old text stays with the employee.
"""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations import policy
from samspill.conversations.finding import lock_conversations
from samspill.conversations.messages import put_leader_changed
from samspill.conversations.models import Appointment, Assessment, Conversation, appointments_true_today
from samspill.conversations.services.erasing import erase_assessment
from samspill.conversations.services.moving import move_state, recount
from samspill.conversations.services.withdrawing import withdraw_meeting
from samspill.conversations.states import BEFORE_START, IN_CONVERSATION, State
from samspill.foundation import clock
from samspill.foundation.database import forget_erased
from samspill.organisation.facts import CoveredEmployment, leaders_of
from samspill.people.models import Person
from samspill.rounds.models import Round
from samspill.rounds.states import RoundState

OPEN_STATES = BEFORE_START | IN_CONVERSATION | {State.EXEMPTED}
READABLE_BY_LEADER = {Part.SHARED, Part.CONVERSATION_NOTES, Part.AGREEMENT}


def follow_leaders(actor: Actor, /) -> int:
    """Bring every open conversation in step with who leads whom today; returns how many changed."""
    stray = dict(_without_true_leader().values_list("id", "employee_id"))
    if not stray:
        return 0
    wanted = leaders_of(set(stray.values()))
    changed = sum(
        follow(actor, conversation_id=one, wanted=wanted.get(employee_id, []), still=_without_true_leader())
        for one, employee_id in stray.items()
    )
    if changed:
        recount(*Round.objects.filter(state=RoundState.OPENED).values_list("id", flat=True))
        forget_erased()
    return changed


def _without_true_leader() -> QuerySet[Conversation]:
    led = appointments_true_today().filter(conversation_id=OuterRef("pk"))
    return Conversation.objects.filter(~Exists(led), state__in=OPEN_STATES)


def follow(
    actor: Actor,
    /,
    *,
    conversation_id: UUID,
    wanted: Sequence[CoveredEmployment],
    still: QuerySet[Conversation],
) -> int:
    """Give a conversation to the first wanted leader who has none with the employee; returns how many changed.

    Judged once nobody else can change the conversation any more: the two may have written in it meanwhile, and another
    run may have followed already.

    Args:
        actor: the run that follows leaders.
        conversation_id: the conversation.
        wanted: who is to lead today, best first.
        still: the conversations that are to be followed; this one must be among them.
    """
    with transaction.atomic():
        lock_conversations([conversation_id])
        conversation = still.filter(id=conversation_id).select_related("employee").first()
        return _follow_locked(actor, conversation, wanted) if conversation else 0


def _follow_locked(actor: Actor, conversation: Conversation, wanted: Sequence[CoveredEmployment]) -> int:
    appointed = Appointment.objects.filter(conversation=conversation, until_at__isnull=True)
    former = appointed.select_related("leader").first()
    new = next((one for one in wanted if one.leader_id and not _has_open_with(conversation, one.leader_id)), None)
    if former is None and new is None:
        return 0
    with gate.acting(actor, conversation, policy.FOLLOW):
        if former is not None:
            withdraw_meeting(conversation)
            appointed.update(until_at=clock.now())
        _pass_on(conversation, former, new, is_written_in=is_written_in(conversation))
        if former is not None:
            gate.erase(Actor.system("retention"), conversation, policy.ERASE_PREPARATION, Part.PREPARATION_LEADER)
            for draft in Assessment.objects.filter(conversation=conversation, shared_at__isnull=True):
                erase_assessment(draft)
    return 1


def is_written_in(conversation: Conversation) -> bool:
    """Whether there is anything that a new leader would inherit: text that a leader can read, or a meeting begun."""
    parts = gate.existing_parts([conversation.id]).get(conversation.id, set())
    has_shared = Assessment.objects.filter(conversation=conversation, shared_at__isnull=False).exists()
    return bool(READABLE_BY_LEADER & parts) or has_shared or conversation.state in IN_CONVERSATION


def _pass_on(
    conversation: Conversation, former: Appointment | None, new: CoveredEmployment | None, *, is_written_in: bool
) -> None:
    target: Conversation | None = conversation
    if is_written_in:
        # What was asked for and has been held needs no new one; a round's conversation does, and so does one in waiting.
        has_begun = conversation.state in IN_CONVERSATION
        target = None if conversation.round_id is None and has_begun else _fresh(conversation)
        move_state(conversation, State.DISCONTINUED, ended_at=clock.now())
    elif conversation.state == State.INVITED:
        move_state(conversation, State.PLANNED, planned_at=None, place="")
    if target is None or new is None or new.leader_id is None:
        return
    Appointment.objects.create(conversation=target, leader_id=new.leader_id, delegation_id=new.delegation_id)
    Conversation.objects.filter(id=target.id).update(unit_id=new.unit_id)
    if former is not None:
        leader = Person.objects.get(id=new.leader_id)
        put_leader_changed(target, leader=leader, former_leader=former.leader)


def _fresh(old: Conversation) -> Conversation:
    return Conversation.objects.create(
        round_id=old.round_id,
        kind=old.kind,
        asked_by_id=old.asked_by_id,
        asked_at=old.asked_at,
        time_by_on=old.time_by_on,
        record_wished_at=old.record_wished_at,
        employee=old.employee,
        unit_id=old.unit_id,
        guide_version_id=old.guide_version_id,
        menu_version_id=old.menu_version_id,
        language=old.language,
        deadline_on=old.deadline_on,
        length_minutes=old.length_minutes,
        writer=old.writer,
        is_archiving=old.is_archiving,
    )


def _has_open_with(conversation: Conversation, leader_id: UUID) -> bool:
    alike = Conversation.objects.filter(
        round=conversation.round, kind=conversation.kind, employee_id=conversation.employee_id
    )
    if conversation.round_id is None:
        alike = alike.filter(state__in=OPEN_STATES)
    return alike.filter(appointments__leader_id=leader_id, appointments__until_at__isnull=True).exists()
