"""Correcting the spelling of an agreed plan: one proposes, the other accepts, and both confirmations go on standing."""

from uuid import UUID

from django.db import transaction

from samspill.confidentiality import gate
from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import NotFound, Part
from samspill.conversations.finding import find_conversation, other_today
from samspill.conversations.models import Conversation
from samspill.conversations.services.writing import bump
from samspill.foundation import clock
from samspill.foundation.errors import Unacceptable
from samspill.people.models import Person
from samspill.plans.corrections import (
    CorrectionText,
    corrected_text,
    sealed_name,
    sealed_words,
    standing_corrections,
)
from samspill.plans.messages import put_correction_answered, put_correction_proposed
from samspill.plans.models import AgreedPlan, Correction
from samspill.plans.policy import ANSWER_CORRECTION, PROPOSE_CORRECTION
from samspill.plans.services.drafting import LONGEST
from samspill.plans.spelling import is_spelling
from samspill.plans.texts import hash_of


def propose_correction(actor: Actor, /, *, conversation_id: UUID, field: str, after: str) -> UUID:
    """Propose how one text of an agreed plan is to be spelt; the other is told. Returns the correction's identifier.

    Args:
        actor: one of the two.
        conversation_id: one whose plan is agreed.
        field: the name of the text, as it is sealed: ``goal:<id>``, ``action:<id>``, ``support:<id>`` or ``focus:<theme>``.
        after: the whole text with its spelling corrected.

    Raises:
        NotFound: the plan has no such text.
        Unacceptable: ``more_than_spelling`` when it would change what was agreed; ``nothing_corrected``, ``too_long``;
            ``correction_waits`` when one for the same text awaits its answer; ``nobody_answers`` when the leader has left.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, PROPOSE_CORRECTION) as writing:
            other = other_today(actor, conversation=conversation)
            if other is None:
                raise Unacceptable("nobody_answers")
            plan = AgreedPlan.objects.get(conversation=conversation)
            proposed = Correction(
                plan=plan, field=field, capacity=conversation.capacity_of(actor), proposed_by_id=actor.id
            )
            words = CorrectionText(proposed, writing.text(Part.AGREEMENT, field).strip(), _with_plain_ends(after))
            text = _text_with(words, plan, conversation, writing)
            _check(words)
            proposed.save()
            writing.write(Part.AGREEMENT, sealed_name(proposed.id), sealed_words(words.before, words.after), revision=0)
            writing.record("correction_proposed", part=Part.AGREEMENT, hash=hash_of(text))
        put_correction_proposed(conversation, recipient=other, other=Person.objects.get(id=actor.id))
        bump(conversation)
    return proposed.id


def accept_correction(actor: Actor, /, *, conversation_id: UUID, correction_id: UUID) -> None:
    """Accept what the other proposed. It voids nothing: the confirmed text stays, and the correction is signed by both.

    Raises:
        NotFound: there is no such correction of the other's.
        Unacceptable: ``correction_answered`` when it was answered or taken back meanwhile.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, ANSWER_CORRECTION) as writing:
            accepted = _awaiting(actor, conversation, correction_id)
            plan = accepted.plan
            words = next(one for one in standing_corrections(writing) if one.correction.id == accepted.id)
            accepted.text_hash = hash_of(_text_with(words, plan, conversation, writing))
            _answer(actor, accepted, Correction.State.ACCEPTED)
            writing.write(Part.AGREEMENT, accepted.field, words.after, revision=None)
            # Each acceptance makes another document, also one that brings back words that were delivered before.
            plan.document_hash = hash_of(f"{plan.document_hash} {accepted.id} {accepted.text_hash}")
            plan.save(update_fields=["document_hash"])
            writing.record("correction_accepted", part=Part.AGREEMENT, hash=accepted.text_hash)
        _tell(actor, conversation)


def decline_correction(actor: Actor, /, *, conversation_id: UUID, correction_id: UUID) -> None:
    """Say no to what the other proposed; its words are erased. Raises as ``accept_correction``."""
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, ANSWER_CORRECTION) as writing:
            declined = _awaiting(actor, conversation, correction_id)
            _answer(actor, declined, Correction.State.DECLINED)
            writing.remove(Part.AGREEMENT, sealed_name(declined.id))
            writing.record("correction_declined", part=Part.AGREEMENT)
        _tell(actor, conversation)


def withdraw_correction(actor: Actor, /, *, conversation_id: UUID, correction_id: UUID) -> None:
    """Take back what one has proposed oneself; its words are erased.

    Raises:
        NotFound: there is no such correction of one's own.
        Unacceptable: ``correction_answered`` when the other has answered meanwhile.
    """
    with transaction.atomic():
        conversation = find_conversation(actor, conversation_id, is_locked=True)
        with gate.changing(actor, conversation, PROPOSE_CORRECTION) as writing:
            withdrawn = _found(conversation, correction_id)
            if withdrawn.proposed_by_id != actor.person_id:
                raise NotFound
            _require_unanswered(withdrawn)
            withdrawn.state = Correction.State.WITHDRAWN
            withdrawn.save(update_fields=["state"])
            writing.remove(Part.AGREEMENT, sealed_name(withdrawn.id))
            writing.record("correction_withdrawn", part=Part.AGREEMENT)
        bump(conversation)


def _check(words: CorrectionText) -> None:
    most = LONGEST * 4 if words.correction.field.startswith("focus:") else LONGEST
    if len(words.after) > most:
        raise Unacceptable("too_long", field="after", most=most)
    if words.after == _with_plain_ends(words.before):
        raise Unacceptable("nothing_corrected", field="after")
    if not words.after or not is_spelling(words.before, words.after):
        raise Unacceptable("more_than_spelling", field="after")
    of_the_field = Correction.objects.filter(plan=words.correction.plan, field=words.correction.field)
    if of_the_field.filter(state=Correction.State.PROPOSED, voided_at__isnull=True).exists():
        raise Unacceptable("correction_waits", field="after")


def _with_plain_ends(text: str) -> str:
    """The text without blanks around it, its lines ended in one way: a form sends them in another than a script."""
    return text.strip().replace("\r\n", "\n")


def _text_with(words: CorrectionText, plan: AgreedPlan, conversation: Conversation, writing: gate.Writing) -> str:
    """The confirmed text with what has been accepted, and these words on top."""
    confirmed = writing.text(Part.AGREEMENT, f"confirmed:{plan.text_hash}")
    accepted = [one for one in standing_corrections(writing) if one.is_accepted]
    return corrected_text(confirmed, [*accepted, words], conversation)


def _awaiting(actor: Actor, conversation: Conversation, correction_id: UUID) -> Correction:
    found = _found(conversation, correction_id)
    if found.capacity == conversation.capacity_of(actor):
        raise NotFound
    _require_unanswered(found)
    return found


def _found(conversation: Conversation, correction_id: UUID) -> Correction:
    standing = Correction.objects.filter(plan__conversation=conversation, id=correction_id, voided_at__isnull=True)
    found = standing.select_related("plan").first()
    if found is None:
        raise NotFound
    return found


def _require_unanswered(correction: Correction) -> None:
    if correction.state != Correction.State.PROPOSED:
        raise Unacceptable("correction_answered")


def _answer(actor: Actor, correction: Correction, state: Correction.State) -> None:
    correction.state, correction.answered_by_id, correction.answered_at = state, actor.id, clock.now()
    correction.save(update_fields=["state", "answered_by", "answered_at", "text_hash"])


def _tell(actor: Actor, conversation: Conversation) -> None:
    other = other_today(actor, conversation=conversation)
    if other is not None:
        put_correction_answered(conversation, recipient=other, other=Person.objects.get(id=actor.id))
    bump(conversation)
