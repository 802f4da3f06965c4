"""Voiding confirmations: any change of the text but its spelling makes those that were given count no longer."""

from samspill.confidentiality.actors import Actor
from samspill.confidentiality.decisions import Part
from samspill.confidentiality.gate import Writing
from samspill.conversations.models import Conversation
from samspill.foundation import clock
from samspill.people.models import Person
from samspill.plans.corrections import sealed_name
from samspill.plans.messages import put_voided
from samspill.plans.models import AgreedPlan, Confirmation, Correction


def void_confirmations(actor: Actor, /, *, conversation: Conversation, plan: AgreedPlan, writing: Writing) -> int:
    """Void every confirmation that counts, remove the confirmed text, tell the others; returns how many there were."""
    voided = take_confirmations_away(plan, writing)
    if not voided:
        return 0
    writing.record("voided", part=Part.AGREEMENT, count=len(voided))
    who = Person.objects.get(id=actor.id)
    for one in voided:
        if one.person_id != actor.person_id:
            put_voided(conversation, recipient=one.person, other=who)
    return len(voided)


def take_confirmations_away(plan: AgreedPlan, writing: Writing) -> list[Confirmation]:
    """Void every confirmation that counts and remove the confirmed text, telling nobody; returns those voided."""
    standing = list(Confirmation.objects.filter(plan=plan, voided_at__isnull=True).select_related("person"))
    Confirmation.objects.filter(id__in=[one.id for one in standing]).update(voided_at=clock.now())
    for one in standing:
        writing.remove(Part.AGREEMENT, f"confirmed:{one.text_hash}")
        writing.remove(Part.AGREEMENT, f"remark:{one.capacity}")
    return standing


def void_corrections(plan: AgreedPlan, writing: Writing) -> None:
    """Let the corrections of a text fall away with it: what was accepted stands in the draft as any other words."""
    standing = Correction.objects.filter(plan=plan, voided_at__isnull=True)
    for one in standing:
        writing.remove(Part.AGREEMENT, sealed_name(one.id))
    standing.update(voided_at=clock.now())
