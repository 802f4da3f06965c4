"""Confirming: each of the two confirms the same text, known by its hash; the second confirmation makes it agreed."""

from datetime import date
from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.conversations.finding import find_conversation, leader_of
from samspill.conversations.models import EMPLOYEE, LEADER, Conversation
from samspill.conversations.services.erasing import erase_preparation
from samspill.conversations.services.moving import move_state
from samspill.conversations.services.writing import bump
from samspill.conversations.states import State
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.people.models import Person
from samspill.plans.messages import put_agreed, put_awaits, put_confirmed_elsewhere
from samspill.plans.models import AgreedPlan, Confirmation
from samspill.plans.policy import CONFIRM, REOPEN, SIGN_ON_PAPER
from samspill.plans.services.voiding import void_confirmations, void_corrections
from samspill.plans.texts import REOPENED, canonical_text, hash_of, plan_of, plan_text

LONGEST_REMARK = 2_000
LONGEST_REASON = 500


def confirm_plan(
    actor: Actor, /, *, conversation_id: UUID, seen_hash: str, remark: str = "", is_on_others_device: bool = False
) -> bool:
    """Confirm the text that one saw; returns whether both have now confirmed it.

    Args:
        actor: one of the two, signed in or having proved who they are.
        conversation_id: one that has been held.
        seen_hash: of the text that was on the page.
        remark: the actor's own.
        is_on_others_device: whether the other is the one who is signed in: it stands in the log, and the actor is told.

    Raises:
        Unacceptable: ``text_changed`` when the text is no longer the one that was seen; ``nothing_agreed`` when the plan
            is empty; ``too_long`` for the remark.
    """
    if len(remark) > LONGEST_REMARK:
        raise Unacceptable("too_long", field="remark", most=LONGEST_REMARK)
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, CONFIRM) as writing:
            plan, _ = AgreedPlan.objects.get_or_create(conversation=conversation)
            leader = leader_of(conversation)
            if leader is None:
                raise Unacceptable("no_leader")
            canonical = _checked(conversation, writing, leader, seen_hash)
            _void_others(actor, plan, conversation, writing, seen_hash)
            _store(actor, plan, conversation, writing, canonical, remark.strip())
            writing.record(
                "confirmed_on_others_device" if is_on_others_device else "confirmed",
                part=Part.AGREEMENT,
                hash=seen_hash,
            )
            both = _agree_if_both(plan, conversation, seen_hash, employee=conversation.employee, leader=leader)
            if both:
                writing.remove(Part.AGREEMENT, REOPENED)
        _tell(actor, conversation, leader, is_agreed=both, is_on_others_device=is_on_others_device)
        bump(conversation)
    if both and not conversation.is_archiving:
        erase_preparation(conversation)
    return both


def sign_on_paper(actor: Actor, /, *, conversation_id: UUID, seen_hash: str, signed_on: date, kept: str) -> None:
    """Say that both have signed exactly this text by hand, for an employee who has no way to sign in.

    The leader's own confirmation is given with it; the employee's says that it was given on paper.

    Args:
        actor: the conversation leader.
        conversation_id: one that has been held.
        seen_hash: of the text that was printed.
        signed_on: the day of the signatures, not before the conversation and not ahead.
        kept: where the original is, one of ``Confirmation.Kept``.

    Raises:
        Unacceptable: as ``confirm_plan``; another day; a place that there is not.
    """
    if kept not in Confirmation.Kept.values:
        raise Unacceptable("unknown_place_kept", field="kept")
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, SIGN_ON_PAPER) as writing:
            if not (conversation.held_on or signed_on) <= signed_on <= clock.today():
                raise Unacceptable("signed_day", field="signed_on")
            plan, _ = AgreedPlan.objects.get_or_create(conversation=conversation)
            leader = Person.objects.get(id=actor.id)
            canonical = _checked(conversation, writing, leader, seen_hash)
            void_confirmations(actor, conversation=conversation, plan=plan, writing=writing)
            paper = {"signed_on": signed_on, "kept": kept}
            for person, capacity in ((conversation.employee, EMPLOYEE), (leader, LEADER)):
                Confirmation.objects.create(
                    plan=plan, person=person, capacity=capacity, text_hash=seen_hash,
                    **(paper if capacity == EMPLOYEE else {}),
                )  # fmt: skip
            writing.write(Part.AGREEMENT, f"confirmed:{seen_hash}", canonical, revision=None)
            writing.remove(Part.AGREEMENT, REOPENED)
            writing.record("signed_on_paper", part=Part.AGREEMENT, hash=seen_hash)
            _agree_if_both(plan, conversation, seen_hash, employee=conversation.employee, leader=leader)
        _tell(actor, conversation, leader, is_agreed=True)
        bump(conversation)
    if not conversation.is_archiving:
        erase_preparation(conversation)


def reopen_plan(actor: Actor, /, *, conversation_id: UUID, reason: str) -> None:
    """Open an agreed plan again; both confirmations are void, and the other is told and can read why.

    Raises:
        Unacceptable: no reason, or too long a one.
    """
    reason = reason.strip()
    if not reason:
        raise Unacceptable("reopening_reason_missing", field="reason")
    if len(reason) > LONGEST_REASON:
        raise Unacceptable("too_long", field="reason", most=LONGEST_REASON)
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, REOPEN) as writing:
            plan = AgreedPlan.objects.get(conversation=conversation)
            void_confirmations(actor, conversation=conversation, plan=plan, writing=writing)
            writing.write(Part.AGREEMENT, REOPENED, reason, revision=None)
            void_corrections(plan, writing)
            fields = {"text_hash": "", "document_hash": "", "confirmed_at": None, "reopened_at": clock.now()}
            AgreedPlan.objects.filter(id=plan.id).update(**fields)
            move_state(conversation, State.HELD, agreed_at=None)


def _checked(conversation: Conversation, writing: gate.Writing, leader: Person, seen_hash: str) -> str:
    text = plan_text(plan_of(conversation), conversation, writing)
    if text.is_empty:
        raise Unacceptable("nothing_agreed")
    canonical = canonical_text(text, conversation, employee=conversation.employee, leader=leader)
    if hash_of(canonical) != seen_hash:
        raise Unacceptable("text_changed")
    return canonical


def _void_others(
    actor: Actor, plan: AgreedPlan, conversation: Conversation, writing: gate.Writing, text_hash: str
) -> None:
    """Void a confirmation of another text: a name or a unit may change between the two, by an import."""
    others = Confirmation.objects.filter(plan=plan, voided_at__isnull=True).exclude(text_hash=text_hash)
    if others.exists():
        void_confirmations(actor, conversation=conversation, plan=plan, writing=writing)


def _store(
    actor: Actor, plan: AgreedPlan, conversation: Conversation, writing: gate.Writing, canonical: str, remark: str
) -> None:
    capacity, text_hash = conversation.capacity_of(actor), hash_of(canonical)
    given = Confirmation.objects.filter(plan=plan, capacity=capacity, voided_at__isnull=True)
    if given.exists():
        raise Unacceptable("confirmed_already")
    Confirmation.objects.create(
        plan=plan, person_id=actor.id, capacity=capacity, text_hash=text_hash, has_remark=bool(remark)
    )
    writing.write(Part.AGREEMENT, f"confirmed:{text_hash}", canonical, revision=None)
    if remark:
        writing.write(Part.AGREEMENT, f"remark:{capacity}", remark, revision=None)


def _agree_if_both(
    plan: AgreedPlan, conversation: Conversation, text_hash: str, *, employee: Person, leader: Person
) -> bool:
    given = Confirmation.objects.filter(plan=plan, text_hash=text_hash, voided_at__isnull=True)
    if set(given.values_list("person_id", flat=True)) != {employee.id, leader.id}:
        return False
    moment = clock.now()
    fields = {"text_hash": text_hash, "document_hash": text_hash, "confirmed_at": moment, "reopened_at": None}
    AgreedPlan.objects.filter(id=plan.id).update(**fields)
    move_state(conversation, State.AGREED, agreed_at=moment)
    return True


def _tell(
    actor: Actor, conversation: Conversation, leader: Person, *, is_agreed: bool, is_on_others_device: bool = False
) -> None:
    employee = conversation.employee
    me, other = (employee, leader) if actor.person_id == employee.id else (leader, employee)
    if is_on_others_device:
        put_confirmed_elsewhere(conversation, recipient=me, other=other)
    if not is_agreed:
        put_awaits(conversation, recipient=other, other=me)
        return
    put_agreed(conversation, recipient=employee, other=leader)
    put_agreed(conversation, recipient=leader, other=employee)
